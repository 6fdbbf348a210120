"""Where the language model is, as the environment says."""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from ingest.errors import FootnoteError


class LlmError(FootnoteError):
    """The language model cannot be asked, or answered with nothing of use."""


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """Where the model is. `seconds` is how long to wait for a piece of the reply."""

    url: str
    model: str
    key: str
    seconds: float = 60.0


def settings_from_environment() -> LlmSettings:
    """Return the settings in FOOTNOTE_LLM_URL, _MODEL and _KEY. Raises: LlmError."""
    url = os.environ.get("FOOTNOTE_LLM_URL", "")
    if not url:
        raise LlmError(
            "FOOTNOTE_LLM_URL is not set; set it to an OpenAI-compatible server, such as "
            "http://127.0.0.1:11434/v1, and FOOTNOTE_LLM_MODEL to a model there."
        )
    if urlsplit(url).username is not None:  # what is in an address is shown, logged and sent about
        raise LlmError("FOOTNOTE_LLM_URL holds a name or password; set FOOTNOTE_LLM_KEY instead.")
    seconds = os.environ.get("FOOTNOTE_LLM_SECONDS", "60")
    try:
        patience = float(seconds)
    except ValueError as exc:
        raise LlmError(f"FOOTNOTE_LLM_SECONDS is {seconds!r}; set a number of seconds.") from exc
    return LlmSettings(
        url=url,
        model=os.environ.get("FOOTNOTE_LLM_MODEL", "default"),
        key=os.environ.get("FOOTNOTE_LLM_KEY", "none"),
        seconds=patience,
    )
