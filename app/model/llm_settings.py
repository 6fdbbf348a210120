"""Where the language model is, as the environment says."""

from __future__ import annotations

import math
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.errors import FootnoteError

LONGEST_WAIT = 3600.0  # seconds
_EXAMPLE = "http://127.0.0.1:11434/v1"


class LlmError(FootnoteError):
    """The language model cannot be asked, or answered with nothing of use."""


class TooLong(LlmError):
    """The language model cannot take as much as it was sent."""


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Where the model is. `seconds` is how long to wait for a piece of the reply."""

    url: str
    model: str
    key: str
    seconds: float = 60.0


def settings_from_environment() -> LlmSettings:
    """Return the settings in FOOTNOTE_LLM_URL, _MODEL, _KEY and _SECONDS. Raises: LlmError."""
    return LlmSettings(
        url=_address(_set("URL")),
        model=_set("MODEL") or "default",
        key=_key(_set("KEY") or "none"),
        seconds=_seconds(_set("SECONDS") or "60"),
    )


def _set(name: str) -> str:
    return os.environ.get(f"FOOTNOTE_LLM_{name}", "").strip()


def _address(url: str) -> str:
    if not url:
        raise LlmError(
            f"FOOTNOTE_LLM_URL is not set; set it to an OpenAI-compatible server, such as "
            f"{_EXAMPLE}, and FOOTNOTE_LLM_MODEL to a model there."
        )
    # What is in an address is shown, logged and sent about.
    if "@" in url.partition("//")[2].partition("/")[0] or "?" in url:
        raise LlmError(
            "FOOTNOTE_LLM_URL holds a name, a password or a query; set FOOTNOTE_LLM_KEY instead."
        )
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port over 65535, a bracket that is not closed
        fits = False
    if not fits:
        raise LlmError(f"FOOTNOTE_LLM_URL is {url!r}; set an address such as {_EXAMPLE}.")
    return url.rstrip("/").removesuffix("/chat/completions")  # which many servers' pages show


def _key(key: str) -> str:
    if not (key.isascii() and key.isprintable()):
        raise LlmError("FOOTNOTE_LLM_KEY holds what no key can hold; copy it once more.")
    return key


def _seconds(typed: str) -> float:
    try:
        seconds = float(typed)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise LlmError(f"FOOTNOTE_LLM_SECONDS is {typed!r}; set a number of seconds over 0.")
    return min(seconds, LONGEST_WAIT)
