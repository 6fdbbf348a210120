"""What the reader is given of a passage far down."""

from __future__ import annotations

import numpy as np
import pytest

from app.evidence.candidates import Query, Tokens, make_query
from app.evidence.excerpts import likeliest_part, moved
from app.language.lexicon import Lexicon
from app.question.questions import analyse
from index.encoder import Encoder
from index.readings import Reading

SENTENCES = (
    "Pears keep for months.", "Ships bring ice.", "Crates are weighed twice.",
    "Locks charge tolls.", "Boats need crews.", "Ice is scarce.",
)  # fmt: skip
TEXT = " ".join(SENTENCES)


@pytest.fixture
def asked(hashing_encoder: Encoder) -> Query:
    return make_query(analyse("How often are crates weighed?"), hashing_encoder, Lexicon([TEXT]))


def tokens_of(text: str, encoder: Encoder) -> Tokens:
    [made] = encoder.encode_tokens([text])
    return Tokens(made.vectors, made.offsets)


def test_of_a_long_passage_the_sentence_nearest_to_the_question_is_read_with_those_around(
    asked: Query, hashing_encoder: Encoder
) -> None:
    start, end = likeliest_part(asked, TEXT, tokens_of(TEXT, hashing_encoder))

    assert TEXT[start:end] == " ".join(SENTENCES[1:4])


def test_at_its_ends_fewer_are_around(asked: Query, hashing_encoder: Encoder) -> None:
    turned = " ".join((SENTENCES[2], *SENTENCES[:2], *SENTENCES[3:]))
    start, end = likeliest_part(asked, turned, tokens_of(turned, hashing_encoder))

    assert turned[start:end] == " ".join((SENTENCES[2], SENTENCES[0]))


@pytest.mark.parametrize("text", ["", "Pears.", " ".join(SENTENCES[:3])])
def test_a_short_passage_is_read_whole(asked: Query, hashing_encoder: Encoder, text: str) -> None:
    none = Tokens(np.zeros((0, 1), np.float32), np.zeros((0, 2), np.int64))
    tokens = tokens_of(text, hashing_encoder) if text else none
    assert likeliest_part(asked, text, tokens) == (0, len(text))


def test_what_is_read_in_a_part_is_told_by_its_place_in_the_whole() -> None:
    reading = Reading(3, 8, 1.0, 0.9, 0.5, starts=((3, 0.75), (5, 0.25)))

    whole = moved(reading, 40)

    assert (whole.start, whole.end, whole.starts) == (43, 48, ((43, 0.75), (45, 0.25)))
    assert whole.share(40, 44) == reading.share(0, 4)


def test_where_no_answer_is_seen_none_is_seen_in_the_whole() -> None:
    nothing = Reading(0, 0, -20.0, 0.1, 0.2)

    assert moved(nothing, 40) == nothing
