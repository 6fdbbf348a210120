r"""What a LaTeX file keeps from being printed: `\iffalse … \fi`, and `\ifdraft … \fi` when off."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.latex.macros import joined

_TOKEN = re.compile(
    r"\\newif\s*\{?\s*\\if(?P<new>[A-Za-z@]+)"
    r"|\\let\s*\\if(?P<let>[A-Za-z@]+)\s*=?\s*\\if(?P<same>true|false)(?![A-Za-z@])"
    # What is compared is no condition of its own: \ifx\ifdraft\undefined.
    r"|(?P<unless>\\unless\s*)?\\if(?P<name>[A-Za-z@]*)(?:(?<=\\ifx)\s*\\[A-Za-z@]+\s*\\[A-Za-z@]+"
    r"|(?<=\\ifdefined)\s*\\[A-Za-z@]+)?(?P<argument>(?=\s*\{))?"
    r"|\\(?P<set>[A-Za-z@]+)(?P<to>true|false)(?![A-Za-z@])"
    r"|\\(?P<end>else|fi)(?![A-Za-z@])|\\.|(?P<brace>[{}])",
    re.DOTALL,
)
_GAP = re.compile(r"[ \t]*(?:\n(?![ \t]*\n)[ \t]*)?")  # what TeX passes over after a command

Span = tuple[int, int]


def settled(text: str) -> str:
    r"""Return `text` without what its conditions leave out, where it is plain what they come to.

    That is `\iftrue`, `\iffalse`, and the switches that `text` sets itself. A command that the
    preamble defines is used below, so that there the last setting holds from the start.
    """
    preamble, begin, body = text.partition(r"\begin{document}")
    if not begin:
        return _without(_Conditions().read(text), text)
    conditions = _Conditions()
    conditions.read(preamble)
    kept = _without(_Conditions(conditions.switches, fixed=True).read(preamble), preamble)
    return kept + begin + _without(conditions.read(body), body)


def _without(spans: list[Span], text: str) -> str:
    pieces: list[str] = []
    at = 0
    for start, end in sorted(spans):
        if end > at:
            pieces.append(text[at : max(at, start)])
            at = end
    return joined([*pieces, text[at:]])


@dataclass(slots=True)
class _Condition:
    """A condition that is open: what it comes to, None where that is not known, and its start."""

    value: bool | None
    around: bool | None  # whether the place where it stands is printed
    start: Span
    middle: Span | None = None  # where its \else stands

    def printed(self) -> bool | None:
        """Say whether what stands here is printed."""
        value = not self.value if self.middle and self.value is not None else self.value
        return False if self.around is False else value and self.around

    def left_out(self, end: Span) -> list[Span]:
        r"""Return what is not printed of a condition whose `\fi` is at `end`."""
        middle = self.middle or end
        if self.value is None:
            return []
        if self.value:
            return [self.start, (middle[0], end[1])]
        return [(self.start[0], middle[1]), end]


@dataclass(slots=True)
class _Conditions:
    """The switches as far as they are set, None where both may be; `fixed` ones stay as they are.

    What is set in braces is set there only, or where the command is used that they define.
    """

    switches: dict[str, bool | None] = field(default_factory=lambda: {"true": True, "false": False})
    fixed: bool = False

    def read(self, text: str) -> list[Span]:
        """Return the spans of `text` that are not printed; one that never ends is no condition."""
        spans: list[Span] = []
        opened: list[_Condition] = []
        depth = 0
        for match in _TOKEN.finditer(text):
            gap = _GAP.match(text, match.end())
            span = match.start(), gap.end() if gap else match.end()
            printed = opened[-1].printed() if opened else True
            if match["brace"]:
                depth += (1 if match["brace"] == "{" else -1) * (printed is not False)
            elif match["name"] is not None and self._is_condition(match):
                opened.append(_Condition(self._value(match), printed, span))
            elif match["end"] == "else" and opened:
                opened[-1].middle = span
            elif match["end"] and opened:
                spans += opened.pop().left_out(span)
            elif printed is not False and not self.fixed:
                self._set(match, sure=printed and depth == 0)
        return spans

    def _is_condition(self, match: re.Match[str]) -> bool:
        r"""Say so but of an arrow, and of commands that take what they print as arguments."""
        known = match["name"] in self.switches
        return match["name"] != "f" and (known or match["argument"] is None)

    def _value(self, match: re.Match[str]) -> bool | None:
        value = self.switches.get(match["name"])
        return value if value is None or not match["unless"] else not value

    def _set(self, match: re.Match[str], *, sure: bool | None) -> None:
        if name := match["new"] or match["let"] or match["set"]:
            value = "true" in (match["same"], match["to"])
            self.switches[name] = value if sure or self.switches.get(name) == value else None
