"""What all visitors of one server share, made once: the chatbot, the stores, the workers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import streamlit as st

import app.chatbot
from app import suggest
from app.adding import Adder, Outcome
from app.answer import Answer
from app.chatbot import Chatbot
from app.conversations import Conversations
from app.limits import QUESTIONS_A_MINUTE, Rate
from app.pagepicture import PagePictures
from app.words import Words
from index.adding import AddResult
from ingest.document import Document


def library_path() -> Path:
    """Return where the library lies: `FOOTNOTE_LIBRARY`, else ./library."""
    return Path(os.environ.get("FOOTNOTE_LIBRARY") or "library").resolve()


@st.cache_resource(show_spinner=False)
def chatbot(library: Path) -> Chatbot:
    """Return the chatbot over `library`, its models loaded."""
    return app.chatbot.open_chatbot(library)


@st.cache_resource(show_spinner=False)
def conversations(library: Path) -> Conversations:
    """Return the conversations kept in `library`."""
    library.mkdir(parents=True, exist_ok=True)
    return Conversations(library / "conversations.sqlite")


@st.cache_resource(show_spinner=False)
def pictures() -> PagePictures:
    """Return what draws the pages of PDFs."""
    return PagePictures()


@st.cache_resource(show_spinner=False)
def adder(library: Path) -> Adder:
    """Return the queue of files that are being added to `library`."""

    def add(name: str, data: bytes) -> Iterator[Outcome]:
        files = chatbot(library).library
        if Path(name).suffix.lower() != ".zip":
            yield _outcome(files.add_bytes(data, name))
            return
        with tempfile.TemporaryDirectory(prefix="footnote-") as folder:
            path = Path(folder) / "upload.zip"
            path.write_bytes(data)
            yield from map(_outcome, files.add([path]))

    return Adder(add)


def _outcome(result: AddResult) -> Outcome:
    name = Path(result.path).name or result.path
    return Outcome(name, result.status, result.error or "", tuple(result.warnings))


@st.cache_resource(show_spinner=False)
def rate() -> Rate:
    """Return the count of questions by visitor."""
    return Rate(QUESTIONS_A_MINUTE)


@st.cache_data(show_spinner=False, max_entries=8)
def starter_questions(library: Path, epoch: int, _words: Words, code: str) -> list[str]:
    """Return questions to begin with, for the library as it is at `epoch`."""
    del epoch, code
    bot = chatbot(library)
    files = bot.library
    return suggest.answerable(
        suggest.starters(files.documents(), files.document, words=_words),
        is_answered=lambda question: not bot.ask(question).abstained,
        wanted=4,
        tries=8,
    )


@st.cache_data(show_spinner=False, max_entries=256)
def follow_up_questions(library: Path, exchange: int, _asked: Answer, _words: Words) -> list[str]:
    """Return questions to ask after the answer `_asked`, which is stored as `exchange`."""
    del exchange
    bot = chatbot(library)
    if not _asked.citations:
        return []
    return suggest.answerable(
        suggest.follow_ups(
            bot.library.document(_asked.citations[0].document_id),
            asked=[_asked.question],
            sections=[citation.section for citation in _asked.citations],
            words=_words,
        ),
        is_answered=lambda question: not bot.ask(question).abstained,
        wanted=3,
        tries=5,
    )


@st.cache_resource(show_spinner=False, max_entries=32)
def document(library: Path, identity: str, sha256: str) -> Document:
    """Return a document; `sha256` of its file makes a changed one another."""
    del sha256
    return chatbot(library).library.document(identity)


@st.cache_data(show_spinner=False, max_entries=64)
def page_picture(library: Path, identity: str, sha256: str, page: int, width: int) -> bytes:
    """Return a PNG of a page of a stored PDF; b"" where the original is no PDF."""
    del sha256
    data = chatbot(library).library.original(identity)
    if b"%PDF-" not in data[:1024]:
        return b""
    return pictures().draw(data, page=page, width=width)
