"""The reliability diagram of the reader: chance given against share right, as one SVG."""

from __future__ import annotations

from collections.abc import Sequence

SIDE, LEFT, BASE, EDGE = 260, 40, 220, 240
COLOUR = "#1f5fa8"
Bins = Sequence[tuple[float, float, int]]


def reliability_svg(bins: Bins, *, x_label: str, y_label: str) -> str:
    """Draw (mean chance, share right, rows) of each bin; a dot's area grows with its rows.

    A reader whose chances hold lies on the dashed diagonal (DeGroot and Fienberg 1983).
    """
    rows = sum(rows for _, _, rows in bins)
    places = [(_x(chance), _y(share)) for chance, share, _ in bins]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + 12 * (n / max(rows, 1)) ** 0.5:.1f}">'
        f"<title>{n} rows: chance {chance:.2f}, share {share:.2f}</title></circle>"
        for (x, y), (chance, share, n) in zip(places, bins, strict=True)
    )
    marks = "".join(
        f'<text x="{_x(at):.0f}" y="{BASE + 14}" text-anchor="middle">{at:g}</text>'
        f'<text x="{LEFT - 5}" y="{_y(at) + 3:.0f}" text-anchor="end">{at:g}</text>'
        for at in (0.0, 0.5, 1.0)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" width="{SIDE}" '
        f'height="{SIDE}" font-family="sans-serif" font-size="10">\n'
        f"<title>{x_label} against {y_label}, {rows} rows</title>\n"
        f'<rect width="{SIDE}" height="{SIDE}" fill="#fff"/>\n'
        f'<path d="M{LEFT} 20V{BASE}H{EDGE}" fill="none" stroke="#555"/>'
        f'<path d="M{LEFT} {BASE}L{EDGE} 20" stroke="#999" stroke-dasharray="4 3"/>\n'
        f'<polyline points="{line}" fill="none" stroke="{COLOUR}" stroke-width="1.5"/>'
        f'<g fill="{COLOUR}">{dots}</g>\n{marks}'
        f'<text x="{_x(0.5):.0f}" y="{SIDE - 8}" text-anchor="middle">{x_label}</text>'
        f'<text transform="translate(12 {_y(0.5):.0f}) rotate(-90)" text-anchor="middle">'
        f"{y_label}</text>\n</svg>\n"
    )


def _x(share: float) -> float:
    return LEFT + share * (EDGE - LEFT)


def _y(share: float) -> float:
    return BASE - share * (BASE - 20)
