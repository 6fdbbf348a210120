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
        questions = shared.starter_questions(
            visit.library, visit.bot.library.epoch, words, words.code
        )
        if questions:
            st.caption(words.starters)
        for at, question in enumerate(questions):
            if st.button(escape_markdown(question), key=f"starter-{at}"):
                st.session_state["asking"] = question
                st.rerun()


def sign_in(words: Words) -> None:
    """Ask a stranger to sign in."""
    with st.container(key="welcome", gap="small"):
        st.title("Footnote", anchor=False)
        st.write(words.sign_in_first)
        st.button(words.sign_in, type="primary", on_click=st.login)
