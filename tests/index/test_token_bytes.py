"""What is promised of stored token vectors: small, nearly the same, and never read when damaged."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest

from index.token_bytes import TokenTable, pack_tokens, quantise, unpack_tokens


def unit_rows(tokens: int, dim: int, seed: int = 0) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(tokens, dim)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


def words(tokens: int, length: int = 4) -> np.ndarray:
    starts = np.arange(tokens) * (length + 1)
    return np.stack([starts, starts + length], axis=1)


def in_the_older_form(vectors: np.ndarray, offsets: np.ndarray) -> bytes:
    scales = np.abs(vectors).max(axis=1).astype("<f4") / 127
    codes = np.rint(vectors / scales[:, None]).astype(np.int8)
    head = struct.pack("<II", *vectors.shape)
    rest: bytes = head + offsets.astype("<i4").tobytes() + scales.tobytes() + codes.tobytes()
    return struct.pack("<I", zlib.crc32(rest)) + rest


def unpacked(data: bytes) -> TokenTable:
    table = unpack_tokens(data)
    assert table is not None
    return table


def test_what_was_packed_comes_back() -> None:
    table = quantise(unit_rows(40, 384), words(40))
    back = unpacked(pack_tokens(table))
    assert np.array_equal(back.codes, table.codes)
    assert np.array_equal(back.scales, table.scales)
    assert np.array_equal(back.offsets, table.offsets)


def test_a_passage_of_two_hundred_tokens_takes_forty_kilobytes() -> None:
    assert len(pack_tokens(quantise(unit_rows(200, 384), words(200)))) < 40_000


def test_similarities_change_by_less_than_a_hundredth_on_the_whole() -> None:
    vectors, queries = unit_rows(200, 384), unit_rows(30, 384, seed=1)
    changed = quantise(vectors, words(200)).vectors() @ queries.T - vectors @ queries.T
    assert float(np.sqrt(np.mean(changed**2))) < 0.01
    assert abs(float(changed.mean())) < 0.001


def test_a_component_far_above_the_others_costs_little() -> None:
    vectors = unit_rows(50, 384)
    vectors[:, 7] = 0.3
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    kept = quantise(vectors, words(50)).vectors()
    cosines = (kept * vectors).sum(axis=1) / np.linalg.norm(kept, axis=1)
    assert cosines.min() > 0.97


@pytest.mark.parametrize("length", [300, 70_000])
def test_tokens_too_long_for_a_byte_keep_their_places(length: int) -> None:
    table = quantise(unit_rows(5, 8), words(5, length=length))
    assert np.array_equal(unpacked(pack_tokens(table)).offsets, words(5, length=length))


def test_tokens_out_of_order_keep_their_places() -> None:
    offsets = np.array([[5, 9], [0, 4], [4, 4]])
    assert np.array_equal(
        unpacked(pack_tokens(quantise(unit_rows(3, 8), offsets))).offsets, offsets
    )


@pytest.mark.parametrize("shape", [(0, 384), (1, 384), (3, 7), (0, 7)])
def test_any_shape_is_kept(shape: tuple[int, int]) -> None:
    table = quantise(unit_rows(*shape), words(shape[0]))
    assert np.array_equal(unpacked(pack_tokens(table)).codes, table.codes)


def test_tables_of_libraries_made_before_are_read() -> None:
    vectors = unit_rows(20, 384)
    back = unpacked(in_the_older_form(vectors, words(20)))
    assert np.abs(back.vectors() - vectors).max() < 0.002
    assert np.array_equal(back.offsets, words(20))


def test_an_older_table_is_read_whatever_byte_its_checksum_begins_with() -> None:
    tables = [in_the_older_form(unit_rows(1, 8, seed=seed), words(1)) for seed in range(2_000)]
    alike = [data for data in tables if data[0] == 4]
    assert alike
    assert all(unpack_tokens(data) is not None for data in alike)


def test_one_changed_byte_anywhere_is_noticed() -> None:
    data = pack_tokens(quantise(unit_rows(3, 8), words(3)))
    for at in range(len(data)):
        changed = bytearray(data)
        changed[at] ^= 0x10
        assert unpack_tokens(bytes(changed)) is None
    assert all(unpack_tokens(data[:length]) is None for length in range(len(data)))
