"""How the items of lists are counted: 1, 2, 3; a, b, c; I, II, III."""

from __future__ import annotations

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV")


def counted(count: int, form: str) -> str:
    """Return `count` in one of the forms "1", "a", "A", "i" and "I", as far as these go."""
    mark = str(count)
    if form in ("i", "I") and 1 <= count <= len(_ROMAN):
        mark = _ROMAN[count - 1]
    elif form in ("a", "A") and 1 <= count <= 26:
        mark = chr(ord("A") + count - 1)
    return mark.lower() if form.islower() else mark
