"""What is promised of libraries made to measure growth, and of what is shown of them."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest

from eval.speed.growth_plot import Panel, as_svg
from eval.speed.scale import Size, paper
from eval.speed.scale_command import as_markdown, as_row, panels
from eval.speed.synthetic import between, exact_best, grow, material
from index.encoder import Encoder
from index.library import open_library

TEXTS = [f"Parcel {number} was late in port {number % 7} that year." for number in range(40)]
SIZE = Size(
    passages=1000,
    vectors=0.001,
    bare=0.002,
    hybrid=0.01,
    full=float("nan"),
    recall=1.0,
    added=2.0,
    added_empty=1.9,
    removed=0.01,
    started=4.0,
    started_empty=3.9,
    disk=2e6,
    held=800.0,
    resident=5e8,
)


def test_a_library_grows_to_the_size_asked_for_and_is_sound(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    made_of = material(TEXTS, hashing_encoder)
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        for size, with_tokens in ((150, True), (400, False), (2_700, False)):
            grow(library.store, made_of, hashing_encoder, to=size, with_tokens=with_tokens)
            assert library.status().passages == size
        assert library.check().clean
        assert len(library.search("parcel late", top_k=20)) == 20


def test_vectors_between_others_are_unit_and_repeatable() -> None:
    vectors = np.eye(8, dtype=np.float32)
    made = between(vectors, np.random.default_rng(3), 50)
    assert np.linalg.norm(made, axis=1) == pytest.approx(np.ones(50), abs=2e-3)
    assert np.array_equal(made, between(vectors, np.random.default_rng(3), 50))


def test_the_best_of_all_vectors_are_found_batch_by_batch() -> None:
    vectors = np.random.default_rng(0).normal(size=(90, 8)).astype(np.float32)
    batches = [(np.arange(at, at + 30), vectors[at : at + 30]) for at in (0, 30, 60)]
    queries = vectors[:4]
    found = exact_best(iter(batches), queries, top=5)
    best = np.argsort(-(queries @ vectors.T), axis=1)[:, :5]
    assert found == [set(row.tolist()) for row in best]


def test_a_paper_is_never_one_that_a_library_has_already(hashing_encoder: Encoder) -> None:
    made_of = material(TEXTS, hashing_encoder)
    assert paper(made_of, "one") != paper(made_of, "two")


def test_what_was_not_measured_is_a_dash_and_no_number() -> None:
    table = as_markdown([SIZE])
    assert "| search, with late interaction | – |" in table
    assert "| ratio | 0.50 |" in table
    assert json.loads(json.dumps(as_row(SIZE)))["full"] is None


def test_the_plot_is_an_image_that_stands_by_itself() -> None:
    svg = as_svg(panels([SIZE]), x_label="passages")
    root = ET.fromstring(svg)  # noqa: S314 - our own
    assert root.tag.endswith("svg")
    assert "nan" not in svg
    assert "Disk" in svg


def test_a_plot_of_nothing_is_empty_but_whole() -> None:
    ET.fromstring(as_svg([Panel("Nothing", "ms", {"a": []})], x_label="x"))  # noqa: S314
