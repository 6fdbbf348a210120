"""The figures of the reader, against values worked out by hand, with a scripted reader."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from eval.reader import measuring as measures
from eval.reader.batches import Encoded, batches
from eval.reader.fit import fit_chance, fit_logistic, fit_temperature
from eval.reader.reliability_plot import reliability_svg
from eval.reader.rows import (
    ReaderFileError,
    ReadingRow,
    SupportRow,
    load_rows,
    share_of,
)
from index.readings import Judgement, Reading

CONTEXT = "The hub is in Lyon. It opened in 1998."


def reading(text: str, *, answerable: float) -> Reading:
    start = CONTEXT.index(text)
    return Reading(start, start + len(text), 0.0, answerable, 0.5)


def test_f1_em_and_sentence_as_squad_counts_them() -> None:
    row = ReadingRow("Where is the hub?", CONTEXT, ("Lyon",))
    pairs = [(row, reading("in Lyon", answerable=0.9)), (row, reading("Lyon", answerable=0.9))]
    found = measures.reading_measures(pairs)
    assert found["F1"].mean == pytest.approx((2 / 3 + 1) / 2)
    assert found["EM"].mean == 0.5
    assert found["sentence"].mean == 1


def test_a_span_in_another_sentence_does_not_count() -> None:
    row = ReadingRow("Where is the hub?", CONTEXT, ("Lyon",))
    found = measures.reading_measures([(row, reading("1998", answerable=0.9))])
    assert found["sentence"].mean == 0
    assert found["F1"].mean == 0


def test_the_sentence_that_looks_likeliest_by_itself_is_counted_where_it_is_the_right_one() -> None:
    def read(pairs: Sequence[tuple[str, str]]) -> list[Reading]:
        return [Reading(0, 1, 0.0, 0.9 if "1998" in text else 0.2, 0.5) for _, text in pairs]

    text = f"{CONTEXT} It closed in 2004."
    opened, closed = (ReadingRow("When?", text, (year,)) for year in ("1998", "2004"))
    unanswered, short = ReadingRow("When?", text, ()), ReadingRow("When?", CONTEXT, ("Lyon",))
    found = measures.sentence_alone([opened, closed, unanswered, short], read)
    assert found["sentence-alone"].mean == 0.5
    assert measures.sentence_alone([unanswered, short], read) == {}


def test_auroc_counts_pairs_in_the_right_order() -> None:
    yes, no = ReadingRow("q", CONTEXT, ("Lyon",)), ReadingRow("q", CONTEXT, ())
    pairs = [(yes, reading("Lyon", answerable=chance)) for chance in (0.9, 0.3)]
    pairs += [(no, reading("Lyon", answerable=chance)) for chance in (0.5, 0.1)]
    assert measures.reading_measures(pairs)["AUROC"].mean == 0.75


def test_articles_and_punctuation_do_not_count() -> None:
    assert measures.token_f1("the hub,", "Hub") == 1
    assert measures.token_f1("", "Hub") == 0


def test_calibration_error_weighs_the_bins_by_rows() -> None:
    bins = measures.reliability([0.95, 0.95, 0.05, 0.05], [True, False, False, False])
    assert bins == ((pytest.approx(0.05), 0.0, 2), (pytest.approx(0.95), 0.5, 2))
    assert measures.calibration_error(bins) == pytest.approx((0.05 * 2 + 0.45 * 2) / 4)


def test_the_diagram_sets_a_trustworthy_bin_on_the_diagonal_and_a_boastful_one_below() -> None:
    drawn = reliability_svg([(0.5, 0.5, 9), (0.9, 0.4, 1)], x_label="given", y_label="held")
    dots = re.findall(r'cx="([\d.]+)" cy="([\d.]+)" r="([\d.]+)"', drawn)
    (fair_x, fair_y, large), (x, y, small) = (map(float, dot) for dot in dots)
    assert (fair_x - 40) / 200 == pytest.approx((220 - fair_y) / 200)
    assert (x - 40) / 200 > (220 - y) / 200  # below the diagonal
    assert large > small


def test_support_measures_by_hand() -> None:
    rows = [SupportRow("e", "c", label) for label in ("supported", "contradicted", "unrelated")]
    told = [Judgement(0.8, 0.1, 0.1), Judgement(0.1, 0.8, 0.1), Judgement(0.7, 0.1, 0.2)]
    found = measures.support_measures(list(zip(rows, told, strict=True)))
    assert found["accuracy"].mean == pytest.approx(2 / 3)
    assert found["macro-F1"].mean == pytest.approx((2 / 3 + 1 + 0) / 3)
    assert found["not-supported-caught"].mean == 0.5


@pytest.mark.parametrize(
    ("judgement", "label"),
    [
        (Judgement(0.7, 0.2, 0.1), "supported"),
        (Judgement(0.5, 0.3, 0.2), "contradicted"),
        (Judgement(0.5, 0.1, 0.4), "unrelated"),
        (Judgement(0.0, 0.0, 1.0), "unrelated"),
    ],
)
def test_a_claim_is_supported_only_where_that_is_far_likelier(
    judgement: Judgement, label: str
) -> None:
    assert judgement.label == label


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many nurses were asked?", "number"),
        ("In which year did it open, and when did it close?", "number"),
        ("What is a hub?", "definition"),
        ("Who built the hub?", "other"),
    ],
)
def test_questions_are_told_apart_by_what_they_ask(question: str, kind: str) -> None:
    assert measures.question_kind(question) == kind


@pytest.fixture
def write(tmp_path: Path) -> Callable[[Sequence[object]], Path]:
    def write_rows(rows: Sequence[object]) -> Path:
        path = tmp_path / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path

    return write_rows


def test_reading_and_support_files_are_told_apart(write: Callable[..., Path]) -> None:
    row = {"question": "q", "context": "c", "answers": ["x"], "answerable": False}
    assert load_rows(write([row])) == [ReadingRow("q", "c", ())]
    claim = {"evidence": "e", "claim": "c", "label": "supported"}
    assert load_rows(write([claim])) == [SupportRow("e", "c", "supported")]


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"question": "q"}],
        [{"evidence": "e", "claim": "c", "label": "maybe"}],
        [{"question": "q", "context": "c", "answers": "x"}],
    ],
)
def test_another_file_is_refused_by_name(write: Callable[..., Path], rows: list[object]) -> None:
    with pytest.raises(ReaderFileError, match=r"rows\.jsonl"):
        load_rows(write(rows))


def test_half_of_the_texts_are_trained_on_and_a_quarter_is_measured() -> None:
    shares = [share_of(f"text {number}") for number in range(4000)]
    assert 0.45 < shares.count("trained") / 4000 < 0.55
    assert 0.2 < shares.count("measured") / 4000 < 0.3


def test_logistic_weights_are_recovered() -> None:
    rng = np.random.default_rng(0)
    features = np.column_stack([rng.normal(size=20_000), np.ones(20_000)])
    chances = 1 / (1 + np.exp(-(2 * features[:, 0] - 1)))
    labels = (rng.random(20_000) < chances).astype(np.int64)
    assert fit_logistic(features, labels) == pytest.approx((2, -1), abs=0.1)


def drawn_by(
    chance: np.ndarray[tuple[int], np.dtype[np.float64]],
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return (np.random.default_rng(1).random(len(chance)) < chance).astype(np.int64)


def test_a_scale_bent_at_its_ends_is_recovered() -> None:
    logits = np.random.default_rng(0).normal(scale=3, size=40_000)
    rising = np.logaddexp(0, logits)
    chance = 1 / (1 + np.exp(-(0.4 * (logits - rising) + 1.1 * rising - 0.5)))
    scores = np.column_stack([logits, np.zeros_like(logits)])
    weight, sure, _, bias = fit_chance(scores, drawn_by(chance))
    assert (weight, sure, bias) == pytest.approx((0.4, 0.7, -0.5), abs=0.1)


def test_a_scale_is_never_turned_round() -> None:
    logits = np.random.default_rng(0).normal(scale=3, size=40_000)
    falling = 1 / (1 + np.exp(-np.abs(logits)))  # the surer of no answer, the likelier one
    scores = np.column_stack([logits, np.zeros_like(logits)])
    weight, sure, _, _ = fit_chance(scores, drawn_by(falling))
    assert weight >= 0
    assert weight + sure >= 0


def test_a_temperature_above_one_tames_a_boastful_judge() -> None:
    logits = np.array([[4.0, 0.0, 0.0]] * 10)
    labels = np.array([0] * 6 + [1] * 4)
    assert fit_temperature(logits, labels) > 2


def test_batches_hold_every_pair_once_and_hardly_any_padding() -> None:
    pairs = [Encoded((1,) * (5 + at % 90), 3, (0, 0), 0, -1, at) for at in range(500)]
    made = list(batches(pairs, random.Random(1), tokens=400))  # noqa: S311
    assert sorted(pair.support for batch in made for pair in batch) == list(range(500))
    room = sum(max(len(pair.ids) for pair in batch) * len(batch) for batch in made)
    assert room < 1.1 * sum(len(pair.ids) for pair in pairs)
    assert all(max(len(pair.ids) for pair in batch) * len(batch) <= 400 for batch in made)
