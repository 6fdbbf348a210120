"""What all visitors of one server share, made once: the chatbot, the stores, the workers."""

from __future__ import annotations

import contextlib
import logging
import os
import tempfile
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

import app.chatbot
from app.adding import Adder, Outcome, Task
from app.chatbot import Chatbot
from app.display import suggest
from app.display.pagepicture import PagePictures
from app.display.suggest import Proposed, Suggestion
from app.display.suggester import Suggester
from app.display.view import FAIR
from app.kept.conversations import ConversationStore, Exchange
from app.kept.sqlite_conversations import Conversations
from app.server.limits import QUESTIONS_A_MINUTE, Rate
from app.server.metrics import Metrics
from index.place import absolute, is_database, place
from index.sealed import may_be_written
from index.store import DocumentSummary
from index.telling import Tell
from ingest.document import Document

if TYPE_CHECKING:
    from index.postgres.queue import Queue

_SUGGESTED = 8  # questions that are tried out and kept for a document
_STARTERS = 4  # questions to begin with
_TRIED = 12  # documents among which they are sought, as not each of them has one
ENDING = contextlib.ExitStack()  # what is to be closed when the server ends
log = logging.getLogger(__name__)
# Paths are told apart as they read: from Python 3.12 on they are pickled as they were put together.
_PATHS: dict[str | type[Any], Callable[[Any], Any]] = {type(Path()): str}


def library_path() -> Path:
    """Return where the library lies: `FOOTNOTE_LIBRARY`, else ./library."""
    return absolute(place(os.environ.get("FOOTNOTE_LIBRARY") or "library"))


@st.cache_resource(show_spinner=False, hash_funcs=_PATHS)
def chatbot(library: Path) -> Chatbot:
    """Return the chatbot over `library`; FOOTNOTE_ANSWERER says who words the answers."""
    if os.environ.get("FOOTNOTE_ANSWERER") == "llm":
        strict = os.environ.get("FOOTNOTE_STRICT") == "1"
        return app.chatbot.open_chatbot(library, answerer="llm", strict=strict)
    return app.chatbot.open_chatbot(library)


def documents(library: Path) -> Mapping[str, DocumentSummary]:
    """Return the documents by id, in the library's order; read anew only after a change."""
    return _documents_at(library, chatbot(library).library.epoch)


@st.cache_resource(show_spinner=False, hash_funcs=_PATHS, max_entries=4)
def _documents_at(library: Path, epoch: int) -> Mapping[str, DocumentSummary]:
    del epoch
    return {row.id: row for row in chatbot(library).library.documents()}


@st.cache_resource(show_spinner=False, hash_funcs=_PATHS)
def conversations(library: Path) -> ConversationStore:
    """Return the conversations kept in `library`, if it can be written."""
    if is_database(library):
        from app.kept.postgres_conversations import PostgresConversations

        return PostgresConversations(library)
    library.mkdir(parents=True, exist_ok=True)
    return Conversations(_writable(library) / "conversations.sqlite")


def _writable(library: Path) -> Path:
    """Return the library's folder, or one that ends with the server where that is read only."""
    if may_be_written(library):
        return library
    folder = tempfile.TemporaryDirectory(prefix="footnote-", ignore_cleanup_errors=True)
    log.warning("%r cannot be written: conversations are kept until the server ends.", str(library))
    return Path(ENDING.enter_context(folder))


@st.cache_resource(show_spinner=False, hash_funcs=_PATHS)
def queue(library: Path) -> Queue | None:
    """Return the queue that workers empty into the library in one database; else None."""
    if not is_database(library):
        return None
    from index.postgres.queue import Queue
    from index.postgres.store import PostgresStore

    store = chatbot(library).library.store
    return Queue(store) if isinstance(store, PostgresStore) else None


@st.cache_resource(show_spinner=False)
def pictures() -> PagePictures:
    """Return what draws the pages of PDFs."""
    return PagePictures()


@st.cache_resource(show_spinner=False, hash_funcs=_PATHS)
def adder(library: Path) -> Adder:
    """Return the queue of files that are being added to `library`."""

    def add(task: Task, data: bytes, tell: Tell) -> Outcome:
        opened, was = chatbot(library).library, task.removed
        result = (
            opened.put_back(was.document, data, added=was.added, tell=tell)
            if was
            else opened.add_bytes(data, task.name, tell=tell)
        )
        assert result.status != "queued"  # noqa: S101 - only the shell leaves files to workers
        return Outcome(
            result.status,
            result.error,
            tuple(result.warnings),
            result.pages,
            result.passages,
            result.references,
            result.final,
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


def starter_questions(library: Path, asked: Sequence[str]) -> Proposed:
    """Return questions to begin with, about the documents added last of those `asked`, [] for all.

    Where one document is asked, they are about its parts, and else about what each is about: only
    that names the document.
    """
    # Nobody waits here: a run of the page that is held up ends after the one that replaced it,
    # and Streamlit then forgets what the newer one has on a timer.
    rows = _latest(library, asked)
    among = (rows[0].id,) if len(rows) == 1 else tuple(asked)
    questions: dict[str, None] = {}
    are_all = True
    for row in rows:
        if len(questions) >= _STARTERS:
            break
        is_tried_out = _is_tried_out(library, row, among)
        found = _suggestions(library, row, among)
        if not is_tried_out:
            found, are_all = suggest.first_question(row.title), False
        questions.update(dict.fromkeys(suggestion.question for suggestion in found))
    return Proposed(list(questions)[:_STARTERS], are_all)


def _latest(library: Path, asked: Sequence[str]) -> list[DocumentSummary]:
    rows = [row for row in documents(library).values() if not asked or row.id in asked]
    return sorted(rows, key=lambda row: (row.added, row.id), reverse=True)[:_TRIED]


def _is_tried_out(library: Path, row: DocumentSummary, among: tuple[str, ...]) -> bool:
    return suggester().is_done(_key(library, row, among))


def _key(library: Path, row: DocumentSummary, among: tuple[str, ...]) -> Hashable:
    return library, row.id, row.version, among


def follow_up_questions(library: Path, exchanges: Sequence[Exchange]) -> Proposed:
    """Return questions to ask after the last of `exchanges`, about the document it cites first."""
    cited = [note for exchange in exchanges for note in exchange.answer.citations]
    last = exchanges[-1].answer.citations
    row = documents(library).get(last[0].document_id) if last else None
    if row is None:
        return Proposed([], True)
    questions = suggest.follow_ups(
        _suggestions(library, row, (row.id,)),
        asked=[exchange.question for exchange in exchanges],
        sections=[note.section for note in cited if note.document_id == row.id],
        wanted=3,
    )
    return Proposed(questions, _is_tried_out(library, row, (row.id,)), row.id)


def _suggestions(library: Path, row: DocumentSummary, among: tuple[str, ...]) -> list[Suggestion]:
    """Return questions about the document `row` that it answers where `among` are asked."""
    bot, waiting = chatbot(library), suggester()

    def make() -> list[Suggestion]:
        alone = among == (row.id,)
        return suggest.answerable(
            suggest.candidates(bot.library.document(row.id))
            if alone
            else suggest.first_question(row.title),
            is_answered=partial(_is_answered, waiting, bot, row.id, among),
            wanted=_SUGGESTED,
            tries=2 * _SUGGESTED,
        )

    return waiting.get(_key(library, row, among), make)


def _is_answered(
    waiting: Suggester,
    bot: Chatbot,
    document_id: str,
    among: tuple[str, ...],
    suggestion: Suggestion,
) -> bool:
    """Whether the document answers well, from the part that the question is about."""
    waiting.wait()
    answer = bot.ask(suggestion.question, documents=among)
    sections = {note.section for note in answer.citations if note.document_id == document_id}
    from_there = suggestion.section in sections if suggestion.section else bool(sections)
    return from_there and not answer.abstained and answer.confidence >= FAIR


@st.cache_resource(show_spinner=False, hash_funcs=_PATHS, max_entries=32)
def document(library: Path, identity: str, version: tuple[str, str]) -> Document:
    """Return a document; its `version` makes one that changed, or was read again, another."""
    del version
    return chatbot(library).library.document(identity)


# Not cache_data: it looks for a running server when it is imported, and warns that there is none.
@st.cache_resource(show_spinner=False, hash_funcs=_PATHS, max_entries=64)
def page_picture(library: Path, identity: str, sha256: str, page: int, width: int) -> bytes:
    """Return a PNG of a page of a stored PDF; b"" where the original is no PDF."""
    del sha256
    data = chatbot(library).library.original(identity)
    if b"%PDF-" not in data[:1024]:
        return b""
    return pictures().draw(data, page=page, width=width)
