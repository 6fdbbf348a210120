"""The table of verdicts on true and changed sentences of a small paper."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.reader.rows import is_set_apart
from eval.verdicts import (
    CHANGED,
    TRUE,
    Pair,
    claimed_in,
    made_pairs,
    measure,
    overall,
    read_papers,
    with_reader,
)
from index.readings import Judgement
from ingest.errors import UsageError

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
    assert "changed not supported: there is none" in told.out
    assert "gate missed: changed not supported was not measured" in told.err


def test_a_folder_without_papers_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verdicts", str(tmp_path)]) == 2
    assert "no papers" in capsys.readouterr().err


CLAIMS = [
    ("The growers sold 480 apples a day.", "supported"),
    ("The growers sold 840 apples a day.", "contradicted"),
    ("The growers kept bees in the winter.", "unrelated"),
]


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    evidence = "In 2019, the growers of the valley sold 480 apples a day to the town of Oakton."
    rows = [{"evidence": evidence, "claim": claim, "label": label} for claim, label in CLAIMS]
    file = tmp_path / "claims.jsonl"
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return file


@pytest.mark.parametrize("reader", ["--reader", "--no-reader"])
def test_claims_of_a_file_are_counted_by_their_labels(
    reader: str, claims: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verdicts", str(claims), "--json", reader]) == 0

    told = json.loads(capsys.readouterr().out)
    assert {label: kind["right"] for label, kind in told["kinds"].items()} == {
        label: 1.0 for _, label in CLAIMS
    }


def test_the_reader_is_asked_for_what_the_rules_leave_open() -> None:
    class Denying:
        def judge(self, pairs: object) -> list[Judgement]:
            return [Judgement(supported=0.05, contradicted=0.05, unrelated=0.9)]

    evidence = "The growers of the valley sold apples and pears to the town of Oakton."
    judge = with_reader(Denying())

    assert judge("The town of Oakton sold apples to the growers.", evidence) == "unsupported"
    assert judge(evidence, evidence) == "supported"


def test_of_claims_held_out_only_texts_that_were_never_trained_on_are_left(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    texts = [f"The town has {n} wells." for n in range(200)]
    rows = [{"evidence": text, "claim": text, "label": "supported"} for text in texts]
    file.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    kept = {pair.evidence for pair in claimed_in(file, held_out=True)}

    assert kept == set(filter(is_set_apart, texts))
    assert 0 < len(kept) < 40


def test_a_file_without_claims_is_refused_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "asked.jsonl"
    row = {"question": "Who?", "context": "Nobody.", "answers": [], "answerable": False}
    file.write_text(json.dumps(row), encoding="utf-8")

    assert main(["verdicts", str(file)]) == 2
    assert "no claims" in capsys.readouterr().err


def test_of_claims_that_are_all_true_there_is_no_share_of_changed_ones(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"claim": "They sold apples.", "evidence": "They sold apples.", "label": "supported"}
    file = tmp_path / "claims.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")

    assert main(["verdicts", str(file), "--json"]) == 0
    shares = json.loads(capsys.readouterr().out)
    assert (shares["true supported"], shares["changed not supported"]) == (1.0, None)


@pytest.mark.parametrize("option", [[], ["--held-out"]])
def test_what_is_not_there_is_called_so(
    option: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verdicts", str(tmp_path / "claim.jsonl"), *option]) == 2
    said = capsys.readouterr().err
    assert "no such file" in said.casefold()
    assert "papers" not in said


def test_papers_are_not_held_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verdicts", str(folder), "--held-out"]) == 2
    assert "--held-out" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_told_and_does_not_stop_the_others(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "empty.md").touch()
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "whole.md").write_text("# Moss\n\nMoss grew on roofs.\n", encoding="utf-8")
    assert [paper.title for paper in read_papers(tmp_path)] == ["Moss"]
    assert "empty.md is left out: 'empty.md' is empty." in caplog.text
    assert "folder.md is left out" in caplog.text
    (tmp_path / "whole.md").unlink()
    with pytest.raises(UsageError, match="no papers that can be read"):
        read_papers(tmp_path)
