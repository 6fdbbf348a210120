"""The faster precision is taken, measured once a machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from index.network import precision
from index.network.precision import MARGIN, multiplies_bytes, remembered_precision

Seconds = Callable[[str], float]
BOTH = ("bfloat16", "bytes")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FOOTNOTE_CACHE", str(tmp_path))
    return tmp_path / "precision.json"


def taking(**seconds: float) -> Seconds:
    return seconds.__getitem__


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        ({"float32": 1.0, "bfloat16": 1.0, "bytes": 1.0}, "float32"),
        ({"float32": 1.0, "bfloat16": 0.4, "bytes": 0.9}, "bfloat16"),
        ({"float32": 1.0, "bfloat16": 1.9, "bytes": 0.6}, "bytes"),
        ({"float32": 1.0, "bfloat16": 0.5, "bytes": 0.48}, "bfloat16"),
        ({"float32": 1.0, "bfloat16": 0.5, "bytes": 0.3}, "bytes"),
        ({"float32": 1.0, "bfloat16": 0.99 / MARGIN, "bytes": 2.0}, "bfloat16"),
        ({"float32": 1.0, "bfloat16": 1.01 / MARGIN, "bytes": 2.0}, "float32"),
    ],
)
def test_a_rougher_precision_has_to_be_clearly_faster_than_the_more_exact_ones(
    seconds: dict[str, float], expected: str
) -> None:
    assert remembered_precision("a model", taking(**seconds), BOTH) == expected


def test_it_is_measured_once(cache: Path) -> None:
    remembered_precision("a model", taking(float32=1.0, bfloat16=0.2))
    again = remembered_precision("a model", taking(float32=0.2, bfloat16=1.0))
    assert again == "bfloat16"
    assert cache.is_file()


def test_what_was_measured_when_there_were_other_precisions_is_measured_again() -> None:
    quick = taking(float32=1.0, bfloat16=0.9, bytes=0.2)
    remembered_precision("a model", quick, BOTH)
    assert remembered_precision("a model", quick) == "float32"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"a model on": 3}'])
def test_a_cache_that_cannot_be_read_only_costs_the_measurement(cache: Path, text: str) -> None:
    cache.write_text(text, encoding="utf-8")
    assert remembered_precision("a model", taking(float32=1.0, bfloat16=0.2)) == "bfloat16"


@pytest.mark.parametrize(
    ("processor", "expected"),
    [
        ("Some Processor avx2 avx512_vnni", True),
        ("Some Processor avx2 avx_vnni", True),
        ("Some Processor avx2", False),
        ("aarch64", False),
    ],
)
def test_bytes_are_tried_where_the_processor_says_that_it_multiplies_them(
    processor: str, *, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "_processor", lambda: processor)
    assert multiplies_bytes() == expected
