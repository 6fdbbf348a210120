"""Question files: JSONL rows of questions with known answers, read and checked once, here."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from app.answer import Turn
from app.export import Json
from eval.matching import words
from eval.rows import rows_of
from ingest.errors import UsageError

FIELDS = (
    "id", "question", "kind", "answerable", "answers", "must_include", "evidence", "history",
    "documents",
)  # fmt: skip
_IN_EVIDENCE = frozenset({"document", "section", "quote"})
_IN_HISTORY = frozenset({"question", "answer"})


class QuestionError(UsageError):
    """A question file is not what it should be; the message names the file, line and field."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where an answer stands. "" where that part is not given.

    `document` is a document's name, `section` a section's label, `quote` words of the document.
    """

    document: str = ""
    section: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One row: the answer holds any of `answers` and all of `must_include`.

    `evidence` items are places that bear the answer. `documents` limits the search.
    """

    id: str
    question: str
    kind: str
    answerable: bool
    answers: tuple[str, ...] = ()
    must_include: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    history: tuple[Turn, ...] = ()
    documents: tuple[str, ...] = ()


def load_questions(path: Path) -> list[Question]:
    """Return the questions of a file in its order. Raises UsageError at the first bad line."""
    questions: dict[str, Question] = {}
    places: dict[str, str] = {}
    for row, where in rows_of(path):
        question = _parse(row, where)
        if question.id in questions:
            raise QuestionError(
                f"{where}: the id {question.id!r} is already used in {places[question.id]}; "
                "give each question its own"
            )
        questions[question.id] = question
        places[question.id] = where.rpartition(", ")[2]
    if not questions:
        raise QuestionError(f"{path}: no questions in it; write one JSON object a line")
    return list(questions.values())


def only_about(questions: Sequence[Question], documents: Sequence[str]) -> list[Question]:
    """Return the questions limited to `documents`; as they are if none are named."""
    if not documents:
        return list(questions)
    return [replace(question, documents=tuple(documents)) for question in questions]


def fingerprint(questions: Sequence[Question]) -> str:
    """Return 16 hexadecimal digits that change with any part of any question.

    They stay what they were in reports of earlier versions, whatever else a question's type gains.
    """
    rows = sorted(map(_written_out, questions))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]


def _written_out(question: Question) -> str:
    """Return the question field by field, in the form that fingerprints have always had."""
    turns = [f"Turn(question={t.question!r}, answer={t.answer!r})" for t in question.history]
    told = {name: repr(getattr(question, name)) for name in FIELDS}
    told["history"] = f"({', '.join(turns)}{',' if len(turns) == 1 else ''})"
    return f"Question({', '.join(f'{name}={value}' for name, value in told.items())})"


def _parse(row: Mapping[str, Json], where: str) -> Question:
    _require_known(row, FIELDS, where)
    question = Question(
        id=_text(row, "id", where, needed=True),
        question=_text(row, "question", where, needed=True),
        kind=_text(row, "kind", where) or "question",
        answerable=_flag(row, where),
        answers=_texts(row, "answers", where),
        must_include=_texts(row, "must_include", where),
        evidence=tuple(_evidence(row, where)),
        history=tuple(_history(row, where)),
        documents=_texts(row, "documents", where),
    )
    _require_usable(question, where)
    return question


def _require_usable(question: Question, where: str) -> None:
    if question.answerable and not (question.answers or question.must_include or question.evidence):
        raise QuestionError(
            f"{where}: {question.id!r} is answerable but has nothing to judge by; give answers, "
            "must_include or evidence"
        )
    for field in ("answers", "must_include", "evidence"):
        if not question.answerable and getattr(question, field):
            raise QuestionError(
                f"{where}: {question.id!r} is not answerable, and yet has {field!r}; "
                f"take out {field!r}, or 'answerable'"
            )
    for text in (*question.answers, *question.must_include):
        if not words(text):
            raise QuestionError(
                f"{where}: {text!r} has no word and no number, and these alone are compared; "
                "give words that the answer holds"
            )


def _text(row: Mapping[str, Json], field: str, where: str, *, needed: bool = False) -> str:
    value = row.get(field)
    if value is None:
        if needed:
            raise QuestionError(f"{where}: {field!r} is missing")
        return ""
    if isinstance(value, int) and not isinstance(value, bool) and field == "id":
        value = str(value)
    if not isinstance(value, str) or (needed and not value.strip()):
        raise QuestionError(f"{where}: {field!r} must be a text, not {value!r}")
    return value


def _texts(row: Mapping[str, Json], field: str, where: str) -> tuple[str, ...]:
    values = row.get(field)
    if values is None:
        return ()
    if not isinstance(values, list):
        raise QuestionError(f"{where}: {field!r} must be a list of texts, not {values!r}")
    texts = []
    for value in values:
        if not isinstance(value, str) or not value.strip():
            raise QuestionError(
                f"{where}: {field!r} must hold texts in quotes, none of them empty, not {value!r}"
            )
        texts.append(value)
    return tuple(texts)


def _flag(row: Mapping[str, Json], where: str) -> bool:
    value = row.get("answerable", True)
    if not isinstance(value, bool):
        raise QuestionError(f"{where}: 'answerable' must be true or false, not {value!r}")
    return value


def _objects(row: Mapping[str, Json], field: str, where: str) -> list[dict[str, Json]]:
    values = row.get(field)
    if values is None:
        return []
    if not isinstance(values, list) or not all(isinstance(value, dict) for value in values):
        raise QuestionError(f"{where}: {field!r} must be a list of objects, not {values!r}")
    return [value for value in values if isinstance(value, dict)]


def _evidence(row: Mapping[str, Json], where: str) -> list[Evidence]:
    items = []
    for value in _objects(row, "evidence", where):
        _require_known(value, _IN_EVIDENCE, f"{where}, in 'evidence'")
        item = Evidence(
            document=_text(value, "document", where),
            section=_text(value, "section", where),
            quote=_text(value, "quote", where),
        )
        if item == Evidence():
            raise QuestionError(f"{where}: an item of 'evidence' names no place")
        items.append(item)
    return items


def _history(row: Mapping[str, Json], where: str) -> list[Turn]:
    turns = []
    for value in _objects(row, "history", where):
        _require_known(value, _IN_HISTORY, f"{where}, in 'history'")
        question = _text(value, "question", where, needed=True)
        turns.append(Turn(question=question, answer=_text(value, "answer", where)))
    return turns


def _require_known(row: Mapping[str, Json], known: Collection[str], where: str) -> None:
    if unknown := sorted(row.keys() - set(known)):
        raise QuestionError(
            f"{where}: unknown field {unknown[0]!r}; known: {', '.join(sorted(known))}"
        )
