"""What is promised of a quick import: what was put off is there for whoever calls it."""

from __future__ import annotations

import subprocess
import sys

import pytest

SCRIPT = """
import sys
import index.network.any_model
put_off = ("sklearn.metrics", "scipy.optimize")
print(*[name in sys.modules for name in put_off])
from transformers.loss import loss_for_object_detection as loss
rows, columns = loss.linear_sum_assignment([[4, 1], [2, 9]])
print(*columns.tolist(), "scipy.optimize" in sys.modules)
"""


def printed_by(code: str) -> list[str]:
    """Return the lines that a new process prints."""
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def printed() -> list[str]:
    return printed_by(SCRIPT)


def test_the_encoder_comes_without_what_no_encoding_asks_for(printed: list[str]) -> None:
    assert printed[0] == "False False"


def test_what_was_put_off_works_when_it_is_called(printed: list[str]) -> None:
    assert printed[1] == "1 0 True"


def test_the_packaged_model_comes_without_sentence_transformers() -> None:
    asked = "index.network.minilm.load_encoder().encode(['a', 'b'])"
    loaded = "'sentence_transformers' in sys.modules, 'transformers' in sys.modules"
    assert printed_by(f"import sys, index.network.minilm; {asked}; print({loaded})") == [
        "False False"
    ]


def test_who_asks_loads_no_reader_of_files() -> None:
    loaded = "[name for name in sys.modules if name.startswith('ingest.readers.')]"
    assert printed_by(f"import sys, app.chatbot; print({loaded})") == ["[]"]
