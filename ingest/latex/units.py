"""Quantities as the package siunitx prints them: numbers, and units by their names."""

from __future__ import annotations

import re
from collections.abc import Sequence

# What the arguments of a command are: n(umber), l(ist of numbers), u(nit).
QUANTITIES = {"num": "n", "ang": "n", "numlist": "l", "numrange": "nn", "si": "u", "unit": "u"}
QUANTITIES |= {"SI": "nu", "qty": "nu", "SIlist": "lu", "qtylist": "lu"}
QUANTITIES |= {"SIrange": "nnu", "qtyrange": "nnu"}

_PREFIXES = {"femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c"}
_PREFIXES |= {"deci": "d", "hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T"}
_PREFIXES |= {"peta": "P", "exa": "E", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi", "tebi": "Ti"}
_NAMES = {"metre": "m", "meter": "m", "gram": "g", "second": "s", "minute": "min", "hour": "h"}
_NAMES |= {"day": "d", "ampere": "A", "kelvin": "K", "mole": "mol", "candela": "cd", "hertz": "Hz"}
_NAMES |= {"newton": "N", "pascal": "Pa", "joule": "J", "watt": "W", "volt": "V", "coulomb": "C"}
_NAMES |= {"farad": "F", "ohm": "Ω", "siemens": "S", "tesla": "T", "weber": "Wb", "henry": "H"}
_NAMES |= {"lumen": "lm", "lux": "lx", "becquerel": "Bq", "gray": "Gy", "sievert": "Sv"}
_NAMES |= {"litre": "L", "liter": "L", "tonne": "t", "hectare": "ha", "dalton": "Da", "bel": "B"}
_NAMES |= {"electronvolt": "eV", "decibel": "dB", "byte": "B", "percent": "%", "celsius": "°C"}
_NAMES |= {
    "degreeCelsius": "°C",
    "degree": "°",
    "arcminute": "′",
    "arcsecond": "″",
    "kilogram": "kg",
}
_SHORT = (  # of those that siunitx also knows by a symbol
    "fg pg ng ug mg g kg pm nm um mm cm dm m km as fs ps ns us ms s fmol pmol nmol umol mmol mol"
    " kmol pA nA uA mA A kA ul ml l hl uL mL L hL mHz Hz kHz MHz GHz THz mN N kN MN Pa kPa MPa GPa"
    " mohm kohm Mohm pV nV uV mV V kV nW uW mW W kW MW GW uJ mJ J kJ eV meV keV MeV GeV TeV kWh F"
    " fF pF nF uF mF H mH uH C nC mC uC T mT uT K dB kB MB GB TB"
)
_NAMES |= {"per": "", "raiseto": ""}
_NAMES |= {name: re.sub("^u", "µ", name).replace("ohm", "Ω") for name in _SHORT.split()}
_POWERS = {"square": "2", "squared": "2", "cubic": "3", "cubed": "3"}
_SIGNS = {"mu": "µ", "textmu": "µ", "circ": "°", "textdegree": "°"}  # stand before a letter
_RAISED = str.maketrans("-+0123456789", "⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹")
UNITS = frozenset([*_PREFIXES, *_NAMES, *_POWERS, "per", "raiseto", "tothe"])

_PART = re.compile(
    r"\\(?:tothe|text|mathrm|textrm|ensuremath)\b|\\(?P<word>[A-Za-z]+)|\\?(?P<sign>[%#&])|\\."
    r"|(?P<raised>[-+]?\d+)|(?P<over>/)|(?P<typed>[^\\^{}$/.~\s\d+-]+)|.",
    re.DOTALL,
)


def quantity(name: str, arguments: Sequence[str]) -> str:
    """Return what the command `name`, one of `QUANTITIES`, prints of its arguments."""
    kinds = QUANTITIES[name]
    if name == "ang":
        return "".join(map("".join, zip(arguments[0].split(";"), "°′″", strict=False)))
    printed = [_number(each) for kind, each in zip(kinds, arguments, strict=True) if kind == "n"]
    printed += [_number(each) for each in arguments[0].split(";") if kinds[0] == "l"]
    numbers = (" to " if "nn" in kinds else ", ").join(filter(None, printed))
    units = unit(arguments[-1]) if kinds[-1] == "u" else ""
    return f"{numbers}{' ' if numbers and units not in ('', '°', '′', '″') else ''}{units}"


def _number(text: str) -> str:
    """Return a number with the signs that siunitx prints; an exponent stays one: 2 × 10^5."""
    text = re.sub(r"\\pm\b|\+-", " ± ", re.sub(r"\\times\b|(?<=\d)\s*x\s*(?=\d)", " × ", text))
    text = re.sub(r"(?<=[\d.,)])\s*[eEdD]\s*([-+]?\d+)", r" × 10^\1", text)
    return " ".join(re.sub(r"^\s*[eEdD]([-+]?\d+)", r"10^\1", text).split())


def unit(text: str) -> str:
    r"""Return a unit as printed: "kg m/s²" of `\kg\metre\per\second\squared` or of `kg.m/s^2`."""
    printed: list[str] = []
    prefix = power = over = ""
    raises = False  # whether a power of the next unit is awaited
    for part in _PART.finditer(text):
        word = part["word"] or ""
        over = "/" if part["over"] or word == "per" else over
        if word in ("square", "cubic"):
            power = _POWERS[word]
        elif part["raised"] and raises:
            power = part["raised"]
        elif printed and (part["raised"] or word in _POWERS):
            printed[-1] += (part["raised"] or _POWERS[word]).translate(_RAISED)
        elif word in _PREFIXES or word in _SIGNS:
            prefix += _PREFIXES.get(word) or _SIGNS[word]
        elif symbol := part["typed"] or part["sign"] or _NAMES.get(word, word):
            start = over if printed else ""
            power = f"-{power or 1}" if over and not printed else power
            printed.append(start + prefix + symbol + power.translate(_RAISED))
            prefix = power = over = ""
        raises = word == "raiseto" or (raises and not part["raised"])
    return re.sub(" /", "/", " ".join(printed))
