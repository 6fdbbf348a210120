"""Lists whose items bear no mark, as those of Markdown, web pages and Word files are read."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from app.language.lexemes import stems
from ingest.document import Document

LONGEST_LIST = 2_400  # characters
LONGEST_NUMBER = 12  # characters of "4.2.1." before a heading
LONGEST_ITEM = 200  # characters of a line that is an item without a mark
STOPS = re.compile(r"[.!?:…。！？][\"'”’)\]]*$")


def unmarked_list(
    document: Document, spans: Sequence[tuple[int, int]], at: int, asked: Set[str]
) -> tuple[int, int] | None:
    """Return the first and last sentence of a list without marks, None where there is none.

    Its items are lines that end in no stop, after one that ends in a colon, or right below a
    heading ("What is in the box") that bears words which are `asked` for; () asks for any.
    """
    first = at
    while first > 0 and _is_bare_line(document, spans[first]):
        first -= 1
    leads = leads_up(document.text[slice(*spans[first])])
    if not leads and not (first == 0 and _is_headed(document, spans, asked)):
        return None
    last = first
    size = 0
    while (
        last + 1 < len(spans) and _is_bare_line(document, spans[last + 1]) and size < LONGEST_LIST
    ):
        last += 1
        size += spans[last][1] - spans[last][0]
    if last + 1 < len(spans) and last > first and _goes_on(document, spans[last], spans[last + 1]):
        last += 1
    return (first, last) if last > first + leads and last >= at else None


def leads_up(text: str) -> bool:
    """Say whether a sentence leads up to what follows: not one that breaks off, "(response:"."""
    return text.endswith(":") and text.count("(") <= text.count(")")


def _goes_on(document: Document, item: tuple[int, int], following: tuple[int, int]) -> bool:
    """Say whether the list ends with the line that follows an item: that one has the stop."""
    start, end = following
    alone = document.text[start - 1 : start] == "\n" and document.text[end : end + 1] in ("", "\n")
    is_open = re.search(r"(?:[;,]|\b(?:and|or))$", document.text[slice(*item)])
    return alone and end - start <= LONGEST_ITEM and bool(is_open)


def _is_headed(document: Document, spans: Sequence[tuple[int, int]], asked: Set[str]) -> bool:
    """Say whether the first of `spans` is an item right below a heading that is asked for."""
    start = spans[0][0]
    section = document.section_at(start)
    if section is None or not _is_bare_line(document, spans[0]):
        return False
    above = document.text[section.start : start]
    right_below = (
        section.title in above and len(above.strip()) < len(section.title) + LONGEST_NUMBER
    )
    is_row = " | " in document.text[slice(*spans[0])]
    return right_below and not is_row and (not asked or bool(asked & stems(section.title)))


def _is_bare_line(document: Document, span: tuple[int, int]) -> bool:
    """Say whether a sentence is a short line of its own that ends in no stop."""
    start, end = span
    before, after = document.text[max(0, start - 1) : start], document.text[end : end + 1]
    alone = before in ("", "\n") and after in ("", "\n")
    return alone and end - start <= LONGEST_ITEM and not STOPS.search(document.text[start:end])
