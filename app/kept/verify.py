"""Whether the quotes of saved answers still stand where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from app.answer import Answer, Citation
from app.export import Json, answer_from_json
from app.jsonl import json_of, lines_of, text_of
from index.errors import UnknownDocument
from ingest.document import Document
from ingest.errors import UsageError

State = Literal["stands", "moved", "gone", "no document"]


@dataclass(frozen=True, slots=True)
class Check:
    """What became of one citation. `start` is where the quote stands now, None if nowhere."""

    answer: str
    number: int
    document_id: str
    state: State
    start: int | None


class Documents(Protocol):
    """What is needed of a library."""

    def document(self, document_id: str) -> Document:
        """Return a document. Raises: UnknownDocument."""
        ...


@dataclass(frozen=True, slots=True)
class Saved:
    """What is in a file of answers. `unanswered` says of each question that failed why it did."""

    answers: tuple[Answer, ...]
    unanswered: tuple[str, ...]


def read_answers(path: Path) -> Saved:
    """Return what is in a file of answers: one JSON object, a list of them, or one a line.

    Raises: UsageError where something else is in it, or not one answer.
    """
    rows = _rows(text_of(path), path)
    answers = [row for row in rows if isinstance(row.get("citations"), list)]
    failed = [row for row in rows if "citations" not in row and "error" in row]
    if not answers or len(answers) + len(failed) < len(rows):
        raise _no_answers(path)
    return Saved(
        tuple(_answer(row, path, number) for number, row in enumerate(answers, start=1)),
        tuple(f"{row.get('id')}: {row['error']}" for row in failed),
    )


def _answer(row: dict[str, Json], path: Path, number: int) -> Answer:
    try:
        return answer_from_json(row)
    except UsageError as exc:
        raise UsageError(f"{str(path)!r}, answer {number}: {exc}") from exc


def _no_answers(path: Path) -> UsageError:
    return UsageError(f"{str(path)!r} holds no answers; save some with: app ask --json.")


def _rows(text: str, path: Path) -> list[dict[str, Json]]:
    try:
        data = json_of(text)
        items = data if isinstance(data, list) else [data]
    except UsageError:
        items = [_line(line, path, number) for number, line in lines_of(text)]
    rows = [item for item in items if isinstance(item, dict)]
    if len(rows) < len(items) or not rows:
        raise _no_answers(path)
    return rows


def _line(line: str, path: Path, number: int) -> Json:
    try:
        return json_of(line)
    except UsageError as exc:
        raise UsageError(f"{str(path)!r}, line {number}: {exc}") from exc


def check_answers(answers: Sequence[Answer], documents: Documents) -> Iterator[Check]:
    """Yield what became of each citation, in order, and then of what says otherwise."""
    for answer in answers:
        sides = (side for each in answer.disagreements for side in each.sides)
        held = {_place(citation) for citation in answer.citations}
        others = [side for side in sides if _place(side) not in held]
        for citation in [*answer.citations, *others]:
            state, start = _state(citation, documents)
            yield Check(
                answer.id or answer.question, citation.number, citation.document_id, state, start
            )


def _place(citation: Citation) -> tuple[str, int, str]:
    return citation.document_id, citation.start, citation.quote


def _state(citation: Citation, documents: Documents) -> tuple[State, int | None]:
    try:
        document = documents.document(citation.document_id)
    except UnknownDocument:
        return "no document", None
    text = document.text
    if citation.quote and text[citation.start : citation.end] == citation.quote:
        return "stands", citation.start
    found = (
        [match.start() for match in re.finditer(re.escape(citation.quote), text)]
        if citation.quote
        else []
    )
    if not found:
        return "gone", None
    return "moved", min(found, key=lambda start: abs(start - citation.start))
