"""Weights are learned from a test bed from start to end, and from the same one again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path

import pytest

from app import abstain
from app.abstain import load_weights
from app.evidence import ranking
from app.evidence.candidates import FEATURES
from eval.calibrate import main, places
from eval.reader.chats import talked_of
from eval.reader.rows import share_of
from eval.weights.examples import first_half

pytestmark = pytest.mark.slow

REACHED = "reached on the half not learned from"
FRUIT = ("apples", "cherries", "plums", "quinces")


def text(fruit: str, number: int) -> str:
    return (
        f"On {fruit} of valley {number}\n\n"
        f"The growers of valley {number} picked {number * 7} crates of {fruit} in 2019. "
        f"They sold them in Oakton because the road to Birchfield was closed. "
        f"The harvest of {fruit} fell after the first frost.\n"
    )


def row(fruit: str, number: int, **where: object) -> dict[str, object]:
    return {
        "question": f"How many crates of {fruit} did the growers pick in 2019?",
        "answers": [f"{number * 7} crates"],
        **where,
    }


def both_halves(named: Callable[[int], str]) -> Iterator[int]:
    """Yield numbers whose names were kept from the reader, of the two halves in turn."""
    for wanted in (True, False):
        kept = (n for n in count(1) if share_of(named(n)) != "trained")
        yield from islice((n for n in kept if first_half(named(n)) == wanted), 2)


@pytest.fixture
def testbed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(
        "eval.weights.teaching.WRITTEN", ()
    )  # those that ship are many, and on others
    folder = tmp_path / "testbed"
    (folder / "reading").mkdir(parents=True)
    (folder / "pdfs" / "papers").mkdir(parents=True)
    for kind in ("covidqa", "qasper"):
        (folder / "papers" / kind).mkdir(parents=True)
        rows = []
        for fruit, number in zip(FRUIT, both_halves("paper-{}".format), strict=True):
            name = f"paper-{number}"
            (folder / "papers" / kind / f"{name}.txt").write_text(text(fruit, number))
            (folder / "pdfs" / "papers" / f"{name}.txt").write_text(text(fruit, number))
            rows.append(row(fruit, number, evidence=[{"document": name}]))
        write(folder / "papers" / f"{kind}.jsonl", rows)
    paragraphs = [text("pears", number) for number in both_halves(lambda n: text("pears", n))]
    there = [row("pears", 1, context=paragraph) for paragraph in paragraphs]
    for number, known in enumerate(there):
        known["answers"] = [paragraphs[number].split("picked ")[1].split(" of")[0]]
    gone = [
        {"question": "Who taught the bees to dance?", "answerable": False, "context": paragraph}
        for paragraph in paragraphs
    ]
    write(folder / "reading" / "squad2.jsonl", [*there, *gone])
    return folder


def write(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(each) + "\n" for each in rows))


def test_what_is_written_where_no_folder_is_named_is_what_is_loaded() -> None:
    assert places(None) == (ranking.WEIGHTS, abstain.WEIGHTS)
    assert all(path.is_file() for path in places(None))


def test_weights_and_what_they_reach_are_written_and_come_out_alike_again(
    testbed: Path, tmp_path: Path
) -> None:
    keep = ["--keep", str(tmp_path / "kept")]
    for out in ("once", "again"):
        (tmp_path / out).mkdir()
        assert main([str(testbed), "--out", str(tmp_path / out), *keep]) == 0

    sentence = json.loads((tmp_path / "once" / "weights.json").read_text())
    assert set(sentence["sentence"]) == set(FEATURES)
    path = tmp_path / "once" / "abstain.json"
    assert {"late", "bias"} <= set(load_weights(path))
    assert {"read", "late", "bias"} <= set(load_weights(path, read=True))
    reached = json.loads(path.read_text())[REACHED]
    assert {"covidqa with reader", "squad2 weights", "qasper sentences"} <= set(reached)
    assert 0 <= reached["covidqa with reader"]["auroc"] <= 1
    assert path.read_text() == (tmp_path / "again" / "abstain.json").read_text()


def test_weights_for_sentences_are_kept_where_that_is_asked(testbed: Path, tmp_path: Path) -> None:
    kept = json.dumps({"sentence": dict.fromkeys(FEATURES, 0.5)})
    (tmp_path / "weights.json").write_text(kept)
    arguments = [str(testbed), "--out", str(tmp_path), "--keep", str(tmp_path / "kept")]

    assert main([*arguments, "--keep-sentences"]) == 0

    sentence = json.loads((tmp_path / "weights.json").read_text())["sentence"]
    assert set(sentence.values()) == {0.5}
    assert {"read", "bias"} <= set(load_weights(tmp_path / "abstain.json", read=True))


def test_weights_for_silence_are_kept_where_that_is_asked(testbed: Path, tmp_path: Path) -> None:
    (tmp_path / "abstain.json").write_text("{}")
    arguments = [str(testbed), "--out", str(tmp_path), "--keep", str(tmp_path / "kept")]

    assert main([*arguments, "--keep-silence"]) == 0

    assert (tmp_path / "abstain.json").read_text() == "{}"
    assert json.loads((tmp_path / "weights.json").read_text())["sentence"]


def test_questions_written_on_the_papers_teach_too(
    testbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    papers = sorted(path.stem for path in (testbed / "papers" / "qasper").iterdir())
    written = [
        {
            "question": "Why did they sell in Oakton?",
            "answers": ["was closed"],
            "documents": [paper],
        }
        for paper in papers
    ]
    lost = [
        {"question": "Why was the road closed?", "answerable": False, "documents": [paper]}
        for paper in (*papers, "no-such-paper")
    ]
    write(tmp_path / "written.jsonl", [*written, *lost])
    monkeypatch.setattr("eval.weights.teaching.WRITTEN", (tmp_path / "written.jsonl",))

    assert main([str(testbed), "--out", str(tmp_path), "--keep", str(tmp_path / "kept")]) == 0

    reached = json.loads((tmp_path / "abstain.json").read_text())[REACHED]
    assert reached["written with reader"]["questions"] == 2 * 2 * 3  # of each folder, one half
    assert reached["written sentences"]["shown"] == 1


def test_small_papers_teach_where_the_reader_has_not_seen_them(
    testbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = list(both_halves("On fruit of valley {}".format))
    seen, *others = [_small_paper(fruit, at) for fruit, at in zip(FRUIT, numbers, strict=True)]
    monkeypatch.setattr("eval.weights.teaching.SMALL", tmp_path / "small.jsonl")
    write(tmp_path / "small.jsonl", [seen, *others])
    monkeypatch.setattr("eval.weights.teaching.TALKED", tmp_path / "chats.jsonl")
    write(tmp_path / "chats.jsonl", [_talked(number) for number in range(12)])
    unread = {str(row["passage"]) for row in others}
    monkeypatch.setattr("eval.weights.small_papers.kept_back", unread.__contains__)

    arguments = [str(testbed), "--out", str(tmp_path), "--keep", str(tmp_path / "kept")]

    assert main([*arguments, "--small-papers"]) == 0

    reached = json.loads((tmp_path / "abstain.json").read_text())[REACHED]
    measured = [row for row in others if not first_half(str(row["paper"]))]
    kept = [row for row in map(_talked, range(12)) if talked_of(row).is_kept_back]
    turns = sum(2 for row in kept if not first_half(str(row["paper"])))
    assert reached["small with reader"]["questions"] == 2 * len(measured) > 0
    assert reached["talk with reader"]["questions"] == turns > 0
    assert reached["small sentences"]["shown"] == 1


def _talked(number: int) -> dict[str, object]:
    return {
        "paper": f"On plums of valley {number}",
        "passages": [text("plums", number).split("\n\n")[1].strip()],
        "chats": [
            [
                {"question": "Where did they sell the plums?", "answer": "in Oakton", "passage": 0},
                {"question": "how many donkeys did they keep?", "answer": None, "passage": 0},
            ]
        ],
    }


def _small_paper(fruit: str, number: int) -> dict[str, object]:
    return {
        "paper": f"On fruit of valley {number}",
        "passage": text(fruit, number).split("\n\n")[1].strip(),
        "questions": [
            {"question": f"Where did they sell the {fruit}?", "answer": "in Oakton"},
            {"question": "How many donkeys did they keep?", "answer": None},
        ],
    }
