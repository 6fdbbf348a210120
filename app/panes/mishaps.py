"""What goes wrong in a callback: Streamlit runs it before the page, which could tell it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from app.language.plain import escape_markdown
from ingest.errors import FootnoteError


@contextmanager
def toasted() -> Iterator[None]:
    """Tell an expected failure over the page, which is then drawn as it is."""
    try:
        yield
    except FootnoteError as exc:
        st.toast(escape_markdown(str(exc)), icon=":material/warning:")
