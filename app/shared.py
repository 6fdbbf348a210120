"""What all visitors of one server share, made once: the chatbot, the stores, the workers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import streamlit as st

import app.chatbot
from app import suggest
from app.adding import Adder, Outcome
from app.chatbot import Chatbot
from app.conversations import Conversations, Exchange
from app.limits import QUESTIONS_A_MINUTE, Rate
from app.pagepicture import PagePictures
from app.suggester import Suggester
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


@st.cache_resource(show_spinner=False)
def suggester() -> Suggester:
    """Return what works out suggestions."""
    return Suggester()


def starter_questions(library: Path) -> list[str] | None:
    """Return questions to begin with, None while they are being worked out."""
    bot, waiting = chatbot(library), suggester()

    def make() -> list[str]:
        return suggest.answerable(
            suggest.starters(bot.library.documents(), bot.library.document),
            is_answered=partial(_is_answered, waiting, bot),
            wanted=4,
            tries=8,
        )

    return waiting.get((library, bot.library.epoch), make)


def follow_up_questions(library: Path, exchange: Exchange) -> list[str] | None:
    """Return questions to ask after `exchange`, None while they are being worked out."""
    bot, waiting = chatbot(library), suggester()
    citations = exchange.answer.citations

    def make() -> list[str]:
        return suggest.answerable(
            suggest.follow_ups(
                bot.library.document(citations[0].document_id),
                asked=[exchange.question],
                sections=[citation.section for citation in citations],
            ),
            is_answered=partial(_is_answered, waiting, bot),
            wanted=3,
            tries=6,
        )

    return waiting.get((library, exchange.id), make) if citations else []


def _is_answered(waiting: Suggester, bot: Chatbot, question: str) -> bool:
    waiting.wait()
    return not bot.ask(question).abstained


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
