"""The page of the library shows the queue in the database, whoever's workers empty it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from app.shared import chatbot
from index.library import Library
from index.postgres.queue import Queue
from index.postgres.store import PostgresStore
from index.sources import Source
from index.workers import work

PAGE = Path(__file__).resolve().parents[3] / "app" / "pages" / "library.py"


@pytest.fixture
def page(shared_place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(shared_place))
    st.cache_resource.clear()
    yield AppTest.from_file(str(PAGE), default_timeout=60)
    chatbot(shared_place).library.close()
    st.cache_resource.clear()


def lines(page: AppTest) -> str:
    assert not page.exception
    return "\n".join(element.value for element in [*page.markdown, *page.caption])


def test_what_waits_fails_and_is_done_is_seen_on_the_page(page: AppTest, shared: Library) -> None:
    assert isinstance(shared.store, PostgresStore)
    queue = Queue(shared.store)
    queue.put(Source("late.txt", "/papers/late_parcels.txt", b"Parcels were late."))
    queue.put(Source("torn.pdf", "/papers/torn.pdf", b"%PDF-1.4 and no more"))
    seen = lines(page.run())
    assert "hourglass_empty: **late\\_parcels\\.txt** waiting" in seen
    assert "0 reading and indexing · 2 waiting · 0 not added" in seen
    list(work(shared, until_empty=True))
    seen = lines(page.run())
    assert "hourglass" not in seen
    assert "error: **torn\\.pdf** not added" in seen
    assert "0 reading and indexing · 0 waiting · 1 not added" in seen
    queue.forget()
    assert "torn" not in lines(page.run())
