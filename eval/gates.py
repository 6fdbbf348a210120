"""Floors that a report must not fall below."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from eval.bootstrap import Estimate
from ingest.errors import UsageError


def parse_limits(
    settings: Sequence[str],
    *,
    flag: str,
    measures: Mapping[str, bool],
    unbounded: Collection[str] = (),
) -> dict[str, float]:
    """Return {measure: value} from texts such as "answer-rate=0.95".

    `measures` maps the known names to whether lower is better; those that are `unbounded` are no
    shares. Raises UsageError, which names every unknown measure at once.
    """
    limits: dict[str, float] = {}
    unknown = []
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals or not _is_number(value):
            raise UsageError(
                f"{flag} {setting!r}: expected MEASURE=VALUE, such as answer-rate=0.95"
            )
        if name in limits:
            raise UsageError(f"{flag} {setting!r}: {name} has a limit already; leave one of them")
        if name not in measures:
            unknown.append(name)
        elif float(value) < 0 or (float(value) > 1 and name not in unbounded):
            what = "number from 0 up" if name in unbounded else "share, from 0 to 1"
            raise UsageError(f"{flag} {setting!r}: {name} is a {what}")
        limits[name] = float(value)
    if unknown:
        raise UsageError(
            f"{flag}: no measure is called {', '.join(map(repr, unknown))}; there are "
            f"{', '.join(measures)}"
        )
    return limits


def missed(
    figures: Mapping[str, Estimate], limits: Mapping[str, float], measures: Mapping[str, bool]
) -> list[str]:
    """Return a line for each limit that is not held.

    A limit is a floor, or a ceiling where lower is better. A measure without a figure misses it.
    """
    lines = []
    for name, limit in limits.items():
        if name not in figures:
            lines.append(f"{name} was not measured by these questions")
        elif measures[name] and figures[name].mean > limit:
            lines.append(f"{name} is {figures[name].mean:.4f}, over {limit:g}")
        elif not measures[name] and figures[name].mean < limit:
            lines.append(f"{name} is {figures[name].mean:.4f}, under {limit:g}")
    return lines


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
