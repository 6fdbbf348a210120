from __future__ import annotations

import json

import pytest

from eval.machine import machine
from eval.speed.bench import (
    Timing,
    as_markdown,
    cold_start,
    forget_questions,
    timed,
    timings_json,
)
from index.network.minilm import load_encoder
from ingest.errors import FootnoteError


def test_each_piece_of_work_is_done_once_in_order() -> None:
    done: list[int] = []
    timing = timed("count", [lambda at=at: done.append(at) for at in range(5)])
    assert done == [0, 1, 2, 3, 4]
    assert len(timing.seconds) == 5
    assert min(timing.seconds) >= 0


def test_the_table_gives_milliseconds_and_ratios() -> None:
    timings = [Timing("search", (0.010, 0.010)), Timing("answer", (0.020, 0.030, 0.040), "a note")]
    page = as_markdown(timings, dated="Measured on 2026-01-01, on a machine.")
    assert "| search | 10.0 | 10.0 | 2 | 1.0 |  |" in page
    assert "| answer | 30.0 | 39.0 | 3 | 3.0 | a note |" in page
    assert "Measured on 2026-01-01, on a machine." in page


def test_the_object_gives_seconds() -> None:
    data = timings_json([Timing("search", (0.5,))], when="2026-01-01", where="here")
    assert json.loads(json.dumps(data))["timings"] == [
        {"name": "search", "p50": 0.5, "p95": 0.5, "n": 1, "note": ""}
    ]


def test_a_whole_process_is_timed() -> None:
    timing = cold_start(["json.tool", "--help"], repeats=2)
    assert len(timing.seconds) == 2
    assert timing.p50 > 0.005
    assert timing.name == "python -m json.tool --help"


def test_a_process_that_fails_is_no_time() -> None:
    with pytest.raises(FootnoteError, match="python -m json.tool none.json failed"):
        cold_start(["json.tool", "none.json"], repeats=1)


def test_the_machine_is_named() -> None:
    assert "Python 3" in machine()


def test_a_question_that_is_timed_again_is_encoded_again() -> None:
    encoder = load_encoder()
    [first] = encoder.encode_tokens(["How large?"])
    [kept] = encoder.encode_tokens(["How large?"])
    assert kept is first
    forget_questions(encoder)
    [again] = encoder.encode_tokens(["How large?"])
    assert again is not first
