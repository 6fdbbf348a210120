"""Answers to what those found whose work the papers cite by name: "What did Stone et al. find?"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from app.answer import Answer
from app.composing import Clock, from_chosen
from app.papers.cited import Work, told_of, work_told_of
from app.papers.holdings import LOOKED_AT
from index.library import Library
from ingest.document import Document

MOST_PAPERS = 5  # that tell of one work


def of_a_named_work(
    question: str, library: Library, scope: Sequence[str], clock: Clock
) -> Answer | None:
    """Return what the papers tell of a work that they and the question name by its authors."""
    work = work_told_of(question)
    if work is None or not scope:
        return None
    told = (told_of(work, paper) for paper in papers_near(work, library, scope))
    chosen = [item for each in [one for one in told if one][:MOST_PAPERS] for item in each]
    return from_chosen(chosen, clock) if chosen else None


def papers_near(work: Work, library: Library, scope: Sequence[str]) -> Iterator[Document]:
    """Yield the papers in whose text a search finds those who wrote the work, the nearest first."""
    narrowed = scope if len(scope) < len(library.documents()) else ()
    hits = library.search(work.sought, top_k=LOOKED_AT, documents=narrowed)
    for identity in dict.fromkeys(hit.passage.document_id for hit in hits):
        yield library.document(identity)
