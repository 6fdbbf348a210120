"""The shell commands of the library: add, remove, list, show, search, status, check and more."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index import shared_commands
from index.hits import Signals
from index.journal import configure
from index.options import JsonOption, LibraryOption, ReadDsnOption, named
from ingest.errors import IngestError, UsageError
from ingest.names import shown_name
from ingest.running import exit_code

if TYPE_CHECKING:
    from index.library import Library

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Keep a library of papers, and search it.",
)

DocumentsArgument = Annotated[
    list[str], typer.Argument(metavar="DOCUMENT…", help="Ids, or files, or the start of an id.")
]


shared_commands.register(app)


@app.command()
def add(
    paths: Annotated[
        list[Path], typer.Argument(parser=named, metavar="PATH…", help="Files and folders.")
    ],
    library: LibraryOption = Path("library"),
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Files read at once.")] = 1,
    password: Annotated[str, typer.Option(help="Password of encrypted files.")] = "",
    wait: Annotated[
        bool, typer.Option("--wait/--no-wait", help="Leave the files to workers (PostgreSQL).")
    ] = True,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what went wrong.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add files and folders. What has not changed costs nothing; exits 1 if anything failed."""
    from index.progress import progress_bar
    from index.report import add_line

    failed = 0
    barren = {Path(shown_name(path)): path for path in paths}  # those of which no file was found
    with _open(library, new=True) as opened, progress_bar(hidden=quiet or as_json) as progress:
        adding = shared_commands.adding(
            opened, paths, jobs=jobs, password=password, wait=wait, progress=progress
        )
        for result in adding:
            failed += result.status == "failed"
            for part in (Path(result.path), *Path(result.path).parents):
                barren.pop(part, None)
            if as_json:
                print(json.dumps(asdict(result), ensure_ascii=False), flush=True)
            elif result.status == "failed":
                print(add_line(result), file=sys.stderr, flush=True)
            elif not quiet:
                print(add_line(result), flush=True)
    if barren:
        places = ", ".join(repr(str(path)) for path in barren.values())
        print(f"nothing that can be read was found in {places}", file=sys.stderr)
    if failed or barren:
        raise typer.Exit(1)


@app.command()
def remove(
    documents: DocumentsArgument,
    library: LibraryOption = Path("library"),
    as_json: JsonOption = False,
) -> None:
    """Remove documents; they are gone from the very next search."""
    with _open(library) as opened:
        removed = opened.remove(documents)
    print(json.dumps(removed) if as_json else "\n".join(f"removed  {name}" for name in removed))


@app.command("list")
def list_documents(library: LibraryOption = Path("library"), as_json: JsonOption = False) -> None:
    """List the documents."""
    from index.report import summary_line

    with _open(library) as opened:
        documents = opened.documents()
    if as_json:
        print(json.dumps([asdict(summary) for summary in documents], ensure_ascii=False, indent=1))
    elif documents:
        print("\n".join(summary_line(summary) for summary in documents))
    else:
        print("no documents yet: index add FILE…", file=sys.stderr)


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="An id, a file, or the start of an id.")],
    library: LibraryOption = Path("library"),
    bibtex: Annotated[bool, typer.Option("--bibtex", help="Print BibTeX entries.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show a document: outline, references with the places that cite them, warnings."""
    from index import report
    from index.works import held_works

    with _open(library) as opened:
        identifier = opened.resolve(document)
        whole, passages = opened.document(identifier), opened.passages(identifier)
        held = held_works(whole, opened.documents(), lambda each: opened.document(each).text)
    if bibtex:
        print(report.bibtex(whole))
    elif as_json:
        print(json.dumps(report.document_row(whole, passages, held), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report.document_lines(whole, passages, held)))


@app.command()
def search(
    question: Annotated[str, typer.Argument(help="Words, or a whole question.")],
    library: LibraryOption = Path("library"),
    top_k: Annotated[int, typer.Option(min=1, max=1000, help="How many passages.")] = 10,
    signals: Annotated[Signals, typer.Option(help="Which signals rank.")] = "full",
    document: Annotated[
        list[str] | None, typer.Option("--document", help="Only in this one. Repeatable.")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show each signal's say.")] = False,
    passage: Annotated[
        str, typer.Option(help="With --explain: why this passage is not there.")
    ] = "",
    read_dsn: ReadDsnOption = "",
    as_json: JsonOption = False,
) -> None:
    """Find the passages nearest to a question."""
    from index import report

    if not question.strip():
        raise UsageError("the question is empty; give some words to search for.")
    scope = document or []
    with _open(library) as opened:
        if explain or passage:
            trace = opened.explain(
                question, top_k=top_k, signals=signals, documents=scope, passage=passage
            )
            rows: object = report.explanation_row(trace)
            lines = list(report.explanation_lines(trace))
        else:
            hits = opened.search(question, top_k=top_k, signals=signals, documents=scope)
            rows = [report.hit_row(hit) for hit in hits]
            lines = [
                line
                for place, hit in enumerate(hits, start=1)
                for line in report.hit_lines(place, hit)
            ]
    print(json.dumps(rows, ensure_ascii=False, indent=1) if as_json else "\n".join(lines))


@app.command()
def status(library: LibraryOption = Path("library"), as_json: JsonOption = False) -> None:
    """Show sizes, the model, and the state of the search index."""
    from index.report import status_lines

    with _open(library) as opened:
        state = opened.status()
    print(json.dumps(asdict(state), indent=1) if as_json else "\n".join(status_lines(state)))


@app.command()
def check(
    library: LibraryOption = Path("library"),
    repair: Annotated[bool, typer.Option("--repair", help="Mend what can be mended.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check that everything in the library is what it should be; exits 1 if it is not."""
    from index.maintenance import check_library
    from index.report import check_lines

    report = check_library(library, repair=repair)
    row = {**asdict(report), "clean": report.clean}
    print(json.dumps(row, indent=1) if as_json else "\n".join(check_lines(report)))
    if not report.clean:
        raise typer.Exit(1)


@app.command()
def rebuild(
    library: LibraryOption = Path("library"),
    model: Annotated[
        str, typer.Option(help="Change to this sentence-transformers model (a name or a folder).")
    ] = "",
) -> None:
    """Make the search index anew from the library, or change the model that it is made with."""
    with _open(library, model=model) as opened:
        print(f"built  {opened.rebuild(change_model=bool(model)) or 'nothing: no documents yet'}")


@app.command()
def reread(
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOCUMENT…]", help="Ids, files, or the start of an id; none: all."),
    ] = None,
    library: LibraryOption = Path("library"),
) -> None:
    """Read documents again from the files that the library keeps, as this version reads them."""
    failed = 0
    with _open(library) as opened:
        every = [summary.id for summary in opened.documents()]
        for identifier in [opened.resolve(name) for name in documents or ()] or every:
            try:
                changed = opened.reread(identifier)
            except IngestError as exc:
                failed += 1
                print(f"failed     {identifier}: {exc}", file=sys.stderr, flush=True)
            else:
                print(f"{'changed' if changed else 'unchanged':9}  {identifier}", flush=True)
    if failed:
        raise typer.Exit(1)


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    library: LibraryOption = Path("library"),
    as_json: JsonOption = False,
) -> None:
    """Put the whole library into one file; others may go on using and changing it."""
    from index.backup import back_up

    made = back_up(library, file)
    if as_json:
        print(json.dumps({**asdict(made), "path": str(file)}, indent=1))
    else:
        counts = f"{made.documents} documents, {made.passages} passages"
        print(f"backed up  {counts}, {made.bytes / 1e6:.1f} MB: {file}")


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A file that index backup has written.")],
    library: LibraryOption = Path("library"),
    force: Annotated[
        bool, typer.Option("--force", help="Replace a library that has documents.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make the library what a backup holds, and check it. What was there before is kept."""
    from index.restore import restore as restore_library

    done = restore_library(file, library, force=force)
    if as_json:
        print(json.dumps(asdict(done), indent=1))
        return
    print(f"restored  {done.documents} documents, {done.passages} passages, as of {done.made}")
    if done.undo:
        print(f"kept      what was there before: {done.undo}")


@app.command()
def watch(
    folder: Annotated[
        Path,
        typer.Argument(parser=named, metavar="FOLDER", help="The folder to keep in step with."),
    ],
    library: LibraryOption = Path("library"),
    every: Annotated[float, typer.Option(min=0.2, help="Seconds between two looks.")] = 2.0,
) -> None:
    """Keep the library in step with a folder until interrupted: new, changed and deleted files."""
    from index.report import add_line
    from index.watching import Away, watch_folder

    with _open(library, new=True) as opened:
        for event in watch_folder(opened, folder, every=every):
            if isinstance(event, Away):
                note = f"{str(folder)!r} is not there; nothing is removed until it is back."
                print(note, file=sys.stderr, flush=True)
                continue
            line = f"removed    {event}" if isinstance(event, str) else add_line(event)
            print(line, flush=True)


@contextlib.contextmanager
def _open(path: Path, *, model: str = "", new: bool = False) -> Iterator[Library]:
    from index.library import open_library
    from index.sqlite_store import require_library

    if not new:
        require_library(path)
    with open_library(path, model=model) as opened:
        try:
            yield opened
        finally:
            for note in opened.missing:
                print(note, file=sys.stderr)


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 failed, 2 wrong usage."""

    def run() -> None:
        configure()
        app(args=argv, prog_name="python -m index")

    return exit_code(run)


if __name__ == "__main__":
    sys.exit(main())
