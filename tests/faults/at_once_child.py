# ruff: noqa: T201, S311 - it speaks through its output, and chance is its task
"""A process that reads, or adds, while others write; a test looks at what it says.

Run as `python at_once_child.py read FOLDER SECONDS` or `… add FOLDER COUNT`.
"""

from __future__ import annotations

import importlib.util
import json
import random
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.adding import Adder  # noqa: E402
from index.library import Library, open_library  # noqa: E402
from index.search import rank  # noqa: E402
from index.sources import Source  # noqa: E402
from index.store import Scope  # noqa: E402
from ingest.document import Document  # noqa: E402
from ingest.parse import parse_bytes  # noqa: E402

FEWEST = 5
QUERIES = ["parcels delayed", "kind a1", "kind b3 parcels", "delayed times", "paper results"]
TEXT = "Paper {n}\n\n1 Results\n\nThe {n}th lighthouse was painted in {year}. Nobody lives there.\n"

spec = importlib.util.spec_from_file_location("fakes", ROOT / "tests" / "conftest.py")
fakes = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fakes)


def parse(source: Source) -> Document:
    return parse_bytes(source.data, source.name)


def look(library: Library, query: str) -> tuple[int, int]:
    """Search, and compare every hit with its text and its vector; return epoch and hits."""
    encoder = library.encoder
    vector = encoder.encode([query])[0]
    with library.store.reading() as reading:
        ranking = rank(reading, encoder, query, limit=20, signals="dense", scope=Scope())
        passages = reading.passages_at([row for row, _ in ranking.final])
        for row, score in ranking.final:
            passage = passages[row]
            document = reading.document(passage.document_id)
            if document.text[passage.start : passage.end] != passage.text:
                raise SystemExit(f"{passage.id} is not in its document")
            if abs(float(encoder.encode([passage.embedded])[0] @ vector) - score) > 4e-3:
                raise SystemExit(f"{passage.id} was found by the vector of another text")
        return reading.epoch(), len(ranking.final)


def read(folder: Path, seconds: float) -> None:
    chooser, end = random.Random(1), time.monotonic() + seconds
    searches = hits = 0
    slowest, epochs = 0.0, set()
    with open_library(folder, encoder=fakes.HashingEncoder()) as library:
        while time.monotonic() < end or searches < FEWEST:  # a slow machine takes its time
            started = time.monotonic()
            epoch, found = look(library, chooser.choice(QUERIES))
            slowest = max(slowest, time.monotonic() - started)
            if epochs and epoch < max(epochs):
                raise SystemExit("an older state came after a newer one")
            epochs.add(epoch)
            searches, hits = searches + 1, hits + found
    print(json.dumps({"searches": searches, "hits": hits, "states": len(epochs), "slow": slowest}))


def add(folder: Path, count: int) -> None:
    encoder = fakes.HashingEncoder()
    with open_library(folder, encoder=encoder) as library:
        adder = Adder(library.store, lambda: encoder, parse)
        for number in range(1, count + 1):
            data = TEXT.format(n=number, year=1800 + number).encode()
            adder.add_source(Source(f"p{number}.txt", f"/papers/p{number}.txt", data))
            print(f"added {number}", flush=True)
            if number % 10 == 0:
                library.store.publish(force=True)


if __name__ == "__main__":
    if sys.argv[1] == "read":
        read(Path(sys.argv[2]), float(sys.argv[3]))
    else:
        add(Path(sys.argv[2]), int(sys.argv[3]))
