"""Pages without text in a PDF: which they are, reading them by OCR, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.ocr import INSTALL, Tesseract
from ingest.pdf.ocr import read_pictures
from ingest.pdf.page import PageText, shown_map
from ingest.pdf.visibility import pictures

AGAIN = "and add the file again (index reread, if the library has it)"
_FEW = 300  # characters; a page with fewer, on a picture of the page, is a scan with a stamp on it
_MUCH_MORE = 2  # times as many characters must be read from a picture that has some text over it
_PACKAGES = {
    "Han": "tesseract-ocr-chi-sim", "Japanese": "tesseract-ocr-jpn", "Korean": "tesseract-ocr-kor",
    "Hangul": "tesseract-ocr-kor", "Cyrillic": "tesseract-ocr-rus", "Arabic": "tesseract-ocr-ara",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scans:
    """What became of the pages without text, by page number. `foreign` are (page, script).

    `unmapped` says that they have text, but in fonts without a map of their characters.
    """

    read: tuple[int, ...] = ()
    unread: tuple[int, ...] = ()  # no engine is installed
    late: tuple[int, ...] = ()  # the time was up
    illegible: tuple[int, ...] = ()
    foreign: tuple[tuple[int, str], ...] = ()
    confidence: float = 0.0  # percent, of the pages read
    unmapped: bool = False

    def parted(self, numbers: Collection[int]) -> tuple[Scans, Scans]:
        """Return what became of other pages than these, and of these."""
        return self._of(lambda number: number not in numbers), self._of(numbers.__contains__)

    def _of(self, wanted: Callable[[int], bool]) -> Scans:
        return replace(
            self,
            read=(*filter(wanted, self.read),),
            unread=(*filter(wanted, self.unread),),
            late=(*filter(wanted, self.late),),
            illegible=(*filter(wanted, self.illegible),),
            foreign=tuple(each for each in self.foreign if wanted(each[0])),
        )


def is_scan(text: PageText, page: pdfium.FPDF_PAGE) -> bool:
    """Return whether the page has no text, or next to none beside a picture that fills it."""
    letters = _letters(text)
    if not letters or letters > _FEW:
        return not letters
    affine, width, height = shown_map(page)
    sizes = ((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in pictures(page, affine))
    return max(sizes, default=0.0) > 0.6 * width * height


def _letters(page: PageText) -> int:
    return sum(len(token.text) for _, run in page.runs for token in run)


def read_scans(
    document: pypdfium2.PdfDocument,
    pages: Sequence[PageText],
    numbers: Sequence[int],
    *,
    engine: Tesseract | None,
    deadline: float,
) -> tuple[list[PageText], Scans]:
    """Return the pages with those of these 1-based `numbers` read by OCR, and what became of them.

    `deadline` is on the monotonic clock.
    """
    whole = list(pages)
    blank = tuple(number for number in numbers if not pages[number - 1].runs)
    if engine is None:
        return whole, Scans(unread=blank)
    read: list[int] = []
    late: list[int] = []
    illegible: list[int] = []
    foreign: list[tuple[int, str]] = []
    indices = [number - 1 for number in numbers]
    for page in read_pictures(document, indices, engine, deadline=deadline):
        number, printed = page.index + 1, pages[page.index]
        if page.text is not None and _is_more(page.text, printed):
            whole[page.index] = replace(page.text, hidden=printed.hidden)
            read.append(number)
        elif number not in blank:
            continue  # it has some text of its own: all there is to read
        elif page.text is None:
            late.append(number)
        elif page.script:
            foreign.append((number, page.script))
        else:
            illegible.append(number)
    sure = [whole[number - 1].confidence or 0.0 for number in read]
    mean = sum(sure) / len(sure) if sure else 0.0
    return whole, Scans((*read,), (), (*sorted(late),), (*illegible,), (*foreign,), mean)


def _is_more(seen: PageText, printed: PageText) -> bool:
    return seen.glyphs > _MUCH_MORE * _letters(printed)


def say(scans: Scans, *, seconds: float) -> Iterator[str]:
    """Give a line for each kind of outcome; `seconds` is the limit for the file."""
    if scans.read:
        yield (
            f"{page_list(scans.read)} read by OCR ({scans.confidence:.0f} % sure): "
            "compare quotes with the page"
        )
    if scans.unread:
        guess = "" if scans.unmapped else " (scanned?)"
        yield f"{_lacking(scans, scans.unread)}{guess}: {INSTALL} {AGAIN}"
    if scans.late:
        yield (
            f"{_lacking(scans, scans.late)}, and OCR did not get to {_them(scans.late)} within "
            f"{seconds:g} s: set FOOTNOTE_READ_SECONDS higher {AGAIN}"
        )
    if scans.illegible:
        yield f"{_lacking(scans, scans.illegible)}, and OCR found none that it can read"
    for script in dict.fromkeys(script for _, script in scans.foreign):
        numbers = [number for number, own in scans.foreign if own == script]
        package = f" ({_PACKAGES[script]})" if script in _PACKAGES else ""
        yield (
            f"{_lacking(scans, numbers)} and seem{'s' if len(numbers) == 1 else ''} to be in "
            f"{script} script: install Tesseract's language for it{package} {AGAIN}"
        )


def _lacking(scans: Scans, numbers: Sequence[int]) -> str:
    have = "has" if len(numbers) == 1 else "have"
    if scans.unmapped:
        return f"{page_list(numbers)} {have} no readable text (fonts without a map of characters)"
    return f"{page_list(numbers)} {have} no text"


def _them(numbers: Sequence[int]) -> str:
    return "it" if len(numbers) == 1 else "them"


def page_list(numbers: Sequence[int]) -> str:
    """Return "page 3" or "pages 2-4, 7"."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    text = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
    return f"{'page' if len(numbers) == 1 else 'pages'} {text}"
