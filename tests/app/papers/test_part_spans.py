"""Where in a paper the part stands that a question names."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.chatbot import open_chatbot
from app.papers.part_spans import spans_of
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
