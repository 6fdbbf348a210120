"""The rules of the house that a reader of the code relies on."""

from __future__ import annotations

import ast
import graphlib
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ["ingest", "index", "app", "eval"]  # in the order in which imports may point: to the left
# The rooms of app/, in the same order. What stands beside them brings them together, but for what
# every room may know.
KNOWN = {"answer", "support", "export", "jsonl", "adding"}
ROOMS = [
    "language",
    "question",
    "evidence",
    "silence",
    "papers",
    "model",
    "kept",
    "display",
    "server",
]
ROOMS_OF_EVAL = ["search", "reader", "weights", "speed"]  # in the same order, too
HEAVY = {
    "numpy",
    "psycopg",
    "torch",
    "faiss",
    "sentence_transformers",
    "transformers",
    "streamlit",
    "pypdfium2",
}


def modules(folder: str) -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / folder).rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(tree: ast.AST, *, whole: bool = False) -> Iterator[str]:
    """Yield the modules that are imported; `whole`: with what is taken from each."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            taken = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from taken if whole else [node.module]


@pytest.mark.parametrize("folder", FOLDERS)
def test_imports_point_up_the_line_only(folder: str) -> None:
    later = set(FOLDERS[FOLDERS.index(folder) + 1 :]) | {"corpus", "tests"}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in modules(folder)
        for name in imported(tree)
        if name.split(".")[0] in later
    ]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    trees = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts): tree
        for folder in FOLDERS
        for path, tree in modules(folder)
    }
    taken = {
        name: {*imported(tree), *imported(tree, whole=True)} & trees.keys()
        for name, tree in trees.items()
    }
    graphlib.TopologicalSorter(taken).prepare()  # raises CycleError, which names them


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_of_the_app_imports_only_rooms_before_it(room: str) -> None:
    may = {*ROOMS[: ROOMS.index(room) + 1], *KNOWN}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in modules(f"app/{room}")
        for name in imported(tree, whole=True)
        if name.split(".")[0] == "app" and name.split(".")[1] not in may
    ]
    assert wrong == []


@pytest.mark.parametrize("room", ROOMS_OF_EVAL)
def test_a_room_of_the_evaluation_imports_none_after_it(room: str) -> None:
    later = ROOMS_OF_EVAL[ROOMS_OF_EVAL.index(room) + 1 :]
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in modules(f"eval/{room}")
        for name in imported(tree, whole=True)
        if name.startswith(tuple(f"eval.{other}." for other in later))
    ]
    assert wrong == []


def test_every_folder_of_python_in_the_evaluation_is_a_room() -> None:
    folders = {path.parent.relative_to(ROOT / "eval").as_posix() for path, _ in modules("eval")}
    assert folders == {".", *ROOMS_OF_EVAL}


def test_every_folder_of_python_in_the_app_is_a_room_or_the_page() -> None:
    folders = {path.parent.relative_to(ROOT / "app").as_posix() for path, _ in modules("app")}
    assert folders == {".", "pages", "panes", *ROOMS}


@pytest.mark.parametrize("folder", FOLDERS)
def test_nothing_is_ever_unpickled(folder: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path, tree in modules(folder)
        for name in imported(tree)
        if name.split(".")[0] in {"pickle", "shelve", "marshal", "dill", "joblib"}
    ]
    assert wrong == []


DISTRIBUTION = {
    "sentence_transformers": "sentence-transformers",
    "faiss": "faiss-cpu",
    "ir_measures": "ir-measures",
    "docx": "python-docx",
    "charset_normalizer": "charset-normalizer",
    "google": "protobuf",
    "markdown_it": "markdown-it-py",
    "Stemmer": "pystemmer",
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_direct_import_is_a_listed_requirement(folder: str) -> None:
    # What only measures (eval/) may lean on what only the developers install; the product may not.
    files = ["requirements.txt", "requirements-postgres.txt"]
    files += ["requirements-dev.txt"] if folder == "eval" else []
    listed = {
        name
        for file in files
        for name in re.findall(r"^([a-z0-9-]+)[>=]", (ROOT / file).read_text(), flags=re.M)
    }
    used = {name.split(".")[0] for _, tree in modules(folder) for name in imported(tree)}
    third_party = used - {*FOLDERS, "corpus", "tests"} - set(sys.stdlib_module_names)
    assert {DISTRIBUTION.get(name, name) for name in third_party} - listed == set()


def test_every_requirement_has_bounds_on_both_sides_and_a_purpose() -> None:
    for name in ["requirements.txt", "requirements-postgres.txt", "requirements-dev.txt"]:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.fullmatch(r"[a-z0-9-]+>=[\d.]+,<[\d.]+ +# .+", line), line


@pytest.mark.parametrize("folder", FOLDERS)
def test_help_comes_without_loading_a_model(folder: str) -> None:
    probe = (
        "import runpy, sys\n"
        f"sys.argv = [{folder!r}, '--help']\n"
        "try:\n"
        f"    runpy.run_module({folder!r}, run_name='__main__')\n"
        "except SystemExit:\n"
        "    pass\n"
        f"print('HEAVY', sorted({HEAVY!r} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert "HEAVY []" in done.stdout, done.stdout[-300:] + done.stderr[-300:]


@pytest.mark.parametrize("folder", FOLDERS)
def test_help_comes_at_once(folder: str) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", folder, "--help"], cwd=ROOT, capture_output=True, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    # The time that it computes, 0.15 s: how long it waits for a busy machine is not its own.
    assert after.ru_utime - before.ru_utime < 0.5
