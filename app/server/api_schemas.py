"""What the HTTP API takes and returns, as the schemas of its OpenAPI description."""

from __future__ import annotations

from app.export import Json

Schema = dict[str, Json]


def ref(name: str) -> Schema:
    """Return a reference to one of `SCHEMAS`."""
    return {"$ref": f"#/components/schemas/{name}"}


def whole(**types: Json) -> Schema:
    """Return an object that has all of these fields, as everything that is returned does."""
    return {"type": "object", "required": list(types), "properties": types}


def many(items: Json) -> Schema:
    """Return a list of such items."""
    return {"type": "array", "items": items}


def _taken(*required: str, **types: Json) -> Schema:
    """Return an object that is sent, of which `required` may not be left out."""
    return {"type": "object", "required": list(required), "properties": types}


def _one_of(*names: str) -> Schema:
    return {"type": "string", "enum": list(names)}


TEXT: Schema = {"type": "string"}
TEXTS = many(TEXT)
COUNT: Schema = {"type": "integer"}
FLAG: Schema = {"type": "boolean"}
_NUMBER: Schema = {"type": "number"}
_NULLABLE: Schema = {"type": ["integer", "null"]}
_MARKS = many(many(COUNT))
_TOP_K: Schema = {"type": "integer", "minimum": 1, "maximum": 100, "default": 10}
_ONE: Schema = {"type": ["integer", "null"], "enum": [1, None]}
_CONTENT: Schema = {
    "oneOf": [TEXT, many(_taken("type", type=TEXT, text=TEXT)), {"type": "null"}],
}
_CITED: Schema = {
    "sentences": many(ref("Sentence")),
    "citations": many(ref("Citation")),
    "abstained": FLAG,
    "reason": TEXT,
    "confidence": _NUMBER,
    "searched": TEXT,
}

SCHEMAS: Schema = {
    "Error": whole(error=whole(code=TEXT, message=TEXT)),
    "Turn": _taken("question", "answer", question=TEXT, answer=TEXT, documents=TEXTS),
    "Question": _taken("question", question=TEXT, history=many(ref("Turn")), documents=TEXTS),
    "Search": _taken("query", query=TEXT, documents=TEXTS, top_k=_TOP_K),
    "Chat": _taken(
        "messages",
        model=TEXT,
        messages=many(_taken("role", "content", role=TEXT, content=_CONTENT)),
        n=_ONE,
        stream=FLAG,
        stream_options=_taken(include_usage=FLAG),
    ),
    "Document": whole(
        id=TEXT,
        title=TEXT,
        authors=TEXTS,
        year=_NULLABLE,
        pages=COUNT,
        passages=COUNT,
        references=COUNT,
        sha256=TEXT,
        added=TEXT,
        warnings=TEXTS,
    ),
    "Added": whole(
        path=TEXT,
        document=TEXT,
        status=_one_of("added", "updated", "unchanged", "failed"),
        pages=COUNT,
        passages=COUNT,
        embedded=COUNT,
        reused=COUNT,
        references=COUNT,
        warnings=TEXTS,
        error=TEXT,
    ),
    "Hit": whole(
        passage=TEXT,
        document=TEXT,
        section=TEXT,
        page=_NULLABLE,
        kind=_one_of("front", "body", "table", "caption", "reference"),
        start=COUNT,
        end=COUNT,
        text=TEXT,
        score=_NUMBER,
        ranks=whole(
            dense=_NULLABLE, lexical=_NULLABLE, fused=_NULLABLE, late=_NULLABLE, reader=_NULLABLE
        ),
    ),
    "Sentence": whole(
        text=TEXT,
        citations=many(COUNT),
        support=_one_of("supported", "partial", "unsupported"),
        why=TEXT,
        marks=_MARKS,
    ),
    "Citation": whole(
        number=COUNT,
        document=TEXT,
        title=TEXT,
        page=_NULLABLE,
        section=TEXT,
        quote=TEXT,
        start=COUNT,
        end=COUNT,
        boxes=many(many(_NUMBER)),
        marks=_MARKS,
        reference=TEXT,
        ocr=FLAG,
    ),
    "Disagreement": whole(about=TEXT, sides=many(ref("Citation"))),
    "Answer": whole(
        id=TEXT,
        question=TEXT,
        mode=_one_of("extractive", "llm", "smalltalk"),
        text=TEXT,
        hits=many(ref("Hit")),
        seconds=whole(search=_NUMBER, answer=_NUMBER, total=_NUMBER),
        disagreements=many(ref("Disagreement")),
        scope=TEXTS,
        **_CITED,
    ),
    "Completion": whole(
        id=TEXT,
        object=TEXT,
        created=COUNT,
        model=TEXT,
        choices=many(
            whole(index=COUNT, message=whole(role=TEXT, content=TEXT), finish_reason=TEXT)
        ),
        usage=whole(prompt_tokens=COUNT, completion_tokens=COUNT, total_tokens=COUNT),
        **_CITED,
    ),
    "Model": whole(id=TEXT, object=TEXT, created=COUNT, owned_by=TEXT),
}
