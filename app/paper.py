"""Questions about a paper itself: who wrote it, its title, year, keywords, parts and length."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.answer import Citation, Sentence
from app.citing import citation, quoted
from app.discourse import main_findings
from app.extract import Chosen
from app.lexemes import stems
from app.outline import abstract_lead
from app.questions import without_asides
from app.spans import heading
from ingest.document import REFERENCES, Document

# How a question names the paper, by a noun or (`IT`) by a pronoun too, and how it ends.
THIS = (
    r"(?:the|this|that|your|its|these|those|each|every|all|all the|each of the|all of the)(?: (?:whole|entire|current|given|uploaded|research|academic|scientific))* "
    r"(?:paper|article|study|document|text|work|pdf|file|publication|manuscript|report|research|papers|documents|articles)"
)
IT = rf"(?:{THIS}|it|this)"
TAIL = (
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
    r"\b(?:Creative Commons|CC[ -]BY(?:-\w+)*|licen[cs]ed under|all rights reserved)\b[^\n]{0,100}?(?=\.\s|\.?\n|\.?$)",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"^[^\n]{0,120}\b(?:Journal|Proceedings|Transactions|Annals|Conference|Symposium|Workshop|Press|Publish(?:ers?|ing)|"
    r"Vol(?:ume)?\b\.? ?\d+|ISSN|ISBN)\b[^\n]{0,120}$",
    re.MULTILINE,
)
_REVIEWED = re.compile(
    r"\b(?:this|the present) (?:article|paper|manuscript|study)\b[^.\n]{0,60}\b(?:peer[- ]?reviewed|refereed)\b[^.\n]{0,80}|"
    r"^[^.\n]{0,40}\b(?:peer[- ]?reviewed (?:article|paper|manuscript)|peer[- ]review under|academic editors?\b:?|reviewed by\b:|reviewers?:)[^\n]{0,100}",
    re.IGNORECASE | re.MULTILINE,
)
_DATES = re.compile(r"\b(?:Received|Accepted|Revised|Submitted)\b[:\s][^.;\n]{4,40}\d{4}")
MOST_HEADINGS = 40
LEAD = 80  # characters at most that are shown before the words that tell
# Never asked of a work in the bibliography: "the last author of the paper" is not its last work.
OWN = frozenset(
    {"first author", "last author", "corresponding author", "licence", "venue", "reviewed"}
)
Part = tuple[Sentence, Citation]
Finder = Callable[[Document], list[Chosen]]
_TO_GIVE = (  # how a question goes up to the thing that it asks for and says no more of
    r"(?:^|(?:[,:;]|\band) (?=(?:what|which|who|where|how many|give|list|name|is|are|does)\b))"
    r"(?:(?:so|and|but|or|then|please|well|ok(?:ay)?|now|(?:can|could|would) you|(?:can|may|could) i|do you know|i (?:need|want|would like)(?: to (?:know|see))?|see|have|tell me|let me know)[,:]? )*"
    r"(?:(?:what|which|who|where)(?: (?:would you say|do you think))?(?:['’]s| is| are| was| were| about) (?:all )?(?:of )?(?:the|its|their|your) |"
    r"(?:which|what|how many|any) (?:of the )?|"
    r"(?:(?:give|show|tell|list|name|print|find|state|read|quote|get|summari[sz]e|sum up)(?: me| us)? )?(?:all )?(?:of )?(?:(?:the|its|their|your) )?|"
    rf"(?:is|are|was|were) there (?:(?:an?|any|some) )?|(?:does|do|did|has|have) (?:{IT}|the authors?) (?:(?:have|give|list|print|carry|name|show|contain|include|provide) )?(?:(?:an?|any|some|the|its|their) )?)"
)
_AS_GIVEN = (
    rf" (?:(?:does|do|did) (?:{IT}|(?:the|its) authors?) (?:have|list|give|name|print|carry|bear|state|show|contain|provide|include|supply|use)|(?:has|have) {IT}|describes? {IT}|"
    rf"(?:are|is|were|was) (?:there|given|listed|printed|named|stated|provided)(?: (?:in|for|by|on|with|at|of) (?:{IT}|(?:the|its) authors?))?|(?:of|for|to|in|on|from) {IT})"
)
_PLACES = (
    r"(?:universit(?:y|ies)|institut(?:ion|e)s?|organi[sz]ations?|schools?|colleges?|departments?|compan(?:y|ies)|lab(?:oratory|oratories|s)?|"
    r"employers?|countr(?:y|ies)|cit(?:y|ies)|affiliations?|workplaces?)"
)
_THE_AUTHOR = rf"(?:(?:the|its|these|all|both|each|of|two|three|four|first|second|third|last|lead|leading|senior|corresponding) )*(?:co-?)?authors?(?: of {IT})?"
_WORKING = (
    r"(?: (?:all|both|each|currently|now|work|works|working|worked|come|comes|belong|belongs|teach|teaches|live|lives|based|located|employed|"
    r"affiliated|represent|from|at|in|for|to|with))"
)
_ENDS = rf"(?:{TAIL}|,| and\b)"
_AFFILIATION = r"(?:authors?['’]? )?affiliations?"
_CORRESPONDENT = (
    r"corresponding authors?(?:['’]s? (?:name|(?:contact )?details|(?:postal |contact )?address|e-?mail(?: address)?))?|"
    r"author for correspondence"
)
_MESSAGE = (
    r"(?:(?:one|two|three|four|five|single) )*(?:main|key|central|core|take-?home|overall|most important) "
    r"(?:messages?|points?|lessons?|take-?aways?)|(?:(?:single|one|biggest|real|final) )*(?:take-?aways?|bottom line|upshot|moral)"
)
_EMAILS = r"(?<!how many )(?:contact )?e-?mails?(?: address(?:es)?)?"


def _given(thing: str) -> str:
    """Return the pattern of a question for something that a paper prints, and for no more."""
    return rf"(?:{_TO_GIVE}|\b{THIS}['’]s? )(?:{thing})(?:{_AS_GIVEN})*{TAIL}|\b(?:{thing}) of {IT}{TAIL}"


_ASKED: tuple[tuple[str, str], ...] = (
    ("affiliation", rf"{_given(_AFFILIATION)}|\baffiliations? (?:of|for) {_THE_AUTHOR}{TAIL}|"
                    rf"\bauthors?\b(?: of {IT})? (?:(?:are|is|were|was) )?affiliated(?: (?:with|to|at|in)(?: (?:an?|the|which|what) [\w ]{{2,40}})?)?{TAIL}|"
                    rf"\b(?:which|what) {_PLACES}\b[^,;]{{0,25}}\b{_THE_AUTHOR}{_WORKING}+{_ENDS}|\b{_PLACES} of {_THE_AUTHOR}{TAIL}|"
                    rf"\b(?:from|at|in|for|to) (?:which|what) {_PLACES} (?:do|does|are|is|were|was|did) {_THE_AUTHOR}{TAIL}|\b(?:which|what) {_PLACES} employ(?:s|ed)? {_THE_AUTHOR}{TAIL}|"
                    rf"\bwhere (?:do|does|are|is|were|was|did) {_THE_AUTHOR}(?:{_WORKING}+{_ENDS}|{TAIL})|"
                    rf"\bauthors?['’]?s? {_PLACES}(?:(?: (?:in|at|from|called|located|based))+{_ENDS}|{TAIL})|"
                    r"\b(?:where|which|what|who)\b.{0,60}\bauthors? work(?: (?:at|for|in))?\W*$|"
                    rf"\bauthors?\b[,:;-]? (?:work |teach |come from |are |from )?(?:at |in |for )?(?:which|what) {_PLACES}(?: (?:are|is|were|was|do|did) they{_WORKING}*)?{_ENDS}"),
    ("corresponding author", rf"{_given(_CORRESPONDENT)}|"
                             rf"\b(?:name|details|address|e-?mails?|e-?mail address(?:es)?) of (?:the |its )?corresponding authors?(?: of {IT})?{TAIL}|"
                             rf"\bhow (?:can|do|could|should|may) (?:i|we|one|you) (?:contact|reach|e-?mail|write to|get in touch with) (?:the|its) corresponding author{TAIL}|"
                             rf"\b(?:who|which|which author|whom) (?:is|was|are|were) (?:(?:named|listed|marked|given) as )?(?:the |its )?corresponding author(?: (?:of|in|on) {IT})?{TAIL}|"
                             rf"^(?:is|was) .{{3,40}} the corresponding author(?: of {IT})?{TAIL}"),
    ("licence", rf"{_given('copyright holder')}|\blicen[cs]e (?:of|for|applies to|covers|governs) {IT}{TAIL}|"
                rf"\b(?:what|which) (?:[\w-]+ ){{0,2}}licen[cs]e (?:is |was |are |were |does |do |did |has ){IT}(?: (?:is|be|been|published|distributed|released|made|available|shared|licen[cs]ed|issued|have|carry|bear|use|come|under|with|in|on))*{TAIL}|"
                rf"\b(?:is|are|was|were) {IT} (?:(?:published|available|freely|an) )*(?:open[- ]access|licen[cs]ed|under copyright|free to use|copyrighted)(?: (?:papers?|articles?|publications?))?(?: under (?:an? |the )?[\w .-]{{2,30}})?{TAIL}|"
                rf"\bwho (?:holds|owns|has) (?:the )?copyright(?: (?:of|in|to|for|on) {IT})?{TAIL}"),
    ("first author", rf"\bwho (?:is|was) (?:the |its )?(?:first|lead|leading) author(?: of {IT})?{TAIL}|"
                     rf"\bname of (?:the |its )?(?:first|lead) author(?: of {IT})?{TAIL}"),
    ("last author", rf"\bwho (?:is|was) (?:the |its )?(?:last|senior) author(?: of {IT})?{TAIL}"),
    ("authors", rf"\bwho (?:is|are|was|were|stands?) (?:the )?(?:\w+ ){{0,2}}behind {IT}{TAIL}|\bwho (?:wrote|(?:co-?)?authored|published|has written|is the (?:\w+ )?author of|are the authors? of|created|"
                rf"made) {IT}{TAIL}|{_given('co-?authors?')}|\b(?:[\w’-]+['’]s?|his|her) co-?authors?{TAIL}|\bwho (?:is|are|was|were) (?:the |its )?(?:\w+ )?(?:authors?|writers?){TAIL}|"
                rf"\bauthors?(?: names?)? of {IT}(?:{TAIL}|,| and )|^(?:the )?authors?{TAIL}|\b(?:by whom|who) (?:was|is) {IT} (?:written|authored)|"
                rf"\b(?:list|name|give|what are|how many) (?:all )?(?:the |its )?(?:names of the )?authors?\b"
                rf"(?: are there| does {IT} have)?{TAIL}"),
    ("title", rf"{_given('(?:(?:full|exact|whole|complete) )?title')}|\btitle of {IT}{_ENDS}|\b(?:what|how) is {IT} (?:called|titled|named|entitled){TAIL}"),
    ("year", rf"\b(?:when|what year|in (?:what|which) year) (?:was|were|is) {IT} (?:published|written|released|printed)"
             rf"{TAIL}|\b(?:publication|publishing) (?:year|date)(?: of {IT})?{TAIL}|\byear of publication{TAIL}"),
    ("doi", _given(r"doi(?: (?:number|link|code|address))?|digital object identifier")),
    ("email", rf"{_given(_EMAILS)}|\be-?mails?(?: address(?:es)?)? (?:(?:is|are) (?:given|listed|printed) )?(?:of|for|by) {_THE_AUTHOR}{TAIL}|"
              rf"\b{_THE_AUTHOR}['’]?s? e-?mails?(?: address(?:es)?)?{TAIL}|\be-?mail(?: address)? for (?:contact|correspondence){TAIL}|"
              rf"\bhow (?:can|do|could|should|may) (?:i|we|one|you) (?:contact|reach|e-?mail|write to|get in touch with) {_THE_AUTHOR}(?: by e-?mail)?{TAIL}"),
    ("dates", rf"\b(?:when|what (?:date|year)|in (?:what|which) (?:year|month)|on (?:what|which) date) (?:was|were) {IT} "
              rf"(?:accepted|received|submitted|revised)(?: (?:for (?:publication|review)|(?:by|to) the (?:journal|editors?|publisher)|and (?:accepted|revised|published)))*{TAIL}"),
    ("keywords", rf"{_given('key ?-?words?|index terms')}|\b(?:among|one of|in|part of) (?:the|its) key ?-?words(?: of {IT})?{TAIL}|"
                 rf"^(?:is|are|was|were) .{{2,60}} (?:an?|the|its) key ?-?words?(?: (?:of|in|for) {IT})?{TAIL}"),
    ("pages", rf"\bhow many pages(?: long)?(?: are there| are in {IT}| (?:is|has|of|in) {IT}(?: long)?| does {IT} (?:have|run to|span|cover|fill|take up|comprise))?{TAIL}|\bhow long is {THIS}{TAIL}"),
    ("sections", r"\b(?:which|what|list|name|how many|show|give)(?: (?:me|us|are|is|all|of|the|its|main|major|different|various|numbered|names|titles|section|\d+|two|three|four|five|six|seven|eight))* (?:sections?|chapters|headings|parts)\b"
                 rf"(?: titles?| names?)?(?: are there| does {IT} have| are in {IT}| of {IT}| in {IT}| is {IT} (?:divided|split|organi[sz]ed|structured)(?: into)?)?{TAIL}|"
                 rf"{_given('table of contents')}|\boutline of {IT}{TAIL}|\bhow is {THIS} (?:structured|organi[sz]ed|divided|split)(?: (?:up|in|into (?:sections|parts|chapters)))*{TAIL}|"
                 rf"^(?:what(?:['’]s| is)|describe|explain|show(?: me)?|give(?: me)?) (?:the )?(?:(?:overall|general|basic) )?structure of {THIS}{TAIL}"),
    ("venue", rf"\b(?:where|in (?:what|which) (?:journal|magazine|conference|proceedings|venue)) (?:was|were|is) {IT} (?:first )?(?:published|printed|presented){TAIL}|"
              rf"\b(?:which|what) (?:journal|magazine|publisher|conference|press) (?:published|printed|issued|put out) {IT}{TAIL}|"
              rf"\b(?:which|what) (?:journal|magazine|conference|proceedings) (?:is|was) {IT} (?:published |printed |presented )?(?:in|from|at){TAIL}|"
              rf"\b(?:publisher|journal|venue) of {IT}{TAIL}|^where has {IT} been published{TAIL}|\bin (?:what|which) journal did {IT} (?:appear|come out){TAIL}"),
    ("reviewed", rf"^(?:is|was|has|have|were|are|did) {IT} (?:been |undergo |go through )?(?:a )?(?:peer[- ]?review(?:ed)?|refereed|reviewed by (?:peers|others))(?: (?:paper|article|study))?{TAIL}"),
    ("message", rf"{_given(_MESSAGE)}|"
                rf"^(?:what (?:is|are)|what['’]s|summari[sz]e|state|give(?: me)?|tell me) (?:the|its|their) (?:main|key|central|core|overall) (?:arguments?|claims?|thesis)(?: (?:of|in) {IT})?{TAIL}"),
    ("about", rf"\bwhat(?:['’]s| is| are| was| were|s) {IT} (?:all )?about{TAIL}|\b(?:summari[sz]e|sum up|summary of|overview of|gist of|outline) {IT}{TAIL}|"
              rf"^(?:a )?(?:summary|summari[sz]e|abstract|overview|tl;?dr){TAIL}|\bwhat (?:does|do|did) {IT} (?:do|aim|want|try|"
              rf"investigate|study|examine|propose|discuss|cover|say|deal with|focus on|address)(?: at| to do| to achieve)?{TAIL}|"
              rf"\b(?:aims?|purposes?|goals?|objectives?|topic|subject|theme|focus|main (?:idea|topic)) of {IT}{TAIL}|"
              rf"\b(?:what is|show|give|read)(?: me)? (?:the|its) abstract{TAIL}|\babstract of {IT}{TAIL}|"
              rf"\btell me about {THIS}{TAIL}|^(?:explain|describe) {IT}{TAIL}"),
)  # fmt: skip
_IT_IS_NAMED = re.compile(  # "How does the paper describe trust, what is it about?"
    rf"^(?!{THIS}).{{3,}}\b(?:describes?|defines?|mentions?|explains?|called|named)\b.{{3,}}[,;?.] ?(?:and )?what(?:'s| is| are) (?:it|they|that) (?:all )?about",
    re.IGNORECASE,
)
_WRITERS = re.compile(
    rf"\bwriters?\b|\b(?:people|persons?|ones|scholars|researchers|academics|scientists|team) "
    rf"(?:who|that) (?:wrote|authored|published) {IT}(?= (?:work|at|from|affiliated)\b|\W)",
    re.IGNORECASE,
)
_PATTERNS = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _ASKED)
_TOPIC = re.compile(r" ?\((?P<topic>[^()]+)\)(?=\W*$)")  # what a question follows up
_POINTS = re.compile(r"\b(?:it|its|this|that|these|those|they|them|their)\b", re.IGNORECASE)
_THE_PAPER = re.compile(THIS, re.IGNORECASE)
# What nothing but a paper has, and what is asked of it.
_ONLY_PAPERS_HAVE = frozenset(
    {"affiliation", "corresponding author", "first author", "last author", "authors", "doi"}
    | {"email", "keywords"}
)
_OF_PAPERS = stems(
    "title journal publish published publication year date keyword page abstract licence license doi "
    "write wrote written summarise summarize summary main message email address peer review reviewed "
    "section heading work university"
)


def asked_about(question: str) -> str:
    """Return what of the paper itself is asked for ("authors", "title", …), else "".

    Where it follows up another question, "it" is what that one was about: "Is it licensed (drug)?".
    """
    follows = _TOPIC.search(question)
    found = _asked(_TOPIC.sub("", question))
    if not follows or not stems(follows["topic"]) - _OF_PAPERS:
        return found
    bare = question[: follows.start()]
    alone = found in _ONLY_PAPERS_HAVE and not _POINTS.search(bare)
    return found if alone or _THE_PAPER.search(bare) else ""


def _asked(question: str) -> str:
    """Return what of the paper itself a question asks for that follows up no other, else ""."""
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
        "licence": lambda paper: _printed(paper, _LICENCE, lead=LEAD),
        "affiliation": lambda paper: _line(paper, paper.affiliations),
        "title": lambda paper: _line(paper, (paper.title,)),
        "year": lambda paper: _year(paper),
        "doi": lambda paper: _printed(paper, _DOI),
        "email": lambda paper: _printed(paper, _EMAIL),
        "dates": lambda paper: _printed(paper, _DATES),
        "venue": lambda paper: _in_front(paper, _VENUE),
        "reviewed": lambda paper: _printed(paper, _REVIEWED, lead=LEAD)[:1],
        "keywords": _keywords,
        "about": lambda paper: abstract_lead(paper, 3),
        "message": lambda paper: main_findings(paper) or abstract_lead(paper, 3),
    }
    return [_quote(item, first + at) for at, item in enumerate(finders[asked](document))]


def missing(asked: str, documents: Sequence[Document], *, of: int = 0) -> str:
    """Return one sentence that says what the documents do not print.

    Where they are only the first `of` more, it says so.
    """
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
    if of > len(documents):
        which = f"The first {len(documents)} of {of} documents do"
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


def _printed(document: Document, pattern: re.Pattern[str], *, lead: int = 0) -> list[Chosen]:
    """Return where the pattern stands before the bibliography, in the first or last page's text.

    Each begins up to `lead` characters earlier, where its sentence or its line does.
    """
    ends = [section.start for section in document.sections if section.number == REFERENCES]
    found = list(pattern.finditer(document.text, 0, ends[0] if ends else len(document.text)))
    spans = [(_begins(document.text, match.start(), lead), match.end()) for match in found[:3]]
    return [Chosen(document, start, end, 1.0, ((0, end - start),)) for start, end in spans]


def _begins(text: str, start: int, lead: int) -> int:
    """Return where the sentence or line around `start` begins, `lead` characters before at most."""
    before = text[max(0, start - lead) : start]
    cut = max(before.rfind("."), before.rfind("\n"))
    return start - len(before[cut + 1 :].lstrip())


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
