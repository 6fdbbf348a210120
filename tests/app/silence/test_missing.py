"""What a question names and the evidence lacks is said, and lowers the chance of an answer."""

# ruff: noqa: E501 - a table of questions

from __future__ import annotations

from dataclasses import replace

import pytest

from app.abstain import Estimate, estimate, load_weights, probability
from app.abstain import reason as refusal
from app.chatbot import Chatbot
from app.evidence.candidates import make_query
from app.evidence.chosen import Chosen
from app.language.lexicon import Lexicon
from app.question.questions import analyse
from app.silence.doubts import GRAVE, PLAIN, SLIGHT
from app.silence.missing import nowhere_of
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes
from tests.app.silence.telling import found, of_one_sentence, sentences

TEXT = """# Trade in the Valley

## 1 Harvest

In 2019 the harvest of the valley fell by 6.5% to 48.2 thousand tonnes, worth 9.3 million euros.

## 2 Growers

The valley lists 310 growers. In 2021 the Orchard Union joined them.

## 3 Trees

The mean age of the trees is 14 years. The first terrace was opened in spring by the council.

Nothing else is known.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(TEXT.encode(), "valley.md")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many milliseconds does a query need?", "Each query needs only about 7 ms on it."),
        ("How many degrees Celsius was the mean?", "The mean of the summer was 25°C there."),
        ("How many kilometres is the road long?", "The road is 12 km long."),
        ("How many dollars did the bridge cost?", "The bridge cost $ 5,000 in 2019."),
    ],
)
def test_a_unit_that_is_told_by_its_sign_is_not_missing(
    question: str, sentence: str, hashing_encoder: Encoder
) -> None:
    doubts = found(question, of_one_sentence(sentence), hashing_encoder, sentence)
    assert not {"count", "name", "currency"} & {doubt.kind for doubt in doubts}


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many kilograms does a query need?", "Each query needs only about 7 ms on it."),
        ("How many hours did the query take?", "The query took 30 kWh."),
        ("How many euros did the bridge cost?", "The bridge cost $ 5,000 in 2019."),
    ],
)
def test_a_unit_is_missing_where_another_is_told(
    question: str, sentence: str, hashing_encoder: Encoder
) -> None:
    doubts = found(question, of_one_sentence(sentence), hashing_encoder, sentence)
    assert any(doubt.factor == GRAVE for doubt in doubts)


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What was the harvest in 2023?", "The documents give 2019 here, not 2023."),
        ("What was the harvest in 2021?", "The documents give 2019 here, not 2021."),
        ("What was the harvest worth in dollars?", "The documents give the amount in euros, not in dollars."),
        ("How many villagers moved to the valley?", "The documents give no number of villagers."),
        ("What was the harvest of Freedonia?", "Nothing in these documents mentions 'Freedonia'."),
        ("Did the Valley Bank pay for the harvest?", "Nothing in these documents mentions 'Valley Bank'."),
        ("How did the harvest rise?", "The documents say 'fell' here, not 'rise'."),
        ("What was the harvest before 2015?", "The documents give 2019 here, no year before 2015."),
        ("What was the harvest after 2019?", "The documents give 2019 here, no year after 2019."),
        ("Why did the harvest fall?", "These documents touch on this, but give no reason for it."),
        ("Which 77 villages brought the harvest in?", "What comes nearest does not mention 77."),
        ("Who is the mayor of the valley?", "Nothing in these documents mentions 'mayor'."),
        ("What was the harvest in the first quarter of 2019?", "The documents say nothing here about 'first quarter'."),
        ("How high is the dosage of insulin?", "These documents touch on this, but give no number for it."),
        ("Which cities brought the harvest in?", "The documents do not say here which cities."),
        ("Which airline flew the harvest out?", "The documents do not say here which airline."),
        ("Which company flew the harvest out?", "The documents do not say here which company."),
        ("Which platform has sold the harvest?", "The documents do not say here which platform."),
        ("Which foreign cities brought the harvest in?", "The documents do not say here which cities."),
        ("How did the Orchard Union change the harvest?", "The documents mention 'Orchard Union', but not beside what comes nearest."),
        ("Did vitamin C change the harvest?", "Nothing in these documents mentions 'vitamin C'."),
        ("Did the Terrace Union change the harvest?", "What comes nearest does not mention 'Terrace Union'."),
        ("Which growers brought the biggest harvest in?", "The documents put none of them above the others here."),
        ("How much did the terrace harvest bring?", "The documents mention 'terrace', but give no figure for it here."),
    ],
)  # fmt: skip
def test_what_is_missing_is_named_and_counts_against_an_answer(
    question: str, why: str, document: Document, hashing_encoder: Encoder
) -> None:
    doubts = found(question, document, hashing_encoder, "In 2019")

    assert [doubt.why for doubt in doubts] == [why]
    assert all(doubt.factor in (GRAVE, PLAIN, SLIGHT) for doubt in doubts)


@pytest.mark.parametrize(("counted", "grade"), [("villagers", PLAIN), ("hectares", GRAVE)])
def test_a_measure_that_is_not_told_is_a_graver_doubt_than_a_thing_that_may_have_another_word(
    counted: str, grade: float, document: Document, hashing_encoder: Encoder
) -> None:
    [doubt] = found(f"How many {counted} has the valley?", document, hashing_encoder, "In 2019")

    assert (doubt.kind, doubt.factor) == ("count", grade)


@pytest.mark.parametrize("form", ["numbers", "values", "reasons", "examples"])
def test_a_verb_after_how_many_numbers_is_not_what_is_counted(
    form: str, document: Document, hashing_encoder: Encoder
) -> None:
    doubts = found(f"How many {form} stand for harvest?", document, hashing_encoder, "In 2019")

    assert "count" not in [doubt.kind for doubt in doubts]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("What is the median age of the trees?", "The documents give the mean here, not the median."),
        ("When was the third terrace laid out?", "The documents speak of the first terrace, not the third."),
        ("Who had the terrace closed?", "The documents say 'opened' here, not 'closed'."),
        ("What is the average age of the trees?", None),
        ("Exactly how old are the trees on average?", None),
        ("Who had the first terrace opened?", None),
    ],
)  # fmt: skip
def test_another_statistic_another_of_a_row_and_the_contrary_are_told(
    question: str, why: str | None, document: Document, hashing_encoder: Encoder
) -> None:
    shown = "The mean age" if "age" in question else "The first terrace"
    doubts = found(question, document, hashing_encoder, shown)

    assert [doubt.why for doubt in doubts] == ([why] if why else [])


@pytest.mark.parametrize(
    "question",
    [
        "What was the harvest in 2019?",
        "What was the harvest before 2021?",
        "Was the harvest above 40 thousand tonnes?",
        "Who is the grower of the harvest?",
        "How many tonnes did the harvest reach?",
        "What was the harvest worth in euros?",
        "Did the harvest rise or fall?",
        "Which two villages brought the harvest in?",
        "How large was the harvest in the 21st year of the valley?",
        "What share did the harvest of 48.2 thousand tonnes lose?",
        "By exactly what percentage did the harvest fall?",
    ],
)
def test_nothing_is_missing_where_the_evidence_speaks_of_it(
    question: str, document: Document, hashing_encoder: Encoder
) -> None:
    assert found(question, document, hashing_encoder, "In 2019") == []


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("How large was the total harvest in 2023?", "not 2023"),
        ("Why did the total harvest of the valley decline in 2019?", "not 'decline'"),
        ("What do growers think of submarine warfare?", "submarine"),
    ],
)
def test_a_refusal_says_what_the_documents_lack(chatbot: Chatbot, question: str, why: str) -> None:
    answer = chatbot.ask(question)

    assert answer.abstained
    assert why in answer.reason
    assert answer.hits


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (  # no document speaks of it
            "What was the unemployment rate of the valley?",
            "Nothing in these documents mentions 'unemployment'.",
        ),
        (  # but not here
            "What percentage of the trees?",
            "What comes nearest gives no percentage and says nothing about 'trees'; it is below.",
        ),
        (
            "What percentage of the growers?",
            "These documents touch on this, but give no percentage for it.",
        ),
    ],
)
def test_only_what_is_spoken_of_is_touched_on(
    question: str, reason: str, document: Document, hashing_encoder: Encoder
) -> None:
    lexicon = Lexicon([document.text])
    query = make_query(analyse(question), hashing_encoder, lexicon)
    unspoken = ("trees",) if "trees" in question else ()
    estimated = Estimate(0.0, "", {}, unspoken=unspoken, unvalued=True)

    assert refusal(query, estimated, lexicon) == reason


def test_a_word_that_the_nearest_sentences_say_in_others_is_not_called_unmentioned(
    document: Document, hashing_encoder: Encoder
) -> None:
    question = "What percentage of salaries does Salaria pay?"
    lexicon = Lexicon([document.text])
    query = make_query(analyse(question), hashing_encoder, lexicon)

    def reason(near: float) -> str:
        ranked = [(each, 0.0) for each in sentences(query, document, near)]
        best = replace(ranked[0][0], features={"late": 0.5, "meaning": 0.5})
        chosen = [Chosen(document, best.start, best.end, 0.0)]
        made = estimate(query, [(best, 0.0)], chosen, lexicon)
        return refusal(query, replace(made, reason=""), lexicon)

    assert reason(0.4) == "Nothing in these documents mentions 'salaries' or 'Salaria'."
    assert reason(0.5) == "Nothing in these documents mentions 'Salaria'."  # a name has no others


def lacks(
    documents: list[Document],
    encoder: Encoder,
    *,
    question: str = "Do penguins have knees?",
    **features: float,
) -> tuple[str, ...]:
    """Return what evidence lacks of which each sentence matches a question as `features` say."""
    lexicon = Lexicon([document.text for document in documents])
    query = make_query(analyse(question), encoder, lexicon)
    ranked = [
        (replace(each, features=features), 0.0)
        for document in documents
        for each in sentences(query, document)
    ]
    ranked.sort(key=lambda pair: -sum(pair[0].soft.values()))
    best = ranked[0][0]
    chosen = [Chosen(best.document, best.start, best.end, 0.0)]
    return estimate(query, ranked, chosen, lexicon).lacking


def test_what_no_sentence_comes_near_is_a_question_on_other_things(
    document: Document, hashing_encoder: Encoder
) -> None:
    other = parse_bytes(TEXT.replace("valley", "island").encode(), "island.md")

    assert "strange" in lacks([document], hashing_encoder, late=0.1, meaning=0.1)
    assert "strange" not in lacks([document], hashing_encoder, late=0.4, meaning=0.3)
    assert "strange" in lacks([document, other], hashing_encoder, late=0.4, meaning=0.3)
    assert "strange" not in lacks([document, other], hashing_encoder, late=0.6, meaning=0.5)


def test_what_is_asked_in_the_words_around_what_was_found_is_of_the_same_things(
    document: Document, hashing_encoder: Encoder
) -> None:
    other = parse_bytes(TEXT.replace("valley", "island").encode(), "island.md")
    far = {"late": 0.4, "meaning": 0.3}

    def lacking(question: str) -> tuple[str, ...]:
        return lacks([document, other], hashing_encoder, question=question, **far)

    assert "strange" in lacking("Do penguins trade in the valley?")
    assert "strange" in lacking("What is the trade of the valley?")
    assert "strange" not in lacking("What was the harvest of the valley worth in euros?")


def test_each_doubt_lowers_the_probability(chatbot: Chatbot) -> None:
    there = chatbot.ask("How large was the total harvest in 2019?")
    gone = chatbot.ask("How large was the total harvest in 2023?")

    assert gone.confidence < there.confidence / 2


def test_a_doubt_counts_less_where_the_reader_is_sure() -> None:
    def chance(sure: float, doubt: float) -> float:
        return probability(Estimate(1.0, "", {}, factor=doubt), {"bias": sure})

    assert chance(3.0, PLAIN) > 0.75 > chance(3.0, GRAVE)
    assert chance(-1.0, PLAIN) < 0.1


def test_the_shipped_weights_are_those_of_features_that_there_are(chatbot: Chatbot) -> None:
    finder = chatbot._finder
    estimated = finder.find(analyse("How many growers are there?")).estimate

    assert set(load_weights()) - {"bias"} <= set(estimated.features)
    assert 0 < probability(estimated, load_weights()) < 1


@pytest.mark.parametrize(
    ("question", "doubted"),
    [
        ("What does the paper say about penguins?", True),
        ("What is said about trade with penguins?", True),
        ("What does the paper say about the trade?", False),
        ("Do penguins trade?", False),  # which asks for more than what is said of a thing
        ("What is a penguin?", True),
        ("How does the paper define penguins?", True),
        ("What is the penguin trade?", False),  # the documents may call it otherwise
    ],
)
def test_a_thing_that_no_document_names_is_hardly_spoken_of(
    question: str, doubted: bool, document: Document, hashing_encoder: Encoder
) -> None:
    lacking = lacks([document], hashing_encoder, question=question, late=0.9, meaning=0.9)

    assert ("unheard" in lacking) == doubted


@pytest.mark.parametrize(
    ("typed", "asked", "gone"),
    [
        ("What about plums?", "How dear are plums?", "plums"),
        ("and pears", "How dear are pears?", ""),
        ("and peers", "How dear are pears?", ""),  # a slip that was mended
        ("and what do plums cost?", "What do plums cost?", ""),  # told by other words, it may be
        ("How dear are plums?", "How dear are plums?", ""),
        ("and growers", "Are growers dear?", ""),  # people go by many names
    ],
)
def test_what_only_a_follow_up_names_is_said_to_be_nowhere(
    typed: str, asked: str, gone: str
) -> None:
    told = nowhere_of(typed, asked, Lexicon(["Pears are dear."]))

    assert told == (f"Nothing in these documents mentions '{gone}'." if gone else "")


@pytest.mark.parametrize(
    ("question", "near", "factor"),
    [
        ("How did the harvest do in Freedonia?", 0.0, GRAVE),
        ("How did the harvest do in Freedonia?", 0.5, SLIGHT),  # what is shown is on the like
        ("How did the harvest do in the FDN?", 0.0, SLIGHT),  # which may be spelled in many ways
        ("Praise Orchard Union in short.", 0.0, SLIGHT),  # any word has a capital there
        ("How did the harvest do for the Orchard?", 0.0, SLIGHT),  # the same paper speaks of it
    ],
)
def test_a_name_that_other_papers_have_and_the_one_shown_has_not_speaks_against_an_answer(
    question: str, near: float, factor: float, document: Document, hashing_encoder: Encoder
) -> None:
    doubts = found(
        question,
        document,
        hashing_encoder,
        "In 2019",
        near=near,
        others="Freedonia, the land of the FDN, has no valley to praise.",
    )

    [told] = [doubt for doubt in doubts if doubt.kind == "name"]
    assert told.factor == factor
    assert "Nothing in these documents" not in told.why
