from __future__ import annotations

import pytest

from app.adding import Outcome, Task
from app.display.taskview import counts_of, latest_tasks, outcome_lines, stage_of
from app.display.words import CHINESE, ENGLISH


@pytest.mark.parametrize(
    ("task", "text"),
    [
        (Task(1, "", "a", "waiting"), "waiting"),
        (Task(1, "", "a", "adding", "reading"), "reading"),
        (Task(1, "", "a", "adding", "embedding", 3, 12), "indexing passage 3 of 12"),
        (Task(1, "", "a", "adding", "something new"), "reading and indexing"),
        (Task(1, "", "a", "failed"), "not added"),
    ],
)
def test_it_is_said_what_is_being_done_with_a_file(task: Task, text: str) -> None:
    assert stage_of(task, ENGLISH) == text
    assert stage_of(task, CHINESE)


def test_a_file_that_was_added_shows_its_counts_and_its_first_warnings() -> None:
    outcome = Outcome("added", warnings=("a", "b", "c", "d"), pages=6, passages=40, references=9)
    task = Task(1, "", "a", "added", outcome=outcome)
    assert counts_of(task, ENGLISH) == "6 pages · 40 passages · 9 references"
    assert outcome_lines(task, ENGLISH) == ["a", "b", "c"]


def test_of_one_page_it_is_not_said_that_there_are_pages() -> None:
    task = Task(1, "", "a", "added", outcome=Outcome("added", pages=1, passages=1, references=1))
    assert counts_of(task, ENGLISH) == "1 page · 1 passage · 1 reference"
    assert counts_of(task, CHINESE) == "1 页 · 1 段 · 1 条参考文献"


def test_a_file_that_was_there_already_shows_no_counts() -> None:
    assert (
        counts_of(Task(1, "", "a", "unchanged", outcome=Outcome("unchanged", pages=6)), ENGLISH)
        == ""
    )


def test_a_file_that_failed_shows_the_reason() -> None:
    outcome = Outcome("failed", "no text on any page")
    assert outcome_lines(Task(1, "", "a", "failed", outcome=outcome), ENGLISH) == [
        "no text on any page"
    ]


def test_of_many_files_those_under_way_and_those_that_failed_are_always_shown() -> None:
    tasks = [Task(number, "", "a", "added") for number in range(50)]
    tasks[3] = Task(3, "", "a", "failed")
    tasks += [Task(50, "", "a", "adding"), *(Task(n, "", "a", "waiting") for n in range(51, 90))]
    shown = [task.id for task in latest_tasks(tasks, shown=10)]
    assert shown == [3, 45, 46, 47, 48, 49, 50, 51, 52, 53]


def test_once_all_are_done_those_that_failed_head_the_list() -> None:
    tasks = [Task(1, "", "a", "added"), Task(2, "", "b", "failed"), Task(3, "", "c", "unchanged")]
    assert [task.id for task in latest_tasks(tasks, shown=10)] == [2, 1, 3]
    busy = [*tasks, Task(4, "", "d", "adding")]
    assert [task.id for task in latest_tasks(busy, shown=10)] == [1, 2, 3, 4]
