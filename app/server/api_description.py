"""The OpenAPI description of the HTTP API."""

from __future__ import annotations

from app.export import Json

_ERROR = {"$ref": "#/components/schemas/Error"}


def _reply(description: str, schema: dict[str, Json]) -> dict[str, Json]:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _operation(
    summary: str,
    ok: dict[str, Json],
    *,
    status: str = "200",
    body: str = "",
    failures: tuple[str, ...] = (),
) -> dict[str, Json]:
    told = {"401": "no token", "404": "not found", "422": "refused", "429": "too many"}
    responses: dict[str, Json] = {status: ok}
    for code in ("401", *failures):
        responses[code] = _reply(told[code], dict(_ERROR))
    operation: dict[str, Json] = {"summary": summary, "responses": responses}
    if body:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{body}"}}},
        }
    return operation


def _ref(name: str) -> dict[str, Json]:
    return {"$ref": f"#/components/schemas/{name}"}


def _fields(*required: str, **types: Json) -> dict[str, Json]:
    return {"type": "object", "required": list(required), "properties": types}


_TEXT: dict[str, Json] = {"type": "string"}
_COUNT: dict[str, Json] = {"type": "integer"}
_NUMBER: dict[str, Json] = {"type": "number"}
_TEXTS: dict[str, Json] = {"type": "array", "items": _TEXT}
_NULLABLE: dict[str, Json] = {"type": ["integer", "null"]}


def _many(items: Json) -> dict[str, Json]:
    return {"type": "array", "items": items}


_SCHEMAS: dict[str, Json] = {
    "Error": _fields("error", error=_fields("code", "message", code=_TEXT, message=_TEXT)),
    "Turn": _fields("question", "answer", question=_TEXT, answer=_TEXT, documents=_TEXTS),
    "Question": _fields("question", question=_TEXT, history=_many(_ref("Turn")), documents=_TEXTS),
    "Search": _fields("query", query=_TEXT, documents=_TEXTS, top_k=_COUNT),
    "Document": _fields(
        "id",
        id=_TEXT,
        title=_TEXT,
        authors=_TEXTS,
        year=_NULLABLE,
        pages=_COUNT,
        passages=_COUNT,
        references=_COUNT,
        sha256=_TEXT,
        added=_TEXT,
        warnings=_TEXTS,
    ),
    "Added": _fields(
        "document", "status", document=_TEXT, status=_TEXT, warnings=_TEXTS, error=_TEXT
    ),
    "Hit": _fields(
        "passage",
        passage=_TEXT,
        document=_TEXT,
        section=_TEXT,
        page=_NULLABLE,
        text=_TEXT,
        score=_NUMBER,
        ranks={"type": "object", "additionalProperties": _NULLABLE},
    ),
    "Sentence": _fields(
        "text",
        text=_TEXT,
        citations=_many(_COUNT),
        support={"type": "string", "enum": ["supported", "partial", "unsupported"]},
    ),
    "Citation": _fields(
        "number",
        number=_COUNT,
        document=_TEXT,
        title=_TEXT,
        page=_NULLABLE,
        section=_TEXT,
        quote=_TEXT,
        start=_COUNT,
        end=_COUNT,
        boxes=_many(_many(_NUMBER)),
        reference=_TEXT,
        ocr={"type": "boolean"},
    ),
    "Disagreement": _fields("about", "sides", about=_TEXT, sides=_many(_ref("Citation"))),
    "Answer": _fields(
        "text",
        id=_TEXT,
        question=_TEXT,
        searched=_TEXT,
        mode=_TEXT,
        abstained={"type": "boolean"},
        reason=_TEXT,
        confidence=_NUMBER,
        text=_TEXT,
        sentences=_many(_ref("Sentence")),
        citations=_many(_ref("Citation")),
        disagreements=_many(_ref("Disagreement")),
        scope=_many(_TEXT),
        hits=_many(_ref("Hit")),
        seconds=_fields(search=_NUMBER, answer=_NUMBER, total=_NUMBER),
    ),
    "Chat": _fields(
        "messages",
        model=_TEXT,
        messages=_many(_fields("role", "content", role=_TEXT, content=_TEXT)),
        stream={"type": "boolean"},
    ),
}

_ADD = _operation(
    "Add the file in the body", _reply("added", _ref("Added")), status="201", failures=("422",)
) | {
    "parameters": [
        {"name": "name", "in": "query", "required": True, "schema": _TEXT},
    ],
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
}
_REMOVE = _operation(
    "Remove a document", _reply("removed", _fields(removed=_TEXTS)), failures=("404",)
) | {"parameters": [{"name": "id", "in": "path", "required": True, "schema": _TEXT}]}
_MODEL = _operation("Describe the model", _reply("ok", {"type": "object"}), failures=("404",)) | {
    "parameters": [{"name": "model", "in": "path", "required": True, "schema": _TEXT}]
}
_HEALTH: dict[str, Json] = {
    "summary": "Whether a search works at this moment",
    "security": [],
    "responses": {
        "200": _reply("ready", _fields(ready={"type": "boolean"}, documents=_COUNT)),
        "503": _reply("not ready", _fields(ready={"type": "boolean"}, error=_TEXT)),
    },
}

DESCRIPTION: dict[str, Json] = {
    "openapi": "3.1.0",
    "info": {"title": "Footnote", "version": "1", "license": {"name": "Apache-2.0"}},
    "security": [{}, {"token": []}],
    "paths": {
        "/api/health": {"get": _HEALTH},
        "/api/documents": {
            "get": _operation(
                "List the documents", _reply("ok", _fields(documents=_many(_ref("Document"))))
            ),
            "post": _ADD,
        },
        "/api/documents/{id}": {"delete": _REMOVE},
        "/api/search": {
            "post": _operation(
                "Find passages",
                _reply("ok", _fields(question=_TEXT, hits=_many(_ref("Hit")))),
                body="Search",
                failures=("422", "429"),
            )
        },
        "/api/ask": {
            "post": _operation(
                "Answer a question",
                _reply("ok", _ref("Answer")),
                body="Question",
                failures=("422", "429"),
            )
        },
        "/v1/chat/completions": {
            "post": _operation(
                "Answer in the shape of OpenAI's chat completions, citations added",
                _reply("ok", {"type": "object"}),
                body="Chat",
                failures=("422", "429"),
            )
        },
        "/v1/models": {"get": _operation("List the models", _reply("ok", {"type": "object"}))},
        "/v1/models/{model}": {"get": _MODEL},
        "/metrics": {
            "get": {
                "summary": "Counts for Prometheus",
                "responses": {"200": {"description": "ok", "content": {"text/plain": {}}}},
            }
        },
    },
    "components": {
        "schemas": _SCHEMAS,
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}
