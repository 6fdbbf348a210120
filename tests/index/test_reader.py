"""The reader, with a scripted network, and the shipped weights where the base model is there."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers, processors

from index.reader import (
    BATCH_TOKENS,
    MAX_TOKENS,
    Floats,
    Ints,
    Pairs,
    Reader,
    ReaderError,
    best_span,
    load_reader,
)
from index.readings import Calibration, Closer, Judgement, Reading, log_odds

PLAIN = Calibration(weight=1, span=0, bias=0, temperature=1)
ALONE_COUNTS = Closer(0, 0, 0, alone=2, alone_supported=0, alone_contradicted=0, bias=-1)
WORDS = ["[UNK]", "[CLS]", "[SEP]", "who", "asks", "the", "answer", "is", "blue", "filler"]


class ScriptedNetwork:
    """Marks each "blue" of a passage; answerable, relevant and supported where there is one."""

    at_once = 2

    def __init__(self, step: int = 1) -> None:
        self.step = step
        self.lengths: list[list[int]] = []

    def run(self, batches: Sequence[Pairs]) -> Iterator[tuple[Floats, Floats]]:
        return (self._run(*batch) for batch in batches)

    def _run(
        self, ids: Ints, types: Ints, mask: Ints, lengths: Sequence[int]
    ) -> tuple[Floats, Floats]:
        self.lengths.append(list(lengths))
        marked = (ids == WORDS.index("blue")) & (types == 1) & (mask == 1)
        spans = np.full((len(ids), 2), -1e4, np.float32)
        spans[(types == 1) & (mask == 1) & (ids != WORDS.index("[SEP]"))] = 0
        firsts = np.cumsum([0, *lengths[:-1]])
        spans[firsts] = 1
        spans[marked] = 5
        held = np.logical_or.reduceat(marked, firsts)
        logits = np.where(held[:, None], [[3, 2, 4, 0, 0]], [[-3, -2, 0, 0, 4]])
        return spans, logits.astype(np.float32)


def make_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(
        models.WordLevel({word: at for at, word in enumerate(WORDS)}, unk_token="[UNK]")
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 2), ("[CLS]", 1))
    return tokenizer


@pytest.fixture
def network() -> ScriptedNetwork:
    return ScriptedNetwork()


@pytest.fixture
def reader(network: ScriptedNetwork) -> Reader:
    return Reader(network, make_tokenizer(), PLAIN)


def test_a_span_is_counted_in_characters_of_its_passage(reader: Reader) -> None:
    passage = "the answer  is blue"
    (reading,) = reader.read("who asks", [passage])
    assert passage[reading.start : reading.end] == "blue"
    assert reading.answerable > 0.9
    assert reading.span_score > 0


def test_each_place_where_an_answer_may_start_has_its_chance(reader: Reader) -> None:
    (reading,) = reader.read("who asks", ["blue filler blue"])
    assert [at for at, _ in reading.starts] == [0, 12]
    assert reading.share(0, 16) == pytest.approx(1.0, abs=0.02)
    assert reading.share(0, 4) == pytest.approx(0.5, abs=0.02)


def test_readings_come_in_the_order_of_the_passages(reader: Reader) -> None:
    passages = ["filler " * 50, "the answer is blue", "filler", "blue " * 9]
    readings = reader.read("who asks", passages)
    assert [reading.answerable > 0.5 for reading in readings] == [False, True, False, True]


def test_no_passages_give_no_readings(reader: Reader) -> None:
    assert reader.read("who asks", []) == []
    assert reader.judge([]) == []


@pytest.mark.parametrize("passage", ["", "   ", "\x00", "文"])
def test_a_passage_without_words_is_read_without_harm(reader: Reader, passage: str) -> None:
    (reading,) = reader.read("who asks", [passage])
    assert 0 <= reading.start <= reading.end <= len(passage)
    assert reading.answerable < 0.5


def test_an_answer_behind_the_first_window_is_found(reader: Reader) -> None:
    passage = "filler " * 700 + "blue"
    (reading,) = reader.read("who asks", [passage])
    assert passage[reading.start : reading.end] == "blue"


def test_no_window_is_longer_than_the_model_reads(reader: Reader, network: ScriptedNetwork) -> None:
    reader.read("who " * 900, ["filler " * 900])
    assert max(itertools.chain(*network.lengths)) <= MAX_TOKENS


def test_few_passages_are_shared_by_all_that_read_at_once(
    reader: Reader, network: ScriptedNetwork
) -> None:
    reader.read("who asks", ["the answer is blue"] * 6)
    assert [len(lengths) for lengths in network.lengths] == [3, 3]


def test_passages_are_shared_so_that_none_has_much_more_to_read_than_another(
    reader: Reader, network: ScriptedNetwork
) -> None:
    reader.read("who asks", ["filler " * words for words in (150, 20, 90, 40, 110, 70, 10, 120)])
    one, two = map(sum, network.lengths)
    assert abs(one - two) <= 20


def test_many_passages_are_read_in_batches_that_stay_in_the_cache(
    reader: Reader, network: ScriptedNetwork
) -> None:
    reader.read("who asks", ["filler " * 90] * 40)
    longest = max(itertools.chain(*network.lengths))
    assert max(map(sum, network.lengths)) < BATCH_TOKENS + longest
    assert sum(map(sum, network.lengths)) <= BATCH_TOKENS * len(network.lengths)
    assert sum(map(len, network.lengths)) == 40


def test_a_passage_is_filled_up_where_new_lengths_cost_time_and_read_as_before(
    reader: Reader,
) -> None:
    network = ScriptedNetwork(step=32)
    passages = ["filler " * 50, "the answer is blue", "filler blue", "blue " * 9]
    filled = Reader(network, make_tokenizer(), PLAIN)
    assert filled.read("who asks", passages) == reader.read("who asks", passages)
    assert set(itertools.chain(*network.lengths)) == {32, 64}


def test_long_evidence_is_judged_by_its_most_telling_part(reader: Reader) -> None:
    (far,) = reader.judge([("filler " * 700 + "blue", "the answer is blue")])
    assert far.supported > 0.9
    assert far.supported + far.contradicted + far.unrelated == pytest.approx(1)


def test_the_calibration_moves_the_chance(network: ScriptedNetwork) -> None:
    shy = Reader(network, make_tokenizer(), Calibration(0.5, 0.0, -2.0, 4.0))
    (reading,) = shy.read("who asks", ["blue"])
    assert reading.answerable == pytest.approx(1 / (1 + np.exp(0.5)), abs=1e-6)


def test_the_calibration_may_bend_the_scale_at_one_end() -> None:
    bent = Calibration(0.0, 0.0, 0.0, 1.0, sure=1.0)
    low, middle, high = (bent.chance(logit, 0.0) for logit in (-9.0, 0.0, 9.0))
    assert low == pytest.approx(0.5, abs=0.001)
    assert middle == pytest.approx(2 / 3)
    assert high > 0.999


def test_a_reading_tells_what_the_passage_says_of_the_question_as_a_claim(reader: Reader) -> None:
    blue, nothing = reader.read("who asks", ["the answer is blue", "filler"])
    assert blue.judgement.supported > 0.9
    assert nothing.judgement.unrelated > 0.9


def test_of_a_long_passage_the_most_telling_part_judges(reader: Reader) -> None:
    (reading,) = reader.read("who asks", ["filler " * 700 + "blue"])
    assert reading.judgement.supported > 0.9


@pytest.fixture
def close(network: ScriptedNetwork) -> Reader:
    return Reader(network, make_tokenizer(), replace(PLAIN, closer=ALONE_COUNTS))


def test_a_close_reading_counts_what_the_answering_sentence_says_alone(close: Reader) -> None:
    passage = "Filler filler filler. The answer is blue. Filler filler."
    (reading,) = close.read_closely([("who asks", passage)])
    (alone,) = close.read("who asks", ["The answer is blue."])
    assert passage[reading.start : reading.end] == "blue"
    assert log_odds(reading.answerable) == pytest.approx(2 * log_odds(alone.answerable) - 1)


def test_a_contradicted_question_is_less_likely_answered() -> None:
    held = Reading(0, 4, 1.0, 0.9, 0.9, Judgement(0.9, 0.0, 0.1))
    turned = replace(held, judgement=Judgement(0.1, 0.8, 0.1))
    closer = replace(ALONE_COUNTS, alone_contradicted=-3.0)
    assert closer.chance(held, turned) < closer.chance(held, held)


@pytest.mark.parametrize("passage", ["", "   ", "blue", "No end. Nor here"])
def test_any_passage_can_be_read_closely(close: Reader, passage: str) -> None:
    (reading,) = close.read_closely([("who asks", passage)])
    assert 0 <= reading.answerable <= 1


def test_without_weights_for_it_a_close_reading_is_a_plain_one(reader: Reader) -> None:
    pairs = [("who asks", "the answer is blue"), ("who asks", "filler")]
    assert reader.read_closely(pairs) == reader.read_pairs(pairs)


@pytest.mark.parametrize(("chance", "odds"), [(0.0, -5.2933), (0.5, 0.0), (1.0, 5.2933)])
def test_log_odds_of_what_is_sure_stay_finite(chance: float, odds: float) -> None:
    assert log_odds(chance) == pytest.approx(odds, abs=1e-4)


def test_a_span_does_not_end_before_it_starts() -> None:
    spans = np.zeros((5, 2), np.float32)
    spans[4, 0] = spans[1, 1] = 3
    first, last, _ = best_span(spans)
    assert first <= last


def test_a_passage_without_a_token_to_mark_has_no_span() -> None:
    spans = np.full((4, 2), -1e4, np.float32)
    spans[0] = 0
    assert best_span(spans) == (0, 0, -20.0)


def test_without_weights_there_is_no_reader(tmp_path: Path) -> None:
    assert load_reader(tmp_path / "reader.safetensors") is None


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[dict[str, object]], Path]:
    def make(card: dict[str, object]) -> Path:
        weights = tmp_path / "reader.safetensors"
        weights.write_bytes(b"not weights")
        weights.with_suffix(".json").write_text(json.dumps(card), encoding="utf-8")
        return weights

    return make


CALIBRATION = {"weight": 1, "span": 0, "bias": 0, "temperature": 1}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("card", "told"),
    [
        ({}, "card cannot be read"),
        ({"sha256": "00", "base": {"sha256": "00"}, "calibration": CALIBRATION}, "damaged"),
    ],
)
def test_damaged_weights_are_told_in_one_line(
    broken: Callable[[dict[str, object]], Path], card: dict[str, object], told: str
) -> None:
    with pytest.raises(ReaderError, match=told) as raised:
        load_reader(broken(card))
    assert "\n" not in str(raised.value)


@pytest.mark.slow
def test_weights_of_another_base_model_are_refused(
    broken: Callable[[dict[str, object]], Path],
) -> None:
    import hashlib

    right = hashlib.sha256(b"not weights").hexdigest()
    card = {"sha256": right, "base": {"sha256": "00"}, "calibration": CALIBRATION}
    with pytest.raises(ReaderError, match="made for base weights"):
        load_reader(broken(card))


@pytest.fixture(scope="module")
def shipped() -> Reader:
    reader = load_reader()
    if reader is None:
        pytest.skip("the reader's weights or the packaged base model are not here")
    return reader


PASSAGE = (
    "The survey was carried out in 2014 in two hospitals of Lyon. Of the 312 nurses who were "
    "asked, 87 percent said that they washed their hands before each visit."
)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the survey carried out?", "2014"),
        ("How many nurses were asked?", "312"),
        ("In which city were the hospitals?", "Lyon"),
    ],
)
def test_the_shipped_reader_finds_plain_answers(
    shipped: Reader, question: str, answer: str
) -> None:
    (reading,) = shipped.read(question, [PASSAGE])
    assert answer in PASSAGE[reading.start : reading.end]


@pytest.mark.slow
def test_the_shipped_reader_prefers_the_passage_that_answers(shipped: Reader) -> None:
    other = "Hand washing was first studied in Vienna by Ignaz Semmelweis, a Hungarian physician."
    here, there = shipped.read("How many nurses were asked?", [PASSAGE, other])
    assert here.answerable > there.answerable
    assert here.relevance > there.relevance


@pytest.mark.slow
def test_the_shipped_reader_tells_a_true_claim_from_a_false_one(shipped: Reader) -> None:
    true, false = shipped.judge(
        [
            (PASSAGE, "The survey was carried out in two hospitals of Lyon."),
            (PASSAGE, "The survey was carried out in five hospitals of Madrid."),
        ]
    )
    assert true.supported > false.supported
