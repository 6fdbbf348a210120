"""Maps of characters for fonts without one, made of the names or numbers of their glyphs.

Some programs name the glyphs of a font by number ("C74", "g43", "G4A"): by the character's code,
in tens or in sixteens, or by its place in the font. Which of these a file means is found by trying.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, PdfObject

from ingest.pdf.fallback import leniently_opened

_UNKNOWN = "\ufffd"
_TELLING = re.compile(r"\D+|.+\..+|uni[0-9A-F]{4,}|u[0-9A-F]{4,6}|afii\d+|SF\d{6}|H\d{5}")  # names
_TENS = re.compile(r"[A-Za-z]*(\d{1,5})")
_SIXTEENS = re.compile(r"[A-Za-z]?([0-9A-Fa-f]{2})")
_PLACES = 29  # of a code before the place of its glyph, as most fonts of Windows and macOS have it
_ASCII = {code: chr(code) for code in range(32, 127)}
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(32, 256)}
_ADOBE = (  # its standard encoding, from 161 on, a space where there is none
    "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ –†‡· ¶•‚„”»…‰ ¿ `´ˆ˜¯˘˙¨ ˚¸ ˝˛ˇ—                Æ ª    ŁØŒº     æ   ı  łøœß"
)
_STANDARD = _ASCII | {39: "’", 96: "‘"} | {161 + at: x for at, x in enumerate(_ADOBE) if x != " "}
_HEAD = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Made def "
    "/CMapType 2 def 1 begincodespacerange <{first}> <{last}> endcodespacerange\n"
)
_BLOCK = 100  # codes; the format allows no more in one


@dataclass(frozen=True, slots=True)
class _Way:
    """How numbers are understood: their notation, what is added, and the code they are of."""

    number: re.Pattern[str]
    base: int
    added: int
    letters: Mapping[int, str]

    def character(self, number: int) -> str:
        """Return the character of a number."""
        code = number + self.added
        return chr(code) if 255 < code < 0xD800 else self.letters.get(code, _UNKNOWN)


_WAYS = (
    _Way(_TENS, 10, 0, _STANDARD),
    _Way(_TENS, 10, 0, _WINDOWS),
    _Way(_SIXTEENS, 16, 0, _STANDARD),
    _Way(_SIXTEENS, 16, 0, _WINDOWS),
    _Way(_TENS, 10, _PLACES, _ASCII),
)


@dataclass(slots=True)
class Unmapped:
    """A file and those fonts of some of its pages, by number, that have no map."""

    writer: PdfWriter
    pages: dict[int, list[DictionaryObject]]
    maps: dict[int, DecodedStreamObject] = field(default_factory=dict)

    @staticmethod
    def of(data: bytes, password: str, numbers: Collection[int]) -> Unmapped:
        """Return the fonts of the pages of these numbers, none where pypdf cannot read the file."""
        try:
            writer = PdfWriter(clone_from=leniently_opened(data, password))
            pages = {
                number: [font for font in fonts_of(page.get("/Resources")) if _has_no_map(font)]
                for number, page in enumerate(writer.pages, 1)
                if number in numbers
            }
        except Exception:  # see `leniently_opened`
            return Unmapped(PdfWriter(), {})
        return Unmapped(writer, pages)

    def mapped(self) -> Iterator[bytes]:
        """Give the file with maps made in each way that gives any."""
        for way in _WAYS:
            made = self._mapped(way)
            if made is not None:
                yield made

    def _mapped(self, way: _Way) -> bytes | None:
        """Return the file with maps made in this way, None where no font lets itself be mapped."""
        mapped = False
        try:
            for font in chain.from_iterable(self.pages.values()):
                wide = font.get("/Subtype") == "/Type0"
                made = _by_place(way) if wide else _by_name(font, way)
                mapped = mapped or bool(made)
                self._set_map(font, _written(made, "%04X" if wide else "%02X"))
            out = io.BytesIO()
            if mapped:
                self.writer.write(out)
        except Exception:  # as above
            return None
        return out.getvalue() or None

    def _set_map(self, font: DictionaryObject, text: str) -> None:
        if id(font) not in self.maps:
            self.maps[id(font)] = DecodedStreamObject()
            font[NameObject("/ToUnicode")] = self.writer._add_object(self.maps[id(font)])
        self.maps[id(font)].set_data(text.encode("ascii"))


def fonts_of(resources: PdfObject | None) -> Iterator[DictionaryObject]:
    """Give the fonts of a page, and of the forms that it draws, and that these draw."""
    waiting, seen = [resources], set[int]()
    while waiting:
        first = waiting.pop()
        own = first.get_object() if first is not None else None
        if isinstance(own, DictionaryObject) and id(own) not in seen:
            seen.add(id(own))
            yield from _values(own, "/Font")
            waiting += [form.get("/Resources") for form in _values(own, "/XObject")]


def _values(resources: DictionaryObject, key: str) -> Iterator[DictionaryObject]:
    held = resources.get(key, DictionaryObject()).get_object()
    for value in held.values() if isinstance(held, DictionaryObject) else ():
        found = value.get_object()
        if isinstance(found, DictionaryObject):
            yield found


def _has_no_map(font: DictionaryObject) -> bool:
    """Return whether nothing in the font says for sure which characters its codes are."""
    if "/ToUnicode" in font or "Dingbats" in str(font.get("/BaseFont", "")):
        return False
    if font.get("/Subtype") == "/Type0":
        return str(font.get("/Encoding", "")) in ("/Identity-H", "/Identity-V")
    names = [name for _, name in _differences(font)]
    if names:
        return not all(_TELLING.fullmatch(name) for name in names)
    described = font.get("/FontDescriptor", DictionaryObject()).get_object()
    embedded = ("/FontFile", "/FontFile2", "/FontFile3")
    return isinstance(described, DictionaryObject) and any(key in described for key in embedded)


def _differences(font: DictionaryObject) -> Iterator[tuple[int, str]]:
    """Give the codes and names of the font's glyphs, so far as it gives names of its own."""
    encoding = font.get("/Encoding", NameObject("/")).get_object()
    held = encoding.get("/Differences") if isinstance(encoding, DictionaryObject) else None
    held = held.get_object() if held is not None else None
    code = 0
    for each in held if isinstance(held, ArrayObject) else ():
        value = each.get_object()
        if isinstance(value, NameObject):
            yield code, str(value)[1:]
            code += 1
        elif isinstance(value, int):
            code = value


def _by_name(font: DictionaryObject, way: _Way) -> dict[int, str]:
    """Return the characters of the font's codes that its glyphs' names tell."""
    found = (
        (code, way.number.fullmatch(name))
        for code, name in _differences(font)
        if not _TELLING.fullmatch(name) and 0 <= code < 256
    )
    return {code: way.character(int(match[1], way.base)) for code, match in found if match}


def _by_place(way: _Way) -> dict[int, str]:
    """Return the characters of the codes of a font whose codes are the places of its glyphs."""
    if not way.added:
        return {}
    return {code - way.added: letter for code, letter in way.letters.items()}


def _written(made: Mapping[int, str], code: str) -> str:
    """Return the map as the format has it."""
    pairs = [
        f"<{code % key}> <{text.encode('utf-16-be').hex().upper()}>\n" for key, text in made.items()
    ]
    blocks = [pairs[at : at + _BLOCK] for at in range(0, len(pairs), _BLOCK)]
    body = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    last = "FFFF" if code == "%04X" else "FF"
    return f"{_HEAD.format(first='0' * len(last), last=last)}{body}endcmap end end\n"
