r"""Acronyms in LaTeX: `\gls{gdp}` is "gross domestic product (GDP)" at first, then "GDP"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.latex.typed import OPTION

_INSIDE = r"(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*"
_DEFINED = re.compile(
    rf"\\newacronym\s*{OPTION}\{{(?P<new>[^{{}}]*)\}}\s*\{{(?P<short>{_INSIDE})\}}"
    rf"\s*\{{(?P<long>{_INSIDE})\}}"
    rf"|\\acrodef\s*\{{(?P<def>[^{{}}]*)\}}\s*(?:\[(?P<brief>[^\[\]]*)\]\s*)?\{{(?P<full>{_INSIDE})\}}"
    rf"|\\(?:DeclareAcronym|newglossaryentry)\s*\{{(?P<entry>[^{{}}]*)\}}\s*\{{(?P<fields>{_INSIDE})\}}"
)
_SETTING = re.compile(rf"(short|long|name|text)\s*=\s*(?:\{{({_INSIDE})\}}|([^,{{}}]+))")
_USED = re.compile(
    r"\\(?P<command>[Gg]ls(?:pl)?|[Aa]cr(?P<form>short|long|full)(?:pl)?|[Aa]c(?P<letter>[slf])?p?)"
    rf"\*?\s*{OPTION}\{{(?P<key>[^{{}}]*)\}}(?:\[(?P<behind>[^\[\]]*)\])?"
)


@dataclass(frozen=True, slots=True)
class _Acronym:
    """An acronym and what it is short for; the latter is "" for other entries of a glossary."""

    short: str
    long: str


def spelled_out(text: str) -> str:
    """Return `text` with what the acronyms that it defines print."""
    known = dict(_acronym(match) for match in _DEFINED.finditer(text))
    if not known:
        return text
    preamble, begin, body = _DEFINED.sub("", text).partition(r"\begin{document}")
    return _USED.sub(_Uses(known).printed, preamble) + begin + _USED.sub(_Uses(known).printed, body)


def _acronym(match: re.Match[str]) -> tuple[str, _Acronym]:
    if match["new"] is not None:
        return match["new"], _Acronym(match["short"], match["long"])
    if match["def"] is not None:
        return match["def"], _Acronym(match["brief"] or match["def"], match["full"])
    fields = {
        name: braced or bare.strip() for name, braced, bare in _SETTING.findall(match["fields"])
    }
    short = fields.get("short") or fields.get("text") or fields.get("name") or match["entry"]
    return match["entry"], _Acronym(short, fields.get("long", ""))


@dataclass(slots=True)
class _Uses:
    """The acronyms that are known, and those that have been spelled out."""

    known: Mapping[str, _Acronym]
    seen: set[str] = field(default_factory=set)

    def printed(self, match: re.Match[str]) -> str:
        acronym = self.known.get(match["key"])
        if acronym is None:
            return match.group()
        command = match["command"]
        form = (match["form"] or match["letter"] or "")[:1]
        if not form:
            form = "s" if match["key"] in self.seen else "f"
            self.seen.add(match["key"])
        plural = "s" if command.endswith(("p", "pl")) else ""
        short, long = acronym.short + plural, acronym.long + plural
        if not acronym.long or form == "s":
            text = short
        else:
            text = long if form == "l" else f"{long} ({short})"
        text = text[:1].upper() + text[1:] if command[0].isupper() else text
        return text + (match["behind"] or "")
