"""Entries of a bibliography and the documents that they are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import index.network.minilm
from index.__main__ import main
from index.encoder import Encoder

CITING = """# Moss and Roofs

Moss grows on roofs [1], on walls [2] and nowhere else [3].

## References

[1] D. Reed. Cold storage and the price of slates. Roof Review, 3. 2001.

[2] Cole, A. (2003). A title that another printing changed. Walls, 4. doi:10.1000/walls.7

[3] E. Bell. Elsewhere. 2005. doi:10.1000/walls
"""
BY_TITLE = "# Cold Storage and the Price of Slates\n\nDana Reed\n\nSlates were cheap in 1999.\n"
BY_DOI = """---
title: Walls
author: Ann Cole
---

https://doi.org/10.1000/WALLS.7

Walls are wet where it rains.
"""


@pytest.fixture(autouse=True)
def the_encoder(monkeypatch: pytest.MonkeyPatch, hashing_encoder: Encoder, tmp_path: Path) -> None:
    monkeypatch.setattr(index.network.minilm, "load_encoder", lambda name: hashing_encoder)
    monkeypatch.setenv("FOOTNOTE_LIBRARY", str(tmp_path / "library"))


def add(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert main(["add", str(path), "--quiet"]) == 0


def test_documents_added_later_are_linked_to_the_entries_that_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def linked() -> list[object]:
        capsys.readouterr()
        assert main(["show", "citing", "--json"]) == 0
        return [each["document"] for each in json.loads(capsys.readouterr().out)["references"]]

    add(tmp_path, "citing.md", CITING)
    assert linked() == [None, None, None]
    add(tmp_path, "slates.md", BY_TITLE)
    assert linked() == ["slates", None, None]
    add(tmp_path, "brick.md", BY_DOI)
    assert linked() == ["slates", "brick", None]
    assert main(["show", "citing"]) == 0
    assert "    in the library: brick" in capsys.readouterr().out.splitlines()
    assert main(["remove", "slates"]) == 0
    assert linked() == [None, "brick", None]
