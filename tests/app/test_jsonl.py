from __future__ import annotations

from pathlib import Path

import pytest

from app.jsonl import json_of, text_of
from ingest.errors import UsageError


@pytest.mark.parametrize("line", ["{", "[" * 100_000, '{"id": ' + "9" * 5_000 + "}"])
def test_a_line_that_cannot_be_read_is_wrong_usage(line: str) -> None:
    with pytest.raises(UsageError, match=r"Not JSON \("):
        json_of(line)


@pytest.mark.parametrize("text", ['[{"id": 1}]', '\n [\n {"id": 1}\n]\n', "\ufeff[]"])
def test_an_array_in_place_of_an_object_a_line_is_named_as_what_it_is(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "questions.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="is a JSON array: write one JSON object a line"):
        text_of(path, rows=True)
    assert text_of(path) == text.removeprefix("\ufeff")
    path.write_text('{"id": "[1]"}\n', encoding="utf-8")
    assert text_of(path, rows=True).startswith("{")
