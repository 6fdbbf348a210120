"""What comparing a paraphrase with each sentence's meaning does to search.

`python -m eval.meaning TESTBED` prints the figures of search with late interaction, without it and
with it, and with other bounds, on the collections of the test bed and on the shipped questions.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from eval.arguments import Arguments
from eval.search.beir import load_collection
from eval.search.quality import ABSTRACTS, PAPERS, Searched, Tell, paper_collection, questions_on
from eval.search.retrieval import DEPTH, built_collection, search_all
from ingest.running import exit_code

SHOWN = ("nDCG@10", "Success@1", "Success@5")
BOUNDS = ((0.0, 0.0), (0.4, 1.0), (0.5, 1.0), (0.6, 1.0), (0.7, 1.0))


@contextlib.contextmanager
def _silent(_what: str, _total: int) -> Iterator[Callable[[int], None]]:
    yield lambda _done: None


def _tell(*_what: object) -> None:
    return


def collections(testbed: Path, *, tell: Tell) -> Iterator[tuple[str, Searched]]:
    """Yield the name of each collection, and what it takes to search it."""
    folder = testbed / "retrieval" / ABSTRACTS
    loaded = load_collection(folder)
    built, _ = built_collection(loaded, folder, progress=_silent)
    yield ABSTRACTS, Searched(loaded, built.library, lambda hit: hit.passage.document_id)
    for name in PAPERS:
        yield name, paper_collection(testbed, name, tell=tell)
    for name in ("henan", "henan-heldout"):
        yield name, questions_on(Path("corpus"), Path("eval/data") / f"{name}.jsonl", tell=tell)


def figures(searched: Searched, *, found: float, share: float) -> list[float]:
    """Return the figures of `SHOWN` with these bounds of `index.search`."""
    library = searched.library

    def search(query: str) -> list[tuple[str, float]]:
        hits = library.search(query, top_k=DEPTH)
        return [(searched.name_of(hit), hit.score) for hit in hits]

    with (
        patch("index.search.FOUND", max(found, 1e-9)),
        patch("index.search.MEANING_SHARE", share),
    ):
        report = search_all(
            searched.collection, search, signals="full", fingerprint="", progress=lambda _done: None
        )
    return [report.figures[name].mean for name in SHOWN]


def main(argv: list[str] | None = None) -> int:
    """Print a table: bounds down, collections across; return the exit code."""
    parser = Arguments(prog="python -m eval.meaning", description=__doc__)
    parser.add_argument("testbed", type=Path)
    return exit_code(lambda: _print_table(parser.parse_args(argv).testbed))


def _print_table(testbed: Path) -> None:
    print(f"found, share: {', '.join(SHOWN)}")  # noqa: T201 - what it is for
    for name, searched in collections(testbed, tell=_tell):
        with searched.library:
            for found, share in BOUNDS:
                shown = "  ".join(
                    f"{value:.4f}" for value in figures(searched, found=found, share=share)
                )
                print(f"{name:14} {found:.1f} {share:.1f}  {shown}", flush=True)  # noqa: T201


if __name__ == "__main__":
    raise SystemExit(main())
