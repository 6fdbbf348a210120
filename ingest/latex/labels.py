r"""What LaTeX prints for labels: `\ref` a number, `\cref` and `\autoref` what bears it as well."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# What a command prints: n(umber), N(oun and number), T(itle), or nothing, as there are no pages.
REFERENCES = {"ref": "n", "eqref": "n", "labelcref": "n", "vref": "n", "autoref": "N", "cref": "N"}
REFERENCES |= {"Cref": "N", "crefrange": "N", "Crefrange": "N", "nameref": "T", "pageref": ""}
RANGES = ("crefrange", "Crefrange")  # have two arguments
_PLURALS = {"y": "ies", "ix": "ices", "is": "es", "s": "s"}  # Corollary, Appendix, Hypothesis


@dataclass(frozen=True, slots=True)
class Label:
    """What a label stands for: its number, what bears it ("Theorem"), the title of a section."""

    number: str = ""
    noun: str = ""
    title: str = ""


def pointed(command: str, keys: Sequence[str], labels: Mapping[str, Label]) -> str:
    """Return what `command` prints for `keys`, in LaTeX."""
    found = [labels.get(key.strip(), Label()) for key in keys]
    kind = REFERENCES[command]
    if kind == "T":
        return ", ".join(each.title or each.number for each in found)
    if kind != "N":
        return _listed([each.number for each in found]) if kind else ""
    last = " to " if command in RANGES else " and "
    parts: list[str] = []
    for noun, alike in itertools.groupby(found, key=lambda each: each.noun):
        numbers = [each.number for each in alike]
        called = _plural(noun) if len(numbers) > 1 else noun
        called = called.lower() if command[0] == "c" else called
        parts.append(f"{called} {_listed(numbers, last)}".strip())
    return _listed(parts)


def _listed(words: Sequence[str], last: str = " and ") -> str:
    words = [word for word in words if word]
    return last.join(filter(None, [", ".join(words[:-1]), *words[-1:]]))


def _plural(noun: str) -> str:
    if not noun:
        return ""
    ending = next((each for each in _PLURALS if noun.endswith(each)), "")
    return noun.removesuffix(ending) + _PLURALS.get(ending, "s")
