"""Scripts that are given a folder which is not there say so in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import typer

from eval import calibrate, extraction, train_reader
from eval.reader import fit


@pytest.mark.parametrize(
    "run",
    [
        lambda missing: calibrate.main([missing]),
        lambda missing: train_reader.main(["--data", missing, "--out", "never-written"]),
        lambda missing: fit.main(["weights", "--data", missing]),
    ],
)
def test_a_mistyped_folder_is_named_before_anything_is_done(
    run: Callable[[str], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = str(tmp_path / "mistyped")

    with pytest.raises(SystemExit) as ended:
        run(missing)

    assert ended.value.code == 2
    assert repr(missing) in capsys.readouterr().err


def test_a_folder_of_pdfs_without_a_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(typer.BadParameter, match=r"MANIFEST\.tsv"):
        extraction.main(tmp_path)
