r"""The author's own commands: each `\method` of a LaTeX file is replaced by what it stands for."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from ingest.latex.definitions import (
    DEFINING,
    DEFINITION,
    Macro,
    argument,
    defined,
    is_kept,
    option,
)
from ingest.latex.labels import REFERENCES
from ingest.latex.units import QUANTITIES, UNITS
from ingest.latex.words import FORMULA, INLINE, group

_DEEPEST = 30  # macros within macros
_LONGEST = 500_000  # characters that one macro may come to, with all within it
_MOST = 5_000_000  # the same, of all macros in a file
_EACH = 20  # characters that a macro counts for beside what it stands for: it takes time

_PARAMETER = re.compile(r"\\[^A-Za-z]|(?P<word>\\[A-Za-z]+)?#(?:(?P<at>\d)|(?P<hash>#))", re.DOTALL)
_TOKEN = re.compile(rf"{FORMULA}|{INLINE}|\\(?P<name>[A-Za-z]+)|\\.", re.DOTALL)
_NAMED = re.compile(r"\\(?:([A-Za-z]+)|.)", re.DOTALL)
_END = re.compile(r"\s*\Z")
_STOP = re.compile(r"[ \t]*+\n?[ \t]*+(?=[,.;:!?)'])")
_TIGHT = re.compile(r"\Z|[\s{}~.!,:;?/')\]-]|\\(?:[ /]|footnote|xspace)")
_WORDS = re.compile(r"[^\\^_]*|\\(?:text|math)[a-z]+\s*\{[^{}\\$]*\}")


class _Endless(Exception):
    """A macro goes on without end, grows too long, or has an argument without an end."""


def expanded(text: str) -> tuple[str, list[str]]:
    r"""Return `text` with the author's macros replaced, and the names of those that never end.

    Formulas stay as typed, but for labels and figures that macros stand for. What the preamble
    defines holds from the start: `\title` may use it before.
    """
    macros = _Macros()
    preamble, found, _ = text.partition(r"\begin{document}")
    at = 0
    while found and (match := DEFINITION.search(preamble, at)):
        at = macros.define(preamble, match, first=True)
    return macros.read_all(text, 0, ()), sorted(macros.endless)


@dataclass(slots=True)
class _Macros:
    """The macros that are known, and the characters that they have come to."""

    known: dict[str, Macro] = field(default_factory=dict)
    endless: set[str] = field(default_factory=set)
    spent: int = 0
    limit: int = 0

    def define(self, text: str, match: re.Match[str], *, first: bool = False) -> int:
        """Note the definition that `match` begins, and return its end.

        It replaces another where it says so; of definitions ahead of the text the `first` holds.
        """
        if match["let"]:
            name, macro, end = match["let"], self.known.get(match["same"]), match.end()
        else:
            name, macro, end = defined(text, match)
        if is_kept(name) and not (macro and _points_elsewhere(name, macro)):
            return end
        if not first and match["new"] not in ("new", "provide"):
            self.known.pop(name, None)
        if macro:
            self.known.setdefault(name, macro)
        return end

    def read_all(self, text: str, depth: int, kept: Collection[str]) -> str:
        """Return `text` with all macros replaced but those in `kept`."""
        printed, last = self._read(text, depth, kept)
        return printed + (f"\\{last}" if last else "")

    def _read(self, text: str, depth: int, kept: Collection[str]) -> tuple[str, str]:
        """Return `text` with macros replaced, and one at its end that looks at what follows."""
        pieces: list[str] = []
        at = 0
        while match := _TOKEN.search(text, at):
            pieces.append(text[at : match.start()])
            at, name = match.end(), match["name"]
            looks = name and name not in kept and (name == "xspace" or self._count(name))
            if looks and depth and _END.match(text, at):
                return joined(pieces), name
            if name:
                piece, at = self._command(name, text, at, depth, kept)
            else:
                piece = self._formula(match.group())
            pieces.append(piece)
        return joined([*pieces, text[at:]]), ""

    def _formula(self, typed: str) -> str:
        """Return a formula as typed, but for macros that label it or stand for bare figures."""
        pieces: list[str] = []
        at = 0
        for match in _NAMED.finditer(typed):
            macro = self.known.get(match[1])
            if macro is None or match.start() < at:
                continue
            if r"\label" in macro.body or not (macro.count or "\\" in macro.body):
                try:
                    given, end = _arguments(macro, typed, match.end())
                except _Endless:
                    break
                pieces += [typed[at : match.start()], _filled(macro.body, given)]
                at = end
        return joined([*pieces, typed[at:]])

    def _count(self, name: str) -> int:
        return self.known[name].count if name in self.known else 0

    def _command(
        self, name: str, text: str, at: int, depth: int, kept: Collection[str]
    ) -> tuple[str, int]:
        """Return the command `name` with macros replaced, and where `text` goes on."""
        if name in self.known and name not in kept:
            return self._macro(name, text, at, depth, kept)
        if name in DEFINING and (match := DEFINITION.match(text, at - len(name) - 1)):
            return "", self.define(text, match)
        if name in QUANTITIES:
            return self._quantity(name, text, at, depth, kept)
        if name == "ensuremath":
            return _formula(text, at)
        return _space(text, at) if name == "xspace" else f"\\{name}", at

    def _macro(
        self, name: str, text: str, at: int, depth: int, kept: Collection[str]
    ) -> tuple[str, int]:
        """Return what a macro stands for; one in the text itself that never ends stays there."""
        if depth:
            return self._replaced(name, text, at, depth, kept)
        self.limit = min(self.spent + _LONGEST, _MOST)
        try:
            return self._replaced(name, text, at, depth, kept)
        except _Endless:
            self.endless.add(name)
            self.known.pop(name, None)
            return f"\\{name}", at

    def _replaced(
        self, name: str, text: str, at: int, depth: int, kept: Collection[str]
    ) -> tuple[str, int]:
        """Return what a macro stands for, and where `text` goes on after its arguments.

        A space after it stays, which TeX would drop: its authors see to it that there is one.
        """
        pieces: list[str] = []
        alone = not self._count(name)
        while name and name != "xspace":
            macro = self.known[name]
            given, at = _arguments(macro, text, at)
            body = _filled(macro.body, given)
            self.spent += len(body) + _EACH
            if depth == _DEEPEST or self.spent > self.limit:
                raise _Endless
            piece, name = self._read(body, depth + 1, kept)
            pieces.append(piece)
        pieces.append(_space(text, at) if name else "")
        stop = _STOP.match(text, at) if alone else None
        return joined(pieces), stop.end() if stop else at

    def _quantity(
        self, name: str, text: str, at: int, depth: int, kept: Collection[str]
    ) -> tuple[str, int]:
        r"""Return a command of siunitx; `\m` in its unit is no macro that is called so as well."""
        pieces = [f"\\{name}"]
        for kind in QUANTITIES[name]:
            start = option(text, at)[1]
            inside, end = group(text, start)
            if inside:
                inside = self.read_all(inside, depth, UNITS if kind == "u" else kept)
                pieces += [text[at:start], f"{{{inside}}}"]
                at = end
        return "".join(pieces), at


def _points_elsewhere(name: str, macro: Macro) -> bool:
    r"""Say whether authors point by `name` to labels that they begin with a word: `\ref{eq:#1}`."""
    others = (other for other in REFERENCES if other != name)
    return name in REFERENCES and any(f"\\{other}{{" in macro.body for other in others)


def _arguments(macro: Macro, text: str, at: int) -> tuple[list[str], int]:
    """Return the arguments of `macro` that stand at `at`, and their end. Raises `_Endless`."""
    given: list[str] = []
    if macro.option is not None:
        first, at = option(text, at)
        given.append(macro.option if first is None else first)
    while len(given) < macro.count:
        following, at = argument(text, at)
        if following is None:
            raise _Endless
        given.append(following)
    return given, at


def _filled(body: str, given: Sequence[str]) -> str:
    """Return `body` with its arguments."""

    def fill(match: re.Match[str]) -> str:
        if match["hash"]:
            return f"{match['word'] or ''}#"
        if not match["at"]:
            return match.group()
        number = int(match["at"])
        return joined([match["word"] or "", given[number - 1] if 0 < number <= len(given) else ""])

    return _PARAMETER.sub(fill, body)


def joined(pieces: Sequence[str]) -> str:
    """Return `pieces` as one; letters after a command are set apart from its name."""
    out: list[str] = []
    for piece in filter(None, pieces):
        last = out[-1] if out else ""
        name = last[last.rfind("\\") + 1 :] if "\\" in last else ""
        out.append(f" {piece}" if piece[0].isalpha() and name.isalpha() else piece)
    return "".join(out)


def _space(text: str, at: int) -> str:
    r"""Return what `\xspace` prints before what stands at `at`."""
    return "" if _TIGHT.match(text, at) else " "


def _formula(text: str, at: int) -> tuple[str, int]:
    r"""Return what `\ensuremath` prints outside of formulas: one, or the words in its argument."""
    inside, end = group(text, at)
    if "$" in inside or _WORDS.fullmatch(inside.strip()):
        return r"\ensuremath", at
    return f"${inside.strip()}$", end
