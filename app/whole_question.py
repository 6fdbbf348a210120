"""A question made whole: with what it takes over from those before it."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from app.answer import Turn
from app.current_paper import of_the_paper, two_told
from app.language.lexemes import content_words, stems, with_capital
from app.language.shorthand import with_apostrophes
from app.language.values import names, years
from app.papers.holdings import is_on_library, one_of_them, one_of_two
from app.papers.listed_before import of_those_listed
from app.papers.matters import matter_of
from app.papers.references import asks_for_all, asks_of_references
from app.papers.zones import NOUN
from app.question.causes_and_effects import (
    asks_relation_alone,
    names_relations_alone,
)
from app.question.correcting import correction_in
from app.question.follow_up import (
    BACK_TO,
    BARE,
    ON_TOPIC,
    OPENS,
    OTHERS,
    POINTS,
    THAT_WORK,
    asks_more,
    asks_of_two,
    asks_without_verb,
    is_clause,
    is_of_work_told,
    leans_on_history,
    points_back,
    turns_to_another,
    without_closing,
)
from app.question.fragments import (
    adds,
    asks_or_denies,
    is_said_of_it,
    is_statement,
    judges,
    without_particles,
)
from app.question.listed_items import is_past_last, meant
from app.question.metadata import ONLY_PAPERS_HAVE, as_published, asked_about
from app.question.of_that_part import of_that_part
from app.question.other_time import (
    around_the_told,
    at_another_time,
    at_that_time,
    moved_in_time,
    next_stage,
)
from app.question.paper_pointed_to import (
    as_paper,
    of_the_same,
    paper_in,
    property_of,
)
from app.question.prefaced import with_its_preface
from app.question.questions import SECTION, analyse
from app.question.recalled import is_silent
from app.question.restating import with_its_word
from app.question.sections_named import is_place
from app.question.slots import MOST, is_many, is_name, slots_of
from app.question.smalltalk import smalltalk
from app.question.swapping import stripped, swapped, told_by
from app.question.topic import (
    AUTHORS_DO,
    names_nothing,
    parted,
    place_named_first,
    put_first,
    topic_of,
    with_added,
    without_added,
    without_frame,
)
from app.question.work_told import of_the_work

_ABOUT = stems(
    "say about discuss cover describe summarise summarize explain contain content section"
)
_MEASURED = stems(
    "money time people person year month week day hour percent percentage amount number value"
)
_IT = re.compile(r"\bit\b|\b(?:this|that)(?=\W*$|,? and\b)", re.IGNORECASE)
_THE_PAPER = re.compile(rf"{_IT.pattern}|\b(?:the|this) (?:paper|study|article)\b", re.IGNORECASE)
_THEY = re.compile(r"\b(?:they|them)\b", re.IGNORECASE)
_ARE_THEY = re.compile(r"\b(?:are|were) they\b", re.IGNORECASE)  # what the authors looked at
_OF_PAPERS = re.compile(
    r"\b(?:papers?|documents?|articles?|stud(?:y|ies)|research|work)\b", re.IGNORECASE
)
_THE_STUDY = re.compile(rf"\b(?:the|your) {NOUN}\b", re.IGNORECASE)
_MEANT = re.compile(  # which things are, not those who write
    r"\b(?:meant|supposed|intended|designed|expected)\b", re.IGNORECASE
)
_HE = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_GRADED = re.compile(rf"(?P<grade>(?:the )?(?:\w+[ -])?{MOST})(?: one)?", re.IGNORECASE)
_THE_OTHERS = re.compile(r"(?:(?:all )?(?:of )?the )?(?:others|other ones)", re.IGNORECASE)
_WHAT_IS = re.compile(r"(?:what|who) (?:is|are|was|were) ", re.IGNORECASE)
_MEANING = re.compile(r"(?:and |so )?(?:meaning|which means)(?: what)?\W*", re.IGNORECASE)
_NOW_ALONE = re.compile(r"(?<=^)now(?=\W*$)|(?<=^and )now(?=\W*$)", re.IGNORECASE)
_ASKS_TWICE = re.compile(r",? and (?=(?:who|what|where|when|which|how)\b)", re.IGNORECASE)
_THAT_ONE = re.compile(
    r"\b(?:that|this) one(?=\W*$| (?:published|written)\b)|"
    r"(?<=\bwrote )(?:that|them|these|those)(?=\W*$)",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"how (?:many|much)\b", re.IGNORECASE)
_GOES_OVER = re.compile(r"(?:now|next|also)\b", re.IGNORECASE)  # "Now I want to hear of fares"
_JOURNAL = re.compile(r"\b(?:journal|proceedings|conference)\b", re.IGNORECASE)
_COMPARED = re.compile(
    r"compare (?:it|this|that|them|these|those) (?P<rest>(?:to|with|and) \S.*)", re.IGNORECASE
)


def completed(question: str, history: Sequence[Turn], ids: Set[str]) -> str:
    """Return `question` as typed, or with what it takes over from the whole questions before."""
    question = _NOW_ALONE.sub("today", with_its_preface(with_apostrophes(question)))
    if history and _MEANING.fullmatch(question):
        question = "What does that mean?"
    if len(ids) > 1 and history and (made := of_those_listed(question, history[-1])):
        return made
    if history and (made := of_that_part(question.strip(), stripped(history[-1].question))):
        return made
    question = meant(question, history) or place_named_first(question)
    if not history or smalltalk(question, history) or is_past_last(question, history):
        return question
    question = _of_that_one(question)
    history = _before_judging(question.strip(), history)
    before, answer = stripped(history[-1].question), history[-1].answer
    if moved := _moved(question.strip(), before, answer):
        return moved
    question = without_closing(question)
    if asks_more(question.strip()):
        return f"{before}?"
    before = without_added(before)
    return _put_otherwise(question.strip(), before, history, ids) or _asked_further(
        question, before, history, ids
    )


def _of_that_one(question: str) -> str:
    """Return "Who wrote it?" for "Who wrote that one?", which asks for what papers have."""
    made = _THAT_ONE.sub("it", question)
    return made if made != question and asked_about(made) else question


def _before_judging(plain: str, history: Sequence[Turn]) -> Sequence[Turn]:
    """Return the turns that "And before that?" goes on from: not "Is that a lot?" about them."""
    rest = stripped(OPENS.sub("", plain))
    if is_clause(rest) or BARE.match(plain) or adds(rest) or asks_more(plain):
        return history
    asked = [parted(stripped(turn.question))[0] for turn in history]
    last = next((at for at in reversed(range(len(asked))) if not judges(asked[at])), 0)
    return history[: last + 1]


def _moved(plain: str, before: str, answer: str) -> str:
    """Return what is asked of another stage or time than `before`: "And after that?"; or ""."""
    return (
        next_stage(plain, before, answer)
        or moved_in_time(plain, before)
        or around_the_told(plain, before, answer)
        or at_that_time(plain, before)
    )


def _put_otherwise(plain: str, before: str, history: Sequence[Turn], ids: Set[str]) -> str:
    """Return the question `before` with another question word, or as it was meant; else ""."""
    if (goes_back := BACK_TO.match(plain)) and (asked := _of_another(goes_back, ids)):
        return asked
    if made := as_published(plain, before) or with_its_word(plain, before):
        return made
    put_right = correction_in(plain)
    if put_right is None and not _GOES_OVER.match(plain):
        put_right = correction_in(OPENS.sub("", plain))
    if put_right and put_right.is_question:
        return completed(f"{put_right.new}?", history, ids)
    if put_right is None:
        return ""
    return _moved(put_right.new, before, history[-1].answer) or put_right.applied(before, ids)


def _asked_further(question: str, before: str, history: Sequence[Turn], ids: Set[str]) -> str:
    """Return a question of its own, with what it takes over from those before."""
    plain = question.strip()
    rest = stripped(OPENS.sub("", plain))
    if (
        len(ids) > 1
        and _OF_PAPERS.search(plain)
        and is_on_library(plain)
        and not points_back(plain)
    ):
        return question
    if len(ids) > 1 and two_told(history) and (made := one_of_two(plain)):
        return made
    if len(ids) > 1 and (made := one_of_them(plain, before)):
        return made
    if asks_relation_alone(plain):
        return _of_last_topic(rest, history, ids) or question
    if made := put_first(rest):
        return f"{made}?"
    of_work = is_of_work_told(plain, history[-1].answer)
    leans = of_work or leans_on_history(question) or names_nothing(question)
    made = (
        (_of_work_told(rest, history[-1]) if len(ids) <= 1 else "")
        or property_of(rest, before, ids)
        or of_the_same(f"{rest}?", before, ids, leans=leans)
        or of_the_paper(f"{rest}?", history, ids)
        or _of_the_paper_itself(rest)
    )
    if made:
        return made
    return _leaning(question, rest, history, ids) if leans else alone(question) or question


def _of_work_told(rest: str, last: Turn) -> str:
    """Return what is asked of the one work that the bibliography told last; "" if of none.

    Of several papers each has a fourth one: there, what was asked before goes along.
    """
    asks = asks_of_references(last.question) and (asks_of_references(rest) or _HE.search(rest))
    return of_the_work(f"{with_capital(rest)}?", last.answer) if asks else ""


def _of_the_paper_itself(rest: str) -> str:
    """Return what is asked of the paper or of those who wrote it, whatever was spoken of; else "".

    "What will they do next?", "Any limitations?", "Who paid for the study?" and "Which studies does
    it build on?" ask of what papers say of themselves or cite, and point to nothing else.
    """
    asked = f"{_THEY.sub('the authors', with_capital(rest))}?"
    pointed = POINTS.findall(rest.casefold())
    by_them = pointed == ["they"] and not _MEANT.search(rest)
    of_it = not pointed and (rest.casefold().startswith("any ") or _THE_STUDY.search(rest))
    of_a_paper = (by_them or of_it) and matter_of(analyse(asked))
    return asked if of_a_paper or asks_for_all(asked) else ""


def _of_last_topic(rest: str, history: Sequence[Turn], ids: Set[str]) -> str:
    """Return "What can be done (frost)?", of what the last question was on; "" if of the papers."""
    told = "" if asked_about(history[-1].question) else topic_of(history[-1:], rest, ids)
    is_thing = told and not names_relations_alone(told)
    return f"{with_capital(rest)} ({told})?" if is_thing else ""


def _of_another(goes_back: re.Match[str], ids: Set[str]) -> str:
    """Return what "Back to Malawi: what do they suggest?" asks, whatever was spoken of; or ""."""
    thing, asks = goes_back["thing"], goes_back["asks"]
    if asks is None:
        return f"What is said about {thing}?" if goes_back["now"] is None else ""
    if not is_clause(asks):
        return ""
    if goes_back["about"] is None and goes_back["one"] is None:
        return completed(asks, [Turn(thing, "")], ids)
    if len(POINTS.findall(asks)) > 1:
        return ""  # "What about the state, could it forbid that?"
    thing = as_paper(thing, ids)
    made = completed(asks, [Turn(thing, "")], ids)
    is_told = stems(thing) & stems(made)
    return made if is_told else f"{with_capital(stripped(made))} ({thing})?"


def _leaning(question: str, rest: str, history: Sequence[Turn], ids: Set[str]) -> str:
    """Return a question that leans on those before; `rest` is it without "and" and the like."""
    before = without_added(stripped(history[-1].question))
    opened = bool(OPENS.match(question.strip()))
    if turns_to_another(question.strip()) and not POINTS.search(rest):
        return f"{with_capital(rest)}?"
    if is_place(rest) and not opened:
        return question
    tells = is_said_of_it(rest) or asks_or_denies(rest, before) or is_statement(question, rest)
    is_thing = not (is_clause(rest) or POINTS.search(rest) or tells)
    if is_thing and (opened or not OTHERS.match(rest)):
        return _of_a_thing(rest, history, ids, opened=opened)
    return _pointing_back(question, rest, history, ids)


def _of_a_thing(rest: str, history: Sequence[Turn], ids: Set[str], *, opened: bool) -> str:
    """Return the question before, asked of what "And the exports?" names."""
    last = without_added(stripped(history[-1].question))
    paper = as_paper(rest, ids)
    if paper_in(paper, ids) and asked_about(last) in ONLY_PAPERS_HAVE and _THE_PAPER.search(last):
        return f"{_THE_PAPER.sub(lambda _: paper, last, count=1)}?"
    if (topic := ON_TOPIC.fullmatch(rest)) and not years(topic["thing"]):
        return f"What is said about {topic['thing']}?"
    if (thing := without_frame(rest)) != rest:
        return f"What is said about {thing}?"
    if graded := _GRADED.fullmatch(rest):
        return swapped(last, graded["grade"], ids)
    before = _asked_of_one(history)
    if adds(rest) and not at_another_time(before, rest):
        return f"{with_added(before, rest)}?"
    if before == last and told_by(history[-1].answer, before, rest):
        told = topic_of(history, rest, ids)
        return f"What is said about {rest}{f' ({told})' if told else ''}?"
    rest = without_particles(topic["thing"] if topic else rest)
    return swapped(before, rest if opened else _without_capital(rest, before), ids)


def _pointing_back(question: str, rest: str, history: Sequence[Turn], ids: Set[str]) -> str:
    """Return the question with what its "it" or "they" stands for, or what the talk is on."""
    before = without_added(stripped(history[-1].question))
    if re.search(r"\bauthors?\b|\bwho (?:wrote|authored)\b", before, re.IGNORECASE):
        of_them = AUTHORS_DO.search(before) and _ARE_THEY.search(question)
        made = question if of_them else _THEY.sub("the authors", _HE.sub("the author", question))
        if made != question or (POINTS.search(rest) and not AUTHORS_DO.search(before)):
            return made
    if (section := _only_section(before)) and _IT.search(question):
        return _IT.sub(section, question)
    if _asks_of_paper(rest) and (thing := _only_name(before)):
        return f"{_IT.sub(f'the {thing} paper', with_capital(rest), count=1)}?"
    if _asks_of_any_paper(rest, before) or (_asks_of_paper(rest) and history[-1].documents):
        return f"{with_capital(rest)}?"  # of the papers that were told from
    if _THE_OTHERS.fullmatch(rest) and _WHAT_IS.match(before):
        rest = f"what are {rest}"
    told = _topic(history, question, ids) or (before if BARE.match(rest) else "")
    if told and (compared := _COMPARED.match(rest)):
        return f"Compare {told} {compared['rest']}?"
    return f"{with_capital(rest)} ({told})?" if told and rest else question


def _topic(history: Sequence[Turn], question: str, ids: Set[str]) -> str:
    """Return what a question is on after those before; the last may have asked in vain for a count.

    "How many people are missing?" of a lack of staff goes on from that lack, and so does the next.
    """
    told = topic_of(history, question, ids)
    *earlier, last = history
    asked, taken_over = parted(without_added(stripped(last.question)))
    if taken_over or not (earlier and is_silent(last.answer) and _COUNTS.match(asked)):
        return told
    before = topic_of(earlier, question, ids)
    return told if before in told else f"{before} {told}"


def _asked_of_one(history: Sequence[Turn]) -> str:
    """Return the last question that compares no two things: "And plums?" asks that of plums."""
    asked = [without_added(stripped(turn.question)) for turn in reversed(history)]
    return next((each for each in asked if not asks_of_two(parted(each)[0])), asked[0])


def _asks_of_paper(rest: str) -> bool:
    """Say whether "it" is a paper, since something that only papers have is asked for."""
    first = _ASKS_TWICE.split(rest, maxsplit=1)[0]  # "Who wrote this and where do they work?"
    return asked_about(first) in ONLY_PAPERS_HAVE and bool(_IT.search(rest))


def _asks_of_any_paper(rest: str, before: str) -> bool:
    """Say whether the pages or the journal are asked for, a paper's whatever was spoken of."""
    asked = asked_about(rest)
    of_journal = asked == "venue" and bool(_JOURNAL.search(rest))
    return asked == "pages" or (of_journal and not asks_of_references(before))


def _only_name(question: str) -> str:
    """Return the one name in a question, "" where there is none or several."""
    named = {question[start:end] for start, end in names(question)}
    return named.pop() if len(named) == 1 else ""


def _without_capital(rest: str, before: str) -> str:
    """Return `rest` with a small first letter: "Men?" are no name, but for what can be one.

    "Paris?" is one after a question that names Rome, and so is "Stone et al.".
    """
    of_one = any(is_name(slot.text) for slot in slots_of(before)) and not is_many(rest)
    if of_one or names(rest) or paper_in(rest) or re.search(r" et al\b", rest):
        return rest
    return f"{rest[:1].lower()}{rest[1:]}"


def alone(question: str) -> str:
    """Return what "And what is the primary index?" asks by itself; "" where it needs the rest.

    "Which decoder?" may open a new subject, too; "How much money?" is of the one spoken of.
    """
    if asks_without_verb(question):
        return "" if stems(question) <= _MEASURED else question
    opening = OPENS.match(question.strip())
    rest = stripped(OPENS.sub("", question.strip()))
    asks = content_words(rest) or asked_about(rest)
    whole = (
        opening and asks and is_clause(rest) and not (points_back(rest) or THAT_WORK.search(rest))
    )
    return f"{with_capital(rest)}?" if whole else ""


def _only_section(question: str) -> str:
    """Return the section that a question asks about and nothing else, "" where it asks for more."""
    section = SECTION.search(question)
    rest = {word.stem for word in content_words(SECTION.sub(" ", question))}
    return section.group() if section and not rest - _ABOUT else ""
