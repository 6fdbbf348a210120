"""A worker of a shared library with the encoder of the tests; a test ends it without warning."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from index.library import open_library  # noqa: E402
from index.place import place  # noqa: E402
from index.workers import work  # noqa: E402

spec = importlib.util.spec_from_file_location("fakes", ROOT / "tests" / "conftest.py")
fakes = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fakes)


def main(library: str, lease: float) -> None:
    with open_library(place(library), encoder=fakes.HashingEncoder()) as opened:
        for result in work(opened, lease=lease, until_empty=True):
            print(result.status, result.document, flush=True)  # noqa: T201 - for a look by hand


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
