"""The same library in a folder and in a database, measured side by side."""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from eval.speed.shared_command import as_markdown
from eval.speed.shared_growth import Side, measure_side, shared_best
from eval.speed.synthetic import grow, material
from index.encoder import Encoder
from index.library import open_library
from index.place import place

TEXTS = [f"Parcel {number} was late by {number % 7} days in May." for number in range(40)]
QUESTIONS = ["late parcel 7", "days in May", "parcel 12"]


def side(name: str, where: Path, encoder: Encoder) -> Side:
    with open_library(where, encoder=encoder) as library:
        grow(library.store, material(TEXTS, encoder), encoder, to=250, with_tokens=True)
        return measure_side(name, library, QUESTIONS, (1, 4), signals="full")


def test_a_folder_and_a_database_find_the_same(
    database: str, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    folder = side("folder", tmp_path / "library", hashing_encoder)
    shared = side(
        "database", place(f"{database}?collection={secrets.token_hex(4)}"), hashing_encoder
    )
    assert folder.passages == shared.passages == 250
    assert folder.recall == shared.recall == 1.0
    assert shared_best(folder, shared) == 1.0
    assert [one.people for one in shared.searches] == [1, 4]
    assert all(0 < one.p50 <= one.p95 and one.rate > 0 for one in shared.searches)
    other = replace(shared, best=(("x",) * 10, *shared.best[1:]))
    assert shared_best(folder, other) < 0.7
    table = as_markdown([folder, shared])
    assert "100.0% of the best ten are the same" in table
    assert table.count("\n") == 7
