"""Fonts of symbols whose glyphs are called by the letters of the keys that they lie on.

The typesetting system of several publishers embeds them without a map to characters, so that
"p=0.02" reads as "p¼0.02", "2–76" as "2e76" and "μg" as "mg". Its fonts are called by numbers,
the same font by the same number in every file.
"""

from __future__ import annotations

from collections.abc import Mapping

_PRINTED = {
    "AdvP4C4E74": str.maketrans("¼þðÞ½", "=+()["),
    "AdvPS44A44B": str.maketrans("edC$G", "–—+·±"),
    "AdvPS3F4C13": str.maketrans("mabd", "μαβδ"),
    "AdvPS7DA6": str.maketrans("2568.,#$", "-=±°><≤≥"),
}


def printed_by(font: str) -> Mapping[int, str | int]:
    """Return what the font of this name prints for characters, where that is another one."""
    return _PRINTED.get(font.rpartition("+")[2], {})  # "ABCDEF+" before a name: a part of a font
