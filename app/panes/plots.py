"""The plots of the evaluation page.

Every axis says where it begins and ends: Streamlit hands the figures to Vega after the plot, which
would otherwise warn in the console that it found none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from app.display.reports import Figure

_BAR = 26  # pixels


def bars(figures: Mapping[str, Figure], *, across: str) -> None:
    """Draw a bar from 0 to 1 for each name, with its 95 % interval."""
    rows = [
        {"name": name, "mean": figure.mean, "low": figure.low, "high": figure.high, "n": figure.n}
        for name, figure in figures.items()
    ]
    tip = [
        {"field": "name", "type": "nominal", "title": " "},
        {"field": "mean", "type": "quantitative", "format": ".3f"},
        {"field": "low", "type": "quantitative", "format": ".3f"},
        {"field": "high", "type": "quantitative", "format": ".3f"},
        {"field": "n", "type": "quantitative"},
    ]
    scale = {"domain": [0, 1]}
    st.vega_lite_chart(
        rows,
        {
            "height": _BAR * max(len(rows), 2),
            "encoding": {
                "y": {
                    "field": "name",
                    "type": "nominal",
                    "sort": None,
                    "title": None,
                    "axis": {"labelOverlap": False, "labelFlush": False},
                    "scale": {"domain": list(figures)},
                },
                "tooltip": tip,
            },
            "layer": [
                {
                    "mark": {"type": "bar", "height": {"band": 0.62}, "opacity": 0.75},
                    "encoding": {
                        "x": {
                            "field": "mean",
                            "type": "quantitative",
                            "scale": scale,
                            "title": across,
                        }
                    },
                },
                {
                    "mark": {"type": "rule", "strokeWidth": 2, "color": "#8a6416"},
                    "encoding": {
                        "x": {"field": "low", "type": "quantitative", "scale": scale},
                        "x2": {"field": "high"},
                    },
                },
            ],
        },
    )


def line(points: Sequence[tuple[float, float]], *, across: str, up: str, highest: float) -> None:
    """Draw a line through `points`: from 0 to 1 across, from 0 to `highest` up."""
    axes = (("x", across, 1.0), ("y", up, highest))
    st.vega_lite_chart(
        [{"x": x, "y": y} for x, y in points],
        {
            "height": 280,
            "mark": {"type": "line", "strokeWidth": 2},
            "encoding": {
                axis: {
                    "field": axis,
                    "type": "quantitative",
                    "title": title,
                    "scale": {"domain": [0, end]},
                }
                for axis, title, end in axes
            },
        },
    )
