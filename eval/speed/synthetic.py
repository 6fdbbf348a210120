"""Libraries of any size, made of real vectors and words: for measuring how Footnote grows.

Vectors are drawn between pairs of real ones, so that they lie as close together as real ones do;
texts and token vectors are beginnings of real passages.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Encoder, Vectors
from index.store import Embedding, Store
from index.token_bytes import pack_tokens, quantise
from ingest.document import Document, Passage

IN_DOCUMENT = 100  # passages
AT_ONCE = 20  # documents in a transaction
LENGTH = 240  # characters of a passage


@dataclass(frozen=True, slots=True)
class Material:
    """What passages are made of: texts (n), their vectors (n, dim) and packed token vectors (n)."""

    texts: tuple[str, ...]
    vectors: Vectors
    tokens: tuple[bytes, ...]


def material(texts: Sequence[str], encoder: Encoder) -> Material:
    """Return beginnings of the texts, with their vectors."""
    beginnings = tuple(dict.fromkeys(text[:LENGTH].rsplit(" ", 1)[0] for text in texts))
    encoded = encoder.encode_tokens(beginnings)
    return Material(
        beginnings,
        np.stack([item.pooled for item in encoded]),
        tuple(pack_tokens(quantise(item.vectors, item.offsets)) for item in encoded),
    )


def between(vectors: Vectors, rng: np.random.Generator, count: int) -> Vectors:
    """Return `count` unit vectors, each somewhere between two of `vectors`, in half precision."""
    first, second = rng.integers(0, len(vectors), size=(2, count))
    share = rng.uniform(0.2, 0.8, size=(count, 1)).astype(np.float32)
    mixed = share * vectors[first] + (1 - share) * vectors[second]
    mixed += rng.normal(scale=0.01, size=mixed.shape).astype(np.float32)
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return np.asarray(mixed.astype(np.float16), dtype=np.float32)


def grow(store: Store, made_of: Material, encoder: Encoder, *, to: int, with_tokens: bool) -> None:
    """Add documents until the library has `to` passages."""
    with store.reading() as reading:
        there = reading.passage_count()
    rng = np.random.default_rng((0, there))
    numbers = iter(range(there // IN_DOCUMENT, -(-to // IN_DOCUMENT)))
    while batch := list(itertools.islice(numbers, AT_ONCE)):
        with store.writing() as writing:
            writing.use_model(encoder.name, encoder.dimension)
            for number in batch:
                size = min(IN_DOCUMENT, to - number * IN_DOCUMENT)
                picked = rng.integers(0, len(made_of.texts), size=size)
                document, passages = _document(number, [made_of.texts[at] for at in picked])
                vectors = between(made_of.vectors, rng, size)
                tokens = [made_of.tokens[at] if with_tokens else b"" for at in picked]
                embeddings = [Embedding(*pair) for pair in zip(vectors, tokens, strict=True)]
                writing.put(document, passages, embeddings, original=b"", added="")
    store.publish()


def _document(number: int, texts: Sequence[str]) -> tuple[Document, list[Passage]]:
    whole = "\n\n".join(texts)
    name = f"paper-{number:06d}"
    digest = hashlib.sha256(f"{name}\0{whole}".encode()).hexdigest()
    document = Document(
        id=name,
        title="",
        authors=(),
        year=None,
        affiliations=(),
        abstract=None,
        keywords=(),
        text=whole,
        pages=(),
        sections=(),
        references=(),
        mentions=(),
        words=(),
        source=f"{name}.txt",
        sha256=digest,
        warnings=(),
    )
    return document, list(_passages(document, texts))


def _passages(document: Document, texts: Sequence[str]) -> Iterator[Passage]:
    start = 0
    for text in texts:
        yield Passage(
            id=f"{document.id}-{start}",
            document_id=document.id,
            kind="body",
            start=start,
            end=start + len(text),
            section="",
            page=None,
            context="",
            text=text,
        )
        start += len(text) + 2


def exact_best(
    batches: Iterator[tuple[NDArray[np.int64], Vectors]], queries: Vectors, *, top: int
) -> list[set[int]]:
    """Return the rows of the `top` best vectors for each query, by comparing with all."""
    rows = np.empty((len(queries), 0), np.int64)
    scores = np.empty((len(queries), 0), np.float32)
    for batch_rows, vectors in batches:
        found = queries @ vectors.T
        rows = np.concatenate([rows, np.broadcast_to(batch_rows, found.shape)], axis=1)
        scores = np.concatenate([scores, found], axis=1)
        best = np.argsort(-scores, axis=1, kind="stable")[:, :top]
        rows = np.take_along_axis(rows, best, axis=1)
        scores = np.take_along_axis(scores, best, axis=1)
    return [set(of_query.tolist()) for of_query in rows]
