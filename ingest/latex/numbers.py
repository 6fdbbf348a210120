r"""The numbers that LaTeX gives to sections, theorems, floats, formulas, and to each `\label`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ingest.latex.labels import Label
from ingest.latex.tables import rows
from ingest.latex.theorems import NEW, Theorem, theorems
from ingest.latex.typed import OPTION
from ingest.latex.words import FORMULA, TAG, group

SECTIONS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph")
FLOATS = {"figure": "figure", "wrapfigure": "figure", "sidewaysfigure": "figure"}
FLOATS |= {"table": "table", "wraptable": "table", "sidewaystable": "table", "longtable": "table"}
FLOATS |= {"algorithm": "algorithm"}
_PARTS = ("subfigure", "subtable")
_ROWS = ("align", "alignat", "eqnarray", "flalign", "gather")  # have a number a row
_LABEL = re.compile(r"\\label\s*\{([^{}]*)\}")
_UNNUMBERED = re.compile(r"\\(?:nonumber|notag)\b")
_WITHIN = re.compile(r"\\(?:(?:number|counter)within\*?|@addtoreset)\s*\{(\w+)\}\s*\{(\w+)\}")
_COUNTED = re.compile(
    rf"\\(?P<section>{'|'.join(SECTIONS)})\s*{OPTION}(?=\{{)|(?P<appendix>\\appendix\b)"
    rf"|{FORMULA}|\\end\s*\{{(?P<end>[A-Za-z]+\*?)\}}"
    rf"|\\begin\s*\{{(?:restatable\*?\}}\s*(?P<restated>{OPTION})\{{)?(?P<begin>[A-Za-z]+\*?)\}}"
    rf"(?(restated)\s*\{{[^{{}}]*\}}|(?P<note>\s*{OPTION}))"
    rf"|\\caption\s*(?P<caption>{OPTION})(?=\{{)|\\label\s*\{{(?P<label>[^{{}}]*)\}}"
)


def numbered(preamble: str, body: str) -> tuple[str, dict[str, Label]]:
    r"""Return `body` with its numbers written in, and what each label stands for.

    The option of a section command is then its number, as in `\section[2.1]{…}`, "" where it has
    none; that of a caption is what it is called, as in `\caption[Figure 1]{…}`. What a theorem is
    called stands at its beginning.
    """
    made = theorems(preamble + body)
    top = top_level(body)
    within = dict.fromkeys(("equation", "figure", "table"), top) if r"\chapter" in body else {}
    outer = [(each.counter, each.within) for each in made.values() if each.within]
    for name, section in [*outer, *_WITHIN.findall(preamble + body)]:
        if section in SECTIONS:
            within[name] = SECTIONS.index(section)
    counters = _Counters(top, within, made)
    return _COUNTED.sub(counters.mark, NEW.sub("", body)), counters.labels


def top_level(body: str) -> int:
    """Return the level in `SECTIONS` that the numbers of sections begin with."""
    return SECTIONS.index("chapter") if r"\chapter" in body else SECTIONS.index("section")


@dataclass(slots=True)
class _Counters:
    r"""The counters of LaTeX. `within` holds at what level of sections one starts anew.

    `current` is what a `\label` would stand for; `opened` has the floats and theorems that are not
    closed yet, each with what a label stood for before it.
    """

    top: int
    within: Mapping[str, int]
    theorems: Mapping[str, Theorem]
    labels: dict[str, Label] = field(default_factory=dict)
    sections: list[int] = field(default_factory=lambda: [0] * len(SECTIONS))
    counts: Counter[str] = field(default_factory=Counter)
    opened: list[tuple[str, Label]] = field(default_factory=list)
    current: Label = field(default_factory=Label)
    parts: int = 0  # of the figure or table at hand
    group: str = ""  # the number of the formulas at hand, where they share one
    appendix: bool = False

    def mark(self, match: re.Match[str]) -> str:
        """Count what has been found; return it with the number that it bears."""
        if match["section"]:
            return self._section(match["section"], group(match.string, match.end())[0])
        if match["appendix"]:
            self.appendix, self.sections = True, [0] * len(SECTIONS)
        elif match["formula"]:
            self._formula(match["formula"], match["inside"], starred=bool(match["star"]))
        elif match["begin"] in self.theorems:
            return self._theorem(match, self.theorems[match["begin"]])
        elif match["begin"]:
            self._open(match["begin"].rstrip("*"))
        elif match["end"]:
            self._close(match["end"])
        elif match["label"] is not None:
            self.labels[match["label"]] = self.current
        elif match["caption"].strip() != "[]":  # so longtable marks one that goes on
            return self._caption(match.group())
        return match.group()

    def _section(self, command: str, title: str) -> str:
        level = SECTIONS.index(command)
        if not self.top <= level < SECTIONS.index("paragraph"):
            return f"\\{command}[]"
        self.sections[level] += 1
        self.sections[level + 1 :] = [0] * (len(SECTIONS) - level - 1)
        for name, outer in self.within.items():
            if outer >= level:
                self.counts[name] = 0
        number = self._number_of_section(level)
        noun = "Appendix" if self.appendix else "Chapter" if command == "chapter" else "Section"
        self.current = Label(number, noun, title)
        return f"\\{command}[{number}{'.' if self.appendix and level == self.top else ''}]"

    def _number_of_section(self, level: int) -> str:
        numbers = [str(count) for count in self.sections[self.top : level + 1]]
        if self.appendix and numbers:
            numbers[0] = chr(ord("A") + min(max(self.sections[self.top], 1), 26) - 1)
        return ".".join(numbers)

    def _number(self, name: str, count: int) -> str:
        """Return how the counter `name` prints `count`: after its section, where it has one."""
        level = self.within.get(name)
        if level is None or not self.sections[level]:
            return str(count)
        return f"{self._number_of_section(level)}.{count}"

    def _step(self, name: str) -> str:
        self.counts[name] += 1
        return self._number(name, self.counts[name])

    def _open(self, name: str) -> None:
        if name not in FLOATS and name not in _PARTS and name != "subequations":
            return
        self.opened.append((name, self.current))
        if name in FLOATS:  # a label before the caption means the float as well
            number = self._number(FLOATS[name], self.counts[FLOATS[name]] + 1)
            self.current = Label(number, FLOATS[name].capitalize())
            self.parts = 0
        elif name in _PARTS:
            self.parts += 1
            number = self.current.number + _letter(self.parts)
            self.current = replace(self.current, number=number)
        else:
            self.group = self._step("equation")
            self.current = Label(self.group, "Equation")
            self.counts["within"] = 0

    def _theorem(self, match: re.Match[str], theorem: Theorem) -> str:
        """Count a theorem; return its beginning with what it is called: "Theorem 1 (Rates)."."""
        name = match["begin"] if match["restated"] is None else "restatable"
        self.opened.append((name, self.current))
        self.current = Label(self._step(theorem.counter) if theorem.counter else "", theorem.noun)
        note = (match["note"] or match["restated"] or "").strip()[1:-1]
        called = f"{theorem.noun} {self.current.number}".strip()
        if note:
            called = note if match["begin"] == "proof" else f"{called} ({note})"
        return f"\\begin{{{name}}}{called}. "

    def _close(self, name: str) -> None:
        if self.opened and self.opened[-1][0] in (name, name.rstrip("*")):
            self.current = self.opened.pop()[1]
            self.group = "" if name == "subequations" else self.group

    def _caption(self, command: str) -> str:
        name = self.opened[-1][0] if self.opened else ""
        if name in _PARTS:
            return f"\\caption[({_letter(self.parts)})]"
        if name not in FLOATS:
            return command
        self.current = Label(self._step(FLOATS[name]), FLOATS[name].capitalize())
        return f"\\caption[{self.current.noun} {self.current.number}]"

    def _formula(self, name: str, inside: str, *, starred: bool) -> None:
        for row in rows(inside) if name in _ROWS else [inside]:
            tag = TAG.search(row)
            label = self.current
            if tag:
                label = Label(tag[1], "Equation")
            elif not (starred or "math" in name or _UNNUMBERED.search(row)):
                label = Label(self._next_formula(), "Equation")
            self.labels |= dict.fromkeys(_LABEL.findall(row), label)

    def _next_formula(self) -> str:
        if not self.group:
            return self._step("equation")
        self.counts["within"] += 1
        return self.group + _letter(self.counts["within"])


def _letter(count: int) -> str:
    return chr(ord("a") + min(count, 26) - 1)
