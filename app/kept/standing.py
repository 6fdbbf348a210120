"""Whether the quotes of an answer that was given earlier still stand where they stood."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Literal

from app.answer import Answer
from app.evidence.sourceview import every_citation, locate, source_of
from index.store import DocumentSummary
from ingest.document import Document

Change = Literal["moved", "vanished", "gone"]


def changes(
    answer: Answer,
    *,
    asked: float,
    rows: Mapping[str, DocumentSummary],
    load: Callable[[DocumentSummary], Document],
) -> dict[int, Change]:
    """Return what became of the citations, by number, that no longer stand where they stood.

    Only a document that was stored since the answer was given, at `asked` (seconds since 1970),
    can differ: only such a one is read.
    """
    found: dict[int, Change] = {}
    for citation in every_citation(answer):
        row = rows.get(citation.document_id)
        if row is None:
            found[citation.number] = "gone"
            continue
        source = source_of(answer, f"c{citation.number}")
        if source is None or not _stored_since(row, asked):
            continue
        standing = locate(load(row), source).standing
        if standing != "stands":
            found[citation.number] = standing
    return found


def _stored_since(row: DocumentSummary, asked: float) -> bool:
    try:
        stored = datetime.datetime.fromisoformat(row.added)
    except ValueError:
        return True
    return stored.timestamp() >= int(asked)  # libraries keep whole seconds
