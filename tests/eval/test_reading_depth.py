"""How many hits are read, and what that finds, by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from eval import meaning, reading_depth
from eval.questions import Question
from eval.reading_depth import SHOWN, Read, figures
from index.hits import Hit, Ranks
from index.readings import Reading
from ingest.document import Passage


def _asked(right: int, gap: float) -> Read:
    """Return a question whose answer stands in hit number `right`, which the reader prefers."""
    hits, readings = [], []
    for at in range(SHOWN + 3):
        text = "It opened in 1911." if at == right else f"Room {at} is cold."
        passage = Passage(f"p{at}", "hall", "body", 20 * at, 20 * at + len(text), "1", 1, "", text)
        hits.append(Hit(passage, 0.8 - gap * at, Ranks()))
        readings.append(Reading(0, 2, 5.0, 0.9, 0.95 if at == right else 0.05))
    question = Question("q", "When did it open?", "number", answerable=True, answers=("1911",))
    return Read(question, tuple(hits), tuple(readings))


def test_what_is_read_can_be_put_among_the_first() -> None:
    asked = [_asked(right=6, gap=0.001)]

    assert figures(asked, least=2, near=0.0, most=8) == (2.0, 0.0)
    assert figures(asked, least=2, near=0.1, most=8) == (8.0, 1.0)


def test_what_comes_far_behind_the_first_is_not_read() -> None:
    read, right = figures([_asked(right=1, gap=0.2)], least=2, near=0.1, most=8)

    assert (read, right) == (2.0, 1.0)


def test_a_number_of_what_is_counted_is_read_however_far_behind_the_first() -> None:
    asked = _asked(right=6, gap=0.2)
    counted = replace(asked.question, question="How many rooms?", answers=("40",))
    passage = replace(asked.hits[6].passage, text="It has 40 rooms.")
    hits = [*asked.hits[:6], replace(asked.hits[6], passage=passage), *asked.hits[7:]]

    found = figures([replace(asked, question=counted, hits=tuple(hits))], least=2, near=0.1, most=8)

    assert found == (3.0, 1.0)


@pytest.mark.parametrize("main", [meaning.main, reading_depth.main])
def test_a_test_bed_that_is_not_there_is_one_line(
    main: Callable[[list[str]], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
