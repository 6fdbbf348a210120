"""`python -m ingest FILE…`: what would be indexed of each file."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ingest import report
from ingest.command_line import called
from ingest.document import Document
from ingest.errors import IngestError, UsageError
from ingest.names import named, printed, require_file, shown_name, utf8_name
from ingest.report import Ingested
from ingest.running import exit_code

app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)


@app.command()
def ingest(
    files: Annotated[
        list[Path], typer.Argument(parser=named, metavar="FILE…", help="Papers to read.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON row a file.")] = False,
    as_text: Annotated[bool, typer.Option("--text", help="Print the text as indexed.")] = False,
    as_passages: Annotated[
        bool, typer.Option("--passages", help="Print the passages, one JSON row each.")
    ] = False,
    password: Annotated[str, typer.Option(help="Password of encrypted files.")] = "",
) -> None:
    """Show what would be indexed: pages, sections, references, passages, warnings.

    Exits with 1 if a file could not be read.
    """
    if sum((as_json, as_text, as_passages)) > 1:
        raise UsageError("--json, --text and --passages exclude each other; choose one.")
    failed = 0
    for ingested in _ingested(files, password):
        if ingested.error is not None:
            print(f"{printed(ingested.path)}: {printed(ingested.error)}", file=sys.stderr)
        failed += ingested.error is not None
        document = ingested.document
        if as_json:
            print(json.dumps(report.file_row(ingested), ensure_ascii=False))
        elif document is None:
            continue
        elif as_text:
            print(document.text)
        elif as_passages:
            for passage in ingested.passages:
                print(json.dumps(report.passage_row(passage), ensure_ascii=False))
        else:
            print(report.readable(ingested))
    if failed:
        raise typer.Exit(1)


def _ingested(files: Sequence[Path], password: str) -> Iterator[Ingested]:
    """Yield what becomes of each file, read in a child process that a bad file may kill."""
    from ingest import archives
    from ingest.sandbox import Sandbox

    with Sandbox() as sandbox:
        for path in files:
            try:
                shown = utf8_name(path)
                require_file(path)
                if path.is_dir():
                    raise IngestError(f"{shown!r} is a folder; name the files in it.")
                if not archives.is_archive(path):
                    yield _attempt(shown, partial(sandbox.parse, path, password=password))
                    continue
                for name, data in archives.members(path):
                    read = partial(sandbox.parse_bytes, data, name, password=password)
                    yield _attempt(f"{shown}/{name}", read)
            except IngestError as exc:
                yield Ingested(shown_name(path), None, (), str(exc))


def _attempt(path: str, read: Callable[[], Document]) -> Ingested:
    from ingest import passages, tokens

    try:
        document = read()
    except IngestError as exc:
        return Ingested(path, None, (), str(exc))
    return Ingested(
        path, document, passages.cut(document, count_tokens=tokens.default_counter()), None
    )


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 failed, 2 wrong usage."""
    return exit_code(lambda: called(app, argv, name="python -m ingest"))


if __name__ == "__main__":
    sys.exit(main())
