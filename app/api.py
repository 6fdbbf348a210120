"""The HTTP API beside the page: documents, search, questions, and the OpenAI shape of a chat."""

from __future__ import annotations

import hmac
import logging
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from app.chatbot import Chatbot, EmptyLibrary
from app.export import answer_to_json, hit_to_json
from app.language.plain import one_line, visible
from app.server import openai_shape
from app.server.api_description import DESCRIPTION
from app.server.api_requests import (
    ApiError,
    body_of,
    chat_question,
    code_of,
    object_of,
    question_of,
    wants_usage,
)
from app.server.limits import QUESTIONS_A_MINUTE, Rate
from app.server.metrics import Metrics
from index.adding import AddResult
from index.store import DocumentSummary
from ingest.errors import FootnoteError, UsageError

_METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_ADDED = {"added": 201, "failed": 422}  # other files were there: 200
_UPLOAD_LIMIT = 50 << 20  # bytes, as on the page
log = logging.getLogger(__name__)
Open = Callable[[], Chatbot]
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(
    open_bot: Open,
    *,
    closed: Callable[[], bool] = lambda: False,
    queue: Callable[[], Mapping[str, int]] = dict,
    metrics: Metrics | None = None,
) -> list[Route]:
    """Return the API's routes over the chatbot that `open_bot` returns.

    `queue` counts, by state, the files that the page is adding; `metrics` counts answers, those
    that the page gives as well.

    Where the environment has FOOTNOTE_API_TOKEN, requests must carry it as a bearer token; where
    it has none and `closed()`, because people sign in on the page, all are refused.
    """
    api = _Api(open_bot, closed, queue, metrics or Metrics())
    table: list[tuple[str, str, Endpoint]] = [
        ("GET", "/api/documents", api.list_documents),
        ("POST", "/api/documents", api.add_document),
        ("DELETE", "/api/documents/{id}", api.remove_document),
        ("POST", "/api/search", api.search),
        ("POST", "/api/ask", api.ask),
        ("GET", "/v1/models", api.models),
        ("GET", "/v1/models/{model}", api.model),
        ("POST", "/v1/chat/completions", api.complete),
        ("GET", "/metrics", api.show_metrics),
    ]
    return [
        Route("/api/health", api.health, methods=["GET"]),
        Route("/api/openapi.json", api.describe, methods=["GET"]),
        *(Route(path, api.guarded(run), methods=[method]) for method, path, run in table),
        *(
            Route(path, api.guarded(api.unknown), methods=_METHODS)
            for path in ("/api", "/api/{rest:path}", "/v1", "/v1/{rest:path}", "/metrics")
        ),
    ]


class _Api:
    def __init__(
        self,
        open_bot: Open,
        closed: Callable[[], bool],
        queue: Callable[[], Mapping[str, int]],
        metrics: Metrics,
    ) -> None:
        self._open = open_bot
        self._closed = closed
        self._queue = queue
        self._rate = Rate(QUESTIONS_A_MINUTE)
        self._metrics = metrics
        self._told = openai_shape.Told()

    def _bot(self) -> Chatbot:
        """Return the chatbot. A setting that keeps it from opening is no fault of the request."""
        try:
            return self._open()
        except UsageError as exc:
            raise ApiError(500, "failed", str(exc)) from exc

    def guarded(self, run: Endpoint) -> Endpoint:
        """Return `run` behind the token, with every expected failure as JSON with a code."""

        async def endpoint(request: Request) -> Response:
            try:
                self._admit(request)
                return await run(request)
            except ApiError as exc:
                return self._failed(exc.status, exc.code, str(exc))
            except EmptyLibrary as exc:  # asked rightly, and too early
                return self._failed(409, "empty", str(exc))
            except FootnoteError as exc:
                status, code = code_of(exc)
                return self._failed(status, code, str(exc))
            except Exception:
                # A bug: the caller still gets JSON with a code, and the log has what happened.
                log.exception("%s %s failed", request.method, request.url.path)
                return self._failed(
                    500, "internal", "Something unforeseen went wrong. See the log."
                )

        return endpoint

    def _admit(self, request: Request) -> None:
        token = os.environ.get("FOOTNOTE_API_TOKEN", "")
        if not token and self._closed():
            raise ApiError(
                403, "closed", "The API is off while sign-in is on. Set FOOTNOTE_API_TOKEN."
            )
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        # Compared as bytes, as it was sent and as it was set: neither need be text.
        right = hmac.compare_digest(given.strip().encode("latin-1"), os.fsencode(token))
        if token and not (right and scheme.lower() == "bearer"):
            raise ApiError(401, "no_token", "Send the API's token: 'Authorization: Bearer …'.")

    def _failed(self, status: int, code: str, message: str) -> Response:
        self._metrics.count_error(code)
        return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)

    def _count_question(self, request: Request) -> None:
        client = request.client.host if request.client else ""
        if not self._rate.allows(client):
            raise ApiError(
                429, "too_many", f"At most {self._rate.limit} questions a minute. Wait a moment."
            )

    async def health(self, request: Request) -> Response:
        """Answer 200 where a search of the library works at this moment, else 503."""
        del request
        try:
            documents = await run_in_threadpool(self._try_search)
        except FootnoteError as exc:
            return JSONResponse({"ready": False, "error": str(exc)}, status_code=503)
        except Exception:
            log.exception("the search of the health check failed")
            return JSONResponse({"ready": False, "error": "See the log."}, status_code=503)
        return JSONResponse({"ready": True, "documents": documents})

    def _try_search(self) -> int:
        library = self._bot().library
        library.search("health", top_k=1)
        return len(library.documents())

    async def describe(self, request: Request) -> Response:
        """Return the OpenAPI description."""
        del request
        return JSONResponse(DESCRIPTION)

    async def unknown(self, request: Request) -> Response:
        """Say that there is nothing at this address, or not with this method."""
        raise ApiError(
            404,
            "no_such_route",
            f"{request.method} {one_line(request.url.path, limit=200)}: see /api/openapi.json.",
        )

    async def list_documents(self, request: Request) -> Response:
        """Return the documents of the library."""
        del request
        rows = await run_in_threadpool(lambda: self._bot().library.documents())
        return JSONResponse({"documents": [_summary(row) for row in rows]})

    async def add_document(self, request: Request) -> Response:
        """Add the file in the body, under the name in the query."""
        name = visible(Path(request.query_params.get("name", "").replace("\\", "/")).name)
        if request.headers.get("content-type", "").startswith("multipart/"):
            raise ApiError(
                415, "multipart", "Send the file's bytes themselves: curl --data-binary @paper.pdf."
            )
        if not name:
            raise ApiError(
                422, "no_name", "Say the file's name: POST /api/documents?name=paper.pdf."
            )
        data = await body_of(request, limit=_UPLOAD_LIMIT)
        result = await run_in_threadpool(lambda: self._bot().library.add_bytes(data, name))
        return JSONResponse(_result(result), status_code=_ADDED.get(result.status, 200))

    async def remove_document(self, request: Request) -> Response:
        """Remove a document."""
        identity = str(request.path_params["id"])

        def remove() -> list[str]:
            library = self._bot().library
            if identity not in {row.id for row in library.documents()}:
                raise library.not_found(identity)
            return library.remove([identity])

        return JSONResponse({"removed": await run_in_threadpool(remove)})

    async def search(self, request: Request) -> Response:
        """Return the passages nearest to a question."""
        asked = question_of(await object_of(request), names=("query", "question"))
        self._count_question(request)
        hits = await run_in_threadpool(
            lambda: self._bot().library.search(
                asked.text, top_k=asked.top_k, documents=asked.documents
            )
        )
        return JSONResponse({"question": asked.text, "hits": [hit_to_json(hit) for hit in hits]})

    async def ask(self, request: Request) -> Response:
        """Answer a question."""
        asked = question_of(await object_of(request))
        self._count_question(request)
        answer = await run_in_threadpool(
            lambda: self._bot().ask(asked.text, history=asked.history, documents=asked.documents)
        )
        self._metrics.count_answer(answer)
        return JSONResponse(answer_to_json(answer))

    async def models(self, request: Request) -> Response:
        """Name the one model of the OpenAI shape."""
        del request
        return JSONResponse(openai_shape.models())

    async def model(self, request: Request) -> Response:
        """Describe the one model."""
        if request.path_params["model"] != openai_shape.MODEL:
            raise ApiError(404, "not_found", f"The only model is {openai_shape.MODEL!r}.")
        return JSONResponse(openai_shape.model())

    async def complete(self, request: Request) -> Response:
        """Answer the last message of a chat in the OpenAI shape, citations added."""
        body = await object_of(request)
        asked = chat_question(body, self._told.documents)
        self._count_question(request)
        answer = await run_in_threadpool(
            partial(self._bot().ask, asked.text, history=asked.history)
        )
        self._metrics.count_answer(answer)
        self._told.keep(answer)
        created = int(time.time())
        if body.get("stream") is True:
            return StreamingResponse(
                openai_shape.chunks(answer, created=created, usage=wants_usage(body)),
                media_type="text/event-stream",
            )
        return JSONResponse(openai_shape.completion(answer, created=created))

    async def show_metrics(self, request: Request) -> Response:
        """Return the counts in Prometheus' text format."""
        del request
        text = await run_in_threadpool(
            lambda: self._metrics.text(self._bot().library, queue=self._queue())
        )
        return PlainTextResponse(
            text,
            media_type="text/plain; version=0.0.4; charset=utf-8",
        )


def _summary(row: DocumentSummary) -> dict[str, object]:
    return {
        "id": row.id,
        "title": row.title,
        "authors": list(row.authors),
        "year": row.year,
        "pages": row.pages,
        "passages": row.passages,
        "references": row.references,
        "sha256": row.sha256,
        "added": row.added,
        "warnings": list(row.warnings),
    }


def _result(result: AddResult) -> dict[str, object]:
    return {
        "path": result.path,
        "document": result.document,
        "status": result.status,
        "pages": result.pages,
        "passages": result.passages,
        "embedded": result.embedded,
        "reused": result.reused,
        "references": result.references,
        "warnings": list(result.warnings),
        "error": result.error,
    }
