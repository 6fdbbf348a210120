"""Files that were given: what is being done with each, and what became of it."""

from __future__ import annotations

import streamlit as st

from app.adding import Task
from app.display.taskview import counts_of, latest_tasks, outcome_lines, stage_of
from app.language.plain import escape_markdown, file_name
from app.panes.visit import Visit

_SHOWN = 30
_ICONS = {"waiting": "hourglass_empty", "adding": "sync", "failed": "error"}


def draw(visit: Visit) -> None:
    """Draw the visitor's files, again and again while one is being added."""
    tasks = visit.adder.tasks(visit.window)
    if not tasks:
        return
    done = sum(task.is_done for task in tasks)
    busy = done < len(tasks)
    st.fragment(_task_list, run_every=0.5 if busy else None)(visit, done)


def _task_list(visit: Visit, were_done: int) -> None:
    tasks = visit.adder.tasks(visit.window)
    done = sum(task.is_done for task in tasks)
    with st.container(key="tasks", gap="xsmall"):
        if tasks and done == len(tasks):
            _end(visit, done)
        elif tasks:
            st.progress(done / len(tasks), text=f"{done} / {len(tasks)}")
        for task in latest_tasks(tasks, shown=_SHOWN):
            _task(visit, task)
        if len(tasks) > _SHOWN:
            st.caption(visit.words.more_files.format(len(tasks) - _SHOWN))
    if done > were_done:
        st.rerun()  # the whole page: there are new documents


def _end(visit: Visit, done: int) -> None:
    """Say that all are done. How to be rid of the list stands above it, since it can be long."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"{done} / {done}", width="content")
        st.button(
            visit.words.clear_results,
            type="tertiary",
            key="clear-tasks",
            icon=":material/close:",
            on_click=visit.adder.clear,
            args=(visit.window,),
        )


def _task(visit: Visit, task: Task) -> None:
    icon = _ICONS.get(task.state, "check")
    name = escape_markdown(file_name(task.name))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        said = " · ".join(filter(None, (stage_of(task, visit.words), counts_of(task, visit.words))))
        st.markdown(f":material/{icon}: **{name}** {said}")
        if task.can_retry:
            st.button(
                visit.words.retry,
                key=f"retry-{task.id}",
                type="tertiary",
                icon=":material/refresh:",
                on_click=visit.adder.retry,
                args=(visit.window, task.id),
            )
    for line in outcome_lines(task, visit.words):
        st.caption(escape_markdown(line, limit=300))
