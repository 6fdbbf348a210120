"""How the marks of footnotes are written, whatever the format."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raised(mark: str) -> str:
    """Return the mark of a note with raised digits.

    They neither run into a number before them, "in 2018" with the note 1, nor look like a citation.
    """
    return mark.translate(_RAISED)
