"""Who is asking: nobody in particular, or the person whom OpenID Connect names."""

from __future__ import annotations

import time
from collections.abc import Mapping

import streamlit as st


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
    """Return whose conversations are shown: "" without sign-in, None for a stranger."""
    if not sign_in_is_configured():
        return ""
    return owner_of(dict(st.user), now=time.time())
