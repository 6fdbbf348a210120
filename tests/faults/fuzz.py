# ruff: noqa: T201 - it speaks through its output
"""Fuzzing by coverage (atheris) of everything that reads what others made: `make fuzz`.

Run as `python fuzz.py --seconds 50`: each target of fuzz_targets.py has so many seconds in a
process of its own. Inputs on which it failed are left in a folder that is named at the end; exits
with 1 if there are any.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(ROOT))
LONGEST = 20_000  # bytes of an input
SLOW = 25  # seconds; the real readers are given up after as many


def load_targets() -> object:
    path = Path(__file__).with_name("fuzz_targets.py")
    spec = importlib.util.spec_from_file_location("fuzz_targets", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fuzz(name: str, seconds: int, found: Path) -> None:
    """Fuzz one target; this process ends with it."""
    import atheris

    with atheris.instrument_imports(include=["ingest", "index", "app"]):
        target, seeds = load_targets().TARGETS[name]
    with tempfile.TemporaryDirectory(prefix="seeds-") as folder:
        for number, seed in enumerate(seeds()):
            (Path(folder) / str(number)).write_bytes(seed)
        limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={SLOW}"]
        limits += ["-rss_limit_mb=3000", "-print_final_stats=1"]
        atheris.Setup([sys.argv[0], folder, *limits, f"-artifact_prefix={found}/{name}-"], target)
        atheris.Fuzz()


def runs_of(said: str) -> str:
    """Return how many inputs the fuzzer says that it tried."""
    lines = [line for line in said.splitlines() if "number_of_executed_units" in line]
    return lines[-1].split()[-1] if lines else "?"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=50, help="for each target")
    parser.add_argument("--target", action="append", help="only this one")
    parser.add_argument("--found", type=Path, help="where inputs that failed are left")
    asked = parser.parse_args()
    if asked.found and asked.target:
        fuzz(asked.target[0], asked.seconds, asked.found)
    found = Path(tempfile.mkdtemp(prefix="fuzz-found-"))
    failed = 0
    for name in asked.target or load_targets().TARGETS:
        command = [sys.executable, __file__, "--seconds", str(asked.seconds), "--target", name]
        done = subprocess.run([*command, "--found", str(found)], stderr=subprocess.PIPE, text=True)
        outcome = "failed" if done.returncode else "none failed"
        print(f"{name}: {runs_of(done.stderr)} inputs, {outcome}", flush=True)
        if done.returncode:
            failed += 1
            print("\n".join(done.stderr.splitlines()[-40:]))
    print(f"inputs that failed: {found}" if failed else "no input failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
