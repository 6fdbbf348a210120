from __future__ import annotations

import pytest

from app.jsonl import json_of
from ingest.errors import UsageError


@pytest.mark.parametrize("line", ["{", "[" * 100_000, '{"id": ' + "9" * 5_000 + "}"])
def test_a_line_that_cannot_be_read_is_wrong_usage(line: str) -> None:
    with pytest.raises(UsageError, match=r"Not JSON \("):
        json_of(line)
