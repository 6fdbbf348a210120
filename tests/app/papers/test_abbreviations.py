"""What an abbreviation stands for is told from where the paper spells it out."""

from __future__ import annotations

import pytest

from app.language.lexicon import Lexicon
from app.papers.abbreviations import (
    abbreviation_answer,
    abbreviation_of,
    in_full,
    may_abbreviate,
    short_form,
    shortened,
)
from app.question.questions import analyse
from ingest.parse import parse_bytes

PAPER = """# CIDER: Collected Insights on Drying and Early Ripening

## 1 Scope

The Apple Growers' Union (AGU) asked for it. Fruit of small and medium-sized farms (SMFs) is dried.
Controlled atmosphere storage, or CAS, is dear. PKW is used but not spelled out. The HTF (high
temperature furnace) was not lit.
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What does AGU stand for?", "AGU"),
        ("what does the acronym “agu” stand for", "agu"),
        ("What is CAS short for?", "CAS"),
        ("What does the CAS in the apple paper stand for?", "CAS"),
        ("What is the full form of the abbreviation HTF?", "HTF"),
        ("What is the abbreviation of AGU?", "AGU"),
        ("What is the abbreviation for the Apple Growers' Union?", ""),
        ("What does the union stand up for?", ""),
        ("What does storage cost?", ""),
    ],
)
def test_questions_for_the_words_behind_letters_are_known(question: str, short: str) -> None:
    assert abbreviation_of(analyse(question)) == short


@pytest.mark.parametrize(
    ("short", "words"),
    [
        ("AGU", "Apple Growers' Union"),
        ("agu", "Apple Growers' Union"),
        ("SMF", "small and medium-sized farms"),
        ("CAS", "Controlled atmosphere storage"),
        ("HTF", "high\ntemperature furnace"),
        ("CIDER", "Collected Insights on Drying and Early Ripening"),
    ],
)
def test_the_words_are_marked_where_the_paper_gives_them(short: str, words: str) -> None:
    document = parse_bytes(PAPER.encode(), "cider.md")
    [found] = abbreviation_answer(analyse(f"What does {short} stand for?"), document)
    [(start, end)] = found.marks

    assert found.text[start:end].split() == words.split()


def test_letters_that_are_never_spelled_out_have_no_answer() -> None:
    document = parse_bytes(PAPER.encode(), "cider.md")

    assert abbreviation_answer(analyse("What does PKW stand for?"), document) == []


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("What does AI do?", "What does artificial intelligence do?"),
        ("How do SMEs store fruit?", "How do small and medium-sized enterprises store fruit?"),
        ("What is the role of VAT?", "What is the role of VAT?"),  # the library has the letters
        ("How high is GDP?", "How high is GDP?"),  # and of this neither letters nor words
        ("What does AI stand for?", "What does AI stand for?"),
        ("What about the AI-based scale?", "What about the AI-based scale?"),
        ("What do R&D costs do?", "What do research and development costs do?"),
    ],
)
def test_what_the_library_writes_in_words_is_asked_in_words(typed: str, written: str) -> None:
    lexicon = Lexicon(["VAT is value added tax", "artificial intelligence"])
    held = {
        "artificial intelligence",
        "small and medium-sized enterprise",
        "value added tax",
        "research and development",
    }

    assert in_full(typed, lexicon, held.__contains__) == written


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("What is UE?", "UE"),
        ("what is ue", "UE"),
        ("What's an SMF?", "SMF"),
        ("What are SMFs?", "SMF"),
        ("What does CAS mean?", "CAS"),
        ("What is the meaning of HTF?", "HTF"),
        ("What does HTF mean in the furnace paper?", "HTF"),
        ("What does the HTF in this study mean?", "HTF"),
        ("What is the HTF in the furnace?", ""),
        ("What is the DOI of the paper?", ""),
        ("What does HTF mean for growers?", ""),
        ("What is the cure?", ""),
        ("what is it", ""),
        ("What is the UE in charge of?", ""),
        ("What is Henan?", ""),
    ],
)
def test_letters_may_be_asked_for_by_what_they_are(question: str, short: str) -> None:
    assert may_abbreviate(question) == short


def test_what_letters_are_is_told_by_their_words() -> None:
    document = parse_bytes(PAPER.encode(), "cider.md")
    [found] = abbreviation_answer(analyse("What is an SMF?"), document)

    assert found.text.startswith("Fruit of small and medium-sized farms (SMFs)")


@pytest.mark.parametrize(
    "told", ["SMFs are farms of", "A small farm (SMF) is one of", "An SMF is a farm of"]
)
def test_what_the_paper_says_of_them_comes_before_their_words(told: str) -> None:
    paper = f"# Farms\n\n## 1 Kinds\n\nWe asked each small farm (SMF). {told} less than 2 ha.\n"
    document = parse_bytes(paper.encode(), "farms.md")

    assert abbreviation_answer(analyse("What is an SMF?"), document) == []


@pytest.mark.parametrize(
    "told",
    [
        "We develop a test that finds SMF-Fake farms of",
        "SMF orchards are rows of trees of",
        "As they are raised against the SMF, the others are",
        "We propose the use of SMF trees of",
    ],
)
def test_what_is_said_of_another_thing_does_not_come_before_their_words(told: str) -> None:
    paper = f"# Farms\n\n## 1 Kinds\n\nWe asked each small farm (SMF). {told} less than 2 ha.\n"
    document = parse_bytes(paper.encode(), "farms.md")

    assert len(abbreviation_answer(analyse("What is an SMF?"), document)) == 1


def test_capitals_mean_their_words_even_where_the_paper_says_what_they_are() -> None:
    paper = "# Farms\n\n## 1 Kinds\n\nWe asked each small farm (SMF). An SMF is a farm of 2 ha.\n"
    document = parse_bytes(paper.encode(), "farms.md")

    [found] = abbreviation_answer(analyse("What does SMF mean?"), document)
    assert found.text.startswith("We asked each small farm")


def test_the_article_goes_with_the_words_written_out() -> None:
    lexicon = Lexicon(["small and medium-sized enterprises use artificial intelligence"])

    assert in_full("How does an SME pay?", lexicon, lambda _: True).startswith("How does a small")
    assert in_full("Is it a AI?", lexicon, lambda _: True) == "Is it an artificial intelligence?"


def test_letters_that_the_library_has_in_the_plural_stay_where_they_are_asked_for() -> None:
    lexicon = Lexicon(["small and medium-sized enterprises (SMEs)"])

    assert in_full("What is an SME?", lexicon, lambda _: True) == "What is an SME?"


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is the abbreviation for the Apple Growers' Union?", "Apple Growers' Union"),
        ("what's the acronym for controlled atmosphere storage", "controlled atmosphere storage"),
        (
            "Which abbreviation do they use for controlled atmosphere storage?",
            "controlled atmosphere storage",
        ),
        (
            "How is controlled atmosphere storage abbreviated in the paper?",
            "controlled atmosphere storage",
        ),
        ("What is the abbreviation of AGU?", ""),
        ("What is the term for dried fruit?", ""),
        ("How is fruit dried?", ""),
    ],
)
def test_questions_for_the_letters_behind_words_are_known(question: str, words: str) -> None:
    assert shortened(question) == words


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("apple growers' union", "AGU"),
        ("small and medium-sized farm", "SMF"),
        ("growers' union", ""),
        ("apple juice", ""),
    ],
)
def test_the_letters_are_marked_where_the_paper_gives_them(words: str, letters: str) -> None:
    paper = parse_bytes(PAPER.encode(), "cider.md")
    marked = [
        item.text[start:end] for item in short_form(words, paper) for start, end in item.marks
    ]
    assert marked == ([letters] if letters else [])
