"""What all visitors of one server share, made once: the chatbot, the stores, the workers."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

import app.chatbot
from app import suggest
from app.adding import Adder, Outcome
from app.chatbot import Chatbot
from app.conversations import Conversations, ConversationStore, Exchange
from app.limits import QUESTIONS_A_MINUTE, Rate
from app.metrics import Metrics
from app.pagepicture import PagePictures
from app.suggest import Proposed, Suggestion
from app.suggester import Suggester
from index.place import absolute, is_database, place
from index.store import DocumentSummary
from index.telling import Tell
from ingest.document import Document

if TYPE_CHECKING:
    from index.postgres_queue import Queue

_SUGGESTED = 8  # questions that are tried out and kept for a document


def library_path() -> Path:
    """Return where the library lies: `FOOTNOTE_LIBRARY`, else ./library."""
    return absolute(place(os.environ.get("FOOTNOTE_LIBRARY") or "library"))


@st.cache_resource(show_spinner=False)
def chatbot(library: Path) -> Chatbot:
    """Return the chatbot over `library`; FOOTNOTE_ANSWERER says who words the answers."""
    if os.environ.get("FOOTNOTE_ANSWERER") == "llm":
        return app.chatbot.open_chatbot(library, answerer="llm")
    return app.chatbot.open_chatbot(library)


def documents(library: Path) -> Mapping[str, DocumentSummary]:
    """Return the documents by id, in the library's order; read anew only after a change."""
    return _documents_at(library, chatbot(library).library.epoch)


@st.cache_resource(show_spinner=False, max_entries=4)
def _documents_at(library: Path, epoch: int) -> Mapping[str, DocumentSummary]:
    del epoch
    return {row.id: row for row in chatbot(library).library.documents()}


@st.cache_resource(show_spinner=False)
def conversations(library: Path) -> ConversationStore:
    """Return the conversations kept in `library`."""
    if is_database(library):
        from app.postgres_conversations import PostgresConversations

        return PostgresConversations(library)
    library.mkdir(parents=True, exist_ok=True)
    return Conversations(library / "conversations.sqlite")


@st.cache_resource(show_spinner=False)
def queue(library: Path) -> Queue | None:
    """Return the queue that workers empty into the library in one database; else None."""
    if not is_database(library):
        return None
    from index.postgres_queue import Queue
    from index.postgres_store import PostgresStore

    store = chatbot(library).library.store
    return Queue(store) if isinstance(store, PostgresStore) else None


@st.cache_resource(show_spinner=False)
def pictures() -> PagePictures:
    """Return what draws the pages of PDFs."""
    return PagePictures()


@st.cache_resource(show_spinner=False)
def adder(library: Path) -> Adder:
    """Return the queue of files that are being added to `library`."""

    def add(name: str, data: bytes, tell: Tell) -> Outcome:
        result = chatbot(library).library.add_bytes(data, name, tell=tell)
        return Outcome(
            result.status,
            result.error,
            tuple(result.warnings),
            result.pages,
            result.passages,
            result.references,
        )

    return Adder(add)


@st.cache_resource(show_spinner=False)
def metrics() -> Metrics:
    """Return the counts of the answers that the page and the API give."""
    return Metrics()


@st.cache_resource(show_spinner=False)
def rate() -> Rate:
    """Return the count of questions by visitor."""
    return Rate(QUESTIONS_A_MINUTE)


@st.cache_resource(show_spinner=False)
def suggester() -> Suggester:
    """Return what works out suggestions."""
    return Suggester()


def starter_questions(library: Path) -> Proposed:
    """Return questions to begin with, about the documents added last."""
    # Nobody waits here: a run of the page that is held up ends after the one that replaced it,
    # and Streamlit then forgets what the newer one has on a timer.
    rows = _latest(library)
    found = [_suggestions(library, row) or suggest.first_question(row.title) for row in rows]
    return Proposed(suggest.starters(found, wanted=4), _are_tried_out(library, rows))


def _are_tried_out(library: Path, rows: Sequence[DocumentSummary]) -> bool:
    return all(suggester().is_done(_key(library, row)) for row in rows)


def _latest(library: Path) -> list[DocumentSummary]:
    rows = documents(library).values()
    return sorted(rows, key=lambda row: (row.added, row.id), reverse=True)[:3]


def _key(library: Path, row: DocumentSummary) -> tuple[Path, str, str]:
    return library, row.id, row.sha256


def follow_up_questions(library: Path, exchanges: Sequence[Exchange]) -> Proposed:
    """Return questions to ask after the last of `exchanges`, about the document it cites first."""
    cited = [note for exchange in exchanges for note in exchange.answer.citations]
    last = exchanges[-1].answer.citations
    row = documents(library).get(last[0].document_id) if last else None
    if row is None:
        return Proposed([], True)
    questions = suggest.follow_ups(
        _suggestions(library, row),
        asked=[exchange.question for exchange in exchanges],
        sections=[note.section for note in cited if note.document_id == row.id],
        wanted=3,
    )
    return Proposed(questions, _are_tried_out(library, [row]))


def _suggestions(library: Path, row: DocumentSummary) -> list[Suggestion]:
    bot, waiting = chatbot(library), suggester()

    def make() -> list[Suggestion]:
        return suggest.answerable(
            suggest.candidates(bot.library.document(row.id)),
            is_answered=partial(_is_answered, waiting, bot, row.id),
            wanted=_SUGGESTED,
            tries=2 * _SUGGESTED,
        )

    return waiting.get(_key(library, row), make)


def _is_answered(
    waiting: Suggester, bot: Chatbot, document_id: str, suggestion: Suggestion
) -> bool:
    """Whether the document answers, from the part that the question is about."""
    waiting.wait()
    answer = bot.ask(suggestion.question, documents=[document_id])
    sections = {citation.section for citation in answer.citations}
    return not answer.abstained and (not suggestion.section or suggestion.section in sections)


@st.cache_resource(show_spinner=False, max_entries=32)
def document(library: Path, identity: str, sha256: str) -> Document:
    """Return a document; `sha256` of its file makes a changed one another."""
    del sha256
    return chatbot(library).library.document(identity)


# Not cache_data: it looks for a running server when it is imported, and warns that there is none.
@st.cache_resource(show_spinner=False, max_entries=64)
def page_picture(library: Path, identity: str, sha256: str, page: int, width: int) -> bytes:
    """Return a PNG of a page of a stored PDF; b"" where the original is no PDF."""
    del sha256
    data = chatbot(library).library.original(identity)
    if b"%PDF-" not in data[:1024]:
        return b""
    return pictures().draw(data, page=page, width=width)
