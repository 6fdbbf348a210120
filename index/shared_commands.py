"""The shell commands of shared libraries: move one, work at its queue, let people in."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from index.options import JsonOption, LibraryOption
from index.place import is_database, place, shards_of, shown
from ingest.errors import UsageError

if TYPE_CHECKING:
    from index.adding import AddResult, Progress
    from index.library import Library


def register(app: typer.Typer) -> None:
    """Give `app` these commands."""
    for command in (migrate, work, queue, members):
        app.command()(command)


def adding(
    library: Library,
    paths: Sequence[Path],
    *,
    jobs: int,
    password: str,
    wait: bool,
    progress: Callable[[Progress], None] | None,
) -> Iterator[AddResult]:
    """Return the results of adding files: by the queue where there is one, else at once.

    A password is in no queue, so that files with one are added at once.
    """
    if is_database(library.path) and len(shards_of(library.path)) == 1 and not password:
        from index.workers import add_by_queue

        return add_by_queue(library, paths, jobs=jobs, wait=wait, progress=progress)
    if not wait:
        raise UsageError("--no-wait needs one --library postgresql://… and no --password.")
    return library.add(paths, jobs=jobs, password=password, progress=progress)


def migrate(
    to: Annotated[
        Path,
        typer.Option("--to", parser=place, metavar="PLACE", help="A new folder, or postgresql://…"),
    ],
    library: LibraryOption = Path("library"),
    as_json: JsonOption = False,
) -> None:
    """Copy the library to another place and prove the copy. Cut off, it goes on where it was."""
    from index.migrating import migrate as move
    from index.progress import progress_bar

    with progress_bar(hidden=as_json) as bar:
        done = move(library, to, progress=bar and _documents_of(bar))
    if as_json:
        typer.echo(json.dumps({**asdict(done), "to": shown(to)}, indent=1))
        return
    again = f" ({done.resumed} were there already)" if done.resumed else ""
    counts = f"{done.documents} documents{again}, {done.passages} passages"
    typer.echo(f"moved   {counts}: {shown(to)}")
    typer.echo(
        f"proven  texts and vectors by their hashes, {done.lists} lists of the best ten equal"
    )


def _documents_of(bar: Callable[[Progress], None]) -> Callable[[int, int], None]:
    from index.adding import Progress

    return lambda done, total: bar(Progress(done, total, 0, 1.0, ""))


def work(
    library: LibraryOption = Path("library"),
    jobs: Annotated[int, typer.Option(min=1, max=64, help="Files worked at, at once.")] = 1,
    lease: Annotated[
        float,
        typer.Option(
            min=1.0, max=86_400, help="Seconds without a sign of life before others take over."
        ),
    ] = 60.0,
    until_empty: Annotated[
        bool, typer.Option("--until-empty", help="End when nothing waits or runs.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Add files from the queue of a shared library until interrupted; any number may do so.

    Exits with 1 if a file could not be added.
    """
    from index.library import open_library
    from index.report import tell_added
    from index.workers import require_shared
    from index.workers import work as work_at

    require_shared(library)
    signal.signal(signal.SIGTERM, _interrupt)
    last: dict[str, str] = {}  # what became of each file at its last try
    with open_library(library) as opened:
        for result in work_at(opened, jobs=jobs, lease=lease, until_empty=until_empty):
            last[result.path] = result.status
            tell_added(result, as_json=as_json)
    if "failed" in last.values():
        raise typer.Exit(1)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Let the files at hand be finished, then end."""
    raise KeyboardInterrupt


def queue(
    library: LibraryOption = Path("library"),
    retry: Annotated[
        bool, typer.Option("--retry", help="Let the dead ones be tried again.")
    ] = False,
    forget: Annotated[bool, typer.Option("--forget", help="Forget the dead ones.")] = False,
    limit: Annotated[int, typer.Option(min=0, max=10_000, help="How many are listed.")] = 50,
    as_json: JsonOption = False,
) -> None:
    """Show the queue of a shared library: what runs, what waits, and what was given up, and why."""
    from index.library import open_library
    from index.postgres.queue import Queue
    from index.workers import require_shared, shared_store

    require_shared(library)
    with open_library(library) as opened:
        jobs = Queue(shared_store(opened))
        if retry:
            typer.echo(f"{jobs.retry()} will be tried again", err=True)
        if forget:
            typer.echo(f"{jobs.forget()} forgotten", err=True)
        counts, rows = jobs.counts(), jobs.rows(limit=limit)
    if as_json:
        typer.echo(
            json.dumps({**counts, "jobs": [asdict(row) for row in rows]}, ensure_ascii=False)
        )
        return
    typer.echo(", ".join(f"{count} {state}" for state, count in counts.items()))
    for row in rows:
        why = f": {row.problem}" if row.problem else f"  {row.worker}" if row.worker else ""
        typer.echo(f"{row.state:8} try {row.tries}  {row.source}{why}")


def members(
    library: LibraryOption = Path("library"),
    add: Annotated[str, typer.Option(metavar="ROLE", help="Open it to this role.")] = "",
    write: Annotated[
        bool, typer.Option("--write", help="With --add: for changes as well.")
    ] = False,
    remove: Annotated[str, typer.Option(metavar="ROLE", help="Close it to this role.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Show to which roles of the database a collection is open; let one in, or out."""
    from index.library import open_library
    from index.postgres.members import admit, expel
    from index.postgres.members import members as members_of
    from index.workers import require_shared, shared_store

    require_shared(library)
    with open_library(library) as opened:
        store = shared_store(opened)
        if add:
            admit(store, add, may_write=write)
        if remove:
            expel(store, remove)
        listed = members_of(store)
    if as_json:
        typer.echo(json.dumps([asdict(member) for member in listed]))
    elif not listed:
        typer.echo("open to its owner only: --add ROLE lets others in.", err=True)
    else:
        for member in listed:
            typer.echo(f"{'writes' if member.may_write else 'reads ':6}  {member.name}")
