"""Searching a plain collection of texts with the library's own search: for measuring it.

Each text becomes one passage of a document of its own in an ordinary library folder, and is
searched by `Library.search`; there is no second implementation. Texts longer than the encoder's
window are read whole, in windows (`index.windows`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from index.embedding import embed, forms_of
from index.encoder import Encoder
from index.hits import Signals
from index.library import Library
from index.opening import open_store
from index.store import Store
from ingest.document import Document, Passage

BATCH = 128


def build_collection(
    items: Iterable[tuple[str, str, str]], path: Path, encoder: Encoder
) -> Collection:
    """Return the collection of `items` (id, title, text), kept at `path`.

    Items that are in the folder already, with the same title and text, are not encoded again, so
    that a second measurement costs seconds.
    """
    store = open_store(path)
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        _add(store, batch, encoder)
    store.publish()
    return Collection(Library(store, path, encoder=encoder, model=""))


class Collection:
    """Texts with ids of their own, searched by the library's search."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def search(
        self, query: str, *, top_k: int = 10, signals: Signals = "full"
    ) -> list[tuple[str, float]]:
        """Return (id, score) of the best `top_k` texts, best first."""
        hits = self.library.search(query, top_k=top_k, signals=signals)
        return [(hit.passage.document_id, hit.score) for hit in hits]


def _add(store: Store, batch: list[tuple[str, str, str]], encoder: Encoder) -> None:
    with store.writing() as writing:
        writing.use_model(encoder.name, encoder.dimension)
        new = [
            document
            for document in _documents(batch)
            if (known := writing.summary_by("id", document.id)) is None
            or known.sha256 != document.sha256
        ]
        passages = [_passage(document) for document in new]
        forms = forms_of(passages)
        stored = writing.embeddings_by_form(forms)
        every = {**stored, **embed(encoder, passages, stored)}
        for document, passage, form in zip(new, passages, forms, strict=True):
            writing.put(document, [passage], [every[form]], original=b"", added="")


def _documents(batch: list[tuple[str, str, str]]) -> Iterator[Document]:
    for identifier, title, text in batch:
        whole = f"{title}\x00{text}".encode("utf-8", "surrogatepass")
        yield Document(
            id=identifier,
            title=title,
            authors=(),
            year=None,
            affiliations=(),
            abstract=None,
            keywords=(),
            text=text,
            pages=(),
            sections=(),
            references=(),
            mentions=(),
            words=(),
            source=identifier,
            sha256=hashlib.sha256(whole).hexdigest(),
            warnings=(),
        )


def _passage(document: Document) -> Passage:
    return Passage(
        id=f"{document.id}:0",
        document_id=document.id,
        kind="body",
        start=0,
        end=len(document.text),
        section="",
        page=None,
        context=document.title,
        text=document.text,
    )
