"""Tables, figures and theorems that a question names by number: what is printed, or said of them."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.evidence.bare_lists import LONGEST_LIST
from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.language.courtesies import LEADS_IN
from app.language.lexemes import stems
from app.language.ordinals import ANY_ORDINAL, FIGURES, PLACES
from app.papers.mentioned import ANY_PAPER
from app.question.questions import Question
from ingest.document import REFERENCES, Document

MOST_SPOKEN = 3  # sentences that speak of an exhibit which is not printed in the text
MOST_LISTED = 12
_KINDS = (
    r"table|figure|fig\.?|algorithm|scheme|theorem|lemma|proposition|corollary|conjecture|definition|"
    r"assumption"
)
_NAMED = re.compile(
    rf"\b(?P<kind>{_KINDS})\s*(?P<number>\d{{1,3}}(?:\.\d{{1,2}})*|[IVX]{{1,5}})\b",
    re.IGNORECASE,
)
_PLACES = PLACES | FIGURES
_NTH = re.compile(
    rf"\b(?P<nth>{ANY_ORDINAL}|{'|'.join(FIGURES)}) (?P<kind>table|figure)\b", re.IGNORECASE
)
_EVERY = re.compile(  # "Are there any tables?", "List all figures in the paper"
    rf"{LEADS_IN}(?P<opens>(?:is|are) there|(?:does|do) {ANY_PAPER} (?:have|contain|include|show)|how many|"
    r"(?:on )?(?:which|what) pages? (?:has|have|contains?|shows?|are|is)|where are|which|what(?: are(?: the)?)?|"
    r"(?:list|show|name|give)(?: me)?)(?: (?:an?|any|some|all|the|all the))? (?P<kind>table|figure|chart|graph|diagram|picture|photo(?:graph)?|image|illustration)s?"
    rf"(?: (?:are|is) there| (?:does|do) {ANY_PAPER} (?:have|contain|include|show))?(?P<where> (?:are |is )?(?:in|of) {ANY_PAPER})?\W*$",
    re.IGNORECASE,
)
_WITH = re.compile(  # "Is there a table with the prices?"; a "figure" may be a number, too
    rf"(?:(?:is|are) there|(?:does|do) {ANY_PAPER} (?:have|contain|include|show)) (?:an? |any |some )?"
    r"(?P<kind>table|chart|diagram|map|figure(?= (?:that|which|showing)\b))s? "
    r"(?:with|of|on|for|about|listing|comparing|giving|(?:that|which) \w+|showing) .+",
    re.IGNORECASE,
)
_NUMBERS = re.compile(r"what are\b|give\b", re.IGNORECASE)  # "What are the figures?"
_WHETHER = re.compile(r"(?:is|are|does|do)\b", re.IGNORECASE)
_CAPTION = re.compile(r"table\s*(?:\d|[IVX]+\b)", re.IGNORECASE)
_ROW = " | "  # how the cells of a table stand in a document's text
_ASKS_FOR_IT = stems(
    "show say display present contain depict describe illustrate list give tell report see "
    "summarise explain table figure fig algorithm scheme caption title content data value "
    "theorem lemma proposition corollary conjecture definition assumption state prove"
)


@dataclass(frozen=True, slots=True)
class Exhibit:
    """What a question names: "Table 2". `kind` is "table", "fig", "theorem" or the like."""

    kind: str
    number: str

    @property
    def name(self) -> str:
        """The exhibit as it is called in running text."""
        return f"{'figure' if self.kind == 'fig' else self.kind} {self.number}"

    def pattern(self) -> re.Pattern[str]:
        """Return what finds the exhibit's name in a text."""
        kind = r"fig(?:ure|s?\.)?" if self.kind == "fig" else self.kind
        return re.compile(rf"\b{kind}\s*{re.escape(self.number)}(?![\d.]*\d)", re.IGNORECASE)


def named_exhibit(question: Question) -> Exhibit | None:
    """Return the table or figure that the question names; the first figure is Figure 1."""
    match = _NAMED.search(question.text)
    if nth := None if match else _NTH.search(question.text):
        kind = "fig" if nth["kind"].lower() == "figure" else "table"
        return Exhibit(kind, str(_PLACES[nth["nth"].lower()] + 1))
    if not match:
        return None
    kind = match["kind"].lower().rstrip(".")
    return Exhibit("fig" if kind.startswith("fig") else kind, match["number"].upper())


def every_exhibit(question: Question, document: Document) -> list[Chosen]:
    """Return the captions of all tables, or figures, if that is what is asked for.

    Of one without a caption in the text, that is the first sentence that speaks of it.
    """
    shown: list[Chosen] = []
    for exhibit in _exhibits(question, document):
        told = _printed(exhibit, document) or _spoken_of(exhibit, document)
        shown += [item for item in told[:1] if all(item.start != other.start for other in shown)]
    return shown[:MOST_LISTED]


def _asks_for_all(question: Question) -> re.Match[str] | None:
    """Return the match of a question for all tables or figures.

    "The figures" may be numbers, and "How many images are there?" may ask of what was studied.
    """
    asked = _EVERY.match(question.text.strip())
    if asked and asked["kind"].lower() != "table" and not asked["where"]:
        is_figure = asked["kind"].lower() == "figure"
        other = _NUMBERS.match(asked["opens"]) if is_figure else not _WHETHER.match(asked["opens"])
        return None if other else asked
    return asked


def _exhibits(question: Question, document: Document) -> list[Exhibit]:
    """Return the tables, or figures, that the document speaks of, as they are numbered."""
    asked = _asks_for_all(question)
    if not asked:
        return []
    kind = "tab" if asked["kind"].lower() == "table" else "fig"
    named = (
        Exhibit("fig" if match["kind"].lower().startswith("fig") else "table", match["number"])
        for match in _NAMED.finditer(document.text)
        if match["kind"].lower().startswith(kind)
        and (match["number"].isdigit() or match.group()[0].isupper())  # "the table I drew"
        and not _is_cited(document, match.start())
    )
    return list(dict.fromkeys(named))


def exhibit_wanted(question: Question) -> Exhibit | None:
    """Return the table or figure that the question wants as such, not something in it."""
    exhibit = named_exhibit(question)
    if exhibit is None:
        return None
    own = {exhibit.number} | (
        stems(" ".join(_PLACES)) if _NTH.search(question.text) else frozenset()
    )
    if {term.stem for term in question.terms} - _ASKS_FOR_IT - own:
        return None
    return exhibit


def exhibit_answer(question: Question, document: Document) -> list[Chosen]:
    """Return the exhibit that the question asks for; empty where it asks for something in it.

    Where the text holds no such caption, the sentences that speak of the exhibit are returned.
    """
    exhibit = exhibit_wanted(question)
    return (_printed(exhibit, document) or _spoken_of(exhibit, document)) if exhibit else []


def no_such_exhibit(question: Question, documents: Sequence[Document]) -> str:
    """Return one sentence that says that no document has what the question names, else ""."""
    if asked := _asks_for_all(question):
        if any(_exhibits(question, paper) for paper in documents):
            return ""
        return _none_there(asked["kind"].lower(), documents)
    if sort := _WITH.match(question.text.strip()):
        return _no_exhibit_of_a_sort(sort["kind"].lower(), documents)
    exhibit = named_exhibit(question)
    if exhibit is None or any(exhibit.pattern().search(paper.text) for paper in documents):
        return ""
    return f"There is no {exhibit.name}."


def _no_exhibit_of_a_sort(kind: str, documents: Sequence[Document]) -> str:
    """Return that the documents speak of no table, figure or the like at all, else ""."""
    there = re.compile(rf"\b{kind}s?\b", re.IGNORECASE)
    if kind != "table":  # a chart goes by "Fig. 2", too
        there = re.compile(rf"{there.pattern}|\bfig(?:ure|s?\.)?\s*\d", re.IGNORECASE)
    rows = kind == "table" and any(_ROW in paper.text for paper in documents)
    if rows or any(there.search(paper.text[: paper.body_end]) for paper in documents):
        return ""
    return _none_there(kind, documents)


def _none_there(kind: str, documents: Sequence[Document]) -> str:
    where = "this paper" if len(documents) == 1 else "these papers"
    return f"There is no {kind} in {where}, as far as its text shows."


def _printed(exhibit: Exhibit, document: Document) -> list[Chosen]:
    """Return the caption, and the rows of a table, which stand below or above it."""
    text = document.text
    for match in re.finditer(r"(?:^|\n\n)(?=\S)", text):
        start = match.end()
        named = exhibit.pattern().match(text, start)
        if not named or _is_cited(document, start):
            continue
        if not re.match(r"\s*(?:[.:|(—–-]|[A-Z]|\n|$)", text[named.end() :][:3]):
            continue
        end = _paragraph_end(text, start)
        shown = [Chosen(document, start, end, 1.0, ((0, named.end() - start),))]
        rows = _rows(document, start, end) if exhibit.kind == "table" else None
        return [*shown, Chosen(document, *rows, 1.0)] if rows else shown
    return []


def _rows(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Return the rows of the table whose caption is `[start, end)`, cut where they are many."""
    text = document.text
    below = end + len(text[end : end + 9]) - len(text[end : end + 9].lstrip())
    last = _paragraph_end(text, below)
    follows = _captions_follow(text)
    if follows or _ROW not in text[below:last]:
        above = _rows_above(text, start, own=follows)
        below, last = above if above[0] < above[1] or not follows else (below, last)
    cut = text.rfind("\n", below, below + LONGEST_LIST) if last > below + LONGEST_LIST else last
    return (below, cut) if below < cut else None


def _captions_follow(text: str) -> bool:
    """Say whether the captions of tables stand below them here: more have rows above than below."""
    paragraphs = text.split("\n\n")
    balance = 0
    for before, paragraph, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False):
        if _CAPTION.match(paragraph):
            balance += (_ROW in before) - (_ROW in after)
    return balance > 0


def _rows_above(text: str, start: int, *, own: bool) -> tuple[int, int]:
    """Return the rows above the caption at `start`, its `own` though another's caption precedes.

    A column's end may part a table into two paragraphs.
    """
    last = first = max(0, start - len("\n\n"))
    while first > 0:
        above = text.rfind("\n\n", 0, first)
        above = 0 if above < 0 else above + len("\n\n")
        paragraph = text[above:first]
        if _CAPTION.match(paragraph) and not own:
            return last, last
        if _ROW not in paragraph:
            break
        first = max(0, above - len("\n\n"))
    rows = first + len("\n\n") if first else 0
    return (rows, last) if rows < last else (last, last)


def _spoken_of(exhibit: Exhibit, document: Document) -> list[Chosen]:
    shown: list[Chosen] = []
    for match in exhibit.pattern().finditer(document.text):
        if _is_cited(document, match.start()):
            continue
        start = document.text.rfind("\n", 0, match.start()) + 1
        spans = sentence_spans(document, start, _paragraph_end(document.text, match.start()))
        for first, last in spans:
            if first <= match.start() < last and all(item.start != first for item in shown):
                marks = ((match.start() - first, match.end() - first),)
                shown.append(Chosen(document, first, last, 1.0, marks))
    return shown[:MOST_SPOKEN]


def _is_cited(document: Document, at: int) -> bool:
    """Say whether what stands at `at` belongs to the bibliography."""
    section = document.section_at(at)
    return section is not None and section.number == REFERENCES


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end
