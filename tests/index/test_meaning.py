"""A question in other words than the papers': how it is noticed, and what is compared then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.late import bm25_weight, sentence_scores
from index.library import Library, open_library
from index.network.minilm import load_encoder
from index.search import MEANING_SHARE, meaning_share
from index.token_bytes import quantise
from ingest.document import Passage

WEIGHT = 5.0


def passage(text: str, context: str = "") -> Passage:
    return Passage("p", "d", "body", 0, len(text), "1", 1, context, text)


def test_sentences_do_not_count_where_the_words_are_found() -> None:
    assert meaning_share([(1, 4.0), (2, 1.0)], WEIGHT) == 0.0


def test_sentences_count_most_where_no_word_is_found() -> None:
    assert meaning_share([], WEIGHT) == MEANING_SHARE


def test_the_fewer_words_are_found_the_more_sentences_count() -> None:
    shares = [meaning_share([(1, score)], WEIGHT) for score in np.linspace(0.0, 3.0, 13)]
    assert shares == sorted(shares, reverse=True)
    assert len(set(shares)) > 3


def test_a_question_of_nothing_but_marks_leaves_the_score_alone() -> None:
    assert meaning_share([], 0.0) == 0.0


def test_words_that_every_passage_has_are_found() -> None:
    weight = bm25_weight([15, 15], 15)
    assert meaning_share([(1, 1.5 * weight)], weight) == 0.0


def rows(text: str, start: int, towards: int) -> tuple[np.ndarray, np.ndarray]:
    """Return a unit vector and the place of each word of `text`, which stands at `start`."""
    words = text.split(" ")
    vectors = np.zeros((len(words), 8), np.float32)
    vectors[:, towards] = 1
    vectors[:, 7] = 0.2
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    ends = np.cumsum([len(word) + 1 for word in words]) - 1
    starts = ends - [len(word) for word in words]
    return vectors, np.stack([starts, ends], axis=1) + start


def test_a_passage_is_as_near_as_its_nearest_sentence() -> None:
    context = "A title of some words"
    one, two = "These are words about tea.", "And here are those on rice."
    parts = [
        rows(context, 0, 2),
        rows(one, len(context) + 1, 0),
        rows(two, len(context) + len(one) + 2, 1),
    ]
    table = quantise(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    told = passage(f"{one} {two}", context)
    query = np.eye(8, dtype=np.float32)
    tea, rice, title, none = (sentence_scores(query[at], [table], [told])[0] for at in (0, 1, 2, 5))
    assert tea == pytest.approx(rice, abs=0.02)
    assert tea > 0.95
    assert max(title, none) < 0.3  # the title is the same for all of a paper's passages


def test_a_passage_without_tokens_is_near_to_nothing() -> None:
    empty = quantise(np.empty((0, 8), np.float32), np.empty((0, 2), np.int64))
    assert sentence_scores(np.ones(8, np.float32), [empty], [passage("…")]) == [0.0]


PAPER = """# A market town and its trade

## 1 Customs

Officers at the border check every crate. The buyer pays the duty when people buy from abroad, and
the clock of the deadline starts on arrival. People who buy in bulk fill in a second form.

## 2 Shops

The town has four hundred shops, most of them small. The network lets a customer order whenever he
or she likes, by day or by night, from any place. Most sell clothes and tea.

## 3 Schools

Teachers earn little. The two colleges train bookkeepers and drivers, and want to train more.
"""


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    with open_library(tmp_path / "library", encoder=load_encoder()) as opened:
        list(opened.add([tmp_path / "paper.md"]))
        yield opened


def first(library: Library, question: str) -> str:
    return library.search(question)[0].passage.section


@pytest.mark.parametrize(
    "question", ["May one purchase goods at midnight?", "Are purchases possible around the clock?"]
)
def test_a_paraphrase_finds_the_sentence_that_means_it(
    library: Library, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert first(library, question) == "2"
    monkeypatch.setattr("index.search.MEANING_SHARE", 0.0)
    assert first(library, question) == "1"  # which has a word of it


def test_a_question_in_the_papers_words_is_answered_by_them(library: Library) -> None:
    assert first(library, "Who pays the duty when people buy from abroad?") == "1"
