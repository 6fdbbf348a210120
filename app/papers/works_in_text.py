"""What a paper tells in its text of a work that it names there by who wrote it: "Stone et al."."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, takewhile

from app.evidence.chosen import Chosen
from app.evidence.features import covered
from app.evidence.spans import sentence_spans
from app.language.lexemes import every_stem, stems
from app.language.values import WORK_YEAR
from app.question.titles_and_authors import COLLEAGUES, PARTICLES, SAYS
from ingest.document import Document

MOST = 3  # places of a paper that are shown
MOST_AFTER = 2  # sentences that go on from the one that names the work
_NAME = rf"{PARTICLES}(?:(?:De|Del|Di|Du|La|Le|Van|Von) )?[^\W\d_a-z](?:[\w-]|['’](?!s\b))*[^\W\d_]"
_WORK = (
    rf"(?P<first>{_NAME})(?:(?P<others>{COLLEAGUES})|,? (?:and|&) (?P<second>{_NAME}))?"
    rf"(?:,? ?[(\[]?(?P<year>{WORK_YEAR})[a-z]?[)\]]?)?"
)
_SAYS = re.compile(
    rf"^(?:[Aa]nd |[Ss]o |[Bb]ut )?[Ww]hat(?: else)? (?:do|does|did|has|have) {_WORK} (?:\w+ly |also )?{SAYS}"
    r"(?: (?:(?:anything |something )?(?:about|on|of|for|in|regarding|concerning)|with regard to) (?P<about>.+?))?\W*$"
)
_WHOLE = re.compile(rf"{_WORK}\W*")
_IT = re.compile(r"(?:it|this|that|them|these)", re.IGNORECASE)
_ANOTHER = re.compile(rf"\b{_NAME}(?:{COLLEAGUES}| \({WORK_YEAR}[a-z]?\))")
_BODY = r"[A-Z][\w&’'-]+(?: (?:of (?:the )?|and |for (?:the )?|& )*[A-Z][\w&’'-]+)+"
_ASKS_BODY = re.compile(  # "What did the Harbour Office find?"
    rf"[Ww]hat (?:do|does|did|has|have) (?:the )?(?P<body>{_BODY}) (?:\w+ly |also )?{SAYS}\W*"
)
_FINDINGS = r"(?:[Rr]esearch|[Ss]tud(?:y|ies)|[Rr]eports?|[Ss]urveys?|[Aa]rticles?|[Aa]nalys[ei]s|[Dd]ata|[Ff]igures|[Ss]tatistics|[Gg]uid(?:elines?|ance))"
_RELEASED = re.compile(  # "The Harbour Office has released data for the year"
    rf"\b(?:The )?(?P<source>{_BODY})(?: \([A-Z]{{2,}}\))? (?:(?:has|have|had) )?(?:released|published|issued) (?:(?!(?:in|by|to)\b)[\w’'-]+ ){{0,3}}?{_FINDINGS}\b"
)
_SOURCES = (
    _RELEASED,
    re.compile(  # "research by the Harbour Office", "an article in *Sea and Shore*", no study in a place
        rf"\b(?:{_FINDINGS}(?: (?:released|published|issued|provided|collected))? (?:by|from)|[Aa]rticles? in|(?:published|printed|appeared) in) (?:the )?[*_“\"]*(?P<source>{_BODY})"
    ),
    re.compile(rf"\b[Aa]ccording to (?:the )?(?P<source>{_BODY})"),
)
_OWN = re.compile(r"(?:we|our|in our|finally|similarly|another)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Work:
    """A work that is named by its first author, with the second and the year if these are told.

    `about` are the stems of what it is asked to tell of.
    """

    first: str
    second: str = ""
    year: str = ""
    about: frozenset[str] = frozenset()
    surely: bool = True  # more than a name says that a work is meant
    alone: bool = False  # it may be by one author: "Stone (2012)"

    @property
    def sought(self) -> str:
        """What a search finds the work with."""
        return f"{self.first} and {self.second}" if self.second else f"{self.first} et al."

    def named_in(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield where the text names the work: "Stone et al.", "Stone and Moss (2012)"."""
        year = re.compile(rf"\W{{0,3}}({WORK_YEAR})")
        for match in self._pattern().finditer(text, start, end):
            dated = year.match(text, match.end())
            if not (self.year and dated and dated[1] != self.year):
                yield match

    def _pattern(self) -> re.Pattern[str]:
        first = rf"(?<![\w-]){re.escape(self.first)}"
        cited = rf"(?=,? ?[(\[]?{WORK_YEAR}| ?[(\[]\d{{1,3}}\W)"  # not so "Rome and Paris"
        if self.second:
            return re.compile(rf"{first},? (?:and|&) {re.escape(self.second)}\b{cited}")
        forms = [rf"{first},?(?:{COLLEAGUES})"]
        if self.surely:
            forms.append(rf"{first},? (?:and|&) {_NAME}{cited}")
        if self.alone:
            forms.append(rf"(?<!and )(?<!& ){first}(?=,? \(?{WORK_YEAR})")
        return re.compile("|".join(forms))


def work_told_of(question: str) -> Work | None:
    """Return the work of which it is asked what those who are named say, None if that is not asked."""
    match = _SAYS.match(question)
    about = match["about"] or "" if match else ""
    return _work(match, "" if _IT.fullmatch(about) else about) if match else None


def work_named(named: str) -> Work | None:
    """Return the work that these words name, or None: "Stone et al.", "Stone and Moss (2012)".

    A name alone may be that of the only author.
    """
    match = _WHOLE.fullmatch(named)
    return replace(_work(match, ""), surely=True, alone=True) if match else None


def _work(match: re.Match[str], about: str) -> Work:
    first, second, year = match["first"], match["second"] or "", match["year"] or ""
    surely = bool(match["others"] or second or year)
    alone = bool(year and not match["others"])
    return Work(first, second, year, stems(about), surely=surely, alone=alone)


def told_of(work: Work, document: Document) -> list[Chosen]:
    """Return the sentences that tell of the work, each with those that go on from it.

    What is only cited in brackets tells nothing of it. Where something is asked `about`, only what
    speaks of that goes along.
    """
    places: dict[frozenset[str], list[tuple[int, int]]] = {}
    for match in _named(work, document):
        spans, at = _paragraph(document, match)
        if at < 0 or _in_brackets(document.text[spans[at][0] : match.start()]):
            continue
        told = _on(work, document, [spans[at], *_going_on(document, spans[at + 1 :])])
        if told:
            # The same text may stand twice: in the abstract, and below.
            places.setdefault(stems(document.text[slice(*spans[at])]), told)
    shown = [span for told in [*places.values()][:MOST] for span in told]
    return [Chosen(document, start, end, 1.0) for start, end in sorted(set(shown))]


def _in_brackets(before: str) -> bool:
    """Say whether what comes after `before`, in a sentence, is in brackets."""
    return any(before.count(opens) > before.count(shuts) for opens, shuts in ("()", "[]"))


def cites_in_text(work: Work, document: Document) -> list[Chosen]:
    """Return the first sentence of the paper that names the work, if any does."""
    for match in _named(work, document):
        spans, at = _paragraph(document, match)
        if at >= 0:
            start, end = spans[at]
            marks = ((match.start() - start, match.end() - start),)
            return [Chosen(document, start, end, 1.0, marks)]
    return []


def source_named(document: Document, weights: Mapping[str, float]) -> Chosen | None:
    """Return the sentence on these terms that names a journal or a body whose work it tells of.

    Its score is the share of the terms. Such a work may stand in no bibliography.
    """
    best: Chosen | None = None
    for _, told in _sources(document):
        share = covered(weights, stems(told.text))
        if share > (best.score if best else 0.0):
            best = replace(told, score=share)
    return best


def body_asked(question: str) -> str:
    """Return the journal or body of which it is asked what it found or says, "" for none."""
    asked = _ASKS_BODY.fullmatch(question.strip())
    return asked["body"] if asked else ""


def told_by(body: str, document: Document) -> list[Chosen]:
    """Return the sentences that tell of a work by a journal or a body: not all that name it.

    Where one says that it has released data, these go along.
    """
    asked = body.casefold()
    same = [
        told
        for name, told in _sources(document)
        if name.casefold() == asked or name.casefold().startswith(f"{asked} of ")
    ]
    return [each for told in same[:MOST] for each in (told, *_released(told))]


def _released(told: Chosen) -> list[Chosen]:
    """Return the sentence after one that says that data were released, and tells none."""
    document = told.document
    if not _RELEASED.search(told.text):
        return []
    line = document.text.find("\n", told.end)
    rest = sentence_spans(document, told.end, line if line >= 0 else len(document.text))
    return [Chosen(document, start, end, 1.0) for start, end in rest[:1]]


def sources_told(document: Document) -> list[Chosen]:
    """Return the sentences that tell of a work by a journal or a body, whose name is marked."""
    return [told for _, told in _sources(document)]


def _sources(document: Document) -> Iterator[tuple[str, Chosen]]:
    """Yield each journal or body whose work is told of, with the sentence; there it is marked."""
    found = (each.finditer(document.text, 0, document.body_end) for each in _SOURCES)
    for match in sorted(chain.from_iterable(found), key=lambda match: match.start("source")):
        spans, at = _paragraph(document, match)
        if at >= 0:
            start, end = spans[at]
            low, high = match.span("source")
            yield match["source"], Chosen(document, start, end, 1.0, ((low - start, high - start),))


def _named(work: Work, document: Document) -> Iterator[re.Match[str]]:
    yield from work.named_in(document.text, 0, document.body_end)


def _paragraph(document: Document, match: re.Match[str]) -> tuple[list[tuple[int, int]], int]:
    """Return the sentences of the paragraph with the name, and which of them has it; -1 if none."""
    low = document.text.rfind("\n", 0, match.start()) + 1
    high = document.text.find("\n", match.end())
    spans = sentence_spans(document, low, high if high >= 0 else len(document.text))
    has = (at for at, (start, end) in enumerate(spans) if start <= match.start() < end)
    return spans, next(has, -1)


def _going_on(document: Document, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences up to one that is on another's work, or the paper's own."""

    def goes_on(span: tuple[int, int]) -> bool:
        text = document.text[span[0] : span[1]]
        return not _ANOTHER.search(text) and not _OWN.match(text)

    return list(takewhile(goes_on, spans))


def _on(work: Work, document: Document, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the first sentence and what goes on from it about what is asked; [] if none is."""
    if not work.about:
        return list(spans[: 1 + MOST_AFTER])
    on_it = [
        (start, end) for start, end in spans if work.about & every_stem(document.text[start:end])
    ]
    return [*dict.fromkeys([spans[0], *on_it[: 1 + MOST_AFTER]])] if on_it else []
