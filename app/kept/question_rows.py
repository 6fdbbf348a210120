"""Answers that people found right, as rows of a question file for `python -m eval run`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from app.answer import Answer
from app.evidence.sourceview import cited_sources, source_of
from app.export import Json


def question_row(answer: Answer, *, shown: str = "") -> dict[str, Json]:
    """Return the question with its right source: where it was found, or that it cannot be.

    `shown` is the key of the source that the person looks at: of a nearest passage ("h1") it
    says that the answer stands there after all.
    """
    digest = hashlib.sha256(answer.question.encode()).hexdigest()[:8]
    right = source_of(answer, shown) if answer.abstained else None
    sources = [right] if right else cited_sources(answer)
    return {
        "id": f"page-{digest}",
        "question": answer.question,
        "kind": "page",
        "answerable": bool(sources),
        "answers": [
            source.quote[start:end] for source in sources[:1] for start, end in source.marks[:1]
        ],
        "evidence": [
            {"document": source.document_id, "section": source.section, "quote": source.quote}
            for source in sources
        ],
    }


def keep_row(answer: Answer, path: Path, *, shown: str = "") -> bool:
    """Append the answer's row to the file at `path`; return False where it has it already."""
    row = question_row(answer, shown=shown)
    if path.exists():
        for line in path.read_text(encoding="utf-8").split("\n"):  # a text may hold U+2028
            if line and json.loads(line)["id"] == row["id"]:
                return False
    with path.open("a", encoding="utf-8") as out:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return True
