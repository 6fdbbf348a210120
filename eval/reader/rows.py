"""Files that measure the reader alone: their rows, checked once, here."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.matching import find_quote
from eval.questions import load_questions
from eval.reader.chats import questions_on, talked_of
from eval.rows import rows_of
from ingest.document import Passage
from ingest.errors import UsageError
from ingest.parse import parse
from ingest.passages import cut
from ingest.tokens import default_counter

HELD_OUT = 20  # one text in so many of a public set is not trained on
WRITTEN_HELD_OUT = 10  # nor one written passage in so many
LABELS = ("supported", "contradicted", "unrelated")


class ReaderFileError(UsageError):
    """A file is neither a reading nor a support file; the message names the file and the row."""


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A question beside one passage; `answers` is empty where the passage gives none."""

    question: str
    context: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SupportRow:
    """A claim beside evidence, and the `label` that a person or a construction gave it."""

    evidence: str
    claim: str
    label: str


def load_rows(path: Path, *, held_out: bool = False) -> list[ReadingRow] | list[SupportRow]:
    """Return the rows of a reading or a support file. Raises UsageError.

    `held_out`: only rows about texts that the shipped weights never saw (see `share_of`). Of a file
    of written questions (`eval/reader/written.py`) the passages that it gives itself are taken; of
    chats (`eval/reader/chats.py`) all turns, as they are searched.
    """
    rows: list[dict[str, Any]] = [row for row, _ in rows_of(path)]
    try:
        if rows and "chats" in rows[0]:
            talks = [one for one in map(talked_of, rows) if one.is_kept_back or not held_out]
            asked = [row for one in talks for row in questions_on(one)]
            return [one for row in asked for one in asked_on(row["passage"], row)]
        if rows and "questions" in rows[0]:
            own = [row for row in rows if "passage" in row]
            kept = [row for row in own if not held_out or kept_back(row["passage"])]
            return [one for row in kept for one in asked_on(row["passage"], row)]
        if rows and "claim" in rows[0]:
            claims = [SupportRow(str(r["evidence"]), str(r["claim"]), _label(r)) for r in rows]
            return [row for row in claims if not held_out or is_set_apart(row.evidence)]
        found = [ReadingRow(str(r["question"]), str(r["context"]), _answers(r)) for r in rows]
    except (IndexError, KeyError, TypeError, ValueError) as exc:
        raise ReaderFileError(
            f"{str(path)!r}: a row lacks {exc}; reading rows have question, context, answers and "
            "answerable, support rows evidence, claim and label"
        ) from exc
    if not found:
        raise ReaderFileError(f"{str(path)!r}: no rows")
    return [row for row in found if not held_out or share_of(row.context) == "measured"]


def kept_back(passage: str) -> bool:
    """Say whether no training learns from the questions written on `passage`: from one in ten."""
    return zlib.crc32(passage.encode()) % WRITTEN_HELD_OUT == 0


def asked_on(passage: str, row: Mapping[str, Any]) -> list[ReadingRow]:
    """Return the questions that a `row` of a file of written questions asks of `passage`."""
    return [
        ReadingRow(one["question"], passage, () if one["answer"] is None else (one["answer"],))
        for one in row["questions"]
    ]


def is_set_apart(text: str) -> bool:
    """Say whether no reader learns from a text of a public set, by the text's hash."""
    return zlib.crc32(text.encode()) % HELD_OUT == 0


def share_of(text: str) -> str:
    """Return what a text of the file that training may halve is for.

    "trained" (two quarters), "calibrated" or "measured" (one each), by the text's hash.
    """
    return ("trained", "calibrated", "trained", "measured")[zlib.crc32(text.encode()) % 4]


def rows_from_papers(path: Path, papers: Path, *, held_out: bool = False) -> list[ReadingRow]:
    """Return each answerable question of a question file beside the passage of its evidence.

    `held_out`: only questions about papers that the shipped weights never saw (see `share_of`).
    """
    return [
        ReadingRow(found.question, found.holder, found.answers)
        for found in questions_in_papers(path, papers)
        if not held_out or share_of(found.document) != "trained"
    ]


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """A question, the text of the passage that holds its evidence, and the paper's other ones."""

    question: str
    answers: tuple[str, ...]
    document: str
    quote: str
    holder: str
    others: tuple[str, ...]


def questions_in_papers(path: Path, papers: Path) -> Iterator[PaperQuestion]:
    """Yield the answerable questions of a question file whose evidence stands in `papers`."""
    passages: dict[str, list[Passage]] = {}
    count = default_counter()
    for question in load_questions(path):
        for evidence in question.evidence[:1]:
            if evidence.document not in passages:
                file = next(iter(sorted(papers.glob(f"{evidence.document}.*"))), None)
                document = None if file is None else parse(file)
                passages[evidence.document] = (
                    [] if document is None else cut(document, count_tokens=count)
                )
            holder = _holding(passages[evidence.document], evidence.quote)
            if holder is not None and question.answerable:
                others = tuple(one.text for one in passages[evidence.document] if one != holder)
                yield PaperQuestion(
                    question.question,
                    tuple(question.answers),
                    evidence.document,
                    evidence.quote,
                    holder.text,
                    others,
                )


def _holding(passages: Sequence[Passage], quote: str) -> Passage | None:
    """Return the passage in which most of `quote` stands."""
    for passage in passages:
        if find_quote(passage.text, quote):
            return passage
    start = quote[:80]
    return next((passage for passage in passages if find_quote(passage.text, start)), None)


def _label(row: Mapping[str, object]) -> str:
    label = str(row["label"])
    if label not in LABELS:
        raise ValueError(f"a label out of {', '.join(LABELS)} (not {label!r})")
    return label


def _answers(row: Mapping[str, object]) -> tuple[str, ...]:
    answers = row["answers"]
    if not isinstance(answers, list):
        raise TypeError("a list of answers")
    return tuple(str(answer) for answer in answers) if row.get("answerable", True) else ()
