"""A short fuzzing with the same inputs in every run; `make fuzz` goes on by coverage."""

from __future__ import annotations

import importlib.util
import os
import random
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MUTANTS = int(os.environ.get("FOOTNOTE_MUTANTS", "200"))  # of each target; `make soak`: 3,000
spec = importlib.util.spec_from_file_location("fuzz_targets", HERE / "fuzz_targets.py")
targets = importlib.util.module_from_spec(spec)
spec.loader.exec_module(targets)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of libraries, on what is no longer a good file
@pytest.mark.parametrize("name", targets.TARGETS)
def test_whatever_bytes_come_they_are_read_or_refused_in_one_line(name: str) -> None:
    target, make_seeds = targets.TARGETS[name]
    seeds = make_seeds()
    assert any([target(seed) for seed in seeds])
    for seed in seeds:
        for mutant in targets.mutants(seed, MUTANTS // len(seeds), random.Random(7)):  # noqa: S311
            try:
                target(mutant)
            except Exception as exc:
                raise AssertionError(f"{name}: {mutant!r}") from exc
