"""Definitions in LaTeX: which macros they make, and the arguments that macros take."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.latex.numbers import SECTIONS
from ingest.latex.units import QUANTITIES
from ingest.latex.words import UNDERSTOOD, group

_LONGEST_OPTION = 500  # characters
_LONGEST_BODY = 3000

# Commands by whose names the reader tells what is what.
_KEPT = UNDERSTOOD | {*SECTIONS, *QUANTITIES} | {"begin", "end", "item", "caption", "title", "tag"}
_KEPT |= {"author", "date", "maketitle", "appendix", "bibitem", "newblock", "and", "And", "AND"}
_KEPT |= {"url", "nolinkurl", "path", "verb", "lstinline", "nonumber", "notag", "xspace"}
_CITES = re.compile(
    r"[Cc]ite(?:t|p|alt|alp|author|year|yearpar|num|text|title|url|date)?"
    r"|(?:[Pp]aren|[Tt]ext|[Aa]uto|[Ss]mart|foot|super|full|no)cite"
)
DEFINING = frozenset(
    ["newcommand", "renewcommand", "providecommand", "DeclareRobustCommand", "let"]
    + ["def", "edef", "gdef", "xdef"]
)
DEFINITION = re.compile(
    r"\\(?:(?P<new>new|renew|provide|DeclareRobust)(?:command|Command)\*?\s*"
    r"(?:\{\s*\\(?P<braced>[A-Za-z@]+)\s*\}|\\(?P<bare>[A-Za-z@]+))\s*"
    r"(?:\[\s*(?P<count>\d)\s*\]\s*)?(?=(?P<option>\[)?)"
    r"|[egx]?def\s*\\(?P<defined>[A-Za-z@]++)(?P<pattern>[^{}\n]{0,200})(?=\{)"
    r"|let\s*\\(?P<let>[A-Za-z@]+)\s*+=?\s*+\\(?P<same>[A-Za-z@]+))"
)
_PROGRAM = re.compile(  # what only TeX itself can work out
    r"\\(?:if[A-Za-z]*|else|fi|or|csname|expandafter|futurelet|catcode|the|number"
    r"|@[A-Za-z@]+|[A-Za-z]+@[A-Za-z@]*)(?![A-Za-z@])"
)
_LENGTH = re.compile(
    r"\\(?:m?kern|[hv]skip|raise|lower)\s*[-+]?[\d.,]+\s*[a-z]{2}\s?"
    r"(?:(?:plus|minus)\s*[-+]?[\d.,]+\s*[a-z]{2,5}\s?)*"
)
_GAP = re.compile(r"[ \t]*\n?[ \t]*")
_EDGE = re.compile(r"\\.|[{}\]]", re.DOTALL)
_ONE = re.compile(r"\\[A-Za-z]+|\\.|[^\s{}]", re.DOTALL)  # an argument without braces


@dataclass(frozen=True, slots=True)
class Macro:
    """What a macro stands for; `option` is its first argument where that is not given."""

    body: str
    count: int
    option: str | None


def is_kept(name: str) -> bool:
    """Say whether a command stays what it is, whatever the author defines it to be."""
    return name in _KEPT or _CITES.fullmatch(name) is not None


def defined(text: str, match: re.Match[str]) -> tuple[str, Macro | None, int]:
    """Return the name that `match` begins to define, the macro and the end of its definition.

    The macro is None where it cannot be told what it prints.
    """
    name = match["braced"] or match["bare"] or match["defined"]
    first, at = option(text, match.end()) if match["option"] else (None, match.end())
    body, end = argument(text[at : at + _LONGEST_BODY], 0)
    if body is None:
        return name, None, match.end()
    pattern = "".join((match["pattern"] or "").split())
    count = int(match["count"] or 0) or len(pattern) // 2
    readable = re.fullmatch(r"(?:#\d)*", pattern) and not _PROGRAM.search(body)
    macro = Macro(_LENGTH.sub("", body), count, first) if readable else None
    return name, macro, at + end


def option(text: str, at: int) -> tuple[str | None, int]:
    """Return what stands in the brackets that open at `at`, None where none do, and their end."""
    start = _after_gap(text, at)
    if text[start : start + 1] != "[":
        return None, at
    depth = 0
    for match in _EDGE.finditer(text, start, start + _LONGEST_OPTION):
        if match[0] == "]" and depth == 0:
            return text[start + 1 : match.start()], match.end()
        depth += (match[0] == "{") - (match[0] == "}")
    return None, at


def argument(text: str, at: int) -> tuple[str | None, int]:
    """Return the argument at `at` and its end: "" where there is none, None for one without end."""
    start = _after_gap(text, at)
    if text[start : start + 1] == "{":
        inside, end = group(text, start)
        return (inside, end) if start + 1 + len(inside) < end else (None, at)
    one = _ONE.match(text, start)
    return (one[0], one.end()) if one else ("", at)


def _after_gap(text: str, at: int) -> int:
    gap = _GAP.match(text, at)
    return gap.end() if gap else at
