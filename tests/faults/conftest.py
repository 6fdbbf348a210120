"""A library of ten papers to damage, made once for each file of tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from index.encoder import Encoder
from index.library import open_library
from tests.faults.damaging import TEXT


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    for number in range(10):
        (folder / f"paper-{number}.txt").write_text(TEXT.format(n=number), encoding="utf-8")
    return folder


@pytest.fixture
def library_path(whole: Path, tmp_path: Path, hashing_encoder: Encoder) -> Path:
    kept = whole / "library"
    if not kept.exists():
        with open_library(kept, encoder=hashing_encoder) as library:
            assert {result.status for result in library.add([whole])} == {"added"}
            library.store.publish(force=True)
    return Path(shutil.copytree(kept, tmp_path / "library"))
