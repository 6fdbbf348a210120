"""The reader: a question and a passage read together, by the encoder's own model retrained.

One small file (`reader.safetensors`, its card `reader.json` beside it) changes the packaged model's
weights into those of the reader; where it is absent everything works without. docs/reader.md tells
how it was made, what it reaches and where it fails.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from index.readings import Calibration, Closer, Judgement, Reading, sigmoid
from ingest.errors import FootnoteError
from ingest.packaged import TOKENIZER, file_sha256, packaged_model, weights_sha256
from ingest.sentences import split_sentences

WEIGHTS = Path(__file__).with_name("reader.safetensors")
MAX_TOKENS = 288  # of a pair; a longer passage is read in windows
OVERLAP = 48  # tokens that two windows of a passage share
QUERY_TOKENS = 128  # a longer question or claim is cut
LEAST_SHARE = 0.01  # a start less likely is not told
SPAN_TOKENS = 64  # the longest answer that is marked
BATCH_TOKENS = 640  # more leave the cache

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
# Pairs that lie end to end: token ids, types and mask, each (tokens,), and how long each pair is.
Pairs = tuple[Ints, Ints, Ints, list[int]]


class ReaderError(FootnoteError):
    """The reader's weights are damaged, or belong to another base model."""


class Network(Protocol):
    """The forward pass: the tokens of pairs to (tokens, 2) and (pairs, 5) logits.

    `at_once` batches run side by side. The length of each pair is a multiple of `step`.
    """

    at_once: int
    step: int

    def run(self, batches: Sequence[Pairs]) -> Iterator[tuple[Floats, Floats]]:
        """Yield span logits and pair logits of each batch, as `index.network.reader_model` does."""
        ...


def load_reader(path: Path | None = None) -> Reader | None:
    """Return the reader of the weights `path` (the shipped ones), None where there are none.

    None as well where the packaged base model is not installed. Raises: ReaderError where the
    weights, their card or the base model are not what belongs together.
    """
    path = path or WEIGHTS
    if not path.is_file():
        return None
    from index.network.reader_model import load_network

    folder = packaged_model()
    if folder is None:
        return None
    calibration = _checked_card(path, folder)
    return Reader(load_network(folder, path), reader_tokenizer(folder), calibration)


def reader_tokenizer(folder: Path) -> Tokenizer:
    """Return the tokenizer in `folder`, which cuts a pair's passage to fit `MAX_TOKENS`."""
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return tokenizer


class Reader:
    """Reads passages for a question, and judges claims by their evidence."""

    def __init__(self, network: Network, tokenizer: Tokenizer, calibration: Calibration) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._calibration = calibration
        self._whole: Tokenizer | None = None  # cuts nothing; made when a query may need cutting
        tokenizer.enable_truncation(MAX_TOKENS, stride=OVERLAP, strategy="only_second")

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        """Return one reading a passage, in the order of `passages`."""
        return self.read_pairs([(question, passage) for passage in passages])

    def read_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return one reading for each (question, passage), in their order."""
        best: list[Reading | None] = [None] * len(pairs)
        for item, window, spans, logits in self._forward(pairs):
            reading = self._reading(window, spans, logits)
            before = best[item]
            if before is None:
                best[item] = reading
                continue
            relevance = max(reading.relevance, before.relevance)
            likelier = max(before, reading, key=lambda one: one.answerable)
            telling = min(before, reading, key=lambda one: one.judgement.unrelated)
            best[item] = replace(likelier, relevance=relevance, judgement=telling.judgement)
        return [reading for reading in best if reading is not None]

    def read_closely(self, pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return one reading a pair, for which the sentence that may answer was read alone, too.

        What it says by itself counts in `answerable`.
        """
        wholes = self.read_pairs(pairs)
        closer = self._calibration.closer
        if closer is None:
            return wholes
        alone = self.read_alone(pairs, wholes)
        return [
            replace(whole, answerable=closer.chance(whole, one))
            for whole, one in zip(wholes, alone, strict=True)
        ]

    def read_alone(
        self, pairs: Sequence[tuple[str, str]], wholes: Sequence[Reading]
    ) -> list[Reading]:
        """Return what the likeliest sentence of each gives, read with but the one before it."""
        return self.read_pairs(
            [
                (question, _likeliest(text, whole))
                for (question, text), whole in zip(pairs, wholes, strict=True)
            ]
        )

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        """Return one judgement for each (evidence, claim).

        Long evidence is read in parts, and the most telling part counts.
        """
        best: list[Judgement | None] = [None] * len(pairs)
        for item, _, _, logits in self._forward([(claim, evidence) for evidence, claim in pairs]):
            judgement = self._judgement(logits)
            before = best[item]
            if before is None or judgement.unrelated < before.unrelated:
                best[item] = judgement
        return [judgement for judgement in best if judgement is not None]

    def _forward(
        self, pairs: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[int, Encoding, Floats, Floats]]:
        """Yield (index of the pair, window, span logits, pair logits)."""
        cut = {query: self._cut(query) for query, _ in pairs}
        found = self._tokenizer.encode_batch([(cut[query], text) for query, text in pairs])
        windows = [
            (item, window)
            for item, first in enumerate(found)
            for window in (first, *first.overflowing)
        ]
        step = self._network.step
        batches = _shared_out(windows, step=step, at_once=self._network.at_once)
        arrays = [_end_to_end([window for _, window in batch], step) for batch in batches]
        for batch, (*_, lengths), (spans, logits) in zip(
            batches, arrays, self._network.run(arrays), strict=True
        ):
            parts = np.split(spans, np.cumsum(lengths)[:-1])
            for (item, window), part, pair in zip(batch, parts, logits, strict=True):
                yield item, window, part[: len(window.ids)], pair

    def _cut(self, query: str) -> str:
        if len(query) <= QUERY_TOKENS:  # a token has a character at least
            return query
        if self._whole is None:
            self._whole = Tokenizer.from_str(self._tokenizer.to_str())
            self._whole.no_truncation()
        offsets = self._whole.encode(query, add_special_tokens=False).offsets
        return query[: offsets[QUERY_TOKENS - 1][1]] if len(offsets) > QUERY_TOKENS else query

    def _reading(self, window: Encoding, spans: Floats, logits: Floats) -> Reading:
        first, last, score = best_span(spans)
        answerable = self._calibration.chance(float(logits[0]), score)
        offsets = window.offsets  # a list that is made anew at each look
        start, end = (offsets[first][0], offsets[last][1]) if last else (0, 0)
        starts = tuple((offsets[at][0], chance) for at, chance in likely_starts(spans))
        relevance, judgement = sigmoid(float(logits[1])), self._judgement(logits)
        return Reading(start, end, score, answerable, relevance, judgement, starts)

    def _judgement(self, logits: Floats) -> Judgement:
        scaled = logits[2:].astype(np.float64) / self._calibration.temperature
        shares = np.exp(scaled - np.max(scaled))
        supported, contradicted, unrelated = (shares / shares.sum()).tolist()
        return Judgement(supported, contradicted, unrelated)


def _likeliest(text: str, reading: Reading) -> str:
    """Return the sentence of `text` in which its answer most likely starts, and the one before."""
    spans = split_sentences(text) or [(0, len(text))]
    at = max(range(len(spans)), key=lambda at: reading.share(*spans[at]))
    return text[spans[max(0, at - 1)][0] : spans[at][1]]


def best_span(spans: Floats) -> tuple[int, int, float]:
    """Return the best span's first and last token, and its log-odds against "no answer".

    `spans`: (tokens, 2) start and end logits; token 0 stands for "no answer". (0, 0, -20.0) where
    there is no token to mark.
    """
    if len(spans) < 2:
        return 0, 0, -20.0
    starts, ends = (_log_softmax(spans[:, side]) for side in (0, 1))
    further = np.append(ends[1:], np.full(SPAN_TOKENS - 1, -np.inf))
    scores = starts[1:, None] + sliding_window_view(further, SPAN_TOKENS)
    first, more = divmod(int(np.argmax(scores)), SPAN_TOKENS)
    top = float(scores[first, more])
    odds = top - float(starts[0] + ends[0])
    if top < -1000:
        return 0, 0, -20.0
    return first + 1, first + more + 1, max(-20.0, min(20.0, odds))


def likely_starts(spans: Floats) -> list[tuple[int, float]]:
    """Return the tokens where an answer may start, and how likely each is, if there is one.

    `spans`: as for `best_span`. Tokens that are next to impossible are left out.
    """
    if len(spans) < 2:
        return []
    shares = np.exp(_log_softmax(spans[1:, 0]))
    return [(int(at) + 1, float(shares[at])) for at in np.flatnonzero(shares >= LEAST_SHARE)]


def _log_softmax(values: Floats) -> NDArray[np.float64]:
    shifted = values.astype(np.float64) - float(np.max(values))
    return np.asarray(shifted - np.log(np.exp(shifted).sum()), dtype=np.float64)


def _shared_out(
    windows: Sequence[tuple[int, Encoding]], *, step: int, at_once: int
) -> list[list[tuple[int, Encoding]]]:
    """Return `windows` in batches of `BATCH_TOKENS` on average at most, that take equally long.

    There are as many as keep all busy that run `at_once`. The longest goes first, to the batch that
    has the least ("LPT", Graham 1969, Bounds on multiprocessing timing anomalies, section 4).
    """
    lengths = [_padded(len(window.ids), step) for _, window in windows]
    rounds = -(-sum(lengths) // (BATCH_TOKENS * at_once))
    batches: list[list[tuple[int, Encoding]]] = [
        [] for _ in range(min(rounds * at_once, len(windows)))
    ]
    tokens = [0] * len(batches)
    for at in sorted(range(len(windows)), key=lambda at: -lengths[at]):
        least = tokens.index(min(tokens))
        batches[least].append(windows[at])
        tokens[least] += lengths[at]
    return batches


def _padded(tokens: int, step: int) -> int:
    return -(-tokens // step) * step


def _end_to_end(windows: Sequence[Encoding], step: int) -> Pairs:
    lengths = [_padded(len(window.ids), step) for window in windows]
    ids, types, mask = (np.zeros(sum(lengths), np.int64) for _ in range(3))
    start = 0
    for window, length in zip(windows, lengths, strict=True):
        end = start + len(window.ids)
        ids[start:end] = window.ids
        types[start:end] = window.type_ids
        mask[start:end] = 1
        start += length
    return ids, types, mask, lengths


def _checked_card(path: Path, folder: Path) -> Calibration:
    """Return the card's calibration, once weights and base model are those that it names."""
    card_path = path.with_suffix(".json")
    try:
        card = json.loads(card_path.read_text(encoding="utf-8"))
        weights, base = str(card["sha256"]), str(card["base"]["sha256"])
        calibration = _calibration(card["calibration"])
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ReaderError(
            f"{str(card_path)!r}: the reader's card cannot be read ({type(exc).__name__}). "
            "Restore it, or remove the weights beside it to go without the reader."
        ) from exc
    if file_sha256(path) != weights:
        raise ReaderError(
            f"{str(path)!r}: the reader's weights are damaged (not the SHA-256 of their card). "
            "Restore the file, or remove it to go without the reader."
        )
    found = weights_sha256(folder)
    if found != base:
        raise ReaderError(
            f"{str(path)!r}: the reader was made for base weights {base[:12]}…, found "
            f"{found[:12]}…. Install that model, or remove the file to go without the reader."
        )
    return calibration


def _calibration(fitted: Mapping[str, Any]) -> Calibration:
    numbers = {key: float(value) for key, value in fitted.items() if key != "closer"}
    closer = fitted.get("closer")
    return Calibration(
        **numbers,
        closer=closer and Closer(**{key: float(value) for key, value in closer.items()}),
    )
