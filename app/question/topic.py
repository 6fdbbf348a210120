"""What a conversation is on: the things that the questions before named."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from app.answer import Turn
from app.language.lexemes import content_words, stems, with_capital, words
from app.language.nouns import is_someone
from app.language.ordinals import ORDINALS
from app.language.values import names, years
from app.question.follow_up import DOES, PLACED, POINTS, TIMES, asks_of_two, is_clause, points_back
from app.question.fragments import lets_choose
from app.question.paper_pointed_to import OF_PAPERS, paper_in
from app.question.prefaced import asked_last
from app.question.slots import MOST, is_many, is_verb, slots_of
from app.question.titles_and_authors import without_capital

# "How common is it (hay fever)": words, not the year of a work.
_TAKEN_OVER = re.compile(r"(?P<asked>.*\S) \((?!\d+[a-z]?\))(?P<topic>[^()]+)\)", re.DOTALL)
_WHEN = re.compile(rf"^(?:when|where|why) (?={DOES}\b)", re.IGNORECASE)  # asks for no choice
_ADDED = re.compile(r"(?P<asked>[^:]+): (?P<added>[^:]+)", re.DOTALL)
AUTHORS_DO = re.compile(  # "it" is then what they speak of
    r"\b(?:do|does|did|have|has|had) the (?:\w+ )?authors\b(?: of\b)?", re.IGNORECASE
)
_DUTY = re.compile(  # "Who has to act?", "Can you protect yourself?"
    r"\b(?:(?:ha(?:s|ve|d)|needs?|ought) to|must|should|may|can|could|would|might)"
    r"(?: (?:you|one|we|they))? \w+(?: (?:your|one|our|them)sel(?:f|ves))?(?=\W*$)",
    re.IGNORECASE,
)
_NO_THING = re.compile(  # "How big was it", "How many are there altogether"
    r"(?<=\bhow )(?!many\b|much\b)\w+|\b(?:my|your|one|our|them|it)sel(?:f|ves)\b|"
    r"\b(?:altogether|already|yet|sometimes|afterwards|exactly|really|again|ever|together|"
    r"earlier|later|sooner|meanwhile)\b|\bwrong(?= with\b)",
    re.IGNORECASE,
)
_THING_FIRST = (  # bare things of few words: "compliance risk", "FOCRT"
    r"(?:(?P<article>the|an?|my|our) [^,;:?]{2,50}|"
    rf"(?!(?:{PLACED}|if|when|while|after|before|because|as|although|once|yes|no|not|well|sorry|the|an?|my|our|this|that|these|those)\b)[^\s,;:?]+(?: [^\s,;:?]+){{0,2}})"
)
_FIRST = re.compile(  # "the lock itself, what is wrong with it?"
    rf"(?P<thing>{_THING_FIRST})(?:[,.?!:] | [–-] )"
    rf"(?P<asks>(?:what|who|why|how|when|where|which|{DOES})\b[^,;?]*?)"
    r"\b(?P<it>it|they|them|(?:this|that)(?=\W*$| (?:mean|stand|work|deal|called|in|for|here|exactly)\b))"
    r"(?P<rest>(?!\w)[^,;?]*)",
    re.IGNORECASE,
)
_THERE_FIRST = re.compile(  # "the last stage, what went wrong there?"
    rf"(?P<opens>(?:(?:and|but|so|then|ok(?:ay)?)\b,? |(?:what|how) about )*)(?P<thing>(?:the|an?|our) [^,;:?]{{2,50}})(?:, |: | [–-] )"
    rf"(?P<asks>(?:what|who|why|how|when|where|which|{DOES})\b[^,;?]*?)(?<!\bis)(?<!\bare)(?<!\bwas)(?<!\bwere) there(?P<rest>(?! (?:is|are|was|were)\b)[^,;?]*)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"\b(?:i|me|you|us|we)\b", re.IGNORECASE)
_ASIDE = re.compile(  # what one says before one asks: "Honestly, what is it?", "Um, why is that?"
    r"(?:(?:oh|so|just|how|very|really|well|all|that is|that['’]s) )*(?:(?!(?:famil|suppl|repl|assembl|anomal|monopol|sicil|ital)y\b)\w{2,}ly|u+[hm]+|e+r+m?|h+m+|a+h+|ok(?:ay)?|fine|cool|nice|great|good|true|fair|curious|strange|odd|funny|weird|sad|clever|neat|impressive|surprising|alright|right|thanks|hello|hi|hey|wow|wait|maybe|perhaps|again|"
    r"today|yesterday|nowadays|meanwhile|otherwise|however|besides|anyway|instead|still|overall|else|one thing|(?:good|great|nice|fair) (?:points?|work|job|questions?|one|idea|answers?|stuff|enough))",
    re.IGNORECASE,
)
_AGAIN = re.compile(r" (?:again|then|though|now)$", re.IGNORECASE)
_OF_ANY = stems(
    "come first last pay make work see happen occur"
)  # of papers too, but not of them alone
_DONE = stems("come")  # "When was that (Google come)?": what is done with a thing, too
_FRAME = re.compile(  # what stands before the thing that one wants to hear of
    r"^(?:(?:i(?:'d| would)?(?: (?:just|really|also))? (?:like|want|need|love|wish)(?: (?:to )?(?:know|learn|hear|ask|read|find out|talk)(?: you)?)?|(?:i (?:have|need|want)(?: to)?|i(?:['’]m| am) going to|i must) (?:write|do|give|prepare|hold) (?:an?|my|some) \w+(?: \w+)?|i(?:['’]m| am) (?:writing|doing|preparing|giving|reading|working on) (?:an?|my|some) \w+(?: \w+)?|i have (?:an?|some) questions?|"
    r"i(?:'m| am) (?:interested|curious|wondering|looking)|i (?:wonder|was wondering)|(?:can|could|would|will) you (?:please )?(?:tell|help|teach|show)(?: me| us)?(?: understand)?|tell me)"
    r"(?: (?:something|anything|more|everything|information|a bit(?: more)?|a little(?: more)?|some(?: more)?))?"
    r"(?: (?:about|on|in|regarding|concerning|for|into|with))? (?=\S))",
    re.IGNORECASE,
)
_HELP = re.compile(
    r"[,;.!?] *(?:(?:can|could|would|will) you )?(?:please )?help(?: me)?(?: (?:out|please|with (?:it|that|this)))?\W*$",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"how (?:many|much)\b", re.IGNORECASE)
# What every paper has, and what is asked of next is not: "its aim" is no thing of its own.
_OF_ALL_PAPERS = stems(
    "aim goal purpose objective conclusion finding result limitation contribution message gist "
    "summary abstract main key central overall page no yes"
)
_ANYONE = stems("people persons participants patients subjects respondents")
_ONE = re.compile(r"\b(?:it|its|this|that)\b", re.IGNORECASE)
_OF_BEFORE = re.compile(
    rf"\b(?:ones?|questions?|topic)\b|\b(?:first|second|third|last|next|other)\b|\b{TIMES}\b"
)
_PIECE = re.compile(
    r"(?:from|between) \d{4} (?:to|and) \d{4}\b|"
    r"(?:(?:after|before|since|until) (?=\d{4}\b))?[^\s,;:!?()“”\"]+"
)


def parted(question: str) -> tuple[str, str]:
    """Return a question that ends in no sign, and the topic that it took over: "hay fever"."""
    found = _TAKEN_OVER.fullmatch(question)
    return (found["asked"], found["topic"]) if found else (question, "")


def with_added(question: str, fragment: str) -> str:
    """Return a question that ends in no sign, asked with a fragment: "Did fares rise: or fall".

    What is chosen is neither a time nor a place.
    """
    asked, topic = parted(without_added(question))
    if lets_choose(fragment):
        asked = _WHEN.sub("", asked)
    return f"{with_capital(asked)}: {fragment}" + (f" ({topic})" if topic else "")


def put_first(question: str) -> str:
    """Return "What is wrong with the lock" for "The lock, what is wrong with it"; else "".

    What people do may still be done about what was spoken of before.
    """
    found = _FIRST.fullmatch(question)
    thing = found["thing"] if found else ""
    of_before = POINTS.search(thing) or _OF_BEFORE.search(thing) or stems(thing) <= OF_PAPERS
    if found is None or of_before or is_someone(thing):
        return ""
    if not found["article"] and not _is_named_bare(thing, found["it"]):
        return ""
    asked = f"{found['asks']}{_within(thing)}{found['rest']}"
    return "" if points_back(asked) else with_capital(asked)


def _is_named_bare(thing: str, pointer: str) -> bool:
    """Say whether "frost" may be what "it" is, and "pears" what "they" are; no "forgive me"."""
    bare = _AGAIN.sub("", thing)
    own = content_words(bare) and not (_PERSON.search(bare) or _ASIDE.fullmatch(bare))
    many = pointer.casefold() in ("they", "them")
    return bool(own) and not is_clause(bare) and many == is_many(bare)


def _within(thing: str) -> str:
    """Return what is named first as it stands within a question: without "again" or a capital."""
    bare = _AGAIN.sub("", without_capital(thing))
    is_plain = " " in bare and bare[1:] == bare[1:].lower()
    return f"{bare[:1].lower()}{bare[1:]}" if is_plain else bare


def place_named_first(question: str) -> str:
    """Return "And what went wrong in the last stage?" for "And the last stage, what … there?"."""
    found = _THERE_FIRST.fullmatch(question.strip(" ?.!"))
    if found is None or any(map(points_back, found.group("thing", "asks", "rest"))):
        return question
    opens = "And " if found["opens"] else ""
    asked = f"{found['asks']} in {_within(found['thing'])}{found['rest']}"
    return f"{opens}{asked if opens else with_capital(asked)}?"


def without_added(question: str) -> str:
    """Return a question without the fragment that it was asked with."""
    asked, topic = parted(question)
    found = _ADDED.fullmatch(asked)
    if found is None or not is_clause(found["asked"]) or is_clause(found["added"]):
        return question
    return found["asked"] + (f" ({topic})" if topic else "")


def exchanged_in(topic: str, thing: str) -> str:
    """Return the topic once another thing is spoken of: a name takes the place of a name alone.

    A paper that was spoken of is so still.
    """
    before = "the "
    old = names(f"{before}{topic}")
    if old and names(f"{before}{thing}"):
        start, end = (at - len(before) for at in old[-1])
        return f"{topic[:start]}{thing}{topic[end:]}"
    paper = paper_in(topic)
    return f"{thing}, {paper.text}" if paper else thing


def names_nothing(question: str) -> bool:
    """Say whether a question names no thing, but only what is done: "What comes first?"."""
    plain = _DUTY.sub(" ", question.strip(" ?.!"))
    said = stems(question)
    if not said or said & (OF_PAPERS - _OF_ANY) or _COUNTS.match(plain):
        return False
    return not (_things(plain) or names(plain[1:]))


def topic_of(history: Sequence[Turn], question: str, ids: Set[str]) -> str:
    """Return the words of an earlier question that say something and that `question` lacks.

    They are those of the last one that names a thing, as they were typed: "Who paid for it?" names
    none, and "How many people were asked?" names nothing that "it" could be. What names a paper
    stays whole. What that question itself took over is still spoken of, and the rest of it is not.
    """
    told: list[str] = []
    for at, turn in reversed(list(enumerate(history))):
        named, paper = _named(turn.question, ids)
        told = _added(named, told, question)
        of_whom = named and not _ONE.search(question)
        if paper or of_whom or any(stems(piece) - _ANYONE for piece in named):
            if asks_of_two(question) and at:
                told = _added(
                    _like(named, _named(history[at - 1].question, ids)[0]), told, question
                )
            return ", ".join(filter(None, (" ".join(told), paper)))
    return " ".join(told)


def without_frame(question: str) -> str:
    """Return "customs" of "I'd like to know something about customs": what it is on."""
    return _FRAME.sub("", _HELP.sub("", question.replace("’", "'")), count=1)


def _named(question: str, ids: Set[str]) -> tuple[list[str], str]:
    """Return the words that name what a question is on, and what names a paper there, or ""."""
    plain = without_frame(asked_last(question) or question).strip(" ?.!")
    asked, taken_over = parted(without_added(plain))
    before = taken_over or asked
    paper = paper_in(before, ids)
    rest = f"{before[: paper.start]} {before[paper.end :]}" if paper else before
    rest = _NO_THING.sub(" ", AUTHORS_DO.sub(" ", rest))
    named = _PIECE.findall(rest) if taken_over else _things(rest)
    if stems(" ".join(named)) <= _OF_ALL_PAPERS:
        named = []
    return named, paper.text if paper else ""


def _like(named: Sequence[str], earlier: Sequence[str]) -> Sequence[str]:
    """Return what the question before the last names, where it asks the same of another thing."""
    return earlier if stems(" ".join(named)) & stems(" ".join(earlier)) else ()


def _added(named: Sequence[str], told: Sequence[str], question: str) -> list[str]:
    """Return what an earlier question names that is not told yet, before what is."""
    new = [piece for piece in named if piece not in told and _adds(piece, question)]
    return [*new, *told]


def _things(question: str) -> list[str]:
    """Return the words of a question that name things, or what is done with them.

    A verb alone names none, and so does a place in a row; what is done with any paper is left out.
    """
    slots = [slot for slot in slots_of(question) if not _is_none(slot.text)]
    return [
        piece.group()
        for piece in _PIECE.finditer(question)
        if any(slot.start <= piece.start() < slot.end for slot in slots)
        or _is_done(piece.group(), alone=not slots)
    ]


def _is_done(piece: str, *, alone: bool) -> bool:
    """Say whether a word outside of what is named tells what is done with it."""
    if alone:
        return not (stems(piece) <= OF_PAPERS or _is_none(piece))
    return not stems(piece) <= OF_PAPERS - _DONE


def _is_none(text: str) -> bool:
    """Say whether the text is no thing, but a verb, "second" or "oldest"."""
    ranks = text.casefold() in ORDINALS or re.fullmatch(MOST, text, re.IGNORECASE)
    return is_verb(text) or bool(ranks)


def _adds(piece: str, question: str) -> bool:
    """Say whether the words of an earlier question say something that `question` does not."""
    known = {word.stem for word in words(question)}
    dated = bool(years(question))
    return any(
        word.stem not in known and not (dated and years(word.text)) for word in content_words(piece)
    )
