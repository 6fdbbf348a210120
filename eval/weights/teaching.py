"""All questions that the weights of the extractive answerer are learned from, with their evidence.

Those of the test bed (`eval/weights/examples.py`), and those of the small papers
(`eval/weights/small_papers.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from eval.reader.chats import CHATS
from eval.reader.rows import share_of
from eval.reader.written import QUESTIONS
from eval.weights.examples import (
    Example,
    Row,
    of_papers,
    of_paragraphs,
    of_readers,
    of_strangers,
    read_rows,
)
from eval.weights.small_papers import EACH, of_small_papers, small_papers, talked_papers, unread
from index.library import open_library

PAPERS = ("covidqa", "qasper")
PDFS = "pdfs"
_SQUAD = "reading/squad2.jsonl"
# What a test bed has to hold.
NEEDED = (
    *(f"papers/{kind}{end}" for kind in PAPERS for end in ("", ".jsonl")), "pdfs/papers", _SQUAD,
)  # fmt: skip
_DATA = Path(__file__).parents[1] / "data"
WRITTEN = (_DATA / "papers.jsonl", _DATA / "pdfs.jsonl")
SMALL, TALKED = QUESTIONS, CHATS
READ_BEFORE = ("covidqa", "squad2")  # the reader was trained on a part of these

Tell = Callable[[str], None]


def gather_examples(
    testbed: Path, folder: Path, *, most: int, tell: Tell, small: bool = False
) -> list[Example]:
    """Return the examples of the papers and paragraphs; `folder` keeps the libraries.

    Where that is asked, those of the `small` papers as well.

    At most `most` questions of each file of papers, and four times as many about paragraphs.
    """
    examples: list[Example] = []
    written = [row for path in WRITTEN for row in read_rows(path)]
    paragraphs = unseen(read_rows(testbed / _SQUAD))
    strange = drawn([row for row in (*written, *paragraphs) if row.answerable], most)
    for seed, kind in enumerate((*PAPERS, PDFS)):
        with open_library(folder / kind) as library:
            tell(f"{kind}: adding its papers")
            papers = testbed / "pdfs" / "papers" if kind == PDFS else testbed / "papers" / kind
            failed = [row for row in library.add([papers]) if row.error]
            if failed:
                tell(f"{kind}: {len(failed)} not added, the first: {failed[0].error}")
            if kind in PAPERS:
                rows = read_rows(testbed / "papers" / f"{kind}.jsonl")
                rows = drawn(unseen(rows) if kind in READ_BEFORE else rows, most)
                made = of_papers(library, rows, kind, seed)
                examples += _told(made, kind, 3 * len(rows), tell)
            made = of_readers(library, written, seed)
            examples += _told(made, "written", len(written), tell)
            examples += _told(of_strangers(library, strange, seed), "strangers", most, tell)
            encoder = library.encoder
    rows = drawn(paragraphs, 4 * most)
    examples += _told(of_paragraphs(encoder, rows), "squad2", len(rows), tell)
    return [*examples, *(_of_small(folder, tell) if small else ())]


def _of_small(folder: Path, tell: Tell) -> Iterator[Example]:
    papers = [*(unread(paper) for paper in small_papers(SMALL)), *talked_papers(TALKED)]
    source = folder / "small papers"
    source.mkdir(parents=True, exist_ok=True)
    for paper in papers:
        (source / paper.name).write_text(paper.text, encoding="utf-8")
    with open_library(folder / "small") as library:
        tell("small papers: adding them")
        for _ in library.add([source]):
            pass
        yield from _told(of_small_papers(library, papers), "small", EACH * len(papers), tell)


def unseen(rows: Sequence[Row]) -> list[Row]:
    """Return the rows about texts that the reader was not trained on: there it knows too much."""
    return [row for row in rows if share_of(row.context or row.document) != "trained"]


def drawn(rows: Sequence[Row], most: int) -> list[Row]:
    """Return at most `most` rows, drawn the same way each time, in the order of the file."""
    if len(rows) <= most:
        return list(rows)
    kept = np.random.default_rng(len(rows)).permutation(len(rows))[:most]
    return [rows[at] for at in sorted(kept)]


def _told(examples: Iterator[Example], kind: str, about: int, tell: Tell) -> Iterator[Example]:
    for number, example in enumerate(examples, start=1):
        if number % 50 == 0:
            tell(f"{kind}: {number} of at most {about} questions asked")
        yield example
