"""Which words of a sentence carry the answer."""

from __future__ import annotations

import re

from app.evidence.answer_form import list_start, nearness
from app.evidence.candidates import Candidate
from app.language.lexemes import every_stem
from app.language.values import dates, names
from app.question.kinds import blank
from app.question.questions import Question
from app.question.sorts import sort_in

_TRAIL = " .;,"
_LEAST_CHANCE = 0.25  # that the reader is right; else its answer is no mark
_LONGEST = 160  # characters of what the reader marks; more of a sentence is no mark
_COUNTED_ON = re.compile(r" *(?:,? (?:and|or|as well as|&) |, )(?:the )?")  # "UPS, DHL and SF"
_OPENS_ROW = re.compile(r"(?<=: )(?P<name>[A-ZÀ-ÖØ-Þ][\w.&’'-]*) *, (?:the )?$")
_NEXT_WORD = re.compile(r" [\w’'-]+")
_IN_BRACKETS = re.compile(r"\([^()]{1,80}\)")
_NAMED = ("who", "where", "which")
_NAMES = 3  # that are marked where the reader finds none
_SEVERAL = 3  # names counted off, from which on they are marked as one list

Marks = tuple[tuple[int, int], ...]


def marks_in(question: Question, candidate: Candidate) -> Marks:
    """Return the spans that carry the answer, in order; empty if none stands out."""
    if question.asks_value:
        return _value(question, candidate)
    if question.kind == "list":
        return _listed(candidate)
    if question.kind in ("why", "definition") and candidate.values:
        return _after(candidate.text, candidate.values[0].end)
    if read := _read(candidate):
        return (_with_whole_names(read, candidate) if question.kind in _NAMED else read,)
    if question.kind in _NAMED:
        return _nearest_names(question, candidate)
    return ()


def _value(question: Question, candidate: Candidate) -> Marks:
    """Return the value that the reader's answer holds, else the one nearest to what is asked."""
    if not candidate.values:
        return ()
    low, high = candidate.read or (0, 0)
    read = [value for value in candidate.values if low < value.end and value.start < high]
    near = read or candidate.values
    best = max(near, key=lambda value: nearness(question, candidate.text, value))
    return ((best.start, best.end),)


def _listed(candidate: Candidate) -> Marks:
    """Return what is counted off: what follows "such as", the reader's answer, or names in a row.

    A list that is recognised by its commas says not where it starts. Names that stand apart from
    what the reader sees are of other things: "In Rome, Pisa, and Bari they had fever and a cough".
    """
    if candidate.values and candidate.values[0].end > candidate.values[0].start:
        return _after(candidate.text, candidate.values[0].end)
    read = _read(candidate)
    row = row_of_names(candidate.text)
    if row and (read is None or _meet(row, read)):
        return (row,)
    if candidate.values and (start := list_start(candidate.text)):
        return _after(candidate.text, start)
    return (read,) if read else ()


def _nearest_names(question: Question, candidate: Candidate) -> Marks:
    """Return the names of what is asked for, by its sort ("the Mercy hospital") or by their place.

    A date has capitals, too, but is the name of nothing. Of names that are counted off none is
    nearer than the others: they are marked as a whole.
    """
    text = candidate.text
    timed = [(date.start, date.end) for date in dates(text)]
    spans = [(value.start, value.end) for value in candidate.values]
    named = [span for span in spans if not any(_meet(span, date) for date in timed)]
    of_sort: list[tuple[int, int]] = []
    if sort := sort_in(question.text):
        head = sort[-1].stem
        of_sort = [span for span in named if head in every_stem(_with_next_word(text, *span))]
        named = of_sort or named
    near = sorted(
        (value for value in candidate.values if (value.start, value.end) in named),
        key=lambda value: -nearness(question, text, value),
    )
    row = None if of_sort else row_of_names(text)
    marked = ((value.start, value.end) for value in near[:_NAMES])
    return tuple(sorted({row if row and _meet(row, span) else span for span in marked}))


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _with_next_word(text: str, start: int, end: int) -> str:
    """Return a name with the word behind it, which may be its sort: "the Mercy hospital"."""
    following = _NEXT_WORD.match(text, end)
    return text[start : following.end() if following else end]


def row_of_names(text: str) -> tuple[int, int] | None:
    """Return the longest row of names that are counted off in `text`, if there are several.

    What stands in brackets behind each is passed over: "PubMed (to May 2009), Embase (to June)".
    """
    rows = [_longest_row(text), _longest_row(_IN_BRACKETS.sub(blank, text))]
    best = max(rows, key=len)
    return (best[0][0], best[-1][1]) if len(best) >= _SEVERAL else None


def _longest_row(text: str) -> list[tuple[int, int]]:
    best: list[tuple[int, int]] = []
    row: list[tuple[int, int]] = []
    for span in names(text):
        goes_on = row and _COUNTED_ON.fullmatch(text, row[-1][1], span[0])
        row = [*row, span] if goes_on else [*_before(text, span[0]), span]
        best = max(best, row, key=len)
    return best


def _before(text: str, start: int) -> list[tuple[int, int]]:
    """Return the name that a row opens with behind a colon, where any word has its capital."""
    found = _OPENS_ROW.search(text, 0, start)
    return [found.span("name")] if found else []


def _read(candidate: Candidate) -> tuple[int, int] | None:
    """Return the reader's answer, whole words of it, if it is less than the sentence."""
    if candidate.read is None or candidate.features["read"] < _LEAST_CHANCE:
        return None
    start, end = candidate.read
    text = candidate.text
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return (start, end) if 1 < end - start <= min(_LONGEST, 3 * len(text) // 4) else None


def _with_whole_names(span: tuple[int, int], candidate: Candidate) -> tuple[int, int]:
    """Return `span` with the rest of a name that it breaks off in, or stops just before."""
    start, end = span
    for value in candidate.values:
        if value.start <= start < value.end or value.start < end < value.end:
            start, end = min(start, value.start), max(end, value.end)
        elif candidate.text[end : value.start] == " ":
            end = value.end
    return start, end


def _after(text: str, start: int) -> Marks:
    """Return what follows from `start` on, less what joins it."""
    while start < len(text) and text[start] in " :,":
        start += 1
    end = len(text)
    while end > start and text[end - 1] in _TRAIL:
        end -= 1
    return ((start, end),) if end - start > 2 else ()
