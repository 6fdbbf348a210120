r"""Theorems in LaTeX: the environments that `\newtheorem` makes, and what counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

NEW = re.compile(
    r"\\(?:sp)?newtheorem(?P<star>\*?)\s*\{(?P<name>[^{}\s]+)\}\s*(?:\[(?P<like>\w+)\]\s*)?"
    r"\{(?P<noun>(?:[^{}]|\{[^{}]*\})*)\}[ \t]*(?:\[(?P<within>\w+)\])?"
)
_DECLARED = re.compile(
    r"\\declaretheorem\s*(?:\[(?P<options>(?:[^\[\]{}]|\{[^{}]*\})*)\])?\s*\{(?P<name>[^{}\s,]+)\}"
)
_ALIAS = re.compile(r"\\newaliascnt\s*\{(\w+)\}\s*\{(\w+)\}")
_SETTING = re.compile(r"([a-z]+)\s*=\s*(?:\{([^{}]*)\}|([^,{}]+))")
# Environments that classes make. How most count them is not known, so that they bear no number.
_OF_CLASSES = "theorem lemma corollary proposition definition example remark claim conjecture proof"
_SPRINGER = re.compile(r"\\documentclass\s*(?:\[[^\[\]]*\]\s*)?\{(?:llncs|svjour\d?)\}")


@dataclass(frozen=True, slots=True)
class Theorem:
    """An environment: what it is called, its counter, "" for none, and where that starts anew."""

    noun: str
    counter: str
    within: str = ""


def theorems(text: str) -> dict[str, Theorem]:
    """Return the environments of theorems by their names."""
    counted = _SPRINGER.search(text) is not None
    found = {
        name: Theorem(name.capitalize(), name if counted and name != "proof" else "")
        for name in _OF_CLASSES.split()
        if f"\\newenvironment{{{name}}}" not in text
    }
    same = dict(_ALIAS.findall(text))
    for name, like, made in _made(text):
        shared = same.get(like, like)
        counter = (found[shared].counter if shared in found else "") or shared or name
        found[name] = replace(made, counter=counter if made.counter else "")
    return found


def _made(text: str) -> Iterator[tuple[str, str, Theorem]]:
    """Yield each environment with its name, and the one whose counter it steps, "" for its own."""
    for match in NEW.finditer(text):
        counter = "" if match["star"] else match["name"]
        yield (
            match["name"],
            match["like"] or "",
            Theorem(match["noun"], counter, match["within"] or ""),
        )
    for match in _DECLARED.finditer(text):
        name = match["name"]
        setting = {
            key: braced or bare.strip()
            for key, braced, bare in _SETTING.findall(match["options"] or "")
        }
        noun = setting.get("name") or setting.get("title") or name.capitalize()
        like = setting.get("sibling") or setting.get("numberlike") or ""
        within = setting.get("numberwithin") or setting.get("within") or setting.get("parent") or ""
        yield name, like, Theorem(noun, "" if setting.get("numbered") == "no" else name, within)
