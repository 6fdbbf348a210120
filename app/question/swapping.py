"""The earlier question with one of its phrases exchanged: what "and the exports?" asks."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from app.language.lexemes import Word, content_words, stems, with_capital, words
from app.language.nouns import is_someone
from app.language.opposites import opposites
from app.language.values import years
from app.question.follow_up import DOES, POINTS, is_clause
from app.question.other_time import at_another_time
from app.question.paper_pointed_to import OF_PAPERS, Paper, other_paper, paper_in
from app.question.ranks import ORDINAL, STATISTIC, counted_off, graded_anew, is_rank
from app.question.slots import (
    ASKING,
    LINKS,
    MOST,
    Slot,
    is_many,
    is_name,
    of_what,
    says_at_end,
    slots_of,
)
from app.question.topic import exchanged_in, parted, with_added

_LINKED = re.compile(rf"(?P<link>{LINKS})\s+(?P<rest>.+)", re.IGNORECASE)
_TAIL = re.compile(rf"\s(?P<linked>{LINKS}\s.+)$", re.IGNORECASE)
_PAPERS = r"(?:paper|study|article|document|text|authors?|abstract|introduction|background|methods?|results|discussion|conclusions?)"
_THE_PAPER = re.compile(
    rf"\b(?:the|this) {_PAPERS}\b(?= (?:say|said|tell|show|find|mention|discuss|describe|explain|report)\b)",
    re.IGNORECASE,
)
_PART = re.compile(rf"the {_PAPERS}", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:section|chapter|table|figure|fig\.|appendix) (?:\d+(?:\.\d+)*|[A-Z]\b)", re.IGNORECASE
)

_DONE = (
    r"\b(?!(?:need|speed|seed|breed|feed|hundred)\b)(?:\w{2,}ed|set|built|held|made|found|sold|bought|founded|begun|shut)"
    r"(?: (?:up|out|down|off))?\b(?=$| (?:in|by|from|to) )"
)
_FORMS = (re.compile(rf"\b{MOST}\b", re.IGNORECASE), re.compile(_DONE))
_QUANTITY = re.compile(rf"(?:the )?(?:{STATISTIC}) \w.*", re.IGNORECASE)
_ONES = re.compile(
    rf"(?P<link>{LINKS}\s+)?(?P<which>(?!(?:the )?(?:{ORDINAL}|previous|other|former|latter|same)\b)(?:the )?[\w-]+(?: [\w-]+)?) ones?",
    re.IGNORECASE,
)
_OF_WHAT_SORT = re.compile(  # "How many poems are English", not "… were found", "… are there"
    rf"(?P<asks>(?:how many (?:.+ )?|which (?!(?:is|are|was|were)\b)\w+ (?:.+ )?)(?:is|are|was|were)) (?!there$|{_DONE})(?:(?:the )?(?:most|least|more|less|very) )?[\w-]+$",
    re.IGNORECASE,
)
_DONE_TO = re.compile(r"\b(?:(?P<many>them|these|those)|it|this|that)\b", re.IGNORECASE)
_SHOULD_THEY = re.compile(r"\b(can|could|must|should|will|would) they\b", re.IGNORECASE)
_THEMSELVES = re.compile(r" (?:themselves|itself)$", re.IGNORECASE)
_WHAT_DOES = re.compile(  # "Which countries export cobalt", not "Which goods does it export"
    rf"(?!(?:\w+ ){{1,3}}{DOES}\b)(?:what|who|which \w+) \w", re.IGNORECASE
)
_IDIOM = re.compile(
    r"\b(?:(?:take[sn]?|taking|took) (?:part|place)|play(?:s|ed)? (?:(?:a|any|no|the) )?(?:\w+ )?(?:role|part)|ha(?:s|ve|d) (?:no |any )?access)\b|\bany (?:work|research|stud(?:y|ies))(?= (?:on|about)\b)",
    re.IGNORECASE,
)
_DOES_THE = re.compile(r"\b(?:do|does|did)(?: (?:the|an?|its|their))? $", re.IGNORECASE)
_ADJECTIVE = re.compile(r"[a-z]{2,}(?:al|ic|ive|ous|ary)")
_ABOUT = re.compile(r"^about\s+", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:between|compare[ds]?|comparison|differ)\b", re.IGNORECASE)
_GRADED = re.compile(
    rf"(?:{MOST}|{STATISTIC}|main|{ORDINAL}) (?=\w)|(?:most|least) (?=\w+$)", re.IGNORECASE
)


def stripped(question: str) -> str:
    """Return the question without the signs at its ends; "et al." keeps its point."""
    bare = question.strip(" ?.!")
    return f"{bare}." if bare.endswith(" et al") else bare


def swapped(before: str, rest: str, ids: Set[str] = frozenset()) -> str:
    """Return the question `before` with `rest` in place of what it names instead.

    A paper takes the place of the paper, a year of the year, "in Rome" of "in Paris", "the import
    list" of "the export list"; else what is new takes the place of what is most like it: a name of
    a name, one of one and many of many. What names a paper is left as it is. What the question
    took over is spoken of no more, unless the new thing is like one that the question itself names.
    """
    whole = stripped(before)
    frame, topic = parted(whole)
    then = at_another_time(whole, rest) if years(topic) else ""
    if made := other_paper(whole, rest, ids) or then:
        return f"{made}?"
    tail = f" ({topic})" if topic else ""
    if (ones := _ONES.fullmatch(rest)) and (sort := _OF_WHAT_SORT.match(frame)):
        return f"{sort['asks']} {ones['which']}{tail}?"
    if is_someone(_THEMSELVES.sub("", rest)) and _SHOULD_THEY.search(frame):
        return f"{_SHOULD_THEY.sub(lambda found: f'{found[1]} {rest}', frame)}{tail}?"
    paper = paper_in(frame, ids)
    rest = rest if paper else _with_noun(frame, rest)
    if paper and _QUANTITY.fullmatch(rest) and frame.casefold().startswith("how many "):
        return f"What is {rest} of {paper.as_thing}?"
    for exchange in _EXCHANGES:
        if made := exchange(frame, rest):
            return f"{made}{_still(frame, made, tail)}?"
    if topic and (graded := _same_form(topic, rest)):
        return f"{frame} ({graded})?"
    if topic and not _has_one_like(frame, rest):
        if made := _of_another_doer(whole, frame, topic, rest):
            return f"{made}?"
        return f"{frame} ({exchanged_in(topic, _bare(_ABOUT.sub('', rest)))})?"
    if made := _thing(frame, rest, paper):
        return f"{made}{_still(frame, made, tail)}?"
    if is_rank(rest) or re.match(_DONE, rest):
        return f"{frame}: {rest}?"
    return f"What is said about {rest}?"


def told_by(answer: str, before: str, thing: str) -> bool:
    """Say whether the answer brought the thing up: fertiliser, after "What drove food prices?".

    It is then what does something, and no other thing that the same is asked of.
    """
    frame, _ = parted(before)
    own = stems(thing)
    if not own or own - stems(answer) or own & stems(before) or not _WHAT_DOES.match(frame):
        return False
    is_other = is_someone(thing) or years(thing) or _LINKED.match(thing) or paper_in(thing)
    return not (is_other or is_rank(thing) or re.match(_DONE, thing) or _is_like_one(frame, thing))


def _is_like_one(frame: str, thing: str) -> bool:
    """Say whether the thing is akin to one that the question asks something of, or of its form."""
    own, bare = _akin(thing), _bare(thing)
    return any(
        own & {word.stem for word in content_words(slot.text)}
        or (is_name(slot.text), is_many(slot.text)) == (is_name(bare), is_many(bare))
        or slot.text[-3:] == bare[-3:]
        for slot in slots_of(frame)
        if not slot.is_asked_for
    )


def _still(frame: str, made: str, tail: str) -> str:
    """Return the topic taken over, unless the new thing stands where "it" stood for that."""
    named = POINTS.search(frame) and not POINTS.search(made)
    return "" if named else tail


def _of_another_doer(whole: str, frame: str, topic: str, rest: str) -> str:
    """Return what "And the state?" asks after "How can ports ensure it (safety)"; "" if not of it.

    The state does something, as ports do, and is no safety: it takes the place of who does it, and
    is added where that is a "who". So is software, which is not the notes that "them" stands for.
    """
    pointer = _DONE_TO.search(frame)
    doer = next((slot for slot in slots_of(frame) if slot.is_subject), None)
    if doer and (stems(doer.text) & OF_PAPERS or pointer and pointer.start() < doer.start):
        return ""
    acts = is_someone(rest) and not is_someone(topic)
    if doer and (acts and is_someone(doer.text) if pointer else not is_name(rest)):
        return f"{_put(frame, doer, rest)} ({topic})"
    if not pointer or not (doer or frame.casefold().startswith("who ")):
        return ""
    unlike = doer and bool(pointer["many"]) != is_many(rest)
    return with_added(whole, rest) if acts or unlike else ""


def _with_noun(frame: str, rest: str) -> str:
    """Return "the logistics ones" as "the logistics companies", where the question asks for some.

    Where the question is but the name of a thing, "the market one" is a risk after "credit risk",
    and so is "financial".
    """
    ones = _ONES.fullmatch(rest)
    if ones and (link := ones["link"]):
        linked = (slot for slot in slots_of(frame) if slot.before == link.strip().casefold())
        last = [slot.text.split()[-1] for slot in linked][-1:]
        return f"{link}{ones['which']} {last[0]}" if last else rest
    asked = (slot for slot in slots_of(frame) if slot.is_asked_for or is_many(slot.text))
    slot = next(asked, None)
    is_name_alone = not (slot or is_clause(frame)) and len(frame.split()) > 1
    if is_name_alone and (ones or _ADJECTIVE.fullmatch(rest)):
        return f"{ones['which'] if ones else rest} {frame.split()[-1]}"
    return f"{ones['which']} {slot.text.split()[-1]}" if ones and slot else rest


def _linked(frame: str, rest: str) -> str:
    """Return the frame with "in Rome" in place of its last "in …", or added at its end.

    "In the third one" takes the place of "the second stage", wherever that is named.
    "For women" takes the place of "for men", not of "for colds": people are added to a thing.
    """
    linked = _LINKED.fullmatch(rest)
    if not linked:
        return ""
    if linked["rest"].endswith(" one") and (made := graded_anew(frame, linked["rest"])):
        return made
    put = f"{linked['link'].lower()} {linked['rest']}"
    there = frame.split()
    starts = [at for at, word in enumerate(there) if word.lower() == linked["link"].lower()]
    if not starts:
        return f"{frame} {put}"
    end = starts[-1] + 1
    while end < len(there) and not re.fullmatch(LINKS, there[end], re.IGNORECASE):
        if end == len(there) - 1 and end > starts[-1] + 1 and _is_said(there, starts[-1]):
            break  # "in Wuhan reported": the verb is not of the phrase
        end += 1
        if there[end - 1].endswith(","):  # "in Wuhan, what was reported"
            put = f"{put},"
            break
    if is_someone(linked["rest"]) and not is_someone(" ".join(there[starts[-1] : end])):
        return f"{frame} {put.removesuffix(',')}"
    put = put if starts[-1] else with_capital(put)
    return " ".join([*there[: starts[-1]], put, *there[end:]])


def _is_said(there: Sequence[str], link: int) -> bool:
    """Say whether the last word is no part of the phrase that begins with a link: "in Rome rise"."""
    return there[-1].endswith("ed") or says_at_end(" ".join(there[: link + 1]), there[-1])


def _part(frame: str, rest: str) -> str:
    """Return the frame with "the abstract" in place of "the paper", where that says something.

    Section 3 is where something is said, too, if the frame names no other.
    """
    old = _THE_PAPER.search(frame)
    numbered = _NUMBERED.fullmatch(rest)
    if numbered and not old and not _NUMBERED.search(frame):
        return f"{frame} in {rest}"
    if old is None or not (numbered or _PART.fullmatch(rest)):
        return ""
    put = rest if numbered else rest.lower()
    return f"{frame[: old.start()]}{put}{frame[old.end() :]}"


def _same_form(frame: str, rest: str) -> str:
    """Return the frame with "the smallest" for "the largest", or "imported" for "exported"."""
    for form in _FORMS:
        old = form.search(frame)
        if old and form.fullmatch(_bare(rest)):
            return f"{frame[: old.start()]}{_bare(rest)}{frame[old.end() :]}"
    return ""


def _same_head(frame: str, rest: str) -> str:
    """Return the frame with `rest` in place of the phrase that ends in the same word."""
    own = content_words(rest)
    here = words(frame)
    for at, word in enumerate(here):
        goes_on = at + 1 < len(here) and (here[at + 1].is_content or here[at + 1].text == "and")
        if own and word.stem == own[-1].stem and at and not goes_on:
            first = next((n for n in range(at, -1, -1) if not here[n].is_content), None)
            if first is None or first == at:  # "will" is a word that says nothing, too
                continue
            begins = _phrase_before(frame, here[first + 1 : at + 1], len(own))
            if at - first <= 4 or begins > here[first].end + 1:
                return f"{frame[:begins].rstrip()} {_bare(rest)}{frame[word.end :]}"
    return ""


# The ways to put what is new in place of what is like it, tried in this order.
_EXCHANGES = (at_another_time, counted_off, _linked, _part, graded_anew, _same_form, _same_head)


def _phrase_before(frame: str, run: Sequence[Word], like: int) -> int:
    """Return where the phrase that ends the run begins: at "small" in "reform help small firms".

    Where no slot holds it, its last `like` words are the phrase after a "does" and its verb.
    """
    head = run[-1]
    slot = next((slot for slot in slots_of(frame) if slot.start <= head.start < slot.end), None)
    if slot:
        return max(run[0].start, slot.start)
    is_done = len(run) >= like + 2 and _DOES_THE.search(frame[: run[0].start])
    return run[-like].start if is_done else run[0].start


def _thing(frame: str, rest: str, paper: Paper | None) -> str:
    """Return the frame with `rest` in place of the thing that is most like it.

    That is one that names the `paper` only where it is a name for a name, or there is no other.
    """
    slots = [slot for slot in slots_of(frame) if not _is_no_thing(frame, slot)]
    if paper and not is_name(_bare(rest)):
        slots = [slot for slot in slots if not paper.start <= slot.start < paper.end] or slots
    if not slots or is_rank(rest) or re.match(_DONE, rest):
        return ""
    if about := _ABOUT.match(rest):
        rest = rest[about.end() :]
        slots = [slot for slot in slots if slot.before == "about"] or slots
    bare = _bare(rest)
    tail = None if is_name(bare) and not of_what(bare) else _TAIL.search(rest)
    link = re.search(rf"\s{tail['linked'].split()[0]}\s", frame, re.IGNORECASE) if tail else None
    if tail is None or link is None:
        return _put(frame, _like(rest, slots), rest)
    headed = [slot for slot in slots if slot.end == link.start()]
    head = rest[: tail.start()]
    return _linked(_put(frame, _like(head, headed or slots), head), tail["linked"])


def _is_no_thing(frame: str, slot: Slot) -> bool:
    """Say whether the slot holds no thing: "the second", or "part" in "who took part"."""
    return is_rank(slot.text) or any(
        idiom.start() < slot.start and slot.end == idiom.end() for idiom in _IDIOM.finditer(frame)
    )


def _has_one_like(frame: str, thing: str) -> bool:
    """Say whether a question asks itself of such a thing: "women" in "is it more common in women"."""
    own, named, many = _akin(thing), is_name(_bare(thing)), is_many(thing)
    return any(
        own & {word.stem for word in content_words(slot.text)}
        or (is_name(slot.text), is_many(slot.text)) == (named, many)
        and (named or many or slot.article or re.fullmatch(LINKS, slot.before))
        for slot in slots_of(frame)
    )


def _like(thing: str, slots: Sequence[Slot]) -> Slot:
    """Return the slot most like the thing: a name for a name, one for one, and many for many.

    "The incidence" is rather asked for; mere "diabetes" is what something is asked of.
    """
    bare = _bare(thing)
    with_name, many, with_article = is_name(bare), is_many(bare), bare != thing
    own = _akin(bare)

    def likeness(at: int) -> tuple[int, int, int]:
        slot = slots[at]
        named = is_name(slot.text)
        like = 2 * (is_many(slot.text) == many) + (named == with_name) + 2 * (named and with_name)
        like += 2 * bool(own & {word.stem for word in content_words(slot.text)})
        if with_article:
            return like + 2 * bool(slot.article), 0, -at
        unlike = slot.article and not (slot.is_asked_for or many or with_name)
        return like - bool(unlike), slot.weight, at

    return slots[max(range(len(slots)), key=likeness)]


def _akin(thing: str) -> set[str]:
    """Return the words of the thing and their contraries: imports are asked of like exports."""
    own = {word.stem for word in content_words(thing)}
    return own.union(*(opposites().get(word, frozenset()) for word in own))


def _put(frame: str, slot: Slot, new: str) -> str:
    """Return the frame with the new thing in the slot, with the article that fits."""
    bare = _bare(new)
    one, both, _ = slot.text.rpartition(" and ")
    if both and _COMPARED.search(frame) and " and " not in bare:
        return f"{frame[: slot.start]}{one}{both}{new}{frame[slot.end :]}"
    old, own = content_words(slot.text), content_words(bare)
    shared = {word.stem for word in old} & {word.stem for word in own}
    akin = {word.stem for word in old} & _akin(bare)
    if len(own) == 1 and _akin(own[0].text) & akin and old[-1].stem not in akin:
        bare = f"{bare} {old[-1].text}"  # "the exports" for "the import and export volume"
    graded = _GRADED.match(slot.text)
    # "Minimum wages" are of another sort than "youth employment", which has no minimum.
    unlike = slot.is_subject and not (slot.article or akin) and re.match(STATISTIC, slot.text)
    if graded and not (shared or unlike) and not _GRADED.match(bare):
        return f"{frame[: slot.start + graded.end()]}{bare}{frame[slot.end :]}"
    article = new[: len(new) - len(_bare(new))].lower()
    is_other = is_name(bare) or (slot.is_subject and is_many(bare) != is_many(slot.text))
    if not article and slot.article == "the" and not is_other:
        article = "the "
    if ASKING.fullmatch(slot.before):
        article, bare = "", re.sub(r"^(?:number|amount) of ", "", bare)  # "How many nurses"
    start = slot.start - (len(slot.article) + 1 if slot.article else 0)
    return f"{frame[:start]}{article}{bare}{frame[slot.end :]}"


def _bare(text: str) -> str:
    return re.sub(r"^(?:the|an?|its?|their)\s+", "", text, flags=re.IGNORECASE)
