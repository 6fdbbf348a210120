"""Four small plots on logarithmic axes, as one SVG that stands by itself."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDE, HIGH = 400, 280
LEFT, RIGHT, TOP, BOTTOM = 58, 14, 64, 36
LARGER = {"ms": "s", "MB": "GB"}  # a thousand of them
COLOURS = ("#2563a8", "#b4541a", "#3c7d3c", "#7a4a9c")
STYLE = (
    "text{font:12px system-ui,sans-serif;fill:#333}.title{font-weight:600}"
    ".grid{stroke:#ddd;stroke-width:1}.line{fill:none;stroke-width:2}"
)
Points = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Panel:
    """A plot: lines by name, each of points (x, y), both positive; others are left out."""

    title: str
    unit: str
    lines: dict[str, Points]


def as_svg(panels: Sequence[Panel], *, x_label: str) -> str:
    """Return the panels, two in a row."""
    rows = -(-len(panels) // 2)
    body = "".join(
        f'<g transform="translate({at % 2 * WIDE},{at // 2 * HIGH})">{_panel(panel, x_label)}</g>'
        for at, panel in enumerate(panels)
    )
    size = f'width="{2 * WIDE}" height="{rows * HIGH}" viewBox="0 0 {2 * WIDE} {rows * HIGH}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><style>{STYLE}</style>'
        f'<rect width="100%" height="100%" fill="#fff"/>{body}</svg>\n'
    )


def _panel(panel: Panel, x_label: str) -> str:
    lines = {name: _drawn(points) for name, points in panel.lines.items()}
    points = [point for drawn in lines.values() for point in drawn]
    if not points:
        return ""
    x_axis, y_axis = (_decades([point[side] for point in points]) for side in (0, 1))

    def place(x: float, y: float) -> tuple[float, float]:
        across = (math.log10(x) - x_axis[0]) / (x_axis[-1] - x_axis[0])
        up = (math.log10(y) - y_axis[0]) / (y_axis[-1] - y_axis[0])
        return LEFT + across * (WIDE - LEFT - RIGHT), HIGH - BOTTOM - up * (HIGH - TOP - BOTTOM)

    parts = [f'<text class="title" x="{LEFT}" y="16">{escape(panel.title)}</text>']
    for power in y_axis:
        _, y = place(10 ** x_axis[0], 10.0**power)
        parts.append(
            f'<path class="grid" d="M{LEFT} {y:.1f}H{WIDE - RIGHT}"/>'
            f'<text x="{LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">'
            f"{escape(_with_unit(10.0**power, panel.unit))}</text>"
        )
    for power in x_axis:
        x, _ = place(10.0**power, 10 ** y_axis[0])
        parts.append(
            f'<path class="grid" d="M{x:.1f} {TOP}V{HIGH - BOTTOM}"/>'
            f'<text x="{x:.1f}" y="{HIGH - BOTTOM + 16}" text-anchor="middle">'
            f"{_short(10.0**power)}</text>"
        )
    for at, (name, drawn) in enumerate(lines.items()):
        if drawn:
            parts.append(_line(name, [place(x, y) for x, y in drawn], at))
    parts.append(f'<text x="{WIDE - RIGHT}" y="{HIGH - 4}" text-anchor="end">{x_label}</text>')
    return "".join(parts)


def _line(name: str, places: Points, at: int) -> str:
    colour = COLOURS[at % len(COLOURS)]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"/>' for x, y in places)
    x, y = LEFT + at % 2 * 150, 34 + at // 2 * 16
    label = f'<text x="{x}" y="{y}" style="fill:{colour}">{escape(name)}</text>'
    return f'<path class="line" stroke="{colour}" d="M{path}"/><g fill="{colour}">{dots}</g>{label}'


def _drawn(points: Points) -> Points:
    return [(x, y) for x, y in points if x > 0 and math.isfinite(y) and y > 0]


def _decades(values: Sequence[float]) -> list[int]:
    """Return the powers of ten that hold the values, at least two."""
    low = math.floor(math.log10(min(values)) + 1e-9)
    high = max(math.ceil(math.log10(max(values)) - 1e-9), low + 1)
    return list(range(low, high + 1))


def _with_unit(value: float, unit: str) -> str:
    if value >= 1e3 and unit in LARGER:
        value, unit = value / 1e3, LARGER[unit]
    return f"{_short(value)} {unit}"


def _short(value: float) -> str:
    for size, name in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g} {name}"
    return f"{value:g}"
