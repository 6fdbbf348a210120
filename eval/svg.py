"""Three small charts as inline SVG: a line, bars with intervals, a histogram.

Colours come from the page's style sheet, so that the charts follow light and dark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 640, 300
BINS = 24  # of a histogram
MOST_DOTS = 40  # more of them would hide the line
LETTER, MOST_LETTERS = 7, 32  # the width of a letter of a label, in most fonts less
LEFT, RIGHT, TOP, BOTTOM = 56, 16, 16, 44


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a bar chart: all figures in [0, 1]."""

    label: str
    mean: float
    low: float
    high: float
    note: str


def line_chart(
    points: Sequence[tuple[float, float]],
    *,
    title: str,
    x_label: str,
    y_label: str,
    beside: Sequence[tuple[float, float]] = (),
) -> str:
    """Return a step line through points with both coordinates in [0, 1].

    `beside` is another, to compare with: it is drawn dashed.
    """
    marks = "".join(
        f'<circle cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="3" class="dot">'
        f"<title>{x_label} {x:.2f}, {y_label} {y:.2f}</title></circle>"
        for x, y in (points if len(points) <= MOST_DOTS else ())
    )
    dashed = f'<path d="{_steps(beside)}" class="line dashed"/>' if beside else ""
    body = _axes(x_label, y_label) + f'{dashed}<path d="{_steps(points)}" class="line"/>{marks}'
    return _figure(body, title=title, height=HEIGHT)


def _steps(points: Sequence[tuple[float, float]]) -> str:
    first, *others = [(_x(x), _y(y)) for x, y in points] or [(_x(0), _y(0))]
    return f"M{first[0]:.1f} {first[1]:.1f}" + "".join(f"H{x:.1f}V{y:.1f}" for x, y in others)


def bar_chart(bars: Sequence[Bar], *, title: str) -> str:
    """Return horizontal bars from 0 to 1 with their intervals, one a line."""
    row, left = 26, 8 + LETTER * max((len(_cut(bar.label)) for bar in bars), default=0)
    width = WIDTH - left - 110
    parts = []
    for at, bar in enumerate(bars):
        top = TOP + at * row
        low, high = left + bar.low * width, left + bar.high * width
        parts.append(
            f'<text x="{left - 8}" y="{top + 13}" class="label end">'
            f"{escape(_cut(bar.label))}</text>"
            f'<rect x="{left}" y="{top}" width="{width}" height="16" class="track"/>'
            f'<rect x="{left}" y="{top}" width="{bar.mean * width:.1f}" height="16" class="bar">'
            f"<title>{escape(bar.label)}: {bar.mean:.3f}</title></rect>"
            f'<path d="M{low:.1f} {top + 8}H{high:.1f}" class="interval"/>'
            f'<text x="{left + width + 8}" y="{top + 13}" class="label">{escape(bar.note)}</text>'
        )
    return _figure("".join(parts), title=title, height=2 * TOP + len(bars) * row)


def _cut(label: str) -> str:
    return label if len(label) <= MOST_LETTERS else f"{label[: MOST_LETTERS - 1]}…"


def histogram(values: Sequence[float], *, title: str, x_label: str) -> str:
    """Return a histogram of values that are not negative."""
    top_value = max(values, default=0.0) or 1.0
    counts = [0] * BINS
    for value in values:
        counts[min(BINS - 1, int(value / top_value * BINS))] += 1
    highest = -(-max(counts) // 4) * 4 or 4  # a multiple of four has whole numbers at its quarters
    step = (WIDTH - LEFT - RIGHT) / BINS
    parts = []
    for at, count in enumerate(counts):
        height = count / highest * (HEIGHT - TOP - BOTTOM)
        low, high = at * top_value / BINS, (at + 1) * top_value / BINS
        parts.append(
            f'<rect x="{LEFT + at * step + 1:.1f}" y="{HEIGHT - BOTTOM - height:.1f}" '
            f'width="{step - 2:.1f}" height="{height:.1f}" class="bar">'
            f"<title>{low:.3f} to {high:.3f}: {count}</title></rect>"
        )
    axes = _axes(x_label, "questions", x_top=top_value, y_top=float(highest))
    return _figure(axes + "".join(parts), title=title, height=HEIGHT)


def _axes(x_label: str, y_label: str, *, x_top: float = 1.0, y_top: float = 1.0) -> str:
    parts = []
    for part in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = _x(part), _y(part)
        parts.append(
            f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" class="grid"/>'
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" class="label end">{part * y_top:.3g}</text>'
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" class="label mid">'
            f"{part * x_top:.3g}</text>"
        )
    parts.append(
        f'<text x="{_x(0.5):.1f}" y="{HEIGHT - 6}" class="label mid">{escape(x_label)}</text>'
        f'<text x="14" y="{_y(0.5):.1f}" class="label mid" '
        f'transform="rotate(-90 14 {_y(0.5):.1f})">{escape(y_label)}</text>'
    )
    return "".join(parts)


def _figure(body: str, *, title: str, height: int) -> str:
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}">'
        f"{body}</svg></figure>"
    )


def _x(value: float) -> float:
    return LEFT + value * (WIDTH - LEFT - RIGHT)


def _y(value: float) -> float:
    return HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM)
