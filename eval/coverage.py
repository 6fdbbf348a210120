"""How many evidence quotes a reader finds whole: in one passage, or in two that are neighbours."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from ingest.command_line import called
from ingest.document import Document
from ingest.errors import UsageError
from ingest.front import letters
from ingest.parse import parse
from ingest.passages import cut
from ingest.running import exit_code
from ingest.tokens import default_counter

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)

# QASPER marks tables and figures, whose text is not in its papers, with this prefix.
_FLOAT = "FLOAT SELECTED"


@dataclass(frozen=True, slots=True)
class Coverage:
    """Counts of quotes: `one` within a passage, `two` only within two neighbours, and `missing`."""

    one: int
    two: int
    missing: tuple[tuple[str, str], ...]

    @property
    def share(self) -> float:
        """The share that one passage or two neighbours hold, 0 without quotes."""
        total = self.one + self.two + len(self.missing)
        return (self.one + self.two) / total if total else 0.0


def coverage(quotes: Sequence[tuple[str, str]], folder: Path) -> Coverage:
    """Return how the passages of the files in `folder` hold `quotes`, pairs of stem and words."""
    files = {path.stem: path for path in sorted(folder.iterdir())}
    windows: dict[str, tuple[list[str], list[str]]] = {}
    one = two = 0
    missing: list[tuple[str, str]] = []
    for stem, quote in quotes:
        if stem not in windows and stem in files:
            windows[stem] = _windows(parse(files[stem]))
        singles, pairs = windows.get(stem, ([], []))
        bare = letters(quote)  # joined lines and mended hyphens do not count
        if any(bare in single for single in singles):
            one += 1
        elif any(bare in pair for pair in pairs):
            two += 1
        else:
            missing.append((stem, quote))
    return Coverage(one, two, tuple(missing))


def _windows(document: Document) -> tuple[list[str], list[str]]:
    passages = cut(document, count_tokens=default_counter())
    singles = [letters(passage.text) for passage in passages]
    pairs = [
        letters(document.text[first.start : second.end])
        for first, second in zip(passages, passages[1:], strict=False)
    ]
    return singles, pairs


def quotes_in(path: Path) -> Iterator[tuple[str, str]]:
    """Yield document and quote of each piece of evidence in a question file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        for evidence in json.loads(line).get("evidence", []):
            quote = evidence.get("quote", "")
            if quote and not quote.startswith(_FLOAT):
                yield evidence["document"], quote


@app.command()
def main_command(
    questions: Annotated[Path, typer.Argument(help="Question file with evidence quotes.")],
    folder: Annotated[Path, typer.Argument(help="Folder with the papers that they quote.")],
    show_missing: Annotated[
        bool, typer.Option("--missing", help="Print what is not found.")
    ] = False,
) -> None:
    """Print the share of evidence quotes that one passage or two neighbours hold."""
    if not questions.is_file() or not folder.is_dir():
        raise UsageError(f"{str(questions)!r} or {str(folder)!r} is not there.")
    found = coverage(list(quotes_in(questions)), folder)
    total = found.one + found.two + len(found.missing)
    typer.echo(f"quotes {total}  one passage {found.one}  two {found.two}  share {found.share:.4f}")
    for stem, quote in found.missing if show_missing else ():
        typer.echo(f"missing {stem}: {quote}")


def main(argv: list[str] | None = None) -> int:
    """Run the command and return its exit code."""
    return exit_code(lambda: called(app, argv, name="python -m eval.coverage"))


if __name__ == "__main__":
    sys.exit(main())
