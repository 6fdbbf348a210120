r"""Lists of LaTeX: the numbers that `enumerate` sets before its items, within others too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.counts import counted
from ingest.latex.typed import OPTION

LISTS = ("itemize", "enumerate", "description")
_STEP = re.compile(
    rf"\\(?P<edge>begin|end)\s*\{{(?P<name>{'|'.join(LISTS)})\*?\}}\s*(?P<options>{OPTION})"
    r"|\\item\b\s*(?:\[(?P<mark>[^\]]*)\])?"
)
_DEPTHS = ("1.", "(a)", "i.", "A.")  # how lists within lists are numbered
_FORMS = {"arabic": "1", "alph": "a", "Alph": "A", "roman": "i", "Roman": "I"}
_LABEL = re.compile(r"label\s*=\s*(?:\{(?P<braced>[^{}]*)\}|(?P<bare>[^,\]]*))")
_COUNTER = re.compile(
    r"\\(?P<name>arabic|alph|Alph|roman|Roman)\s*\*|(?<![A-Za-z])[1aAiI](?![A-Za-z])"
)
_START = re.compile(r"start\s*=\s*(\d{1,4})")


@dataclass(slots=True)
class _List:
    """A list that is open: how its items are marked, "" for no number, and the last number."""

    form: str
    count: int

    def next(self) -> str:
        self.count += 1
        return _COUNTER.sub(lambda match: counted(self.count, _form(match)), self.form, count=1)


def items(name: str, options: str, inside: str) -> list[str]:
    """Return the items of a list and of those within it, each with its mark, in LaTeX."""
    open_lists = [_opened(name, options, 1)]
    found: list[tuple[str, str]] = []  # the mark of each item, and what it says
    at = 0
    for step in _STEP.finditer(inside):
        if found:
            found[-1] = found[-1][0], found[-1][1] + inside[at : step.start()]
        at = step.end()
        if step["edge"] == "begin":
            depth = 1 + sum(bool(each.form) for each in open_lists)
            open_lists.append(_opened(step["name"], step["options"], depth))
        elif step["edge"]:
            open_lists = open_lists[:-1] or open_lists
        else:
            typed = step["mark"]
            mark = open_lists[-1].next() if typed is None else typed
            found.append((mark, ""))
    if found:
        found[-1] = found[-1][0], found[-1][1] + inside[at:]
    return [f"{mark} {text}" for mark, text in found if text.strip()]


def _opened(name: str, options: str, depth: int) -> _List:
    if name != "enumerate":
        return _List("", 0)
    form = _DEPTHS[min(depth, len(_DEPTHS)) - 1]
    label, start = _LABEL.search(options), _START.search(options)
    given = (label["braced"] or label["bare"] or "") if label else options.strip("[] \n")
    if _COUNTER.search(given) and (label or "=" not in given):
        form = given
    return _List(form, int(start[1]) - 1 if start else 0)


def _form(match: re.Match[str]) -> str:
    return _FORMS[match["name"]] if match["name"] else match.group()
