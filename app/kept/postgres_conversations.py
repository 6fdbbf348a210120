"""Conversations in the database of a shared library, kept as `sqlite_conversations` keeps them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from pathlib import Path

from app.answer import Answer
from app.kept.conversations import (
    LIKE,
    NAME_LIMIT,
    Conversation,
    ConversationError,
    Exchange,
    Rating,
    conversation_of,
    dumped,
    exchange_of,
    unknown,
)
from app.language.plain import one_line
from index.place import shards_of
from index.postgres.store import PostgresStore

_CONVERSATION = (
    "SELECT c.id, c.name, c.created, c.changed,"
    " (SELECT count(*) FROM exchanges e WHERE e.conversation = c.id), c.unanswered"
    " FROM conversations c WHERE c.collection = %s AND c.owner = %s AND c.role = current_user"
)


class PostgresConversations:
    """The conversations kept with one collection, by owner ("" where nobody signs in)."""

    def __init__(self, path: Path) -> None:
        self._store = PostgresStore(shards_of(path)[0])

    def close(self) -> None:
        """Let go of the connections."""
        self._store.close()

    def listed(self, owner: str, *, containing: str = "", limit: int = 50) -> list[Conversation]:
        """Return the conversations of `owner` in which `containing` occurs, latest first."""
        like = "%" + _storable(containing).strip().translate(LIKE) + "%"
        found = self._rows(
            f"{_CONVERSATION}"  # noqa: S608 - our own words
            " AND (c.name ILIKE %s OR EXISTS (SELECT 1 FROM exchanges e"
            " WHERE e.conversation = c.id AND (e.question ILIKE %s OR e.shown ILIKE %s)))"
            " ORDER BY c.changed DESC, c.id LIMIT %s",
            (self._store.collection, owner, like, like, like, limit),
        )
        return [conversation_of(row) for row in found]

    def create(self, owner: str, name: str) -> str:
        """Return the id of a new conversation; it cannot be guessed."""
        identity, now = secrets.token_urlsafe(12), time.time()
        self._rows(
            "INSERT INTO conversations (id, collection, owner, name, created, changed)"
            " VALUES (%s, %s, %s, %s, %s, %s) RETURNING id",
            (identity, self._store.collection, owner, _named(name), now, now),
        )
        return identity

    def get(self, owner: str, conversation: str) -> Conversation | None:
        """Return the conversation, None where it is not there or not this owner's."""
        found = self._rows(
            f"{_CONVERSATION} AND c.id = %s",
            (self._store.collection, owner, _storable(conversation)),
        )
        return conversation_of(found[0]) if found else None

    def owner_of(self, conversation: str) -> str | None:
        """Return whose the conversation is, None where there is no such one."""
        found = self._rows(
            "SELECT owner FROM conversations"
            " WHERE collection = %s AND role = current_user AND id = %s",
            (self._store.collection, _storable(conversation)),
        )
        return str(found[0][0]) if found else None

    def rename(self, owner: str, conversation: str, name: str) -> None:
        """Give the conversation a name."""
        if not _named(name):
            raise ConversationError("A conversation needs a name of at least one letter.")
        self._change(owner, conversation, "UPDATE conversations SET name = %s", [_named(name)])

    def delete(self, owner: str, conversation: str) -> None:
        """Forget the conversation and its exchanges."""
        self._change(owner, conversation, "DELETE FROM conversations", [])

    def note(self, owner: str, conversation: str, question: str) -> None:
        """Keep a question that is about to be answered, in place of one without an answer."""
        self._change(
            owner, conversation, "UPDATE conversations SET unanswered = %s", [_storable(question)]
        )

    def append(self, owner: str, conversation: str, answer: Answer) -> Exchange:
        """Store an answer at the conversation's end and return it as an exchange."""
        now = time.time()
        # One statement, so that the conversation and its exchange change together.
        found = self._rows(
            "WITH changed AS (UPDATE conversations SET changed = %s, unanswered = ''"
            " WHERE collection = %s AND owner = %s AND role = current_user AND id = %s"
            " RETURNING id, collection)"
            " INSERT INTO exchanges (collection, conversation, asked, question, answer, shown)"
            " SELECT collection, id, %s, %s, %s, %s FROM changed RETURNING id",
            (
                now,
                self._store.collection,
                owner,
                _storable(conversation),
                now,
                _storable(answer.question),
                _storable(dumped(answer)),
                _storable(answer.text),
            ),
        )
        if not found:
            raise unknown(conversation)
        return Exchange(int(str(found[0][0])), now, answer.question, answer, "", "")

    def exchanges(self, owner: str, conversation: str) -> list[Exchange]:
        """Return the exchanges in the order in which they were asked."""
        found = self._rows(
            "SELECT e.id, e.asked, e.question, e.answer, e.rating, e.comment"
            " FROM exchanges e JOIN conversations c ON c.id = e.conversation"
            " WHERE c.collection = %s AND c.owner = %s AND c.role = current_user AND c.id = %s"
            " ORDER BY e.id",
            (self._store.collection, owner, _storable(conversation)),
        )
        return [exchange_of(row) for row in found]

    def rate(self, owner: str, exchange: int, *, rating: Rating, comment: str) -> None:
        """Store what the person thinks of an answer, in place of what was stored before."""
        found = self._rows(
            "UPDATE exchanges SET rating = %s, comment = %s WHERE id = %s AND conversation IN"
            " (SELECT id FROM conversations"
            " WHERE collection = %s AND owner = %s AND role = current_user) RETURNING id",
            (rating, _storable(comment[:4000]), exchange, self._store.collection, owner),
        )
        if not found:
            raise ConversationError(f"There is no answer {exchange!r} to rate. Reload the page.")

    def _change(self, owner: str, conversation: str, statement: str, values: Sequence[str]) -> None:
        found = self._rows(
            f"{statement} WHERE collection = %s AND owner = %s AND role = current_user"
            " AND id = %s RETURNING id",
            (*values, self._store.collection, owner, _storable(conversation)),
        )
        if not found:
            raise unknown(conversation)

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        with self._store.connections.borrowed() as connection:
            return connection.execute(query, values).fetchall()


def _named(name: str) -> str:
    return one_line(_storable(name), limit=NAME_LIMIT)


def _storable(text: str) -> str:
    """Return the text without what PostgreSQL cannot hold: NUL, and halves of characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")
