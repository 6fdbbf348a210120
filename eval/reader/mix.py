"""What is learned from in one pass."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from eval.reader.batches import Encoded, batches
from eval.reader.sentences import Choice, choice_batches

Batch = Sequence[Encoded] | Sequence[Choice]


@dataclass(frozen=True, slots=True)
class Mix:
    """What is learned from in one pass: pairs, and sentences among which to choose."""

    pairs: Sequence[Encoded]
    choices: Sequence[Choice] = ()

    def batches(self, rng: random.Random) -> Iterator[Batch]:
        """Yield all once, in batches of one kind each, the kinds in turn as there are of them."""
        of_pairs, of_choices = (
            list(batches(self.pairs, rng)),
            list(choice_batches(self.choices, rng)),
        )
        kinds = [True] * len(of_pairs) + [False] * len(of_choices)
        rng.shuffle(kinds)
        for is_pairs in kinds:
            yield of_pairs.pop() if is_pairs else of_choices.pop()
