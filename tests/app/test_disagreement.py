"""Passages that say otherwise are shown beside the answer; those about other things are not."""

# ruff: noqa: E501 - tables of sentences

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from app.answer import Answer
from app.ask import Look, as_text
from app.chatbot import open_chatbot
from app.disagreement import differ
from app.evidence.answer_form import fitting
from app.evidence.candidates import Candidate, make_query
from app.export import answer_from_json, answer_to_json, to_markdown
from app.language.lexemes import every_stem
from app.language.lexicon import Lexicon
from app.question.questions import analyse
from index.encoder import Encoder
from ingest.parse import parse_bytes


def candidate(text: str, question: str) -> Candidate:
    document = parse_bytes(text.encode(), "paper.txt")
    asked = analyse(question)
    soft = {term.stem: float(term.stem in every_stem(text)) for term in asked.terms}
    return Candidate(
        document, 0, "", 0, len(text), text, {}, values=fitting(asked, text), soft=soft
    )


def about(question: str, one: str, other: str, encoder: Encoder) -> str:
    query = make_query(analyse(question), encoder, Lexicon([one, other]))
    return differ(query, candidate(one, question), candidate(other, question))


@pytest.mark.parametrize(
    ("question", "one", "other", "expected"),
    [
        (
            "How long is the incubation period of the virus?",
            "The mean incubation period of the virus was 5.2 days.",
            "The incubation period of the virus is 6.4 days.",
            "5.2 days or 6.4 days",
        ),
        (
            "What was the total import and export volume in 2019?",
            "Boats carried goods worth 158.13 billion yuan in and out of the valley in 2019; this total import and export volume grew by 22.7%.",
            "The import and export volume that traders reported for 2019 was 172.4 billion yuan.",
            "158.13 billion yuan or 172.4 billion yuan",
        ),
        (
            "What was the harvest of orchard 117?",
            "The harvest of orchard 117 was 352 baskets and filled 12 carts.",
            "The harvest of orchard 117 was 169 baskets and filled 14 carts.",
            "352 baskets or 169 baskets",
        ),
        (
            "What was the harvest of the valley?",
            "As nearly 400 told us, the harvest of the valley was 352 baskets.",
            "As nearly 200 told us, the harvest of the valley was 169 baskets.",
            "352 baskets or 169 baskets",
        ),
        (
            "At what price was the harvest of the valley sold?",
            "The harvest of the valley was sold at 35 euros.",
            "The harvest of the valley was sold at 91 euros.",
            "35 euros or 91 euros",
        ),
        (
            "Does cold storage help growers?",
            "Cold storage increases the prices that growers get.",
            "Cold storage decreases the prices that growers get.",
            "increases or decreases",
        ),
        (
            "Does the treatment reduce mortality?",
            "The treatment did reduce mortality of the patients in hospital.",
            "The treatment did not reduce mortality of the patients in hospital.",
            "whether it is so or not",
        ),
    ],
)  # fmt: skip
def test_another_value_or_the_contrary_is_a_disagreement(
    question: str, one: str, other: str, expected: str, hashing_encoder: Encoder
) -> None:
    assert about(question, one, other, hashing_encoder) == expected
    assert about(question, other, one, hashing_encoder)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In 2018 the harvest of the valley was 40.1 thousand tonnes.", "In 2019 the harvest of the valley was 48.2 thousand tonnes."),
        ("The harvest of the valley was 48.2 thousand tonnes.", "The harvest of the valley was 48 thousand tonnes."),
        ("The harvest of the valley was 48.2 thousand tonnes.", "The harvest of the valley was about 50 thousand tonnes."),
        ("The harvest of the valley was 0.0482 million tonnes.", "The harvest of the valley was 48.2 thousand tonnes."),
        ("Exports of the valley were 12.4 thousand tonnes.", "Imports of the valley were 10.2 thousand tonnes."),
        ("The harvest of Oakton was 12.4 thousand tonnes.", "The harvest of Hilltown was 10.2 thousand tonnes."),
        ("The period of the disease was 5 to 7 days.", "The period of the disease was 6 days."),
        ("The harvest in the north was 12.4 thousand tonnes.", "The harvest in the mountains was 10.2 thousand tonnes."),
        ("Model A reached an accuracy of 85.2 percent.", "Model B reached an accuracy of 86.1 percent."),
        ("The price of apples rose in Oakton last year.", "The price of apples fell in Hilltown last year."),
        ("The harvest weighed 12 tonnes.", "The harvest took 14 days."),
        ("The harvest of orchard 117 was 12.4 tonnes.", "The harvest of orchard 56 was 10.2 tonnes."),
        ("Orchard 117 gave a harvest of 352 baskets.", "Orchard 56 gave a harvest of 169 baskets."),
        ("Plums kept at 2 °C gave a harvest of 35 baskets.", "Plums kept at 8 °C gave a harvest of 91 baskets."),
        ("30 HARVEST crate harvest 20 harvest basket", "20 HARVEST crate harvest 30 harvest basket"),
    ],
)  # fmt: skip
def test_other_things_other_years_and_rounded_values_are_none(
    one: str, other: str, hashing_encoder: Encoder
) -> None:
    assert about("What was the harvest?", one, other, hashing_encoder) == ""


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("What share of patients tested positive for HBoV1?", "Of 11,399 patients 2.2% tested positive for HBoV1 infection.", "In our study, 45.2% of HBoV1-positive patients also tested positive for other pathogens."),
        ("What does the combination do for survival?", "The combination increased survival (p = 0.04 for 3 mg/kg BW/day) over carrageenan alone.", "The combination was compared with carrageenan (12 mg/kg BW/day) and a placebo."),
        ("How many strains had changes to NS5A inhibitors?", "Changes to NS5A inhibitors were seen in 2 strains of all.", "Changes to NS5B inhibitors were seen in 5 strains of all."),
        ("What was the male to female ratio?", "The ratio was 1.82:1 and the median age was 1.75 years.", "The patients were grown up, with a median age of 51.08 years."),
    ],
)  # fmt: skip
def test_values_of_groups_doses_and_things_not_asked_about_are_none(
    question: str, one: str, other: str, hashing_encoder: Encoder
) -> None:
    document = parse_bytes(f"{one} {other}".encode(), "paper.txt")
    query = make_query(analyse(question), hashing_encoder, Lexicon([one, other]))
    first, second = (
        dataclasses.replace(candidate(text, question), document=document) for text in (one, other)
    )

    assert differ(query, first, second) == ""


def test_one_paper_that_gives_two_values_for_the_same_disagrees_with_itself(
    hashing_encoder: Encoder,
) -> None:
    question = "How long was the incubation period of the virus?"
    one = "The mean incubation period of the virus was 5.2 days."
    other = "The incubation period of the virus was 6.4 days."
    document = parse_bytes(f"{one} {other}".encode(), "paper.txt")
    query = make_query(analyse(question), hashing_encoder, Lexicon([one, other]))
    first, second = (
        dataclasses.replace(candidate(text, question), document=document) for text in (one, other)
    )

    assert differ(query, first, second) == "5.2 days or 6.4 days"


@pytest.fixture
def answer(tmp_path: Path, hashing_encoder: Encoder) -> Answer:
    one = "# Apples One\n\n## 1 Harvest\n\nThe total harvest of apples in the valley in 2019 was 48.2 thousand tonnes.\n"
    other = "# Apples Two\n\n## 1 Harvest\n\nIn 2019 the harvest of apples in the valley reached 61.5 thousand tonnes.\n"
    with open_chatbot(
        tmp_path / "library", encoder=hashing_encoder, use_reader=False, threshold=0.1
    ) as bot:
        bot.library.add_bytes(one.encode(), "one.md")
        bot.library.add_bytes(other.encode(), "two.md")
        return bot.ask("How large was the harvest of apples in the valley in 2019?")


def test_both_sides_are_shown_with_their_places(answer: Answer) -> None:
    [found] = answer.disagreements

    assert {side.document_id for side in found.sides} == {"one", "two"}
    assert found.sides[0].number in {citation.number for citation in answer.citations}
    shown = as_text(answer, Look())
    assert f"The documents disagree: {found.about}" in shown
    assert all(side.quote in " ".join(shown.split()) for side in found.sides)
    assert "documents disagree" in to_markdown(answer)


def test_disagreements_are_saved_with_the_answer(answer: Answer) -> None:
    row = json.loads(json.dumps(answer_to_json(answer)))

    assert len(row["disagreements"][0]["sides"]) == 2
    assert answer_from_json(row).disagreements[0].about == answer.disagreements[0].about
