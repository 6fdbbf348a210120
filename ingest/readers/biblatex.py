"""The .bbl files of biblatex: the entries that a paper cites, field by field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ingest.latex.words import group

_ENTRY = re.compile(r"\\entry\{([^{}]+)\}\{[^{}]*\}(.*?)\\endentry\b", re.DOTALL)
_FIELD = re.compile(
    r"\\(?P<kind>field|list|name)(?:\[[^\]\n]*\])*\{(?P<name>[a-z]+)\}(?:\{[^{}]*\}){0,2}(?=\{)"
    r"|\\verb\{(?P<verb>[a-z]+)\}\s*\\verb\s+(?P<typed>\S+)"
)
_PART = re.compile(r"\b(family|given|prefix)\s*=\s*(?=\{)")


def entries(text: str) -> dict[str, Mapping[str, str]]:
    """Return the fields of each entry by its key, as those of a .bib file are."""
    return {key: _fields(content) for key, content in _ENTRY.findall(text)}


def _fields(content: str) -> Mapping[str, str]:
    fields: dict[str, str] = {}
    for match in _FIELD.finditer(content):
        value = match["typed"] or _value(match["kind"], group(content, match.end())[0])
        fields.setdefault(match["name"] or match["verb"], value)
    for name in re.findall(r"\\true\{more(author|editor)\}", content):
        fields[name] = f"{fields.get(name, '')} and others"
    return fields


def _value(kind: str, inside: str) -> str:
    """Return what a field holds: of a list its items, of names all as in "Reed, D. and Roe, A."."""
    inside = re.sub(r"(?<!\\)%\n\s*", "", inside.replace(r"\bibrangedash", "--"))
    if kind == "name":
        return " and ".join(_person(each) for each in re.split(r"\bhash\s*=", inside)[1:])
    if kind == "list":
        return ", ".join(re.findall(r"\{((?:[^{}]|\{[^{}]*\})*)\}", inside))
    return " ".join(inside.split())


def _person(text: str) -> str:
    parts = {match[1]: group(text, match.end())[0] for match in _PART.finditer(text)}
    family = f"{parts.get('prefix', '')} {parts.get('family', '')}".strip()
    return f"{family}, {parts['given']}" if "given" in parts else f"{{{family}}}"
