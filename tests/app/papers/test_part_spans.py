"""Where in a paper the part stands that a question names."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.chatbot import open_chatbot
from app.papers.part_spans import in_numbered, spans_of, text_proper
from index.encoder import Encoder
from index.library import open_library
from ingest.document import Document
from ingest.parse import parse_bytes

PAPER = b"""# Pears in Cold Rooms

Anna Berg

Abstract: Pears keep long where it is cold. We say how long, and at what price.

## 1. Where Pears Come From

The trade has to look at frost, rot and prices. Pears were brought to the valley by monks.

## 2. Storage

Cold rooms keep pears for eight months. They aim at three degrees.

## 3. Conclusion

Cold rooms pay.

### 3.1 What Remains

Growers aim at one thing, a cheaper crate. The trade has to look at crates.

## References

1. Hill, D. Pears. 2001.
"""


@pytest.fixture(scope="module")
def paper() -> Document:
    return parse_bytes(PAPER, "pears.md")


def told(part: str, paper: Document) -> str:
    return " ".join(paper.text[start:end] for start, end in spans_of(part, paper))


def test_a_part_holds_the_sections_under_it_and_no_others(paper: Document) -> None:
    assert "Cold rooms pay" in told("conclusion", paper)
    assert "cheaper crate" in told("conclusion", paper)
    assert "eight months" not in told("conclusion", paper)


def test_the_opening_is_the_first_section_where_none_is_called_introduction(
    paper: Document,
) -> None:
    assert "brought to the valley by monks" in told("opening", paper)
    assert "Cold rooms" not in told("opening", paper)


def test_the_closing_is_never_the_bibliography(paper: Document) -> None:
    assert "cheaper crate" in told("closing", paper)
    assert "Hill" not in told("closing", paper)


def test_the_abstract_is_where_the_paper_says_so(paper: Document) -> None:
    assert "at what price" in told("abstract", paper)
    assert "monks" not in told("abstract", paper)


def test_a_part_that_the_paper_lacks_is_nowhere(paper: Document) -> None:
    assert spans_of("limitations", paper) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("At the beginning of the paper, what does the trade have to look at?", "frost, rot"),
        ("According to the conclusion, what does the trade have to look at?", "at crates"),
    ],
)
def test_an_answer_comes_from_the_part_that_is_named(
    tmp_path: Path, hashing_encoder: Encoder, question: str, answer: str
) -> None:
    source = tmp_path / "pears.md"
    source.write_bytes(PAPER)
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        list(library.add([source]))
    with open_chatbot(tmp_path / "library", encoder=hashing_encoder) as bot:
        told = bot.ask(question)
    assert answer in told.sentences[0].text


STUDY = b"""# Pears in Storage

## Background

Pears rot.

## Materials and Methods

## Study sites

We visited three rooms.

## Measures

We counted pears.

## Results

Half of them rotted.

## Acknowledgments

We thank the growers.

## References

1. Hill, D. Pears. 2001.

## Appendix

All rooms are listed.

## A. Rooms in the North

One room is in the north.
"""


@pytest.fixture(scope="module")
def study() -> Document:
    return parse_bytes(STUDY, "study.md")


def test_what_has_no_number_below_methods_stands_below_them(study: Document) -> None:
    assert "three rooms" in told("methods", study)
    assert "counted pears" in told("materials and methods", study)
    assert "Half" not in told("methods", study)


def test_an_appendix_holds_what_follows_it(study: Document) -> None:
    assert "in the north" in told("appendix", study)
    assert told("appendices", study) == told("appendix", study)


def test_an_introduction_may_be_called_background(study: Document) -> None:
    assert "Pears rot" in told("introduction", study)


def test_a_part_may_be_called_as_this_paper_calls_it(study: Document) -> None:
    assert told("study sites", study).strip() == "Study sites\n\nWe visited three rooms."
    assert told("related work", study) == ""


def test_the_text_proper_has_no_thanks_and_no_appendix(study: Document) -> None:
    assert [one.title for one in text_proper(study)] == [
        "Background",
        "Materials and Methods",
        "Study sites",
        "Measures",
        "Results",
    ]


@pytest.mark.parametrize(("number", "label"), [("3", "III"), ("3.1", "III.1"), ("3", "III.1")])
def test_a_section_may_be_numbered_in_letters(number: str, label: str) -> None:
    assert in_numbered(number, label)
    assert not in_numbered("2", label)
