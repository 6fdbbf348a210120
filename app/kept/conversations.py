"""What conversations are, whoever keeps them: a file beside the library, or its database.

Every operation of a store names the owner: nobody reads or changes what is not theirs. Whose a
conversation is can be asked by its id, which cannot be guessed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from app.answer import Answer, Turn
from app.export import answer_from_json, answer_to_json
from ingest.errors import FootnoteError

Rating = Literal["", "up", "down"]
NAME_LIMIT = 120


class ConversationError(FootnoteError):
    """A conversation does not exist, or is not this person's, or the store cannot be read."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A named list of exchanges. `created` and `changed` are seconds since 1970.

    `unanswered` is the question that was asked last while it has no answer, "" for none.
    """

    id: str
    name: str
    created: float
    changed: float
    exchanges: int
    unanswered: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question, its answer, and what the person thought of it."""

    id: int
    asked: float
    question: str
    answer: Answer
    rating: Rating
    comment: str

    @property
    def turn(self) -> Turn:
        """What a follow-up question may refer to."""
        return Turn(self.question, self.answer.text, self.answer.told_from)


class ConversationStore(Protocol):
    """Where conversations are kept, by owner ("" where nobody signs in)."""

    def listed(self, owner: str, *, containing: str = "", limit: int = 50) -> list[Conversation]:
        """Return the conversations of `owner` in which `containing` occurs, latest first."""
        ...

    def create(self, owner: str, name: str) -> str:
        """Return the id of a new conversation; it cannot be guessed."""
        ...

    def get(self, owner: str, conversation: str) -> Conversation | None:
        """Return the conversation, None where it is not there or not this owner's."""
        ...

    def owner_of(self, conversation: str) -> str | None:
        """Return whose the conversation is, None where there is no such one."""
        ...

    def rename(self, owner: str, conversation: str, name: str) -> None:
        """Give the conversation a name."""
        ...

    def delete(self, owner: str, conversation: str) -> None:
        """Forget the conversation and its exchanges."""
        ...

    def note(self, owner: str, conversation: str, question: str) -> None:
        """Keep a question that is about to be answered, in place of one without an answer."""
        ...

    def append(self, owner: str, conversation: str, answer: Answer) -> Exchange:
        """Store an answer at the conversation's end and return it as an exchange.

        From then on no question there is without an answer.
        """
        ...

    def exchanges(self, owner: str, conversation: str) -> list[Exchange]:
        """Return the exchanges in the order in which they were asked."""
        ...

    def rate(self, owner: str, exchange: int, *, rating: Rating, comment: str) -> None:
        """Store what the person thinks of an answer, in place of what was stored before."""
        ...


def conversation_of(row: Sequence[object]) -> Conversation:
    """Return the conversation that a row of its columns is."""
    identity, name, created, changed, exchanges, unanswered = row
    return Conversation(
        id=str(identity),
        name=str(name),
        created=float(str(created)),
        changed=float(str(changed)),
        exchanges=int(str(exchanges)),
        unanswered=str(unanswered),
    )


def dumped(answer: Answer) -> str:
    """Return an answer as it is stored."""
    return json.dumps(answer_to_json(answer), ensure_ascii=False)


@lru_cache(maxsize=512)  # the page reads the answers on show at every turn
def _answer(stored: str) -> Answer:
    return answer_from_json(json.loads(stored))


def exchange_of(row: Sequence[object]) -> Exchange:
    """Return the exchange that a row of its columns is."""
    number, asked, question, answer, rating, comment = row
    return Exchange(
        id=int(str(number)),
        asked=float(str(asked)),
        question=str(question),
        answer=_answer(str(answer)),
        rating="up" if rating == "up" else "down" if rating == "down" else "",
        comment=str(comment),
    )


LIKE = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


def unknown(conversation: str) -> ConversationError:
    """Return the error for a conversation that this owner does not have."""
    return ConversationError(
        f"There is no conversation {conversation!r} here. Choose one from the list."
    )
