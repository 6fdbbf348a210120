"""Conversations that survive a reload and a restart: SQLite beside the library.

Each operation opens the file anew (under a millisecond), so that any thread may call.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import apsw

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
from index.schema import log_ahead

_BUSY_MILLISECONDS = 10_000
# Append only: step N brings a file from version N to version N + 1.
_STEPS = (
    """
    CREATE TABLE conversation (
        id TEXT PRIMARY KEY, owner TEXT NOT NULL, name TEXT NOT NULL,
        created REAL NOT NULL, changed REAL NOT NULL
    ) STRICT;
    CREATE INDEX conversation_by_owner ON conversation (owner, changed DESC);
    CREATE TABLE exchange (
        id INTEGER PRIMARY KEY,
        conversation TEXT NOT NULL REFERENCES conversation ON DELETE CASCADE,
        asked REAL NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL, shown TEXT NOT NULL,
        rating TEXT NOT NULL DEFAULT '', comment TEXT NOT NULL DEFAULT ''
    ) STRICT;
    CREATE INDEX exchange_by_conversation ON exchange (conversation, id);
    """,
    "ALTER TABLE conversation ADD COLUMN unanswered TEXT NOT NULL DEFAULT '';",
)


class Conversations:
    """The conversations in one file, by owner ("" where nobody signs in)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._opened():  # made, or brought up to date, now
            pass

    def _bring_up_to_date(self, db: apsw.Connection) -> None:
        """Take the steps that the file lacks: all of them or, where it stops half way, none."""
        db.execute("BEGIN IMMEDIATE")  # others may be about to do the same
        for step in _STEPS[self._version(db) :]:
            db.execute(step)
        db.pragma("user_version", len(_STEPS))
        db.execute("COMMIT")

    def _version(self, db: apsw.Connection) -> int:
        version = int(db.pragma("user_version"))
        if version > len(_STEPS):
            raise ConversationError(
                f"{self._path}: written by a newer Footnote (version {version}). Update Footnote."
            )
        return version

    def listed(self, owner: str, *, containing: str = "", limit: int = 50) -> list[Conversation]:
        """Return the conversations of `owner` in which `containing` occurs, latest first."""
        pattern = "%" + containing.strip().translate(LIKE) + "%"
        with self._opened() as db:
            rows = db.execute(
                r"""SELECT c.id, c.name, c.created, c.changed,
                           (SELECT count(*) FROM exchange e WHERE e.conversation = c.id),
                           c.unanswered
                    FROM conversation c WHERE c.owner = :owner AND (c.name LIKE :like ESCAPE '\'
                       OR EXISTS (SELECT 1 FROM exchange e WHERE e.conversation = c.id
                          AND (e.question LIKE :like ESCAPE '\' OR e.shown LIKE :like ESCAPE '\')))
                    ORDER BY c.changed DESC, c.id LIMIT :limit""",
                {"owner": owner, "like": pattern, "limit": limit},
            )
            return [conversation_of(row) for row in rows]

    def create(self, owner: str, name: str) -> str:
        """Return the id of a new conversation; it cannot be guessed."""
        identity, now = secrets.token_urlsafe(12), time.time()
        with self._opened() as db:
            db.execute(
                """INSERT INTO conversation (id, owner, name, created, changed)
                   VALUES (?, ?, ?, ?, ?)""",
                (identity, owner, one_line(name, limit=NAME_LIMIT), now, now),
            )
        return identity

    def get(self, owner: str, conversation: str) -> Conversation | None:
        """Return the conversation, None where it is not there or not this owner's."""
        with self._opened() as db:
            rows = db.execute(
                """SELECT id, name, created, changed,
                          (SELECT count(*) FROM exchange WHERE conversation = :id), unanswered
                   FROM conversation WHERE id = :id AND owner = :owner""",
                {"id": conversation, "owner": owner},
            ).fetchall()
        return conversation_of(rows[0]) if rows else None

    def owner_of(self, conversation: str) -> str | None:
        """Return whose the conversation is, None where there is no such one."""
        with self._opened() as db:
            rows = db.execute(
                "SELECT owner FROM conversation WHERE id = ?", (conversation,)
            ).fetchall()
        return str(rows[0][0]) if rows else None

    def rename(self, owner: str, conversation: str, name: str) -> None:
        """Give the conversation a name."""
        shown = one_line(name, limit=NAME_LIMIT)
        if not shown:
            raise ConversationError("A conversation needs a name of at least one letter.")
        self._change(
            owner,
            conversation,
            "UPDATE conversation SET name = ? WHERE id = ? AND owner = ?",
            (shown, conversation, owner),
        )

    def delete(self, owner: str, conversation: str) -> None:
        """Forget the conversation and its exchanges."""
        self._change(
            owner,
            conversation,
            "DELETE FROM conversation WHERE id = ? AND owner = ?",
            (conversation, owner),
        )

    def note(self, owner: str, conversation: str, question: str) -> None:
        """Keep a question that is about to be answered, in place of one without an answer."""
        self._change(
            owner,
            conversation,
            "UPDATE conversation SET unanswered = ? WHERE id = ? AND owner = ?",
            (question, conversation, owner),
        )

    def append(self, owner: str, conversation: str, answer: Answer) -> Exchange:
        """Store an answer at the conversation's end and return it as an exchange."""
        now = time.time()
        with self._opened() as db, db:
            found = db.execute(
                """UPDATE conversation SET changed = ?, unanswered = ''
                   WHERE id = ? AND owner = ? RETURNING id""",
                (now, conversation, owner),
            ).fetchall()
            if not found:
                raise unknown(conversation)
            number = db.execute(
                """INSERT INTO exchange (conversation, asked, question, answer, shown)
                   VALUES (?, ?, ?, ?, ?) RETURNING id""",
                (conversation, now, answer.question, dumped(answer), answer.text),
            ).get
        return Exchange(int(number or 0), now, answer.question, answer, "", "")

    def exchanges(self, owner: str, conversation: str) -> list[Exchange]:
        """Return the exchanges in the order in which they were asked."""
        with self._opened() as db:
            rows = db.execute(
                """SELECT e.id, e.asked, e.question, e.answer, e.rating, e.comment
                   FROM exchange e JOIN conversation c ON c.id = e.conversation
                   WHERE c.id = ? AND c.owner = ? ORDER BY e.id""",
                (conversation, owner),
            ).fetchall()
        return [exchange_of(row) for row in rows]

    def rate(self, owner: str, exchange: int, *, rating: Rating, comment: str) -> None:
        """Store what the person thinks of an answer, in place of what was stored before."""
        with self._opened() as db:
            found = db.execute(
                """UPDATE exchange SET rating = ?, comment = ? WHERE id = ? AND conversation IN
                   (SELECT id FROM conversation WHERE owner = ?) RETURNING id""",
                (rating, comment[:4000], exchange, owner),
            ).fetchall()
        if not found:
            raise ConversationError(f"There is no answer {exchange!r} to rate. Reload the page.")

    def _change(self, owner: str, conversation: str, statement: str, values: Sequence[str]) -> None:
        with self._opened() as db:
            found = db.execute(statement + " RETURNING id", tuple(values)).fetchall()
        if not found:
            raise unknown(conversation)

    @contextmanager
    def _opened(self) -> Iterator[apsw.Connection]:
        """Yield the file, made or brought up to date: it may be another one by now.

        Whoever begins anew moves it away, and a backup that is restored takes its place.
        """
        try:
            with closing(apsw.Connection(str(self._path))) as db:
                db.set_busy_timeout(_BUSY_MILLISECONDS)
                db.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL")
                if self._version(db) < len(_STEPS):
                    log_ahead(db)
                    self._bring_up_to_date(db)
                yield db
        except apsw.BusyError as exc:
            raise ConversationError(
                f"{self._path}: another program is writing to it ({exc}). Try again in a moment."
            ) from exc
        except apsw.Error as exc:
            raise ConversationError(
                f"{self._path}: {exc}. See to its disk and its rights, or move it away to begin "
                "anew."
            ) from exc
