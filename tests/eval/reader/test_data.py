"""The training mix: offsets stay right, what is kept back is not trained on, seeds repeat."""

# ruff: noqa: S311 - repeatable draws, not secrets

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from eval.reader.data import RANKING, READING, SUPPORTING, build
from eval.reader.example import CHARACTERS, Example, sentences
from eval.reader.rows import share_of

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


def test_a_sentence_is_sought_in_the_rest_of_its_text(mix: list[Example]) -> None:
    sought = [example for example in mix if example.source == "made/sought" and example.relevant]
    whole = {tuple(sorted(sentences(paragraph(topic)))) for topic in TOPICS}
    short = [example for example in sought if len(example.passage) < CHARACTERS]
    assert short
    for example in short:
        assert (example.relevant, example.answerable, example.support) == (1, -1, -1)
        assert tuple(sorted([*sentences(example.passage), example.query])) in whole


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


def test_of_a_squad_file_the_trained_half_is_seen_as_often_as_asked(
    data: Path, tmp_path: Path
) -> None:
    squad = tmp_path / "squad.jsonl"
    rows = list(rows_of("reading"))
    squad.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def answered(times: float) -> list[str]:
        mixed = build(data, squad=squad, rng=random.Random(1), held=False, squad_times=times)
        return [one.query for one in mixed if one.source == "reading/squad2" and one.span]

    once, often = answered(1), answered(4)
    trained = {row["question"] for row in rows if share_of(row["context"]) == "trained"}
    assert set(once) == trained
    assert 0 < len(trained) < len(rows)
    assert len(often) == 4 * len(once)


NAMES = [
    f"{first}{last}" for first in ("Al", "Bre", "Cor", "Dun", "Eld") for last in ("bert", "win")
]
THINGS = ("windmill", "orchard", "lantern", "viaduct", "granary", "chapel", "sundial", "foundry")


def story(at: int) -> tuple[str, str]:
    """Return a passage and the year in which its first person built the first thing."""
    one, other = NAMES[at % len(NAMES)], NAMES[(at * 3 + 1) % len(NAMES)]
    thing, second = THINGS[at % len(THINGS)], THINGS[(at * 5 + 3) % len(THINGS)]
    year = str(1700 + at)
    letters = random.Random(at)
    own = " ".join("".join(letters.choices("bdfgklmnprst", k=7)) for _ in range(16))
    text = (
        f"As is known, {one} built the {thing}{at} in {year}. "
        f"Much later, in {1900 + at}, a painter named {other} drew the {second} of {own}."
    )
    return text, year


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Training sets whose passages differ, so that some lie near and lack the answer."""
    folder = tmp_path_factory.mktemp("stories")
    for kind, names in (("reading", READING), ("ranking", RANKING), ("support", SUPPORTING)):
        (folder / kind).mkdir()
        rows: list[dict[str, object]] = []
        for at in range(80):
            text, year = story(at)
            who = NAMES[at % len(NAMES)]
            question = f"When did, as is known, {who} build the {THINGS[at % len(THINGS)]}?"
            rows.append(
                {
                    "reading": {"question": question, "context": text, "answers": [year]}
                    | {"answerable": True, "start": text.index(year)},
                    "ranking": {"query": question, "passage": text, "relevant": 1},
                    "support": {"claim": f"{who} built the {THINGS[at % len(THINGS)]}{at}."}
                    | {"evidence": text, "label": "supported"},
                }[kind]
            )
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        for name in names:
            (folder / kind / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_some_questions_ask_of_another_name_of_their_own_passage(stories: Path) -> None:
    mixed = build(stories, squad=None, rng=random.Random(5), held=False)
    renamed = [
        example
        for example in mixed
        if example.answerable == 0
        and example.relevant == -1
        and any(name in example.query and f"named {name}" in example.passage for name in NAMES)
    ]
    assert renamed


def test_some_questions_stand_beside_a_near_passage_that_lacks_the_answer(stories: Path) -> None:
    years = {f"{story(at)[0]}": story(at)[1] for at in range(80)}
    mixed = build(stories, squad=None, rng=random.Random(5), held=False)
    near = [
        example
        for example in mixed
        if example.source == "reading/tydiqa_goldp_en"
        and (example.answerable, example.relevant) == (0, 0)
    ]
    assert near
    assert {example.passage for example in near} <= set(years)
    for example in near:
        assert any(name in example.passage for name in NAMES if name in example.query)


def test_some_claims_stand_beside_the_evidence_of_another(stories: Path) -> None:
    mixed = build(stories, squad=None, rng=random.Random(5), held=False)
    foreign = [
        example
        for example in mixed
        if example.source == "near/check_covid" and example.relevant == 0
    ]
    assert foreign
    for example in foreign:
        assert example.support == 2
        assert f"{example.query.rstrip('.').split()[-1]} in" not in example.passage
