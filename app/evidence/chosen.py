"""Spans that were chosen to be shown: verbatim, each once, in reading order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.evidence.candidates import Candidate
from ingest.document import Document


@dataclass(frozen=True, slots=True)
class Chosen:
    """A verbatim span of a document that is shown, its score, and the words that answer."""

    document: Document
    start: int
    end: int
    score: float
    marks: tuple[tuple[int, int], ...] = ()

    @property
    def text(self) -> str:
        """The words shown."""
        return self.document.text[self.start : self.end]


def shown_of(
    ranked: Sequence[tuple[Candidate, float]], chosen: Sequence[Chosen]
) -> list[Candidate]:
    """Return the candidates that are among the spans to be shown, best first."""
    starts = {(item.document.id, item.start) for item in chosen}
    return [each for each, _ in ranked if (each.document.id, each.start) in starts]


def merge(shares: Sequence[Sequence[Chosen]]) -> list[Chosen]:
    """Return the spans of all shares, each once: sections as they first come, in reading order."""
    spans: dict[tuple[str, int], Chosen] = {}
    places: dict[tuple[str, str], int] = {}
    for item in (item for share in shares for item in share):
        key = (item.document.id, item.start)
        if key not in spans or (item.marks and not spans[key].marks):
            spans[key] = item
        places.setdefault(_place(item), len(places))
    return sorted(spans.values(), key=lambda item: (places[_place(item)], item.start))


def _place(item: Chosen) -> tuple[str, str]:
    return item.document.id, item.document.section_label(item.start)
