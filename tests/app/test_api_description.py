"""The OpenAPI description says what the API returns: no field and no status more, and none less."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app.answer import Answer, Disagreement
from app.api import routes
from app.chatbot import Chatbot, EmptyLibrary
from app.export import Json
from app.server.api_description import DESCRIPTION
from index.errors import LibraryBusy, LibraryDamaged, UnknownDocument
from tests.app.replies import client_of

TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}
CHAT = {"messages": [{"role": "user", "content": "How many apples?"}]}


@pytest.fixture
def client(
    scripted: Chatbot, an_answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[TestClient]:
    """The API over a chatbot whose answer has something in every field."""
    [citation] = an_answer.citations
    full = replace(
        an_answer,
        disagreements=(Disagreement("12 or 13", (citation, citation)),),
        scope=("fruit",),
    )
    monkeypatch.setattr(scripted, "ask", lambda *_, **__: full)
    with client_of(scripted) as opened:
        yield opened


def at(*names: str) -> dict[str, Json]:
    """Return what stands in the description under these names, one in the other."""
    found: Json = DESCRIPTION
    for name in names:
        assert isinstance(found, dict)
        found = found[name]
    assert isinstance(found, dict)
    return found


def schema_of(method: str, path: str, status: int, kind: str = "application/json") -> Json:
    return at("paths", path, method, "responses", str(status), "content", kind)["schema"]


def misfits(value: object, schema: Json, place: str = "") -> list[str]:
    """Return where `value` is not as `schema` says, or holds less than all that it names."""
    assert isinstance(schema, dict)
    if isinstance(reference := schema.get("$ref"), str):
        return misfits(value, at("components", "schemas", reference.rsplit("/", 1)[-1]), place)
    if isinstance(either := schema.get("oneOf"), list):
        return min((misfits(value, one, place) for one in either), key=len)
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if not any(isinstance(value, TYPES[str(kind)]) for kind in kinds):
        return [f"{place}: {value!r} is no {kinds}"]
    if isinstance(names := schema.get("enum"), list) and value not in names:
        return [f"{place}: {value!r} is none of {names}"]
    if isinstance(value, list):
        return [
            found
            for number, item in enumerate(value)
            for found in misfits(item, schema["items"], f"{place}[{number}]")
        ]
    if not isinstance(value, dict):
        return []
    fields, required = schema["properties"], schema["required"]
    assert isinstance(fields, dict)
    assert isinstance(required, list)
    wrong = [f"{place}.{name}" for name in sorted(value.keys() ^ fields.keys())]
    wrong += [f"{place}.{name} is not required" for name in sorted(fields.keys() - required)]
    for name in value.keys() & fields.keys():
        wrong += misfits(value[name], fields[name], f"{place}.{name}")
    return wrong


def test_the_openapi_description_names_every_route(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    served = {
        route.path
        for route in routes(lambda: None)  # type: ignore[arg-type,return-value]
        if len(route.methods or ()) < 3 and route.path != "/api/openapi.json"  # others: unknown
    }
    assert set(described["paths"]) == served


def test_the_fields_of_an_answer_are_those_that_are_described(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "How many apples?"}).json()
    assert answer["sentences"]
    assert answer["citations"]
    assert answer["hits"]
    assert answer["disagreements"]
    assert misfits(answer, schema_of("post", "/api/ask", 200)) == []


def test_a_real_answer_is_as_described(chatbot: Chatbot) -> None:
    with client_of(chatbot) as real:
        for question in ("Why are transport costs high?", "What was the harvest in 2023?"):
            answer = real.post("/api/ask", json={"question": question}).json()
            assert misfits(answer, schema_of("post", "/api/ask", 200)) == []


def test_the_fields_of_hits_and_documents_are_those_that_are_described(client: TestClient) -> None:
    found = client.post("/api/search", json={"query": "apples"}).json()
    assert found["hits"]
    assert misfits(found, schema_of("post", "/api/search", 200)) == []
    listed = client.get("/api/documents").json()
    assert listed["documents"]
    assert misfits(listed, schema_of("get", "/api/documents", 200)) == []
    removed = client.delete("/api/documents/fruit").json()
    assert misfits(removed, schema_of("delete", "/api/documents/{id}", 200)) == []


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("nuts.txt", b"Nuts are hard to crack.", 201),
        ("fruit.md", b"", 200),
        ("a.pdf", b"%PDF-1.7 nothing", 422),
        ("", b"Nuts.", 422),
    ],
)
def test_what_became_of_a_file_is_as_described(
    client: TestClient, scripted: Chatbot, name: str, data: bytes, status: int
) -> None:
    data = data or scripted.library.original("fruit")
    reply = client.post(f"/api/documents?name={name}", content=data)
    assert reply.status_code == status
    assert misfits(reply.json(), schema_of("post", "/api/documents", status)) == []


def test_a_chat_and_the_models_are_as_described(client: TestClient) -> None:
    path = "/v1/chat/completions"
    assert misfits(client.post(path, json=CHAT).json(), schema_of("post", path, 200)) == []
    streamed = client.post(path, json=CHAT | {"stream": True})
    assert schema_of("post", path, 200, streamed.headers["content-type"].split(";")[0])
    listed = client.get("/v1/models").json()
    assert misfits(listed, schema_of("get", "/v1/models", 200)) == []
    one = client.get("/v1/models/footnote").json()
    assert misfits(one, schema_of("get", "/v1/models/{model}", 200)) == []


def test_health_is_as_described(client: TestClient) -> None:
    path = "/api/health"
    assert misfits(client.get(path).json(), schema_of("get", path, 200)) == []
    with client_of(object()) as ill:  # type: ignore[arg-type]
        assert misfits(ill.get(path).json(), schema_of("get", path, 503)) == []


def test_what_may_be_asked_for_is_described() -> None:
    chat = at("components", "schemas", "Chat", "properties")
    assert {"messages", "model", "n", "stream", "stream_options"} == chat.keys()
    assert "include_usage" in at(
        "components", "schemas", "Chat", "properties", "stream_options", "properties"
    )


@pytest.mark.parametrize(
    ("method", "path", "sent", "status"),
    [
        ("get", "/api/health", {"headers": {"Host": "evil.example"}}, 403),
        ("get", "/api/documents", {"headers": {"Host": "evil.example"}}, 403),
        ("post", "/api/documents?name=a", {"files": {"file": b"x"}}, 415),
        ("post", "/api/documents?name=a", {"content": bytes((50 << 20) + 1)}, 413),
        ("post", "/api/ask", {"content": b"{"}, 400),
        ("post", "/api/ask", {"content": bytes((1 << 20) + 1)}, 413),
        ("post", "/api/search", {"content": b"{"}, 400),
        ("post", "/api/search", {"json": {"query": "q", "documents": ["nuts"]}}, 404),
        ("post", "/v1/chat/completions", {"content": b"{"}, 400),
        ("post", "/v1/chat/completions", {"json": {"messages": []}}, 422),
        ("delete", "/api/documents/{id}", {}, 404),
        ("get", "/v1/models/{model}", {}, 404),
        ("get", "/metrics", {"headers": {"Host": "evil.example"}}, 403),
    ],
)
def test_a_refusal_is_one_of_those_described(
    client: TestClient, method: str, path: str, sent: Mapping[str, object], status: int
) -> None:
    reply = client.request(method, path, **sent)  # type: ignore[arg-type]
    assert reply.status_code == status
    assert misfits(reply.json(), schema_of(method, path.split("?")[0], status)) == []


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (LibraryBusy("another program writes."), 503),
        (LibraryDamaged("damaged."), 500),
        (UnknownDocument("no such document."), 404),
        (EmptyLibrary("nothing to ask."), 409),
    ],
)
def test_a_failure_is_one_of_those_described(error: Exception, status: int) -> None:
    class Failing:
        def ask(self, *args: object, **kwargs: object) -> None:
            raise error

    with client_of(Failing()) as failing:  # type: ignore[arg-type]
        reply = failing.post("/api/ask", json={"question": "apples"})
    assert reply.status_code == status
    assert misfits(reply.json(), schema_of("post", "/api/ask", status)) == []


def test_every_operation_behind_the_token_says_what_every_request_may_meet() -> None:
    for path, methods in DESCRIPTION["paths"].items():  # type: ignore[union-attr]
        if path != "/api/health":
            for method in methods:  # type: ignore[union-attr]
                told = at("paths", path, str(method), "responses").keys()
                assert {"401", "403", "500"} <= told, f"{method} {path}"


def test_the_description_is_json() -> None:
    assert json.loads(json.dumps(DESCRIPTION)) == DESCRIPTION
