"""Files that were given: what is being done with each, and what became of it."""

from __future__ import annotations

import streamlit as st

from app.panes.visit import Visit
from app.plain import escape_markdown


def draw(visit: Visit) -> None:
    """Draw the visitor's files, again and again while one is being added."""
    tasks = visit.adder.tasks(visit.window)
    if not tasks:
        return
    busy = any(not task.is_done for task in tasks)
    st.fragment(_task_list, run_every=0.5 if busy else None)(visit, busy)


def _task_list(visit: Visit, was_busy: bool) -> None:
    words = visit.words
    tasks = visit.adder.tasks(visit.window)
    labels = {
        "waiting": words.waiting,
        "adding": words.adding,
        "added": words.added,
        "updated": words.updated,
        "unchanged": words.unchanged,
        "failed": words.failed,
    }
    icons = {"waiting": "hourglass_empty", "adding": "sync", "failed": "error"}
    done = sum(task.is_done for task in tasks)
    with st.container(key="tasks", gap="xsmall"):
        st.progress(done / len(tasks), text=f"{done} / {len(tasks)}")
        for task in tasks[-30:]:
            icon = icons.get(task.state, "check")
            st.markdown(
                f":material/{icon}: **{escape_markdown(task.name, limit=80)}** {labels[task.state]}"
            )
            for line in (*((task.detail,) if task.detail else ()), *task.warnings[:3]):
                st.caption(escape_markdown(line, limit=300))
            if task.can_retry:
                st.button(
                    words.retry,
                    key=f"retry-{task.id}",
                    on_click=visit.adder.retry,
                    args=(visit.window, task.id),
                )
        if done == len(tasks):
            st.button(
                words.clear_results,
                type="tertiary",
                key="clear-tasks",
                on_click=visit.adder.clear,
                args=(visit.window,),
            )
    if was_busy and done == len(tasks):
        st.rerun()  # the whole page: there are new documents
