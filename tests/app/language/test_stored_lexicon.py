"""A lexicon asked of the store says what one counted from the passages says."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.language.lexemes import stem
from app.language.lexicon import Lexicon
from app.language.stored_lexicon import StoredLexicon
from index.encoder import Encoder
from index.library import Library, open_library
from ingest.document import Passage

PAPER = """# Customs of the province

## 1 Parcels

Customs were slow in 2019. The customs cleared 1,200 parcels, worth 158.13 billion yuan.

## 2 Logistics

Logistics firms paid transport costs; others organized. Staphylococcus was not found in transport.
"""


@pytest.fixture
def both(tmp_path: Path, hashing_encoder: Encoder) -> tuple[StoredLexicon, Lexicon]:
    file = tmp_path / "paper.md"
    file.write_text(PAPER, encoding="utf-8")
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        assert [row.status for row in library.add([file])] == ["added"]
        counted = Lexicon(passage.text for passage in _passages(library))
        return StoredLexicon(library.state), counted


def _passages(library: Library) -> list[Passage]:
    return [one for paper in library.documents() for one in library.passages(paper.id)]


@pytest.mark.parametrize(
    "word",
    ["customs", "parcel", "2019", "1,200", "158.13", "transport", "cheese", "2023", "%"]
    + ["payment", "organise", "growth"],
)
def test_both_know_the_same_words(both: tuple[StoredLexicon, Lexicon], word: str) -> None:
    stored, counted = both
    assert stored.knows(stem(word)) == (counted.knows(stem(word)) or word == "%")


@pytest.mark.parametrize(
    "word", ["horses", "disease", "increasing", "caused", "obesity", "avian", "promptly", "off"]
)
def test_both_count_a_word_whose_stem_is_cut_down_once_more(
    tmp_path: Path, hashing_encoder: Encoder, word: str
) -> None:
    told = "Disease increased; obesity caused it, and negative avian horses were promptly sold."
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        library.add_bytes(f"# Farms\n\n## 1 Stock\n\n{told} What we offer.\n".encode(), "farms.md")
        counted = Lexicon(passage.text for passage in _passages(library))
        stored = StoredLexicon(library.state)

        assert stored.knows(stem(word)) == counted.knows(stem(word))
        assert stored.rarity(stem(word)) == pytest.approx(counted.rarity(stem(word)))


@pytest.mark.parametrize("typed", ["custms", "cusotms", "trasport", "logistcis", "cheese", "map"])
def test_both_put_the_same_slips_right(both: tuple[StoredLexicon, Lexicon], typed: str) -> None:
    stored, counted = both
    assert stored.nearest(typed) == counted.nearest(typed)


@pytest.mark.parametrize("typed", ["rarest", "vaping", "slowest", "parcells"])
def test_neither_takes_a_word_for_a_form_that_no_paper_writes(
    tmp_path: Path, hashing_encoder: Encoder, typed: str
) -> None:
    told = "Rare apes are slow to unwrap parcels."
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        library.add_bytes(f"# Farms\n\n## 1 Stock\n\n{told}\n".encode(), "farms.md")
        counted = Lexicon(passage.text for passage in _passages(library))

        put_right = StoredLexicon(library.state).nearest(typed)

        assert put_right == counted.nearest(typed)
        assert put_right in ("", "parcels")


@pytest.mark.parametrize(
    ("asked", "meant"), [("logistic", "logistics"), ("public", ""), ("cus", "")]
)
def test_a_science_is_meant_where_only_its_adjective_is_asked_for(
    both: tuple[StoredLexicon, Lexicon], asked: str, meant: str
) -> None:
    stored, counted = both
    assert stored.written(asked) == counted.written(asked) == meant


def test_two_slips_are_put_right_where_the_word_begins_rightly(
    both: tuple[StoredLexicon, Lexicon],
) -> None:
    stored, _ = both
    assert stored.nearest("transpertt") == "transport"


def test_the_beginning_of_a_long_word_is_known(both: tuple[StoredLexicon, Lexicon]) -> None:
    stored, _ = both
    assert stored.begins("Staph")
    assert not stored.begins("Strept")


def test_a_rarer_word_weighs_more(both: tuple[StoredLexicon, Lexicon]) -> None:
    stored, counted = both
    assert stored.rarity(stem("cheese")) == 1.0
    assert stored.rarity(stem("transport")) < 1.0
    assert stored.rarity(stem("parcels")) == pytest.approx(counted.rarity(stem("parcels")))
