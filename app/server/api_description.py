"""The OpenAPI description of the HTTP API."""

from __future__ import annotations

from app.export import Json
from app.server.api_schemas import COUNT, FLAG, SCHEMAS, TEXT, TEXTS, Schema, many, ref, whole

_TOLD = {
    "400": "the body is no JSON object",
    "401": "no token",
    "403": "a host or a page that is not let in, or the API is off",
    "404": "not found",
    "409": "the library is empty",
    "413": "too large",
    "415": "a form, not the file itself",
    "422": "refused",
    "429": "too many",
    "500": "something is wrong with the server or its library",
    "503": "try again in a moment",
}
_EVERY = ("401", "403", "500")
_LIBRARY = ("503",)
_BODY = ("400", "413", "422")


def _reply(description: str, schema: Schema) -> Schema:
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _failures(*codes: str) -> Schema:
    return {code: _reply(_TOLD[code], ref("Error")) for code in sorted(codes)}


def _operation(
    summary: str, ok: Schema, *, failures: tuple[str, ...] = (), body: str = "", named: str = ""
) -> Schema:
    """Return an operation; `body` is the schema of what it takes, `named` is in its address."""
    operation: Schema = {
        "summary": summary,
        "responses": {"200": ok, **_failures(*_EVERY, *failures)},
    }
    if body:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": ref(body)}},
        }
    if named:
        operation["parameters"] = [_parameter(named, "path")]
    return operation


def _parameter(name: str, place: str) -> Schema:
    return {"name": name, "in": place, "required": True, "schema": TEXT}


_ADD: Schema = {
    "summary": "Add the file in the body",
    "parameters": [_parameter("name", "query")],
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    },
    "responses": {
        "200": _reply("there already, or updated", ref("Added")),
        "201": _reply("added", ref("Added")),
        **_failures(*_EVERY, *_LIBRARY, "413", "415"),
        "422": _reply(
            "no name, or a file that cannot be read", {"oneOf": [ref("Added"), ref("Error")]}
        ),
    },
}
_STREAM: Schema = {
    "text/event-stream": {"schema": {"type": "string", "description": "with 'stream': true"}}
}
_COMPLETED: Schema = {
    "description": "ok",
    "content": {"application/json": {"schema": ref("Completion")}, **_STREAM},
}
_HEALTH: Schema = {
    "summary": "Whether a search works at this moment",
    "security": [],
    "responses": {
        "200": _reply("ready", whole(ready=FLAG, documents=COUNT)),
        **_failures("403"),
        "503": _reply("not ready", whole(ready=FLAG, error=TEXT)),
    },
}
_COUNTS: Schema = {"description": "ok", "content": {"text/plain": {"schema": TEXT}}}

DESCRIPTION: dict[str, Json] = {
    "openapi": "3.1.0",
    "info": {"title": "Footnote", "version": "1", "license": {"name": "Apache-2.0"}},
    "security": [{}, {"token": []}],
    "paths": {
        "/api/health": {"get": _HEALTH},
        "/api/documents": {
            "get": _operation(
                "List the documents",
                _reply("ok", whole(documents=many(ref("Document")))),
                failures=_LIBRARY,
            ),
            "post": _ADD,
        },
        "/api/documents/{id}": {
            "delete": _operation(
                "Remove a document",
                _reply("removed", whole(removed=TEXTS)),
                failures=("404", *_LIBRARY),
                named="id",
            )
        },
        "/api/search": {
            "post": _operation(
                "Find passages",
                _reply("ok", whole(question=TEXT, hits=many(ref("Hit")))),
                body="Search",
                failures=(*_BODY, "404", "429", *_LIBRARY),
            )
        },
        "/api/ask": {
            "post": _operation(
                "Answer a question",
                _reply("ok", ref("Answer")),
                body="Question",
                failures=(*_BODY, "404", "409", "429", *_LIBRARY),
            )
        },
        "/v1/chat/completions": {
            "post": _operation(
                "Answer in the shape of OpenAI's chat completions, citations added",
                _COMPLETED,
                body="Chat",
                failures=(*_BODY, "409", "429", *_LIBRARY),
            )
        },
        "/v1/models": {
            "get": _operation(
                "List the models", _reply("ok", whole(object=TEXT, data=many(ref("Model"))))
            )
        },
        "/v1/models/{model}": {
            "get": _operation(
                "Describe the model", _reply("ok", ref("Model")), failures=("404",), named="model"
            )
        },
        "/metrics": {
            "get": _operation("Counts for Prometheus", _COUNTS, failures=_LIBRARY),
        },
    },
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
    },
}
