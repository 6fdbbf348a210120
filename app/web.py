"""Streamlit's ASGI application with Footnote's routes and guards around it."""

from __future__ import annotations

import importlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager

from app import shared
from app.api import routes
from app.chatbot import WARM_UP
from app.server import entry
from app.server.guard import Guard
from app.server.identity import sign_in_is_configured
from ingest.errors import FootnoteError

_PAGE = Path(__file__).resolve().parent / "chat.py"


@asynccontextmanager
async def _warmed(app: st.App) -> AsyncIterator[dict[str, object]]:
    """Load the models beside the start, so that the first question and page need not wait."""
    del app
    threading.Thread(target=_warm, name="footnote-warm", daemon=True).start()
    yield {}


def _warm() -> None:
    shared.pictures().start()
    importlib.import_module("pandas")  # Streamlit does so with the first answer: most of a second
    try:
        bot = shared.chatbot(shared.library_path())
        if bot.library.documents():
            bot.ask(WARM_UP)
            shared.starter_questions(shared.library_path(), [])
    except FootnoteError:
        return  # the first visitor is told, in one line


def build(*, allowed_hosts: tuple[str, ...]) -> st.App:
    """Return the application; browsers may reach it under `allowed_hosts` only ("*": any)."""
    # chat.py names the pages. Until it has run once, Streamlit would take app/pages for pages of
    # its older kind, and show a first visitor of /library the file alone, under names of files.
    PagesManager.uses_pages_directory = False
    return st.App(
        _PAGE,
        routes=[
            *entry.routes(),
            *routes(
                lambda: shared.chatbot(shared.library_path()),
                closed=sign_in_is_configured,
                queue=lambda: shared.adder(shared.library_path()).counts(),
                metrics=shared.metrics(),
            ),
        ],
        lifespan=_warmed,
        middleware=[Middleware(Guard, allowed_hosts=allowed_hosts)],
    )
