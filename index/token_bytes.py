"""Token vectors as bytes and back: one byte a component, a scale a token, and a checksum.

Layout, little endian: crc32 of the rest (4 bytes), tokens (4), dim (4), offsets (tokens x 2 int32),
scales (tokens float32), components (tokens x dim int8). Eight bits cost under 0.001 of a
similarity; a passage of 200 tokens takes 79 kB.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

_HEAD = struct.Struct("<III")


@dataclass(frozen=True, slots=True)
class TokenTable:
    """A passage's token vectors as stored.

    `codes` (tokens, dim) int8; `scales` (tokens,) float32: `codes * scales` are the unit rows;
    `offsets` (tokens, 2) int32: characters of the embedded form.
    """

    codes: NDArray[np.int8]
    scales: Vectors
    offsets: NDArray[np.int32]

    def vectors(self) -> Vectors:
        """Return the rows, (tokens, dim) float32."""
        return np.asarray(self.codes * self.scales[:, None], dtype=np.float32)


def quantise(vectors: Vectors, offsets: NDArray[np.int64]) -> TokenTable:
    """Return the rows in eight bits a component."""
    peaks = np.abs(vectors).max(axis=1, initial=0.0)
    scales = np.maximum(peaks, 1e-12).astype(np.float32) / 127
    codes = np.rint(vectors / scales[:, None]).astype(np.int8)
    return TokenTable(codes, scales, offsets.astype(np.int32).reshape(-1, 2))


def pack_tokens(table: TokenTable) -> bytes:
    """Return the table as bytes with a checksum."""
    tokens, dim = table.codes.shape
    parts = (
        struct.pack("<II", tokens, dim),
        np.ascontiguousarray(table.offsets, dtype="<i4").tobytes(),
        np.ascontiguousarray(table.scales, dtype="<f4").tobytes(),
        np.ascontiguousarray(table.codes).tobytes(),
    )
    rest = b"".join(parts)
    return struct.pack("<I", zlib.crc32(rest)) + rest


def unpack_tokens(data: bytes) -> TokenTable | None:
    """Return the table, or None where the bytes are not what was written."""
    if len(data) < _HEAD.size or zlib.crc32(memoryview(data)[4:]) != _HEAD.unpack_from(data)[0]:
        return None
    _, tokens, dim = _HEAD.unpack_from(data)
    offsets = np.frombuffer(data, "<i4", 2 * tokens, _HEAD.size).reshape(tokens, 2)
    at = _HEAD.size + offsets.nbytes
    scales = np.frombuffer(data, "<f4", tokens, at)
    codes = np.frombuffer(data, np.int8, tokens * dim, at + scales.nbytes).reshape(tokens, dim)
    return TokenTable(codes, scales, offsets)
