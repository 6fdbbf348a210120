"""A unit of measure is known by its names and by its signs."""

from __future__ import annotations

import pytest

from app.language.measures import alike, measured_in, measures


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("a query takes 7 ms/query", "millisecond"),
        ("higher than 25°C", "celsius"),
        ("it used 30 kWh", "kilowatt"),
        (r"recall is 20\% for them", "percent"),
        ("it cost US$5", "dollar"),
        ("a 3-km road", "kilometr"),
    ],
)
def test_a_sign_beside_a_figure_tells_the_unit(text: str, name: str) -> None:
    assert name in measured_in(text)


@pytest.mark.parametrize("text", ["$5$ of $N$ 5", "7 msgs", "the ms was kept"])
def test_what_only_looks_like_a_sign_tells_none(text: str) -> None:
    assert not {"dollar", "millisecond"} & measured_in(text)


def test_a_name_and_a_sign_of_the_same_unit_are_alike() -> None:
    assert {"ms", "millisecond"} <= alike("ms")
    assert "second" not in alike("millisecond")
    assert alike("children") == {"children"}


def test_what_is_counted_is_no_measure() -> None:
    assert "tonn" in measures() and "child" not in measures()
