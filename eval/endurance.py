"""What becomes of files that are broken on purpose: their text or one line, how long, how much.

    python -m eval.endurance PDF… [--variants 3] [--seed 1] [--long 600] [--show] [--json]

PDF is a file or a folder. With --variants, that many damaged copies of each file are read too:
cut short, bytes changed, a piece taken out, a piece put in twice. Files are read as
`python -m index add` reads them, in a process of their own, whose memory is looked at every
hundredth of a second. After each file that fails, a good one must be read. With --long, files are
read last that have that many pages, and a tenth of them, put together from the good ones: how much
memory does a page more take?
"""

from __future__ import annotations

import io
import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Annotated

import pypdfium2
import typer

from ingest.command_line import run_script
from ingest.errors import IngestError
from ingest.sandbox import Sandbox

_GOOD = b"Moss grows on roofs.\n\nNobody minds it much."
_EVERY = 0.01  # seconds
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: `words` of text, or the `error`; `megabytes` at the most."""

    name: str
    words: int
    error: str
    seconds: float
    megabytes: float

    @property
    def clear(self) -> bool:
        """Whether the file gave text, a warning why not, or one line that says what is wrong."""
        return self.words > 0 or (bool(self.error) and "\n" not in self.error)


class Watch:
    """Notes the most memory that child processes of this one hold, between entering and leaving."""

    def __init__(self) -> None:
        self.megabytes = 0.0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while True:
            self.megabytes = max(self.megabytes, *map(_resident, _children()), 0.0)
            if self._ended.wait(_EVERY):
                return


def _children() -> list[int]:
    """Return the processes that this one has started, as Linux lists them."""
    found: list[int] = []
    for task in Path("/proc/self/task").iterdir():
        try:
            found += map(int, (task / "children").read_text().split())
        except OSError:
            continue  # the thread has ended
    return found


def _resident(pid: int) -> float:
    """Return how many megabytes a child holds, 0 for one that has ended or not begun.

    Until it has become another program it is this one's copy, with all of its memory.
    """
    try:
        if Path(f"/proc/{pid}/cmdline").read_bytes() == Path("/proc/self/cmdline").read_bytes():
            return 0.0
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def variants(data: bytes, count: int, draw: random.Random) -> Iterator[bytes]:
    """Give `count` damaged copies, by each kind of damage in turn."""
    for number in range(count):
        yield _DAMAGES[number % len(_DAMAGES)](data, draw)


def _cut_short(data: bytes, draw: random.Random) -> bytes:
    return data[: draw.randrange(len(data) + 1)]


def _changed(data: bytes, draw: random.Random) -> bytes:
    broken = bytearray(data)
    for _ in range(draw.randint(1, 60) if data else 0):
        broken[draw.randrange(len(broken))] = draw.randrange(256)
    return bytes(broken)


def _piece(data: bytes, draw: random.Random) -> tuple[int, int]:
    start = draw.randrange(len(data) + 1)
    return start, min(len(data), start + draw.randint(1, 4_000))


def _taken_out(data: bytes, draw: random.Random) -> bytes:
    start, end = _piece(data, draw)
    return data[:start] + data[end:]


def _put_in_twice(data: bytes, draw: random.Random) -> bytes:
    start, end = _piece(data, draw)
    return data[:end] + data[start:]


_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut_short, _changed, _taken_out, _put_in_twice,
)  # fmt: skip


def read(sandbox: Sandbox, data: bytes, name: str) -> Outcome:
    """Return what becomes of a file. Raises IngestError if a good file after it is not read."""
    words, error = 0, ""
    start = time.monotonic()
    with Watch() as watch:
        try:
            document = sandbox.parse_bytes(data, name)
            words = len(document.text.split())
            error = "" if words else next(iter(document.warnings), "")
        except IngestError as exc:
            error = str(exc)
    seconds = time.monotonic() - start
    if not words:
        sandbox.parse_bytes(_GOOD, "good.txt")
    return Outcome(name, words, error, seconds, watch.megabytes)


def measure(files: Sequence[Path], *, count: int, seed: int) -> list[Outcome]:
    """Return what becomes of each file and of `count` damaged copies of it."""
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    outcomes: list[Outcome] = []
    with Sandbox() as sandbox:
        for path in files:
            data = path.read_bytes()
            outcomes.append(read(sandbox, data, path.name))
            for number, broken in enumerate(variants(data, count, draw), 1):
                outcomes.append(read(sandbox, broken, f"{path.stem}.damaged-{number}.pdf"))
    return outcomes


def long_file(files: Sequence[Path], pages: int) -> bytes:
    """Return a PDF of that many pages, those of the files that can be opened, over and over.

    Raises: ValueError where none can be opened.
    """
    whole = pypdfium2.PdfDocument.new()
    while (begun := len(whole)) < pages:
        for path in files:
            try:
                part = pypdfium2.PdfDocument(path)
                whole.import_pages(part, [*range(min(len(part), pages - len(whole)))])
                part.close()
            except (pypdfium2.PdfiumError, OSError, ValueError):
                continue
        if len(whole) == begun:
            raise ValueError("none of the files can be opened: no long one can be made of them")
    written = io.BytesIO()
    whole.save(written)
    whole.close()
    return written.getvalue()


def growth(files: Sequence[Path], pages: int) -> str:
    """Return what a file of that many pages takes in memory, and one of a tenth of them.

    Each is read in a process of its own; the file's own bytes, which it holds too, are left out.
    """
    held: dict[int, float] = {}
    for count in (pages // 10, pages):
        data = long_file(files, count)
        with Sandbox(timeout_s=600) as sandbox:
            held[count] = read(sandbox, data, f"{count}-pages.pdf").megabytes - len(data) / 1e6
    (few, small), (many, large) = held.items()
    each = (large - small) / (many - few)
    return f"{few} pages {small:.0f} MB, {many} pages {large:.0f} MB: {each:.2f} MB a page"


def as_text(outcomes: Sequence[Outcome], *, show: bool) -> str:
    """Return the counts, the slowest and the largest; with `show`, each that gave no text."""
    read_ = sum(bool(each.words) for each in outcomes)
    lines = [f"{each.name}: {each.error}" for each in outcomes if show and each.error]
    told = sum(each.clear and not each.words for each in outcomes)
    lines.append(f"{len(outcomes)} files: {read_} gave text, {told} one clear line")
    slow = sorted(outcomes, key=lambda each: -each.seconds)[:_LISTED]
    large = sorted(outcomes, key=lambda each: -each.megabytes)[:_LISTED]
    lines += ["slowest", *(f"{each.seconds:8.2f} s   {each.name}" for each in slow)]
    lines += ["largest", *(f"{each.megabytes:8.0f} MB  {each.name}" for each in large)]
    return "\n".join(lines)


def main(
    paths: Annotated[
        list[Path], typer.Argument(exists=True, metavar="PDF…", help="PDFs, or folders of them.")
    ],
    count: Annotated[
        int, typer.Option("--variants", help="How many damaged copies of each file to read too.")
    ] = 0,
    seed: Annotated[int, typer.Option(help="Which damage is done.")] = 1,
    long: Annotated[
        int, typer.Option(help="Read a file of so many pages too, and say what memory it takes.")
    ] = 0,
    show: Annotated[bool, typer.Option("--show", help="Print what is said of each file.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a file.")] = False,
) -> None:
    """Print how many files give text or one clear line, and which are the slowest and largest."""
    files = [file for path in paths for file in (sorted(path.rglob("*.pdf")) or [path])]
    outcomes = measure(files, count=count, seed=seed)
    if as_json:
        typer.echo("\n".join(json.dumps(asdict(each)) for each in outcomes))
    else:
        typer.echo(as_text(outcomes, show=show))
        if long:
            typer.echo(growth(files, max(long, 20)))
    if not all(each.clear for each in outcomes):
        raise typer.Exit(1)


if __name__ == "__main__":
    raise SystemExit(run_script(main, name="python -m eval.endurance"))
