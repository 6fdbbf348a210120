"""What the page says of files that are being added, in words."""

from __future__ import annotations

from collections.abc import Sequence

from app.adding import Task
from app.display.words import Words, counted

_WARNINGS = 3  # shown of one file; its page in the library has them all


def latest_tasks(tasks: Sequence[Task], *, shown: int) -> list[Task]:
    """Return `shown` tasks in their order: those under way and failed before those that are done.

    Of the rest those come first that ended last, or whose turn comes next. Once all are done,
    those that failed head the list.
    """
    waiting = [task for task in tasks if task.state == "waiting"]
    wanted = [task for task in tasks if task.state in ("adding", "failed")]
    ended = [task for task in tasks if task.is_done and task.state != "failed"]
    chosen = [*wanted, *ended[-(shown // 2) :], *waiting, *ended[: -(shown // 2)][::-1]][:shown]
    numbers = {task.id for task in chosen}
    found = [task for task in tasks if task.id in numbers]
    if any(not task.is_done for task in tasks):
        return found
    return sorted(found, key=lambda task: task.state != "failed")


def stage_of(task: Task, words: Words) -> str:
    """Return what is being done with a file, or what became of it: "indexing passage 3 of 12"."""
    if task.state != "adding":
        return {
            "waiting": words.waiting,
            "added": words.added,
            "updated": words.updated,
            "unchanged": words.unchanged,
            "unpacked": words.unpacked,
            "failed": words.failed,
        }[task.state]
    if task.stage == "embedding" and task.total:
        return words.embedding.format(task.done, task.total)
    stages = {"reading": words.reading, "storing": words.storing}
    return stages.get(task.stage, words.adding)


def outcome_lines(task: Task, words: Words) -> list[str]:
    """Return what else there is to say of a file that is done: the reason, warnings."""
    outcome = task.outcome
    lines = [outcome.detail, *outcome.warnings[:_WARNINGS]]
    return [line for line in lines if line]


def counts_of(task: Task, words: Words) -> str:
    """Return how much there is in a file that was added: "6 pages · 38 passages"."""
    if task.state not in ("added", "updated"):
        return ""
    outcome = task.outcome
    return " · ".join(
        counted(text, count)
        for text, count in (
            (words.pages_count, outcome.pages),
            (words.passages_count, outcome.passages),
            (words.references_count, outcome.references),
        )
        if count
    )
