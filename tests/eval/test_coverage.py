from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.coverage import coverage, main, quotes_in

TESTBED = Path(__file__).resolve().parents[3] / "shared" / "testbed" / "papers"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sentences = [
        f"Moss number {at} grows on the slates of a roof in town {at}." for at in range(40)
    ]
    text = "# On Moss\n\n## 1 Start\n\n" + " ".join(sentences)
    (tmp_path / "moss.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_quote_within_two_neighbours_counts_and_one_that_is_not_there_is_named(
    folder: Path,
) -> None:
    one = ("moss", "Moss number 1 grows on the slates")
    whole = ("moss", " ".join(f"of a roof in town {at}." for at in (1, 2)))
    gone = ("lichen", "Moss number 1")
    found = coverage([one, whole, gone], folder)
    assert (found.one, found.two) == (1, 0)
    assert found.missing == (whole, gone)
    assert found.share == pytest.approx(1 / 3)


def test_the_share_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"evidence": [{"document": "moss", "quote": f"in town {at}."}]} for at in range(40)]
    questions = folder.parent / "questions.jsonl"
    questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert main([str(questions), str(folder)]) == 0
    assert "quotes 40  one passage 40  two 0  share 1.0000" in capsys.readouterr().out


@pytest.mark.slow
@pytest.mark.parametrize("name", ["qasper", "covidqa"])
def test_evidence_of_real_papers_stands_in_one_passage_or_two_neighbours(name: str) -> None:
    if not TESTBED.is_dir():
        pytest.skip("the test bed of real papers is not here")
    found = coverage(list(quotes_in(TESTBED / f"{name}.jsonl")), TESTBED / name)
    assert found.share >= 0.97
