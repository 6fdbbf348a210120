"""A run that somebody ends before it is done, and the one that goes on from there."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import app.chatbot
from app.answer import Answer
from eval.__main__ import main
from ingest.errors import FootnoteError

VOLUME = "The volume was 158.13 billion yuan in 2019."
HUB = "The air hub is in Zhengzhou."
ROWS = [
    {"id": "a", "question": "How much?", "answers": ["158.13"], "evidence": [{"section": "2.1"}]},
    {"id": "b c", "question": "Where?", "answers": ["Here"], "evidence": [{"section": "2.2"}]},
    {"id": "d", "question": "How often?", "answers": ["daily"]},
    {"id": "u", "question": "How much in 1900?", "answerable": False},
]


@pytest.fixture
def chatbot(
    hand: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> SimpleNamespace:
    """A chatbot that is interrupted at the question in `at`."""
    (tmp_path / "library").mkdir()
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(tmp_path / "library"))
    hits = [VOLUME, HUB]
    bot = hand.chatbot({"How much?": hand.answer(VOLUME, hits=hits), "Where?": hand.answer(HUB)})
    ask, bot.at = bot.ask, ""

    def interrupted(question: str, **about: object) -> Answer:
        if question == bot.at:
            signal.raise_signal(signal.SIGINT)
        answer: Answer = ask(question, **about)
        return answer

    bot.ask = interrupted
    monkeypatch.setattr(app.chatbot, "open_chatbot", lambda path, **options: bot)
    interrupting: SimpleNamespace = bot
    return interrupting


def told(path: Path) -> dict[str, object]:
    """Return a report without its times, which no two runs share."""
    report = json.loads(path.read_text(encoding="utf-8"))
    for figures in (report, *report["kinds"].values(), *report["by_document"].values()):
        for name in ("latency-p50", "latency-p95"):
            del figures["measures"][name]
    for row in (report, *report["rows"]):
        del row["seconds"]
    return dict(report)


def test_a_run_without_a_report_that_is_interrupted_says_so_and_writes_nothing(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    chatbot.at = "How often?"
    asked, before = question_file(*ROWS), sorted(tmp_path.iterdir())
    said = "stopping; nothing is written. With --out REPORT.json the next run goes on.\n"
    assert (main(["run", str(asked)]), *capsys.readouterr()) == (130, "", said)
    assert sorted(tmp_path.iterdir()) == before


def test_an_interrupted_run_goes_on_and_comes_to_the_report_of_one_that_was_not(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = str(question_file(*ROWS))

    def run(name: str) -> int:
        out, trec, qrels = (str(tmp_path / f"{name}.{ending}") for ending in ("json", "t", "q"))
        return main(["run", asked, "--out", out, "--run", trec, "--qrels", qrels])

    assert run("whole") == 0
    chatbot.at = "How often?"
    assert run("parts") == 130
    assert "parts.json.unfinished': the same command goes on." in capsys.readouterr().err
    assert not (tmp_path / "parts.json").exists()
    kept = tmp_path / "parts.json.unfinished"
    of_this_run = json.loads(kept.read_text(encoding="utf-8").splitlines()[0])
    with kept.open("a", encoding="utf-8") as file:
        file.write(json.dumps({**of_this_run, "row": {"id": "d"}}) + "\n")  # not whole
        file.write('{"row": {"id": "d"')  # a line that a full disk or a loss of power has cut
    chatbot.at = ""
    chatbot.asked.clear()
    assert run("parts") == 0
    assert [question for question, _, _ in chatbot.asked[1:]] == ["How often?", "How much in 1900?"]
    assert "where 2 are answered" in capsys.readouterr().err
    assert told(tmp_path / "parts.json") == told(tmp_path / "whole.json")
    for ending in ("t", "q"):
        names = [tmp_path / f"{name}.{ending}" for name in ("whole", "parts")]
        assert names[0].read_text() == names[1].read_text()
    assert not (tmp_path / "parts.json.unfinished").exists()


@pytest.mark.parametrize("change", ["questions", "documents", "settings"])
def test_what_was_answered_counts_only_for_the_same_questions_documents_and_settings(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    change: str,
) -> None:
    rows, out = list(ROWS), str(tmp_path / "out.json")
    chatbot.at = "How often?"
    assert main(["run", str(question_file(*rows)), "--out", out]) == 130
    chatbot.at = ""
    if change == "questions":
        rows[3] = {**rows[3], "question": "How much in 1901?"}
    elif change == "documents":
        chatbot.documents = lambda: []
    else:
        chatbot.options = app.chatbot.Options(threshold=0.5)
    chatbot.asked.clear()
    assert main(["run", str(question_file(*rows)), "--out", out]) == 0
    assert len(chatbot.asked) == 1 + len(rows)
    assert "is of other questions, documents or settings; all are asked" in capsys.readouterr().err


def test_what_another_run_keeps_in_the_same_file_at_once_is_not_taken(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], tmp_path: Path
) -> None:
    asked, out = str(question_file(*ROWS)), str(tmp_path / "out.json")
    kept = tmp_path / "out.json.unfinished"
    chatbot.at = "How often?"
    assert main(["run", asked, "--out", out]) == 130
    of_another = kept.read_text(encoding="utf-8")
    chatbot.options = app.chatbot.Options(threshold=0.5)
    chatbot.at = "Where?"
    assert main(["run", asked, "--out", out]) == 130
    with kept.open("a", encoding="utf-8") as file:
        file.write(of_another)  # as the other run adds to it
    chatbot.at = ""
    chatbot.asked.clear()
    assert main(["run", asked, "--out", out]) == 0
    assert [question for question, _, _ in chatbot.asked[1:]] == [
        row["question"] for row in ROWS[1:]
    ]


def test_a_first_line_that_was_cut_is_in_nobody_s_way(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], tmp_path: Path
) -> None:
    kept = tmp_path / "out.json.unfinished"
    kept.write_text('{"about": {"questions": "0a', encoding="utf-8")
    assert main(["run", str(question_file(*ROWS)), "--out", str(tmp_path / "out.json")]) == 0
    assert not kept.exists()


def test_what_failed_is_asked_again(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], tmp_path: Path
) -> None:
    asked, out = str(question_file(*ROWS)), tmp_path / "out.json"
    chatbot.at, answer = "How often?", chatbot.answers["Where?"]
    chatbot.answers["Where?"] = FootnoteError("the index is away")
    assert main(["run", asked, "--out", str(out)]) == 130
    chatbot.at, chatbot.answers["Where?"] = "", answer
    assert main(["run", asked, "--out", str(out)]) == 0
    assert told(out)["counts"]["failed"] == 0  # type: ignore[index]


def test_a_file_of_that_name_that_no_run_left_is_not_written_over(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = tmp_path / "out.json.unfinished"
    own.write_text("my own notes", encoding="utf-8")
    assert main(["run", str(question_file(*ROWS)), "--out", str(tmp_path / "out.json")]) == 2
    assert "it is not what an interrupted run keeps" in capsys.readouterr().err
    assert own.read_text(encoding="utf-8") == "my own notes"
    assert not chatbot.asked


def test_a_report_for_a_device_keeps_nothing_beside_it(
    chatbot: SimpleNamespace, question_file: Callable[..., Path]
) -> None:
    assert main(["run", str(question_file(*ROWS)), "--out", "/dev/null"]) == 0
    assert not Path("/dev/null.unfinished").exists()
