from __future__ import annotations

import io

import pytest
from reportlab.pdfgen.canvas import Canvas
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.api import routes
from app.chatbot import Chatbot
from index.errors import (
    LibraryDamaged,
)
from tests.app.replies import client_of, code


def test_health_is_true_when_a_search_works(client: TestClient) -> None:
    reply = client.get("/api/health")
    assert (reply.status_code, reply.json()) == (200, {"ready": True, "documents": 1})


def test_health_is_false_when_no_search_works(scripted: Chatbot) -> None:
    def broken(*args: object, **kwargs: object) -> None:
        raise LibraryDamaged("library: damaged. Run index check --repair.")

    class Broken:
        library = type("L", (), {"search": broken})()

    with client_of(Broken()) as other:
        reply = other.get("/api/health")
    assert (reply.status_code, reply.json()["ready"]) == (503, False)


def test_health_is_false_where_the_search_has_a_bug() -> None:
    with client_of(object()) as other:
        assert other.get("/api/health").status_code == 503


def test_a_question_is_answered_in_the_published_shape(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "How many apples?"}).json()
    assert answer["sentences"][0]["citations"] == [1]
    assert answer["citations"][0]["quote"].strip() == "There are 12 apples in the basket."
    assert set(answer) >= {"id", "question", "searched", "abstained", "text", "hits", "seconds"}


def test_history_and_documents_reach_the_chatbot(client: TestClient, scripted: Chatbot) -> None:
    body = {
        "question": "And pears?",
        "history": [{"question": "q", "answer": "a"}],
        "documents": ["fruit"],
    }
    assert client.post("/api/ask", json=body).status_code == 200
    question, history, documents = scripted.asked[-1]
    assert (question, documents) == ("And pears?", ("fruit",))
    assert [(turn.question, turn.answer) for turn in history] == [("q", "a")]


def test_search_returns_hits_with_their_ranks(client: TestClient) -> None:
    found = client.post("/api/search", json={"query": "apples", "top_k": 1}).json()
    assert len(found["hits"]) == 1
    assert "apples" in found["hits"][0]["text"]
    assert set(found["hits"][0]["ranks"]) >= {"dense", "lexical", "fused", "late"}


def test_documents_are_added_listed_and_removed(client: TestClient) -> None:
    added = client.post("/api/documents?name=../../nuts.txt", content=b"Nuts are hard to crack.")
    assert (added.status_code, added.json()["status"]) == (201, "added")
    names = [row["id"] for row in client.get("/api/documents").json()["documents"]]
    assert sorted(names) == ["fruit", "nuts"]
    assert client.delete("/api/documents/nuts").json() == {"removed": ["nuts"]}
    assert code(client.delete("/api/documents/nuts")) == (404, "not_found")


def test_a_file_that_cannot_be_read_is_refused_with_the_reason(client: TestClient) -> None:
    reply = client.post("/api/documents?name=a.pdf", content=b"%PDF-1.7 nothing")
    assert reply.status_code == 422
    assert reply.json()["status"] == "failed"
    assert reply.json()["error"]


def test_a_file_with_a_password_is_refused_with_how_to_add_it(client: TestClient) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt="open")
    canvas.drawString(72, 700, "A secret kept in 2019")
    canvas.save()
    reply = client.post("/api/documents?name=a.pdf", content=out.getvalue())
    assert reply.status_code == 422
    error = "'a.pdf' needs a password: add it in the shell with python -m index add FILE --password"
    assert str(reply.json()["error"]).startswith(error)


@pytest.mark.parametrize(
    ("path", "body", "expected"),
    [
        ("/api/ask", b"{", (400, "bad_json")),
        ("/api/ask", b"[]", (400, "bad_json")),
        ("/api/ask", b"\xff", (400, "bad_json")),
        ("/api/ask", b'{"question": "q", "top_k": ' + b"9" * 5000 + b"}", (400, "bad_json")),
        ("/api/ask", b"{}", (422, "bad_field")),
        ("/api/ask", b'{"question": "  "}', (422, "empty_question")),
        ("/api/ask", b'{"question": "' + b"x" * 5000 + b'"}', (422, "long_question")),
        ("/api/ask", b'{"question": "q", "history": 1}', (422, "bad_field")),
        ("/api/ask", b'{"question": "q", "documents": [1]}', (422, "bad_field")),
        ("/api/ask", b'{"question": "' + b"x" * (1 << 20) + b'"}', (413, "too_large")),
        ("/api/search", b'{"question": "q", "top_k": 0}', (422, "bad_field")),
        ("/api/search", b'{"question": "q", "top_k": true}', (422, "bad_field")),
        ("/v1/chat/completions", b'{"messages": []}', (422, "bad_field")),
        ("/api/documents", b"x", (422, "no_name")),
        ("/api/nothing", b"x", (404, "no_such_route")),
        ("/api", b"x", (404, "no_such_route")),
        ("/metrics", b"x", (404, "no_such_route")),
        ("/v1/chat/completions", b'{"messages": [], "n": 3}', (422, "bad_field")),
    ],
)
def test_a_wrong_request_gets_a_status_and_a_code(
    client: TestClient, path: str, body: bytes, expected: tuple[int, str]
) -> None:
    assert code(client.post(path, content=body)) == expected


@pytest.mark.parametrize("path", ["/api/search", "/api/ask"])
def test_half_a_character_is_read_as_a_question_mark(client: TestClient, path: str) -> None:
    named = "query" if path == "/api/search" else "question"
    body = b'{"' + named.encode() + b'": "Apples \\ud83d?"}'
    assert client.post(path, content=body).status_code == 200


def test_a_form_is_refused_and_not_read_as_a_paper(client: TestClient) -> None:
    reply = client.post("/api/documents?name=a.txt", files={"file": ("a.txt", b"Nuts are hard.")})

    assert code(reply) == (415, "multipart")
    assert len(client.get("/api/documents").json()["documents"]) == 1


@pytest.mark.parametrize("path", ["/api", "/v1", "/api/ask"])
def test_an_address_without_an_answer_is_told_in_json(client: TestClient, path: str) -> None:
    assert code(client.options(path)) == (404, "no_such_route")


def test_metrics_count_answers_and_errors(client: TestClient) -> None:
    client.post("/api/ask", json={"question": "How many apples?"})
    client.post("/api/ask", json={"question": "zebra crossings"})
    client.post("/api/ask", json={})
    text = client.get("/metrics").text
    assert 'footnote_answers_total{outcome="answered"} 1' in text
    assert 'footnote_answers_total{outcome="abstained"} 1' in text
    assert 'footnote_errors_total{code="bad_field"} 1' in text
    assert "footnote_documents 1" in text
    assert "footnote_answer_seconds_count 2" in text


def test_metrics_tell_of_the_library_its_cache_its_queue_and_its_searches(
    scripted: Chatbot,
) -> None:
    app = Starlette(routes=routes(lambda: scripted, queue=lambda: {"waiting": 3}))
    with TestClient(app) as client:
        client.post("/api/search", json={"question": "apples"})
        client.post("/api/ask", json={"question": "How many apples?"})
        text = client.get("/metrics").text
    lines = text.splitlines()
    assert "footnote_documents 1" in lines
    assert 'footnote_queue_files{state="waiting"} 3' in lines
    assert 'footnote_queue_files{state="adding"} 0' in lines
    assert "footnote_search_seconds_count 1" in lines
    assert "footnote_doubts 0" in lines
    values = dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
    assert int(values['footnote_bytes{part="database"}']) > 0
    assert int(values['footnote_cache_requests_total{cache="documents",result="miss"}']) == 1
    named = {line.split()[2] for line in lines if line.startswith("# TYPE")}
    counted = {line.split("{")[0].split()[0] for line in lines if not line.startswith("#")}
    assert {name.removesuffix("_bucket").removesuffix("_sum") for name in counted} <= named | {
        f"{name}_count" for name in named
    }


def test_a_token_is_asked_for_where_one_is_set(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_API_TOKEN", "secret")
    assert code(client.get("/api/documents")) == (401, "no_token")
    right = {"Authorization": "Bearer secret"}
    assert client.get("/api/documents", headers=right).status_code == 200
    assert client.get("/api/health").status_code == 200


@pytest.mark.parametrize(("scheme", "status"), [("Bearer", 200), ("bearer", 200), ("Basic", 401)])
def test_a_token_may_have_any_letters_and_so_may_the_word_before_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, scheme: str, status: int
) -> None:
    monkeypatch.setenv("FOOTNOTE_API_TOKEN", "schl\u00fcssel")
    sent = {"Authorization": f"{scheme} schl\u00fcssel".encode()}
    assert client.get("/api/documents", headers=sent).status_code == status


def test_a_token_that_is_no_text_lets_nobody_in_by_another(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FOOTNOTE_API_TOKEN", "\udcff")
    sent = {"Authorization": "Bearer secret"}
    assert code(client.get("/api/documents", headers=sent)) == (401, "no_token")


def test_the_api_is_closed_while_people_sign_in_and_no_token_is_set(scripted: Chatbot) -> None:
    with client_of(scripted, closed=True) as client:
        assert code(client.get("/api/documents")) == (403, "closed")


def test_too_many_questions_in_a_minute_are_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = [client.post("/api/ask", json={"question": "apples"}) for _ in range(61)]
    assert [reply.status_code for reply in replies[:60]] == [200] * 60
    assert code(replies[60]) == (429, "too_many")


def test_another_sites_page_may_not_post(client: TestClient) -> None:
    evil = {"Origin": "http://evil.example"}
    reply = client.post("/api/documents?name=a.txt", content=b"x", headers=evil)
    assert code(reply) == (403, "origin_not_allowed")
    own = {"Origin": "http://testserver:8501"}
    assert client.post("/api/ask", json={"question": "apples"}, headers=own).status_code == 200


def test_a_host_that_is_not_ours_is_refused(client: TestClient) -> None:
    reply = client.get("/api/documents", headers={"Host": "evil.example"})
    assert code(reply) == (403, "host_not_allowed")


def test_every_reply_forbids_loading_from_elsewhere(client: TestClient) -> None:
    policy = client.get("/api/health").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
    assert "object-src 'none'" in policy


def test_every_reply_has_the_headers_that_keep_browsers_careful(client: TestClient) -> None:
    for reply in (
        client.get("/api/health"),
        client.get("/api/nothing"),
        client.post("/api/ask", content=b"{"),
        client.get("/api/documents", headers={"Host": "evil.example"}),
    ):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert reply.headers["referrer-policy"] == "no-referrer"
        assert reply.headers["x-frame-options"] == "SAMEORIGIN"
        assert reply.headers["cross-origin-opener-policy"] == "same-origin"
        assert reply.headers["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in reply.headers["permissions-policy"]
        assert "content-security-policy" in reply.headers


def test_each_request_has_an_id_that_its_events_carry(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="app"), caplog.at_level("INFO", logger="index"):
        first = client.post("/api/search", json={"question": "apples"}).headers["x-request-id"]
        second = client.get("/api/documents?secret=4711").headers["x-request-id"]
    facts = [record.facts for record in caplog.records if hasattr(record, "facts")]
    assert first != second
    assert {fact["question"] for fact in facts} == {first, second}
    searched = next(fact for fact in facts if "hits" in fact)
    assert searched["question"] == first
    last = facts[-1]
    assert (last["path"], last["status"], last["method"]) == ("/api/documents", 200, "GET")
