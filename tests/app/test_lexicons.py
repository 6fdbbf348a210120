"""The words of a library are those of the state that a question is answered from."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import app.lexicons
from app.lexicons import Lexicons
from index.encoder import Encoder
from index.library import Library, open_library


@pytest.fixture
def library(tmp_path: Path, hashing_encoder: Encoder) -> Iterator[Library]:
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        library.add_bytes(b"# Pears\n\nPears keep for months.\n", "pears.md")
        yield library


def test_words_are_counted_once_for_each_state_that_questions_are_answered_from(
    library: Library,
) -> None:
    lexicons = Lexicons(library)
    with library.state.held(), ThreadPoolExecutor(1) as another:
        old = lexicons.current()
        another.submit(library.add_bytes, b"# Quinces\n\nQuinces keep.\n", "quinces.md").result()
        new = another.submit(lexicons.current).result()
        assert (old.knows("quinc"), new.knows("quinc")) == (False, True)
        assert lexicons.current() is old
        assert another.submit(lexicons.current).result() is new
    assert lexicons.current() is new


@pytest.mark.parametrize("large", [0, 100])
def test_the_words_of_what_is_removed_meanwhile_are_still_known(
    library: Library, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(app.lexicons, "LARGE", large)
    lexicons = Lexicons(library)
    with library.state.held(), ThreadPoolExecutor(1) as another:
        assert lexicons.current().knows("month")
        another.submit(library.remove, ["pears"]).result()
        assert lexicons.current().knows("pear")
    assert not lexicons.current().knows("pear")


def test_only_the_latest_states_are_kept(library: Library) -> None:
    lexicons = Lexicons(library)
    for number in range(app.lexicons.KEPT + 2):
        library.add_bytes(f"# Plums {number}\n\nPlums keep.\n".encode(), f"{number}.md")
        lexicons.current()
    assert len(lexicons._kept) == app.lexicons.KEPT
