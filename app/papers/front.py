"""Where the front of a paper prints what is known of it: its title, authors, keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.evidence.chosen import Chosen
from ingest.document import Document


def front(document: Document) -> int:
    """Return where the front matter ends."""
    return document.sections[0].start if document.sections else min(len(document.text), 6_000)


def front_end(document: Document) -> int:
    """Return where the front matter and the abstract end."""
    return max(front(document), document.abstract[1] if document.abstract else 0)


def title_span(document: Document) -> Chosen:
    """Return the title where it is printed, else the document's first line."""
    span = find(document.text, document.title, 0, front(document))
    if span is None:
        end = document.text.find("\n")
        span = (0, end if end > 0 else min(80, len(document.text)))
    return Chosen(document, span[0], span[1], 1.0)


def authors_in(document: Document, names: Sequence[str]) -> list[Chosen]:
    """Return where the front prints these authors: "Ana de Sousa", or "de Sousa, Ana"."""
    limit = front_end(document)
    printed = (
        next((form for form in _forms(name) if find(document.text, form, 0, limit)), "")
        for name in names
    )
    return line_of(document, [*printed])


def _forms(name: str) -> list[str]:
    """Return the name as it is, then with the family's name first, of however many words."""
    words = name.split()
    turned = [f"{' '.join(words[at:])}, {' '.join(words[:at])}" for at in range(1, len(words))]
    return [name, *reversed(turned)]


def keywords_in(document: Document) -> list[Chosen]:
    """Return the line of keywords, which are marked."""
    limit = front_end(document)
    label = re.compile(r"\b(?:key ?-?words?|index terms)\b", re.IGNORECASE).search(
        document.text, 0, limit
    )
    low = label.start() if label else 0
    return line_of(document, document.keywords, low)


def line_of(
    document: Document, parts: Sequence[str], first: int = 0, last: int = 0
) -> list[Chosen]:
    """Return the stretch that holds all `parts`, or one span a part.

    It stands in the front matter, or before `last`.
    """
    limit = max(last, front_end(document))
    found = [span for part in parts if part and (span := find(document.text, part, first, limit))]
    if not found:
        return []
    low, high = min(found)[0], max(end for _, end in found)
    between = document.text[low:high]
    if len(between) <= sum(len(part) for part in parts) * 1.5 + 20 and "\n\n" not in between:
        marks = tuple((start - low, end - low) for start, end in sorted(found))
        return [Chosen(document, low, high, 1.0, marks)]
    return [
        Chosen(document, start, end, 1.0, ((0, end - start),)) for start, end in sorted(set(found))
    ]


def find(text: str, wanted: str, low: int, high: int) -> tuple[int, int] | None:
    """Return where `wanted` stands in `text[low:high]`, blind to case and to how it is spaced."""
    words = wanted.split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    match = re.compile(pattern, re.IGNORECASE).search(text, low, max(low, high))
    return match.span() if match else None
