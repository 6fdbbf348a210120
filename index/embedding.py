"""Vectors for passages: those known from before, and the new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.encoder import Encoder
from index.sqlite_writing import form_of
from index.store import Embedding, Store, Writing
from index.token_bytes import pack_tokens, quantise
from index.windows import encode_passages
from ingest.document import Passage

CHUNK = 256  # passages that are encoded at once, or in one transaction


@dataclass(frozen=True, slots=True)
class Known:
    """Embeddings by their forms, and the `model` that made them."""

    model: str = ""
    embeddings: Mapping[bytes, Embedding] = field(default_factory=dict)


class OtherModel(Exception):
    """The library has changed to another model since vectors were made. Ends a transaction so."""


def forms_of(passages: Sequence[Passage]) -> list[bytes]:
    """Return the name of each passage's embedded form."""
    return [form_of(passage.embedded) for passage in passages]


def embed(
    encoder: Encoder, passages: Sequence[Passage], known: Mapping[bytes, Embedding]
) -> dict[bytes, Embedding]:
    """Return the embeddings of those passages whose forms are not `known`, by the form's hash.

    Equal forms are encoded once.
    """
    by_form = {form_of(passage.embedded): passage for passage in passages}
    new = [form for form in by_form if form not in known]
    made: dict[bytes, Embedding] = {}
    for start in range(0, len(new), CHUNK):
        some = new[start : start + CHUNK]
        vectors = encode_passages(encoder, [by_form[form] for form in some])
        for form, item in zip(some, vectors, strict=True):
            made[form] = Embedding(item.pooled, pack_tokens(quantise(item.vectors, item.offsets)))
    return made


def held(store: Store, encoder: Encoder, passages: Sequence[Passage]) -> dict[bytes, Embedding]:
    """Return the embeddings that a library has of passages, by form, if they are the encoder's."""
    with store.reading() as reading:
        model = reading.model()
        if model is None or model.name != encoder.name:
            return {}
        return reading.embeddings_by_form(forms_of(passages))


def use_model(writing: Writing, encoder: Encoder, made_by: str) -> None:
    """Let a library that has no model have the encoder's.

    Raises: OtherModel where it has another than that of the vectors, "" where there are none.
    """
    writing.use_model(encoder.name, encoder.dimension)
    model = writing.model()
    if made_by and (model is None or model.name != made_by):
        raise OtherModel


def change_to(store: Store, encoder: Encoder) -> None:
    """Give every passage a vector of `encoder`, then search those and forget the old ones.

    Passages added meanwhile by another program with the old model are caught before the switch.
    """
    with store.writing() as writing:
        model = writing.use_model(encoder.name, encoder.dimension)
        if writing.model() == model:
            return
    while True:
        with store.reading() as reading:
            missing = reading.rows_without(model)[:CHUNK]
            passages = reading.passages_at(missing)
        if missing:
            made = embed(encoder, list(passages.values()), {})
            with store.writing() as writing:
                for row in missing:
                    writing.put_embedding(model, row, made[form_of(passages[row].embedded)])
            continue
        with store.writing() as writing:
            if not writing.rows_without(model):
                writing.switch_model(model)
                return
