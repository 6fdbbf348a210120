"""Texts longer than what the encoder reads at once: nothing of them is left unread."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from index.encoder import Encoder, TokenVectors, Vectors
from index.windows import OVERLAP, encode_passages
from ingest.document import Passage

WORDS = [f"w{number}" for number in range(400)]


class Short:
    """An encoder that reads the first so many words and cuts off the rest."""

    name = "short"

    def __init__(self, whole: Encoder, max_tokens: int = 100) -> None:
        self._whole = whole
        self.dimension, self.max_tokens = whole.dimension, max_tokens
        self.given: list[str] = []

    def count_tokens(self, text: str) -> int:
        return self._whole.count_tokens(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        return np.array([item.pooled for item in self.encode_tokens(texts)])

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        self.given += texts
        return [self._cut(item) for item in self._whole.encode_tokens(texts)]

    def _cut(self, item: TokenVectors) -> TokenVectors:
        read = self.max_tokens - 2
        return TokenVectors(item.vectors[:read], item.offsets[:read], item.pooled)


def passage(words: Sequence[str], context: str = "") -> Passage:
    text = " ".join(words)
    return Passage("p", "d", "body", 0, len(text), "1", 1, context, text)


@pytest.fixture
def short(hashing_encoder: Encoder) -> Short:
    return Short(hashing_encoder)


@pytest.mark.parametrize("count", [10, 98, 99, 150, 400])
@pytest.mark.parametrize("context", ["", "Pears and plums"])
def test_each_word_has_one_vector_in_its_place(short: Short, count: int, context: str) -> None:
    whole = passage(WORDS[:count], context)

    [made] = encode_passages(short, [whole])

    read = [whole.embedded[start:end] for start, end in made.offsets]
    assert read == [*context.split(), *WORDS[:count]]
    [alone] = short.encode_tokens(["w7"])
    assert np.allclose(made.vectors[read.index("w7")], alone.vectors[0])
    assert np.isclose(np.linalg.norm(made.pooled), 1.0)


def test_what_fits_is_read_once(short: Short) -> None:
    encode_passages(short, [passage(WORDS[:98]), passage(WORDS[:20])])

    assert len(short.given) == 2


def test_the_context_stands_before_each_window(short: Short) -> None:
    encode_passages(short, [passage(WORDS, "Pears")])

    assert len(short.given) > 4
    assert all(text.startswith("Pears\n") for text in short.given)


def test_windows_overlap(short: Short) -> None:
    encode_passages(short, [passage(WORDS)])
    first, second = (set(text.split()[:98]) for text in short.given[:2])

    assert len(first & second) == OVERLAP


def test_a_context_that_fills_the_window_ends_the_reading(short: Short) -> None:
    [made] = encode_passages(short, [passage(WORDS[:50], " ".join(f"c{at}" for at in range(120)))])

    assert len(made.offsets) == 98
