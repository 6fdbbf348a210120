"""What every request passes: only known hosts, only our own pages, nothing loaded from outside."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from index import journal

# Streamlit's page has inline styles and starts components from blob: addresses. Nothing here
# allows another host, so a document cannot make a browser fetch, send or run anything.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
CAREFUL = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "SAMEORIGIN",  # for browsers that do not know frame-ancestors
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
log = logging.getLogger(__name__)
_OURS = ("/api/", "/v1/")
_SAFE = {"GET", "HEAD", "OPTIONS"}


class Guard:
    """ASGI middleware. `allowed_hosts` are the names under which browsers may reach the server.

    A page elsewhere cannot read our answers (no CORS), but it could post to a server on the
    visitor's own machine, or reach it under a name of its own (DNS rebinding): both are refused.
    """

    def __init__(self, app: ASGIApp, *, allowed_hosts: Iterable[str]) -> None:
        self._app = app
        self._hosts = frozenset(host.lower() for host in allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse the request or pass it on."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if scope["type"] == "http":
            answer = self._app if refusal is None else _refused(refusal)
            await _noted(answer, scope, receive, send)
        elif refusal is None:  # the page's own connection, which lasts for many questions
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def _refusal(self, scope: Scope, headers: Headers) -> dict[str, str] | None:
        host = _name(headers.get("host", ""))
        if "*" not in self._hosts and host not in self._hosts:
            return {
                "code": "host_not_allowed",
                "message": f"Host {host!r} is not served here. Start with --allow-host {host}.",
            }
        origin = headers.get("origin", "")
        unsafe = scope["type"] == "http" and scope["method"] not in _SAFE
        if unsafe and origin and scope["path"].startswith(_OURS) and _name(origin) != host:
            return {
                "code": "origin_not_allowed",
                "message": f"Pages of {origin!r} may not use this server.",
            }
        return None


def _name(address: str) -> str:
    """Return the host of "host:port" or of an origin, without the port, in small letters."""
    netloc = address if "//" in address else f"//{address}"
    try:
        return (urlsplit(netloc).hostname or "").lower()
    except ValueError:
        return ""


def _refused(refusal: Mapping[str, str]) -> ASGIApp:
    return JSONResponse({"error": refusal}, status_code=403)


async def _noted(answer: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer a request under an id of its own, and write down that it came."""
    with journal.question() as identity:
        if not scope["path"].startswith(_OURS):  # files of the page
            await answer(scope, receive, _with_headers(send, identity, {}))
            return
        facts = {"method": scope["method"], "path": scope["path"][:200]}
        with journal.timed(log, "request", **facts) as known:
            await answer(scope, receive, _with_headers(send, identity, known))


def _with_headers(send: Send, identity: str, known: dict[str, journal.Fact]) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            known["status"] = message["status"]
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", POLICY)
            headers["x-request-id"] = identity
            for name, value in CAREFUL.items():
                headers[name] = value
        await send(message)

    return sending
