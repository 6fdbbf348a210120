"""Why a language model's server gave no reply, in a few words, and what to do about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.model.llm_settings import LlmSettings
from index.journal import without_secrets

if TYPE_CHECKING:
    import openai

_LONGEST = 160  # characters of what a server says
_TOO_LONG = re.compile(r"\bcontext\b|\btoo (?:long|large)\b", re.IGNORECASE)
_TO_DO = {
    401: "check FOOTNOTE_LLM_KEY",
    403: "check FOOTNOTE_LLM_KEY",
    404: "check FOOTNOTE_LLM_MODEL, {model!r}, and that FOOTNOTE_LLM_URL is right, with its /v1",
    405: "check FOOTNOTE_LLM_URL",
    429: "try again {later}",
    503: "try again {later}",
}


def in_few_words(error: openai.OpenAIError, settings: LlmSettings) -> str:
    """Return what went wrong, without the key, and what to do."""
    import openai

    if isinstance(error, openai.APITimeoutError):
        return nothing_came(settings.seconds)
    if isinstance(error, openai.APIStatusError):
        return _of_status(error, settings)
    if isinstance(error, openai.APIConnectionError):
        return _line(str(_root(error)), settings) or "no connection"
    return _line(str(error), settings) or type(error).__name__


def is_too_long(error: openai.OpenAIError) -> bool:
    """Say whether a server refused what it was sent for its length."""
    import openai

    if not isinstance(error, openai.APIStatusError) or error.status_code not in (400, 413):
        return False
    return bool(_TOO_LONG.search(_said(error.body)))


def nothing_came(seconds: float) -> str:
    """Return that nothing came in time."""
    return f"nothing came in {seconds:g} seconds; FOOTNOTE_LLM_SECONDS can give it more"


def without_key(text: str, settings: LlmSettings) -> str:
    """Return `text` without the key: servers like to repeat the one that they do not know."""
    return without_secrets(text, {"FOOTNOTE_LLM_KEY": settings.key})


def _of_status(error: openai.APIStatusError, settings: LlmSettings) -> str:
    said = _line(_said(error.body), settings).rstrip(".")
    told = f"error {error.status_code}{f', {said}' if said else ''}"
    wait = error.response.headers.get("retry-after", "")
    later = f"in {wait} seconds" if wait.isdigit() else "in a moment"
    todo = _TO_DO.get(error.status_code, "").format(model=settings.model, later=later)
    return f"{told}; {todo}" if todo else told


def _said(body: object) -> str:
    """Return what a server says of its error: a page is no such thing."""
    if isinstance(body, list):
        return _said(body[0]) if body else ""
    if isinstance(body, dict):
        names = ("message", "error", "detail", "msg")
        return next((_said(body[name]) for name in names if body.get(name)), "")
    return body if isinstance(body, str) and not body.lstrip().startswith("<") else ""


def _root(error: BaseException) -> BaseException:
    """Return the first cause that says something: "Connection refused", not "Connection error."."""
    cause = error.__cause__ or error.__context__
    return _root(cause) if cause and str(cause) else error


def _line(text: str, settings: LlmSettings) -> str:
    """Return `text` on one line. What is cut off is cut when no key stands there any more."""
    line = " ".join(without_key(text, settings).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
