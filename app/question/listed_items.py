"""Which of the things that an answer counted off "the second", "the last" or "the next one" is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answer import Turn
from app.language.courtesies import LEADS_IN
from app.language.lexemes import NUMBER_WORDS, stems
from app.language.ordinals import ANY_STAGE, ORDINALS
from app.question.slots import LINKS, is_verb
from app.question.titles_and_authors import PAPERS
from app.question.work_told import footnoted, works_told
from ingest.sentences import split_sentences

# ruff: noqa: E501 - the tables of patterns read better unbroken

_PLACES = {
    **{word: at for at, word in enumerate(ORDINALS)},
    **{f"{at + 1}{end}": at for at in range(8) for end in ("st", "nd", "rd", "th")},
    "former": 0,
    "latter": -1,
    "last": -1,
    "final": -1,
}
_ORDINAL = "|".join(_PLACES)
_COUNT = "two|three|four|five|six|seven|eight|nine|ten"
_STEPS = {"next": 1, "following": 1, "previous": -1}
_WHICH = "|".join([_ORDINAL, *_STEPS, "other"])
# "The second" with no noun of its own; "the second stage" says itself what it means.
_POINTS = re.compile(
    rf"\b(?:the|number|no\.) (?P<which>{_WHICH})(?: (?:ones?|item|point)\b| of (?:them|these|those)\b|"
    r"(?=[\s?!.]*$|,(?= (?:and|but|who|what|how|when|where|why|is|does|please|then)\b)| and (?=the|who|what|how|when|where|why)|"
    r" (?:is|are|was|were|does|do|did|means?|says?|about|in|can|could|should|will|exactly)\b))|"
    rf"\b(?P<bare>{_WHICH}) ones?\b",
    re.IGNORECASE,
)
_BARE = re.compile(  # "Second?"
    r"^(?:(?:and|or|ok(?:ay)?|so) )*(?P<which>first|second|third|fourth|fifth|last)[\s?!.]*$",
    re.IGNORECASE,
)
_THE_OTHER = re.compile(r"\bthe other (?!ones?\b)(?P<sort>\w+)(?=\W*$)", re.IGNORECASE)
_ONE_TO_ANOTHER = re.compile(r"\bone\b.*\bthe (?:next|other)$", re.IGNORECASE)
_ASKED_OF_IT = re.compile(  # "The second one, what is it about?"
    r"(?:,| [–-]|:) (?P<asks>(?:what|who|why|how|when|where|which|is|are|was|were|does|do|did|can|could|explain|describe|summari[sz]e)\b[^,;?]*?)"
    r"\b(?:it|they|them|that|this)\b(?P<rest>[^,;?]*\W*)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\s*\[\d+\]")
_ENDS = re.compile(r"(?:\s*\[\d+\])+(?=\s+[^\sa-z.,;:])")  # of a sentence, or of a heading
_LINK_FIRST = re.compile(r"^\s*(?:and|or|as well as)\s+", re.IGNORECASE)
_COLON_LIST = re.compile(
    r"(?:\b(?P<counted>two|three|four|five|six|seven|eight)\b[^:]{3,60})?:\s*(?P<items>[^:]+?)\.?$",
    re.IGNORECASE,
)
_RUN = re.compile(  # "includes A, B and C", "in A, B, and C": short things, the last after a link
    r"(?P<items>[^,;:.()]{2,60}(?:, [^,;:.()]{2,60})+,? (?:and|or|as well as) [^,;:.()]{2,60})"
)
_OPENS = re.compile(
    r"^.*\b(?:includ(?:es?|ing)|among them|are|is|was|were|such as|namely|like|in|by|from|has|have|covers?|comprises?)\s+(?=\S)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"^(?:since|because|which|so|but|if|when|while|as|that|who|where|although|thus|then|not|"
    r"they|it|he|she|we|there|this|these)\b|\b(?:is|are|was|were|should|must|can|has|have)\b",
    re.IGNORECASE,
)
_ACTS = re.compile(  # "hurt the state": what is done is no thing
    rf"(?!(?:{LINKS}|and|or|all|both|half|only|even|especially)\b)\w+ (?:the|an?|its|their)\b",
    re.IGNORECASE,
)
_SAID_OF = re.compile(  # "its channels are narrow"
    r"(?:(?:the|its|their|that) )*(?P<thing>\w[\w’'-]*(?: [\w’'-]+){0,4}) (?:is|are|was|were) (?:too )?(?P<what>[\w-]+)$",
    re.IGNORECASE,
)
_LINKS_ON = re.compile(  # no thing, though it stands between commas: "Storage, finally, means"
    r"(?:final|last|first|second|usual|general|typical|especial|particular|main|recent|respective|additional|similar|consequent|according|actual)ly|"
    r"however|moreover|furthermore|therefore|too|also|instead|for (?:example|instance)|in (?:turn|fact|particular)|of course",
    re.IGNORECASE,
)
_OF_PAPERS = re.compile(rf"\b(?:{PAPERS}|any (?:research|work))\b", re.IGNORECASE)
_WHICH_PAPERS = re.compile(
    rf"\b(?:which|what|list|name|show)\b[^?]{{0,12}}\b(?:{PAPERS})\b(?<=s)", re.IGNORECASE
)
_WHICH_ONE = re.compile(
    r"\s*(?:(?:and|but|so)\b,? )?which (?P<one>one|of (?:them|these|those))\b", re.IGNORECASE
)
_LISTS = re.compile(rf"{LEADS_IN}(?:list|name|enumerate|give) ", re.IGNORECASE)
# "Which stages did it pass": the second is the second stage.
_SORT = re.compile(
    rf"{LEADS_IN}(?:which|what|(?:(?:list|name|give|tell)(?: me| us)?|(?:tell|talk)(?: me| us)? (?:about|of)|describe|explain|summari[sz]e)(?= (?:all )?the\b))(?: are| were)?(?: all)?(?: the)?(?: (?P<count>{_COUNT}))?(?: (?!{_COUNT}\b)[\w-]+)? "
    r"(?P<sort>(?!(?:does|has|was|this|its|his|hers|theirs|yours|ours|news)\b)\w{2,}(?<!s)s)(?= (?:of|in|for|against|that|there|did|do|does|are|were|is|has|have|can)\b|\W*$)",
    re.IGNORECASE,
)
_OF_A_SORT = re.compile(rf"\bthe (?P<which>{_ORDINAL}) (?P<noun>\w+)\b", re.IGNORECASE)
_SAYS = re.compile(  # where what is said of a thing begins: "The first stage | ran from 2008"
    r"is|are|was|were|has|have|had|can|could|should|will|would|may|might|must|do|does|did|began|begins?|starts?|runs?|lasts?|covers?|means?|"
    r"includes?|consists?|comes?|brings?|brought|takes?|makes?|leads?|requires?|involves?|refers?|concerns?|follows?|saw|sees?|ends?|spans?",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:,?\s*(?:among others|and (?:more|others|so on)|etc)\.?)+$", re.IGNORECASE
)
_COUNTED_OFF = re.compile(
    r"^(?:(?P<word>first|second|third|fourth|fifth)(?:ly)?,|(?:one|another|the other)(?: \w+)? (?:is|was)\b(?: that| to)?|\(?(?P<number>\d{1,2})[.)]|[-•*])\s+(?P<said>.+)$",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"(?:^|(?<=\] ))(?P<number>\d{1,2}(?:\.\d{1,2})*)\.? (?=[^\W\d_a-z][^.\[]*(?:\[|\n|$))"
)
_OF_SECTIONS = re.compile(r"\b(?:sections?|chapters?|outline|structure|contents)\b", re.IGNORECASE)
_LONGEST = 8  # words of a thing that is named, not told
_TOLD = 12  # words of a counted-off sentence that say which it is


def meant(question: str, history: Sequence[Turn]) -> str:
    """Return `question` with the thing that its "the second" means; "" where it means none.

    The questions of `history` are whole ones. "The next one" goes on from the thing that was asked
    about last.
    """
    if bare := _BARE.match(question):
        question = f"the {bare['which']} one?"
    if _is_of_two(question, history):
        question = _THE_OTHER.sub("the other one", question)
    pointed = _POINTS.search(question)
    if history and (one := _WHICH_ONE.match(question)) and _papers_listed(history[-1]):
        return f"{question[: one.start('one')]}paper{question[one.end('one') :]}"
    if pointed is None or not history or _ONE_TO_ANOTHER.search(question[: pointed.end()]):
        return ""
    found = _last_list(history)
    if found is None:
        return _of_its_sort(question, pointed, history)
    at, things = found
    asked = [turn.question for turn in history[at + 1 :]]
    thing = _thing((pointed["which"] or pointed["bare"]).casefold(), things, asked)
    if not thing:
        return ""
    opening, rest = question[: pointed.start()], question[pointed.end() :]
    if _only(opening) and not rest.strip(" ?!."):
        return _as_before(thing, things, asked)
    if _only(opening) and (of_it := _ASKED_OF_IT.fullmatch(rest)):
        return f"{of_it['asks'][0].upper()}{of_it['asks'][1:]}{thing}{of_it['rest']}"
    return f"{opening}{thing}{rest}"


def is_past_last(question: str, history: Sequence[Turn]) -> bool:
    """Say whether "And the next one?" comes after the last that was counted off.

    The questions of `history` are whole ones.
    """
    pointed, found = _POINTS.search(question), _last_list(history)
    if pointed is None or found is None or question[pointed.end() :].strip(" ?!."):
        return False
    at, things = found
    which = (pointed["which"] or pointed["bare"]).casefold()
    goes_on = which in ("next", "following") or _PLACES.get(which, 0) >= len(things)
    asked = [turn.question for turn in history[at + 1 :]]
    return goes_on and _only(question[: pointed.start()]) and not _thing(which, things, asked)


def _is_of_two(question: str, history: Sequence[Turn]) -> bool:
    """Say whether "the other way" is one of two that an answer on ways counted off."""
    other, found = _THE_OTHER.search(question), _last_list(history)
    if other is None or found is None or len(found[1]) != 2:
        return False
    turn = history[found[0]]
    said = f"{turn.question} {turn.answer}"
    of_two = _one_by_one(_sentences(turn.answer)) or re.search(r"\btwo\b", said, re.IGNORECASE)
    return bool(of_two) and stems(other["sort"]) <= stems(said)


def _of_its_sort(question: str, pointed: re.Match[str], history: Sequence[Turn]) -> str:
    """Return the question with the noun that one before asked for: "the second stage"."""
    which = (pointed["which"] or pointed["bare"]).casefold()
    asked = (_SORT.match(turn.question.strip()) for turn in reversed(history))
    sort = next(filter(None, asked), None)
    if sort is None:
        return ""
    if which in _STEPS:
        which = _beside(which, history[-1].question)
    if which not in _PLACES:
        return ""
    noun = re.sub(r"ies$", "y", sort["sort"].casefold()).removesuffix("s")
    return f"{question[: pointed.start()]}the {which} {noun}{question[pointed.end() :]}"


def _beside(step: str, before: str) -> str:
    """Return the ordinal next to the one that the question before asks about; "" for none."""
    asked = _OF_A_SORT.search(before)
    at = _PLACES[asked["which"].casefold()] + _STEPS[step] if asked else -1
    return ORDINALS[at] if 0 <= at < len(ORDINALS) else ""


def _only(opening: str) -> bool:
    """Say whether nothing is asked before the pointer ("And the next one?")."""
    return not re.sub(r"\b(?:and|what|how|about|then|now|or|but)\b|\W", "", opening.casefold())


def _as_before(thing: str, things: Sequence[str], asked: Sequence[str]) -> str:
    """Return what was last asked about one of the things, asked about this one."""
    for question in reversed(asked):
        for other in things:
            if other.casefold() in question.casefold():
                return re.sub(re.escape(other), lambda _: thing, question, flags=re.IGNORECASE)
    return f"What is said about {thing}?"


def _thing(which: str, things: Sequence[str], asked: Sequence[str]) -> str:
    """Return the thing at its place, or next to the one that was last asked about; "" if none is.

    Where nothing was asked about them yet, the first is the one that was spoken of.
    """
    at = _PLACES.get(which)
    if at is None:
        last = asked[-1].casefold() if asked else things[0].casefold()
        spoken_of = [place for place, thing in enumerate(things) if thing.casefold() in last]
        if not spoken_of:
            return ""
        other = -1 if spoken_of[-1] else 1
        at = spoken_of[-1] + _STEPS.get(which, other)
        if at < 0:
            return ""
    return things[at] if at < len(things) else ""


def _last_list(history: Sequence[Turn]) -> tuple[int, list[str]] | None:
    """Return the last answer that counts things off, by its place, and the things.

    An answer to a question about one of them does not count off others. What was counted off is
    spoken of until more than one question has been about something else.
    """
    found: tuple[int, list[str]] | None = None
    since = 0
    sorts: frozenset[str] = frozenset()
    for at, turn in enumerate(history):
        asked = turn.question.casefold()
        one = _OF_A_SORT.search(asked)
        if found and any(thing.casefold() in asked for thing in found[1]):
            since = 0
            continue
        if one and stems(one["noun"]) & sorts:
            continue
        if sort := _SORT.match(turn.question.strip()):
            sorts = stems(sort["sort"])
        since += 1
        things = (
            _works_listed(turn)
            or _papers_listed(turn)
            or _sections_shown(turn)
            or _things_of_its_sort(turn)
            or _told_one_by_one(turn)
        )
        if things:
            found, since = (at, things), 0
    lasting = 4 if found and found[1][0].startswith("“") else 1  # papers are what all is asked of
    return found if since <= lasting else None


def _things_of_its_sort(turn: Turn) -> list[str]:
    """Return what the answer counts off, if that is what was asked for: stages, not problems.

    It is none of them where other sentences of the answer tell of stages.
    """
    sort = _SORT.match(turn.question.strip())
    sentences = _sentences(turn.answer)
    named = stems(sort["sort"]) if sort else frozenset()
    telling = [sentence for sentence in sentences if named & stems(sentence)]
    return (
        _one_by_one(sentences)
        or (_each_of_its_sort(sort, sentences) if sort and _NUMBER.search(turn.answer) else [])
        or _named_in(telling or sentences)
    )


def _each_of_its_sort(sort: re.Match[str], sentences: Sequence[str]) -> list[str]:
    """Return what each sentence of an answer is on, where that is one of those asked for.

    Of "the three stages" three sentences tell; else each begins with one: "The first stage ran".
    """
    of_stages = re.fullmatch(rf"(?:{ANY_STAGE})s", sort["sort"], re.IGNORECASE)
    named = stems(ANY_STAGE.replace("|", " ") if of_stages else sort["sort"])
    heads = [_head(sentence) for sentence in sentences]
    telling = [head for head in heads if stems(head) & named]
    counted = NUMBER_WORDS.get((sort["count"] or "").casefold())
    as_many = counted == len(sentences) and not _named_in(sentences[:1])
    each = len(telling) == len(heads) > 1 and len({*heads}) == len(heads)
    return heads if as_many or (each and counted in (None, len(heads))) else []


def _head(sentence: str) -> str:
    """Return what a sentence says something of; its beginning where that is not plain."""
    told = sentence.split()
    says = (
        at
        for at, word in enumerate(told)
        if at and (_SAYS.fullmatch(word) or is_verb(word)) and told[at - 1].casefold() != "of"
    )
    end = next(says, 0)
    head = " ".join(told[:end]) if 0 < end <= _LONGEST else _short(sentence)
    return re.sub(r"^(?:The|An?)\b", lambda article: article.group().lower(), head)


def _told_one_by_one(turn: Turn) -> list[str]:
    """Return the beginnings of an answer's sentences where a list was asked for."""
    if not _LISTS.match(turn.question.strip()) or not _NUMBER.search(turn.answer):
        return []
    return [_short(each) for each in _sentences(turn.answer)]


def _papers_listed(turn: Turn) -> list[str]:
    """Return the titles that an answer lists, in quotes; [] where it lists no papers.

    A sentence may stand after each title, and ends with a point. Where all is of one paper, it is
    only listed if papers were asked for.
    """
    told = [each.strip() for each in footnoted(turn.answer) if each.strip(" .")]
    count = len(turn.documents)
    titles = told if len(told) == count else [each for each in told if each[-1] != "."]
    by_pairs = len(told) == 2 * count and all(each[-1] != "." for each in told[::2])
    titles = told[::2] if by_pairs else titles
    asked = (_OF_PAPERS if count > 1 else _WHICH_PAPERS).search(turn.question)
    return [f"“{title}”" for title in titles] if asked and len(titles) == count else []


def _sections_shown(turn: Turn) -> list[str]:
    """Return the sections whose headings an answer shows: the highest of those below the first.

    Things of a list may be numbered, too, but not as "3.2", or where sections were asked for.
    """
    numbers = [found["number"] for found in _HEADING.finditer(turn.answer)]
    inner = [each for each in numbers[1:] if each.startswith(f"{numbers[0]}.")]
    shown = inner if len(inner) == len(numbers) - 1 else numbers
    least = min((each.count(".") for each in shown), default=0)
    highest = [f"section {each}" for each in shown if each.count(".") == least]
    of_sections = least or _OF_SECTIONS.search(turn.question)
    return highest if of_sections and len(highest) > 1 else []


def _works_listed(turn: Turn) -> list[str]:
    """Return the entries of a bibliography that an answer lists, by their numbers."""
    listed = [f"reference [{number}]" for number in works_told(turn.answer)]
    return listed if len(listed) > 1 else []


def _sentences(answer: str) -> list[str]:
    parts = [_NUMBER.sub("", part).strip() for part in _ENDS.split(answer)]
    return [part[start:end].strip() for part in parts for start, end in split_sentences(part)]


def _one_by_one(sentences: Sequence[str]) -> list[str]:
    """Return what "First, …" and "Second, …" tell, or "One is …" and "Another is …"."""
    told = [found["said"] for sentence in sentences if (found := _COUNTED_OFF.match(sentence))]
    return [_short(each) for each in told] if len(told) > 1 else []


def _named_in(sentences: Sequence[str]) -> list[str]:
    """Return the things that the first sentence that names several names."""
    for sentence in sentences:
        named = _COLON_LIST.search(sentence)
        things = _apart(named["items"]) if named else []
        if named and named["counted"]:
            things = [_SAID_OF.sub(r"\g<what> \g<thing>", thing) for thing in things]
        if len(things) < 2 and (run := _RUN.search(sentence)):
            # Of "which fell in Rome, with hail in May and June" the opening is no part of a run.
            listed = _OPENS.sub("", run["items"], count=1)
            things = _apart(listed) if "," in listed else []
        if len(things) > 1 and all(map(_is_named, things)):
            return things
    return []


def _is_named(thing: str) -> bool:
    """Say whether a part of a sentence is a thing that is named, not a clause."""
    is_short = len(thing.split()) <= _LONGEST
    first = thing.split()[0]
    acts = _ACTS.match(thing) or first[-1] in "es" and is_verb(first)  # and not "built ships"
    return is_short and not (acts or _CLAUSE.search(thing) or _LINKS_ON.fullmatch(thing))


def _apart(listed: str) -> list[str]:
    """Return the parts of "A, B, and C", of "A, B and C", or of "A and B; C"."""
    bare = _TAIL.sub("", listed.strip(" ."))
    if ";" in bare:
        return [_LINK_FIRST.sub("", part).strip() for part in bare.split(";")]
    *rest, last = (part.strip() for part in bare.split(","))
    parts = [last] if _LINK_FIRST.match(last) else re.split(r"\s+(?:and|or)\s+", last, maxsplit=1)
    return [part for part in (*rest, *(_LINK_FIRST.sub("", part) for part in parts)) if part]


def _short(said: str) -> str:
    """Return the beginning of a sentence: enough to say which it is."""
    first = re.split(r"[,;:](?=\s)", said.strip(" ."))[0]
    return " ".join(first.split()[:_TOLD])
