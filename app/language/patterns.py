"""Patterns that are compiled when a question first needs them: most questions need few."""

from __future__ import annotations

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return the pattern, which takes no notice of case, compiled once."""
    return re.compile(pattern, re.IGNORECASE)
