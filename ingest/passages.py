"""Cutting a document into passages: spans that end at sentence ends and fit the encoder."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import FRONT, REFERENCES, Document, Passage, PassageKind, Section
from ingest.sections import CAPTIONED
from ingest.sentences import split_sentences

MAX_TOKENS = 240
TARGET_TOKENS = 180

_CAPTION = re.compile(
    r"(?:Supplementary\s+|Extended\s+Data\s+)?"
    rf"(?:{'|'.join(map(str.capitalize, CAPTIONED))}|Box|Plate)"
    r"\s*(?:[A-Z]?\.?\d{1,3}|[IVX]{1,5})[a-z]?(?:\s*[.:|—–-]|\s+[A-Z]|\s*$)"
    r"|(?:图|表)\s*\d{1,3}(?:[.\-–]\d{1,2})?(?![\d.]*[所中可是为])"
)


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or a table row: what a passage is made of. `ends` says it ends a paragraph."""

    start: int
    end: int
    tokens: int
    ends: bool


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Text of one kind in one section, cut into passages by itself."""

    kind: PassageKind
    paragraphs: tuple[tuple[int, int], ...]
    section: Section | None


def cut(
    document: Document,
    *,
    count_tokens: Callable[[str], int],
    max_tokens: int = MAX_TOKENS,
    target_tokens: int = TARGET_TOKENS,
) -> list[Passage]:
    """Return the passages of `document` in text order; they do not overlap.

    `count_tokens` is the encoder's own count. Both limits are tokens of the embedded form, that is
    with title and heading; `max_tokens` is never passed, `target_tokens` is aimed at. Passages
    leave out nothing but white space and the headings that their own context repeats.
    """
    passages = []
    markers = count_tokens("")
    for stretch in _stretches(document):
        context = _context(document, stretch, count_tokens, max_tokens)
        cutter = _Cutter(document.text, context, count_tokens, max_tokens, target_tokens, markers)
        for start, end, header in cutter.spans(stretch):
            whole = f"{context}\n{header}" if header and context else context or header
            passages.append(_passage(document, stretch, start, end, whole))
    return passages


def _passage(document: Document, stretch: _Stretch, start: int, end: int, context: str) -> Passage:
    return Passage(
        id=f"{document.sha256[:12]}-{start}-{end}",
        document_id=document.id,
        kind=stretch.kind,
        start=start,
        end=end,
        section=stretch.section.label if stretch.section else FRONT,
        page=document.page_at(start),
        context=context,
        text=document.text[start:end],
    )


def _context(
    document: Document, stretch: _Stretch, count_tokens: Callable[[str], int], max_tokens: int
) -> str:
    """Return title and heading, shortened to a third of the budget; front matter has no need."""
    if stretch.kind == "front":
        return ""
    lines = [document.title]
    if stretch.section and stretch.section.number != REFERENCES:
        section = stretch.section
        lines.append(f"{section.number} {section.title}".strip())
    elif stretch.section:
        lines.append(stretch.section.title)
    share = max_tokens // (3 * len(lines))
    return "\n".join(_shortened(" ".join(line.split()), share, count_tokens) for line in lines)


def _shortened(line: str, tokens: int, count_tokens: Callable[[str], int]) -> str:
    while line and count_tokens(line) > tokens:
        line = line[: len(line) * 3 // 4].rstrip()
    return line


# Stretches -------------------------------------------------------------------------------------


def _stretches(document: Document) -> Iterator[_Stretch]:
    first = document.sections[0].start if document.sections else len(document.text)
    yield from _grouped(document, 0, first, None)
    for section in document.sections:
        start = _after_heading(document, section)
        if section.number == REFERENCES:
            yield from _entries(document, start, section)
        else:
            yield from _grouped(document, start, section.end, section)


def _after_heading(document: Document, section: Section) -> int:
    """Return where the text below the heading starts; the heading itself if there is none."""
    end = document.text.find("\n\n", section.start, section.end)
    if end < 0:
        alone = len(document.text[section.start : section.end].split()) <= 40
        return section.start if len(document.sections) < 3 or not alone else section.end
    heading = document.text[section.start : end]
    is_heading = heading.rstrip(" .:").endswith(section.title.rstrip(" .:"))
    is_heading = is_heading and len(heading) < len(section.title) + 30
    return end if is_heading and section.title else section.start


def _entries(document: Document, start: int, section: Section) -> Iterator[_Stretch]:
    """Yield each entry of the bibliography, and what stands between entries, by itself."""
    for reference in document.references:
        if not start <= reference.start < section.end:
            continue
        yield from _leftover(document, start, reference.start, section)
        yield _Stretch("reference", ((reference.start, reference.end),), section)
        start = reference.end
    yield from _leftover(document, start, section.end, section)


def _leftover(document: Document, start: int, end: int, section: Section) -> Iterator[_Stretch]:
    spans = tuple(_paragraphs(document.text, start, end))
    if spans:
        yield _Stretch("reference", spans, section)


def _grouped(
    document: Document, start: int, end: int, section: Section | None
) -> Iterator[_Stretch]:
    """Yield runs of paragraphs of one kind; a table takes the caption above it along."""
    usual: PassageKind = "body" if section else "front"
    run: list[tuple[int, int]] = []
    caption: list[tuple[int, int]] = []
    for span in _paragraphs(document.text, start, end):
        kind = _kind(document.text[span[0] : span[1]], usual)
        if caption and kind != "table":
            yield _Stretch("caption", tuple(caption), section)
            caption = []
        if kind == usual:
            run.append(span)
            continue
        if run:
            yield _Stretch(usual, tuple(run), section)
            run = []
        if kind == "caption":
            caption = [span]
        else:
            yield _Stretch("table", (*caption, span), section)
            caption = []
    if caption:
        yield _Stretch("caption", tuple(caption), section)
    if run:
        yield _Stretch(usual, tuple(run), section)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in re.finditer(r"\S(?:.|\n(?!\n))*", text[start:end]):
        yield start + match.start(), start + match.start() + len(match.group().rstrip())


def _kind(paragraph: str, usual: PassageKind) -> PassageKind:
    rows = paragraph.split("\n")
    if len(rows) > 1 and sum(" | " in row for row in rows) * 2 > len(rows):
        return "table"
    return "caption" if usual == "body" and _CAPTION.match(paragraph) else usual


# Cutting ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cutter:
    text: str
    context: str
    count_tokens: Callable[[str], int]
    max_tokens: int
    target_tokens: int
    markers: int  # tokens of a text without words

    def spans(self, stretch: _Stretch) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and, for the later parts of a table, its header row."""
        header = self._header(stretch)
        fixed = self.count_tokens(f"{self.context}\n{header}" if header else self.context)
        room = max(8, self.max_tokens - fixed)
        units = list(self._units(stretch, room))
        target = max(4, min(room, self.target_tokens - fixed))
        for at, (first, past) in enumerate(_best_cuts(units, room, target)):
            yield units[first].start, units[past - 1].end, header if at else ""

    def _header(self, stretch: _Stretch) -> str:
        """Return the header row, where the table is too long for one passage."""
        if stretch.kind != "table":
            return ""
        start, end = stretch.paragraphs[-1]
        whole = f"{self.context}\n{self.text[stretch.paragraphs[0][0] : end]}"
        row = self.text[start:end].split("\n", 1)[0]
        fits = self.count_tokens(whole) <= self.max_tokens
        return "" if fits or self._cost(row) * 3 > self.max_tokens else row

    def _cost(self, text: str) -> int:
        return self.count_tokens(text) - self.markers

    def _units(self, stretch: _Stretch, room: int) -> Iterator[_Unit]:
        for start, end in stretch.paragraphs:
            sentences = split_sentences(self.text[start:end])
            for at, (first, past) in enumerate(sentences):
                pieces = list(self._pieces(start + first, start + past, room))
                for piece, (low, high, tokens) in enumerate(pieces):
                    last = at == len(sentences) - 1 and piece == len(pieces) - 1
                    yield _Unit(low, high, tokens, last)

    def _pieces(self, start: int, end: int, room: int) -> Iterator[tuple[int, int, int]]:
        """Yield a sentence, cut where it alone is too long: after a clause, a word, a character."""
        # What is longer than `far` is not counted whole, or one endless line takes for ever.
        far = 12 * room
        while start < end:
            tokens = self._cost(self.text[start:end]) if end - start <= far else room + 1
            if tokens <= room:
                yield start, end, tokens
                return
            past = self._break(start, min(end, start + far), room)
            yield start, past, self._cost(self.text[start:past])
            rest = re.compile(r"\s*").match(self.text, past, end)
            start = rest.end() if rest else past

    def _longest(self, start: int, end: int, room: int) -> int:
        """Return the end of a beginning that fits, to the character, of text without spaces."""
        low, high = start + 1, min(end, start + 8 * room)
        while low < high:
            middle = (low + high + 1) // 2
            if self._cost(self.text[start:middle]) <= room:
                low = middle
            else:
                high = middle - 1
        return low

    def _break(self, start: int, end: int, room: int) -> int:
        """Return where to end a beginning of `[start, end)` that fits: best after a clause."""
        low, tokens = start, 0
        for word in re.compile(r"\s*\S+").finditer(self.text, start, end):
            tokens += self._cost(word.group())
            if tokens > room:
                break
            low = word.end()
        if low == start or self._cost(self.text[start:low]) > room:
            low = self._longest(start, end, room)
        window = self.text[start:low]
        for pattern in (r"[;:；：][\s]*(?=\S)", r"[,，、]\s*(?=\S)", r"\s+(?=\S)"):
            stops = [match.start() + 1 for match in re.finditer(pattern, window)]
            if stops and stops[-1] * 2 > len(window):
                return start + len(window[: stops[-1]].rstrip())
        return low


def _best_cuts(units: Sequence[_Unit], room: int, target: int) -> list[tuple[int, int]]:
    """Return ranges of units, each at most `room` tokens, that are together least bad.

    A passage is the worse, the farther it is from `target`, too short being worse than too long
    (so that no tiny tail is left), and where it breaks a paragraph.
    """
    costs = [0.0] + [float("inf")] * len(units)
    starts = [0] * (len(units) + 1)
    for past in range(1, len(units) + 1):
        tokens = 0
        for first in range(past - 1, -1, -1):
            tokens += units[first].tokens
            if tokens > room and first < past - 1:
                break
            broken = 0.0 if units[past - 1].ends else 0.35
            cost = costs[first] + ((tokens - target) / target) ** 2 + broken + 0.05
            if cost < costs[past]:
                costs[past], starts[past] = cost, first
    cuts = []
    past = len(units)
    while past > 0:
        cuts.append((starts[past], past))
        past = starts[past]
    return cuts[::-1]
