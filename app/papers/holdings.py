"""Questions about the library as a whole: how many papers it holds, which ones, and which on what."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from app.evidence.chosen import Chosen
from app.language.lexemes import stems
from app.language.ordinals import ORDINALS
from app.language.values import WORK_YEAR, YEAR
from app.papers.front import title_span
from app.papers.overview import in_short
from app.papers.works_by_year import Years, years_of
from app.question.across_asked import across_asked
from app.question.papers_having import papers_having
from index.library import Library
from index.store import DEFAULT_KINDS, DocumentSummary
from ingest.document import Document, PassageKind

MOST_LISTED = 40
MOST_SUMMED_UP = 5  # that are told in a sentence each
MOST_ON = 8  # papers that are shown for a thing
WORDS = 4  # that a thing has at most; more are a question of their own
LOOKED_AT = 60  # passages among which papers on a thing are sought
COUNTED_AMONG = 300  # and among which they are counted
ONLY_MENTIONED = "No title or abstract names it; these papers mention it."

PLACES = {**{word: at for at, word in enumerate(ORDINALS)}, "last": -1}

_PAPERS = r"(?:papers|documents|articles|files|pdfs|publications|texts)"
_ONE = rf"(?:{_PAPERS}|paper|document|article|file|pdf|publication)"
_OF_OURS = r"of (?:the|these|those|my|our|your)"
_GIVE = r"(?:list|show|name|give|find|get)(?: me)?|(?:do|have) (?:you|we|i) (?:have|got)"
# "The corpus" or "the database" may be one that a paper is about.
_LIBRARY = r"(?:the library|(?:this|my|your|our) (?:library|collection|corpus|index|database))"
_HERE = (
    r"(?: (?:are|is) (?:there|here|loaded|indexed|uploaded|stored|in here)|(?: have been (?:uploaded|added|loaded))| (?:do|have) (?:you|we|i)(?: have| hold| know| got| read)?|"
    rf" (?:are |is )?(?:in|of) {_LIBRARY}| does {_LIBRARY} (?:have|hold|contain|include))*"
)
# Around a question for papers, and between "papers" and what they are to do.
_POLITE = re.compile(
    r"^(?:(?:(?:can|could|would|will) you|please|tell me|i(?: would|['’]d) like to know)(?: please)?,? )+|,? please\W*$",
    re.IGNORECASE,
)
_AMONG = rf"(?: (?:here|in here|(?:in|of) {_LIBRARY}|(?:do|have) (?:you|we|i) (?:have|got)))?"
_COUNTS = re.compile(rf"^(?:how many|(?:what is )?the number of) {_ONE}{_HERE}\W*$", re.IGNORECASE)
_LISTS = re.compile(
    rf"^(?:(?:please )?(?:list|show|name|give|enumerate|print)(?: me)?(?: all)?(?: of)?(?: the| my| your| our| these)?(?: titles of(?: the| all the)?)? {_PAPERS}|"
    rf"(?:what|which) {_PAPERS}(?= (?:are|is|do|have|does|in)\b)){_HERE}\W*$|"
    rf"^what(?: are|['’]re) (?:all )?the (?:titles|names) of (?:all )?(?:the|these|my|your|our) {_PAPERS}{_HERE}\W*$|"
    rf"^what(?: is|['’]s| do (?:you|we) have| have (?:you|we))(?: here)? in {_LIBRARY}\W*$|^what does {_LIBRARY} (?:hold|contain|include|have)\W*$|"
    rf"^(?:(?:summari[sz]e|describe) {_LIBRARY}|what is {_LIBRARY} about)\W*$",
    re.IGNORECASE,
)
_EACH = re.compile(  # "Summarise all papers in one sentence each"
    rf"^(?=.*\b(?:one|an?|single|1)[ -](?:short )?(?:sentence|line)\b)"
    r"(?:in (?:one|a|a single|1) (?:short )?(?:sentence|line),? )?(?:(?:summari[sz]e|sum up|describe)|(?:give|write|show)(?: me)? (?:an? |one )?(?:very |short |brief |quick |(?:one|single|1)-(?:sentence|line) )*(?:summary|summaries|overview|description|sentence|line) (?:of|on|about|for)|"
    rf"what (?:is|are))(?: (?:in|with) (?:one|a|a single|1) (?:sentence|line),?)? (?:all|each|every)(?: one)?(?: of)?(?: the| these| those| my| your| our)? {_ONE}"
    r"(?: (?:about|up|briefly|here|there (?:is|are)))?(?:,? (?:(?:in|with|using) )?(?:(?:only|just) )?(?:one|a|a single|1) (?:short )?(?:sentence|line))?(?: each| per paper)?\W*$",
    re.IGNORECASE,
)
_DATED = re.compile(
    rf"^(?:(?:what|which|(?:please )?(?:list|show|name|give|find)(?: me)?(?: all)?)(?: of)?(?: the| these| those| my| our| your)? {_ONE}|"
    rf"(?:are|is) there (?:any |an? |some )?{_ONE}|(?:do|have) (?:you|we|i) (?:have |got )?(?:any |some )?{_PAPERS}|(?:what|which)(?: one)? (?:is|are|was|were) (?:the )?(?:newest|latest|most recent|oldest|earliest))\b"
    r"(?!.*\b(?:cit|referenc|bibliograph|sources?\b|entr(?:y|ies)\b|works?\b|years?\W*$|literature))",
    re.IGNORECASE,
)
_MOST_PAGES = re.compile(  # "Which paper is the longest?", "What is the shortest of the papers?"
    rf"^(?:what|which)(?=.*\b{_ONE}\b)(?: one| {_ONE}| {_OF_OURS} {_ONE})* (?:is|are|has|have) (?:the )?"
    rf"(?:(?P<long>longest|most pages)|shortest|fewest pages|least pages)(?: {_ONE}| of (?:the|these|those|my|our|your|all)(?: the)? {_ONE})?{_HERE}\W*$",
    re.IGNORECASE,
)
_ONE_OF_THEM = re.compile(  # "Which is the newest?", after a question for papers
    rf"^(?:(?:and|so|but),? )?(?:what|which)(?: ones?| of (?:them|these|those|the lot)|(?P<named>(?: {_ONE}| {_OF_OURS} {_PAPERS})+))? (?P<is>(?:is|are|has|have) (?:the )?"
    r"(?:newest|latest|most recent|oldest|earliest|longest|shortest|(?:most|fewest|least) pages))(?: ones?)?\W*$",
    re.IGNORECASE,
)
_OF_TWO = re.compile(  # "Which of those two papers is older?", "Which one came out first?"
    rf"^(?:(?:and|so|but|ok(?:ay)?),? )*(?:what|which) (?:(?P<two>ones?(?=.*\b(?:out|published|appeared)\b)|of (?:(?:the|these|those) two|both)(?:(?: {_ONE}| studies)(?: ones?)?|(?= (?:is|was) (?:the )?(?:newer|older|more recent)\b)))|{_ONE}|study) "
    r"(?:is|was|has|came|appeared|ha[sd] been)(?: (?:out|published|more))* (?:the )?(?:(?P<newest>newer|recent|later|(?(two)(?:last|newest|latest)))|(?P<oldest>older|earlier|(?(two)(?:first|oldest|earliest)))|(?P<longest>longer|pages)|(?P<shortest>shorter))\W*$",
    re.IGNORECASE,
)
_AT_A_PLACE = re.compile(  # "the second paper", not "the first paper on frost"
    rf"\bthe (?P<which>{'|'.join(PLACES)}) (?:paper|document|article|study|publication)(?: (?:of|in|on) (?:the|that|your|this) list)?\b"
    r"(?!['’-]| (?:on|about|of|by|from|to|that|which|in|with|for|who|into|using|describing) \w)",
    re.IGNORECASE,
)
_OF_A_TIME = re.compile(rf"\b(?:{YEAR}|newest|latest|most recent|oldest|earliest)\b", re.IGNORECASE)
_FRAME = re.compile(rf"\b(?:in|of) {_LIBRARY}\b|\b(?:{_ONE}|ones?)\b", re.IGNORECASE)
_SPEAKS = (
    r"(?:(?:are|is|was|were) (?:about|on|concerned with|related to|relevant to|dealing with)|"
    r"(?:talk|speak|write)s? (?:about|of|on)|deals? with|looks? (?:at|into)|focus(?:es)? on|refers? to|reports? on|"
    r"(?:discuss|address|assess)(?:es)?|(?:mention|cover|treat|investigate|examine|analy[sz]e|consider|use|employ|evaluate|describe|compare|explore|explain|introduce|propose|present|develop)s?|used|"
    r"stud(?:y|ies|ied)|appl(?:y|ies|ied)(?! to\b)|contains? the words?|ha(?:s|ve) (?:anything|something) (?:on|about))"
)
_ABOUT = re.compile(
    r"\b(?:about|on|concerned with|related to|relevant to|dealing with|deals? with|focus(?:es)? on|"
    r"stud(?:y|ies|ied)|investigates?|examines?)\b",
    re.IGNORECASE,
)
_OF_THEM = rf"(?:{_ONE}|{_OF_OURS} {_PAPERS}|of them)"
_ON = re.compile(
    rf"^(?:(?:which|what|(?:do|does|are|is) any|(?:do|are) some)(?: {_OF_THEM})+{_AMONG} (?:do |does )?{_SPEAKS}|which one (?:is|are) (?:about|on)|"
    rf"which(?: {_OF_THEM})+ (?:do|have) (?:you|we|i) (?:have|got) (?:about|on)|"
    rf"(?:are|is) there (?:any |an? |some )?(?:{_ONE}|stud(?:y|ies)|research|work){_AMONG} (?:about|on|that {_SPEAKS}|which {_SPEAKS})|"
    rf"(?:{_GIVE}|i(?: am|['’]m) looking for|i (?:need|want))(?: all| any| some| an?)?(?: of)?(?: the)? {_ONE}{_AMONG} (?:about|on|that {_SPEAKS}|which {_SPEAKS})|(?:any )?{_PAPERS} (?:about|on)|any (?:{_ONE}|studies|research|work) (?:about|on)) (?P<thing>.+?)\W*$",
    re.IGNORECASE,
)
_HOW_MANY_ON = re.compile(  # "How many articles used interviews?" is asked of a review
    rf"^(?P<in>in )?how many(?= (?:{_OF_OURS} {_PAPERS}|papers|documents|files|pdfs)\b)"
    r"(?(in)|(?!.*\b(?:used|studied|applied)\b))",
    re.IGNORECASE,
)
_CITE = (  # "Which papers discuss Brexit?" asks for none that cite it
    r"(?:cites?|(?:refers? to|mentions?|quotes?|discuss(?:es)?)"
    rf"(?= \S+(?: \S+){{0,3}}? (?:et al\b|and (?:colleagues|co-?workers)\b|\({WORK_YEAR}\))))"
)
_CITES = re.compile(
    rf"^(?:(?:which|what|do any|do some|does any)(?: {_OF_THEM})+ (?:do |does )?{_CITE}|who {_CITE}(?= (?-i:[^\W\d_a-z]))|"
    rf"(?:are|is) there (?:any |an? |some )?{_ONE} (?:that|which) {_CITE}) (?P<thing>.+?)\W*$",
    re.IGNORECASE,
)
_OF = re.compile(
    rf"^(?:which|what)(?: {_OF_THEM})+ (?:(?:are|is|was|were) |here )*(?:(?:co-?)?(?:written|authored) )?by (?P<by>.+?)\W*$|"
    rf"^(?:which|what)(?: {_OF_THEM})+ (?:(?:did|has|have) (?P<did>.+?) (?:(?:co-?)?(?:write|written|authored))|(?:are|is|has|have) (?P<has>.+?) (?:among|as) (?:its|their|the|an|one of the) authors?)\W*$|"
    rf"^(?:(?:{_GIVE}|(?:are|is) there)(?: all| any| some| an?)?(?: of)?(?: the)? |(?:any )?){_ONE} (?:(?:co-?)?(?:written|authored) )?by (?P<those>.+?)\W*$",
    re.IGNORECASE,
)
_WHOEVER = frozenset({"he", "she", "they", "it", "him", "her", "them", "we", "you", "i"})
_IN_WHICH = re.compile(
    rf"^(?:in|by) (?:which|what)(?: {_OF_THEM})+ (?:is|are|was|were|do(?:es)?|can) (?P<thing>.+?) (?:be )?(?:mentioned|discussed|described|addressed|studied|investigated|examined|used|covered|analy[sz]ed|treated|considered|appear|occur|found|come up|named|evaluated)\W*$",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"^(?:the (?:topic|subject|use|words?) (?:of )?|the |an? )|[\"“”'‘’]| (?:here|in {_LIBRARY})$",
    re.IGNORECASE,
)
_FRAMED = re.compile(  # "the work of Smith and colleagues (2018)"
    r"^the (?:works?|stud(?:y|ies)|papers?|articles?|research) (?:of|by) |['’]s (?:works?|stud(?:y|ies)|papers?|articles?|research)$|"
    r",? et al\b\.?,?|,? and (?:colleagues|others|co-?workers|co-?authors)\b|[()]",
    re.IGNORECASE,
)
_TURNS = re.compile(r"\b(?:not|but|without|or|both|except|other than)\b", re.IGNORECASE)
_THERE = re.compile(r"\b(?:there|here)\b", re.IGNORECASE)
_ARE_PAPERS = re.compile(rf"\b{_PAPERS}\b", re.IGNORECASE)
_OURS = re.compile(
    r"\b(?:(?:in|of|this) (?:the )?library|you|your|we|our|i|my|here|loaded|indexed)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"\b(?:how|what|why|when|who|whom|which|where|whether|if)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the library is asked for; `thing` is what papers speak of, or whom they cite or are by."""

    what: Literal["count", "list", "each", "on", "citing", "by"]
    thing: str = ""
    how_many: bool = False  # papers there are on the thing
    about: bool = False  # it, not just mentioning it


def papers_in(library: Library, scope: Collection[str]) -> list[DocumentSummary]:
    """Return what the library lists of the documents in `scope`."""
    wanted = set(scope)
    return [summary for summary in library.documents() if summary.id in wanted]


def narrowed(library: Library, scope: Sequence[str]) -> Sequence[str]:
    """Return the documents to which a search is limited, () where `scope` is all there are.

    One that is limited to thousands of documents takes longer than one that is not limited.
    """
    return scope if len(scope) < len(library.documents()) else ()


def papers_near(
    sought: str,
    library: Library,
    scope: Sequence[str],
    *,
    among: int,
    kinds: Sequence[PassageKind] = DEFAULT_KINDS,
) -> list[str]:
    """Return the papers whose passages are `among` the first that a search finds, nearest first."""
    hits = library.search(sought, top_k=among, documents=narrowed(library, scope), kinds=kinds)
    return [*dict.fromkeys(hit.passage.document_id for hit in hits)]


def asked_of_library(question: str, *, papers: int) -> Asked | None:
    """Return what the question asks of the library as a whole, None where it does not.

    Of a library that has but one paper, only what names the library is, and which papers there are:
    that one may be on others, which are counted and sought in it.
    """
    plain = _POLITE.sub("", question.strip())
    ours = papers > 1 or _OURS.search(plain)
    if _COUNTS.match(plain) and (ours or _THERE.search(plain)):
        return Asked("count")
    if _LISTS.match(plain) and (ours or _ARE_PAPERS.search(plain)):
        return Asked("list")
    if not ours:
        return None
    if papers > 1 and _EACH.match(plain):
        return Asked("each")
    if author := _author(plain):
        return Asked("by", author)
    how_many = bool(_HOW_MANY_ON.match(plain))
    plain = _HOW_MANY_ON.sub(r"\g<in>which", plain)
    citing = _CITES.match(plain)
    if (named := citing or _ON.match(plain) or _IN_WHICH.match(plain)) and not _unfit(
        named["thing"]
    ):
        thing = _BARE.sub("", _FRAMED.sub("", named["thing"]) if citing else named["thing"]).strip()
        if 0 < len(stems(thing)) <= WORDS:
            about = not citing and bool(_ABOUT.search(plain[: named.start("thing")]))
            return Asked("citing" if citing else "on", thing, how_many, about)
    return None


def asks_for_papers_of_one(question: str) -> bool:
    """Say whether the question is for the papers that someone wrote."""
    return bool(_author(_POLITE.sub("", question.strip())))


def _author(question: str) -> str:
    """Return whose papers are asked for, "" where no one's are, or it is not said whose."""
    match = _OF.match(question)
    named = next(filter(None, match.groupdict().values()), "") if match else ""
    return "" if named in _WHOEVER else _FRAMED.sub("", named).strip()


def _unfit(thing: str) -> bool:
    """Say whether what papers are to speak of is more than a thing."""
    return bool(_CLAUSE.search(thing) or _TURNS.search(thing))


def counted(papers: int) -> str:
    """Return the sentence that says how many papers there are."""
    return f"This library holds {papers} document{'' if papers == 1 else 's'}."


def titles(papers: Sequence[DocumentSummary], document: Callable[[str], Document]) -> list[Chosen]:
    """Return the titles of the first papers, by title."""
    return [title_span(document(paper.id)) for paper in _by_title(papers)[:MOST_LISTED]]


def a_sentence_each(
    papers: Sequence[DocumentSummary], document: Callable[[str], Document]
) -> list[Chosen]:
    """Return the titles of the first papers, each with the sentence that says best what it is."""
    shown = [document(paper.id) for paper in _by_title(papers)[:MOST_SUMMED_UP]]
    return [item for paper in shown for item in (title_span(paper), *in_short(paper, 1)[:1])]


def _by_title(papers: Sequence[DocumentSummary]) -> list[DocumentSummary]:
    return sorted(papers, key=lambda paper: ((paper.title or paper.id).casefold(), paper.id))


def left_out(papers: int, most: int) -> str:
    """Return a sentence that says that not all papers are listed, "" where they are."""
    if papers <= most:
        return ""
    return f"These are the first {most} of {papers} documents by title; the Library page lists all."


def first_of(asked: int, papers: int) -> str:
    """Return a sentence that says that not all papers were asked, "" where they were."""
    if asked >= papers:
        return ""
    return f"This was asked of the first {asked} of {papers} documents; name one to ask it of that."


def may_ask_by_year(question: str) -> bool:
    """Say whether the question may be one for papers of some years."""
    return bool(_DATED.match(question.strip()))


def how_many_by_year(question: str) -> str:
    """Return "Which papers are from 2020?" for "How many papers are from 2020?", else ""."""
    which = _HOW_MANY_ON.sub(r"\g<in>which", question.strip())
    return which if which != question.strip() and may_ask_by_year(which) else ""


def asked_by_year(question: str, papers: Sequence[DocumentSummary]) -> Years | None:
    """Return the years of which papers are asked for, None where more, or something else, is."""
    return years_of(_FRAME.sub("papers", question.strip()), papers)


def most_pages(question: str) -> Literal["longest", "shortest", ""]:
    """Return which paper is asked for by its pages, "" where none is."""
    asked = _MOST_PAGES.match(question.strip())
    if asked is None:
        return ""
    return "longest" if asked["long"] else "shortest"


def of_most_pages(
    wanted: Literal["longest", "shortest"], papers: Sequence[DocumentSummary]
) -> list[DocumentSummary]:
    """Return the longest papers, or the shortest; those that have no pages are neither."""
    paged = [paper for paper in papers if paper.pages]
    counts = [paper.pages for paper in paged]
    most = (max if wanted == "longest" else min)(counts, default=0)
    return [paper for paper in paged if paper.pages == most]


def asks_for_one(question: str) -> bool:
    """Say whether the newest of the papers, the longest or the like is asked for."""
    dated = may_ask_by_year(question) and _OF_A_TIME.search(question)
    return bool(dated or most_pages(question))


def one_of_them(question: str, before: str) -> str:
    """Return "Which paper is the newest?" for "Which is the newest?" after a question on papers.

    "" where it asks for something else; the papers may be named in it.
    """
    asked = _ONE_OF_THEM.match(question.strip())
    on_papers = asked and (asked["named"] or is_on_library(before) or paper_at(before))
    return f"Which paper {asked['is'].lower()}?" if asked and on_papers else ""


def of_several(question: str) -> bool:
    """Say whether a question asks something of several papers."""
    side_by_side = across_asked(question) or papers_having(question)
    return bool(side_by_side) or asked_of_library(question, papers=2) is not None


def one_of_two(question: str) -> str:
    """Return "Which paper is the oldest?" for "Which of the two papers is older?"; else ""."""
    asked = _OF_TWO.match(question.strip())
    grades = asked.groupdict().items() if asked else ()
    which = next((grade for grade, found in grades if found and grade != "two"), "")
    return f"Which paper is the {which}?" if which else ""


def is_on_library(question: str) -> bool:
    """Say whether a question is one on the papers that a library of several holds."""
    return asks_for_one(question) or bool(how_many_by_year(question)) or of_several(question)


def paper_at(question: str) -> tuple[int, int, int] | None:
    """Return the place of the paper that is asked for, -1 for the last, and where it says so."""
    asked = _AT_A_PLACE.search(question)
    return (PLACES[asked["which"].casefold()], *asked.span()) if asked else None


def how_many_on(found: int, of: int, wanted: Asked, *, every: bool) -> str:
    """Return the sentence that says how many papers speak of a thing, are about it or cite it.

    `every` says that all were looked at.
    """
    one, many = ("cites", "cite") if wanted.what == "citing" else ("speaks of", "speak of")
    one, many = ("is about", "are about") if wanted.about else (one, many)
    does = one if found == 1 else many
    return f"{'' if every else 'At least '}{found} of {of} documents {does} it."


def shown_of(found: int) -> str:
    """Return a sentence that says that not all papers on a thing are shown, "" where they are."""
    return f"These are the first {MOST_ON} of {found} that were found." if found > MOST_ON else ""
