"""Whether and where papers mention something."""

from __future__ import annotations

import pytest

from app.papers.mentioned import (
    Mention,
    counted_mention,
    in_turn,
    mention_of,
    mentions,
    said_about,
    times_mentioned,
)
from app.question.questions import analyse
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# Trade in Apples

## 1 Storage

### 1.1 Cold Rooms

Apples keep for months in cold rooms. The air of cold rooms is dry. Ethylene ripens them.

### 1.2 Roads

Trucks need ice. A cold winter closes all rooms of the inn.

## References

[1] Moss, C. (2015). Ethylene and Helium. Fruit Trade Review, 12-19.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER, "apples.md")


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Does the paper mention cold rooms?", Mention("cold rooms", sections=False)),
        ("Do they say anything about the ethylene?", Mention("ethylene", sections=False)),
        ("Is “ethylene” mentioned anywhere?", Mention("ethylene", sections=False)),
        ("Which page mentions ethylene?", Mention("ethylene", sections=False)),
        ("On what page are cold rooms discussed?", Mention("cold rooms", sections=False)),
        ("Which pages discuss ethylene?", Mention("ethylene", sections=False)),
        ("Which pages are not mentioned?", None),
        ("Where is ethylene mentioned in the paper?", Mention("ethylene", sections=False)),
        ("Where does ethylene turn up?", Mention("ethylene", sections=False)),
        ("Where did ethylene come up in the paper?", Mention("ethylene", sections=False)),
        ("Which sections talk about ice?", Mention("ice", sections=True)),
        ("In which chapter is the ice discussed?", Mention("ice", sections=True)),
        ("Which sentences mention both ice and trucks?", Mention("ice and trucks", sections=False)),
        ("Show me the sentence about ethylene", Mention("ethylene", sections=False)),
        ("Is there a section on ice?", Mention("ice", sections=True)),
        ("Does the paper have a chapter about ice?", Mention("ice", sections=True)),
        ("Are there parts that deal with ice?", Mention("ice", sections=True)),
        ("Is there a section of the road on ice?", None),
        ("Does the paper mention how long apples keep?", None),
        ("Does the paper mention the price of apples from the south in winter?", None),
        ("Does ethylene ripen apples?", None),
    ],
)
def test_only_a_question_for_a_mention_is_one(question: str, wanted: Mention | None) -> None:
    assert mention_of(analyse(question)) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "Is anything said about cold rooms?",
        "Is there anything in the paper about cold rooms?",
        "Was something said on cold rooms?",
        "Does the paper say anything about cold rooms?",
        "Do they write something on the cold rooms?",
    ],
)
def test_whether_anything_is_said_is_asked_for_a_mention_and_for_what_is_said(
    question: str,
) -> None:
    asked = analyse(question)
    assert mention_of(asked) == said_about(asked) == Mention("cold rooms", sections=False)


@pytest.mark.parametrize(
    ("thing", "head"),
    [("rooms", "rooms"), ("cold rooms", "rooms"), ("training of new staff", "training")],
)
def test_what_a_thing_is_is_said_by_its_head(thing: str, head: str) -> None:
    assert Mention(thing, sections=False).head == head


def told(question: str, document: Document) -> list[str]:
    wanted = mention_of(analyse(question))
    assert wanted
    return [item.text for item in mentions(wanted, document)]


@pytest.mark.parametrize(
    "question",
    [
        "What is the exact place where the fracture occurs?",
        "Show the lines where the current appears.",
        "Give me the spots where lesions appear.",
        "Where did the lost boat turn up?",
    ],
)
def test_where_a_thing_is_found_in_the_world_is_no_such_question(question: str) -> None:
    assert mention_of(analyse(question)) is None


@pytest.mark.parametrize(
    "question",
    ["In which sentence is frost mentioned?", "Where in the text is frost first mentioned?"],
)
def test_the_sentence_is_asked_for_in_many_ways(question: str) -> None:
    assert mention_of(analyse(question)) == Mention("frost", sections=False)


def test_sentences_that_name_it_in_so_many_words_are_told(document: Document) -> None:
    assert told("Does the paper mention cold rooms?", document) == [
        "Apples keep for months in cold rooms.",
        "The air of cold rooms is dry.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What does the paper say about cold rooms?",
        "What do the authors write about cold rooms?",
        "What does section 1.1 say about cold rooms?",
        "Anything on cold rooms?",
        "What data does section 1.1 give on cold rooms?",
        "Which figures does the paper report for cold rooms?",
        "Does the paper give any figures on cold rooms?",
        "Are there any reliable data on cold rooms?",
    ],
)
def test_of_what_something_is_said_is_known(question: str, document: Document) -> None:
    assert said_about(analyse(question)) == Mention("cold rooms", sections=False)
    assert said_about(analyse("What does the paper say about how apples keep?")) is None


def test_a_mention_can_be_sought_in_one_section(document: Document) -> None:
    wanted = Mention("cold rooms", sections=False)
    elsewhere = mentions(wanted, document, within="1.2")
    assert len(mentions(wanted, document, within="1.1")) == 2
    assert mentions(wanted, document, within="9") == []
    assert [item.text for item in elsewhere] == ["A cold winter closes all rooms of the inn."]


def test_two_things_are_mentioned_where_both_are(document: Document) -> None:
    assert told("Which sentences mention both ice and trucks?", document) == ["Trucks need ice."]
    assert told("Which sentences mention ice and apples?", document) == []


def test_what_only_the_bibliography_names_is_not_mentioned(document: Document) -> None:
    assert told("Does the paper mention helium?", document) == []


def test_the_lowest_sections_that_speak_of_it_are_told_by_their_headings(
    document: Document,
) -> None:
    assert told("Which sections talk about cold rooms?", document) == ["1.1 Cold Rooms"]
    assert told("Which sections mention trucks?", document) == ["1.2 Roads"]


def test_of_several_papers_each_has_its_say(document: Document) -> None:
    other = parse_bytes(PAPER, "pears.md")
    wanted = Mention("cold rooms", sections=False)
    both = in_turn([mentions(wanted, document), [], mentions(wanted, other)])

    assert [item.document.id for item in both] == ["apples", "pears"]


@pytest.mark.parametrize(
    "question",
    [
        "How often are cold rooms mentioned?",
        "How many times does the paper mention cold rooms?",
        "How often is the word “cold rooms” used?",
        "How often does the term cold rooms appear in the paper?",
    ],
)
def test_how_often_a_thing_is_mentioned_is_counted(question: str, document: Document) -> None:
    wanted = counted_mention(analyse(question))

    assert wanted == Mention("cold rooms", sections=False)
    assert times_mentioned(wanted, document) == 3  # the heading is one


@pytest.mark.parametrize(
    "question",
    ["How often are trucks cooled?", "How often is ice used?", "How many times did prices fall?"],
)
def test_how_often_a_thing_is_done_is_no_such_question(question: str) -> None:
    assert counted_mention(analyse(question)) is None


def test_what_only_the_bibliography_names_counts_as_nothing(document: Document) -> None:
    assert times_mentioned(Mention("helium", sections=False), document) == 0
    assert times_mentioned(Mention("apple", sections=False), document) == 2
