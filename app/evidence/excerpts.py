"""What the reader is given of passages far down: the sentences that are likeliest to answer.

Reading takes most of the time that an answer takes, and of those passages one sentence at most
answers.
"""

from __future__ import annotations

from dataclasses import replace

from app.evidence.candidates import Query, Tokens, late
from index.readings import Reading
from ingest.sentences import split_sentences

AROUND = 1  # sentences on each side that are read as well


def likeliest_part(query: Query, text: str, tokens: Tokens) -> tuple[int, int]:
    """Return where the sentence of `text` lies that is nearest to the question, and those around.

    Nearness is that of the tokens, each word of the question by its weight.
    """
    spans = split_sentences(text)
    if len(spans) <= 2 * AROUND + 1:
        return 0, len(text)
    alike = query.tokens.vectors @ tokens.vectors.T
    first, last = tokens.offsets[:, 0], tokens.offsets[:, 1]
    near = [
        late(alike[:, (last > start) & (first < end)], query.token_weights) for start, end in spans
    ]
    best = near.index(max(near))
    return spans[max(0, best - AROUND)][0], spans[min(len(spans) - 1, best + AROUND)][1]


def moved(reading: Reading, by: int) -> Reading:
    """Return the reading of a part that begins at `by`, with its places in the whole."""
    if not reading.end:
        return reading  # it sees no answer
    starts = tuple((at + by, chance) for at, chance in reading.starts)
    return replace(reading, start=reading.start + by, end=reading.end + by, starts=starts)
