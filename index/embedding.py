"""Vectors for passages: those known from before, and the new ones."""

from __future__ import annotations

from collections.abc import Sequence

from index.encoder import Encoder
from index.sqlite_writing import form_of
from index.store import Embedding, Store
from index.token_bytes import pack_tokens, quantise
from ingest.document import Passage

CHUNK = 256  # passages in one transaction


def embed(
    encoder: Encoder, passages: Sequence[Passage], known: dict[bytes, Embedding]
) -> tuple[list[Embedding], int]:
    """Return one embedding a passage, and for how many passages it had to be made.

    `known` are embeddings by the hash of the embedded form; equal forms are encoded once.
    """
    texts = {form_of(passage.embedded): passage.embedded for passage in passages}
    new = [form for form in texts if form not in known]
    vectors = encoder.encode_tokens([texts[form] for form in new])
    made = {
        form: Embedding(item.pooled, pack_tokens(quantise(item.vectors, item.offsets)))
        for form, item in zip(new, vectors, strict=True)
    }
    every = {**known, **made}
    forms = [form_of(passage.embedded) for passage in passages]
    return [every[form] for form in forms], sum(form in made for form in forms)


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
            embeddings, _ = embed(encoder, [passages[row] for row in missing], {})
            with store.writing() as writing:
                for row, embedding in zip(missing, embeddings, strict=True):
                    writing.put_embedding(model, row, embedding)
            continue
        with store.writing() as writing:
            if not writing.rows_without(model):
                writing.switch_model(model)
                return
