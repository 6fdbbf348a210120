"""Chats about small papers, written to teach the reader follow-ups: `eval/data/chats.jsonl`.

A line is a paper: its `passages`, and `chats` about it. A turn of a chat is a `question` as people
type it, the words that answer it, or null where the paper does not, and the `passage` they stand in
(from 0), or the one that tempts most.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.answer import Turn
from app.conversation import resolve
from app.question.questions import as_read
from app.question.recalled import recalled
from app.question.smalltalk import past_courtesy, smalltalk
from ingest.sentences import split_sentences

CHATS = Path(__file__).parents[1] / "data" / "chats.jsonl"
NOTHING_SAID = "These documents do not say."
_HELD_OUT = 6  # no reader learns from one paper in so many
# A bot shows whole sentences, and who has read one seldom asks for what it says. The chats were
# written with the few words that answer in mind: of such turns one in so many is taken.
_READ_AGAIN = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a passage of a paper; `answer` are the words of the passage, "" for none.

    `recalled` are words of the answer before that it may be about.
    """

    question: str
    passage: str
    answer: str
    recalled: str = ""

    @property
    def as_read(self) -> str:
        """The question as the reader reads it."""
        return as_read(self.question, self.recalled)


@dataclass(frozen=True, slots=True)
class Talked:
    """A paper and what was said about it."""

    title: str
    passages: tuple[str, ...]
    asked: tuple[Asked, ...]

    @property
    def is_kept_back(self) -> bool:
        """Whether no reader learns from it."""
        return _hash(self.title) % _HELD_OUT == 0


def read_chats(path: Path) -> list[Talked]:
    """Return the papers of the file `path` with their chats."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [talked_of(json.loads(line)) for line in lines]


def questions_on(talked: Talked) -> list[dict[str, Any]]:
    """Return a paper's passages with what was asked on each, as in a file of written questions."""
    questions: dict[str, dict[str, str]] = {passage: {} for passage in talked.passages}
    told: dict[str, set[str]] = {}
    for one in talked.asked:
        questions[one.passage].setdefault(one.as_read, one.answer)
        told.setdefault(one.as_read, set()).add(one.answer)
    return [
        {
            "paper": talked.title,
            "passage": passage,
            "questions": [
                {"question": text, "answer": answer or None}
                for text, answer in on_it.items()
                if len(told[text]) == 1  # else two different ones are taken for the same
            ],
        }
        for passage, on_it in questions.items()
    ]


def talked_of(row: Mapping[str, Any]) -> Talked:
    """Return a paper and its chats, each turn as the bot takes it, without small talk."""
    asked: list[Asked] = []
    for chat in row["chats"]:
        asked += _searched(chat, row["passages"])
    return Talked(row["paper"], tuple(row["passages"]), tuple(asked))


def _searched(chat: list[dict[str, Any]], passages: list[str]) -> Iterator[Asked]:
    history: list[Turn] = []
    for turn in chat:
        if smalltalk(turn["question"], history):
            continue
        question = past_courtesy(turn["question"])
        answer, passage = turn["answer"] or "", passages[turn["passage"]]
        searched = resolve(question, history)
        said = _sentence_with(answer, passage) if answer else NOTHING_SAID
        if not (_was_read(said, history) and _hash(question) % _READ_AGAIN):
            yield Asked(searched, passage, answer, recalled(question, searched, history))
        history.append(Turn(question, said))


def _was_read(said: str, history: Sequence[Turn]) -> bool:
    """Say whether the sentence that answers is the one that answered last."""
    answers = [turn.answer for turn in history if turn.answer != NOTHING_SAID]
    return answers[-1:] == [said]


def _hash(text: str) -> int:
    return zlib.crc32(text.encode())


def _sentence_with(answer: str, passage: str) -> str:
    """Return the sentence that a bot would have answered with."""
    start = passage.index(answer)
    return next(
        (passage[begin:end] for begin, end in split_sentences(passage) if begin <= start < end),
        answer,
    )
