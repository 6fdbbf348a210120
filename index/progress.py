"""The progress bar of `add`: files, passages a second, time left. Nothing where no one looks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from index.adding import Progress


@contextmanager
def progress_bar(*, hidden: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Return what `add` reports to, or None where standard error is not a terminal."""
    if hidden or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    columns = (
        MofNCompleteColumn(),
        TextColumn("files"),
        BarColumn(),
        TextColumn("{task.fields[rate]:.0f} passages/s"),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    # Rows printed meanwhile go above the bar, unbroken, and to a file or pipe where that is theirs.
    console = Console(stderr=True, soft_wrap=True)
    with Bar(*columns, console=console, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=None, rate=0.0)

        def report(progress: Progress) -> None:
            bar.update(
                task,
                completed=progress.done,
                total=progress.total,
                rate=progress.embedded / max(progress.seconds, 1e-3),
                description=progress.path[-40:],
            )

        yield report
