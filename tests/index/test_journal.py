from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import journal
from index.encoder import Encoder
from index.latency import Latency
from index.library import open_library

log = logging.getLogger("index.anything")


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where events are written during a test."""
    root = logging.getLogger()
    before, levels = list(root.handlers), {}
    for name in ("index", "app", "ingest"):
        levels[name] = logging.getLogger(name).level
    file = tmp_path / "log.jsonl"
    monkeypatch.setenv("FOOTNOTE_LOG", str(file))
    journal.configure()
    yield file
    for handler in [one for one in root.handlers if one not in before]:
        root.removeHandler(handler)
        handler.close()
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def rows(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_what_is_done_to_a_library_is_written_as_json_lines_with_times(
    written: Path, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        library.add_bytes(b"Boats sail on the river.", "boats.txt")
        library.search("who sails?")
        library.remove(["boats"])
    seen = {str(row["event"]): row for row in rows(written)}
    assert set(seen) >= {"add", "search", "remove"}
    assert (seen["add"]["status"], seen["add"]["document"]) == ("added", "boats")
    assert seen["search"]["hits"] == 1
    assert isinstance(seen["search"]["seconds"], float)
    assert {"time", "level", "logger", "question"} <= set(seen["search"])


def test_no_event_holds_what_was_asked_or_what_a_document_says(
    written: Path, tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        library.add_bytes(b"The quartermaster hid the marmalade.", "secret.txt")
        library.search("marmalade")
    assert "marmalade" not in written.read_text(encoding="utf-8")


def test_all_events_of_a_block_have_one_id_and_the_next_block_another(written: Path) -> None:
    with journal.question() as first, journal.question() as inner:
        journal.event(log, "within")
    with journal.question() as second:
        pass
    journal.event(log, "without")
    assert first == inner != second
    assert [row["question"] for row in rows(written)] == [first, ""]


def test_what_fails_is_written_with_its_time_and_the_kind_of_error(written: Path) -> None:
    with pytest.raises(KeyError), journal.timed(log, "work", size=3):
        raise KeyError("x")
    [row] = rows(written)
    assert (row["event"], row["size"], row["error"]) == ("work", 3, "KeyError")


@pytest.mark.parametrize("key", ["canary-4711", 'canary"4711', "canary\\4711"])
def test_keys_of_the_environment_are_struck_out_of_every_line(
    written: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    monkeypatch.setenv("FOOTNOTE_LLM_KEY", key)
    log.warning("the server said: bad key %s", key)
    try:
        raise ValueError(key)
    except ValueError:
        log.exception("failed")
    said = written.read_text(encoding="utf-8")
    assert "canary" not in said
    assert said.count("***") >= 2
    assert len(rows(written)) == 2


def test_a_log_that_cannot_be_written_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_LOG", str(tmp_path / "nowhere" / "log.jsonl"))
    with pytest.raises(journal.LibraryError, match="cannot be written"):
        journal.configure()


def test_times_are_counted_by_bounds() -> None:
    latency = Latency()
    for seconds in (0.01, 0.02, 99.0):
        latency.observe(seconds)
    lines = latency.lines("x_seconds", "Time.")
    assert 'x_seconds_bucket{le="0.01"} 1' in lines
    assert 'x_seconds_bucket{le="0.025"} 2' in lines
    assert 'x_seconds_bucket{le="+Inf"} 3' in lines
    assert lines[-1] == "x_seconds_count 3"
