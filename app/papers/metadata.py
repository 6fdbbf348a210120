"""The metadata that a paper prints: who wrote it, its title, year, keywords, parts and length."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.answer import Citation, Sentence
from app.evidence.chosen import Chosen
from app.evidence.citing import citation, quoted
from app.language.values import MONTHS, WORK_YEAR
from app.papers.discourse import main_findings, section_lead
from app.papers.front import authors_in, front, keywords_in, line_of, title_span
from app.papers.overview import headings, what_it_is
from ingest.document import Document
from ingest.sections import MEETING_YEAR, PROCEEDINGS

_DOI = re.compile(r"\b10\.\d{4,9}/[^\s,;]*[^\s,;.)]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CORRESPONDING = re.compile(
    r"\bCorresponding author(?:'s address)?s?\b[:\s*]+[^\s;][^\n;]{2,120}|"
    r"\b(?:Correspondence|To whom correspondence)\b[:\s]+[^\n]{5,160}",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"\b(?:Creative Commons|CC[ -]BY(?:-\w+)*|licen[cs]ed under|all rights reserved)\b[^\n]{0,100}?(?=\.\s|\.?\n|\.?$)",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"^[^\n]{0,120}\b(?:Journal|Proceedings|Transactions|Annals|Conference|Symposium|Workshop|Press|Publish(?:ers?|ing)|"
    r"Vol(?:ume)?\b\.? ?\d+|ISSN|ISBN)\b[^\n]{0,120}$",
    re.MULTILINE,
)
_ISSUE = re.compile(  # "Plum Letters, 2015, 113:45–58", "Plum Letters (2014), 26(1), 147"
    rf"^[^\n]{{0,120}}?[^\W\d_]\.?,? \(?{WORK_YEAR}\)?[,;:.]? ?\d{{1,3}}(?: ?\(\d{{1,3}}(?:[–-]\d{{1,3}})?\))? ?"
    r"[:,] ?[A-Za-z]?\d+(?:[^\n]{0,120}$)?",
    re.MULTILINE,
)
_AT_FOOT = re.compile(  # of the first page: "Proceedings of the 30th …", "STOC’07, June 11–13, 2007, …"
    rf"^(?:{PROCEEDINGS}(?=[^\n]*\d)|"
    rf"[A-Z]{{3,}}[A-Za-z&/+ -]{{0,20}}{MEETING_YEAR}(?=[A-Z][a-z]{{2,8}}\.? \d|\d))[^\n]{{8,260}}$",
    re.MULTILINE,
)
_CITE_AS = re.compile(
    r"\b(?:how to cite (?:this )?(?:article|paper)?|(?:to )?cite (?:this (?:article|paper)|it)?(?: as)?:)[^\n]{10,400}",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"\b(?:published|accepted|received|copyright|cite|citation|issued|date)\b|©|\(c\)",
    re.IGNORECASE,
)
_REVIEWED = re.compile(
    r"\b(?:this|the present) (?:article|paper|manuscript|study)\b[^.\n]{0,60}\b(?:peer[- ]?reviewed|refereed)\b[^.\n]{0,80}|"
    r"^[^.\n]{0,40}\b(?:peer[- ]?reviewed (?:article|paper|manuscript)|peer[- ]review under|academic editors?\b:?|reviewed by\b:|reviewers?:)[^\n]{0,100}",
    re.IGNORECASE | re.MULTILINE,
)
_LANGUAGE = re.compile(
    r"^(?:original )?language(?: of \w+)?: ?[A-Z][^\n]{2,40}$", re.I | re.MULTILINE
)
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ -](?:{MONTHS})[.,]?[ -]|(?:{MONTHS})\.?(?: \d{{1,2}}(?:st|nd|rd|th)?)?,? |"
    r"\d{1,2}[./-]\d{1,2}[./-])(?:\d{4}|\d{2})\b|\b\d{4}[./-]\d{1,2}[./-]\d{1,2}\b"
)
_DATE = re.compile(_DAY, re.IGNORECASE)
_A_YEAR = re.compile(rf"(?<!\d){WORK_YEAR}(?!\d)")
_EVENT = rf"(?:received|accepted|revised|revision|submitted|resubmitted|published|in (?:final|revised) form)\b[:\s][^.;\n\d]{{0,40}}?(?:{_DAY})"
_DATES = re.compile(  # one after the other; the first has a capital, or stands in brackets
    rf"(?:(?<=[;(])|(?<=; )|\b(?=Received|Accepted|Revised|Submitted))(?i:{_EVENT}(?:[;,./|]?[ ]?(?:(?:and|first|then) )?{_EVENT})*)"
)
_AUTHOR_DETAILS = re.compile(
    r"authors?['’]?s? (?:details|information|affiliations?)|(?:author )?affiliations?",
    re.IGNORECASE,
)
_COUNT = re.compile(r"(?<!Section )(?<![\d.,])\d[\d,]*")  # not that of "Section 3.2 has …"
MOST_PLACES = 40  # sentences on where the authors work
LEAD = 80  # characters at most that are shown before the words that tell
Part = tuple[Sentence, Citation]
Teller = Callable[[Document], list[Chosen]]


def tell(asked: str, document: Document, *, first: int) -> list[Part]:
    """Return sentences about `document` with citations numbered from `first`; empty if unknown."""
    if asked == "pages":
        return _pages(document, first)
    if asked == "sections":
        return [_quote(item, first + at) for at, item in enumerate(headings(document))]
    tellers: dict[str, Teller] = {
        "authors": lambda paper: authors_in(paper, paper.authors) or _issued_by(paper),
        "first author": lambda paper: authors_in(paper, paper.authors[:1]),
        "last author": lambda paper: authors_in(paper, paper.authors[-1:]),
        "corresponding author": lambda paper: _printed(paper, _CORRESPONDING)[:1],
        "licence": lambda paper: _printed(paper, _LICENCE, lead=LEAD),
        "affiliation": _affiliation,
        "title": lambda paper: line_of(paper, (paper.title,)),
        "year": _year,
        "doi": lambda paper: _printed(paper, _DOI),
        "email": lambda paper: _printed(paper, _EMAIL),
        "dates": lambda paper: _printed(paper, _DATES),
        "venue": _venue,
        "citation": lambda paper: _printed(paper, _CITE_AS)[:1] or _to_cite(paper),
        "language": lambda paper: _printed(paper, _LANGUAGE)[:1],
        "reviewed": lambda paper: _printed(paper, _REVIEWED, lead=LEAD)[:1],
        "keywords": keywords_in,
        "topics": lambda paper: [*keywords_in(paper), *what_it_is(paper, 3)],
        "about": lambda paper: what_it_is(paper, 3),
        "message": lambda paper: main_findings(paper) or what_it_is(paper, 3),
    }
    told = [_quote(item, first + at) for at, item in enumerate(tellers[asked](document))]
    if asked == "year" and not told and document.year:
        dated = f"It is dated {document.year}."
        return [counted(dated, title_span(document), first, "from the file's own data")]
    return told


def missing(asked: str, documents: Sequence[Document], *, of: int = 0) -> str:
    """Return one sentence that says what the documents do not print.

    Where they are only the first `of` more, it says so.
    """
    what = {
        "pages": "how many pages it has",
        "authors": "its authors",
        "corresponding author": "who is its corresponding author",
        "licence": "its licence",
        "first author": "its authors",
        "last author": "its authors",
        "affiliation": "where its authors work",
        "year": "when it was published",
        "keywords": "keywords",
        "doi": "its DOI",
        "email": "an e-mail address of its authors",
        "dates": "when it was received or accepted",
        "venue": "where it was published",
        "citation": "how to cite it",
        "language": "in which language it is written",
        "reviewed": "whether it was peer reviewed",
        "topics": "keywords or an abstract",
        "about": "an abstract",
        "message": "what it found",
        "title": "a title",
        "sections": "sections",
    }.get(asked, asked)
    which = f"{documents[0].title!r} does" if len(documents) == 1 else "These documents do"
    if of > len(documents):
        which = f"The first {len(documents)} of {of} documents do"
    return (
        f"{which} not say {what}."
        if what.startswith(("when", "where", "who", "whether", "how many", "in which"))
        else f"{which} not print {what}."
    )


def _quote(item: Chosen, number: int) -> Part:
    return quoted(item, (number,)), citation(item, number=number)


def _pages(document: Document, first: int) -> list[Part]:
    if not document.pages or not document.pages[-1].width:
        return []
    count = len(document.pages)
    text = f"It has {count} page{'s' if count > 1 else ''}."
    return [counted(text, title_span(document), first, "counted from the file's pages")]


def counted(text: str, item: Chosen, number: int, why: str) -> Part:
    """Return a sentence that we made by counting, with a span that proves it."""
    digits = _COUNT.search(text)
    marks = (digits.span(),) if digits else ()
    return Sentence(text, (number,), "supported", why, marks), citation(item, number=number)


def _to_cite(document: Document) -> list[Chosen]:
    """Return what a citation of the paper is put together from, each line of its front once."""
    lines = [
        *(authors_in(document, document.authors) or _issued_by(document)),
        *line_of(document, (document.title,)),
        *_year(document),
        *_venue(document),
        *_printed(document, _DOI)[:1],
    ]
    kept: list[Chosen] = []
    for line in lines:
        if all(line.end <= other.start or other.end <= line.start for other in kept):
            kept.append(line)
    return kept


def _year(document: Document) -> list[Chosen]:
    """Return the line that dates the paper: in its front, else where one says so further on."""
    if document.year is None:
        return [] if document.is_paper else _dated_line(document)
    limit = document.abstract[0] if document.abstract else front(document)
    limit = max(limit, 600)
    for match in re.finditer(rf"\b{document.year}\b", document.text[: document.body_end]):
        start, end = _line_around(document.text, *match.span())
        if match.start() < limit or _DATED.search(document.text, start, end):
            marks = ((match.start() - start, match.end() - start),)
            return [Chosen(document, start, end, 1.0, marks)]
    return []


def _issued_by(document: Document) -> list[Chosen]:
    """Return the line of the front that names the body which a document without authors is by."""
    places = () if document.is_paper else document.affiliations[:1]
    return line_of(document, places, 0, front(document)) if places else []


def _dated_line(document: Document) -> list[Chosen]:
    """Return the line above the text that bears a date, else a year: "Version 2.1, June 2024"."""
    opening = document.text[: front(document)]
    for pattern in (_DATE, _A_YEAR):
        if match := pattern.search(opening):
            start, end = _line_around(document.text, *match.span())
            return [
                Chosen(document, start, end, 1.0, ((match.start() - start, match.end() - start),))
            ]
    return []


def _line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the line that holds `[start, end)`, of a long one the whole words next to it."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first <= 200:
        return first, last
    if start - first > 60:
        first = text.find(" ", start - 60, start) + 1 or start
    return first, last if last - end <= 40 else max(end, text.rfind(" ", end, end + 41))


def _printed(document: Document, pattern: re.Pattern[str], *, lead: int = 0) -> list[Chosen]:
    """Return where the pattern stands before the bibliography, in the first or last page's text.

    Each begins up to `lead` characters earlier, where its sentence or its line does.
    """
    found = list(pattern.finditer(document.text, 0, document.body_end))
    spans = [(_begins(document.text, match.start(), lead), match.end()) for match in found[:3]]
    return [Chosen(document, start, end, 1.0, ((0, end - start),)) for start, end in spans]


def _begins(text: str, start: int, lead: int) -> int:
    """Return where the sentence or line around `start` begins, `lead` characters before at most."""
    before = text[max(0, start - lead) : start]
    cut = max(before.rfind("."), before.rfind("\n"))
    return start - len(before[cut + 1 :].lstrip())


def _affiliation(document: Document) -> list[Chosen]:
    """Return the section that is there for it, else what the front prints of where they work.

    Where a section tells it of all, the front tells it of the corresponding author.
    """
    for section in document.sections:
        if _AUTHOR_DETAILS.fullmatch(section.title.strip(" .:")):
            lead = section_lead(document, section.start, section.end, MOST_PLACES)
            if told := [item for item in lead if not _DATES.search(item.text)]:
                return told
    # A running head such as "Stone et al. Health Services Research 2014, 14:1" names no place.
    places = [one for one in document.affiliations if not _ISSUE.search(one)]
    page_end = document.pages[0].end if document.pages else 0  # at the foot of which some stand
    return line_of(document, places, last=page_end)


def _venue(document: Document) -> list[Chosen]:
    """Return the line of the front that names the journal or the like, else how to cite the paper.

    Below the abstract, among keywords and addresses, only a volume with its pages tells one; at
    the foot of the first page, the proceedings.
    """
    above = document.abstract[0] if document.abstract else front(document)
    below = document.abstract[1] if document.abstract else above
    text = document.text
    page_end = document.pages[0].end if document.pages else 0
    match = (
        _VENUE.search(text, 0, above)
        or _ISSUE.search(text, 0, above)
        or _ISSUE.search(text, below, front(document))
        or _AT_FOOT.search(text, 0, page_end)
    )
    if match is None:
        return _printed(document, _CITE_AS)[:1]
    return [Chosen(document, match.start(), match.end(), 1.0)]
