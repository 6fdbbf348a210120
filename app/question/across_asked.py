"""What is asked of several papers side by side: a row for each, which has most, what they share."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from app.language.courtesies import LEADS_IN
from app.language.lexemes import NUMBER_WORDS
from app.language.patterns import compiled

How = Literal[
    "rows", "most", "fewest", "average", "total", "bound", "years", "works", "each other", "authors",
    "agree", "best", "group", "said of",
]  # fmt: skip
Bound = Literal["more than", "at least", "fewer than", "at most", "exactly"]

# A question is read with its papers called "papers", "each paper" or "paper", whatever it calls them.
_KIND = r"(?<!case )(?<!cohort )(?<!control )(?<!sectional )(?<!user )"  # no "case studies"
_NOUN = rf"{_KIND}(?:paper|document|article|file|pdf|publication(?! (?:year|date))|study)"
_NOUNS = rf"{_KIND}(?:papers|documents|articles|files|pdfs|publications|studies)"
_SURELY = (
    r"(?:papers|documents|files|pdfs)"  # "the studies" and "all articles" may be those of a review
)
_OURS = r"(?:the|these|those|my|our|your)"
_LEADS = re.compile(f"^{LEADS_IN}", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:,? please|,? (?:in|of) (?:the|this|my|our) (?:library|collection)|,? (?:here|there are|(?:that )?(?:you|we|i) have))*[\s?.!]*$",
    re.IGNORECASE,
)
_CALLED = (
    (
        rf"\b(?:each|every)(?: (?:single|individual|one))*(?: of)?(?: {_OURS})? (?:{_NOUNS}|{_NOUN})\b|\beach (?:one )?of them\b",
        "each paper",
    ),
    (
        rf"\b(?:all (?:of )?)?(?:(?:{_OURS} )?(?:\d+ |two |three |uploaded )?{_SURELY}|(?:these|those|my|our|your) (?:\d+ |two |three )?{_NOUNS})\b|\ball of them\b",
        "papers",
    ),
    (rf"\b{_NOUN}\b", "paper"),
    (r"\b(?P<which>which|what) (?:one )?of (?:papers|them)\b", r"\g<which> papers"),
    (r"\bwhat['’]s\b", "what is"),
    (r"^(?:for|of) each paper,? (?P<rest>.+)", r"\g<rest> of each paper"),
)  # fmt: skip

_COUNTED = r"(?:references?|sources?|cited works?|works?|authors?|pages?)"
_FIELDS = (  # what a row may tell, and how it is called
    ("author count", r"(?:number of|how many) authors"),
    (
        "references",
        r"(?:number of|how many) (?:references|sources|cited works|works)|reference counts?",
    ),
    ("pages", r"(?:number of|how many) pages|page counts?|lengths?"),
    ("authors", r"authors?(?:['’]? names)?"),
    ("year", r"(?:publication )?(?:years?|dates?)(?: of publication)?"),
    ("venue", r"journals?|venues?"),
    ("keywords", r"key ?-?words"),
    ("doi", r"dois?"),
    ("title", r"titles?|names?"),
    (
        "finding",
        r"(?:(?:main|key|most important|central|principal) )?(?:findings?|results?|take-?aways?|contributions?)",
    ),
    ("conclusion", r"(?:(?:main|key|final) )?conclusions?"),
    ("method", r"(?:(?:main|research) )?(?:methods?|methodology|approach(?:es)?|study designs?)"),
    ("limitation", r"(?:(?:main|key) )?(?:limitations?|weaknesses|shortcomings)"),
    ("aim", r"(?:(?:main|research) )?(?:aims?|goals?|objectives?|purposes?|questions?)"),
    ("data", r"data ?sets?|data|corpora"),
    ("sample", r"sample sizes?|(?:number of|how many) (?:participants|patients|subjects)"),
)
_FIELD = rf"(?:(?:the|its|their) )?(?:{'|'.join(way for _, way in _FIELDS)})"
_LISTED = rf"(?P<fields>{_FIELD}(?:(?:,? and|,|,? as well as) {_FIELD})*)"
_GIVE = r"(?:list|show|give|name|print|tell|make|create|draw up|write|summari[sz]e|describe|compare)(?: (?:me|us))?"
_TABLE = rf"{_GIVE}(?: an? (?:short |simple )?(?:table|list|overview) (?:of|with))?"
_HAS = r"(?:have|use|report|apply|employ|find|reach|draw|come to|cite|list|contain|follow|state|name|rely on|work with)"
_SUBJECT = r"(?:each paper|papers(?: each)?)"
_ROWS = (
    rf"{_TABLE} papers,?:? (?:and|with|together with|along with|including|by) {_LISTED}(?: (?:of|for) each(?: one)?| each)?",
    rf"(?:{_GIVE} |(?:what|which|who) (?:is|are|was|were) )?{_LISTED}(?: used| reported)? (?:(?:of|in|for|from|by|across) {_SUBJECT}|per paper)",
    rf"(?:what |which )?{_LISTED} (?:does|do|did|has|have) {_SUBJECT} {_HAS}",
    r"what (?:does|do|did) (?:each paper|papers each) (?P<does>find(?: out)?|conclude|aim at|report|show)",
    rf"(?P<year>when|(?:in |from )?(?:what|which) years?) (?:was|were|is|are) {_SUBJECT}(?: (?:published|written|from))?",
    rf"(?P<venue>(?:in |from )?(?:what|which) journals?|where) (?:was|were|do|does|did) {_SUBJECT} (?:published|printed|come from|appear|published in|appear in)",
    r"(?P<authors>who) (?:wrote|authored) (?:which|each) paper",
    r"(?:which|what) (?:paper|papers) (?:has|have|had|uses?|used) (?:the )?(?P<sample>(?:largest|biggest|smallest) (?:sample(?: size)?|number of (?:participants|patients|subjects))|(?:most|fewest) (?:participants|patients|subjects))",
)
_COMPARED = (
    rf"(?:compare|contrast|{_GIVE} (?:an? |the )?(?:comparison|overview|differences) (?:of|between|among)) (?:papers|each paper)(?: (?:with (?:each|one an)other|side by side|(?:in|as) an? (?:table|list|overview)))?|"
    r"how do papers (?:differ|compare)(?: from (?:each|one an)other)?|what (?:are|is) the differences? (?:between|among) papers",
)
_TWO = re.compile(r"\b(?:two|2|both)\b", re.IGNORECASE)  # those two are told apart in full
_SORTS = (
    rf"(?:sort|order|rank|arrange|{_GIVE}) papers,? (?:(?:(?:sorted |ordered )?by|according to|in(?: the)? order of|in|from) )?(?:(?:their|the|its) )?"
    r"(?:(?P<year>(?:publication )?(?:year|date)s?(?: of publication)?|age|chronological order|chronologically|(?:oldest|newest|earliest|latest|most recent) to (?:the )?(?:oldest|newest|earliest|latest|most recent)|(?:oldest|newest) first)|"
    r"(?P<title>title|name|alphabetical order|alphabetically)s?|number of (?P<counted>references|authors|pages)|(?P<pages>length))"
    r"(?P<down>,? \(?(?:newest|latest|most recent|longest|descending)(?: first)?\)?)?",
)
_HAS_COUNTED = r"(?:has|have|(?:cites?|lists?)(?!.* authors$))"
_MOST = (
    rf"(?:which|what) papers? {_HAS_COUNTED} (?:the )?(?:(?P<most>most|(?:largest|highest) number of)|fewest|least|(?:smallest|lowest) number of) (?P<counted>{_COUNTED})",
    rf"(?:which|what) is (?:the )?paper with (?:the )?(?:(?P<most>most)|fewest|least) (?P<counted>{_COUNTED})",
    r"(?:which|what) papers? (?:has|have) (?:the )?(?:(?P<most>longest|largest|biggest)|shortest|smallest) (?:list of (?P<listed>references|authors)|(?P<counted>reference) list|(?P<works>bibliography))",
)
_MEAN = (
    rf"(?:(?:what is|{_GIVE}) )?(?:the )?(?:(?P<mean>average|mean)|total) number of (?P<counted>{_COUNTED})(?:(?: (?:per|of|in|for|across|over|among))? (?:an? |each )?papers?)",
    r"(?:what is )?(?:the )?(?P<mean>average|mean) number of (?P<counted>references)",
    rf"how many (?P<counted>{_COUNTED}) (?:do|does|have) (?:papers|an? (?:average )?paper) (?:have |cite |list )?(?:(?P<mean>on average)|in (?:total|all)|altogether|together)",
)
_BOUNDS: tuple[tuple[Bound, str], ...] = (
    ("at most", r"at most|no more than|up to"),
    ("at least", r"at least|no (?:fewer|less) than"),
    ("more than", r"more than|over"),
    ("fewer than", r"(?:fewer|less) than|under"),
    ("exactly", r"exactly|just|only"),
)
_BOUND = (
    rf"(?P<asks>which|what|how many|list|show(?: me)?|name) (?:of )?papers? (?:that |which )?(?:with|{_HAS_COUNTED}|(?:(?:were|are|is|was) )?(?:written |authored )?by) (?P<bound>{'|'.join(way for _, way in _BOUNDS)}) (?P<number>\d+|\w+) (?P<counted>{_COUNTED})",
)
_YEARS = (
    r"(?:how many|(?:the )?number of) (?:of )?papers (?:(?:are|were|is|there|from|published|appeared|came out|do) )*(?:per|by|for each|from each|in each|each|every) (?:publication )?year",
)
_FEW = r"(?:several|more than one|two or more|at least two|multiple|many|most|both|two)(?: of)?"
_WORK = r"(?:works?|references?|sources?|citations?|literature|paper|papers)"
_WORKS = (
    rf"(?:which|what|list|show|find|are there(?: any)?) (?:the )?{_WORK} (?:(?:are|is|that|which) )*(?:cited|referenced|listed|appear|appears|occur|found) (?:in|by) {_FEW} papers?",
    rf"(?:which|what) {_WORK} do {_FEW} papers (?:cite|share|have in common|list)",
    rf"(?:which|what) (?!papers? ){_WORK} (?:do papers (?:share|have in common|all cite)|are (?:common to|shared by) papers)",
    rf"(?:which|what) (?:is |are )?(?:the )?(?P<most>most(?: often| widely)? cited|best cited) {_WORK} (?:across|among|in|of|by|over) papers",
    rf"(?:which|what) {_WORK} (?:is|are) cited (?P<most>by (?:the )?most|(?:the )?most(?: often)? (?:by|in|across|among)|in most|by the (?:largest|greatest) number of) papers",
    rf"(?:do|does|are there|which)(?: any| some)?(?: two)?(?: of)? papers? (?:that )?(?:share(?: any| an?| some| the| the same| common)* {_WORK}(?: in common)?|(?:have|cite)(?: any| some)? (?:the same|common) {_WORK}|have(?: any| an?| some)? {_WORK} in common)",
    rf"(?:are there|is there)(?: any| an?)? {_WORK} that papers (?:share|have in common|all cite)",
    rf"(?:{_GIVE} )?(?:the )?(?:common|shared) (?:references|sources|citations|works) (?:of|among|between|across|in) papers",
)
_EACH_OTHER = (
    r"(?:(?:is|are) any of papers|(?:which|what) papers? (?:is|are)|(?:is|are) (?:any|one) paper) (?:the )?(?:cited (?:in|by) (?:another(?: one| paper)?|(?:any of |one of )?the others?|other papers)(?: of papers)?|(?:most(?: often)? cited|cited (?:the )?most(?: often)?)(?: paper)?)",
    r"(?:do|does|did|which|what)(?: any| some)?(?: two)?(?: of)? papers? cites? (?:each other|one another|any of the others|another one|another(?: paper)?(?: of (?:papers|them))?)",
)
_AUTHORS = (
    rf"(?:which|what|how many) (?:authors?|people) (?:has |have )?(?:wrote|written|(?:co-?)?authored|published|appears? (?:on|in)|is on|are on) {_FEW} papers?",
    rf"(?:did|has|have|is there|are there) (?:any |an )?(?:one )?authors? (?:(?:who|that|of|with|has) )*(?:write|wrote|written|(?:co-?)?author(?:ed)?|publish(?:ed)?|appear (?:on|in))? ?{_FEW} papers?",
    r"(?:which|what) authors? (?:appears?|occurs?|is named|are named|wrote) (?:the )?most(?: often| frequently|(?: of)? papers)?(?: in papers| among papers)?",
    r"(?:which|what) papers (?:are|were|come|have|share) (?:(?:written |published |authored )?(?:by|from) )?(?:the same|a common|an?) (?:authors?|people|persons?|team|(?:research )?groups?)(?: in common)?",
    r"(?:do|are|were)(?: any| some)?(?: two)?(?: of)? papers (?:(?:share|have)(?: an?| any| some)? authors?(?: in common)?|(?:written )?by the same (?:authors?|people|team|group))",
)
_OTHERS: tuple[tuple[How, str], ...] = (
    (
        "agree",
        r"(?:which|what|do any|do|where do|are there(?: any)?)(?: of)? papers (?:that )?(?:disagree|contradict|conflict|agree)(?: (?:with )?(?:each other|one another))?(?: (?:on|about|over|regarding) (?P<thing>[\w -]{2,40}))?",
    ),
    (
        "best",
        r"(?:which|what) papers? (?:is|are|should) (?:(?:the )?(?:best|most (?:important|reliable|relevant|useful|interesting|convincing))(?: papers?| one)?|(?:i|we) (?:read|start with|trust)(?: first)?)",
    ),
    (
        "said of",
        r"what (?:do|does|did) (?:each paper|papers each) (?:say|tell|write|report|find|conclude|show) (?:about|of|on|regarding) (?P<thing>[\w -]{2,40})",
    ),
    (
        "group",
        r"(?:group|cluster|classify|categori[sz]e) papers(?: (?:by|into) [\w -]{2,30})?",
    ),
)


@dataclass(frozen=True, slots=True)
class AcrossAsked:
    """What is asked of the papers: `of` names what rows tell, or what is counted of each.

    `order` is what rows are sorted by, `down` with the newest or largest first; of works it is
    those that most papers cite. `bound` and `number`: the papers that have more of it, say.
    """

    how: How
    of: tuple[str, ...] = ()
    order: str = ""
    down: bool = False
    bound: Bound | None = None
    number: int = 0
    counts: bool = False
    thing: str = ""


def as_papers(question: str) -> str:
    """Return a question in which papers are called "papers", "each paper" or "paper"."""
    plain = _ENDS.sub("", _LEADS.sub("", " ".join(question.split())))
    for pattern, name in _CALLED:
        plain = compiled(pattern).sub(name, plain)
    return plain


def across_asked(question: str) -> AcrossAsked | None:
    """Return what is asked of several papers side by side, None where it is something else."""
    plain = as_papers(question)
    if not re.search(r"\bpapers?\b|\b(?:authors?|number of references)\b", plain, re.IGNORECASE):
        return None
    if _first(_COMPARED, plain) and not _TWO.search(question):
        return AcrossAsked("rows", ("year", "aim", "method", "finding"))
    return next(_ways(plain), None)


def _ways(plain: str) -> Iterator[AcrossAsked]:
    """Yield how a question can be read whose papers go by those names."""
    if found := _first(_SORTS, plain):
        yield _sorted(found)
    if found := _first(_MOST, plain):
        told = found.groupdict()
        counted = told["counted"] or told.get("listed") or ""
        yield AcrossAsked("most" if told["most"] else "fewest", (_measure(counted),))
    if found := _first(_MEAN, plain):
        mean = found.groupdict().get("mean")
        yield AcrossAsked("average" if mean else "total", (_measure(found["counted"]),))
    if found := _first(_BOUND, plain):
        yield from _bounded(found)
    for how, ways in _PLAIN:
        if found := _first(ways, plain):
            yield AcrossAsked(how, down=bool(found.groupdict().get("most")))
    if found := _first(_ROWS, plain):
        yield from _rows(found)
    for how, way in _OTHERS:
        if found := _first((way,), plain):
            yield AcrossAsked(how, thing=found.groupdict().get("thing") or "")


_PLAIN: tuple[tuple[How, tuple[str, ...]], ...] = (
    ("years", _YEARS),
    ("works", _WORKS),
    ("each other", _EACH_OTHER),
    ("authors", _AUTHORS),
)


def _first(ways: tuple[str, ...], plain: str) -> re.Match[str] | None:
    """Return the match of the first of these ways to ask that is all of the question."""
    found = (compiled(way).fullmatch(plain) for way in ways)
    return next(filter(None, found), None)


def _sorted(found: re.Match[str]) -> AcrossAsked:
    """Return the rows that are asked for in an order."""
    told = found.groupdict()
    if told["title"]:
        return AcrossAsked("rows", ("title",), "title", bool(told["down"]))
    if told["counted"] or told["pages"]:
        of = _measure(told["counted"] or "pages")
        return AcrossAsked("rows", (of,), of, down=True)
    newest = re.match(r"newest|latest|most recent", told["year"], re.IGNORECASE)
    return AcrossAsked("rows", ("year",), "year", bool(newest or told["down"]))


def _bounded(found: re.Match[str]) -> Iterator[AcrossAsked]:
    """Yield the papers that have more of something than a number, or fewer."""
    bound = next(name for name, way in _BOUNDS if re.fullmatch(way, found["bound"], re.IGNORECASE))
    number = found["number"].casefold()
    value = int(number) if number.isdigit() else NUMBER_WORDS.get(number)
    if value is not None:
        many = found["asks"].casefold() == "how many"
        of = (_measure(found["counted"]),)
        yield AcrossAsked("bound", of, bound=bound, number=int(value), counts=many)


def _rows(found: re.Match[str]) -> Iterator[AcrossAsked]:
    """Yield what is to be told of each paper."""
    told = found.groupdict()
    if told.get("sample"):
        yield AcrossAsked("rows", ("sample",), down=True)
    if does := (told.get("does") or "").casefold():
        field = {"aim at": "aim", "conclude": "conclusion"}.get(does, "finding")
        yield AcrossAsked("rows", (field,))
    yield from (
        AcrossAsked("rows", (one,)) for one in ("year", "venue", "authors") if told.get(one)
    )
    fields = _fields(told.get("fields") or "")
    if set(fields) - {"title"}:  # their titles alone are listed as such
        yield AcrossAsked("rows", fields)


def _fields(listed: str) -> tuple[str, ...]:
    """Return what "year, authors and number of pages" name."""
    named = (
        re.sub(r"^(?:the|its|their) ", "", one.strip(), flags=re.IGNORECASE)
        for one in re.split(r",? and |,? as well as |, ?", listed)
    )
    fits = (
        next((name for name, way in _FIELDS if re.fullmatch(way, one, re.IGNORECASE)), "")
        for one in named
    )
    return tuple(dict.fromkeys(filter(None, fits)))


def _measure(counted: str) -> str:
    """Return what is counted, by whatever name."""
    one = counted.casefold().removesuffix("s")
    return {"author": "author count", "page": "pages"}.get(one, "references")
