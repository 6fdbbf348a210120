"""Questions about a paper itself: who wrote it, its title, year, keywords, parts and length."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.answer import Citation, Sentence
from app.citing import citation, quoted
from app.discourse import main_findings
from app.extract import Chosen
from app.outline import abstract_lead
from app.questions import without_asides
from app.spans import heading
from ingest.document import REFERENCES, Document

_THIS = (
    r"(?:the|this|that|your|its|these|those|each|every|all|all the|each of the|all of the)(?: (?:whole|entire|current|given|uploaded|research|academic|scientific))* "
    r"(?:paper|article|study|document|text|work|pdf|file|publication|manuscript|report|research|papers|documents|articles)"
)
_IT = rf"(?:{_THIS}|it|this)"
_TAIL = (
    r"(?:,? (?:please|for me|to me|in short|briefly|in brief|mainly|all|simply|like i(?: a|['’])m (?:five|5|a child)|"
    r"in (?:a nutshell|plain english|(?:simple|plain|lay(?:man['’]s)?|everyday) (?:terms|words|language))|"
    r"in (?:one|a|two|three|a few|a couple of) (?:short )?(?:sentences?|words?|lines?)))*\s*[?.!]*$"
)

_PART = re.compile(
    r"\b(?:introduction|conclusions?|discussion|methods?|results|limitations|section|chapter)\b",
    re.IGNORECASE,
)
_WORKS_AT = re.compile(
    r"^where (?:does|do|did|is|are|was|were) .{3,60}\b(?:work|working|teach|from|based|employed|affiliated)\b|"
    r"^(?:is|are|was|were|does|do|did) .{3,60}\b(?:at|from|for|with|in) .{0,40}"
    r"\b(?:universit|institut|college|school|hospital|academy)\w*(?: (?:of|in|at) [\w ]{2,40})?\W*$|"
    r"\b(?:which|what) (?:university|institution|institute|department|organi[sz]ation|school|college|company|lab)\b"
    r".{0,60}\b(?:work|works|worked|from|at|affiliated|belongs?|teach|teaches)\b|\baffiliations?\b",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^who(?: is| was|['’]s) (?:(?:Dr|Prof|Professor|Mr|Ms|Mrs)\.? )?"
    r"[^\W\d_a-z][\w.'’-]*(?: (?:de|la|van|von|der|di|[^\W\d_a-z][\w.'’-]*)){0,5}\W*$",
)
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s,;]*[^\s,;.)]")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CORRESPONDING = re.compile(
    r"\bCorresponding author(?:'s address)?s?\b[:\s*]+[^\s;][^\n;]{2,120}|"
    r"\b(?:Correspondence|To whom correspondence)\b[:\s]+[^\n]{5,160}",
    re.IGNORECASE,
)
_LICENCE = re.compile(
    r"[^.\n]{0,80}\b(?:Creative Commons|CC[ -]BY(?:-\w+)*|licen[cs]ed under|all rights reserved)\b[^\n]{0,100}?(?=\.\s|\.?\n|\.?$)",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"^[^\n]{0,120}\b(?:Journal|Proceedings|Transactions|Annals|Conference|Symposium|Workshop|Press|Publish(?:ers?|ing)|"
    r"Vol(?:ume)?\b\.? ?\d+|ISSN|ISBN)\b[^\n]{0,120}$",
    re.MULTILINE,
)
_REVIEWED = re.compile(
    r"[^.\n]{0,80}\b(?:this|the present) (?:article|paper|manuscript|study)\b[^.\n]{0,60}\b(?:peer[- ]?reviewed|refereed)\b[^.\n]{0,80}|"
    r"^[^.\n]{0,40}\b(?:peer[- ]?reviewed (?:article|paper|manuscript)|peer[- ]review under|academic editors?\b:?|reviewed by\b:|reviewers?:)[^\n]{0,100}",
    re.IGNORECASE | re.MULTILINE,
)
_DATES = re.compile(r"\b(?:Received|Accepted|Revised|Submitted)\b[:\s][^.;\n]{4,40}\d{4}")
MOST_HEADINGS = 40
# Never asked of a work in the bibliography: "the last author of the paper" is not its last work.
OWN = frozenset(
    {"first author", "last author", "corresponding author", "licence", "venue", "reviewed"}
)
Part = tuple[Sentence, Citation]
Finder = Callable[[Document], list[Chosen]]
_ASKED: tuple[tuple[str, str], ...] = (
    ("affiliation", r"\baffiliat|\b(?:which|what) (?:university|institution|institute|organi[sz]ation|school|college|"
                    r"country|city)\b.{0,40}\bauthors?\b|\bwhere (?:do|are|were|did) (?:the |its )?authors?\b|"
                    r"\bauthors?(?:'s?)? (?:university|institution|affiliation|employer|come from)|"
                    r"\b(?:where|which|what|who)\b.{0,60}\bauthors? work(?: (?:at|for|in))?\W*$|"
                    r"\bauthors?\b[,:;-]? (?:work |teach |come from |are |from )?(?:at |in |for )?(?:which|what) (?:university|institution|institute|organi[sz]ation|school|college|employer)\b"),
    ("corresponding author", r"\bcorresponding author\b|\bauthor for correspondence\b"),
    ("licence", rf"\b(?:what|which|under what|under which) (?:\w+ )?licen[cs]e\b.{{0,25}}\b{_IT}|\blicen[cs]e of {_IT}{_TAIL}|"
                rf"\b(?:is|are) {_IT} (?:open access|licen[cs]ed|under copyright|free to use|copyrighted)\b|\bwho (?:holds|owns|has) the copyright\b"),
    ("first author", rf"\bwho (?:is|was) (?:the |its )?(?:first|lead|leading) author(?: of {_IT})?{_TAIL}|"
                     rf"\bname of (?:the |its )?(?:first|lead) author(?: of {_IT})?{_TAIL}"),
    ("last author", rf"\bwho (?:is|was) (?:the |its )?(?:last|senior) author(?: of {_IT})?{_TAIL}"),
    ("authors", rf"\bwho (?:is|are|was|were|stands?) (?:the )?(?:\w+ ){{0,2}}behind {_IT}{_TAIL}|\bwho (?:wrote|authored|published|has written|is the (?:\w+ )?author of|are the authors? of|created|"
                rf"made) {_IT}{_TAIL}|\bco-?authors?\b|\bwho (?:is|are|was|were) (?:the |its )?(?:\w+ )?(?:authors?|writers?){_TAIL}|"
                rf"\bauthors?(?: names?)? of {_IT}(?:{_TAIL}|,| and )|^(?:the )?authors?{_TAIL}|\b(?:by whom|who) (?:was|is) {_IT} (?:written|authored)|"
                rf"\b(?:list|name|give|what are|how many) (?:all )?(?:the |its )?(?:names of the )?authors?\b"
                rf"(?: are there| does {_IT} have)?{_TAIL}"),
    ("title", rf"\btitle of {_IT}|\b(?:what|how) is {_IT} (?:called|titled|named|entitled)|^(?:the )?(?:full )?title{_TAIL}|"
              rf"\bwhat is (?:the|its) (?:full |exact )?title{_TAIL}|\b{_THIS}(?:'s) title\b"),
    ("year", rf"\b(?:when|what year|in (?:what|which) year) (?:was|were|is) {_IT} (?:published|written|released|printed)"
             rf"{_TAIL}|\b(?:publication|publishing) (?:year|date)(?: of {_IT})?{_TAIL}|\byear of publication{_TAIL}"),
    ("doi", r"\bdoi\b"),
    ("email", r"\be-?mail\b.{0,40}\b(?:author|address|contact|correspond)|\b(?:author|contact|correspond)\w*\b.{0,30}\be-?mail\b|"
              r"\bhow (?:can|do) i (?:contact|reach) the authors?\b"),
    ("dates", rf"\b(?:when|what (?:date|year)|in (?:what|which) (?:year|month)|on (?:what|which) date) (?:was|were) {_IT} "
              r"(?:accepted|received|submitted|revised)\b"),
    ("keywords", r"\bkey ?-?words?\b|\bindex terms\b"),
    ("pages", rf"\bhow many pages\b(?!.*\b(?:per|each|article by|entry)\b)|\bhow long is {_THIS}{_TAIL}"),
    ("sections", rf"\b(?:which|what|list|name|how many|show|give)\b.{{0,20}}\b(?:sections?|chapters|headings|parts)\b"
                 rf"(?: titles?| names?)?(?: are there| does {_IT} have| are in {_IT}| of {_IT}| in {_IT}| is {_IT} divided into)?{_TAIL}|"
                 rf"\btable of contents\b|\boutline of {_IT}|\bhow is {_THIS} (?:structured|organi[sz]ed|divided)|"
                 rf"\bstructure of {_THIS}"),
    ("venue", rf"\b(?:where|in (?:what|which) (?:journal|magazine|conference|proceedings|venue)) (?:was|were|is) {_IT} (?:first )?(?:published|printed|presented){_TAIL}|"
              rf"\b(?:which|what) (?:journal|magazine|publisher|conference|press) (?:published|printed|issued|put out) {_IT}{_TAIL}|"
              rf"\b(?:which|what) (?:journal|magazine|conference|proceedings) (?:is|was) {_IT} (?:published |printed |presented )?(?:in|from|at){_TAIL}|"
              rf"\b(?:publisher|journal|venue) of {_IT}{_TAIL}|^where has {_IT} been published{_TAIL}|\bin (?:what|which) journal did {_IT} (?:appear|come out){_TAIL}"),
    ("reviewed", rf"^(?:is|was|has|have|were|are|did) {_IT} (?:been |undergo |go through )?(?:a )?(?:peer[- ]?review(?:ed)?|refereed|reviewed by (?:peers|others))(?: (?:paper|article|study))?{_TAIL}"),
    ("message", rf"\b(?:main|key|central|core|take-?home|overall) (?:messages?|points?|lessons?|take-?aways?)(?: (?:of|from|in) {_IT})?{_TAIL}|"
                rf"^(?:what (?:is|are)|what['’]s|summari[sz]e|state|give(?: me)?|tell me) (?:the|its|their) (?:main|key|central|core|overall) (?:arguments?|claims?|thesis)(?: (?:of|in) {_IT})?{_TAIL}|"
                rf"\b(?:take-?aways?|bottom line|upshot|moral)(?: (?:of|from|in) {_IT})?{_TAIL}"),
    ("about", rf"\bwhat(?:'s| is| are|s) {_IT} (?:all )?about{_TAIL}|\b(?:summari[sz]e|sum up|summary of|overview of|gist of|outline) {_IT}{_TAIL}|"
              rf"^(?:a )?(?:summary|summari[sz]e|abstract|overview|tl;?dr){_TAIL}|\bwhat (?:does|do|did) {_IT} (?:do|aim|want|try|"
              rf"investigate|study|examine|propose|discuss|cover|say|deal with|focus on|address)(?: at| to do| to achieve)?{_TAIL}|"
              rf"\b(?:aims?|purposes?|goals?|objectives?|topic|subject|theme|focus|main (?:idea|topic)) of {_IT}{_TAIL}|"
              rf"\b(?:what is|show|give|read)(?: me)? (?:the|its) abstract{_TAIL}|\babstract of {_IT}{_TAIL}|"
              rf"\btell me about {_THIS}{_TAIL}|^(?:explain|describe) {_IT}{_TAIL}"),
)  # fmt: skip
_IT_IS_NAMED = re.compile(  # "How does the paper describe trust, what is it about?"
    rf"^(?!{_THIS}).{{3,}}\b(?:describes?|defines?|mentions?|explains?|called|named)\b.{{3,}}[,;?.] ?(?:and )?what(?:'s| is| are) (?:it|they|that) (?:all )?about",
    re.IGNORECASE,
)
_WRITERS = re.compile(
    rf"\bwriters?\b|\b(?:people|persons?|ones|scholars|researchers|academics|scientists|team) "
    rf"(?:who|that) (?:wrote|authored|published) {_IT}(?= (?:work|at|from|affiliated)\b|\W)",
    re.IGNORECASE,
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ASKED)


def asked_about(question: str) -> str:
    """Return what of the paper itself is asked for ("authors", "title", …), else ""."""
    plain = " ".join(_WRITERS.sub("authors", without_asides(question)).split())
    found = next((name for name, pattern in _PATTERNS if pattern.search(plain)), "")
    if found == "about" and (_PART.search(question) or _IT_IS_NAMED.search(question)):
        return ""
    return found


def asks_where_one_works(question: str) -> bool:
    """Say whether a person's university, employer or the like is asked for."""
    return bool(_WORKS_AT.search(question))


def asks_who_one_is(question: str) -> bool:
    """Say whether it is asked who somebody with a name is."""
    return bool(_WHO_IS.match(question[:1].lower() + question[1:]))


def tell(asked: str, document: Document, *, first: int) -> list[Part]:
    """Return sentences about `document` with citations numbered from `first`; empty if unknown."""
    if asked == "pages":
        return _pages(document, first)
    if asked == "sections":
        return [_quote(item, first + at) for at, item in enumerate(headings(document))]
    finders: dict[str, Finder] = {
        "authors": lambda paper: _line(paper, paper.authors),
        "first author": lambda paper: _line(paper, paper.authors[:1]),
        "last author": lambda paper: _line(paper, paper.authors[-1:]),
        "corresponding author": lambda paper: _printed(paper, _CORRESPONDING)[:1],
        "licence": lambda paper: _printed(paper, _LICENCE),
        "affiliation": lambda paper: _line(paper, paper.affiliations),
        "title": lambda paper: _line(paper, (paper.title,)),
        "year": lambda paper: _year(paper),
        "doi": lambda paper: _printed(paper, _DOI),
        "email": lambda paper: _printed(paper, _EMAIL),
        "dates": lambda paper: _printed(paper, _DATES),
        "venue": lambda paper: _in_front(paper, _VENUE),
        "reviewed": lambda paper: _printed(paper, _REVIEWED)[:1],
        "keywords": _keywords,
        "about": lambda paper: abstract_lead(paper, 3),
        "message": lambda paper: main_findings(paper) or abstract_lead(paper, 3),
    }
    return [_quote(item, first + at) for at, item in enumerate(finders[asked](document))]


def missing(asked: str, documents: Sequence[Document]) -> str:
    """Return one sentence that says what the documents do not print."""
    what = {
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
        "reviewed": "whether it was peer reviewed",
        "about": "an abstract",
        "message": "what it found",
        "title": "a title",
        "sections": "sections",
    }.get(asked, asked)
    which = f"{documents[0].title!r} does" if len(documents) == 1 else "These documents do"
    return (
        f"{which} not say {what}."
        if what.startswith(("when", "where", "who", "whether"))
        else f"{which} not print {what}."
    )


def headings(document: Document) -> list[Chosen]:
    """Return the printed headings, those of the top level only where there are many."""
    sections = [section for section in document.sections if section.number != REFERENCES]
    top = [section for section in sections if "." not in section.number]
    shown = top if len(sections) > 12 and len(top) > 1 else sections
    spans = [
        Chosen(document, *heading(document, section.start), 1.0)
        for section in shown[:MOST_HEADINGS]
    ]
    return [span for span in spans if span.text.strip()]


def front(document: Document) -> int:
    """Return where the front matter ends."""
    return document.sections[0].start if document.sections else min(len(document.text), 6_000)


def _quote(item: Chosen, number: int) -> Part:
    return quoted(item, (number,)), citation(item, number=number)


def _pages(document: Document, first: int) -> list[Part]:
    if not document.pages or not document.pages[-1].width:
        return []
    count = len(document.pages)
    text = f"It has {count} page{'s' if count > 1 else ''}."
    return [_counted(text, title_span(document), first, "counted from the file's pages")]


def _counted(text: str, item: Chosen, number: int, why: str) -> Part:
    digits = re.search(r"\d+", text)
    marks = (digits.span(),) if digits else ()
    return Sentence(text, (number,), "supported", why, marks), citation(item, number=number)


def counted(text: str, items: Sequence[Chosen], *, first: int, why: str) -> list[Part]:
    """Return a sentence that we made by counting, with the first span that proves it."""
    return [_counted(text, items[0], first, why)] if items else []


def title_span(document: Document) -> Chosen:
    """Return the title where it is printed, else the document's first line."""
    span = find(document.text, document.title, 0, front(document))
    if span is None:
        end = document.text.find("\n")
        span = (0, end if end > 0 else min(80, len(document.text)))
    return Chosen(document, span[0], span[1], 1.0)


def _line(document: Document, parts: Sequence[str], first: int = 0) -> list[Chosen]:
    """Return the stretch of the front matter that holds all `parts`, or one span a part."""
    limit = max(front(document), document.abstract[1] if document.abstract else 0)
    found = [span for part in parts if part and (span := find(document.text, part, first, limit))]
    if not found:
        return []
    low, high = min(found)[0], max(end for _, end in found)
    between = document.text[low:high]
    if len(between) <= sum(len(part) for part in parts) * 1.5 + 20 and "\n\n" not in between:
        marks = tuple((start - low, end - low) for start, end in sorted(found))
        return [Chosen(document, low, high, 1.0, marks)]
    return [
        Chosen(document, start, end, 1.0, ((0, end - start),)) for start, end in sorted(set(found))
    ]


def _keywords(document: Document) -> list[Chosen]:
    """Return the line of keywords, which are marked."""
    limit = max(front(document), document.abstract[1] if document.abstract else 0)
    label = re.compile(r"\b(?:key ?-?words?|index terms)\b", re.IGNORECASE).search(
        document.text, 0, limit
    )
    low = label.start() if label else 0
    return _line(document, document.keywords, low)


def _year(document: Document) -> list[Chosen]:
    if document.year is None:
        return []
    limit = document.abstract[0] if document.abstract else front(document)
    for match in re.finditer(rf"\b{document.year}\b", document.text[: max(limit, 600)]):
        start = document.text.rfind("\n", 0, match.start()) + 1
        end = document.text.find("\n", match.end())
        end = len(document.text) if end < 0 else end
        if end - start > 200:
            start, end = max(start, match.start() - 60), min(end, match.end() + 40)
        return [Chosen(document, start, end, 1.0, ((match.start() - start, match.end() - start),))]
    return []


def _printed(document: Document, pattern: re.Pattern[str]) -> list[Chosen]:
    """Return where the pattern stands before the bibliography, in the first or last page's text."""
    ends = [section.start for section in document.sections if section.number == REFERENCES]
    found = list(pattern.finditer(document.text, 0, ends[0] if ends else len(document.text)))
    return [
        Chosen(document, match.start(), match.end(), 1.0, ((0, match.end() - match.start()),))
        for match in found[:3]
    ]


def _in_front(document: Document, pattern: re.Pattern[str]) -> list[Chosen]:
    """Return the first line of the front matter that has the pattern, above the abstract."""
    end = document.abstract[0] if document.abstract else front(document)
    match = pattern.search(document.text, 0, end)
    return [Chosen(document, match.start(), match.end(), 1.0)] if match else []


def find(text: str, wanted: str, low: int, high: int) -> tuple[int, int] | None:
    """Return where `wanted` stands in `text[low:high]`, blind to case and to how it is spaced."""
    words = wanted.split()
    if not words:
        return None
    pattern = r"\s+".join(re.escape(word) for word in words)
    match = re.compile(pattern, re.IGNORECASE).search(text, low, max(low, high))
    return match.span() if match else None
