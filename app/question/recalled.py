"""What was answered last, in a few words: a follow-up is as often on that as on the question."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.answer import Turn
from app.language.lexemes import Word, content_words, stems
from app.question.follow_up import BACK_TO, BARE, OPENS, POINTS, asks_of_two, is_clause
from app.question.smalltalk import smalltalk
from app.question.topic import parted
from ingest.sentences import split_sentences
from ingest.tokens import place_of_word

MOST = 9  # words that are recalled
_NUMBER = re.compile(r"\s*\[\d+\]")
_SILENT = re.compile(  # begins a reason for silence, which tells nothing of the papers
    r"(?:the|these) documents\b|(?:the paper does|they do) not say\b|no such paper\b|"
    r"nothing (?:in these|was asked|more was counted)\b|what comes nearest\b|"
    r"the first \d+ of \d+ documents do not\b|there (?:is|are) no (?:[\w.]+ )?"
    r"(?:sections?|chapters?|pages?|tables?|figures?|such references?)\b|"
    r"(?:section|chapter|page) [\w.]+ has no\b|(?:the files?|it) ha(?:s|ve) no "
    r"(?:pages|sections)\b",
    re.IGNORECASE,
)
_TELLS_NOTHING = frozenset(("no", "not", "none", "nothing", "percent", "cent"))


def recalled(typed: str, searched: str, history: Sequence[Turn]) -> str:
    """Return what was told last, where `searched`, of the question `typed`, took over a topic.

    "Who delivered them?" may be about what the answer brought up and the question did not. It is
    said by the rarest words of the sentence that answered, in their order, without those of
    `searched` and without numbers; in small letters, so that they are no names that the next answer
    has to bear.
    """
    topic = parted(searched.strip(" ?.!"))[1]
    if not topic or topic == parted(typed.strip(" ?.!"))[1] or not _may_lean_on_answer(typed):
        return ""
    said = set(stems(searched))
    told: list[Word] = []
    for word in content_words(_told_last(history, topic)):
        tells = not word.stem[0].isdigit() and word.text.casefold() not in _TELLS_NOTHING
        if tells and word.stem not in said:
            said.add(word.stem)
            told.append(word)
    rare = sorted(told, key=lambda word: _rarity(word.text), reverse=True)[:MOST]
    return " ".join(word.text.casefold() for word in told if word in rare)


def is_silent(answer: str) -> bool:
    """Say whether the text of an answer is but the reason why there is none."""
    return bool(_SILENT.match(answer)) and not _NUMBER.search(answer)


def _may_lean_on_answer(typed: str) -> bool:
    """Say whether a question goes on from what was told.

    "And women?" puts one thing in the place of another, whose answer it was; two things that are
    compared are those that were asked about; and "Back to" goes back behind the answer.
    """
    plain = typed.strip()
    asks = is_clause(OPENS.sub("", plain)) or POINTS.search(plain) or BARE.match(plain)
    return bool(asks) and not (BACK_TO.match(plain) or asks_of_two(plain))


def _told_last(history: Sequence[Turn], topic: str) -> str:
    """Return the sentence of the last answer that says most of what was asked, "" for none.

    What was told before a silence counts where it was on the same topic.
    """
    turns = [turn for turn in reversed(history) if not smalltalk(turn.question, history)]
    for turn in turns:
        asked = stems(turn.question) | stems(topic)
        if not is_silent(turn.answer):
            own = turn is turns[0] or bool(stems(turn.question) & stems(topic))
            text = _NUMBER.sub("", turn.answer) if own else ""
            sentences = [text[start:end] for start, end in split_sentences(text)]
            return max(sentences, key=lambda each: len(stems(each) & asked), default="")
    return ""


def _rarity(word: str) -> float:
    place = place_of_word(word)
    return float("inf") if place is None else place
