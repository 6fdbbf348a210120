"""What every request passes: only known hosts, only our own pages, nothing loaded from outside."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Streamlit's page has inline styles and starts components from blob: addresses. Nothing here
# allows another host, so a document cannot make a browser fetch, send or run anything.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' blob:; "
    "style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' data: blob:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)
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
        if refusal is None:
            await self._app(scope, receive, _with_headers(send))
        elif scope["type"] == "http":
            await JSONResponse({"error": refusal}, status_code=403)(scope, receive, send)
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


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers.setdefault("content-security-policy", POLICY)
            headers["x-content-type-options"] = "nosniff"
            headers["referrer-policy"] = "no-referrer"
        await send(message)

    return sending
