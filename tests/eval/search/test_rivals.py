"""Other stacks are measured by a script of their own, Footnote by its own search."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from eval.__main__ import main
from eval.page import write_part
from eval.search.beir import load_collection
from eval.search.rivals import Measured, as_markdown, as_rows, own, rival
from index.encoder import Encoder
from ingest.errors import FootnoteError, UsageError

LINE = {"stack": "other", "docs": 3, "index_s": 1.5, "query_ms_p50": 20.0, "nDCG@10": 0.5}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = {"d1": "parcels were delayed", "d2": "bread is baked", "d3": "rivers flood"}
    (tmp_path / "qrels").mkdir()
    corpus = [json.dumps({"_id": name, "text": text}) for name, text in texts.items()]
    (tmp_path / "corpus.jsonl").write_text("\n".join(corpus), encoding="utf-8")
    query = json.dumps({"_id": "q1", "text": "delayed parcels"})
    (tmp_path / "queries.jsonl").write_text(query, encoding="utf-8")
    judged = "query-id\tcorpus-id\tscore\nq1\td1\t1\n"
    (tmp_path / "qrels" / "test.tsv").write_text(judged, encoding="utf-8")
    return tmp_path


def script(tmp_path: Path, body: str) -> Path:
    path = tmp_path / "peer.py"
    path.write_text(body, encoding="utf-8")
    return path


def test_the_last_line_that_a_script_prints_is_its_result(tmp_path: Path) -> None:
    made = script(tmp_path, f"print('loading')\nprint({json.dumps(LINE)!r})")
    found = rival("other", tmp_path, python=Path(sys.executable), script=made)
    assert found == Measured("other", tmp_path.name, 3, 1.5, 0.02, 0.5)


def test_a_script_that_fails_is_named_with_its_last_words(tmp_path: Path) -> None:
    made = script(tmp_path, "raise SystemExit('no such stack')")
    with pytest.raises(FootnoteError, match="peer.py other .*no such stack"):
        rival("other", tmp_path, python=Path(sys.executable), script=made)


def test_footnote_is_measured_by_each_of_its_ways(folder: Path, hashing_encoder: Encoder) -> None:
    found = list(own(load_collection(folder), hashing_encoder))
    assert [one.stack for one in found] == ["footnote, dense", "footnote, hybrid", "footnote, full"]
    assert all(one.ndcg == 1.0 and one.documents == 3 for one in found)
    assert all(one.index > 0 and one.query > 0 for one in found)


def test_only_the_others_are_kept_for_comparison() -> None:
    both = [Measured("other", "c", 3, 1.5, 0.02, 0.5), Measured("footnote, full", "c", 3, 1, 1, 1)]
    assert [row["stack"] for row in as_rows(both) if isinstance(row, dict)] == ["other"]
    assert "| c | other | 2.0 | 20.0 | 0.5000 |" in as_markdown(both)


def test_figures_that_cannot_be_kept_are_told_so_before_anything_is_measured(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = folder / "ran"
    made = script(folder, f"open({str(ran)!r}, 'w')\nprint({json.dumps(LINE)!r})")
    monkeypatch.setattr("eval.search.quality.RIVALS", folder)  # a folder is there
    options = ["--python", sys.executable, "--script", str(made), "--stacks", "other", "--keep"]
    assert main(["rivals", str(folder), *options]) == 2
    assert f"{str(folder)!r} cannot be written (" in capsys.readouterr().err
    assert not ran.exists()


def test_a_part_of_a_page_is_replaced_and_the_rest_stays(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("Before.\n<!-- x: begin -->\nold\n<!-- x: end -->\nAfter.\n", encoding="utf-8")
    write_part(page, "x", "new \\1\n")
    assert page.read_text(encoding="utf-8") == (
        "Before.\n<!-- x: begin -->\nnew \\1\n<!-- x: end -->\nAfter.\n"
    )
    with pytest.raises(UsageError, match="no lines '<!-- y: begin -->'"):
        write_part(page, "y", "new")
