"""Questions written to teach the reader: the file is sound, and pairs made of it are right."""

# ruff: noqa: S311 - repeatable draws, not secrets

from __future__ import annotations

import hashlib
import json
import random
from pathlib import Path

import pytest

from eval.reader.example import CHARACTERS, Example
from eval.reader.rows import LABELS, ReaderFileError, ReadingRow, SupportRow, load_rows
from eval.reader.written import (
    QUESTIONS,
    Written,
    examples_of,
    written_on_papers,
)
from ingest.errors import UsageError

ELSEWHERE = "Visitors may walk through the fort, whose gates are painted red against rust each May."
PLACES = ("Lima", "Oslo", "Accra", "Hue", "Graz", "Turku", "Lagos", "Quito", "Baku", "Izmir")


def passage(place: str) -> str:
    return (
        f"We counted the barges in {place} every morning of a year. The wet season brought "
        f"{len(place)}12 of them, the dry one hardly any. The lock there broke because its "
        "gates had rusted. We do not know who had to pay for it."
    )


def written() -> Written:
    asked = [
        one
        for place in PLACES
        for one in (
            ReadingRow("Why did it break?", passage(place), ("its gates had rusted",)),
            ReadingRow(
                f"How many came to {place} when it rained?", passage(place), (f"{len(place)}12",)
            ),
            ReadingRow("What did the repair cost?", passage(place), ()),
        )
    ]
    claimed = [
        SupportRow(passage(place), claim, label)
        for place in PLACES
        for claim, label in (
            (f"Rust ruined the gates of the lock in {place}.", "supported"),
            (f"Most barges came to {place} in the dry season.", "contradicted"),
            (f"The port of {place} paid for the lock.", "unrelated"),
        )
    ]
    asked.append(ReadingRow("When is the paint renewed?", ELSEWHERE, ("each May",)))
    return Written(tuple(asked), tuple(claimed))


def of_questions(*seeds: int) -> list[Example]:
    pairs = [one for seed in seeds for one in examples_of(written(), random.Random(seed))]
    return [one for one in pairs if one.support < 0]


def line(**fields: object) -> str:
    return json.dumps(fields) + "\n"


def test_an_answer_is_marked_wherever_its_passage_is_cut() -> None:
    made = of_questions(*range(20))
    marked = [one for one in made if one.span is not None]
    assert {one.passage[slice(*one.span or (0, 0))] for one in marked} == {
        "its gates had rusted",
        "each May",
        *(f"{len(place)}12" for place in PLACES),
    }
    assert len({one.passage for one in marked}) > 5 * len(PLACES)
    assert max(len(one.passage) for one in made) <= CHARACTERS


def test_a_question_beside_what_lacks_its_answer_has_none() -> None:
    made = of_questions(*range(20))
    silent = [one for one in made if one.answerable == 0]
    assert all(one.span is None for one in silent)
    without = [one for one in silent if one.query == "Why did it break?"]
    assert without
    for one in without:
        assert one.relevant == 0 or "its gates had rusted" not in one.passage


def test_a_passage_that_only_seems_to_answer_may_be_as_relevant_as_any() -> None:
    made = [one for one in of_questions(1) if one.query == "What did the repair cost?"]
    assert {(one.answerable, one.relevant) for one in made} == {(0, -1)}


def test_a_claim_is_judged_by_its_own_passage_and_unrelated_to_another() -> None:
    pairs = [one for seed in range(9) for one in examples_of(written(), random.Random(seed))]
    rusted = [one for one in pairs if one.query.startswith("Rust ruined")]
    own = [one for one in rusted if one.query.split()[-1][:-1] in one.passage.split()]
    assert {LABELS[one.support] for one in own} == {"supported"}
    others = [one for one in rusted if one.support == LABELS.index("unrelated")]
    assert {one.relevant for one in others} == {0}
    false = [one for one in pairs if one.query.startswith("Most barges") and one.relevant == 1]
    assert {LABELS[one.support] for one in false} == {"contradicted"}


def test_a_claim_is_never_called_unrelated_to_another_passage_of_its_paper() -> None:
    said = "After the flood the weir was rebuilt of oak beams, for which carpenters came uphill."
    again = "Nobody knows what those carpenters earned; the oak beams hold the weir to this day."
    foreign = "A barn without oak beams burned quickly, said two carpenters who never saw a weir."
    claim = "Carpenters rebuilt the weir with oak beams."
    claimed = [SupportRow(said, claim, "supported")]
    claimed += [SupportRow(text, "A hill is high.", "unrelated") for text in (again, foreign)]

    def beside(papers: dict[str, str]) -> set[str]:
        drawn = Written((), tuple(claimed), papers)
        pairs = [one for seed in range(40) for one in examples_of(drawn, random.Random(seed))]
        return {one.passage for one in pairs if one.query == claim and one.relevant == 0}

    assert beside({}) == {again, foreign}
    assert beside({said: "Weirs", again: "Weirs"}) == {foreign}


def test_a_passage_of_the_training_sets_is_found_by_its_hash(tmp_path: Path) -> None:
    text = passage("Lima")
    (tmp_path / "ranking").mkdir()
    (tmp_path / "ranking" / "rows.jsonl").write_text(line(query="q", passage=text))
    questions = [{"question": "Why did it break?", "answer": "its gates had rusted"}]
    sha = hashlib.sha256(text.encode()).hexdigest()
    file = tmp_path / "written.jsonl"
    file.write_text(line(set="ranking/rows", sha256=sha, questions=questions))

    both = [written_on_papers(file, tmp_path, held=held).asked for held in (True, False)]

    assert sum(both, ()) == (ReadingRow("Why did it break?", text, ("its gates had rusted",)),)
    file.write_text(line(set="ranking/rows", sha256="0" * 64, questions=questions))
    with pytest.raises(UsageError, match=r"line 1: ranking/rows\.jsonl .* no passage"):
        written_on_papers(file, tmp_path, held=False)


def test_a_passage_is_either_trained_on_or_kept_back(tmp_path: Path) -> None:
    file = tmp_path / "written.jsonl"
    texts = [f"{passage(place)} {number}" for place in PLACES for number in range(6)]
    question = {"question": "Why did it break?", "answer": "its gates had rusted"}
    file.write_text("".join(line(passage=text, questions=[question]) for text in texts))

    held, trained = (
        {one.context for one in written_on_papers(file, tmp_path, held=side).asked}
        for side in (True, False)
    )

    assert held | trained == set(texts)
    assert not held & trained
    assert 0 < len(held) < len(texts) / 4


def test_the_newest_lines_are_all_learned_from_and_as_many_others(tmp_path: Path) -> None:
    file = tmp_path / "written.jsonl"
    question = {"question": "Why did it break?", "answer": "its gates had rusted"}
    texts = [f"{passage('Lima')} {number}" for number in range(80)]
    file.write_text("".join(line(passage=text, questions=[question]) for text in texts))

    every, some = (
        {
            one.context
            for one in written_on_papers(file, tmp_path, held=False, newest=newest, seed=3).asked
        }
        for newest in (0, 20)
    )

    assert some & set(texts[-20:]) == every & set(texts[-20:])
    assert 0 < len(some - set(texts[-20:])) <= 20


def test_what_stands_beside_a_question_are_passages_of_its_paper_or_near_ones() -> None:
    own, kin = passage("Lima"), "The weir was painted in May."
    far = "Nobody in Lima paints barns or doors before winter."
    row = ReadingRow("Why did the gates in Lima break?", own, ("its gates had rusted",))
    other = ReadingRow("When was it painted?", far, ())

    def beside(papers: dict[str, str]) -> set[str]:
        made = examples_of(Written((row, other), (), papers), random.Random(1))
        return {text for one in made if one.query == row.question for text in one.beside}

    assert beside({own: "Weirs", kin: "Weirs"}) == {kin}
    assert beside({}) == {far}


def test_every_answer_of_the_shipped_file_stands_in_its_passage() -> None:
    rows = [json.loads(text) for text in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    own = [row for row in rows if "passage" in row]
    assert len(own) > 300
    for row in own:
        for one in row["questions"]:
            assert one["question"].strip()
            assert one["answer"] is None or one["answer"] in row["passage"], one
    labels = {one["label"] for row in rows for one in row.get("claims", ())}
    assert labels == set(LABELS)


def test_the_file_itself_measures_the_reader_by_the_passages_that_it_gives(tmp_path: Path) -> None:
    file = tmp_path / "written.jsonl"
    questions = [
        {"question": "Why did it break?", "answer": "its gates had rusted"},
        {"question": "What did it cost?", "answer": None},
    ]
    elsewhere = line(set="ranking/rows", sha256="0" * 64, questions=questions)
    file.write_text(line(passage=passage("Lima"), questions=questions) + elsewhere)

    rows = load_rows(file)

    assert rows == [
        ReadingRow("Why did it break?", passage("Lima"), ("its gates had rusted",)),
        ReadingRow("What did it cost?", passage("Lima"), ()),
    ]
    file.write_text(line(passage=passage("Lima"), questions=[{"question": "Why?"}]))
    with pytest.raises(ReaderFileError, match="a row lacks 'answer'"):
        load_rows(file)
