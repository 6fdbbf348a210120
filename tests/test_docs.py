"""What the documents tell people to type exists, and what they link to is there."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import typer.main

from app.server.metrics import Metrics
from index.encoder import Encoder
from index.library import open_library

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")])
_COMMAND = re.compile(r"python -m (ingest|index|app|eval)(?![\w.])([^\n`#|>]*)")
_PROGRAM = re.compile(r"python -m (eval\.\w+)([^\n`#|>]*)")
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)[^)]*\)")

every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def _switches(folder: str) -> dict[str, list[tuple[str, list[str]]]]:
    """Return each command of a folder, its only one as "", with its options and their opposites."""
    command = typer.main.get_command(import_module(f"{folder}.__main__").app)
    parts = getattr(command, "commands", {"": command})
    return {
        name: [
            (option, parameter.secondary_opts)
            for parameter in part.params
            for option in parameter.opts
        ]
        for name, part in parts.items()
    }


def _commands(folder: str) -> dict[str, set[str]]:
    """Return the options of each command of a folder; of its only one as ""."""
    return {
        name: {one for option, others in pairs for one in (option, *others)}
        for name, pairs in _switches(folder).items()
    }


@every_page
def test_every_command_and_option_that_a_page_shows_exists(page: Path) -> None:
    text = re.sub(r"\\\n\s*", "", page.read_text(encoding="utf-8"))
    for folder, rest in _COMMAND.findall(text):
        known = _commands(folder)
        words = re.sub(r'"[^"]*"', "QUOTED", rest).split()
        name = "" if "" in known else next(iter(words), "--help")
        if name == "--help":
            continue
        assert name in known, f"{page.name}: python -m {folder}{rest}"
        options = {word.split("=")[0] for word in words if word.startswith("--")}
        assert options <= known[name] | {"--help"}, f"{page.name}: python -m {folder}{rest}"


@every_page
def test_every_make_target_that_a_page_shows_exists(page: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    shown = re.findall(r"(?:^\s*(?:\$ )?|`)make ([a-z-]+)", page.read_text(encoding="utf-8"), re.M)
    assert set(shown) <= targets


@every_page
def test_every_link_of_a_page_leads_to_a_file(page: Path) -> None:
    links = _LINK.findall(page.read_text(encoding="utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]


@every_page
def test_every_program_that_a_page_shows_has_the_options_that_it_shows(page: Path) -> None:
    for module, rest in _PROGRAM.findall(page.read_text(encoding="utf-8")):
        code = (ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        for option in re.findall(r"--([a-z-]+)", rest):
            parameter = f"{option.replace('-', '_')}: Annotated["
            assert f'"--{option}"' in code or parameter in code, f"{page.name}: {module} --{option}"


@pytest.mark.parametrize("folder", ["ingest", "index", "app", "eval"])
def test_every_option_of_a_command_is_told_of_on_some_page(folder: str) -> None:
    told = set(re.findall(r"--[a-z][a-z-]*", "".join(page.read_text("utf-8") for page in PAGES)))
    untold = {
        f"{name} {option}"
        for name, pairs in _switches(folder).items()
        for option, others in pairs
        if option.startswith("--") and told.isdisjoint({option, *others})
    }
    assert untold == set()


def test_every_setting_that_is_read_is_told_of_on_some_page() -> None:
    told = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("ingest", "index", "app", "eval")
        for path in sorted((ROOT / folder).rglob("*.py"))
    )
    settings = set(re.findall(r"FOOTNOTE(?:_[A-Z]+)+\b(?!_)", code))
    assert len(settings) > 15
    assert {name for name in settings if f"`{name}`" not in told} == set()


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 150


def test_every_promise_names_a_test_that_is_there() -> None:
    page = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", page)
    assert len(named) > 30
    for file, test in named:
        assert f"\ndef {test}(" in (ROOT / file).read_text(encoding="utf-8"), f"{file}::{test}"
    rows = [line for line in page.splitlines() if line.startswith("| ") and "---" not in line]
    promises = [row for row in rows if not row.startswith("| promise")]
    assert [row for row in promises if "`tests/" not in row and "the same test" not in row] == []


def test_every_error_that_is_explained_is_one_that_is_said() -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = page.split("## What each error means")[1].split("\n## ")[0]
    explained = [row.split(" | ")[0] for row in table.splitlines() if row.startswith("| `")]
    assert len(explained) > 20
    code = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("index", "app", "ingest")
        for path in sorted((ROOT / folder).rglob("*.py"))
    )
    said = re.sub(r'"\s*\n\s*f?"', "", code)  # a message may go on in the next line
    for message in (one for row in explained for one in re.findall(r"`([^`]+)`", row)):
        words = max(re.split(r"…|HOST:PORT|\b[A-Z]{1,4}\b|\d+|[()]", message), key=len)
        assert words.strip(" ,;:") in said, message


def test_every_metric_is_explained_to_whoever_runs_it(hashing_encoder: Encoder) -> None:
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder, open_library(Path(folder), encoder=hashing_encoder) as one:
        text = Metrics().text(one, queue={})
    assert set(re.findall(r"# TYPE (\w+)", text)) == set(re.findall(r"\b(footnote_\w+)", page))
