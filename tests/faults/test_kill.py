"""Processes killed at random moments lose nothing that they said was done."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.adding import Adder
from index.encoder import Encoder
from index.library import Library, open_library
from index.sources import Source
from ingest.document import Document
from ingest.parse import parse_bytes

CHILD = Path(__file__).with_name("killed_child.py")
KILLS = int(os.environ.get("FOOTNOTE_KILLS", "12"))  # rounds of two processes; `make soak`: 100


def start(folder: Path, worker: str, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), str(folder), worker, str(seed)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def begin(process: subprocess.Popen[str], lines: int) -> str:
    """Wait until the process is at work, however slow the machine is; return what it said."""
    assert process.stdout.readline() == "ready\n"
    return "".join(process.stdout.readline() for _ in range(lines))


def play(said: str, known: dict[str, set[str]]) -> None:
    """Follow what a process said: for each document, the versions that it may now have.

    "" stands for not being there. What was begun and not finished may have happened or not.
    """
    for line in said.splitlines():
        verb, name, *rest = line.split(" ")
        version = rest[0] if rest else ""
        if verb in {"added", "removed"}:
            known[name] = {version}
        elif verb in {"adding", "removing"}:
            known[name] = known.get(name, {""}) | {version}


def version_of(library: Library, name: str) -> str:
    text = library.document(name).text
    return text.split("were delayed ")[1].split(" times")[0]


def never_killed(path: Path, encoder: Encoder) -> Path:
    """Return a new library of the same documents."""
    with (
        open_library(path, encoder=encoder) as killed,
        open_library(path / "never-killed", encoder=encoder) as other,
    ):
        adder = Adder(other.store, lambda: encoder, parse)
        for summary in killed.documents():
            data = killed.original(summary.id)
            adder.add_source(Source(f"{summary.id}.txt", summary.source, data))
    return path / "never-killed"


def parse(source: Source) -> Document:
    return parse_bytes(source.data, source.name)


def found_in(path: Path, encoder: Encoder) -> list[list[tuple[str, float]]]:
    with open_library(path, encoder=encoder) as library:
        return [
            sorted((hit.passage.id, round(hit.score, 4)) for hit in library.search(query))
            for query in ("parcels delayed", "kind a3", "results of b1")
        ]


@pytest.mark.slow
def test_whatever_was_acknowledged_is_whole_after_any_kill(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    chooser = random.Random(11)  # noqa: S311
    known: dict[str, set[str]] = {}
    done = 0
    for turn in range(KILLS):
        processes = [start(tmp_path, worker, turn) for worker in "ab"]
        begun = [begin(process, chooser.randrange(8)) for process in processes]
        time.sleep(chooser.uniform(0.0, 0.3))
        for process in processes:
            process.send_signal(signal.SIGKILL)
        for process, first in zip(processes, begun, strict=True):
            said = first + process.communicate()[0]
            done += said.count("added ")
            play(said, known)
        with open_library(tmp_path, encoder=hashing_encoder) as library:
            report = library.check()
            assert report.findings == ()
            there = {summary.id for summary in library.documents()}
            for name, versions in known.items():
                found = version_of(library, name) if name in there else ""
                assert found in versions
                known[name] = {found}
            for hit in library.search("parcels delayed"):
                text = library.document(hit.passage.document_id).text
                assert text[hit.passage.start : hit.passage.end] == hit.passage.text
    assert found_in(tmp_path, hashing_encoder) == found_in(
        never_killed(tmp_path, hashing_encoder), hashing_encoder
    )
    assert done > KILLS  # the processes did get to work before they were killed
