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
# What browsers read where a page declares the key (https://encoding.spec.whatwg.org/#names-and-
# labels): larger encodings, from which the quotes, dashes and the euro sign of such pages come.
_IN_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
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


def in_utf8(data: bytes, label: str) -> bytes:
    """Return a page in UTF-8 that declares the encoding `label`, read as browsers read it.

    What is UTF-8, or declares what is no encoding of text, is returned as it is.
    """
    try:
        name = codecs.lookup(label).name
        encoding = _IN_BROWSERS.get(name, name)
        return data if encoding == "utf-8" else data.decode(encoding, errors="replace").encode()
    except (LookupError, UnicodeError):  # "undefined", which scripts write, is a codec that fails
        return data


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
