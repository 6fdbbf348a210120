"""A figure that Footnote is held to, and the table of all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.export import Json
from eval.bootstrap import Estimate


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its interval, and the least (or, where `under`, the most) that it must be.

    `value` is None where the questions cannot measure what they must reach.
    """

    part: str
    name: str
    value: Estimate | None
    must: float | None = None
    under: bool = False

    @property
    def reached(self) -> bool:
        """Whether it is what it must be."""
        if self.must is None:
            return True
        if self.value is None:
            return False
        return self.value.mean <= self.must if self.under else self.value.mean >= self.must


def missed(figures: Sequence[Figure]) -> list[str]:
    """Return a line for each figure that is not what it must be."""
    return [
        f"{one.part}: {one.name} {_short_of(one)}"
        for one in figures
        if one.must is not None and not one.reached
    ]


def _short_of(figure: Figure) -> str:
    if figure.value is None:
        return "was not measured by these questions"
    return f"is {figure.value.mean:.4f}, {'over' if figure.under else 'under'} {figure.must:g}"


def as_text(figures: Sequence[Figure]) -> str:
    """Return the figures as a table for the shell."""
    wide = max((len(figure.name) for figure in figures), default=0)
    lines = []
    part = ""
    for figure in figures:
        if figure.part != part:
            part = figure.part
            lines += ["", f"{part:<{wide}}{'figure':>9}{'95 % interval':>18}{'must':>9}"]
        lines.append(f"{figure.name:<{wide}}{_cells(figure)}")
    return "\n".join(lines[1:])


def _cells(figure: Figure) -> str:
    value = figure.value
    cells = f"{value.mean:>9.4f}{f'{value.low:.3f} to {value.high:.3f}':>18}" if value else ""
    if figure.must is None:
        return cells
    sign = "≤" if figure.under else "≥"
    mark = "" if figure.reached else "  missed"
    cells = cells or f"{'–':>9}{'not measured':>18}"
    return f"{cells}{f'{sign} {figure.must:g}':>9}{mark}"


def as_json(figures: Sequence[Figure]) -> list[Json]:
    """Return the figures as `--json` prints them."""
    return [
        {
            "part": figure.part,
            "name": figure.name,
            "mean": round(figure.value.mean, 5) if figure.value else None,
            "low": round(figure.value.low, 5) if figure.value else None,
            "high": round(figure.value.high, 5) if figure.value else None,
            "n": figure.value.n if figure.value else 0,
            "must": figure.must,
            "reached": figure.reached,
        }
        for figure in figures
    ]
