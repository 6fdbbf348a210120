"""Answers that people found right, as rows of a question file for `python -m eval run`."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from app.answer import Answer
from app.evidence.sourceview import cited_sources, source_of
from app.export import Json
from app.jsonl import json_of, lines_of, text_of
from ingest.errors import UsageError


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
    """Append the answer's row to the file at `path`; return False where it has it already.

    People edit that file: a line that is no row stays as it is, and the last may lack its end.
    Raises: UsageError where it cannot be read or written.
    """
    row = question_row(answer, shown=shown)
    kept = text_of(path) if path.exists() else ""
    if row["id"] in (_id_of(line) for _, line in lines_of(kept)):
        return False
    gap = "\n" if kept and not kept.endswith("\n") else ""
    try:
        with path.open("a", encoding="utf-8") as out:
            out.write(f"{gap}{json.dumps(row, ensure_ascii=False)}\n")
    except OSError as exc:
        reason = exc.strerror or exc
        raise UsageError(f"{str(path)!r} cannot be written ({reason}). See to its rights.") from exc
    return True


def _id_of(line: str) -> Json:
    try:
        row = json_of(line)
    except UsageError:
        return None
    return row.get("id") if isinstance(row, dict) else None
