"""What happens, one JSON line each, and which question it belongs to.

Where FOOTNOTE_LOG is set ("-" for standard error, else a file), events are written as they happen:

    {"time": "2026-01-05T10:11:12.131+00:00", "level": "INFO", "logger": "index", "event": "search",
     "question": "3f9ac1d2", "signals": "full", "hits": 10, "seconds": 0.0712}

Without it only warnings are, as plain lines. An event holds counts, ids and times: never what was
asked, what was answered or what a document says. Keys that the environment holds are struck out of
every line, whoever wrote it.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import logging
import os
import secrets
import sys
import time
from collections.abc import Iterator, Mapping
from contextvars import ContextVar
from pathlib import Path
from typing import TextIO

from index.errors import LibraryError

Fact = str | int | float | bool | None
SECRETS = ("FOOTNOTE_LLM_KEY", "FOOTNOTE_API_TOKEN", "OPENAI_API_KEY", "HF_TOKEN")
STRUCK_OUT = "***"
_SHORTEST_SECRET = 6  # "none" is what many local servers want for a key
_current: ContextVar[str] = ContextVar("question", default="")


@contextlib.contextmanager
def question() -> Iterator[str]:
    """Give all events of the block one id, that of the block around it if there is one."""
    outer = _current.get()
    _current.set(outer or secrets.token_hex(4))
    try:
        yield _current.get()
    finally:
        _current.set(outer)  # no reset: a generator may be ended in another context


def event(logger: logging.Logger, name: str, **facts: Fact) -> None:
    """Write down that `name` happened."""
    logger.info("%s", name, extra={"facts": {"question": _current.get(), **facts}})


@contextlib.contextmanager
def timed(logger: logging.Logger, name: str, **facts: Fact) -> Iterator[dict[str, Fact]]:
    """Write down what the block did and how long it took; it may add facts to what it is given.

    Where it fails, so that whoever looks for slow things also sees those, with the error's kind.
    """
    known: dict[str, Fact] = dict(facts)
    started = time.perf_counter()
    try:
        yield known
    except BaseException as exc:
        known["error"] = type(exc).__name__
        raise
    finally:
        known["seconds"] = round(time.perf_counter() - started, 4)
        event(logger, name, **known)


def configure() -> None:
    """Say where events and warnings go, by FOOTNOTE_LOG. For the programs' own beginnings.

    Raises: LibraryError where the file cannot be written.
    """
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one.formatter, _Discreet)]:
        root.removeHandler(handler)
        handler.close()
    wanted = os.environ.get("FOOTNOTE_LOG", "")
    handler = _to_file(Path(wanted)) if wanted not in ("", "-") else _ToStandardError()
    handler.setFormatter(_JsonLines() if wanted else _Discreet("%(message)s"))
    handler.setLevel(logging.INFO if wanted else logging.WARNING)
    root.addHandler(handler)
    for name in ("index", "app", "ingest"):
        logging.getLogger(name).setLevel(logging.INFO if wanted else logging.WARNING)


class _ToStandardError(logging.StreamHandler[TextIO]):
    """Writes to what is standard error when something is to be written."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)


def _to_file(path: Path) -> logging.Handler:
    try:
        return logging.FileHandler(path, encoding="utf-8")
    except OSError as exc:
        raise LibraryError(
            f"FOOTNOTE_LOG is {str(path)!r}, which cannot be written ({exc.strerror}). "
            "Set it to a file, or to - for standard error."
        ) from exc


def without_secrets(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """Return the text without any key that the environment holds, nor as JSON spells it."""
    for name in SECRETS:
        value = environment.get(name, "")
        if len(value) >= _SHORTEST_SECRET:
            spelled = json.dumps(value, ensure_ascii=False)[1:-1]
            text = text.replace(value, STRUCK_OUT).replace(spelled, STRUCK_OUT)
    return text


class _Discreet(logging.Formatter):
    """Formats a record and strikes keys out of it, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class _JsonLines(_Discreet):
    """Formats a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        facts = getattr(record, "facts", None)
        row: dict[str, Fact] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        if isinstance(facts, dict):
            row |= {"event": record.getMessage(), **facts}
        else:
            row |= {"event": "message", "question": _current.get(), "text": record.getMessage()}
        if record.exc_info:
            row["traceback"] = self.formatException(record.exc_info)
        return without_secrets(json.dumps(row, ensure_ascii=False, default=str))
