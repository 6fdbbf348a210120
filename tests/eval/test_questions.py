from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import eval.questions
from eval.questions import Evidence, QuestionError, fingerprint, load_questions
from ingest.errors import UsageError

GOOD = {"id": "a", "question": "How much?", "answers": ["158.13"], "kind": "number"}


def test_a_whole_row_is_read(question_file: Callable[..., Path]) -> None:
    path = question_file(
        {
            **GOOD,
            "answerable": True,
            "must_include": ["yuan"],
            "evidence": [{"document": "henan", "section": "2.1", "quote": "158.13"}],
            "history": [{"question": "Hello?", "answer": "Yes."}],
            "documents": ["henan"],
        },
        "",
        {"id": 7, "question": "Who?", "answerable": False},
    )
    first, second = load_questions(path)
    assert first.evidence == (Evidence("henan", "2.1", "158.13"),)
    assert first.history[0].question == "Hello?"
    assert first.documents == ("henan",)
    assert (second.id, second.answerable, second.kind) == ("7", False, "question")


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("{", "line 2: not JSON"),
        ('{"id": ' + "[" * 100_000, "cannot be read (maximum recursion depth"),
        ('{"id": "a", "question": "Why \\ud800?", "answers": ["x"]}', "surrogates not allowed"),
        ("[]", "expected a JSON object"),
        ({**GOOD, "id": ""}, "'id' must be a text"),
        ({**GOOD, "question": 3}, "'question' must be a text"),
        ({**GOOD, "answer": "x"}, "unknown field 'answer'"),
        ({**GOOD, "answers": "x"}, "'answers' must be a list"),
        ({**GOOD, "answers": [""]}, "none of them empty"),
        (
            {**GOOD, "answers": ["one", 158]},
            "must hold texts in quotes, none of them empty, not 158",
        ),
        ({**GOOD, "must_include": ["±"]}, "'±' has no word and no number"),
        ({**GOOD, "answerable": False}, "not answerable, and yet has 'answers'"),
        (
            {**GOOD, "answers": [], "must_include": ["x"], "answerable": False},
            "not answerable, and yet has 'must_include'; take out 'must_include', or 'answerable'",
        ),
        (
            {"id": "b", "question": "Why?", "answerable": False, "evidence": [{"section": "2"}]},
            "not answerable, and yet has 'evidence'",
        ),
        (
            '{"id": "b", "question": "Why?", "answers": ["x"], "answers": ["y"]}',
            "'answers' is given twice",
        ),
        ({**GOOD, "answerable": "yes"}, "must be true or false"),
        (
            {**GOOD, "evidence": [{"page": 1}]},
            "in 'evidence': unknown field 'page'; known: document, quote, section",
        ),
        ({**GOOD, "evidence": [{}]}, "names no place"),
        ({**GOOD, "evidence": ["2.1"]}, "must be a list of objects"),
        ({**GOOD, "history": [{"question": ""}]}, "'question' must be a text"),
        ({"id": "b", "question": "Why?"}, "nothing to judge by"),
        ({"question": "Why?"}, "'id' is missing"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_field(
    question_file: Callable[..., Path], row: object, complaint: str
) -> None:
    path = question_file({**GOOD, "id": "first"}, row)
    with pytest.raises(UsageError, match="line 2") as caught:
        load_questions(path)
    assert complaint in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_byte_order_mark_is_no_part_of_a_question_file(
    question_file: Callable[..., Path],
) -> None:
    path = question_file(GOOD)
    expected = load_questions(path)
    path.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_questions(path) == expected


def test_an_id_used_twice_names_both_lines(question_file: Callable[..., Path]) -> None:
    with pytest.raises(QuestionError, match="line 3: the id 'a' is already used in line 1"):
        load_questions(question_file(GOOD, "", GOOD))


def test_an_empty_file_and_a_missing_file_are_wrong_usage(
    question_file: Callable[..., Path], tmp_path: Path
) -> None:
    with pytest.raises(QuestionError, match="no questions in it"):
        load_questions(question_file(""))
    with pytest.raises(UsageError, match="cannot be read"):
        load_questions(tmp_path / "none.jsonl")


def test_the_fingerprint_follows_the_content_and_not_the_order(
    question_file: Callable[..., Path],
) -> None:
    other = {**GOOD, "id": "b"}
    first = fingerprint(load_questions(question_file(GOOD, other)))
    assert fingerprint(load_questions(question_file(other, GOOD))) == first
    assert fingerprint(load_questions(question_file({**GOOD, "answers": ["1"]}, other))) != first


def test_the_shipped_baseline_is_one_of_the_shipped_questions() -> None:
    data = Path(eval.questions.__file__).parent / "data"
    baseline = json.loads((data / "henan.baseline.json").read_text(encoding="utf-8"))

    assert baseline["fingerprint"] == fingerprint(load_questions(data / "henan.jsonl"))
