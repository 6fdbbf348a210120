"""Where an answer went wrong: the first step of answering that did not do its part."""

from __future__ import annotations

from collections.abc import Sequence

from eval.measures import Row

FAILED = "failed"
ANSWERED = "answered, though unanswerable"
NOT_FOUND = "not found"
SILENT = "found, kept silent"
NOT_SHOWN = "found, not shown"
SAYS = {
    NOT_FOUND: "the top five passages do not hold the answer",
    SILENT: "they hold it, and no answer is given",
    NOT_SHOWN: "they hold it, and the sentences shown do not",
    ANSWERED: "the documents do not say, and an answer is given",
    FAILED: "an error, and no answer",
}


def shortfall(row: Row) -> str:
    """Return where a row went wrong, one of `SAYS`; "" for a right one."""
    if row.values["accuracy"] >= 1:
        return ""
    if row.error:
        return FAILED
    if not row.answerable:
        return ANSWERED
    # What has evidence only is judged by the evidence, in passages as in answers.
    if not row.values.get("passage-inclusion@5", row.values.get("Success@5", 0.0)):
        return NOT_FOUND
    return SILENT if row.abstained else NOT_SHOWN


def shortfalls(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Return the rows that went wrong, by where, in the order of `SAYS`; none that is empty."""
    found: dict[str, list[Row]] = {name: [] for name in SAYS}
    for row in rows:
        if where := shortfall(row):
            found[where].append(row)
    return {name: of_it for name, of_it in found.items() if of_it}


def wanted(row: Row) -> str:
    """Return in words what the answer had to hold; "" where only evidence is named."""
    any_of = " or ".join(f"“{text}”" for text in row.answers)
    all_of = " and ".join(f"“{text}”" for text in row.must_include)
    return ", with ".join(filter(None, (any_of, all_of)))
