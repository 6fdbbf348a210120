"""Learns the few weights of the extractive answerer from the test bed, and writes them down.

    python -m eval.calibrate TESTBED [--out app]

Two sets of weights: which sentence answers (a softmax over a question's sentences), and whether
anything does (a logistic function). Papers of one half teach, those of the other half measure.
Unanswerable questions are made by asking about papers that are not in the library.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.abstain import estimate, probability
from app.evidence import FEATURES, Candidate, Tokens, gather, make_query
from app.extract import choose, score
from app.finding import Finder, Found, weigh
from app.lexicon import Lexicon
from app.questions import analyse
from eval.matching import find_quote
from index.encoder import Encoder
from index.hits import Hit, Ranks
from index.library import Library, open_library
from index.reader import load_reader
from ingest.document import Document, Passage
from ingest.parse import parse_bytes

Matrix = NDArray[np.float64]

SCOPES = (1, 1, 2, 3, 5)  # papers in a small library, in turn
# What speaks for a sentence before anything was learned; where examples are few it stays so.
PRIOR = {
    "late": 4.0, "late_gap": 1.0, "lexical": 1.0, "context": 1.0, "pairs": 1.0, "meaning": 3.0,
    "rank": 1.0, "hit": 1.0, "fit": 0.7, "misfit": -0.7, "year": 1.0, "name": 0.5, "short": -1.5,
    "long": 0.3, "asks": -1.5, "carried": 1.0, "heading": 0.5, "soft": 2.0, "near": 0.5,
    "read": 3.0, "topic": 1.0, "before": 0.5, "defines": 2.5,
    "cued": 1.2, "relevance": 2.0,
}  # fmt: skip
PULL = 0.1  # of the prior
SQUAD_SHARE = 0.5  # of the weight that the papers' questions have together


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its evidence. `right` says of each candidate whether it holds the answer."""

    kind: str
    group: str
    answerable: bool
    found: Found
    lexicon: Lexicon
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A question of a test bed file."""

    question: str
    answers: tuple[str, ...]
    quotes: tuple[str, ...]
    document: str
    answerable: bool
    context: str


def read_rows(path: Path) -> list[Row]:
    """Return the questions of a test bed file."""
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        evidence = row.get("evidence") or [{}]
        rows.append(
            Row(
                row["question"],
                tuple(row.get("answers", ())),
                tuple(item["quote"] for item in evidence if item.get("quote")),
                evidence[0].get("document", ""),
                bool(row.get("answerable", True)),
                row.get("context", ""),
            )
        )
    return rows


def of_papers(library: Library, rows: Sequence[Row], kind: str, seed: int) -> Iterator[Example]:
    """Yield each question asked of a few papers: its own among them, and without its own."""
    rng = np.random.default_rng(seed)
    finder = Finder(library)
    papers = sorted({row.document for row in rows})
    lexicons: dict[tuple[str, ...], Lexicon] = {}
    for at, row in enumerate(rows):
        others = [paper for paper in papers if paper != row.document]
        size = SCOPES[at % len(SCOPES)]
        picked = [str(name) for name in rng.permutation(others)[:size]]
        for scope, own in (((row.document, *picked[1:]), True), (tuple(picked), False)):
            if own and not row.answerable:
                continue
            names = tuple(sorted(scope))
            if names not in lexicons:
                texts = (p.text for name in names for p in library.passages(name))
                lexicons[names] = Lexicon(texts)
            found = finder.find(analyse(row.question), names, lexicon=lexicons[names])
            right = _right(found, row) if own else ()
            yield Example(kind, row.document, own, found, lexicons[names], right)


def of_paragraphs(encoder: Encoder, rows: Sequence[Row]) -> Iterator[Example]:
    """Yield each question asked of its own paragraph alone."""
    reader = load_reader()
    lexicon = Lexicon({row.context for row in rows})
    documents: dict[str, tuple[Document, Tokens]] = {}
    for row in rows:
        if row.context not in documents:
            name = f"p{len(documents)}.txt"
            document = parse_bytes(row.context.encode(), name)
            [tokens] = encoder.encode_tokens([document.text])
            documents[row.context] = document, Tokens(tokens.vectors, tokens.offsets)
        document, table = documents[row.context]
        passage = Passage(
            document.id, document.id, "body", 0, len(document.text), "", None, "", document.text
        )
        query = make_query(analyse(row.question), encoder, lexicon)
        hits = [Hit(passage, 1.0, Ranks())]
        readings = reader.read(row.question, [document.text]) if reader else ()
        candidates = gather(query, hits, {document.id: document}, [table], readings)
        found = weigh(query, hits, candidates, readings, lexicon)
        yield Example("squad2", document.id, row.answerable, found, lexicon, _right(found, row))


def _right(found: Found, row: Row) -> tuple[bool, ...]:
    spans: dict[str, list[tuple[int, int]]] = {}
    right = []
    for candidate, _ in found.ranked:
        document = candidate.document
        if document.id not in spans:
            spans[document.id] = _spans(document.text, row.answers) or _spans(
                document.text, row.quotes
            )
        own = row.document in ("", document.id)
        right.append(own and any(_holds(candidate, span) for span in spans[document.id]))
    return tuple(right)


def _spans(text: str, wanted: Sequence[str]) -> list[tuple[int, int]]:
    return [span for part in wanted for span in find_quote(text, part)]


def _holds(candidate: Candidate, span: tuple[int, int]) -> bool:
    """Say whether the sentence holds half of the answer, or is half made of it."""
    shared = min(candidate.end, span[1]) - max(candidate.start, span[0])
    return shared > 0 and 2 * shared >= min(candidate.end - candidate.start, span[1] - span[0])


def learn_sentences(examples: Sequence[Example], *, steps: int = 400) -> dict[str, float]:
    """Return weights under which the sentences that answer outweigh the question's others."""
    blocks = [
        (
            _matrix(example),
            np.array(example.right),
            1.0 if example.kind != "squad2" else SQUAD_SHARE,
        )
        for example in examples
        if any(example.right) and not all(example.right)
    ]
    together = np.concatenate([matrix for matrix, _, _ in blocks])
    scale = together.std(axis=0) + 1e-6
    prior = np.array([PRIOR.get(name, 0.0) for name in FEATURES]) * scale
    weights = prior.copy()
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        slope = PULL * (weights - prior)
        for matrix, right, share in blocks:
            scaled = matrix / scale
            scores = scaled @ weights
            every = _softmax(scores)
            good = _softmax(np.where(right, scores, -1e9))
            slope += share * ((every - good) @ scaled) / len(blocks)
        mean = 0.9 * mean + 0.1 * slope  # Adam
        square = 0.999 * square + 0.001 * slope**2
        rate = 0.05 * (1 - step / steps) + 0.002
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return {name: float(value) for name, value in zip(FEATURES, weights / scale, strict=True)}


def _matrix(example: Example) -> Matrix:
    return np.array(
        [
            [candidate.features.get(name, 0.0) for name in FEATURES]
            for candidate, _ in example.found.ranked
        ]
    )


def _softmax(scores: Matrix) -> Matrix:
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum(), dtype=np.float64)


def learn_answerable(
    rows: Sequence[Mapping[str, float]], labels: Sequence[bool], shares: Sequence[float]
) -> dict[str, float]:
    """Return the weights of a logistic function, fitted by Newton's method with a small penalty."""
    names = sorted({name for row in rows for name in row})
    matrix = np.array([[*(row.get(name, 0.0) for name in names), 1.0] for row in rows])
    target, share = np.array(labels, dtype=np.float64), np.array(shares)
    penalty = np.diag([*([1.0] * len(names)), 0.0])
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (share * (chance - target)) + penalty @ weights
        curve = (matrix.T * (share * chance * (1 - chance) + 1e-9)) @ matrix + penalty
        weights -= np.linalg.solve(curve, slope)
    return dict(zip([*names, "bias"], map(float, weights), strict=True))


def shares(examples: Sequence[Example]) -> list[float]:
    """Return the weight of each example: papers one each, paragraphs together half of that."""
    papers = sum(example.kind != "squad2" for example in examples)
    paragraphs = len(examples) - papers
    each = SQUAD_SHARE * papers / paragraphs if paragraphs and papers else 1.0
    return [each if example.kind == "squad2" else 1.0 for example in examples]


def first_half(group: str) -> bool:
    """Say whether a paper or paragraph teaches (else it measures)."""
    return hashlib.sha256(group.encode()).digest()[0] < 128


def gather_examples(testbed: Path, folder: Path) -> list[Example]:
    """Return the examples of the papers and paragraphs; `folder` keeps the libraries."""
    examples: list[Example] = []
    for seed, kind in enumerate(("covidqa", "qasper")):
        library = open_library(folder / kind)
        for _ in library.add([testbed / "papers" / kind]):
            pass
        rows = read_rows(testbed / "papers" / f"{kind}.jsonl")
        examples.extend(of_papers(library, rows, kind, seed))
        encoder = library.encoder
    examples.extend(of_paragraphs(encoder, read_rows(testbed / "reading" / "squad2.jsonl")))
    return examples


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


def sentence_report(examples: Sequence[Example]) -> dict[str, float]:
    """Return how often the first, and any shown, sentence holds the answer where one was found."""
    judged = [example for example in examples if example.answerable and any(example.right)]
    first = [example.right[0] for example in judged]
    shown = [
        any(
            right
            and any(
                item.document is candidate.document
                and item.start <= candidate.start
                and candidate.end <= item.end
                for item in example.found.chosen
            )
            for (candidate, _), right in zip(example.found.ranked, example.right, strict=True)
        )
        for example in judged
    ]
    counts = [len(example.found.chosen) for example in judged]
    return {
        "first": float(np.mean(first)),
        "shown": float(np.mean(shown)),
        "sentences": float(np.mean(counts)),
        "questions": len(judged),
    }


def answerable_report(
    examples: Sequence[Example], weights: Mapping[str, float], *, read: bool
) -> dict[str, float]:
    """Return how well the probability tells answerable from unanswerable."""
    known = [replace(e.found.estimate, features=_features(e, read=read)) for e in examples]
    chances = np.array([probability(estimated, weights) for estimated in known])
    truth = np.array([example.answerable for example in examples])
    yes, no = chances[truth], chances[~truth]
    pairs = (yes[:, None] > no[None, :]).mean() + 0.5 * (yes[:, None] == no[None, :]).mean()
    cut = float(np.quantile(yes, 0.05))
    return {
        "auroc": float(pairs),
        "answer rate at 0.5": float((yes >= 0.5).mean()),
        "abstention at 0.5": float((no < 0.5).mean()),
        "threshold for answer rate 0.95": cut,
        "abstention there": float((no < cut).mean()),
        "questions": len(examples),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Learn, measure on the other half, and write `weights.json` and `abstain.json`."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("testbed", type=Path, help="folder with papers/ and reading/")
    parser.add_argument("--out", type=Path, default=Path("app"), help="where to write the weights")
    parser.add_argument("--keep", type=Path, required=True, help="folder for the libraries")
    asked = parser.parse_args(argv)
    examples = gather_examples(asked.testbed, asked.keep)
    sentence, answerable, reached = learn(examples)
    _write(asked.out / "weights.json", {"sentence": sentence}, reached)
    _write(asked.out / "abstain.json", answerable, reached)
    print(json.dumps(reached, indent=2))  # noqa: T201
    return 0


def learn(
    examples: Sequence[Example],
) -> tuple[dict[str, float], dict[str, dict[str, float]], dict[str, dict[str, float]]]:
    """Return the weights for sentences and for abstaining, and what they reach by set."""
    sentence = learn_sentences([e for e in examples if e.answerable and first_half(e.group)])
    ranked = [again(example, sentence) for example in examples]
    taught = [example for example in ranked if first_half(example.group)]
    answerable: dict[str, dict[str, float]] = {}
    reached: dict[str, dict[str, float]] = {}
    for name in ("weights", "with reader"):
        rows = [_features(example, read=name == "with reader") for example in taught]
        truth = [example.answerable for example in taught]
        answerable[name] = learn_answerable(rows, truth, shares(taught))
        for kind in sorted({example.kind for example in ranked}):
            measured = [e for e in ranked if e.kind == kind and not first_half(e.group)]
            reached[f"{kind} sentences"] = sentence_report(measured)
            reached[f"{kind} {name}"] = answerable_report(
                measured, answerable[name], read=name == "with reader"
            )
    return sentence, answerable, reached


def _features(example: Example, *, read: bool) -> dict[str, float]:
    found = dict(example.found.estimate.features)
    if not read:
        for name in ("read", "relevance", "answered"):
            found.pop(name, None)
    return found


def _write(
    path: Path,
    weights: Mapping[str, Mapping[str, float]],
    reached: Mapping[str, Mapping[str, float]],
) -> None:
    rounded = {name: {k: round(v, 4) for k, v in group.items()} for name, group in weights.items()}
    figures = {name: {k: round(v, 3) for k, v in row.items()} for name, row in reached.items()}
    text = json.dumps({**rounded, "reached on the half not learned from": figures}, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
