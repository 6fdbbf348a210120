"""The header of a Markdown file: the few forms of YAML in which papers state their fields."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence

Fields = Mapping[str, tuple[str, ...]]  # by name, in lower case: one value, or the items of a list

_HEADER = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"(?P<key>[A-Za-z][\w-]*)[ \t]*:[ \t]*(?P<value>.*)")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]?(?:[ \t]+#.*)?")
_ITEM = re.compile(r"[ \t]*-(?:[ \t]+|$)")
_PART = re.compile(r"[ \t]*(?:-[ \t]+)?(?P<key>name|given|family)[ \t]*:[ \t]*(?P<value>\S.*)")
_WORKPLACE = re.compile(
    r"[ \t]*(?:-[ \t]+)?(?:affiliations?|institut(?:e|ion))[ \t]*:[ \t]*(?P<value>.*[^\W\d_].*)"
)
_QUOTED = re.compile(r"(?:\"((?:[^\"\\]|\\.)*)\"|'((?:[^']|'')*)')\s*(?:#.*)?")


def split_header(text: str) -> tuple[Fields, str]:
    """Return the fields that the header of `text` states, and what stands below it.

    Where the authors work is the field "affiliation", though it is stated with each of them.
    """
    header = _HEADER.match(text)
    if header is None:
        return {}, text
    entries: list[tuple[str, list[str]]] = []
    for line in header.group(1).split("\n"):
        match = _KEY.fullmatch(line)
        if match:
            entries.append((match["key"].lower(), [match["value"].strip()]))
        elif entries and not line.startswith("#"):
            entries[-1][1].append(line)
    if not entries:  # text between two rules
        return {}, text
    fields = {key: _values(lines[0], lines[1:]) for key, lines in entries}
    inside = [line for key, lines in entries if key.startswith("author") for line in lines[1:]]
    places = _present([match["value"] for match in filter(None, map(_WORKPLACE.match, inside))])
    return fields | ({"affiliation": places} if places else {}), text[header.end() :]


def _values(first: str, below: Sequence[str]) -> tuple[str, ...]:
    """Return the values of a field: `first` stands beside its name, the other lines below it."""
    if _BLOCK.fullmatch(first):
        text = textwrap.dedent("\n".join(below)).strip()
        return (text,) if text else ()
    whole = " ".join([first, *(line.strip() for line in below)]).strip()
    if whole.startswith("[") and whole.endswith("]"):
        return _present(re.findall(r"\"[^\"]*\"|'[^']*'|[^,\"']+", whole[1:-1]))
    if first or not any(_ITEM.match(line) or _PART.match(line) for line in below):
        return _present([whole])
    return _present([_item(lines) for lines in _items(below)])


def _items(lines: Sequence[str]) -> list[list[str]]:
    """Return the lines of each item; the items of a list within an item stand further in."""
    indents = [len(line) - len(line.lstrip()) for line in lines]
    outer = min(indent for line, indent in zip(lines, indents, strict=True) if line.strip())
    items: list[list[str]] = []
    for line, indent in zip(lines, indents, strict=True):
        if not items or (indent == outer and _ITEM.match(line)):
            items.append([])
        items[-1].append(line)
    return items


def _item(lines: Sequence[str]) -> str:
    """Return an item of a list; of one with parts, the name."""
    parts: dict[str, str] = {}
    for match in filter(None, map(_PART.match, lines)):
        parts.setdefault(match["key"], _bare(match["value"]))
    if "given" in parts and "family" in parts:
        return f"{parts['given']} {parts['family']}"
    if "name" in parts:
        return parts["name"]
    return _ITEM.sub("", " ".join(line.strip() for line in lines), count=1)


def _present(values: Sequence[str]) -> tuple[str, ...]:
    return tuple(bare for value in values if (bare := _bare(value)))


def _bare(value: str) -> str:
    """Return `value` without quotes around it or a comment after it."""
    value = value.strip()
    quoted = _QUOTED.fullmatch(value)
    if quoted is None:
        return re.sub(r"(?:\A|[ \t])#[ \t].*", "", value).strip()
    double, single = quoted.groups()
    return (
        re.sub(r"\\([\"\\])", r"\1", double) if single is None else single.replace("''", "'")
    ).strip()
