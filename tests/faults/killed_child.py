# ruff: noqa: T201, S311 - it speaks through its output, and chance is its task
"""A process that adds, changes and removes for ever, saying what is done; a test ends it."""

from __future__ import annotations

import importlib.util
import itertools
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from index.adding import Adder  # noqa: E402
from index.library import open_library  # noqa: E402
from index.sources import Source  # noqa: E402
from ingest.document import Document  # noqa: E402
from ingest.parse import parse_bytes  # noqa: E402

spec = importlib.util.spec_from_file_location("fakes", ROOT / "tests" / "conftest.py")
fakes = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fakes)

TEXT = "Paper {n}\n\n1 Results\n\n" + "Parcels of kind {n} were delayed {v} times.\n\n" * 8


def parse(source: Source) -> Document:
    return parse_bytes(source.data, source.name)


def main(folder: Path, worker: str, seed: int) -> None:
    chooser = random.Random(seed)
    encoder = fakes.HashingEncoder()
    with open_library(folder, encoder=encoder) as library:
        adder = Adder(library.store, lambda: encoder, parse)
        print("ready", flush=True)
        for step in itertools.count():
            name = f"{worker}{chooser.randrange(6)}"
            if chooser.random() < 0.3 and name in {one.id for one in library.documents()}:
                print(f"removing {name}", flush=True)
                library.remove([name])
                print(f"removed {name}", flush=True)
                continue
            version = f"{seed}-{step}"
            data = TEXT.format(n=name, v=version).encode()
            print(f"adding {name} {version}", flush=True)
            adder.add_source(Source(f"{name}.txt", f"/papers/{name}.txt", data))
            print(f"added {name} {version}", flush=True)
            if chooser.random() < 0.2:
                library.store.publish(force=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
