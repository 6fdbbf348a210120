"""Token vectors as bytes and back: half a byte a component, a scale a token, and a checksum.

Layout, little endian: form (1 byte, 4), crc32 of the rest (4), tokens (4), dim (4, even), offsets
(tokens x 2 uint8: characters since the token before, and the token's own; where one is longer than
that can say, tokens x 2 int32 as they are, told apart by the length of the whole), scales (tokens
float32), components (tokens x dim / 2: the even one low, the odd one high). A passage of 200
tokens takes 40 kB.

Libraries made before hold eight bits a component: crc32 of the rest (4), tokens (4), dim (4),
offsets (tokens x 2 int32), scales (tokens float32), components (tokens x dim int8). They are read
as they are; nobody has to convert them.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoder import Vectors

FORM = 4
LEVELS = 15  # codes are the odd numbers from -15 to 15
REACH = 2.6  # standard deviations at which a component is cut: the least error for normal ones
_HEAD = struct.Struct("<BIII")
_OLD_HEAD = struct.Struct("<III")


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
        rows = self.codes.astype(np.float32)
        rows *= self.scales[:, None]
        return rows


def quantise(vectors: Vectors, offsets: NDArray[np.int64]) -> TokenTable:
    """Return the rows in sixteen levels a component, as near to unit rows as they come."""
    spread = np.maximum(vectors.std(axis=1, keepdims=True), 1e-12) * REACH / LEVELS
    odd = 2 * np.floor(vectors / spread / 2) + 1
    codes = np.clip(odd, -LEVELS, LEVELS)
    # The best multiple of the codes, which is not quite the step that they were made with.
    norms = np.maximum(np.einsum("td,td->t", codes, codes), 1.0)
    scales = np.einsum("td,td->t", vectors, codes) / norms
    return TokenTable(
        codes.astype(np.int8), scales.astype(np.float32), offsets.astype(np.int32).reshape(-1, 2)
    )


def pack_tokens(table: TokenTable) -> bytes:
    """Return a table that `quantise` made as bytes with a checksum."""
    tokens, dim = table.codes.shape
    if dim % 2:
        return _pack_eight_bits(table)
    nibbles = ((table.codes.astype(np.int16) + LEVELS) // 2).astype(np.uint8)
    parts = (
        struct.pack("<II", tokens, dim),
        _pack_offsets(table.offsets),
        np.ascontiguousarray(table.scales, dtype="<f4").tobytes(),
        (nibbles[:, 0::2] | nibbles[:, 1::2] << 4).tobytes(),
    )
    rest = b"".join(parts)
    return struct.pack("<BI", FORM, zlib.crc32(rest)) + rest


def _pack_offsets(offsets: NDArray[np.int32]) -> bytes:
    before = np.concatenate([[0], offsets[:-1, 1]])
    steps = np.stack([offsets[:, 0] - before, offsets[:, 1] - offsets[:, 0]], axis=1)
    if len(steps) and (steps.min() < 0 or steps.max() > 255):
        return np.ascontiguousarray(offsets, dtype="<i4").tobytes()
    return steps.astype(np.uint8).tobytes()


def _pack_eight_bits(table: TokenTable) -> bytes:
    """Return the older form, which takes vectors of any length."""
    tokens, dim = table.codes.shape
    rest = b"".join(
        (
            struct.pack("<II", tokens, dim),
            np.ascontiguousarray(table.offsets, dtype="<i4").tobytes(),
            np.ascontiguousarray(table.scales, dtype="<f4").tobytes(),
            np.ascontiguousarray(table.codes).tobytes(),
        )
    )
    return struct.pack("<I", zlib.crc32(rest)) + rest


def unpack_tokens(data: bytes) -> TokenTable | None:
    """Return the table, or None where the bytes are not what was written."""
    view = memoryview(data)
    if len(data) >= _HEAD.size and data[0] == FORM:
        form, crc, tokens, dim = _HEAD.unpack_from(data)
        if zlib.crc32(view[5:]) == crc:
            return _four_bits(data, tokens, dim)
    # An older table may begin with that very byte: its checksum decides.
    if len(data) >= _OLD_HEAD.size:
        crc, tokens, dim = _OLD_HEAD.unpack_from(data)
        if zlib.crc32(view[4:]) == crc:
            return _eight_bits(data, tokens, dim)
    return None


def _four_bits(data: bytes, tokens: int, dim: int) -> TokenTable:
    wide = len(data) - _HEAD.size - tokens * (4 + dim // 2) == tokens * 8
    if wide:
        offsets = np.frombuffer(data, "<i4", 2 * tokens, _HEAD.size).reshape(tokens, 2)
    else:
        steps = np.frombuffer(data, np.uint8, 2 * tokens, _HEAD.size)
        offsets = np.cumsum(steps, dtype=np.int32).reshape(tokens, 2)
    at = _HEAD.size + tokens * (8 if wide else 2)
    scales = np.frombuffer(data, "<f4", tokens, at)
    packed = np.frombuffer(data, np.uint8, tokens * dim // 2, at + scales.nbytes)
    return TokenTable(_codes(packed).reshape(tokens, dim), scales, offsets)


def _codes(packed: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Return the two codes of each byte, side by side; faster than looking them up."""
    wide = packed.astype("<u2")
    codes = ((wide & 15 | (wide & 240) << 4) << 1).view(np.int8)
    codes -= LEVELS
    return codes


def _eight_bits(data: bytes, tokens: int, dim: int) -> TokenTable:
    offsets = np.frombuffer(data, "<i4", 2 * tokens, _OLD_HEAD.size).reshape(tokens, 2)
    at = _OLD_HEAD.size + offsets.nbytes
    scales = np.frombuffer(data, "<f4", tokens, at)
    codes = np.frombuffer(data, np.int8, tokens * dim, at + scales.nbytes).reshape(tokens, dim)
    return TokenTable(codes, scales, offsets)
