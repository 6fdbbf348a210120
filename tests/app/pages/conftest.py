"""The page without a browser: real stores, a scripted chatbot, Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.chatbot import Chatbot
from tests.app.pages.asking import PAGE


@pytest.fixture
def page(scripted: Chatbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setattr("app.chatbot.open_chatbot", lambda path: scripted)
    st.cache_resource.clear()
    st.cache_data.clear()
    yield AppTest.from_file(str(PAGE), default_timeout=30)
    st.cache_resource.clear()
    st.cache_data.clear()
