"""Units of measure: each by its names and its signs, as "milliseconds" and "ms"."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from functools import lru_cache

from app.language.lexemes import words

_BEFORE = frozenset("€$£¥₹")  # signs that stand before the figure
# Names, and after the bar the signs, that stand beside figures only.
_TABLE = """
nanosecond | ns
microsecond | μs µs
millisecond msec | ms
second sec | s
minute min | min
hour hr | h
day | d
week | wk
month | mo
year | yr
decade |
degree celsius centigrade | °C ° ℃
degree fahrenheit | °F ° ℉
kelvin | K
nanogram | ng
microgram | μg µg ug
milligram | mg
gram gramme | g
kilogram kilogramme kilo | kg
tonne ton | t
ounce | oz
nanometre nanometer | nm
micrometre micrometer micron | μm µm um
millimetre millimeter | mm
centimetre centimeter | cm
metre meter | m
kilometre kilometer | km
inch |
foot | ft
yard | yd
mile | mi
hectare | ha
acre |
millilitre milliliter | ml mL
litre liter | l L
gallon | gal
millivolt | mV
volt | V
milliampere milliamp | mA
ampere amp | A
milliwatt | mW
watt | W
kilowatt | kW
megawatt | MW
gigawatt | GW
kilowatt-hour | kWh
megawatt-hour | MWh
terawatt-hour | TWh
millijoule | mJ
joule | J
kilojoule | kJ
calorie | cal
kilocalorie | kcal
hertz | Hz
kilohertz | kHz
megahertz | MHz
gigahertz | GHz
byte |
kilobyte | KB kB
megabyte | MB
gigabyte | GB
terabyte | TB
percent percentage | %
euro eur | €
dollar usd | $
pound gbp | £
yen jpy | ¥
yuan rmb cny | ¥
rupee inr | ₹
"""


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[frozenset[str], tuple[str, ...]], ...]:
    """Return the stems of the names of each unit, and its signs."""
    rows = (line.split("|") for line in _TABLE.strip().splitlines())
    return tuple((_of_names(names.split()), tuple(signs.split())) for names, signs in rows)


def _of_names(names: Sequence[str]) -> frozenset[str]:
    """Return the stems of names: of "kilowatt-hour" the first, as hours are another unit."""
    return frozenset(words(name)[0].stem for name in names)


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, frozenset[str]]:
    """Return for each name, and each sign that is a word, the stems of all of the same unit."""
    found: dict[str, frozenset[str]] = {}
    for names, signs in _table():
        row = names | {word.stem for word in words(" ".join(signs))}
        found |= {each: found.get(each, frozenset()) | row for each in row}
    return found


def measures() -> Set[str]:
    """Return the stems of the names and signs of all units."""
    return _by_stem().keys()


def alike(unit: str) -> frozenset[str]:
    """Return the stems that mean the same unit as the stem `unit`, itself among them."""
    return _by_stem().get(unit, frozenset((unit,)))


@lru_cache(maxsize=1)
def _written() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, frozenset[str]]]:
    """Return what finds signs behind figures, and before them, and the names each stands for."""
    named: dict[str, frozenset[str]] = {}
    for names, signs in _table():  # "°" stands in two rows
        named |= {sign: names | named.get(sign, frozenset()) for sign in signs}
    ahead = "|".join(re.escape(sign) for sign in named if sign in _BEFORE)
    behind = "|".join(re.escape(sign) for sign in named if sign not in _BEFORE)
    return (
        re.compile(rf"\d[\s-]?\\?({behind})(?![^\W_])"),
        # but "$5$" is a formula
        re.compile(rf"(?:(?<=\bUS)|(?<![\w\\]))({ahead})\s?\d[\d.,]*+(?!\$)"),
        named,
    )


@lru_cache(maxsize=2_048)  # one question looks at the same sentences many times
def measured_in(text: str) -> frozenset[str]:
    """Return the stems of the names of the units whose signs stand beside figures: "25°C"."""
    behind, ahead, named = _written()
    signs = {*behind.findall(text), *ahead.findall(text)}
    return frozenset().union(*(named[sign] for sign in signs))
