"""The table of verdicts on true and changed sentences of a small paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.verdicts import CHANGED, TRUE, Pair, made_pairs, measure, overall, read_papers

PAPER = """# Apples in the Valley

## 1 Trade

In 2019, the growers of the valley sold 480 apples a day to the town of Oakton (see Table 2).
However, the 35 growers of Oakton sold 90 pears a day, which was 12% of all that was sold there.
The harvest of 2017 was lower than that of 2018, which merchants from Hilltown did not expect.
Cold storage was built by Orchard Union in 2014 and holds 20 kg of fruit for each grower there.
The trade is expected to increase after the road to Rivertown is opened to all of the growers.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "apples.md").write_text(PAPER, encoding="utf-8")
    return tmp_path / "papers"


def test_there_are_true_pairs_and_pairs_of_every_change(folder: Path) -> None:
    pairs = made_pairs(read_papers(folder), each=2)

    assert {pair.kind for pair in pairs} == {*TRUE, *CHANGED}
    for pair in pairs:
        assert (pair.claim in pair.evidence) == (pair.kind == "as it stands")


def test_the_rules_tell_true_from_changed(folder: Path) -> None:
    found = overall(measure(made_pairs(read_papers(folder), each=2)))

    assert found == {"true supported": 1.0, "changed not supported": 1.0}


def test_a_judge_that_supports_everything_is_found_out() -> None:
    pairs = [Pair("a", "a", "as it stands"), Pair("b", "a", "number")]

    lines = measure(pairs, lambda claim, evidence: "supported")

    assert [(line.kind, line.right) for line in lines] == [("as it stands", 1.0), ("number", 0.0)]
    assert overall(lines) == {"true supported": 1.0, "changed not supported": 0.0}


def test_the_command_prints_the_table_and_can_be_a_gate(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verdicts", str(folder), "--json", "--fail-under", "0.9"]) == 0
    assert json.loads(capsys.readouterr().out)["kinds"]["negation"]["right"] == 1.0

    assert main(["verdicts", str(folder), "--fail-under", "1"]) == 0
    assert "changed not supported: 1.000" in capsys.readouterr().out

    (folder / "apples.md").write_text("# Apples\n\nNone were sold.\n", encoding="utf-8")
    assert main(["verdicts", str(folder), "--fail-under", "0.9"]) == 1
    told = capsys.readouterr()
    assert "changed not supported: 0.000" in told.out
    assert "gate missed: changed not supported is 0.0000, under 0.9" in told.err


def test_a_folder_without_papers_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verdicts", str(tmp_path)]) == 2
    assert "no papers" in capsys.readouterr().err
