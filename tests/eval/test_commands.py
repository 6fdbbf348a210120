"""The commands, driven through `main`, with a chatbot that answers from a table."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import app.chatbot
from app.answer import Answer
from eval.__main__ import main
from eval.measures import MEASURES
from eval.run_command import RUN_EPILOG
from ingest.errors import FootnoteError

ROOT = Path(__file__).parents[2]
VOLUME = "The volume was 158.13 billion yuan in 2019."
ROWS = [
    {
        "id": "n1",
        "question": "How much?",
        "kind": "number",
        "answers": ["158.13"],
        "evidence": [{"section": "2.1"}],
    },
    {
        "id": "n2",
        "question": "Where?",
        "kind": "place",
        "answers": ["Zhengzhou"],
        "evidence": [{"section": "2.2"}],
    },
    {"id": "u1", "question": "How much in 1900?", "kind": "unanswerable", "answerable": False},
]


@pytest.fixture
def chatbot(
    hand: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> SimpleNamespace:
    (tmp_path / "library").mkdir()
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(tmp_path / "library"))
    answers: dict[str, Answer | Exception] = {
        "How much?": hand.answer(VOLUME, hits=[VOLUME]),
        "Where?": hand.answer(
            "The air hub is in Zhengzhou.", hits=[VOLUME, "The air hub is in Zhengzhou."]
        ),
    }
    scripted = hand.chatbot(answers)
    monkeypatch.setattr(app.chatbot, "open_chatbot", lambda path, **options: scripted)
    return scripted


def test_a_run_prints_one_object_and_writes_what_was_asked_for(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = {name: tmp_path / name for name in ("o.json", "o.html", "o.trec", "o.qrels")}
    code = main(
        ["run", str(question_file(*ROWS)), "--json"]
        + ["--out", str(paths["o.json"]), "--html", str(paths["o.html"])]
        + ["--run", str(paths["o.trec"]), "--qrels", str(paths["o.qrels"])]
    )
    data = json.loads(capsys.readouterr().out)
    assert code == 0
    assert data["measures"]["accuracy"]["mean"] == 1
    assert data["measures"]["RR"]["mean"] == 0.75
    assert data["counts"]["questions"] == 3
    assert paths["o.html"].read_text(encoding="utf-8").startswith("<!doctype html>")
    assert paths["o.trec"].read_text(encoding="utf-8").splitlines() == [
        "n1 Q0 evidence-1 1 1.000000 footnote",
        "n2 Q0 other-1 1 2.000000 footnote",
        "n2 Q0 evidence-1 2 1.000000 footnote",
    ]
    assert paths["o.qrels"].read_text(encoding="utf-8").splitlines() == [
        "n1 0 evidence-1 1",
        "n2 0 evidence-1 1",
    ]


def test_history_and_documents_reach_the_chatbot(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    row = {**ROWS[0], "history": [{"question": "Hi?", "answer": "Hi."}], "documents": ["henan"]}
    assert main(["run", str(question_file(row))]) == 0
    question, history, documents = chatbot.asked[-1]
    assert question == "How much?"
    assert [turn.question for turn in history] == ["Hi?"]
    assert documents == ("henan",)
    assert "1 question (1 answerable, 0 not)" in capsys.readouterr().out


def test_one_failed_question_does_not_end_the_run(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    chatbot.answers["Where?"] = FootnoteError("the index is away")
    assert main(["run", str(question_file(*ROWS)), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["counts"]["failed"] == 1
    assert data["measures"]["answer-inclusion"]["mean"] == 0.5


def test_a_run_in_which_every_question_failed_exits_1(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    chatbot.answers["Where?"] = FootnoteError("no document 'nosuch' in the library.")
    assert main(["run", str(question_file(ROWS[1]))]) == 1
    told = capsys.readouterr()
    assert "1 failed" in told.out
    assert told.err == "every question failed: no document 'nosuch' in the library.\n"


def test_a_mistyped_document_is_told_before_the_first_question_as_elsewhere(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(question_file(*ROWS))
    assert main(["run", path, "--document", "henan"]) == 0
    asked = len(chatbot.asked)
    assert main(["run", path, "--document", "henan", "--document", "nosuch"]) == 1
    assert "no document 'nosuch'" in capsys.readouterr().err
    assert len(chatbot.asked) == asked


def test_who_answers_is_taken_from_the_environment_as_elsewhere(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[object] = []

    def opened(path: Path, **options: object) -> SimpleNamespace:
        asked_for.append((options["answerer"], options["strict"]))
        return chatbot

    monkeypatch.setattr(app.chatbot, "open_chatbot", opened)
    path = str(question_file(*ROWS))
    monkeypatch.setenv("FOOTNOTE_ANSWERER", "llm")
    assert main(["run", path]) == 0
    assert main(["run", path, "--answerer", "extractive"]) == 0
    monkeypatch.setenv("FOOTNOTE_STRICT", "1")
    assert main(["run", path]) == 0
    assert asked_for == [("llm", False), ("extractive", False), ("llm", True)]


def test_a_missed_gate_exits_1_and_names_it(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(question_file(*ROWS))
    assert main(["run", path, "--fail-under", "RR=0.7", "--fail-under", "accuracy=1"]) == 0
    assert main(["run", path, "--fail-under", "RR=0.8"]) == 1
    assert "gate missed: RR is 0.7500, under 0.8" in capsys.readouterr().err


def test_a_worse_run_than_the_baseline_exits_1(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    hand: SimpleNamespace,
) -> None:
    path, saved = str(question_file(*ROWS)), tmp_path / "base.json"
    assert main(["run", path, "--out", str(saved)]) == 0
    assert main(["run", path, "--baseline", str(saved)]) == 0
    nothing = hand.answer(abstained=True)
    chatbot.answers.update({"How much?": nothing, "Where?": nothing})
    assert main(["run", path, "--baseline", str(saved)]) == 1
    assert "gate missed: answer-rate went from 1.000 to 0.000" in capsys.readouterr().err


def test_a_baseline_of_other_questions_is_refused(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    saved = tmp_path / "base.json"
    main(["run", str(question_file(*ROWS)), "--out", str(saved)])
    assert main(["run", str(question_file(*ROWS[:2])), "--baseline", str(saved)]) == 2
    assert "the question sets differ" in capsys.readouterr().err
    assert len(chatbot.asked) == 4  # a warm-up and three; nothing was asked for the second


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["run", "none.jsonl"], "'none.jsonl' cannot be read"),
        (["run", "none.jsonl", "--fail-under", "best=1"], "no measure is called 'best'"),
        (["retrieval", "nowhere"], "cannot be read"),
        (["run", "eval/data/henan.jsonl", "--baseline", "none.json"], "no report can be read"),
        (["compare", "none.json", "b.json"], "read from it: No such file or directory"),
        (["compare", "eval/data/henan.jsonl", "b.json"], "it is no JSON; write one with"),
        (["run"], "Missing argument"),
        (["walk"], "No such command"),
        (["run", "none.jsonl", "--limit", "-1"], "--limit '-1': "),
        (["run", "none.jsonl", "--threshold", "7"], "--threshold: 7 is no number from 0 to 1"),
        (["run", "none.jsonl", "--threshold", "nan"], "--threshold: nan is no number"),
        (
            ["run", "none.jsonl", "--threshold", "high"],
            "--threshold: high is no number from 0 to 1",
        ),
        (["run", "none.jsonl", "--tolerance", "nan"], "--tolerance: nan is no number"),
        (["compare", "a.json", "b.json", "--tolerance", "-1"], "-1 is no number from 0 to 1"),
        (["bench", "--repeats", "0"], "--repeats '0': "),
        (["scale", "nowhere", "--sizes", "abc"], "--sizes 'abc': numbers from 100 up"),
        (["scale", "nowhere", "--sizes", "1000,0"], "--sizes '1000,0': numbers from 100 up"),
        (["verdicts", "nowhere", "--pairs", "0"], "--pairs '0': "),
        (["verdicts", "nowhere", "--fail-under", "7"], "7 is no number from 0 to 1"),
    ],
)
def test_wrong_usage_exits_2_with_a_message(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert complaint in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", [["run"], ["bench"], ["collection", "--", "out"], ["quality", "--part", "own"]]
)
def test_a_library_that_is_not_there_is_not_made(
    command: list[str],
    question_file: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    path = str(tmp_path if command[0] == "quality" else question_file(*ROWS))
    assert main([command[0], path, "--library", "nolib", *command[1:]]) == 1
    assert "there is no library in 'nolib'" in capsys.readouterr().err
    assert not (tmp_path / "nolib").exists()


def test_an_empty_place_is_wrong_usage_and_not_the_current_folder(
    question_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(question_file(*ROWS)), "--library", " "]) == 2
    assert "the place of the library is empty" in capsys.readouterr().err


def test_a_collection_without_a_judged_question_is_not_written(
    question_file: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "library").mkdir()
    arguments = [str(question_file(*ROWS)), str(tmp_path / "out")]
    assert main(["collection", *arguments, "--library", str(tmp_path / "library")]) == 1
    assert "no passage bears the evidence of any of its 3 questions" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_collection_does_not_take_the_place_of_its_own_questions(
    question_file: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "library").mkdir()
    asked = question_file(*ROWS).rename(tmp_path / "queries.jsonl")
    before = asked.read_bytes()
    library = ["--library", str(tmp_path / "library")]
    assert main(["collection", str(asked), str(tmp_path), *library]) == 2
    assert "is read or written already" in capsys.readouterr().err
    assert asked.read_bytes() == before


@pytest.mark.parametrize("option", ["--out", "--html", "--run", "--qrels"])
@pytest.mark.parametrize("name", ["folder", "file/x", "/proc/x.json", f"{'a' * 300}.json"])
def test_a_file_that_cannot_be_written_is_told_before_the_first_question(
    option: str,
    name: str,
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    path = str(tmp_path / name)
    assert main(["run", str(question_file(*ROWS)), option, path]) == 2
    assert f"{path!r} cannot be written (" in capsys.readouterr().err
    assert chatbot.asked == []


def test_a_file_that_is_asked_for_is_as_it_was_where_the_run_fails(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], tmp_path: Path
) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text("kept", encoding="utf-8")
    arguments = ["--out", str(old), "--html", str(new), "--fail-under", "best=1"]
    assert main(["run", str(question_file(*ROWS)), *arguments]) == 2
    assert old.read_text(encoding="utf-8") == "kept"
    assert not new.exists()


def test_a_report_takes_the_place_of_no_file_that_is_read_or_written_besides(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    questions, report = question_file(*ROWS), str(tmp_path / "report")
    before = questions.read_bytes()
    (tmp_path / "link").symlink_to(questions)
    for same in (str(questions), str(tmp_path / "link")):
        assert main(["run", str(questions), "--out", same]) == 2
        assert "is read or written already. Name another file." in capsys.readouterr().err
    assert questions.read_bytes() == before
    assert main(["run", str(questions), "--out", report, "--html", report]) == 2
    assert chatbot.asked == []


def test_a_report_does_not_take_the_place_of_its_own_baseline(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], tmp_path: Path
) -> None:
    questions, report = str(question_file(*ROWS)), tmp_path / "report.json"
    assert main(["run", questions, "--out", str(report)]) == 0
    saved = report.read_bytes()
    same = ["--baseline", str(report), "--out", str(report)]
    assert main(["run", questions, *same]) == 2
    assert report.read_bytes() == saved


def test_a_run_takes_the_place_of_no_part_of_its_collection(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "qrels").mkdir()
    (tmp_path / "corpus.jsonl").write_text("kept", encoding="utf-8")
    assert main(["retrieval", str(tmp_path), "--run", str(tmp_path / "corpus.jsonl")]) == 2
    assert "is read or written already" in capsys.readouterr().err
    assert (tmp_path / "corpus.jsonl").read_text(encoding="utf-8") == "kept"


def test_two_ids_that_would_be_one_in_a_trec_file_are_refused(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = str(question_file({**ROWS[0], "id": "n 1"}, {**ROWS[1], "id": "n_1"}))
    assert main(["run", path, "--qrels", str(tmp_path / "q")]) == 2
    assert "'n 1' and 'n_1' would both be 'n_1' in a TREC file" in capsys.readouterr().err
    assert chatbot.asked == []
    assert main(["run", path]) == 0


def test_figures_are_printed_though_the_file_for_them_turns_out_full(
    chatbot: SimpleNamespace, question_file: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["run", str(question_file(*ROWS)), "--out", "/dev/full"]) == 1
    told = capsys.readouterr()
    assert "accuracy" in told.out
    assert "'/dev/full' cannot be written (No space left on device)" in told.err


def test_a_collection_where_a_file_is_is_one_line(
    question_file: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("FOOTNOTE_CACHE", str(tmp_path / "cache"))
    questions = question_file({**ROWS[0], "evidence": [{"document": "moss"}]})
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "moss.md").write_text("# Moss\n\nMoss grows on slates.\n", encoding="utf-8")
    assert main(["collection", str(questions), str(questions), "--add", str(papers)]) == 1
    assert "cannot be written (" in capsys.readouterr().err


def test_the_help_and_the_page_name_every_measure() -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for measure in MEASURES:
        assert measure.name in RUN_EPILOG
        assert f"`{measure.name}`" in page


def test_a_library_that_changes_while_it_is_asked_is_told(
    chatbot: SimpleNamespace,
    question_file: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = "note: the library changed while it was asked"
    assert main(["run", str(question_file(*ROWS))]) == 0
    assert told not in capsys.readouterr().err
    states = iter([chatbot.documents(), chatbot.documents(), []])
    monkeypatch.setattr(chatbot, "documents", lambda: next(states))
    assert main(["run", str(question_file(*ROWS)), "--document", "henan"]) == 0
    assert told in capsys.readouterr().err
