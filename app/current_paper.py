"""Which paper a conversation is on, and what is asked of it: "Who funded it?", "the study"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from app.answer import Turn
from app.language.lexemes import stems
from app.language.nouns import is_someone
from app.papers.holdings import is_on_library
from app.papers.matters import matter_of
from app.question.metadata import asked_about
from app.question.paper_pointed_to import (
    OF_PAPERS,
    Paper,
    asks_its_property,
    of_its_paper,
    of_the_same,
    paper_in,
    points_to_paper,
)
from app.question.questions import analyse
from app.question.slots import LINKS, Slot, is_many, is_name, slots_of
from app.question.swapping import stripped
from app.question.topic import parted, without_added

_IT = re.compile(r"\b(?:it|its)\b|\b(?:this|that)(?=\W*$)", re.IGNORECASE)
_OF_ITS_OWN = re.compile(r"\bits\b|\bfund", re.IGNORECASE)  # else "it" is rather what was done
_OTHERS = re.compile(r"\b(?:they|them|he|she|we|papers|articles|studies)\b", re.IGNORECASE)
_SAID_OF = re.compile(rf"(?:is|are|was|were|about|{LINKS})", re.IGNORECASE)
_ASKS_OF_OTHERS = re.compile(
    r"\b(?:papers|documents|articles|texts|library)\b|"
    r"\b(?:another|any|every|each|which|what|all|both|other|these|those) "
    r"(?:paper|study|studies|document|article|review)\b|"
    r"\belsewhere\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Talk:
    """A question as it was `typed`, and the `paper` that the conversation is on, or ""."""

    typed: str
    paper: str


_SAYS = re.compile(  # "it" is what has words: the paper, unless a name or a law was spoken of
    r"(?:what (?:else |exactly )?)?(?:does|did) it (?:(?:also|even|ever) )?"
    r"(?:(?:say|tell (?:us|me)|write|mention|state) (?:(?:anything|something|much|more) )?"
    r"(?:about|on|regarding|concerning)|mention) (?!(?:it|them|that|this|those|these)\b)\S",
    re.IGNORECASE,
)
_PLACED = re.compile(r"in|of|from|for|at|to|near|across|within|with", re.IGNORECASE)
_SPEAKS = stems(
    "law act rule regulation policy report survey contract agreement treaty plan strategy "
    "programme guideline document statement letter article chapter section book poem text theory "
    "hypothesis question questionnaire bank organization ministry department government agency "
    "commission"
)


def told_from(history: Sequence[Turn]) -> str:
    """Return the one paper that the last answer that quotes any was told from, or ""."""
    last = next((turn.documents for turn in reversed(history) if turn.documents), ())
    return last[0] if len(last) == 1 else ""


def two_told(history: Sequence[Turn]) -> tuple[str, ...]:
    """Return the two papers that were told from last, () where there were not two, or more."""
    told: dict[str, None] = {}
    for turn in reversed(history):
        told.update(dict.fromkeys(turn.documents))
        if len(told) > 1:
            break
    return tuple(told) if len(told) == 2 else ()


def spoken_of(question: str, history: Sequence[Turn], scope: Collection[str]) -> str:
    """Return the paper that `question` most likely asks about as the turns before it did, or "".

    None is meant where a question asks for papers, or where the last answer quoted several.
    `scope` are the papers that may be asked.
    """
    if len(scope) < 2 or _ASKS_OF_OTHERS.search(question):
        return ""
    told = told_from(history)
    return told if told in scope else ""


def of_the_paper(question: str, history: Sequence[Turn], ids: Set[str]) -> str:
    """Return `question` asked of the paper that the conversation is on; "" where it is of no paper.

    "The study" is the one that was named, as long as all answers since were told from one paper.
    "It" is, where something is asked for that papers have, and nothing else that was spoken of
    last may have it; or where the library was asked for a paper.
    """
    if not told_from(history):
        return ""
    before = stripped(history[-1].question)
    paper = _named(history, ids)
    of_it = bool(_IT.search(question)) and (
        (len(ids) > 1 and is_on_library(before))
        or _asks_of_paper(before)
        or _is_of_it(question, before, paper)
    )
    if paper is None:
        return of_its_paper(question) if of_it else ""
    return of_the_same(question, paper.text, ids, leans=of_it)


def _named(history: Sequence[Turn], ids: Set[str]) -> Paper | None:
    """Return the paper that was named last, if all that was told since is from one paper."""
    told: set[str] = set()
    for turn in reversed(history):
        told.update(turn.documents)
        paper = paper_in(turn.question, ids)
        if len(told) > 1 or paper:
            return paper if len(told) == 1 else None
    return None


def _asks_of_paper(before: str) -> bool:
    """Say whether nothing but a paper was spoken of last: "Who wrote the paper?"."""
    return points_to_paper(before) and bool(asked_about(before))


def _is_of_it(question: str, before: str, paper: Paper | None) -> bool:
    """Say whether "it" is a paper, by what is asked of it and what else was spoken of last.

    What has an aim, or shows something, is no mere "obesity" where a `paper` was named.
    """
    matter = matter_of(analyse(question))
    if _OTHERS.search(question):
        return False
    if _SAYS.match(question):
        return not any(_has_words(slot) for slot in slots_of(parted(without_added(before))[0]))
    if matter is None and not asks_its_property(question):
        return False
    here = paper_in(before)
    plain = f"{before[: here.start]}the paper{before[here.end :]}" if here else before
    if (here or points_to_paper(before)) and matter_of(analyse(f"{plain}?")):
        return True
    frame, topic = parted(without_added(before))
    if paper is None and not _OF_ITS_OWN.search(question):
        return False
    of_papers = paper and matter and (matter.has_home or matter.zone in ("aim", "finding"))
    things = [slot for slot in slots_of(frame) if _may_be_it(slot)]
    if of_papers:
        return not any(slot.article or is_name(slot.text) for slot in things)
    return not (things or topic)


def _has_words(slot: Slot) -> bool:
    """Say whether a thing may say something: "the E-commerce Law", "Stone", but not "in Henan"."""
    is_named = is_name(slot.text) and not _PLACED.fullmatch(slot.before)
    return is_named or bool(stems(slot.text) & _SPEAKS)


def _may_be_it(slot: Slot) -> bool:
    """Say whether a thing may be "it": "the app", but no people, nor "dementia" that they have."""
    if is_many(slot.text) or is_someone(slot.text) or stems(slot.text) <= OF_PAPERS:
        return False
    told = slot.is_subject or _SAID_OF.fullmatch(slot.before)
    return bool(told or slot.article or is_name(slot.text))
