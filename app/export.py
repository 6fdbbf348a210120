"""Answers as JSON, in the shape that other programs rely on, and as Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeGuard

from app.answer import Answer, Citation, Disagreement, Mode, Seconds, Sentence, Support
from app.language.plain import file_markdown
from index.hits import Hit, Ranks
from ingest.document import Passage, PassageKind
from ingest.errors import UsageError
from ingest.numbering import is_number

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


def answer_to_json(answer: Answer) -> dict[str, Json]:
    """Return the answer in the published shape; spans are characters of the document's text."""
    return {
        "id": answer.id,
        "question": answer.question,
        "searched": answer.searched,
        "mode": answer.mode,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "confidence": round(answer.confidence, 4),
        "text": answer.text,
        "sentences": [
            {
                "text": sentence.text,
                "citations": list(sentence.citations),
                "support": sentence.support,
                "why": sentence.why,
                "marks": [list(mark) for mark in sentence.marks],
            }
            for sentence in answer.sentences
        ],
        "citations": [_citation_to_json(citation) for citation in answer.citations],
        "hits": [hit_to_json(hit) for hit in answer.hits],
        "seconds": {
            "search": round(answer.seconds.search, 4),
            "answer": round(answer.seconds.answer, 4),
            "total": round(answer.seconds.total, 4),
        },
        "disagreements": [
            {
                "about": disagreement.about,
                "sides": [_citation_to_json(side) for side in disagreement.sides],
            }
            for disagreement in answer.disagreements
        ],
        "scope": list(answer.scope),
    }


def _citation_to_json(citation: Citation) -> dict[str, Json]:
    return {
        "number": citation.number,
        "document": citation.document_id,
        "title": citation.title,
        "page": citation.page,
        "section": citation.section,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "boxes": [[box[0], *(round(side, 2) for side in box[1:])] for box in citation.boxes],
        "marks": [list(mark) for mark in citation.marks],
        "reference": citation.reference,
        "ocr": citation.ocr,
    }


def hit_to_json(hit: Hit) -> dict[str, Json]:
    """Return a hit in the published shape."""
    passage = hit.passage
    ranks = hit.ranks
    return {
        "passage": passage.id,
        "document": passage.document_id,
        "section": passage.section,
        "page": passage.page,
        "kind": passage.kind,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(hit.score, 6),
        "ranks": {
            "dense": ranks.dense,
            "lexical": ranks.lexical,
            "fused": ranks.fused,
            "late": ranks.late,
            "reader": ranks.reader,
        },
    }


def answer_from_json(row: Mapping[str, Json]) -> Answer:
    """Return the answer that `answer_to_json` wrote. Raises UsageError where it is none."""
    seconds = _object(row.get("seconds"))
    return Answer(
        question=_text(row, "question"),
        searched=_text(row, "searched"),
        sentences=tuple(_sentence(_object(item)) for item in _items(row, "sentences")),
        citations=tuple(_citation(_object(item)) for item in _items(row, "citations")),
        abstained=bool(row.get("abstained")),
        reason=_text(row, "reason"),
        confidence=_number(row, "confidence"),
        mode=_mode(_text(row, "mode")),
        hits=tuple(_hit(_object(item)) for item in _items(row, "hits")),
        seconds=Seconds(
            _number(seconds, "search"), _number(seconds, "answer"), _number(seconds, "total")
        ),
        id=_identity(row),
        disagreements=tuple(_disagreement(_object(item)) for item in _items(row, "disagreements")),
        scope=tuple(str(item) for item in _items(row, "scope")),
    )


def to_markdown(answer: Answer) -> str:
    """Return the question, the answer and its footnotes as Markdown."""
    lines = [f"## {file_markdown(answer.question)}", ""]
    if answer.abstained:
        lines += [f"*Not answered.* {file_markdown(answer.reason)}", ""]
        lines += [
            f"- {hit.passage.document_id}, {place(hit.passage.page, hit.passage.section)}: "
            f"{file_markdown(hit.passage.text)}"
            for hit in answer.hits[:3]
        ]
        return "\n".join(lines).rstrip() + "\n"
    lines.append(
        " ".join(
            file_markdown(sentence.text)
            + ("" if sentence.support == "supported" else f" *({sentence.support})*")
            + "".join(f"[^{number}]" for number in sentence.citations)
            for sentence in answer.sentences
        )
    )
    if answer.reason:
        lines += ["", f"> {file_markdown(answer.reason)}"]
    for disagreement in answer.disagreements:
        lines += ["", f"The documents disagree: {file_markdown(disagreement.about)}.", ""]
        lines += [f"- {_quoted(side)}" for side in disagreement.sides]
    for citation in answer.citations:
        lines += ["", f"[^{citation.number}]: {_quoted(citation)}"]
    return "\n".join(lines).rstrip() + "\n"


def _quoted(citation: Citation) -> str:
    quote = file_markdown(citation.quote)
    return f"{file_markdown(citation.title)}, {place(citation.page, citation.section)}: “{quote}”"


def place(page: int | None, section: str) -> str:
    """Return "page 3, section 2.3.1" as far as known."""
    parts = [f"page {page}"] if page else []
    if section == "0":
        parts.append("front matter")
    elif section == "references":
        parts.append("references")
    elif section:
        parts.append(f"section {section}" if is_number(section) else f"“{section}”")
    return ", ".join(parts) or "no page"


def _sentence(row: Mapping[str, Json]) -> Sentence:
    return Sentence(
        _text(row, "text"),
        tuple(number for number in _items(row, "citations") if isinstance(number, int)),
        _support(_text(row, "support")),
        _text(row, "why"),
        _spans(row),
    )


def _citation(row: Mapping[str, Json]) -> Citation:
    page = row.get("page")
    boxes = tuple(
        (int(box[0]), float(box[1]), float(box[2]), float(box[3]), float(box[4]))
        for box in _number_rows(row, "boxes", 5)
    )
    return Citation(
        number=int(_number(row, "number")),
        document_id=_text(row, "document"),
        title=_text(row, "title"),
        page=page if isinstance(page, int) else None,
        section=_text(row, "section"),
        quote=_text(row, "quote"),
        start=int(_number(row, "start")),
        end=int(_number(row, "end")),
        boxes=boxes,
        marks=_spans(row),
        reference=_text(row, "reference"),
        ocr=row.get("ocr") is True,
    )


def _disagreement(row: Mapping[str, Json]) -> Disagreement:
    sides = [_citation(_object(item)) for item in _items(row, "sides")]
    if len(sides) != 2:
        raise UsageError(f"'sides' of a disagreement must be two citations, not {len(sides)}.")
    return Disagreement(_text(row, "about"), (sides[0], sides[1]))


def _hit(row: Mapping[str, Json]) -> Hit:
    page = row.get("page")
    ranks = _object(row.get("ranks"))
    passage = Passage(
        id=_text(row, "passage"),
        document_id=_text(row, "document"),
        kind=_kind(_text(row, "kind")),
        start=int(_number(row, "start")),
        end=int(_number(row, "end")),
        section=_text(row, "section"),
        page=page if isinstance(page, int) else None,
        context="",
        text=_text(row, "text"),
    )
    names = ("dense", "lexical", "fused", "late", "reader")
    places = [value if isinstance(value := ranks.get(name), int) else None for name in names]
    return Hit(passage, _number(row, "score"), Ranks(*places))


def _spans(row: Mapping[str, Json]) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in _number_rows(row, "marks", 2))


def _number_rows(row: Mapping[str, Json], field: str, width: int) -> list[list[float]]:
    rows = []
    for item in _items(row, field):
        if not isinstance(item, list) or len(item) != width:
            raise UsageError(f"{field!r} must hold lists of {width} numbers, not {item!r}.")
        numbers = [float(part) for part in item if _is_number(part)]
        if len(numbers) != width:
            raise UsageError(f"{field!r} must hold lists of {width} numbers, not {item!r}.")
        rows.append(numbers)
    return rows


def _items(row: Mapping[str, Json], field: str) -> list[Json]:
    value = row.get(field)
    if value is None:
        return []
    if not isinstance(value, list):
        raise UsageError(f"{field!r} must be a list, not {value!r}.")
    return value


def _object(value: Json) -> dict[str, Json]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise UsageError(f"Expected a JSON object, not {value!r}.")
    return value


def _identity(row: Mapping[str, Json]) -> str:
    """Return the id as a text: `app ask --batch` gives a number back as it came."""
    value = row.get("id")
    return str(value) if isinstance(value, int | float) else _text(row, "id")


def _text(row: Mapping[str, Json], field: str) -> str:
    value = row.get(field, "")
    if value is None:
        return ""
    if not isinstance(value, str):
        raise UsageError(f"{field!r} must be a text, not {value!r}.")
    return value.encode("utf-8", "replace").decode("utf-8")  # JSON may hold half a character


def _number(row: Mapping[str, Json], field: str) -> float:
    value = row.get(field, 0)
    if not _is_number(value):
        raise UsageError(f"{field!r} must be a number, not {value!r}.")
    return value


def _is_number(value: Json) -> TypeGuard[int | float]:
    """Whether it is a number that can be a place or a figure: not infinite, nor 400 digits long."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 2.0**53


def _mode(value: str) -> Mode:
    if value in ("llm", "smalltalk"):
        return "llm" if value == "llm" else "smalltalk"
    return "extractive"


def _support(value: str) -> Support:
    if value == "supported":
        return "supported"
    return "partial" if value == "partial" else "unsupported"


def _kind(value: str) -> PassageKind:
    kinds: tuple[PassageKind, ...] = ("front", "body", "table", "caption", "reference")
    return next((kind for kind in kinds if kind == value), "body")
