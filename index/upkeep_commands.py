"""The shell commands that look after a library: check it, make parts of it anew, keep it safe."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import LibraryDamaged
from index.options import JsonOption, LibraryOption, opened_at
from ingest.errors import Encrypted, IngestError

if TYPE_CHECKING:
    from index.library import Library


def register(app: typer.Typer) -> None:
    """Give `app` these commands."""
    for command in (check, rebuild, reread, backup, restore):
        app.command()(command)


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
    typer.echo(json.dumps(row, indent=1) if as_json else "\n".join(check_lines(report)))
    if not report.clean:
        raise typer.Exit(1)


def rebuild(
    library: LibraryOption = Path("library"),
    model: Annotated[
        str, typer.Option(help="Change to this sentence-transformers model (a name or a folder).")
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Make the search index anew from the library, or change the model that it is made with."""
    with opened_at(library, model=model) as opened:
        generation = opened.rebuild(change_model=bool(model))
    row = json.dumps({"generation": generation})
    typer.echo(row if as_json else f"built  {generation or 'nothing: no documents yet'}")


def reread(
    documents: Annotated[
        list[str] | None,
        typer.Argument(metavar="[DOCUMENT…]", help="Ids, files, or the start of an id; none: all."),
    ] = None,
    library: LibraryOption = Path("library"),
    password: Annotated[str, typer.Option(help="Password of encrypted files.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Read documents again from the files that the library keeps, as this version reads them."""
    from index.report import tell

    failed = 0
    with opened_at(library) as opened:
        every = [summary.id for summary in opened.documents()]
        named = list(dict.fromkeys(opened.resolve(name) for name in documents or ()))
        for identifier in named or every:
            status, error = _reread(opened, identifier, password)
            if status == "kept" and (named or password):  # it was asked for, and was not done
                status = "failed"
            failed += status == "failed"
            row = {"document": identifier, "status": status, "error": error}
            line = f"{status:9}  {identifier}" + (f": {error}" if error else "")
            tell(row, line, as_json=as_json)
    if failed:
        raise typer.Exit(1)


def _reread(library: Library, identifier: str, password: str) -> tuple[str, str]:
    """Return what became of a document, and why: it is kept where its file needs a password."""
    try:
        changed = library.reread(identifier, password=password)
    except Encrypted as exc:
        return "kept", str(exc)
    except (IngestError, LibraryDamaged) as exc:
        return "failed", str(exc)
    return ("changed" if changed else "unchanged"), ""


def backup(
    file: Annotated[Path, typer.Argument(help="The file to write; it must not be there yet.")],
    library: LibraryOption = Path("library"),
    as_json: JsonOption = False,
) -> None:
    """Put the whole library into one file; others may go on using and changing it."""
    from index.backup import back_up
    from index.report import holdings

    made = back_up(library, file)
    if as_json:
        typer.echo(json.dumps({**asdict(made), "path": str(file)}, indent=1))
    else:
        held = holdings(made.documents, made.passages)
        typer.echo(f"backed up  {held}, {made.bytes / 1e6:.1f} MB: {file}")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that index backup has written.")],
    library: LibraryOption = Path("library"),
    force: Annotated[
        bool, typer.Option("--force", help="Replace a library that has documents.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make the library what a backup holds, and check it. What was there before is kept."""
    from index.report import holdings
    from index.restore import restore as restore_library

    done = restore_library(file, library, force=force)
    if as_json:
        typer.echo(json.dumps(asdict(done), indent=1))
        return
    typer.echo(f"restored  {holdings(done.documents, done.passages)}, as of {done.made}")
    if done.undo:
        typer.echo(f"kept      what was there before: {done.undo}")
