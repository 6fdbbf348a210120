"""A passage's sentences and others, each read by itself: which of them answers, if any does.

An answer reads its likeliest sentences alone to choose among them. Here the reader learns that
choice as it is made: a softmax over the sentences and "none" (listwise, Cao et al. 2007).
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tokenizers import Tokenizer

from eval.reader.batches import BATCH_TOKENS, Encoded, encode, of_like_length
from eval.reader.example import Example
from eval.reader.measuring import FEWEST
from eval.reader.near_texts import stems
from ingest.sentences import split_sentences

MOST = 6  # sentences of the passage to choose among
ELSEWHERE = 5  # sentences of other passages beside them
CHUNK = 1024  # passages that are sorted by length together


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences of a passage as pairs; `right` is the one that answers, -1 for none."""

    pairs: tuple[Encoded, ...]
    right: int

    def shape(self) -> tuple[int, int]:
        """Return how many pairs it has, and the tokens of the longest."""
        return len(self.pairs), max(len(pair.ids) for pair in self.pairs)


def choices(examples: Sequence[Example], tokenizer: Tokenizer, rng: random.Random) -> list[Choice]:
    """Return those of `examples` that can be put so, put so."""
    apart = [found for example in examples if (found := _apart(example, rng))]
    flat = [example for group, _ in apart for example in group]
    encoded = iter(encode([replace(one, span=None) for one in flat], tokenizer))
    made: list[Choice] = []
    for group, right in apart:
        pairs = [next(encoded) for _ in group]
        if right >= 0:
            marked = encode([group[right]], tokenizer)
            if not marked:
                continue
            pairs[right] = marked[0]
        made.append(Choice(tuple(pairs), right))
    return made


def _apart(example: Example, rng: random.Random) -> tuple[list[Example], int] | None:
    """Return a pair for each of some of the passage's sentences, and which of them answers."""
    spans = split_sentences(example.passage)
    right = _right(example, spans)
    if right is None or len(spans) < FEWEST:
        return None
    others = [at for at in range(len(spans)) if at != right]
    drawn = rng.sample(others, min(len(others), MOST - 1))
    kept = sorted([*drawn, right] if right >= 0 else drawn)
    group = [
        Example(example.query, example.passage[slice(*spans[at])], answerable=int(at == right))
        for at in kept
    ]
    group += [Example(example.query, text, answerable=0) for text in _elsewhere(example, rng)]
    if right < 0 or example.span is None:
        return group, -1
    place, start = kept.index(right), spans[right][0]
    marked = (example.span[0] - start, example.span[1] - start)
    group[place] = replace(group[place], span=marked)
    return group, place


def _elsewhere(example: Example, rng: random.Random) -> list[str]:
    """Return sentences of other passages: those that share most words, and some that are drawn."""
    texts = [text[slice(*at)] for text in example.beside for at in split_sentences(text)]
    rng.shuffle(texts)
    asked = stems(example.query)
    texts.sort(key=lambda text: -len(asked & stems(text)))
    half = (ELSEWHERE + 1) // 2
    rest = texts[half:]
    return texts[:half] + rng.sample(rest, min(len(rest), ELSEWHERE - half))


def _right(example: Example, spans: Sequence[tuple[int, int]]) -> int | None:
    """Return which sentence answers, -1 for none, None where that is not known."""
    if example.answerable == 0:
        return -1
    if example.answerable < 0 or example.span is None:
        return None
    start, end = example.span
    return next((at for at, (a, b) in enumerate(spans) if a <= start and end <= b), None)


def choice_batches(
    found: Sequence[Choice], rng: random.Random, *, tokens: int = BATCH_TOKENS
) -> Iterator[list[Choice]]:
    """Yield all choices once, in batches of about `tokens` tokens and of like lengths."""
    return of_like_length(found, rng, shape=Choice.shape, tokens=tokens, chunk=CHUNK)
