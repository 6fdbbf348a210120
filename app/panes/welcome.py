"""What is shown before the first question: how to begin, and questions to begin with."""

from __future__ import annotations

import streamlit as st

from app import shared
from app.panes.visit import Visit
from app.plain import escape_markdown
from app.words import Words


def draw(visit: Visit) -> None:
    """Draw the empty conversation."""
    words = visit.words
    with st.container(key="welcome", gap="small"):
        st.title("Footnote", anchor=False)
        if not visit.bot.library.documents():
            st.subheader(words.begin_title, anchor=False)
            st.write(words.begin_text)
            return
        st.markdown(words.tagline)
        suggestions(shared.starter_questions(visit.library), key="starter", caption=words.starters)


def suggestions(questions: list[str], *, key: str, caption: str) -> None:
    """Draw questions as buttons that ask them."""
    if questions:
        st.caption(caption)
    for at, question in enumerate(questions):
        st.button(
            escape_markdown(question),
            key=f"{key}-{at}",
            wrap=True,
            on_click=_ask,
            args=(question,),
        )


def _ask(question: str) -> None:
    st.session_state["asking"] = question


def sign_in(words: Words) -> None:
    """Ask a stranger to sign in."""
    with st.container(key="welcome", gap="small"):
        st.title("Footnote", anchor=False)
        st.write(words.sign_in_first)
        st.button(words.sign_in, type="primary", on_click=st.login)
