"""Who is asking: the person whom OpenID Connect names; where nobody signs in, the browser."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Mapping

import streamlit as st

COOKIE = "footnote_browser"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_BROWSER = "browser|"


def browser_token(cookie: str) -> str:
    """Return the secret by which a browser is known: its cookie's, a new one where that is none."""
    return cookie if _TOKEN.fullmatch(cookie) else secrets.token_urlsafe(16)


def browser_owner(cookie: object) -> str:
    """Return the owner whom a browser's cookie names, "" where it has none."""
    return _BROWSER + cookie if isinstance(cookie, str) and _TOKEN.fullmatch(cookie) else ""


def is_open_to_links(owner: str) -> bool:
    """Whether a link is enough to open what `owner` keeps: nobody signed in when it was kept."""
    return not owner or owner.startswith(_BROWSER)


def sign_in_is_configured() -> bool:
    """Whether `.streamlit/secrets.toml` sets up `[auth]`."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def owner_of(claims: Mapping[str, object], *, now: float) -> str | None:
    """Return the owner that identity claims name, None where they name nobody or are too old.

    Streamlit does not look at `exp` itself: its cookie lives for 30 days.
    """
    subject, issuer, expires = claims.get("sub"), claims.get("iss"), claims.get("exp")
    if not isinstance(subject, str) or not subject:
        return None
    if not isinstance(expires, (int, float)) or expires <= now:
        return None
    return f"{issuer or ''}|{subject}"


def current_owner() -> str | None:
    """Return whose conversations are shown, None for a stranger where people must sign in.

    It is "" for browsers without cookies: what they keep is shown to all of them.
    """
    if not sign_in_is_configured():
        return browser_owner(st.context.cookies.get(COOKIE, ""))
    return owner_of(dict(st.user), now=time.time())
