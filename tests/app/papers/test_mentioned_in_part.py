"""Whether a part of a paper mentions a thing."""

from __future__ import annotations

import pytest

from app.papers.mentioned_in_part import mentioned_in_part, not_mentioned_in_part
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# Trade in Apples

Abstract

Apples are traded all year. Cold rooms make it possible.

## 1 Introduction

Apples keep for months. Roads matter less than rooms.

## 2 Storage

### 2.1 Cold Rooms

The air of cold rooms is dry. Ethylene ripens apples in them.

### 2.2 Roads

Trucks need ice.

## 3 Conclusion

More rooms should be built.
"""


@pytest.fixture
def document() -> Document:
    return parse_bytes(PAPER, "apples.md")


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Does section 2 mention ethylene?", ["Ethylene ripens apples in them."]),
        ("Does chapter 2 ever talk about trucks?", ["Trucks need ice."]),
        ("Are roads mentioned in the introduction?", ["Roads matter less than rooms."]),
        ("Does the abstract mention cold rooms?", ["Cold rooms make it possible."]),
        ("Where in section 2 is ice mentioned?", ["Trucks need ice."]),
        ("Is there anything about rooms in the conclusion?", ["More rooms should be built."]),
        ("Does the section on cold rooms mention air?", ["The air of cold rooms is dry."]),
        ("Does section 2.2 mention ethylene?", []),
    ],
)
def test_the_sentences_of_a_part_that_mention_a_thing_are_told(
    document: Document, question: str, shown: list[str]
) -> None:
    told = mentioned_in_part(question, document)

    assert told and [item.text for item in told.chosen] == shown


@pytest.mark.parametrize(
    "question",
    [
        "Does the paper mention ethylene?",
        "Does section 2 say how long apples keep?",  # asks for more than a mention
        "What does section 2 say about ethylene?",
        "Why does section 2 mention ethylene?",
    ],
)
def test_what_asks_for_more_than_a_mention_in_a_part_is_left(
    document: Document, question: str
) -> None:
    assert mentioned_in_part(question, document) is None
    assert not_mentioned_in_part(question, [document]) == ""


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "Does the introduction mention ethylene?",
            "The introduction does not mention 'ethylene'; section 2.1 does.",
        ),
        ("Does section 2 mention plums?", "Section 2 does not mention 'plums'."),
        ("Does the discussion mention plums?", "There is no section called “discussion”."),
    ],
)
def test_a_part_that_does_not_mention_it_is_said_not_to_and_which_section_does(
    document: Document, question: str, said: str
) -> None:
    assert not_mentioned_in_part(question, [document]) == said
