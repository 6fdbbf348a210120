"""The queue of a library in a database: what its workers do, on whatever machine, as they do it."""

from __future__ import annotations

from pathlib import PurePosixPath

import streamlit as st

from app import shared
from app.language.plain import escape_markdown, file_name
from app.panes.visit import Visit
from ingest.errors import FootnoteError

_SHOWN = 20
_EVERY = 2.0  # seconds
_ICONS = {"running": "sync", "waiting": "hourglass_empty", "dead": "error"}


def draw(visit: Visit) -> None:
    """Draw what runs, waits and was given up, again and again; nothing for a folder."""
    if shared.queue(visit.library) is not None:
        st.fragment(_jobs, run_every=_EVERY)(visit)


def _jobs(visit: Visit) -> None:
    queue, words = shared.queue(visit.library), visit.words
    try:
        counts, rows = (queue.counts(), queue.rows(limit=_SHOWN)) if queue else ({}, [])
    except FootnoteError as exc:  # it is tried again
        st.caption(escape_markdown(str(exc)))
        return
    states = {"running": words.adding, "waiting": words.waiting, "dead": words.failed}
    if not rows:
        return
    with st.container(key="queue", gap="xsmall"):
        st.caption(" · ".join(f"{counts[name]} {said}" for name, said in states.items()))
        for row in rows:
            name = escape_markdown(file_name(PurePosixPath(row.source).name))
            st.markdown(f":material/{_ICONS[row.state]}: **{name}** {states[row.state]}")
            if row.problem:
                st.caption(escape_markdown(row.problem, limit=300))
