"""The two parts that Streamlit does not have: a footnoted answer, and a source beside it.

Their data is JSON, and their scripts put text into text nodes only.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_FRONTEND = Path(__file__).resolve().parent.parent / "frontend"


def _read(*names: str) -> str:
    return "\n".join((_FRONTEND / name).read_text(encoding="utf-8") for name in names)


footnoted = st.components.v2.component(
    "footnote_exchange", css=_read("exchange.css"), js=_read("dom.js", "exchange.js")
)
sourced = st.components.v2.component(
    "footnote_source", css=_read("source.css"), js=_read("dom.js", "source.js")
)


def page_style() -> None:
    """Put the page's own style sheet in place, where the page's HTML did not come with it.

    It does from `python -m app chat`, but not from `streamlit run app/chat.py`.
    """
    st.html(f"<style>{_read('page.css')}</style>")
