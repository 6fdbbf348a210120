"""Is everything in the library what it should be? Each doubt is named; most can be mended.

The originals and SQLite's tables are the truth; the rest follows from them:
documents from originals, passages from documents, vectors and words from passages, generations
from vectors. So each part is compared with what it follows from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.errors import LibraryDamaged
from index.sqlite_writing import form_of
from index.store import Finding, Reading, Store
from index.token_bytes import unpack_tokens
from ingest.document import Document, Passage

NORM_TOLERANCE = 5e-3  # half precision


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check looked at, and what it found. `documents`, `passages` are counts."""

    documents: int
    passages: int
    findings: tuple[Finding, ...]

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong, or nothing any more."""
        return all(finding.repaired for finding in self.findings)


def require_whole(document_id: str, original: bytes, sha256: str) -> None:
    """Raise LibraryDamaged where the original of a document is no longer what was added."""
    if _is_rotten(original, sha256):
        raise LibraryDamaged(
            f"the original of {document_id!r} is not what was added. Add its file again."
        )


def original_missing(document_id: str) -> LibraryDamaged:
    """Return what to raise where the original of a document is not there."""
    return LibraryDamaged(f"the original of {document_id!r} is missing. Add its file again.")


def _is_rotten(original: bytes, sha256: str) -> bool:
    return bool(original) and hashlib.sha256(original).hexdigest() != sha256


def check_store(store: Store) -> CheckReport:
    """Return what is wrong with what is stored.

    Raises: LibraryDamaged where the file can no longer be read at all.
    """
    with store.reading() as reading:
        findings = [Finding("file", "", problem) for problem in reading.integrity_problems()]
        documents = reading.summaries()
        for summary in documents:
            findings += _check_document(reading, summary.id)
        findings += store.check_index()
        passages = reading.passage_count()
    return CheckReport(len(documents), passages, tuple(findings))


def _check_document(reading: Reading, document_id: str) -> Iterator[Finding]:
    """Yield what is wrong with one document, up to the first part that others follow from."""
    summary = reading.summary_by("id", document_id)
    original = reading.original(document_id)
    if summary is None or original is None:
        yield Finding("document", document_id, "its original is missing")
        return
    if _is_rotten(original, summary.sha256):
        yield Finding("document", document_id, "its original is not what was added")
        return
    try:
        document = reading.document(document_id)
    except LibraryDamaged as exc:
        yield Finding("document", document_id, str(exc))
        return
    passages = reading.passages(document_id)
    if document is None or len(passages) != summary.passages:
        yield Finding("passages", document_id, f"{len(passages)} of {summary.passages} are there")
        return
    wrong = [passage.id for passage in passages if not _stands(document, passage)]
    if wrong:
        yield Finding("passages", document_id, f"{len(wrong)} are not in its text: {wrong[0]}")
        return
    yield from _check_derived(reading, document_id, passages)


def _stands(document: Document, passage: Passage) -> bool:
    return document.text[passage.start : passage.end] == passage.text


def _check_derived(
    reading: Reading, document_id: str, passages: Sequence[Passage]
) -> Iterator[Finding]:
    rows, forms = reading.forms(document_id)
    embedded = [form_of(passage.embedded) for passage in passages]
    if sorted(forms) != sorted(embedded):
        yield Finding("passages", document_id, "the names of their embedded forms are wrong")
    model = reading.model()
    if model is None:
        yield Finding("vectors", document_id, "no model is recorded")
        return
    found, vectors = reading.vectors_of(model, rows)
    if len(found) != len(rows):
        yield Finding("vectors", document_id, f"{len(rows) - len(found)} passages have none")
    elif len(rows) and not _unit(vectors):
        yield Finding("vectors", document_id, "some are not unit vectors")
    stored = reading.token_vectors(rows.tolist())
    broken = sum(unpack_tokens(data) is None for data in stored.values())
    if broken:
        yield Finding("vectors", document_id, f"the token vectors of {broken} passages are damaged")
    missing = len(rows) - reading.word_rows(rows.tolist())
    if missing:
        yield Finding("words", document_id, f"{missing} passages are not in the full-text index")


def _unit(vectors: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> bool:
    norms = np.linalg.norm(vectors, axis=1)
    return bool(np.isfinite(norms).all() and np.abs(norms - 1).max() < NORM_TOLERANCE)
