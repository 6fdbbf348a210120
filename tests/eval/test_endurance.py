"""The measure of endurance, on files whose fate is known."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from eval.endurance import Outcome, as_text, growth, long_file, read, variants
from ingest.sandbox import Sandbox

DIGEST = Path(__file__).parents[2] / "corpus/henan-cross-border-ecommerce.pdf"


def test_text_and_lines_are_told_apart_and_time_and_memory_taken() -> None:
    with Sandbox() as sandbox:
        good = read(sandbox, b"Moss grows on roofs.", "moss.txt")
        bad = read(sandbox, b"%PDF-1.7 and nothing else", "bad.pdf")
    assert (good.words, good.error) == (4, "")
    assert bad.words == 0
    assert bad.clear
    assert good.seconds > 0
    assert good.megabytes > 5  # Python alone holds more
    shown = as_text([good, bad], show=True)
    assert "2 files: 1 gave text, 1 one clear line" in shown
    assert bad.error in shown


# A process of its own: others that a test has started are no children of it.
_WATCHES_A_COPY = """
import subprocess, time
from eval.endurance import Watch
ballast = b"x" * 200_000_000  # of this process, which its copy has until it becomes another
with Watch() as watch:
    subprocess.run(["true"], preexec_fn=lambda: time.sleep(0.5), check=True)
print(watch.megabytes * 1e6 < len(ballast))
"""


def test_a_child_that_has_not_begun_is_not_taken_for_a_large_one() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WATCHES_A_COPY], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "True"


def test_a_long_file_takes_little_more_memory_than_a_short_one() -> None:
    said = growth([DIGEST], 240)
    figure = re.fullmatch(r"24 pages \d+ MB, 240 pages \d+ MB: (-?\d+\.\d\d) MB a page", said)
    assert figure is not None
    assert float(figure[1]) < 0.35  # the words and their places; as objects they took 0.7


def test_a_long_file_has_the_pages_asked_for_and_passes_over_what_is_no_pdf(
    tmp_path: Path,
) -> None:
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7 and nothing else")
    data = long_file([tmp_path / "bad.pdf", DIGEST], 5)
    assert len(pypdfium2.PdfDocument(data)) == 5
    with pytest.raises(ValueError, match="none of the files"):
        long_file([tmp_path / "bad.pdf"], 5)


@pytest.mark.parametrize("error", ["", "first line\nsecond line"])
def test_neither_silence_nor_two_lines_are_clear(error: str) -> None:
    assert not Outcome("a.pdf", 0, error, seconds=1, megabytes=1).clear


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 " + b"moss" * 2_000])
def test_damage_is_done_alike_for_one_seed_and_otherwise_for_another(data: bytes) -> None:
    first, same, other = (
        list(variants(data, 8, random.Random(seed)))  # noqa: S311 - a sample, not a secret
        for seed in (1, 1, 2)
    )
    assert first == same
    assert len(first) == 8
    assert not data or all(broken != data for broken in first)
    assert not data or first != other
