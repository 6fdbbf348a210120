"""Two runs of the same questions: what changed, by how much, and whether more than by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.export import Json
from eval.bootstrap import paired_p_value
from eval.measures import BY_NAME, MEASURES, OF_CITATIONS, Measure, Row, estimates
from eval.report import Report, grouped, kept, told
from index.report import counted
from ingest.errors import UsageError

TOLERANCE = 0.02
SIGNIFICANT = 0.05
COLLAPSE = 0.25


class DifferentQuestions(UsageError):
    """The two reports are about different question sets."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in two runs. `p` is None where it has no value a question.

    `worse` is how much worse the second is, in the measure's own direction; `n` the questions
    that it counts.
    """

    measure: Measure
    before: float
    after: float
    p: float | None
    n: int

    @property
    def worse(self) -> float:
        """How much worse the second run is; negative where it is better."""
        change = self.after - self.before
        return change if self.measure.lower_is_better else -change


def require_same_questions(before: Report, *, name: str, fingerprint: str) -> None:
    """Raise DifferentQuestions unless the report is about the set with that fingerprint."""
    if before.fingerprint != fingerprint:
        raise DifferentQuestions(
            f"the question sets differ ({before.questions} {before.fingerprint}, "
            f"{name} {fingerprint}): only runs of the same questions compare; "
            "run the older one again with today's questions"
        )


def differences(before: Report, after: Report) -> list[Difference]:
    """Return a difference for each measure that both reports have."""
    return _differences(before.rows, after.rows)


def setbacks(before: Report, after: Report, *, tolerance: float = TOLERANCE) -> list[str]:
    """Return a line for each way in which the second run is worse than can be let pass.

    A gated measure may not fall by more than `tolerance`, nor significantly by any amount; a
    single question never decides. It may not be missing either, but for one of answers to
    questions that are no longer answered, which others count. A kind's accuracy may not fall by
    more than COLLAPSE.
    """
    lines = setback_lines(differences(before, after), tolerance)
    missing = estimates(before.rows).keys() - estimates(after.rows).keys()
    lines += [f"{name} is no longer measured" for name in sorted(missing) if _owed(name, after)]
    return lines + _collapsed(before, after)


def setback_lines(found: Sequence[Difference], tolerance: float) -> list[str]:
    """Return a line for each gated measure that got worse than can be let pass."""
    return [
        f"{d.measure.name} went from {d.before:.3f} to {d.after:.3f}"
        + (f" (p = {d.p:.3f})" if d.p is not None else "")
        for d in found
        if d.measure.gated and _too_much(d, tolerance)
    ]


def table(found: Sequence[Difference], *, digits: int = 3) -> list[str]:
    """Return a heading, and a line a measure: both figures, their difference and its p-value."""
    lines = [f"{'measure':<22}{'A':>8}{'B':>8}{'B - A':>9}{'p':>8}"]
    for d in found:
        p = f"{d.p:.3f}" if d.p is not None else "–"
        a, b = f"{d.before:.{digits}f}", f"{d.after:.{digits}f}"
        lines.append(f"{d.measure.name:<22}{a:>8}{b:>8}{d.after - d.before:>+9.{digits}f}{p:>8}")
    return lines


def as_text(before: Report, after: Report) -> str:
    """Return both runs side by side as plain lines for the shell."""
    lines = [f"{counted(len(after.rows), 'question')} ({after.fingerprint})"]
    if before.corpus != after.corpus:
        lines.append(f"note: the documents differ ({before.corpus}, {after.corpus})")
    lines += [f"note: A and B had not the same {each}" for each in before.setup.unlike(after.setup)]
    lines += ["", *table(differences(before, after))]
    lines += ["", f"{'kind':<22}{'n':>5}{'A':>8}{'B':>8}   accuracy"]
    for kind, (first, second) in _kinds(before, after).items():
        a, b = _accuracy(first), _accuracy(second)
        lines.append(f"{kind:<22}{len(second):>5}{a:>8.3f}{b:>8.3f}")
    for title, rows in changed(before, after).items():
        lines += ["", f"{title}: {len(rows)}"]
        lines += [told(row) for row in rows]
    return "\n".join(lines)


def as_json(before: Report, after: Report) -> dict[str, Json]:
    """Return both runs side by side as one JSON object."""
    return {
        "questions": len(after.rows),
        "fingerprint": after.fingerprint,
        "corpus": {"a": before.corpus, "b": after.corpus},
        "setup": {"a": before.setup.to_json(), "b": after.setup.to_json()},
        "measures": {
            d.measure.name: {"a": d.before, "b": d.after, "p": d.p}
            for d in differences(before, after)
        },
        "kinds": {
            kind: {"n": len(second), "a": _accuracy(first), "b": _accuracy(second)}
            for kind, (first, second) in _kinds(before, after).items()
        },
        **{
            title.replace(" ", "_"): [row.id for row in rows]
            for title, rows in changed(before, after).items()
        },
    }


def changed(before: Report, after: Report) -> dict[str, list[Row]]:
    """Return the second run's rows that turned right, and those that turned wrong."""
    turned: dict[str, list[Row]] = {"turned right": [], "turned wrong": []}
    for first, second in _pairs(before.rows, after.rows):
        change = second.values["accuracy"] - first.values["accuracy"]
        if change:
            turned["turned right" if change > 0 else "turned wrong"].append(second)
    return turned


def _differences(before: Sequence[Row], after: Sequence[Row]) -> list[Difference]:
    first, second = estimates(before), estimates(after)
    found = []
    for measure in MEASURES:
        name = measure.name
        if name in first and name in second:
            p, n = _paired(before, after, name)
            n = n or first[name].n
            found.append(Difference(measure, first[name].mean, second[name].mean, p, n))
    return found


def _paired(before: Sequence[Row], after: Sequence[Row], name: str) -> tuple[float | None, int]:
    # A saved report has four digits: to a run just made, which has all, nothing would be equal.
    values = [
        (kept(first.values[name]), kept(second.values[name]))
        for first, second in _pairs(before, after)
        if name in first.values and name in second.values
    ]
    if not values:
        return None, 0
    return paired_p_value([a for a, _ in values], [b for _, b in values]), len(values)


def _owed(name: str, report: Report) -> bool:
    """Say whether a measure's absence is a loss: no answer has citations to be counted."""
    if not BY_NAME[name].gated:
        return False
    return name not in OF_CITATIONS or any(row.answerable for row in report.rows)


def _too_much(difference: Difference, tolerance: float) -> bool:
    if difference.worse <= 1 / difference.n + 1e-9:
        return False
    significant = difference.p is not None and difference.p < SIGNIFICANT
    return significant or difference.worse > tolerance


def _collapsed(before: Report, after: Report) -> list[str]:
    lines = []
    for kind, (first, second) in _kinds(before, after).items():
        a, b = _accuracy(first), _accuracy(second)
        if a - b > COLLAPSE and (a - b) * len(second) > 1 + 1e-9:
            lines.append(f"the kind {kind!r} collapsed: accuracy went from {a:.3f} to {b:.3f}")
    return lines


def _kinds(before: Report, after: Report) -> dict[str, tuple[list[Row], list[Row]]]:
    first = grouped(before.rows, lambda row: row.kind)
    second = grouped(after.rows, lambda row: row.kind)
    return {kind: (first.get(kind, []), rows) for kind, rows in second.items()}


def _accuracy(rows: Sequence[Row]) -> float:
    return sum(row.values["accuracy"] for row in rows) / len(rows) if rows else 0.0


def _pairs(before: Sequence[Row], after: Sequence[Row]) -> list[tuple[Row, Row]]:
    earlier = {row.id: row for row in before}
    return [(earlier[row.id], row) for row in after if row.id in earlier]
