"""Words that count the same: how readers and how papers call a thing."""

from __future__ import annotations

import pytest

from app.language.lexemes import stem
from app.language.nouns import called


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("horses", "equine"),
        ("pigs", "swine"),
        ("mice", "murine"),
        ("stool", "faecal"),
        ("germs", "pathogens"),
        ("spread", "transmissibility"),
        ("labelled", "annotated"),
        ("labels", "annotation"),
        ("children", "kids"),
        ("feelings", "emotions"),
    ],
)
def test_a_thing_is_known_by_the_word_of_readers_and_by_that_of_papers(
    asked: str, told: str
) -> None:
    assert stem(told) in called(stem(asked))
    assert stem(asked) in called(stem(told))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("horse", "pig"),
        ("virus", "bacteria"),
        ("germ", "virus"),
        ("fever", "vomiting"),
        ("label", "name"),
    ],
)
def test_other_things_are_called_otherwise(one: str, other: str) -> None:
    assert stem(other) not in called(stem(one))
