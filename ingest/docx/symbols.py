"""Characters of the fonts of signs, which Word stores as places in the font."""

from __future__ import annotations

import re
from collections.abc import Mapping

_SYMBOL: Mapping[int, str] = {
    at: sign
    for first, signs in (
        (0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?"),
        (0x40, "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_"),
        (0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
        (0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…"),
        (0xC0, "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊⟨®©™∑"),
        (0xF1, "⟩∫"),
    )
    for at, sign in enumerate(signs, start=first)
}
# Of Wingdings only the boxes and ticks of forms, and the arrows that Word makes of "-->".
_WINGDINGS: Mapping[int, str] = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "☐",
    0x78: "☒",
    0xA7: "▪",
    0xA8: "☐",
    0xDF: "←",
    0xE0: "→",
    0xE1: "↑",
    0xE2: "↓",
    0xE7: "←",
    0xE8: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_FONTS: Mapping[str, Mapping[int, str]] = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def sign(font: str, code: str) -> str:
    """Return the character at `code` (hexadecimal) of `font`; "" where it is not known.

    Word moves the places of a font of signs to U+F000 and above.
    """
    if not re.fullmatch(r"[0-9A-Fa-f]{1,4}", code):
        return ""
    at = int(code, 16)
    if 0xF000 <= at <= 0xF0FF or (at <= 0xFF and font.lower() in _FONTS):
        return _FONTS.get(font.lower(), {}).get(at & 0xFF, "")
    character = chr(at)
    return character if character.isprintable() else ""
