"""`python -m app ask` and `verify`: output, exit codes, files."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import app.__main__ as commands
import app.ask
from app.ask import Look, as_text, look_of
from app.chatbot import Chatbot
from app.export import answer_from_json, answer_to_json, to_markdown
from app.kept.verify import check_answers, read_answers
from index.errors import LibraryError
from ingest.document import Document
from ingest.errors import UsageError

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    chatbot: Chatbot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    def opened(path: Path, **options: object) -> Chatbot:
        return chatbot

    monkeypatch.setattr(app.ask, "open_chatbot", opened)

    def call(*argv: str) -> tuple[int, str, str]:
        code = commands.main([*argv, "--library", str(chatbot.library.path)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def test_ask_prints_the_answer_and_its_footnotes(run: Run) -> None:
    code, out, _ = run("ask", "Why are transport costs high?")

    assert code == 0
    assert "mountain pass. [1]" in " ".join(out.split())
    assert "[1] Trade in Apples across the Northern Valley, section 3.2" in out
    assert "“Transport costs are high" in out
    assert "\x1b" not in out


def test_no_answer_looks_different_and_shows_what_is_near(run: Run) -> None:
    code, out, _ = run("ask", "What was the total harvest of the valley in 2023?")

    assert code == 0
    assert out.startswith("No answer. The documents give 2019 here, not 2023.")
    assert "Nearest passages:" in out


def test_of_a_long_passage_without_spaces_the_beginning_is_shown(chatbot: Chatbot) -> None:
    answer = chatbot.ask("What was the total harvest of the valley in 2023?")
    chinese = replace(answer.hits[0], passage=replace(answer.hits[0].passage, text="山谷" * 200))

    assert "山谷" * 119 in as_text(replace(answer, hits=(chinese,)), Look())


def test_ask_json_keeps_the_contract(run: Run) -> None:
    code, out, _ = run("ask", "Why are transport costs high?", "--json")
    row = json.loads(out)

    assert code == 0
    names = "id question searched mode abstained reason confidence text sentences citations"
    assert list(row) == [*names.split(), "hits", "seconds", "disagreements", "scope"]
    cited = "number document title page section quote start end boxes reference"
    assert set(cited.split()) <= set(row["citations"][0])
    found = "passage document section page text score ranks"
    assert set(found.split()) <= set(row["hits"][0])


def test_an_answer_survives_the_way_through_json(chatbot: Chatbot) -> None:
    answer = chatbot.ask("Why are transport costs high?")
    back = answer_from_json(json.loads(json.dumps(answer_to_json(answer))))

    assert back.citations == answer.citations
    assert back.sentences == answer.sentences
    assert back.text == answer.text


def test_markdown_has_a_footnote_a_citation(chatbot: Chatbot) -> None:
    text = to_markdown(chatbot.ask("Why are transport costs high?"))

    assert "[^1]" in text
    assert "\n[^1]: Trade in Apples" in text


def test_the_printed_answer_marks_words_on_a_terminal(chatbot: Chatbot) -> None:
    answer = chatbot.ask("What was the total harvest of the valley in 2019?")

    assert "\x1b[1m48.2 thousand" in as_text(answer, Look(colour=True))


def test_a_narrow_terminal_breaks_no_line_of_an_answer(chatbot: Chatbot) -> None:
    for question in ("Why are transport costs high?", "What was the harvest in 2023?"):
        answer = replace(chatbot.ask(question), searched="Transport costs, the harvest, and why?")
        lines = as_text(answer, Look(width=40)).splitlines()
        assert max(map(len, lines)) <= 40
        wide = as_text(answer, Look())
        assert " ".join(" ".join(lines).split()) == " ".join(wide.split())


@pytest.mark.parametrize(
    ("terminal", "environment", "look"),
    [
        (True, {"TERM": "xterm"}, Look(colour=True, width=60)),
        (True, {"TERM": "xterm", "NO_COLOR": "1"}, Look(colour=False, width=60)),
        (True, {"TERM": "dumb"}, Look(colour=False, width=60)),
        (True, {"TERM": "xterm", "COLUMNS": "200"}, Look(colour=True)),
        (True, {"TERM": "xterm", "COLUMNS": "3"}, Look(colour=True, width=24)),
        (False, {"TERM": "xterm"}, Look()),
    ],
)
def test_an_answer_looks_as_the_terminal_and_its_user_want_it(
    monkeypatch: pytest.MonkeyPatch,
    terminal: bool,
    environment: dict[str, str],
    look: Look,  # noqa: FBT001
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    for name, value in {"COLUMNS": "60", **environment}.items():
        monkeypatch.setenv(name, value)
    stdout = io.StringIO()
    monkeypatch.setattr(stdout, "isatty", lambda: terminal)
    assert look_of(stdout) == look


@pytest.mark.parametrize(
    ("argv", "code", "said"),
    [
        (("ask", ""), 2, "Ask something"),
        (("ask", "\x07\x07"), 2, "empty"),
        (("ask", "why " * 25_000), 2, "100,000 characters"),
        (("ask", "Why?", "--answerer", "oracle"), 2, "oracle"),
        (("ask", "Why?", "--document", "pears"), 1, "pears"),
        (("ask", "--batch", "none.jsonl"), 2, "none.jsonl"),
        (("ask", "Why?", "--json", "--markdown"), 2, "exclude each other"),
        (("ask", "--batch", "q.jsonl", "--markdown"), 2, "--batch prints JSON"),
        (("ask", "Why?", "--batch", "q.jsonl"), 2, "not both"),
        (("verify", "none.json"), 2, "none.json"),
    ],
)
def test_a_failure_is_one_line_and_a_code(
    run: Run, argv: tuple[str, ...], code: int, said: str
) -> None:
    got, out, err = run(*argv)

    assert got == code
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_a_library_that_is_not_there_is_not_made(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run("ask", "Why are transport costs high?", "--json")
    saved, place = tmp_path / "answer.json", tmp_path / "mistyped"
    saved.write_text(out, encoding="utf-8")
    for argv in (["ask", "Why?"], ["ask", "--batch", str(saved)], ["verify", str(saved)]):
        assert commands.main([*argv, "--library", str(place)]) == 1
        assert capsys.readouterr().err.startswith("there is no library in")
    assert not place.exists()


def test_a_batch_answers_line_by_line_and_goes_on_after_a_bad_one(run: Run, tmp_path: Path) -> None:
    rows = [
        '{"id": "a", "question": "Why are transport costs high?"}',
        "not json",
        '{"id": "c", "question": "And in 2023?", "history": '
        '[{"question": "What was the harvest in 2019?", "answer": "48.2"}]}',
        '{"id": "d", "question": ""}',
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")

    code, out, err = run("ask", "--batch", str(path))
    answers = [json.loads(line) for line in out.splitlines()]

    assert code == 1
    assert [line.split(": ")[0] for line in err.splitlines()] == [
        f"{str(path)!r}, line 2",
        f"{str(path)!r}, line 4",
    ]
    assert [row["id"] for row in answers] == ["a", "2", "c", "d"]
    assert ["error" in row for row in answers] == [False, True, False, True]
    assert "2023" in answers[2]["searched"]


def test_a_history_that_is_wrong_says_in_which_turn(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    turns = ['{"question": "How many apples?", "answer": "12."}', "5", '{"question": 5}']
    rows = [f'{{"question": "And pears?", "history": [{turns[0]}, {turn}]}}' for turn in turns[1:]]
    path.write_text("\n".join(rows), encoding="utf-8")

    code, _, err = run("ask", "--batch", str(path))

    assert code == 1
    assert err.splitlines() == [
        f"{str(path)!r}, line 1: Turn 2 of 'history' must be an object, not 5.",
        f"{str(path)!r}, line 2: Turn 2 of 'history': 'question' must be a text, not 5.",
    ]


def test_a_field_of_a_batch_that_is_misspelt_is_told_and_others_may_be_there(
    run: Run, tmp_path: Path
) -> None:
    path = tmp_path / "questions.jsonl"
    row = {"question": "Why are transport costs high?"}
    rows = [{**row, "document": "pears"}, {**row, "kind": "why", "answers": ["x"]}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    code, out, err = run("ask", "--batch", str(path))

    assert code == 1
    assert "line 1: There is no field 'document': did you mean 'documents'?" in err
    assert ["error" in json.loads(line) for line in out.splitlines()] == [True, False]


def test_lines_and_ids_of_a_batch_are_those_of_the_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    rows = [
        '{"id": "a", "question": "Why are transport costs high?"}',
        "",
        '{"question": "Why are transport\u2028costs high?"}',
        '{"id": null, "question": "Why are transport costs high?"}',
        '{"id": 5, "question": "Why are transport costs high?"}',
        '{"id": 1e999, "question": "Why are transport costs high?"}',
    ]
    path.write_text("\r\n".join(rows), encoding="utf-8-sig", newline="")

    code, out, _ = run("ask", "--batch", str(path))
    assert code == 0
    ids = [json.loads(line)["id"] for line in out.rstrip("\n").split("\n")]
    assert ids == ["a", "3", "4", 5, "inf"]

    path.write_text(out, encoding="utf-8-sig")
    assert run("verify", str(path))[0] == 0


def test_a_batch_may_come_on_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    given = io.BytesIO(b'{"id": "a", "question": "Why are transport costs high?"}\n')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(given))

    code, out, _ = run("ask", "--batch", "-")
    assert (code, json.loads(out)["id"]) == (0, "a")


@pytest.mark.parametrize("command", [("ask", "--batch"), ("verify",)])
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "rows.jsonl"
    assert "No such file" in run(*command, str(path))[2]
    path.write_bytes("{}".encode("utf-16"))
    assert "is not UTF-8. Save it as UTF-8." in run(*command, str(path))[2]


def test_saved_answers_stand_until_their_document_changes(
    run: Run, chatbot: Chatbot, tmp_path: Path, apples: str
) -> None:
    _, out, _ = run("ask", "Why are transport costs high?", "--json")
    saved = tmp_path / "answer.json"
    saved.write_text(out, encoding="utf-8")

    code, out, _ = run("verify", str(saved))
    assert code == 0
    assert out.endswith("quotes stand where they stood.\n")

    chatbot.library.add_bytes(apples.replace("weekly", "great weekly").encode(), "apples.md")
    code, out, _ = run("verify", str(saved))
    assert code == 1
    assert "moved" in out

    chatbot.library.remove(["apples"])
    assert "no document" in run("verify", str(saved))[1]


def test_a_library_that_cannot_be_read_is_not_one_without_the_document(
    run: Run, tmp_path: Path
) -> None:
    saved = tmp_path / "answer.json"
    saved.write_text(run("ask", "Why are transport costs high?", "--json")[1], encoding="utf-8")

    class Refusing:
        def document(self, document_id: str) -> Document:
            raise LibraryError("the right to read is refused.")

    with pytest.raises(LibraryError, match="is refused"):
        list(check_answers(read_answers(saved).answers, Refusing()))


def test_what_says_otherwise_is_verified_too(run: Run, tmp_path: Path) -> None:
    row = json.loads(run("ask", "Why are transport costs high?", "--json")[1])
    first = row["citations"][0]
    row["disagreements"] = [
        {"about": "3 or 4", "sides": [first, {**first, "number": 0, "quote": "It never was."}]}
    ]
    saved = tmp_path / "answer.json"
    saved.write_text(json.dumps(row), encoding="utf-8")

    code, out, _ = run("verify", str(saved))
    assert code == 1
    count = len(row["citations"])
    assert f"{count} of {count + 1} quotes" in out


@pytest.mark.parametrize(
    "text",
    [
        "[1, 2]",
        '[{"passage": "a", "text": "What index search prints."}]',
        '{"id": "a", "error": "the question is empty"}',
        '{"question": "Why?", "citations": []}\n{"some": "thing"}',
    ],
)
def test_a_file_that_holds_no_answers_is_refused(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    code, out, err = run("verify", str(path))
    assert (code, out) == (2, "")
    assert "holds no answers" in err


@pytest.mark.parametrize("number", ["Infinity", "NaN", "1e999", "9" * 400, "true"])
@pytest.mark.parametrize("field", ['"start": {}', '"boxes": [[{}, 0, 0, 1, 1]]'])
def test_a_number_that_can_be_no_place_is_refused_in_one_line(
    tmp_path: Path, field: str, number: str
) -> None:
    path = tmp_path / "x.json"
    path.write_text(f'{{"citations": [{{{field.format(number)}}}]}}', encoding="utf-8")
    with pytest.raises(UsageError, match=r"answer 1: .* must (be a number|hold lists of 5)"):
        read_answers(path)


def test_half_a_character_in_saved_answers_is_no_document(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(r'{"citations": [{"document": "\ud800", "quote": "Why?"}]}', encoding="utf-8")
    code, out, _ = run("verify", str(path))
    assert code == 1
    assert "?: no document" in out


def test_questions_without_an_answer_are_named_and_counted(run: Run, tmp_path: Path) -> None:
    _, out, _ = run("ask", "Why are transport costs high?", "--json")
    path = tmp_path / "answers.jsonl"
    path.write_text(out + '{"id": "b", "error": "the question is empty"}\n', encoding="utf-8")
    code, out, err = run("verify", str(path))
    assert code == 1
    assert out.endswith("quotes stand where they stood; no answer for 1.\n")
    assert err == "no answer was saved for b: the question is empty\n"
