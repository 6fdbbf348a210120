"""A run that somebody ends before it is done."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import app.chatbot
from app.answer import Answer
from eval.__main__ import main


def test_a_run_that_is_interrupted_says_so_and_writes_nothing(
    hand: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chatbot = hand.chatbot({})
    ask = chatbot.ask

    def interrupted(question: str, **about: object) -> Answer:
        if question == "How much?":
            signal.raise_signal(signal.SIGINT)
        answer: Answer = ask(question, **about)
        return answer

    monkeypatch.setattr(chatbot, "ask", interrupted)
    monkeypatch.setattr(app.chatbot, "open_chatbot", lambda path, **options: chatbot)
    (tmp_path / "library").mkdir()
    asked = question_file({"id": "a", "question": "How much?", "answers": ["Much"]})
    out = tmp_path / "out.json"

    code = main(["run", str(asked), "--library", str(tmp_path / "library"), "--out", str(out)])

    told = "stopping; nothing is written. --limit N asks fewer questions.\n"
    assert (code, *capsys.readouterr()) == (130, "", told)
    assert not out.exists()
