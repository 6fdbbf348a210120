"""What is promised of the words of a question: numbers, hyphens, quotes and acronyms are found."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from index.acronyms import acronyms, expansion
from index.library import Library
from ingest.document import Document, Passage

Make = Callable[..., Document]
Put = Callable[[Library, Document], list[Passage]]


def first(library: Library, question: str) -> str:
    return library.search(question, signals="lexical")[0].passage.text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Where does 158.13 come from?", "Trade came to 158.13 billion yuan."),
        ("Where does 158,13 come from?", "Trade came to 158.13 billion yuan."),
        ("Where does 158.13bn come from?", "Trade came to 158.13 billion yuan."),
        ("Who sent 1,200 of them?", "The depot sent 1200 parcels."),
        ("Who sent 12000 of them?", "The port sent 12,000 letters."),
        ("Is crossborder selling hard?", "Selling cross-border is hard."),
        ("Is cross border selling hard?", "Selling cross-border is hard."),
        ("Which data sets are there?", "Two datasets were made."),
        ("Which time-table holds?", "The timetable holds."),
        ("What does the village sell?", "Villages sold apples."),
    ],
)
def test_a_word_is_found_however_it_is_written(
    library: Library, document: Make, put: Put, question: str, text: str
) -> None:
    others = ["Where do they go?", "Who is there, and is it hard?", "Which of them are few?"]
    put(library, document("alpha", *others, text))
    assert first(library, question) == text


def test_a_unit_of_one_digit_is_a_word_of_its_own(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "There were 3 of them.", "A 3D printer made it."))
    assert [hit.passage.text for hit in library.search("3D", signals="lexical")] == [
        "A 3D printer made it."
    ]


def test_a_quoted_phrase_counts_as_one(library: Library, document: Make, put: Put) -> None:
    put(library, document("alpha", "Order was late and of law.", "The law of late order."))
    assert first(library, 'Which is the "law of late order"?') == "The law of late order."
    assert first(library, 'Which has "late and of law"?') == "Order was late and of law."


def test_an_acronym_finds_the_passages_that_only_have_its_words(
    library: Library, document: Make, put: Put
) -> None:
    put(
        library,
        document(
            "alpha",
            "We study cross-border e-commerce (CBEC) here.",
            "Duties hinder cross-border e-commerce.",
            "Bread is baked daily.",
        ),
    )
    found = {hit.passage.text for hit in library.search("What slows CBEC?", signals="lexical")}
    assert found == {
        "We study cross-border e-commerce (CBEC) here.",
        "Duties hinder cross-border e-commerce.",
    }


def test_an_acronym_that_no_text_explains_is_a_word_like_any_other(
    library: Library, document: Make, put: Put
) -> None:
    put(library, document("alpha", "The XYZ grew (see ABC).", "Bread is baked."))
    assert [hit.passage.text for hit in library.search("XYZ ABC", signals="lexical")] == [
        "The XYZ grew (see ABC)."
    ]


@pytest.mark.parametrize(
    ("text", "acronym", "words"),
    [
        ("the World Health Organization (WHO) said", "WHO", "World Health Organization"),
        ("the internet of things (IoT) is", "IoT", "internet of things"),
        ("many support vector machines (SVMs) are", "SVM", "support vector machines"),
        ("low birth weight (LBW; below 2500 g)", "LBW", "low birth weight"),
        ("as others did (WHO) before", "WHO", ""),
        ("the WHO (World Health Organization) said", "WHO", ""),
    ],
)
def test_what_an_acronym_stands_for_is_what_its_letters_begin(
    text: str, acronym: str, words: str
) -> None:
    assert expansion(acronym, ["Nothing here.", text]) == words


def test_only_capitals_make_an_acronym() -> None:
    assert acronyms("Do RNAs or the WHO help IoT in Paris, a CBEC-like case?") == [
        "RNA",
        "WHO",
        "IoT",
    ]
