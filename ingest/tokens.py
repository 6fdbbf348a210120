"""Counting tokens as the packaged encoder does, without loading the encoder."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.packaged import TOKENIZER, packaged_model

if TYPE_CHECKING:
    from tokenizers import Tokenizer


def default_counter() -> Callable[[str], int]:
    """Return a function that counts a text's tokens, the two markers around it included.

    It uses the packaged model's own `tokenizer.json`. Where the package is absent it counts
    high rather than low, so that passages still fit.
    """
    path = _tokenizer_file()
    return _estimate if path is None else _load(path)


def is_common_word(word: str) -> bool:
    """Say whether the encoder knows `word` whole: true of some 20,000 common English words.

    False for every word where the package is absent.
    """
    return place_of_word(word) is not None


def place_of_word(word: str) -> int | None:
    """Return the place of `word` among those that the encoder knows whole, the commonest first.

    None for other words, and for every word where the package is absent.
    """
    path = _tokenizer_file()
    return None if path is None else _tokenizer(path).token_to_id(word.lower())


@functools.cache
def _tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@functools.cache
def _load(path: Path) -> Callable[[str], int]:
    tokenizer = _tokenizer(path)

    def count(text: str) -> int:
        return len(tokenizer.encode(text).ids)

    return count


def _tokenizer_file() -> Path | None:
    folder = packaged_model()
    return None if folder is None else folder / TOKENIZER


def _estimate(text: str) -> int:
    words = re.findall(r"[\u2e80-\u9fff\uf900-\ufaff]|\w+|[^\w\s]", text)
    return 2 + sum(max(1, math.ceil(len(word) / 4)) for word in words)
