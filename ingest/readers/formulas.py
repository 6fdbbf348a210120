"""Formulas in a row of characters, so that they say what they do when set: (a + b)/c, 10^-3, √x."""

from __future__ import annotations

import re

# What needs no brackets: -3, 2.5, x1, (a+b), 2+.
_ONE = re.compile(r"[-−–+]?(?:[^\W\d_]+\d*|[\d.,]+)|\([^()]*\)|\w*[-−–+]")
_SIGN = re.compile(r"[^\w\s]+")  # set high by itself: °, ′, *


def fraction(above: str, below: str) -> str:
    """Return a fraction: "k/n", "(a+b)/(2c)"."""
    return f"{bracketed(above)}/{bracketed(below)}"


def power(base: str, raised: str) -> str:
    """Return `base` with what is raised beside it: "10^-3", "e^(x+y)", "20°", "x′"."""
    if not base or not raised or _SIGN.fullmatch(raised):
        return base + raised
    return f"{base}^{bracketed(raised)}"


def root(inside: str, degree: str = "") -> str:
    """Return a root: "√x", "√(x+y)", "x^(1/3)"."""
    if degree:
        return power(bracketed(inside), fraction("1", degree))
    return f"√{bracketed(inside)}"


def bracketed(text: str) -> str:
    """Return `text`, in brackets where it has several parts: "3", "(a+b)"."""
    return text if _ONE.fullmatch(text) else f"({text})"
