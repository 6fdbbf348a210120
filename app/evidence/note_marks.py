"""The raised marks of notes, which a PDF's text has as plain digits: "… of the soil.5"."""

from __future__ import annotations

import re

from ingest.document import Document

_OPENING = re.compile(r"(?:^|(?<=\n))\d{1,3}(?=(?P<word>[A-Z][a-z]+) )")  # "19For a longer list"
_CLOSING = re.compile(r"(?<=[a-z]{4}[.?!])\d{1,3}$")


def after_mark(text: str, start: int, end: int) -> int:
    """Return where the sentence `text[start:end]` begins behind the mark of a note.

    What stands so more than once is a name: "3Com".
    """
    mark = _OPENING.match(text, start, end)
    return mark.end() if mark and text.count(f"{mark.group()}{mark['word']}") == 1 else start


def before_mark(document: Document, start: int, end: int) -> int:
    """Return where a sentence ends before the mark of a note; what cites an entry stays."""
    if not document.text[end - 1].isdigit():  # as nearly everywhere, and quickly told
        return end
    mark = _CLOSING.search(document.text[start:end])
    if mark is None:
        return end
    at = start + mark.start()
    return end if any(each.start < end and at < each.end for each in document.mentions) else at
