"""From the characters that a PDF names to those that a reader of the page sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_UNSEEN = re.compile(  # zero-width, direction and tag characters, variation selectors, controls
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
_COMPATIBILITY = re.compile(  # ligatures, Arabic shapes, radicals, full-width and math letters
    "[\u0132\u0133\u2f00-\u2fdf\u2e80-\u2eff\uf900-\ufaff\ufb00-\ufb4f\ufb50-\ufdff\ufe70-\ufefc"
    "\U0001d400-\U0001d7ff]"
)
_OF_ADOBE = str.maketrans(  # private codes of its fonts for old-style figures and small capitals
    {
        code: chr(code - 0xF700).upper()
        for code in (0xF721, 0xF724, 0xF726, *range(0xF730, 0xF73A), 0xF73F, *range(0xF761, 0xF77B))
    }
    | {code: chr(code - 0xF720) for code in range(0xF7E0, 0xF7FF) if code != 0xF7F7}
)
ACCENTS = {  # free-standing accents, as old fonts draw them over a letter
    0xB4: "\u0301", 0xA8: "\u0308", 0x2C6: "\u0302", 0x2DC: "\u0303", 0xB8: "\u0327",
    0x2C7: "\u030c", 0x2D8: "\u0306", 0x2DA: "\u030a", 0xAF: "\u0304", 0x2DD: "\u030b",
    0x2D9: "\u0307", 0x60: "\u0300", 0x2CB: "\u0300", 0x2CA: "\u0301",
}  # fmt: skip
GONE, SOFT = -1, -2  # codes of what joined the character before, and of a space beside an accent
SPACES = frozenset((0x00, 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F))


def clean_word(text: str) -> str:
    """Return the word in plain characters: ligatures as letters, nothing that is not printed."""
    text = text.replace("\x02", "-").replace("\ufffe", "-")  # PDFium's marks for a line-end hyphen
    text = _UNSEEN.sub("", text).translate(_OF_ADOBE)
    text = _COMPATIBILITY.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return unicodedata.normalize("NFC", text)


def count_garbled(text: str) -> int:
    """Return how many characters have no meaning: private ones, and marks of failed decoding."""
    return sum(1 for letter in text if "\ue000" <= letter <= "\uf8ff" or letter == "\ufffd")


def count_controls(text: str) -> int:
    """Return how many characters are codes that print nothing: PDFium's for a glyph without map."""
    return sum(1 for letter in text if unicodedata.category(letter) == "Cc" and letter != "\x02")


def is_wide(code: int) -> bool:
    """Return whether the character is Chinese or Japanese, written without spaces."""
    return (
        0x2E80 <= code <= 0x9FFF
        or 0xF900 <= code <= 0xFAFF
        or 0xFF00 <= code <= 0xFFEF
        or 0x20000 <= code <= 0x3FFFF
    )


def is_backwards(code: int) -> bool:
    """Return whether the character is of a script written from right to left."""
    return 0x590 <= code <= 0x8FF or 0xFB1D <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC


def join_halves(codes: list[int]) -> None:
    """Join the two halves in which PDFium gives a letter of formulas ("𝑝") to one, in place."""
    for i in range(len(codes) - 1):
        if 0xD800 <= codes[i] < 0xDC00 <= codes[i + 1] < 0xE000:
            pair = 0x10000 + ((codes[i] - 0xD800) << 10) + codes[i + 1] - 0xDC00
            codes[i], codes[i + 1] = pair, GONE


def join_accents(codes: list[int], flat: Sequence[float]) -> None:
    """Join each free-standing accent to the letter that it is drawn over, in place.

    `flat` holds left, top, right, bottom of each character.
    """
    for i, code in enumerate(codes):
        if code not in ACCENTS:
            continue
        middle = (flat[4 * i] + flat[4 * i + 2]) / 2
        best, least = -1, 1e9
        for j in range(max(0, i - 300), min(len(codes), i + 300)):
            off = abs((flat[4 * j] + flat[4 * j + 2]) / 2 - middle)
            width, height = flat[4 * j + 2] - flat[4 * j], flat[4 * j + 1] - flat[4 * j + 3]
            if (
                off < min(least, 0.6 * width)
                and abs(flat[4 * j + 3] - flat[4 * i + 3]) < 0.45 * height
                and _accented(codes[j], code)
            ):
                best, least = j, off
        if best >= 0:
            codes[best], codes[i] = _accented(codes[best], code), GONE
            for beside in (i - 2, i - 1, i + 1, i + 2):
                if 0 <= beside < len(codes) and codes[beside] in SPACES:
                    codes[beside] = SOFT


def _accented(letter: int, accent: int) -> int:
    """Return the letter with the accent as one character, 0 where there is none."""
    if letter < 0 or not chr(letter).isalpha():
        return 0
    base = {"\u0131": "i", "\u0237": "j"}.get(chr(letter), chr(letter))
    composed = unicodedata.normalize("NFC", base + ACCENTS[accent])
    return ord(composed) if len(composed) == 1 else 0
