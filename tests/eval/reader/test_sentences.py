"""A passage's sentences are put one by one, and the reader learns which of them answers."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from eval.reader.example import Example
from eval.reader.losses import loss_of_choices
from eval.reader.sentences import ELSEWHERE, MOST, Choice, choice_batches, choices
from index.reader import reader_tokenizer
from ingest.packaged import packaged_model

ORCHARD = "Apples keep well. Room 3 holds pears for 90 days. The doors were painted in 2019."


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    folder = packaged_model()
    assert folder is not None
    return reader_tokenizer(folder)


def asked(answer: str, passage: str = ORCHARD) -> Example:
    start = passage.find(answer) if answer else -1
    span = (start, start + len(answer)) if answer else None
    return Example("How long?", passage, span=span, answerable=int(bool(answer)))


def drawn(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - a repeatable draw


def words_of(choice: Choice, at: int, tokenizer: Tokenizer) -> str:
    pair = choice.pairs[at]
    return tokenizer.decode(list(pair.ids[pair.span[0] : pair.span[1] + 1]))


def test_the_sentence_that_answers_is_the_right_one_and_its_words_are_marked(
    tokenizer: Tokenizer,
) -> None:
    [choice] = choices([asked("90 days")], tokenizer, drawn(1))
    assert choice.right == 1
    assert words_of(choice, 1, tokenizer) == "90 days"
    assert [pair.span for pair in (choice.pairs[0], choice.pairs[2])] == [(0, 0), (0, 0)]


def test_where_no_sentence_answers_none_is_the_right_one(tokenizer: Tokenizer) -> None:
    [choice] = choices([asked("")], tokenizer, drawn(1))
    assert choice.right == -1
    assert {pair.span for pair in choice.pairs} == {(0, 0)}


def test_sentences_of_other_passages_stand_beside_them_and_none_answers(
    tokenizer: Tokenizer,
) -> None:
    beside = tuple(f"Plums in cellar {number} keep long. A cat slept." for number in range(9))
    example = replace(asked("90 days"), query="How long do plums keep?", beside=beside)

    [choice] = choices([example], tokenizer, drawn(1))

    told = [tokenizer.decode(list(pair.ids[pair.passage :])) for pair in choice.pairs]
    assert words_of(choice, choice.right, tokenizer) == "90 days"
    assert len(told) == 3 + ELSEWHERE
    assert sum("cellar" in text for text in told) >= (ELSEWHERE + 1) // 2
    assert all(pair.span == (0, 0) for at, pair in enumerate(choice.pairs) if at != choice.right)


def test_the_one_that_answers_is_kept_where_there_are_many(tokenizer: Tokenizer) -> None:
    many = " ".join(f"Room {number} holds apples." for number in range(30))
    for seed in range(10):
        [choice] = choices([asked("Room 17", many)], tokenizer, drawn(seed))
        assert len(choice.pairs) == MOST
        assert words_of(choice, choice.right, tokenizer) == "room 17"


@pytest.mark.parametrize(
    "example",
    [
        asked("pears", "Pears keep well. So do pears."),  # two are no choice
        asked("well. Room 3"),  # an answer of two sentences
        Example("How long?", ORCHARD),  # nobody knows whether it answers
    ],
)
def test_what_cannot_be_put_so_is_left_out(example: Example, tokenizer: Tokenizer) -> None:
    assert choices([example], tokenizer, drawn(1)) == []


def test_every_choice_comes_once_and_whole_and_batches_are_small(tokenizer: Tokenizer) -> None:
    put = choices([asked("90 days"), asked("pears")] * 20, tokenizer, drawn(1))
    cut = list(choice_batches(put, drawn(2), tokens=200))
    assert sorted(map(id, (choice for batch in cut for choice in batch))) == sorted(map(id, put))
    for batch in cut:
        longest = max(len(pair.ids) for choice in batch for pair in choice.pairs)
        assert len(batch) == 1 or longest * sum(len(choice.pairs) for choice in batch) <= 200


class Told(nn.Module):
    """Gives each pair the score that it was made with, and marks nothing."""

    def __init__(self, scores: list[float]) -> None:
        super().__init__()
        self.scores = nn.Parameter(torch.tensor(scores))

    def forward(self, ids: Tensor, types: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        return torch.zeros(*ids.shape, 2), self.scores[:, None].expand(-1, 5)


def test_the_loss_is_less_the_further_ahead_the_right_one_is(tokenizer: Tokenizer) -> None:
    [choice] = choices([asked("90 days")], tokenizer, drawn(1))
    scores = [0.0, 0.0, 0.0]
    right = [3.0 if at == choice.right else -3.0 for at in range(3)]
    wrong = [-score for score in right]
    losses = [loss_of_choices(Told(one), [choice]).item() for one in (right, scores, wrong)]
    assert losses == sorted(losses)
    [none] = choices([asked("")], tokenizer, drawn(1))
    low, high = (loss_of_choices(Told([x] * 3), [none]).item() for x in (-3.0, 3.0))
    assert low < high
