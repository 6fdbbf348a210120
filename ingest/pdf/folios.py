"""Page numbers: what grows by one a page, alone in its row or beside a running head."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from ingest.pdf.edges import EdgeRow

_NUMBER = re.compile(
    r"^\W*+(?:page|p\.|第)?\s*(\d{1,5}|[ivxl]{1,6})\s*(?:(?:of|/|de|von|sur)\s*\d{1,5}|页)?\W*$",
    re.I,
)
_FIRST = re.compile(
    r"(?:(?:page|pg\.?|p\.|seite|第)\s*)?(\d{1,5})(?:\s*(?:of|/|de|von|sur)\s*\d{1,5}|页)?\b", re.I
)
_ENDS = re.compile(r"^\W+|(?<![^\w)])[^\w)]+$")  # what is neither a number nor a word
_LAST = re.compile(r"(\d{1,5})(?:\s*(?:of|/|de|von|sur)\s*\d{1,5}|\s*页)?$", re.I)
# What is numbered by its own count and not by the page: "Chapter 3", "Week 12".
_COUNTED = re.compile(
    r"(?:chapter|part|section|unit|lesson|lecture|module|problem|question|exercise|task|test|"
    r"experiment|study|case|example|theorem|step|stage|phase|round|session|meeting|group|"
    r"day|week|month|year|quarter|appendix|annex|article|act|scene|letter|statement|invoice|"
    r"kapitel|teil|aufgabe|chapitre|partie|exercice|cap[ií]tulo|"
    r"(?:^|\s)(?:no|nr)\b\.?)[\s:]*\d{1,5}\W*$",
    re.I,
)
_OF_ALL = re.compile(r"(?:page\s*)?\d{1,4}\s*(?:/|of)\s*\d{1,4}", re.I)


def _numbers(row: EdgeRow) -> list[int]:
    """Return the numbers that may be the page's: the whole row, its first or last part."""
    ends = [row.text, row.parts[0], row.parts[-1]]
    words = row.text.split()
    if row.rank == 0 and len(words) > 1:
        ends += [words[0], words[-1]]
    return [number for text in dict.fromkeys(ends) if (number := value_of(text)) is not None]


def counts_with_page(rows: Mapping[int, EdgeRow]) -> bool:
    """Say whether a number at an end of these rows, by page index, grows by one a page in most."""
    if any(_COUNTED.search(row.text) for row in rows.values()):
        return False
    votes = Counter(
        offset
        for index, row in rows.items()
        for offset in {number - index for number in _at_ends(row)}
    )
    return bool(votes) and max(votes.values()) >= max(2, len(rows) / 2)


def _at_ends(row: EdgeRow) -> list[int]:
    """Return the numbers with which the row or a part of it begins or ends."""
    texts = [_ENDS.sub("", text) for text in dict.fromkeys((row.text, *row.parts))]
    found = [match for text in texts for match in (_FIRST.match(text), _LAST.search(text)) if match]
    return [int(match[1]) for match in found]


def value_of(text: str) -> int | None:
    """Return the number that the text is: "12", "Page 3 of 9", "xii"; None where it is more."""
    match = _NUMBER.match(text)
    if not match:
        return None
    digits = match.group(1).lower()
    return int(digits) if digits.isdigit() else _roman(digits)


def _roman(digits: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    total = 0
    for letter, after in zip(digits, digits[1:] + " ", strict=True):
        value = values[letter]
        total += -value if values.get(after, 0) > value else value
    return total


def number_offset(edges: Sequence[Sequence[EdgeRow]]) -> int | None:
    """Return page number minus page index, where most pages agree on it."""
    votes: Counter[int] = Counter()
    for index, page in enumerate(edges):
        rows_near = [row for row in page if row.rank <= 2]
        votes.update({number - index for row in rows_near for number in _numbers(row)})
    if not votes:
        return None
    offset, count = max(votes.items(), key=lambda item: (item[1], -abs(item[0])))
    return offset if count >= 2 and count >= 0.4 * len(edges) else None


def is_number(row: EdgeRow, index: int, offset: int | None, *, only_page: bool) -> bool:
    """Return whether the row is the page's number, alone or with a running head beside it."""
    whole = value_of(row.text)
    if offset is None:
        counted = any(_OF_ALL.fullmatch(part) for part in (row.parts[0], row.parts[-1]))
        sure = whole is not None or (counted and row.alone)
        return sure and row.rank == 0 and (row.alone or only_page)
    if whole is not None and (whole == index + offset or (row.alone and row.rank == 0)):
        return True
    if index + offset not in _numbers(row) or not row.alone or _COUNTED.search(row.text):
        return False
    return row.rank == 0 or len(row.parts) > 1
