"""What a question means after what was said before, silence and small talk among it."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set

from app.answer import Turn
from app.language.lexemes import every_stem, stems
from app.language.shorthand import with_apostrophes
from app.question.causes_and_effects import asks_relation_alone, asks_what_papers_tell
from app.question.follow_up import BARE, asks_more, asks_others
from app.question.listed_items import is_past_last, meant
from app.question.put_otherwise import put_plainly
from app.question.recalled import is_silent
from app.question.smalltalk import smalltalk
from app.whole_question import alone, completed

BACK = 8  # turns that are looked back on


def resolve(question: str, history: Sequence[Turn], *, ids: Collection[str] = ()) -> str:
    """Return the query to search: `question` as typed, or completed from the history.

    `ids` are those of the documents that a question may name.
    """
    small = frozenset(one.casefold() for one in ids) if history else frozenset()
    return completed(question, _whole(history, small), small)


def _whole(history: Sequence[Turn], ids: Set[str] = frozenset()) -> list[Turn]:
    """Return the last turns, small talk left out, each with its question as it was searched."""
    turns: list[Turn] = []
    for turn in history[-BACK:]:
        if not smalltalk(turn.question, turns):
            plain = put_plainly(turn.question, goes_on=bool(turns))
            asked = _as_answered(plain, turn.answer, turns, ids)
            turns.append(Turn(asked, turn.answer, turn.documents))
    return turns


def _as_answered(asked: str, answer: str, turns: Sequence[Turn], ids: Set[str]) -> str:
    """Return what was asked, as it was searched: without what was not answered before.

    The answer speaks of what the question took over; else it was found without that.
    """
    whole = completed(asked, turns, ids)
    if not answer or is_silent(answer):
        return whole
    past = _past_silence(asked, turns, ids, on=False)
    added = stems(whole) - stems(past)
    return past if past and added and not added & every_stem(answer) else whole


def _past_silence(asked: str, turns: Sequence[Turn], ids: Set[str], *, on: bool) -> str:
    """Return what was asked if nothing that was not answered just before counts; "" for nothing.

    What was answered before that is gone on from; where `on`, only if what was not went on from it.
    """
    told = [*turns]
    unsaid = ""
    while told and is_silent(told[-1].answer):
        unsaid = told.pop().question
    if not unsaid:
        return ""
    goes_on = told and (not on or stems(unsaid) & stems(told[-1].question))
    return completed(asked, told, ids) if goes_on else alone(asked)


def otherwise(question: str, history: Sequence[Turn], *, ids: Collection[str] = ()) -> str:
    """Return what a question may mean that asks of what the documents do not say; "" for nothing.

    After "And in dollars?", to which there was no answer, "And the growth?" may be of what was told
    before; and "What are the problems?" may be of all that the documents tell.
    """
    small = frozenset(one.casefold() for one in ids)
    turns = _whole(history, small)
    if turns and asks_relation_alone(question):
        return question if asks_what_papers_tell(question) else ""
    return _past_silence(question, turns, small, on=True)


def asks_nothing_alone(question: str) -> bool:
    """Say whether a question such as "Why?" asks nothing where nothing was asked before."""
    plain = question.strip()
    return bool(BARE.match(plain) or asks_more(plain))


def asks_past_last(question: str, history: Sequence[Turn]) -> bool:
    """Say whether one more is asked for than was counted off: "And the next one?"."""
    return is_past_last(question, _whole(history))


def told_before(question: str, history: Sequence[Turn]) -> str:
    """Return what was answered so far where `question` asks for more of it, or others; else ""."""
    turns = _whole(history)
    if turns and asks_more(question):
        turns = [turn for turn in turns if turn.question == turns[-1].question]
    elif not asks_others(with_apostrophes(question)) or meant(question, turns):
        return ""
    return "\n".join(turn.answer for turn in turns)
