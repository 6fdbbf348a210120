"""From bytes to text, when nobody says in which encoding."""

from __future__ import annotations

import codecs
import re

from ingest.errors import UnsupportedFormat

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` and a warning where its encoding had to be guessed.

    Raises `UnsupportedFormat` where the bytes are no text in any encoding. Control characters
    are dropped, form feeds kept.
    """
    text, warnings = _decode(data)
    if text.count("\0") > max(4, len(text) // 100):
        raise UnsupportedFormat("the file is not text, although its name says so.")
    return _CONTROL.sub("", text), warnings


def _decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is not None:
        return str(best), (f"encoding guessed as {best.encoding}",)
    text = data.decode("utf-8", errors="replace")
    share = text.count("\ufffd") / max(1, len(text))
    if share > 0.1:
        raise UnsupportedFormat("the file is not text in any known encoding.")
    return text, ("some bytes are not valid UTF-8 and were replaced",)
