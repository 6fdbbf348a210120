"""Answers that people found right, as rows of a question file for `python -m eval run`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from app.answer import Answer
from app.export import Json


def question_row(answer: Answer) -> dict[str, Json]:
    """Return the question with its right source: where it was found, or that it cannot be."""
    digest = hashlib.sha256(answer.question.encode()).hexdigest()[:8]
    return {
        "id": f"page-{digest}",
        "question": answer.question,
        "kind": "page",
        "answerable": not answer.abstained,
        "answers": [
            citation.quote[start:end]
            for citation in answer.citations[:1]
            for start, end in citation.marks[:1]
        ],
        "evidence": [
            {
                "document": citation.document_id,
                "section": citation.section,
                "quote": citation.quote,
            }
            for citation in answer.citations
        ],
    }


def keep_row(answer: Answer, path: Path) -> bool:
    """Append the answer's row to the file at `path`; return False where it has it already."""
    row = question_row(answer)
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and json.loads(line)["id"] == row["id"]:
                return False
    with path.open("a", encoding="utf-8") as out:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return True
