"""Records of numbers kept as bytes: a book's words and their places fit in little memory."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar, overload

Row = TypeVar("Row")


class Packed(Sequence[Row]):
    """A sequence of records that are made when asked for, from a table of numbers.

    `form` is the format of a row (see `struct`), `make` what its numbers are given to. A word's
    place takes 44 bytes so, and some 400 as an object.

    Raises: ValueError where `data` is not a whole number of rows.
    """

    __slots__ = ("_form", "_make", "data")

    def __init__(self, make: Callable[..., Row], form: str, data: bytes) -> None:
        if len(data) % struct.calcsize(form):
            raise ValueError(f"{len(data)} bytes are no table of rows {form!r}")
        self._make = make
        self._form = form
        self.data = data

    def __len__(self) -> int:
        return len(self.data) // struct.calcsize(self._form)

    def __iter__(self) -> Iterator[Row]:
        for numbers in struct.iter_unpack(self._form, self.data):
            yield self._make(*numbers)

    @overload
    def __getitem__(self, at: int) -> Row: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, at: int | slice) -> Row | tuple[Row, ...]:
        places = range(len(self))[at]  # raises IndexError, counts from the end, cuts to size
        if isinstance(places, range):
            return tuple(map(self._row, places))
        return self._row(places)

    def _row(self, at: int) -> Row:
        size = struct.calcsize(self._form)
        return self._make(*struct.unpack_from(self._form, self.data, at * size))

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Packed):
            return bool(self.data == other.data)
        return isinstance(other, tuple) and tuple(self) == other

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"<{len(self)} packed rows>"


def pack(form: str, rows: Iterable[Sequence[float]]) -> bytes:
    """Return the table of rows of numbers that `Packed` reads."""
    row = struct.Struct(form)
    return b"".join([row.pack(*numbers) for numbers in rows])
