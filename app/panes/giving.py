"""Files that people give, on any page: they are queued, and added beside everything else."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from app.adding import told_apart
from app.panes.visit import Visit
from app.server.limits import FILES_AT_ONCE
from ingest.parse import SUFFIXES


def queue(visit: Visit, files: Sequence[UploadedFile]) -> None:
    """Queue files to be added; say so where they are more than can be taken at once."""
    if len(files) > FILES_AT_ONCE:
        st.toast(visit.words.too_many_files.format(FILES_AT_ONCE), icon=":material/warning:")
    taken = ((file.name, file.getvalue()) for file in files[:FILES_AT_ONCE])
    for name, data in told_apart(taken):
        visit.adder.submit(visit.window, name, data)


def tidy(visit: Visit) -> None:
    """Forget the files that were added, once none is under way: the list stands over the page."""
    if not under_way(visit):
        visit.adder.clear(visit.window, failed=False)


def under_way(visit: Visit) -> bool:
    """Say whether a file that was given is still to be added."""
    return not all(task.is_done for task in visit.adder.tasks(visit.window))


def uploader(visit: Visit, *, folder: bool = False) -> None:
    """Draw a box that takes files, or a folder with all that is in it."""
    words = visit.words
    version = st.session_state.setdefault("upload", 0)
    files = st.file_uploader(
        words.add_folder if folder else words.add_files,
        # Of a folder only papers are wanted; what was chosen is never left out without a word.
        type=sorted(suffix[1:] for suffix in SUFFIXES) if folder else None,
        accept_multiple_files="directory" if folder else True,
        key=f"{'folder' if folder else 'upload'}-{version}",
        help=words.add_help,
    )
    if not files:
        return
    queue(visit, files)
    # A new key empties the box, so that the same files are not added at the next run.
    st.session_state["upload"] = version + 1
    st.rerun()
