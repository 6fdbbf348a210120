"""How many hits the reader has to read before the right ones are among the first.

`python -m eval.reading_depth TESTBED` prints, for bounds of `app.evidence.close_reading`, how many
hits are read a question, and for how many of COVID-QA's questions the first five hits then hold the
answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from pathlib import Path

from app.evidence.close_reading import worth_reading
from app.question.questions import analyse
from eval.arguments import Arguments
from eval.matching import includes
from eval.questions import Question, load_questions
from eval.session import library_of
from index.hits import Hit
from index.library import open_library
from index.reader import load_reader
from index.readings import Reading
from index.rereading import reordered
from ingest.errors import UsageError
from ingest.running import exit_code

MOST = 16
SHOWN = 5
EVERY = 2.0  # further behind the first one no hit is
# READ, NEAR and DEEP of `app.evidence.close_reading`.
BOUNDS = (
    (0, 0.0, 0), (8, 0.0, 8), (10, EVERY, 10), (12, EVERY, 12), (16, EVERY, 16),
    (4, 0.15, 12), (6, 0.1, 12), (6, 0.15, 12), (6, 0.2, 12), (8, 0.15, 12), (6, 0.15, 16),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """A question, the hits of its search, and what the reader makes of each."""

    question: Question
    hits: tuple[Hit, ...]
    readings: tuple[Reading, ...]


def read_all(testbed: Path) -> Iterator[Read]:
    """Yield the answerable questions with their first hits, all read. Raises: UsageError."""
    reader = load_reader()
    if reader is None:
        raise UsageError("index/reader.safetensors: not found; there is nothing to measure")
    papers = testbed / "papers" / "covidqa"
    with open_library(library_of(papers, tell=lambda _what: None)) as library:
        for question in load_questions(papers.with_suffix(".jsonl")):
            if question.answerable:
                hits = library.search(question.question, top_k=MOST)
                readings = reader.read(question.question, [hit.passage.text for hit in hits])
                yield Read(question, tuple(hits), tuple(readings))


def figures(asked: Sequence[Read], *, least: int, near: float, most: int) -> tuple[float, float]:
    """Return how many hits are read a question, and the share with the answer among the first."""
    read = right = 0
    for one in asked:
        question = analyse(one.question.question)
        worth = worth_reading(one.hits, question, least=least, near=near, most=most)
        is_read = [hit in worth for hit in one.hits]
        again, _ = reordered(worth, list(compress(one.readings, is_read)))
        rest = [hit for hit in one.hits if hit not in worth]
        read += len(worth)
        right += _holds(one.question, [*again, *rest][:SHOWN])
    return read / len(asked), right / len(asked)


def _holds(question: Question, hits: Sequence[Hit]) -> bool:
    passages = sorted((hit.passage for hit in hits), key=lambda one: (one.document_id, one.start))
    text = " ".join(passage.text for passage in passages)
    return includes(text, answers=question.answers, must_include=question.must_include)


def main(argv: list[str] | None = None) -> int:
    """Print a table, a row for each of `BOUNDS`; return the exit code."""
    parser = Arguments(prog="python -m eval.reading_depth", description=__doc__)
    parser.add_argument("testbed", type=Path)
    return exit_code(lambda: _print_table(parser.parse_args(argv).testbed))


def _print_table(testbed: Path) -> None:
    asked = list(read_all(testbed))
    print("at least, near, at most: read, among the first five")  # noqa: T201 - what it is for
    for least, near, most in BOUNDS:
        read, right = figures(asked, least=least, near=near, most=most)
        print(f"{least:3} {near:.2f} {most:3}  {read:5.2f}  {right:.4f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
