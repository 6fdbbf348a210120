"""Fitting the reader's chances, with a scripted network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from eval.reader.fit import calibrated_on
from eval.reader.measuring import reading_measures
from eval.reader.rows import ReadingRow
from index.reader import Floats, Pairs, Reader

WORDS = ["[UNK]", "[CLS]", "[SEP]", "where", "is", "the", "hub", "depot", "in", "lyon", "."]


class Gullible:
    """Takes every passage for an answer, but sees that one on the hub contradicts the depot."""

    at_once = 1
    step = 1

    def run(self, batches: Sequence[Pairs]) -> Iterator[tuple[Floats, Floats]]:
        for ids, types, mask, lengths in batches:
            firsts = np.cumsum([0, *lengths[:-1]])
            spans = np.where((types * mask)[:, None] == 1, 1.0, -9.0).repeat(2, axis=1)
            spans[firsts] = 0
            turned = np.logical_or.reduceat(ids == WORDS.index("depot"), firsts)
            logits = np.array([[2, 1, 0, 4 if turn else 0, 0] for turn in turned])
            yield spans.astype(np.float32), logits.astype(np.float32)


def tokenizer() -> Tokenizer:
    made = Tokenizer(models.WordLevel({word: at for at, word in enumerate(WORDS)}, "[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    return made


def test_what_contradicts_the_question_learns_to_count_against_an_answer() -> None:
    rows = [
        ReadingRow(f"where is the {thing}", f"the hub is in lyon{'.' * n}", answers)
        for n in range(12)
        for thing, answers in (("hub", ("lyon",)), ("depot", ()))
    ]
    fitted = calibrated_on(rows, Gullible(), tokenizer(), temperature=1.0)
    reader = Reader(Gullible(), tokenizer(), fitted)
    pairs = [(row.question, row.context) for row in rows]
    single = reading_measures(list(zip(rows, reader.read_pairs(pairs), strict=True)))
    close = reading_measures(list(zip(rows, reader.read_closely(pairs), strict=True)))
    assert single["AUROC"].mean == 0.5
    assert close["AUROC"].mean == 1.0
    assert close["ECE"].mean < 0.1
