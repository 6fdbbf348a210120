"""Streamlit's ASGI application with Footnote's routes and guards around it."""

from __future__ import annotations

import importlib
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
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


def _warmed(
    started: Callable[[], None],
) -> Callable[[st.App], AbstractAsyncContextManager[dict[str, object]]]:
    """Return what loads the models beside the start: the first question and page need not wait."""

    @asynccontextmanager
    async def lifespan(app: st.App) -> AsyncIterator[dict[str, object]]:
        del app
        threading.Thread(target=_warm, name="footnote-warm", daemon=True).start()
        started()
        with shared.ENDING:  # a signal that ends the process leaves no other occasion
            yield {}

    return lifespan


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


def build(*, allowed_hosts: tuple[str, ...], started: Callable[[], None]) -> st.App:
    """Return the application; browsers may reach it under `allowed_hosts` only ("*": any).

    `started` is called when all is ready but the port, which is opened right after it.
    """
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
        lifespan=_warmed(started),
        middleware=[Middleware(Guard, allowed_hosts=allowed_hosts)],
    )
