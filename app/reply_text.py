"""The words of a language model's reply: without its thoughts, and what cannot be seen."""

from __future__ import annotations

import re

from app.plain import visible

_COLOUR = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")  # of a terminal
_THOUGHTS = re.compile(r"<think>.*?(?:</think>|$)", re.DOTALL)


def bare_text(reply: str) -> str:
    """Return what `reply` says, as text that can be shown, stored and sent."""
    whole = reply.encode("utf-8", "ignore").decode("utf-8")  # JSON may hold half a character
    return _THOUGHTS.sub(" ", visible(_COLOUR.sub("", whole)))
