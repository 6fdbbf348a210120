"""One visitor's place on the page: who, which library, which conversation, what is chosen."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import streamlit as st

from app import shared
from app.adding import Adder
from app.chatbot import Chatbot
from app.display.conversation_export import as_bibtex, as_html, as_json, as_markdown
from app.display.words import Words
from app.kept.conversations import Conversation, ConversationStore, Exchange
from app.language.plain import one_line
from app.server.identity import is_open_to_links
from index.store import DocumentSummary

Export = tuple[str, str, str, Callable[[], bytes]]  # label, suffix, media type, contents
_HISTORY = 6  # exchanges that a follow-up may refer to
# What is remembered of the open conversation only.
_OPEN = ("chosen", "turned", "work", "all", "asking", "stopped", "of", "first", "waits")


@dataclass(frozen=True)
class Visit:
    """A visitor during one run of the page. What lasts is in the session and in the address.

    What all visitors share is looked up once a run: for each answer on show that would be felt.
    """

    owner: str
    library: Path
    words: Words

    @cached_property
    def bot(self) -> Chatbot:
        """The chatbot that all visitors share."""
        return shared.chatbot(self.library)

    @cached_property
    def store(self) -> ConversationStore:
        """Where conversations are kept."""
        return shared.conversations(self.library)

    @cached_property
    def adder(self) -> Adder:
        """The queue of files being added."""
        return shared.adder(self.library)

    @property
    def window(self) -> str:
        """Who gave files: this person in this window. Another window has a list of its own."""
        token = st.session_state.setdefault("window", secrets.token_hex(8))
        return f"{self.owner}|{token}"

    @cached_property
    def rows(self) -> Mapping[str, DocumentSummary]:
        """The documents by id."""
        return shared.documents(self.library)

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """Titles of the documents by id."""
        return {row.id: row.title or row.id for row in self.rows.values()}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What to call the documents in a list to choose from: titles, with the id if need be."""
        often = Counter(self.titles.values())
        return {
            name: title if often[title] == 1 else f"{title} ({name})"
            for name, title in self.titles.items()
        }

    @property
    def conversation(self) -> str:
        """The id of the open conversation, "" before its first question."""
        return str(st.session_state.get("conversation", ""))

    @property
    def keeper(self) -> str:
        """Whose the open conversation is: where nobody signs in, a link opens another's as well."""
        return str(st.session_state.get("keeper", self.owner))

    def enter(self) -> None:
        """Open what the address names, where it came to name another; say so if that is not there.

        A link does that to begin with, and the browser's buttons to go back and forward later.
        """
        named = st.query_params.get("c", "")
        if named != st.session_state.get("address"):
            keeper = self._keeper_of(named) if named else self.owner
            if keeper is None:
                st.toast(self.words.not_yours)
            self.open(named if keeper is not None else "", keeper=keeper)
        if self.conversation and st.query_params.get("c") != self.conversation:
            st.query_params["c"] = self.conversation
        elif not self.conversation and "c" in st.query_params:
            del st.query_params["c"]
        st.session_state["address"] = self.conversation

    def _keeper_of(self, conversation: str) -> str | None:
        if self.store.get(self.owner, conversation):
            return self.owner
        keeper = self.store.owner_of(conversation) if is_open_to_links(self.owner) else None
        return keeper if keeper is not None and is_open_to_links(keeper) else None

    def open(self, conversation: str, *, keeper: str | None = None) -> None:
        """Show a conversation, or a new one for ""; it is the visitor's own unless `keeper` is."""
        st.session_state["conversation"] = conversation
        st.session_state["keeper"] = self.owner if keeper is None else keeper
        st.session_state["address"] = st.query_params.get("c", "")  # seen: this choice is newer
        for name in _OPEN:
            st.session_state.pop(name, None)

    def begin(self, question: str) -> str:
        """Keep `question` in the open conversation, a new one if need be, and return its id.

        Only then can it be answered: who reloads the page meanwhile, or stops, finds it there.
        """
        if not self.conversation:
            st.session_state["keeper"] = self.owner
            st.session_state["conversation"] = self.store.create(
                self.owner, one_line(question, limit=60)
            )
            st.query_params["c"] = st.session_state["address"] = self.conversation
        self.store.note(self.keeper, self.conversation, question)
        return self.conversation

    def exchanges(self) -> list[Exchange]:
        """Return the exchanges of the open conversation."""
        return self.store.exchanges(self.keeper, self.conversation) if self.conversation else []

    def unanswered(self) -> str:
        """Return the question of the open conversation that has no answer, "" for none."""
        row = self.store.get(self.keeper, self.conversation) if self.conversation else None
        return row.unanswered if row else ""

    def documents(self) -> list[str]:
        """Return the ids of the documents to ask; empty for all."""
        known = self.titles
        return [name for name in st.session_state.get("only", []) if name in known]


def exports(visit: Visit, row: Conversation) -> list[Export]:
    """Return the ways to take a conversation away. Each is made only when it is asked for."""
    words = visit.words
    # Looked up now: the click is served by another thread, which knows no session.
    store, keeper, documents = visit.store, visit.keeper, list(visit.rows.values())

    def made(write: Callable[[list[Exchange]], str]) -> Callable[[], bytes]:
        return lambda: write(store.exchanges(keeper, row.id)).encode()

    return [
        (
            words.export_markdown,
            "md",
            "text/markdown",
            made(lambda found: as_markdown(row.name, found, words=words)),
        ),
        (words.export_json, "json", "application/json", made(as_json)),
        (
            words.export_html,
            "html",
            "text/html",
            made(lambda found: as_html(row.name, found, words=words)),
        ),
        (
            words.export_bibtex,
            "bib",
            "application/x-bibtex",
            made(lambda found: as_bibtex(found, documents)),
        ),
    ]


def history(exchanges: list[Exchange]) -> list[Exchange]:
    """Return the exchanges that a follow-up may refer to."""
    return exchanges[-_HISTORY:]
