"""What a PDF's own fields say of it, in plain words."""

from __future__ import annotations

import re

from ingest.people import is_nobody


def year_of(date: str) -> int | None:
    """Return the year of a date such as "D:20140611…"."""
    match = re.match(r"(?:D:)?\s*((?:19|20)\d\d)", date)
    return int(match.group(1)) if match else None


def plain(text: str) -> str:
    """Return the text without what cannot be printed, single spaces between its words."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def names(text: str) -> tuple[str, ...]:
    """Return the names; a single comma stands within a name ("Cai, Y."), more stand between."""
    split = r"\s*;\s*|\s+and\s+|\s*&\s*"
    if text.count(",") > 1 and ";" not in text:
        split += r"|\s*,\s*(?:and\s+)?"
    return tuple(name for name in re.split(split, text) if name and not is_nobody(name))
