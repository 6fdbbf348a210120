"""The paper that a question names, put in the place of the words by which the next points to it."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass

from app.language.lexemes import content_words, stems, with_capital
from app.language.values import WORK_YEAR, names
from app.question.document_ids import PROPERTIES, files_in
from app.question.paper_subjects import NO_SUBJECT
from app.question.titles_and_authors import COLLEAGUES, NOUNS, PARTICLES, without_capital

_NOUN = rf"(?:{NOUNS})"
_NOT_NAMING = rf"(?:{NO_SUBJECT}|authors?|researchers?|the|of|in|on|by)"
_BY_SUBJECT = re.compile(
    rf"\bthe (?:work|(?:(?!{_NOT_NAMING}\b)[^\W\d_][\w’'-]* ){{0,3}}?(?!work\b){_NOUN})\b"
    rf"(?P<after> (?:on|about|of|by|from|into|for|with|in) (?!(?:the|this|that|your|its) {_NOUN}\b)(?:et al\.|[^?!.,;:()“”\"])+)?",
    re.IGNORECASE,
)
# Where the words after "the paper on" end: at what it does, or what was done with it.
_ASKS_ON = re.compile(
    r" (?:(?:and )?(?:what|which|who|how|when|where|why)\b|that\b|it\b|is\b|are\b|was\b|were\b|do\b|does\b|did\b|has\b|have\b|had\b|can\b)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:do|does|did|can|could|should|would|will) (?:the (?:[\w’'-]+ ){1,3}of )?$", re.IGNORECASE
)
_IS = re.compile(r"\b(?:is|are|was|were|has|have|had)(?: been)? $", re.IGNORECASE)
_TELLS = re.compile(
    r" (?:say|find|propose|recommend|suggest|conclude|discuss|describe|argue|investigate|examine|analy[sz]e|compare|apply|tell|write|publish|"
    r"appear|mention|cite|have|contain|include|give|reach|achieve|(?:build|draw|rely|rest) (?:up)?on(?=\W*$))\b",
    re.IGNORECASE,
)
_MAY_TELL = re.compile(
    r" (?:use|report|show|study|cover|measure|claim|deal|work|test|need|address|focus)\b",
    re.IGNORECASE,
)
_DONE = re.compile(
    r" (?:about\W*$|(?:\w{2,}ed|written|done|made|found|read|come|in which)\b)",
    re.IGNORECASE,
)
_NOUN_ALONE = re.compile(rf"the {_NOUN}", re.IGNORECASE)
_NAME = rf"{PARTICLES}[^\W\d_a-z][\w’'-]*[^\W\d_](?: [^\W\d_a-z][\w-]*[^\W\d_]){{0,2}}"
_NAMES = rf"{_NAME}(?:(?:, {_NAME}){{0,8}},? (?:and|&) {_NAME})?"
_YEAR = rf" \({WORK_YEAR}[a-z]?\)"
_WRITERS = rf"{_NAMES}(?:{COLLEAGUES})?(?:{_YEAR})?"
_BY_WRITERS = re.compile(rf"(?P<which>.* by ){_WRITERS}")
_BY_AUTHORS = re.compile(  # of two names alone, only who did something, or said it, is an author
    rf"(?<!\bin )\b{_NAMES}(?:(?:{COLLEAGUES})(?:{_YEAR})?|{_YEAR})|"
    rf"(?:(?<=\bdid )|(?<=ccording to )){_NAME}(?:, {_NAME})*,? (?:and|&) {_NAME}"
)
_OWN_PAPER = re.compile(rf"\b{_NAMES}['’]s? {_NOUN}\b")
_FILE = re.compile(
    rf"(?:\bthe (?:file|{_NOUN}) )?(?<![\w.-])(?P<id>\w[\w.-]*\w)(?![\w-])", re.IGNORECASE
)
_FILE_TYPE = re.compile(r"\.(?:pdf|docx?|html?|tex|md|epub|xml|txt)$", re.IGNORECASE)
_DATED_FILE = re.compile(rf"[a-z]+(?:[-_][a-z]+)*[-_]{WORK_YEAR}[a-z]?")  # "rivers-2012"

_STOPS = r"(?=\W*$|,| (?:of|in|on|for|from|to|at|by|with|and|or|than|about|is|are|was|were|be|been|do|does|did|has|have|had|can|could|should|will|would)\b)"
_THINGS = r"(?P<thing>[\w’'-]+(?: (?!of |in |on |and |is |was )[\w’'-]+){0,2}?)"
_THE_PAPER = re.compile(
    rf"\b(?:the|this|that|the same) (?!work\b)(?P<noun>{_NOUN}|document)\b(?!['’]|-| (?:on|about|of|by|from|into|for|with|that|which)\b)",
    re.IGNORECASE,
)
_THE_AUTHORS = re.compile(r"\b(?:the|its|their|these|those) authors\b(?!['’]| of\b)", re.IGNORECASE)
_WITHIN = re.compile(r"^(?:in|for|of|from|by|with) (?=the\b)", re.IGNORECASE)
_ONE_ON = re.compile(r"^(?:the|that) one(?= (?:on|about|by|of|from)\b)", re.IGNORECASE)
_ONE = re.compile(  # "the Malawi one" of papers
    rf"(?:the|that) (?P<subject>(?:(?!{_NOT_NAMING}\b)[\w’'-]+ ){{1,3}}?)one", re.IGNORECASE
)
_PROPERTY = (
    rf"(?:(?:main|key|central|first|last|lead|corresponding) )*(?:{PROPERTIES}|conflicts? of interests?|competing interests?|"
    r"ethics(?: approval)?|acknowledge?ments?|year of publication)"
)
_OF_IT = re.compile(rf"\bthe {_PROPERTY}(?=\W*$)", re.IGNORECASE)
_AND_ITS = re.compile(rf"(?:(?:the|its|their) )?(?P<thing>{_PROPERTY})", re.IGNORECASE)
_ITS_PROPERTY = re.compile(
    rf"\bits (?:{_PROPERTY}|data|sample|participants|weak (?:points?|spots?))(?=\W*$)|"
    r"\bwhat (?:data|data ?sets?|sample) (?:does|did) it (?:use|have|draw on|rely on)(?=\W*$)|"
    r"\bhow (?:big|large|small) (?:is|was) its (?:sample|data ?set)(?=\W*$)",
    re.IGNORECASE,
)
_ITS_AND_VERB = re.compile(  # "What did their results show?": the verb is none of the thing
    rf"(?P<aux>\b(?:do|does|did|can|could|should|will|would) )(?:its|their|his|her) {_THINGS}(?P<rest> [\w’'-]+){_STOPS}",
    re.IGNORECASE,
)
_ITS_AND_DONE = re.compile(  # "Where was their study done?"
    rf"\b(?:its|their|his|her) {_THINGS}(?P<rest> (?:\w+ed|done|made|held|built|shown|found|written|known|chosen|run|drawn|taken)){_STOPS}",
    re.IGNORECASE,
)
_ITS = re.compile(rf"\b(?:its|their|his|her) {_THINGS}{_STOPS}", re.IGNORECASE)
_ITS_OWN = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_IT = re.compile(
    r"\bit\b(?! (?:true|possible|likely|certain|clear|known|important|necessary)\b)|"
    r"(?<=\bwrote )(?:this|that)(?=\W*$)|\b(?:this|that)(?= (?:published|written|about\W*$))",
    re.IGNORECASE,
)
_THEY = re.compile(  # not "how old were they", which may be those who were studied
    r"(?P<aux>\b(?:do|does|did|has|have|had|can|could|should|would) )(?:they|he|she)\b(?! be\b)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"\b(?:it|its|they|their|he|his|she|her)\b", re.IGNORECASE)
_ANOTHER = re.compile(r"(?:,| and) (?:what|which|who|how|when|where|why)\b", re.IGNORECASE)
_ANY_PAPER = re.compile(r"paper|study|article|manuscript|publication|document", re.IGNORECASE)
# What is said of any paper: the rest of a question that asks of the paper and of nothing in it.
OF_PAPERS = stems(
    "find found show propose recommend suggest conclude report claim argue studied investigate examine "
    "use apply publish appear write wrote read method methods methodology approach result finding "
    "limitation conclusion contribution aim goal purpose main key title year journal reference "
    "abstract discusses summarise summarize summary sample data dataset first last lead fund funded pay know "
    "according work list make come say see think present"
)


@dataclass(frozen=True, slots=True)
class Paper:
    """Where a question names a paper, at `[start, end)`; `by_authors`: "Stone et al." alone."""

    text: str
    start: int
    end: int
    by_authors: bool = False

    @property
    def as_thing(self) -> str:
        """What "it" is: "the paper by Stone et al."."""
        return f"the paper by {self.text}" if self.by_authors else self.text

    @property
    def as_people(self) -> str:
        """Who "they" are: "the authors of the paper on smoking"."""
        return self.text if self.by_authors else f"the authors of {self.text}"


def paper_in(question: str, ids: Set[str] = frozenset()) -> Paper | None:
    """Return the paper that the question names by its subject, its authors or its file, if any.

    `ids` are those of the library, in small letters; "rivers-2012" looks like one anyway.
    """
    for match in _BY_SUBJECT.finditer(question):
        end = match.end() if match["after"] is None else _end_of(match)
        dated = re.compile(_YEAR).match(question, end)
        end = dated.end() if dated else end
        if not _NOUN_ALONE.fullmatch(name := question[match.start() : end]):
            return Paper(name, match.start(), end)
    if file := _file_in(question, ids):
        return file
    small = without_capital(question)
    if own := _OWN_PAPER.search(small):
        return Paper(own.group(), own.start(), own.end())
    if writers := _BY_AUTHORS.search(small):
        return Paper(writers.group(), writers.start(), writers.end(), by_authors=True)
    return None


def _end_of(match: re.Match[str]) -> int:
    """Return where the words that say which paper it is end in "does the paper on bees say …"."""
    before, after, start = match.string[: match.start()], match["after"], match.start("after")
    first = re.match(r" \w+ \S+", after)  # "on smoking" at least
    least = first.end() if first else 0
    ends = [_ASKS_ON.search(after, least)]
    if _DOES.search(before):
        may_end = [None, *_MAY_TELL.finditer(after, least)]
        ends.append(_TELLS.search(after, least) or may_end[-1])
    if _IS.search(before):
        ends.append(_DONE.search(after, least))
    cut = min((end.start() for end in ends if end), default=len(after.rstrip()))
    return start + cut


def _file_in(question: str, ids: Set[str]) -> Paper | None:
    for match in _FILE.finditer(question):
        name = _FILE_TYPE.sub("", match["id"]).casefold()
        listed = name in ids and files_in(question, [name])
        if listed or _DATED_FILE.fullmatch(name):
            return Paper(match.group(), match.start(), match.end())
    return None


def _asks_of_it_alone(question: str, paper: Paper) -> bool:
    """Say whether a question that names a paper asks for nothing that the paper is about."""
    rest = f"{question[: paper.start]} {question[paper.end :]}"
    return all(word.stem in OF_PAPERS for word in content_words(rest))


def of_the_same(question: str, before: str, ids: Set[str], *, leans: bool) -> str:
    """Return `question` with the paper that `before` names where it only points to it.

    "" where it points to none. "It" is the paper where the question `leans` on the one before, and
    that one asks for nothing that the paper is about; "the paper" and "the authors" always are.
    """
    paper = paper_in(before, ids)
    if paper is None or paper_in(question, ids):
        return ""
    made = _named_outright(question, paper, alone=len(ids) == 1)
    if made == question and leans and _asks_of_it_alone(before, paper) and not _has_own(question):
        made = _pointed_to(question, paper)
    return "" if made == question else with_capital(made)


def of_its_paper(question: str) -> str:
    """Return `question` with "the paper" for its "it", "its" or "this"."""
    made = _pointed_to(question, Paper("the paper", 0, 0))
    return "" if made == question else with_capital(made)


def points_to_paper(question: str) -> bool:
    """Say whether a question speaks of "the paper" or "the study", and does not say which."""
    return any(_ANY_PAPER.fullmatch(found["noun"]) for found in _THE_PAPER.finditer(question))


def asks_its_property(question: str) -> bool:
    """Say whether what is asked for is "its sample" or the like, which papers have."""
    return bool(_ITS_PROPERTY.search(question))


def _has_own(question: str) -> bool:
    """Say whether the question itself names, before a pronoun, what that may stand for."""
    pointer = _PRONOUN.search(question)
    opening = question[: pointer.start()] if pointer else ""
    another = _ANOTHER.search(opening)
    return bool(names(opening) or (another and stems(opening[: another.start()]) - OF_PAPERS))


def property_of(rest: str, before: str, ids: Set[str]) -> str:
    """Return what "And the authors?" asks after a question on one paper; "" where it asks else."""
    asked = _AND_ITS.fullmatch(rest)
    paper = paper_in(before, ids)
    if asked is None or paper is None or not _asks_of_it_alone(before, paper):
        return ""
    thing = asked["thing"].lower()
    plural = thing.endswith("s")
    opens = ("Who " if "author" in thing else "What ") + ("are" if plural else "is")
    return f"{opens} the {thing} of {paper.as_thing}?"


def as_paper(thing: str, ids: Set[str]) -> str:
    """Return "the paper on frost" for "the one on frost", as it is where there is but one paper."""
    if len(ids) == 1:
        return thing
    one = _ONE.fullmatch(thing)
    return f"the {one['subject']}paper" if one else _ONE_ON.sub("the paper", thing)


def other_paper(before: str, rest: str, ids: Set[str]) -> str:
    """Return the question `before` with the paper that `rest` names in place of its own, else ""."""
    old = paper_in(before, ids)
    if old is None:
        return ""
    writers = _BY_WRITERS.fullmatch(old.text)
    if writers and re.fullmatch(_WRITERS, rest):
        return f"{before[: old.start]}{writers['which']}{rest}{before[old.end :]}"
    rest = _WITHIN.sub("", rest)
    may_be = not _ONE.fullmatch(rest) or names(rest) or _asks_of_it_alone(before, old)
    rest = as_paper(rest, ids) if may_be else rest
    new = paper_in(rest, ids)
    if new is None or (new.start, new.end) != (0, len(rest)):
        return ""
    return f"{before[: old.start]}{new.text}{before[old.end :]}"


def _named_outright(question: str, paper: Paper, *, alone: bool) -> str:
    """Return the question with the paper for "the paper", "the authors" and "the limitations".

    Where the library has but one paper, that is it, whichever was named before.
    """
    if alone:
        return question

    def the_paper(match: re.Match[str]) -> str:
        # "The survey" may be one that the paper tells of.
        meant = _ANY_PAPER.fullmatch(match["noun"]) or match["noun"].lower() in paper.text.lower()
        return paper.as_thing if meant else match.group()

    made = _THE_PAPER.sub(the_paper, question)
    made = _THE_AUTHORS.sub(lambda _: f"the authors of {paper.as_thing}", made)
    return _OF_IT.sub(lambda match: f"{match.group()} of {paper.as_thing}", made)


def _pointed_to(question: str, paper: Paper) -> str:
    """Return the question with the paper, or its authors, for its pronouns."""

    def of_it(match: re.Match[str]) -> str:
        parts = match.groupdict()
        its = re.search(r"\bits\b", match.group(), re.IGNORECASE)
        whose = paper.as_people if paper.by_authors and not its else paper.as_thing
        return f"{parts.get('aux') or ''}the {parts['thing']} of {whose}{parts.get('rest') or ''}"

    made = question
    for pattern in (_ITS_AND_VERB, _ITS_AND_DONE, _ITS):
        made = pattern.sub(of_it, made)
        if made != question:
            break
    made = _ITS_OWN.sub(lambda _: f"{paper.as_thing}’s", made)
    made = _THEY.sub(lambda match: f"{match['aux']}{paper.as_people}", made)
    return _IT.sub(lambda _: paper.as_thing, made)
