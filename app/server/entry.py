"""The HTML with which the page begins: Streamlit's own file, with our name and language in it.

The cookie that comes with it tells browsers apart, so that each has its own conversations where
nobody signs in.

Streamlit looks for its server beside the address of a page, `/library/_stcore/…`, before it looks
at the root: a failed request, and an error in the browser's console, whenever the library's page is
opened or loaded again. The line of script says where the server is.

The page's style sheet comes with it. As a part of the page it comes last: until then the page would
stand where Streamlit puts it, and jump. It stands at the end, as Streamlit's own rules, which come
later, would win over those at the head.

On a telephone the side bar lies over the page: it goes once something to read is chosen in it.

Where the server is gone, Streamlit asks whether one is connected to the internet, or for a command
of its own. Other words lie over those: the elements are Streamlit's, and stay as they are.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from app.display.words import choose_words
from app.server.identity import COOKIE, browser_token

_FILE = Path(st.__file__).resolve().parent / "static" / "index.html"
_STYLE = Path(__file__).resolve().parent.parent / "frontend" / "page.css"
_ADDRESSES = ("/", "/library", "/evaluation")
_KEPT = 400 * 86_400  # seconds: as long as browsers keep a cookie at most
_HEAD = """<title>Footnote</title>
    <meta name="color-scheme" content="light dark" />
    <style>
      :root { background: #fdfcf9; }
      @media (prefers-color-scheme: dark) { :root { background: #16191d; } }
      [data-footnote-told] > * { display: none; }
      [data-footnote-told]::before { content: attr(data-footnote-told); }
    </style>
    <script>
      window.__streamlit = { BACKEND_BASE_URL: window.location.origin };
      new MutationObserver(() => {
        const said = document.querySelector('[role="dialog"] > h2 + div:not([data-footnote-told])');
        if (said?.textContent.includes("Streamlit")) said.dataset.footnoteTold = SERVER_GONE;
      }).observe(document, { childList: true, subtree: true });
      const CHOICES = '[data-testid="stSidebarNavLink"], .st-key-begin, [class*="st-key-open-"]';
      document.addEventListener("click", (event) => {
        if (innerWidth > 768 || !event.target.closest(CHOICES)) return;
        document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
      });
    </script>"""


@cache
def page_html(language: str) -> str:
    """Return the page's HTML in `language` ("en"), "" where Streamlit's is not as expected."""
    try:
        html = _FILE.read_text(encoding="utf-8")
    except OSError:
        return ""
    if html.count("<title>Streamlit</title>") != 1:
        return ""
    html = html.replace('<html lang="en">', f'<html lang="{language}">')
    style = _STYLE.read_text(encoding="utf-8")
    html = html.replace("</body>", f"  <style>\n{style}</style>\n  </body>")
    gone = json.dumps(choose_words(language).server_gone)
    return html.replace("<title>Streamlit</title>", _HEAD.replace("SERVER_GONE", gone))


def routes() -> list[Route]:
    """Return the routes of the page's own addresses; none leaves them all to Streamlit."""
    if not page_html("en"):
        return []
    return [Route(address, _page, methods=["GET"]) for address in _ADDRESSES]


def _page(request: Request) -> HTMLResponse:
    preferred = request.headers.get("accept-language", "").split(",")[0]
    reply = HTMLResponse(
        page_html(choose_words(preferred).code), headers={"cache-control": "no-cache"}
    )
    reply.set_cookie(
        COOKIE,
        browser_token(request.cookies.get(COOKIE, "")),
        max_age=_KEPT,
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return reply
