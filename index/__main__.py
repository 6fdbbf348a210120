"""The shell commands of the library: add, remove, list, show, search, status, check and more."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from index import shared_commands, upkeep_commands
from index.hits import Signals
from index.journal import configure
from index.options import JsonOption, LibraryOption, ReadDsnOption, opened_at
from ingest.command_line import called
from ingest.errors import UsageError
from ingest.names import named, shown_name
from ingest.running import ending_aloud, exit_code

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


@app.command()
def add(
    paths: Annotated[
        list[Path], typer.Argument(parser=named, metavar="PATH…", help="Files and folders.")
    ],
    library: LibraryOption = Path("library"),
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Files read at once.")] = 1,
    password: Annotated[str, typer.Option(help="Password of encrypted files.")] = "",
    wait: Annotated[
        bool,
        typer.Option(
            "--wait/--no-wait",
            help="Wait until all are added, or leave them to workers (PostgreSQL).",
        ),
    ] = True,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what went wrong.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Add files and folders. What has not changed costs nothing; exits 1 if anything failed."""
    from index.progress import progress_bar
    from index.report import passed_over_line, tell_added
    from index.sources import passed_over

    failed = 0
    barren = {Path(shown_name(path)): path for path in paths}  # those of which no file was found
    with (
        ending_aloud("stopping; what was added stays. Once more, and it stops at once."),
        progress_bar(hidden=quiet or as_json) as progress,
        opened_at(library, new=True, make=False) as opened,  # if nothing can be read, none is made
    ):
        for result in shared_commands.adding(
            opened, paths, jobs=jobs, password=password, wait=wait, progress=progress
        ):
            failed += result.status == "failed"
            for part in (Path(result.path), *Path(result.path).parents):
                barren.pop(part, None)
            tell_added(result, as_json=as_json, quiet=quiet)
    if not quiet and (others := passed_over(paths, library=library)):
        print(passed_over_line(others), file=sys.stderr)
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
    with opened_at(library) as opened:
        removed = opened.remove(documents)
    print(json.dumps(removed) if as_json else "\n".join(f"removed  {name}" for name in removed))


@app.command("list")
def list_documents(library: LibraryOption = Path("library"), as_json: JsonOption = False) -> None:
    """List the documents."""
    from index.report import summary_line

    with opened_at(library) as opened:
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

    if bibtex and as_json:
        raise UsageError("--bibtex and --json exclude each other; choose one.")
    with opened_at(library) as opened:
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
    with opened_at(library) as opened:
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
    if as_json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
    elif lines:
        print("\n".join(lines))
    else:
        print("no passage was found.", file=sys.stderr)


@app.command()
def status(library: LibraryOption = Path("library"), as_json: JsonOption = False) -> None:
    """Show sizes, the model, and the state of the search index."""
    from index.report import status_lines

    with opened_at(library) as opened:
        state = opened.status()
    print(json.dumps(asdict(state), indent=1) if as_json else "\n".join(status_lines(state)))


@app.command()
def watch(
    folder: Annotated[
        Path,
        typer.Argument(parser=named, metavar="FOLDER", help="The folder to keep in step with."),
    ],
    library: LibraryOption = Path("library"),
    every: Annotated[
        float, typer.Option(min=0.2, max=86_400, help="Seconds between two looks.")
    ] = 2.0,
    as_json: JsonOption = False,
) -> None:
    """Keep the library in step with a folder until interrupted: new, changed and deleted files."""
    from index.report import tell, tell_added
    from index.watching import Away, require_folder, watch_folder

    require_folder(folder)
    with opened_at(library, new=True) as opened:
        for event in watch_folder(opened, folder, every=every):
            if isinstance(event, Away):
                note = f"{str(folder)!r} is not there; nothing is removed until it is back."
                print(note, file=sys.stderr, flush=True)
                continue
            if isinstance(event, str):
                row = {"document": event, "status": "removed"}
                tell(row, f"removed    {event}", as_json=as_json)
            else:
                tell_added(event, as_json=as_json)


upkeep_commands.register(app)
shared_commands.register(app)


def main(argv: list[str] | None = None) -> int:
    """Run a command and return its exit code: 0 done, 1 failed, 2 wrong usage."""

    def run() -> None:
        configure()
        called(app, argv, name="python -m index")

    return exit_code(run)


if __name__ == "__main__":
    sys.exit(main())
