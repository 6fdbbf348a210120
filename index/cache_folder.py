"""Where what was measured or built once is kept, outside of any library."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """Return FOOTNOTE_CACHE, else `footnote` in XDG_CACHE_HOME, else ~/.cache/footnote."""
    own = os.environ.get("FOOTNOTE_CACHE")
    if own:
        return Path(own)
    users = os.environ.get("XDG_CACHE_HOME")
    return (Path(users) if users else Path.home() / ".cache") / "footnote"
