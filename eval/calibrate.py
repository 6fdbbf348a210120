"""Learns the few weights of the extractive answerer from the test bed, and writes them down.

    python -m eval.calibrate TESTBED [--out FOLDER] [--keep FOLDER] [--most 150] [--small-papers]
                             [--keep-sentences | --keep-silence]

Two sets of weights: which sentence answers (a softmax over a question's sentences), and whether
anything does (a logistic function). They are measured with papers of one half teaching and those of
the other half measuring; those that are written learn from both.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from app import abstain
from app.abstain import estimate
from app.evidence import ranking
from app.evidence.ranking import load_weights as load_sentence_weights
from app.evidence.ranking import score
from app.extract import choose
from eval.arguments import Arguments
from eval.weights.examples import Example, first_half
from eval.weights.learning import learn_answerable, learn_sentences, shares
from eval.weights.reached import (
    alarms,
    answerable_report,
    features_of,
    grouped,
    sentence_report,
    strangers_report,
)
from eval.weights.teaching import NEEDED, gather_examples
from eval.writing import require_writable, write_text
from ingest.running import exit_code

WITH_READER = {"weights": False, "with reader": True}
MOST = 150  # questions of each file of papers; more teach little and take long


def again(example: Example, sentence: Mapping[str, float]) -> Example:
    """Return the example ranked anew under other sentence weights."""
    order = sorted(
        zip(
            example.found.ranked, example.right or [False] * len(example.found.ranked), strict=True
        ),
        key=lambda pair: -score(pair[0][0], sentence),
    )
    ranked = [(candidate, score(candidate, sentence)) for (candidate, _), _ in order]
    chosen = choose(example.found.query, ranked)
    read = example.found.estimate.read
    estimated = estimate(example.found.query, ranked, chosen, example.lexicon, read=read)
    found = replace(example.found, ranked=tuple(ranked), chosen=tuple(chosen), estimate=estimated)
    return replace(example, found=found, right=tuple(right for _, right in order))


def main(argv: Sequence[str] | None = None) -> int:
    """Learn, measure on the other half, and write `weights.json` and `abstain.json`."""
    parser = Arguments(prog="python -m eval.calibrate", description=__doc__.split("\n")[0])
    parser.add_argument("testbed", type=Path, help="folder with papers/ and reading/")
    parser.add_argument(
        "--out", type=Path, help="folder for the weights; if none, those that Footnote loads"
    )
    parser.add_argument("--keep", type=Path, help="folder for the libraries, kept for next time")
    keeping = parser.add_mutually_exclusive_group()
    keeping.add_argument(
        "--keep-sentences",
        action="store_true",
        help="leave the weights for sentences as they are there",
    )
    keeping.add_argument(
        "--keep-silence",
        action="store_true",
        help="leave the weights for whether anything answers as they are there",
    )
    parser.add_argument(
        "--small-papers",
        action="store_true",
        help="learn from the small papers of eval/data/reading.jsonl and chats.jsonl too",
    )
    parser.add_argument("--most", type=int, default=MOST, help="questions of each file of papers")
    asked = parser.parse_args(argv)
    if lacking := [name for name in NEEDED if not (asked.testbed / name).exists()]:
        parser.error(f"{str(asked.testbed)!r} has no {lacking[0]}; name the test bed.")
    ours, silence = places(asked.out)
    require_writable(ours, silence)
    tell = _clock()
    with tempfile.TemporaryDirectory() as scratch:
        keep = asked.keep or Path(scratch)
        examples = gather_examples(
            asked.testbed, keep, most=asked.most, tell=tell, small=asked.small_papers
        )
    tell(f"learning from {len(examples)} questions")
    known = load_sentence_weights(ours) if asked.keep_sentences else None
    sentence, answerable, reached = learn(examples, known=known)
    _write(ours, {"sentence": sentence}, reached)
    tell(f"written to {ours}")
    if not asked.keep_silence:
        _write(silence, answerable, reached)
        tell(f"written to {silence}")
    print(json.dumps(reached, indent=2))  # noqa: T201
    return 0


def places(out: Path | None) -> tuple[Path, Path]:
    """Return the files of the weights for sentences and for silence, in `out` or as loaded."""
    files = ranking.WEIGHTS, abstain.WEIGHTS
    return (out / files[0].name, out / files[1].name) if out else files


def _clock() -> Callable[[str], None]:
    """Return a function that prints a line with the minutes and seconds since now."""
    started = time.monotonic()

    def tell(line: str) -> None:
        minutes, seconds = divmod(int(time.monotonic() - started), 60)
        print(f"{minutes:3}:{seconds:02} {line}", file=sys.stderr, flush=True)  # noqa: T201

    return tell


def learn(
    examples: Sequence[Example], *, known: Mapping[str, float] | None = None
) -> tuple[dict[str, float], dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return the weights for sentences and for abstaining, learned from all, and what is reached.

    What is reached, by set, is that of weights learned from one half of the papers on the other.
    Weights for sentences that are `known` are kept.
    """
    taught = [example for example in examples if first_half(example.group)]
    reached = _measured(examples, *_weights(taught, known))
    return *_weights(examples, known), reached


def _weights(
    examples: Sequence[Example], known: Mapping[str, float] | None
) -> tuple[dict[str, float], dict[str, dict[str, float]]]:
    """Return the weights for sentences, and those for abstaining without and with the reader."""
    answered = [example for example in examples if example.answerable]
    sentence = dict(known) if known else learn_sentences(answered)
    ranked = [again(example, sentence) for example in examples]
    truth = [example.answerable for example in ranked]
    factors = [example.found.estimate.factor for example in ranked]
    answerable = {
        name: learn_answerable(
            [features_of(example, read=read) for example in ranked],
            truth,
            shares(ranked, read=read),
            factors,
        )
        for name, read in WITH_READER.items()
    }
    return sentence, answerable


def _measured(
    examples: Sequence[Example],
    sentence: Mapping[str, float],
    answerable: Mapping[str, Mapping[str, float]],
) -> dict[str, dict[str, float]]:
    """Return what the weights reach by set, on the papers that do not teach."""
    ranked = [again(example, sentence) for example in examples]
    measured = [example for example in ranked if not first_half(example.group)]
    reached: dict[str, dict[str, float]] = {}
    for name, read in WITH_READER.items():
        for kind, group in grouped(measured).items():
            reached[f"{kind} {name}"] = answerable_report(group, answerable[name], read=read)
        if strange := [example for example in measured if example.kind == "stranger"]:
            report = strangers_report(strange, answerable[name], read=read)
            reached[f"stranger {name}"] = report
    for kind, group in grouped(ranked).items():
        reached[f"{kind} alarms"] = alarms(group)
    for kind, group in grouped(measured).items():
        if not kind.endswith("near"):
            reached[f"{kind} sentences"] = sentence_report(group)
    return reached


def _write(
    path: Path,
    weights: Mapping[str, Mapping[str, float]],
    reached: Mapping[str, Mapping[str, float]],
) -> None:
    rounded = {name: {k: round(v, 4) for k, v in group.items()} for name, group in weights.items()}
    figures = {name: {k: round(v, 3) for k, v in row.items()} for name, row in reached.items()}
    text = json.dumps({**rounded, "reached on the half not learned from": figures}, indent=2)
    write_text(path, text + "\n")


if __name__ == "__main__":
    sys.exit(exit_code(lambda: sys.exit(main())))
