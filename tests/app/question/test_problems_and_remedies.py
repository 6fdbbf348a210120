"""Questions for what should be done are met with what should be done, not with what is wrong."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from app.evidence.candidates import Candidate, make_query
from app.extract import choose
from app.language.lexicon import Lexicon
from app.papers.sections import section_answer
from app.question.problems_and_remedies import (
    asks_how_to,
    asks_obstacle,
    asks_remedy,
    asks_trouble,
    tells_cure,
    tells_remedy,
    tells_trouble,
)
from app.question.questions import analyse
from app.question.superlatives import (
    asks_first,
    asks_leading,
    offers_choice,
    puts_first,
    sets_apart,
)
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# Ferries

## 1. Delays

Delays of ferries are the worst problem of the strait. A shortage of pilots causes most delays.

Pilots should be trained at the harbour school. A second quay would be dear.
Better tide tables cut delays.

## 2. Fares

Fares are high. Two reasons stand out.

Fuel is dear in winter.

Few passengers cross at night.

Nothing else is known.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER, "ferries.md")


@pytest.mark.parametrize(
    "question",
    [
        "What can be done about the delays?",
        "Which measures are proposed against delays?",
        "What remedy is there for the shortage of pilots?",
        "What do the authors recommend?",
        "Which measures does section 3 propose?",
        "How can the delays be reduced?",
        "What would help the pilots?",
        "How should delays be handled?",
        "What is the solution to the delays?",
        "What recommendations are given for harbours?",
        "What would make the crossing less risky?",
        "What could make delays shorter?",
    ],
)
def test_a_remedy_is_asked_for(question: str) -> None:
    assert asks_remedy(question)


@pytest.mark.parametrize(
    "question",
    [
        "What causes the delays?",
        "How long are the delays?",
        "How can pilots see the quay?",
        "What is the shortage of pilots?",
        "Who measures the tides?",
        "Which outcome measures were used?",
        "What solution were the samples kept in?",
        "What improvements were observed?",
        "What was the cure rate at 12 weeks?",
        "Which measures do the authors use to evaluate the parser?",
        "What does the price elasticity of demand depend on?",
        "What is required for T cell activation?",
        "Which dataset is used for recommendation?",
        "What is the number of region proposals?",
        "What steps does the algorithm perform?",
        "What actions can the agent take?",
        "What improvements does the model achieve over the baseline?",
        "What do the results suggest about transmission?",
    ],
)
def test_a_question_for_facts_asks_for_no_remedy(question: str) -> None:
    assert not asks_remedy(question)


def test_how_to_do_a_thing_may_be_a_remedy() -> None:
    assert asks_how_to("How can pilots see the quay?")
    assert not asks_how_to("How did pilots see the quay?")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How can fog hurt a harbour?", False),
        ("How might a strike affect the port?", False),
        ("How could such delays arise?", False),
        ("How can pilots avoid the delays that hurt a harbour?", True),
        ("How should a strike be handled?", True),
        ("How can storm damage be prevented?", True),
        ("How can crews handle the storms that threaten a port?", True),
    ],
)
def test_how_a_thing_can_do_harm_asks_for_no_remedy(question: str, asks: bool) -> None:
    assert asks_how_to(question) is asks


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Pilots should be trained.", True),
        ("Better tide tables cut delays.", True),
        ("Costs can be lowered by sharing crews.", True),
        ("If they publish tide tables, delays shrink.", True),
        ("If crews are not trained, delays are fewer.", False),
        ("When those ports are included, the share of delays diminishes.", False),
        ("If a lack of crews persists, rivals are faster.", False),
        ("A shortage of pilots causes most delays.", False),
        ("Delays fell by a tenth in 2019.", False),
    ],
)
def test_a_remedy_is_told_by_how_it_is_put(sentence: str, tells: bool) -> None:
    assert tells_remedy(sentence) is tells


PROBLEM_FIRST = {"A shortage": 5.0, "Pilots should": 3.0, "Better": 2.5}


def chosen(
    question: str,
    document: Document,
    encoder: Encoder,
    scores: Mapping[str, float] = PROBLEM_FIRST,
) -> list[str]:
    """Return what is shown of the sentences that open with the keys of `scores`, best first."""
    ranked = []
    for opening, score in scores.items():
        start = document.text.index(opening)
        end = document.text.index(".", start) + 1
        text = document.text[start:end]
        features = {"read": 0.0, "soft": 0.8, "lexical": 0.5}
        ranked.append((Candidate(document, 0, "1", start, end, text, features), score))
    query = make_query(analyse(question), encoder, Lexicon([document.text]))
    return [item.text for item in choose(query, ranked)]


def test_what_is_to_be_mended_is_not_shown_as_its_remedy(
    document: Document, hashing_encoder: Encoder
) -> None:
    remedies = ["Pilots should be trained at the harbour school.", "Better tide tables cut delays."]
    problem = "A shortage of pilots causes most delays."

    asked = "What can be done about the shortage of pilots?"
    assert chosen(asked, document, hashing_encoder) == remedies
    assert problem in chosen("What causes most delays?", document, hashing_encoder)


def section(question: str, document: Document) -> list[str]:
    return [item.text for item in section_answer(analyse(question), document).chosen]


def test_what_a_section_recommends_is_told_from_all_of_it(document: Document) -> None:
    assert section("What does section 1 recommend?", document) == [
        "Pilots should be trained at the harbour school.",
        "Better tide tables cut delays.",
    ]


def test_something_within_a_section_is_left_to_the_search(document: Document) -> None:
    assert section("What does section 1 say about pilots?", document) == []
    assert section("What is section 1 about?", document)


def test_a_section_that_announces_two_reasons_is_told_with_them(document: Document) -> None:
    assert section("What is section 2 about?", document)[1:] == [
        "Fares are high.",
        "Two reasons stand out.",
        "Fuel is dear in winter.",
        "Few passengers cross at night.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Which problems do small ports have?",
        "In what respects does the quay fall short?",
        "What hampers the ferries?",
        "What stands in the way of longer routes?",
        "In which fields are the rules most deficient?",
        "What makes it hard to train pilots?",
        "List the shortcomings of the timetable.",
        "weaknesses of the harbour school",
        "What is wrong with the fares?",
        "Where is the timetable weak?",
        "Where does the timetable let passengers down?",
        "Where does the timetable break down?",
        "What held the harbour back at first?",
        "What held back the growth of the harbour?",
        "What held the growth of the old harbour back?",
        "What stood in the way of longer routes?",
        "What slowed the ferries down?",
        "What do the pilots fear?",
    ],
)
def test_a_trouble_is_asked_for(question: str) -> None:
    assert asks_trouble(question)


@pytest.mark.parametrize(
    "question",
    [
        "How many pilots are there?",
        "What should be done for the ferries?",
        "When did the harbour open?",
        "What is a harbour?",
        "Who trains the pilots?",
        "Which harbours are open in winter?",
        "Which enzyme breaks down starch?",
        "Why is the quay closed?",
        "How long was the ferry held?",
    ],
)
def test_other_questions_ask_for_no_trouble(question: str) -> None:
    assert not asks_trouble(question)


@pytest.mark.parametrize(
    "sentence",
    [
        "The quay is too short, and there is a shortage of pilots.",
        "Many boats lack radar.",
        "Outdated rules slow the loading down, and delays are common.",
        "The ferries cannot land at low tide.",
        "The tables overestimate the depth of the harbour.",
    ],
)
def test_what_is_wanting_is_told(sentence: str) -> None:
    assert tells_trouble(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Pilots should be trained at the harbour school.",
        "The ferry crosses the strait in an hour.",
        "A second quay was built in 2011.",
        "A reading of zero stands for a lack of bias.",
        "New lights ease the burden of the pilots.",
        "A second school has resolved the shortage.",
    ],
)
def test_what_is_as_it_should_be_is_no_trouble(sentence: str) -> None:
    assert not tells_trouble(sentence)


@pytest.mark.parametrize(
    ("sentence", "cures"),
    [
        ("New lights ease the burden of the pilots.", True),
        ("With lamps, the risks of the passage are reduced.", True),
        ("Where tables are published, uncertainty and delays shrink.", True),
        ("Radar prevents most damage.", True),
        ("Pilots should be trained.", True),
        ("High fares raise the cost of crossing and hurt the ports.", False),
        ("New lights ease the burden, but pilots are too few.", False),
        ("A second quay was built in 2011.", False),
    ],
)
def test_a_trouble_that_is_only_taken_away_is_none(sentence: str, cures: bool) -> None:
    assert tells_cure(sentence) is cures


def test_what_is_in_the_way_is_told_by_no_remedy() -> None:
    assert asks_obstacle("What stands in the way of longer routes?")
    assert asks_obstacle("Which problems do small ports have?")
    assert not asks_obstacle("Which problems can be solved by radar?")
    assert not asks_obstacle("What prevents fraud?")


def test_where_a_trouble_is_asked_for_its_remedy_is_not_shown(
    document: Document, hashing_encoder: Encoder
) -> None:
    scores = {"Pilots should": 5.0, "Better": 4.8, "A shortage": 4.5}

    shown = chosen("Which problems do ferries have?", document, hashing_encoder, scores)

    assert shown == ["A shortage of pilots causes most delays."]


def test_the_first_of_several_is_asked_for_in_many_words() -> None:
    assert asks_first("Which harbour is the largest?")
    assert asks_leading("What sort of cargo leads the trade?")
    assert asks_first("Which harbour has the strictest checks?")
    assert asks_first("Whose pilots are the slowest?")
    assert asks_first("Which of the harbours came first?")
    assert asks_first("Which is cheaper: rail or road?")
    assert asks_first("Rail or road, which is cheaper?")
    assert asks_first("Which quay was longer, the old one or the new one?")
    assert not asks_first("Who is the harbour master, Lund or Berg?")
    assert not asks_first("Lund or Berg, who is the owner?")
    assert offers_choice("Rail or road, which is cheaper?")
    assert not offers_choice("Which port or city is the largest?")
    assert not asks_first("What was first built in the west?")
    assert not asks_first("What sort of cargo leads the trade?")
    assert not asks_first("Which harbour ships the harvest of the west?")
    assert not asks_leading("Which cargo is loaded here?")


def test_those_above_a_figure_are_set_apart_where_several_are_asked_for() -> None:
    text = "Ports with a growth of over 30% include Aarhus, Bergen, and Malmo."
    assert sets_apart("Which ports grew the most?", text)
    assert sets_apart("What Danish ports grew fastest?", text)
    assert not sets_apart("Which of the ports grew the most?", text)
    assert not sets_apart("Which port grew the most?", text)
    assert not sets_apart("Which ports grew the most?", "Over 30 ports are in Denmark.")
    assert not sets_apart("Which ports grew the most?", "Ports grew by 30%, such as Malmo.")


def test_a_text_that_puts_one_first_says_so() -> None:
    assert puts_first("Timber has the largest share.")
    assert puts_first("Mostly timber is loaded.")
    assert not puts_first("Timber and grain are loaded, at least in winter.")
    assert not puts_first("First, timber is loaded.")
    assert puts_first("More timber than grain is loaded, and faster than coal.")
    assert puts_first("Timber brings higher rates of profit than grain.")
    assert puts_first("Timber was loaded first.")
    assert not puts_first("In the first six months of the year, timber is loaded.")
    assert not puts_first("Grain was loaded over the last few years.")
    assert not puts_first("Grain was loaded in the first half of May.")
    assert not puts_first("Timber rather than grain is loaded, with no cargo other than that.")
