"""The libraries that are made of a folder of papers, and kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.chatbot import WARM_UP, open_chatbot
from eval.session import library_of
from index.library import open_library
from ingest.errors import UsageError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTNOTE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "bad.pdf").write_bytes(b"%PDF-1.4 broken")
    return tmp_path / "papers"


def test_what_cannot_be_read_is_told_each_time_and_the_rest_is_kept(folder: Path) -> None:
    (folder / "moss.md").write_text("# On Moss\n\nMoss grows on slates.\n", encoding="utf-8")
    (folder / "worse.pdf").write_bytes(b"%PDF-1.4 broken too")
    told: list[str] = []
    where = library_of(folder, tell=told.append)
    with open_library(where) as library:
        assert [summary.id for summary in library.documents()] == ["moss"]
    assert [line.split()[:2] for line in told[1:]] == [
        ["failed", f"{folder / name}:"] for name in ("bad.pdf", "worse.pdf")
    ]
    again: list[str] = []
    assert library_of(folder, tell=again.append) == where
    assert "\n".join(again) == "\n".join(told[1:])


def test_a_folder_without_a_paper_that_can_be_read_is_wrong_usage_each_time(folder: Path) -> None:
    for _ in range(2):
        told: list[str] = []
        with pytest.raises(UsageError, match="nothing in it can be read as a paper"):
            library_of(folder, tell=told.append)
        assert "bad.pdf" in told[-1]


def test_the_question_before_the_first_makes_the_reader_read(folder: Path) -> None:
    for name in ("moss", "fern"):
        text = f"# On {name}\n\nThe {name} grows on slates, and 12 of them were measured.\n"
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    with open_chatbot(library_of(folder, tell=lambda line: None)) as bot:
        assert bot.ask(WARM_UP).hits
        assert not bot.ask("What is this about?").hits
