"""`app ask`: one question or a file of them, and how an answer looks in the shell."""

from __future__ import annotations

import contextlib
import difflib
import json
import math
import os
import shutil
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import typer

from app.answer import Answer, Answerer, Citation, Turn
from app.chatbot import Chatbot, open_chatbot
from app.export import Json, answer_to_json, place, to_markdown
from app.jsonl import json_of, lines_of, text_of
from app.language.plain import cited_entry, one_line
from index.sqlite_store import require_library
from ingest.errors import FootnoteError, UsageError

WIDTH = 96  # columns, where there are as many
NARROW = 24  # below this a line holds no words
NEAREST = 3
_READ = ("id", "question", "history", "documents")
_BOLD, _DIM, _YELLOW, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[0m"


@dataclass(frozen=True, slots=True)
class Asking:
    """What the command line said."""

    library: Path
    documents: tuple[str, ...] = ()
    answerer: Answerer = "extractive"
    strict: bool = False
    use_reader: bool = True
    threshold: float | None = None


def ask_one(asking: Asking, question: str, *, form: str) -> int:
    """Print the answer to one question; return the exit code."""
    with _waiting():
        answer = _open(asking).ask(question, documents=asking.documents)
    if form == "json":
        typer.echo(json.dumps(answer_to_json(answer), ensure_ascii=False))
    elif form == "markdown":
        typer.echo(to_markdown(answer), nl=False)
    else:
        typer.echo(as_text(answer, look_of(sys.stdout)))
    return 0


def ask_batch(asking: Asking, path: Path) -> int:
    """Print one JSON answer a line of the file `path`; 1 if any question could not be asked."""
    text = text_of(path, rows=True)
    with _waiting():
        bot = _open(asking)
    failed = 0
    for number, line in lines_of(text):
        row = _asked(bot, asking, line, number)
        if "error" in row:
            failed += 1
            typer.echo(f"{str(path)!r}, line {number}: {row['error']}", err=True)
        typer.echo(json.dumps(row, ensure_ascii=False))
    return 1 if failed else 0


def _open(asking: Asking) -> Chatbot:
    require_library(asking.library)
    return open_chatbot(
        asking.library,
        answerer=asking.answerer,
        strict=asking.strict,
        use_reader=asking.use_reader,
        threshold=asking.threshold,
    )


def _asked(bot: Chatbot, asking: Asking, line: str, number: int) -> dict[str, Json]:
    """Return the answer to one line, or what was wrong with it."""
    identity: str | float = str(number)
    try:
        row = _row(line)
        identity = _identity(row, number)
        _require_no_slip(row)
        answer = bot.ask(
            _question(row),
            history=_history(row),
            documents=_names(row) or asking.documents,
        )
    except FootnoteError as error:
        return {"id": identity, "error": str(error)}
    return {**answer_to_json(answer), "id": identity}


def _identity(row: Mapping[str, Json], number: int) -> str | float:
    """Return the question's own id, a number as a number, else the line's number."""
    given = row.get("id")
    if isinstance(given, int | float) and not isinstance(given, bool) and abs(given) < math.inf:
        return given  # not NaN: what is printed is JSON
    return str(number if given is None else given)


def _row(line: str) -> dict[str, Json]:
    row = json_of(line)
    if not isinstance(row, dict):
        raise UsageError(f"Expected a JSON object, not {line.strip()[:40]!r}.")
    return row


def _require_no_slip(row: Mapping[str, Json]) -> None:
    """Raise UsageError for a field that is nearly one of those read: what it says would be lost.

    Others may be there: questions that are asked may be those of an evaluation.
    """
    for name in row.keys() - set(_READ):
        if near := difflib.get_close_matches(name.casefold(), _READ, n=1, cutoff=0.8):
            raise UsageError(f"There is no field {name!r}: did you mean {near[0]!r}?")


def _question(row: Mapping[str, Json]) -> str:
    value = row.get("question")
    if not isinstance(value, str):
        raise UsageError(f"'question' must be a text, not {value!r}.")
    return value


def _names(row: Mapping[str, Json]) -> tuple[str, ...]:
    value = row.get("documents") or []
    if not isinstance(value, list):
        raise UsageError(f"'documents' must be a list of names, not {value!r}.")
    return tuple(str(name) for name in value)


def _history(row: Mapping[str, Json]) -> tuple[Turn, ...]:
    value = row.get("history") or []
    if not isinstance(value, list):
        raise UsageError(f"'history' must be a list of objects, not {value!r}.")
    return tuple(_turn(item, number) for number, item in enumerate(value, start=1))


def _turn(item: Json, number: int) -> Turn:
    """Return a turn of the history. An error names the turn, `number` from 1, that is wrong."""
    if not isinstance(item, dict):
        raise UsageError(f"Turn {number} of 'history' must be an object, not {item!r}.")
    answer = item.get("answer")
    told = answer if isinstance(answer, str) else ""
    try:
        return Turn(_question(item), told, _names(item))
    except UsageError as error:
        raise UsageError(f"Turn {number} of 'history': {error}") from error


@contextlib.contextmanager
def _waiting() -> Iterator[None]:
    """Show that something is going on, where somebody is looking."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status("Loading the model…"):
        yield


@dataclass(frozen=True, slots=True)
class Look:
    """How an answer is printed: with colours or plain, and in how many columns."""

    colour: bool = False
    width: int = WIDTH

    def paint(self, text: str, code: str) -> str:
        """Return the text in a colour, or bold, where there are colours."""
        return f"{code}{text}{_PLAIN}" if self.colour else text

    def wrap(self, text: str, *, code: str = "", first: str = "", then: str = "") -> list[str]:
        """Return the lines of a text, with what they begin with: the first, and those after it."""
        lines = textwrap.wrap(
            text,
            self.width,
            initial_indent=first,
            subsequent_indent=then,
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [self.paint(line, code) if code else line for line in lines or [""]]


def look_of(stdout: TextIO) -> Look:
    """Return how to print to standard output: as its terminal is, and as its user wants it."""
    if not stdout.isatty():
        return Look()
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Look(not plain, max(NARROW, min(WIDTH, shutil.get_terminal_size().columns)))


def as_text(answer: Answer, look: Look) -> str:
    """Return the answer as it is printed: sentences with numbers, then the footnotes."""
    lines = []
    if answer.searched and answer.searched != answer.question:
        lines += [*look.wrap(f"Searched: {answer.searched}", code=_DIM), ""]
    if answer.abstained:
        return "\n".join(lines + _no_answer(answer, look))
    lines += _body(answer, look)
    if answer.reason:
        lines += ["", *look.wrap(f"Note: {answer.reason}")]
    if answer.citations:
        lines.append("")
    for citation in answer.citations:
        lines += _footnote(citation, look)
    for disagreement in answer.disagreements:
        about = f"The documents disagree: {disagreement.about}"
        lines += ["", *look.wrap(about, code=_YELLOW)]
        for side in disagreement.sides:
            lines += _footnote(side, look)
    if answer.mode != "smalltalk":
        lines += ["", look.paint(f"Confidence: {in_words(answer.confidence)}", _DIM)]
    return "\n".join(lines)


def _body(answer: Answer, look: Look) -> list[str]:
    parts = [sentence.told for sentence in answer.sentences]
    if any("\n" in part for part in parts):
        return [line for part in parts for piece in part.splitlines() for line in look.wrap(piece)]
    return look.wrap(" ".join(parts))


def _no_answer(answer: Answer, look: Look) -> list[str]:
    said = "No answer."
    first, *rest = look.wrap(f"{said} {answer.reason}")
    lines = [look.paint(said, _YELLOW) + first.removeprefix(said), *rest]
    if answer.hits:
        lines += ["", "Nearest passages:"]
    for hit in answer.hits[:NEAREST]:
        passage = hit.passage
        where = f"{passage.document_id}, {place(passage.page, passage.section)}"
        text = one_line(passage.text, limit=240)
        lines += look.wrap(where, first="  - ", then="    ")
        lines += look.wrap(text, first="    ", then="    ")
    return lines


def _footnote(citation: Citation, look: Look) -> list[str]:
    head = f"[{citation.number}] {citation.title}, {place(citation.page, citation.section)}"
    quote = _marked(citation, look) if look.colour else citation.quote
    lines = look.wrap(head, then="    ")
    lines += look.wrap(f"“{' '.join(quote.split())}”", first="    ", then="    ")
    if entry := cited_entry(citation.reference, citation.quote):
        lines += look.wrap(f"cites: {entry}", first="    ", then="    ")
    return lines


def _marked(citation: Citation, look: Look) -> str:
    text, end = "", 0
    for start, stop in citation.marks:
        text += citation.quote[end:start] + look.paint(citation.quote[start:stop], _BOLD)
        end = stop
    return text + citation.quote[end:]


def in_words(confidence: float) -> str:
    """Return a probability in words, with its figure."""
    limits = ((0.9, "very likely right"), (0.75, "likely right"), (0.6, "probably right"))
    said = next((words for low, words in limits if confidence >= low), "uncertain")
    return f"{said} ({confidence:.0%})"
