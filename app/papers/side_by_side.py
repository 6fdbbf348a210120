"""Papers side by side: a row for each, and how many references, authors or pages they have."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.answer import Citation, Sentence
from app.evidence.chosen import Chosen
from app.evidence.citing import citation, quoted
from app.papers.front import authors_in, title_span
from app.papers.metadata import tell
from app.papers.part_answers import in_its_words, part_asked_for
from app.papers.zones import Zone, zone
from app.question.across_asked import Bound
from app.question.questions import analyse
from index.store import DocumentSummary
from ingest.document import Document

COUNTED = "counted or read from the document's own data"
_NONE = {
    "references": "no bibliography that could be read",
    "author count": "no authors named",
    "pages": "no pages of its own",
    "authors": "no authors named",
    "year": "no year given",
    "venue": "no journal named",
    "keywords": "no keywords given",
    "doi": "no DOI given",
}
_ONE = {"references": "reference", "author count": "author", "pages": "page"}
_ZONES: Mapping[str, Zone] = {"aim": "aim", "method": "method", "finding": "finding"}
_ASKED = {
    "sample": "What was the sample size?",
    "data": "Which data sets were used?",
    "conclusion": "What does the paper conclude?",
}
_HOLDS: Mapping[Bound, Callable[[int, int], bool]] = {
    "more than": lambda count, number: count > number,
    "at least": lambda count, number: count >= number,
    "fewer than": lambda count, number: count < number,
    "at most": lambda count, number: count <= number,
    "exactly": lambda count, number: count == number,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence of ours and the places that prove it; without a text, the one place is quoted."""

    text: str
    spans: tuple[Chosen, ...]


def measured(paper: DocumentSummary, of: str) -> int:
    """Return how many references, authors or pages a paper has; 0 where none are known."""
    return {"references": paper.references, "pages": paper.pages}.get(of, len(paper.authors))


def amount(count: int, of: str) -> str:
    """Return "1 reference", or that there are none."""
    return f"{count:,} {_ONE[of]}{'s' * (count != 1)}" if count else _NONE[of]


def without(papers: Sequence[DocumentSummary], of: str) -> str:
    """Return a sentence on the papers of which it is not known how many they have, else ""."""
    left = sum(1 for paper in papers if not measured(paper, of))
    has = "document has" if left == 1 else "documents have"
    return f"{left} {has} {_NONE[of]}." if left else ""


def within(
    papers: Sequence[DocumentSummary], of: str, bound: Bound, number: int
) -> list[DocumentSummary]:
    """Return the papers that have more than a number of something, or fewer, the most first."""
    known = [paper for paper in papers if measured(paper, of)]
    held = [paper for paper in known if _HOLDS[bound](measured(paper, of), number)]
    return sorted(held, key=lambda paper: -measured(paper, of))


def of_most(
    papers: Sequence[DocumentSummary], of: str, *, fewest: bool = False
) -> list[DocumentSummary]:
    """Return the papers that have most of something, or fewest; one that has none is neither."""
    counts = [count for paper in papers if (count := measured(paper, of))]
    best = (min if fewest else max)(counts, default=0)
    return [paper for paper in papers if counts and measured(paper, of) == best]


def in_order(papers: Sequence[DocumentSummary], order: str, *, down: bool) -> list[DocumentSummary]:
    """Return the papers by title, year or how many they have; those that have none come last."""
    titled = sorted(papers, key=lambda paper: ((paper.title or paper.id).casefold(), paper.id))
    if order in ("", "title"):
        return titled[::-1] if down else titled
    values = {
        paper.id: (paper.year or 0) if order == "year" else measured(paper, order)
        for paper in titled
    }
    known = [paper for paper in titled if values[paper.id]]
    known.sort(key=lambda paper: -values[paper.id] if down else values[paper.id])
    return [*known, *(paper for paper in titled if not values[paper.id])]


def row(paper: Document, summary: DocumentSummary, fields: Sequence[str]) -> list[Row]:
    """Return a paper's title with what else it prints of itself, then what it says of itself.

    Empty where only what it says is wanted, and it says none.
    """
    said = [Row("", (item,)) for field in fields for item in _said(field, paper)]
    printed = [field for field in fields if field in _NONE]
    if not said and not printed and set(fields) != {"title"}:
        return []
    told = [_printed(field, paper, summary) for field in printed]
    values = "; ".join(value for value, _ in told)
    text = f"{called(paper)}: {values}" if values else called(paper)
    spans = [title_span(paper), *(span for _, spans in told for span in spans)]
    return [Row(f"{text}{':' if said else '.'}", tuple(spans)), *said]


def cited(rows: Sequence[Row]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return the rows as sentences, and citations of the places that each was taken from."""
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for each in rows:
        places = {(span.document.id, span.start, span.end): span for span in each.spans}
        numbers = tuple(range(len(citations) + 1, len(citations) + 1 + len(places)))
        citations += [
            citation(span, number=number)
            for number, span in zip(numbers, places.values(), strict=True)
        ]
        ours = Sentence(each.text, numbers, "supported", COUNTED)
        sentences.append(ours if each.text else quoted(each.spans[0], numbers))
    return tuple(sentences), tuple(citations)


def called(paper: Document | DocumentSummary) -> str:
    """Return how a paper is called in a sentence of ours."""
    return f"“{' '.join((paper.title or paper.id).split())}”"


def _printed(field: str, paper: Document, summary: DocumentSummary) -> tuple[str, Sequence[Chosen]]:
    """Return what a paper prints of itself, and where; or that it does not."""
    if field in _ONE:
        return amount(measured(summary, field), field), ()
    if field == "authors":
        return ", ".join(paper.authors) or _NONE[field], authors_in(paper, paper.authors)[:1]
    told = tell(field, paper, first=1)
    spans = [Chosen(paper, cited.start, cited.end, 1.0, cited.marks) for _, cited in told[:1]]
    if field == "year":
        return str(paper.year or _NONE[field]), spans
    if field == "keywords":
        return ", ".join(paper.keywords) or _NONE[field], spans
    return " ".join(told[0][0].text.split()).rstrip(".") if told else _NONE[field], spans


def _said(field: str, paper: Document) -> Sequence[Chosen]:
    """Return what a paper says of what is asked of each."""
    if field in _ZONES:
        spans = zone(paper, _ZONES[field], most=1)
        return [Chosen(paper, *span, 1.0) for span in spans]
    if field == "limitation":
        return in_its_words("limitations", paper)  # "There are three. First, …"
    if field in _ASKED:
        return part_asked_for(analyse(_ASKED[field]), paper).chosen[:1]
    return ()
