"""Pages whose fonts do not say which characters they draw: which they are, and what mends them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.pdf.language import is_language, words_of
from ingest.pdf.page import PageText
from ingest.pdf.scans import Scans

_SOME = 30  # glyphs without a meaning; fewer tell nothing
_TRIED = 4  # pages on which each way of reading names is tried
_ODD = re.compile(  # signs inside words, where another way of reading has letters
    "\ufffd|[^\\W\\d_][\u00a1-\u00a9\u00ac-\u00b6\u00b8\u00b9\u00bb-\u00be](?=[^\\W\\d_])"
    "|(?<!\\S)[\u00a6\u00a8\u00ac\u00ae\u00af](?=[^\\W\\d_])"
)

Reread = Callable[[bytes, Collection[int]], Mapping[int, PageText]]  # pages of a file by number


@dataclass(frozen=True, slots=True)
class Doubt:
    """Pages, by number, whose text is no language; `unmapped` are those with fonts without a map.

    `left` is what became of those of them that nothing mended.
    """

    pages: tuple[int, ...] = ()
    unmapped: tuple[int, ...] = ()
    left: Scans = Scans()


def is_doubtful(page: PageText) -> bool:
    """Return whether what the page prints is no language, or codes without a meaning."""
    return _is_codes(page) or is_language(page) is False


def _is_codes(page: PageText) -> bool:
    return page.garbled >= max(_SOME, page.glyphs / 2)


def with_characters(
    pages: Sequence[PageText], doubt: Doubt, data: bytes, password: str, reread: Reread
) -> tuple[tuple[PageText, ...], Doubt]:
    """Return the pages, mended where the names of glyphs tell the characters, and which are not."""
    numbers = doubt.pages and _in_bad_fonts(pages, doubt.pages)
    if not numbers:
        return tuple(pages), Doubt()
    from ingest.pdf.maps import Unmapped  # pypdf takes a tenth of a second to import

    fonts = Unmapped.of(data, password, set(numbers))
    good = _mended(pages, numbers, fonts.mapped(), reread)
    whole = tuple(good.get(number, page) for number, page in enumerate(pages, 1))
    bad = tuple(number for number in numbers if number not in good)
    unmapped = (n for n in bad if fonts.pages.get(n) or _is_nothing_but_codes(pages[n - 1]))
    return whole, Doubt(bad, tuple(unmapped))


def _is_nothing_but_codes(page: PageText) -> bool:
    return _is_codes(page) and not is_language(page)


def _in_bad_fonts(pages: Sequence[PageText], doubtful: Collection[int]) -> tuple[int, ...]:
    """Return the doubtful pages, but for those whose font writes language on another page.

    A table of genes in the font of a paper's text is no gibberish; and a page of a few words in
    the font of a doubtful page is doubtful too.
    """
    fonts = {number: _main_font(page) for number, page in enumerate(pages, 1)}
    codes = {number for number in doubtful if _is_codes(pages[number - 1])}
    language = {n for n in fonts if n not in codes and is_language(pages[n - 1])}
    bad = {fonts[number] for number in doubtful} - {fonts[number] for number in language} - {None}
    return tuple(n for n in fonts if n in codes or (fonts[n] in bad and n not in language))


def _main_font(page: PageText) -> int | None:
    """Return what stands for the font of most letters of the page, None where it has none."""
    letters: Counter[int] = Counter()
    for _, run in page.runs:
        for token in run:
            letters[token.style >> 2] += len(token.text)
    return max(letters, key=lambda font: (letters[font], font), default=None)


def _mended(
    pages: Sequence[PageText], numbers: Sequence[int], files: Iterable[bytes], reread: Reread
) -> Mapping[int, PageText]:
    """Return the pages that are language in the one of the files that reads best."""
    most = sorted(numbers, key=lambda number: -pages[number - 1].glyphs)[:_TRIED]
    best: tuple[tuple[int, int], bytes] | None = None
    for made in files:
        read = reread(made, most).values()
        got = [page for page in read if is_language(page) and not _is_codes(page)]
        worth = len(got), -sum(len(_ODD.findall(words_of(page))) for page in got)
        if got and (best is None or worth > best[0]):
            best = worth, made
    if best is None:
        return {}
    whole = reread(best[1], numbers)
    return {n: page for n, page in whole.items() if page.runs and not is_doubtful(page)}


def settled(
    printed: Sequence[PageText], seen: Sequence[PageText], scans: Scans, doubt: Doubt
) -> tuple[tuple[PageText, ...], Scans, Doubt]:
    """Return the pages after OCR, and what became of those without text and of the doubtful ones.

    What was read of a doubtful page counts if it is language; else the page keeps its text, unless
    its fonts are known to have no map and OCR read nothing.
    """
    pages = list(seen)
    back: set[int] = set()
    for number in doubt.pages:
        read, unmapped = number in scans.read, number in doubt.unmapped
        page = seen[number - 1]
        good = read and (is_language(page) or (unmapped and not is_doubtful(page)))
        if printed[number - 1].runs and not good and (read or not unmapped):
            pages[number - 1] = printed[number - 1]
            back.add(number)
    told, _ = scans.parted(back)
    others, left = told.parted(doubt.unmapped)
    left = replace(left, read=(), unmapped=True)
    return tuple(pages), replace(others, read=told.read), replace(doubt, left=left)


def emptied(pages: Sequence[PageText], numbers: Collection[int]) -> tuple[PageText, ...]:
    """Return the pages, those of these numbers without their text."""
    return tuple(
        replace(page, runs=(), garbled=0) if number in numbers else page
        for number, page in enumerate(pages, 1)
    )
