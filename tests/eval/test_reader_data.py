"""The training mix: offsets stay right, what is kept back is not trained on, seeds repeat."""

# ruff: noqa: S311 - repeatable draws, not secrets

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.reader_data import (
    CHARACTERS,
    RANKING,
    READING,
    SUPPORTING,
    Example,
    build,
    sentences,
)
from eval.reader_rows import share_of

TOPICS = [f"subject{number}" for number in range(120)]


def paragraph(topic: str) -> str:
    filler = f"The {topic} was described in Boston by two authors. " * (
        30 if topic[-1] == "7" else 2
    )
    return f"{filler}In 1987 the {topic} reached a height of 412 metres. Later it fell in Ohio."


def rows_of(kind: str) -> Iterator[dict[str, object]]:
    for topic in TOPICS:
        text = paragraph(topic)
        if kind == "reading":
            yield {
                "question": f"How high was the {topic} in 1987?",
                "context": text,
                "answers": ["412 metres"],
                "answerable": True,
                "start": text.index("412 metres"),
            }
        elif kind == "ranking":
            yield {"query": f"height of {topic}", "passage": text, "relevant": 1}
        else:
            yield {"claim": f"The {topic} fell.", "evidence": text, "label": "supported"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("training")
    for kind, names in (("reading", READING), ("ranking", RANKING), ("support", SUPPORTING)):
        (folder / kind).mkdir()
        lines = "".join(json.dumps(row) + "\n" for row in rows_of(kind))
        for name in names:
            (folder / kind / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def mix(data: Path) -> list[Example]:
    return build(data, squad=None, rng=random.Random(1), held=False)


def test_every_span_is_the_answer(mix: list[Example]) -> None:
    spans = [example for example in mix if example.span is not None]
    assert len(spans) > 100
    assert {example.passage[slice(*example.span or (0, 0))] for example in spans} == {"412 metres"}


def test_no_passage_of_a_question_is_too_long(mix: list[Example]) -> None:
    asked = [example for example in mix if example.source.startswith("reading/")]
    assert max(len(example.passage) for example in asked) <= CHARACTERS


def test_an_unanswerable_question_has_no_span(mix: list[Example]) -> None:
    silent = [example for example in mix if example.answerable == 0]
    assert silent
    assert all(example.span is None for example in silent)


def test_what_is_kept_back_is_not_trained_on(data: Path, mix: list[Example]) -> None:
    held = build(data, squad=None, rng=random.Random(1), held=True)
    kept = {example.query for example in held if example.source == "reading/tydiqa_goldp_en"}
    trained = {example.query for example in mix if example.source == "reading/tydiqa_goldp_en"}
    originals = {f"How high was the {topic} in 1987?" for topic in TOPICS}
    assert kept & originals
    assert not kept & trained & originals


def test_altered_sentences_are_contradicted_and_true_ones_supported(mix: list[Example]) -> None:
    made = [example for example in mix if example.source.startswith("made/")]
    for example in made:
        if example.support == 0:
            assert example.query.rstrip(".") in example.passage
        if example.support == 1:
            assert example.query not in example.passage


def test_the_same_seed_gives_the_same_mix(data: Path, mix: list[Example]) -> None:
    assert build(data, squad=None, rng=random.Random(1), held=False) == mix


def test_sentences_do_not_end_inside_numbers() -> None:
    assert sentences("It rose by 3.5 percent. Then it fell.") == [
        "It rose by 3.5 percent.",
        "Then it fell.",
    ]


def test_a_question_made_unanswerable_has_its_words_or_its_passage_changed(
    mix: list[Example],
) -> None:
    made = [
        example
        for example in mix
        if example.answerable == 0 and example.source == "reading/squadshifts_wiki"
    ]
    asked = {f"How high was the {topic} in 1987?" for topic in TOPICS}
    assert made
    for example in made:
        assert example.query not in asked or "412 metres" not in example.passage


def test_of_papers_only_the_half_that_may_be_trained_on_is_seen(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    rows = []
    for name in ("birch", "cedar", "elder", "hazel", "larch", "maple", "rowan", "spruce"):
        quote = f"The {name} was 31 metres high."
        pad = "Nothing else was measured in that year by the same people. " * 20
        (folder / f"{name}.txt").write_text(f"{quote} {pad}\n\n{pad}", encoding="utf-8")
        evidence = [{"document": name, "quote": quote}]
        row = {"id": name, "question": f"How high was the {name}?", "answerable": True}
        rows.append(json.dumps(row | {"answers": ["31 metres"], "evidence": evidence}))
    questions = tmp_path / "papers.jsonl"
    questions.write_text("\n".join(rows), encoding="utf-8")
    mixed = build(data, squad=None, rng=random.Random(1), held=False, papers=questions)
    seen = [example for example in mixed if example.source == "papers/papers"]
    names = {example.query.split()[-1].rstrip("?") for example in seen}
    assert names == {name for name in names if share_of(name) == "trained"}
    assert 0 < len(names) < 8
    assert all(
        example.passage[slice(*example.span)] == "31 metres" for example in seen if example.span
    )
    assert any(example.answerable == 0 for example in seen)
