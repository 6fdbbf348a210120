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
        if not visit.rows:
            st.subheader(words.begin_title, anchor=False)
            st.write(words.begin_text)
            return
        st.markdown(words.tagline)
        waiting = not shared.suggestions_are_ready(visit.library)
        st.fragment(_starters, run_every=1.0 if waiting else None)(visit, waiting)


def _starters(visit: Visit, was_waiting: bool) -> None:
    """Draw the questions to begin with; once they have all been tried out, no timer is needed."""
    suggestions(
        shared.starter_questions(visit.library),
        place="starters",
        key="starter",
        caption=visit.words.starters,
    )
    if was_waiting and shared.suggestions_are_ready(visit.library):
        st.rerun()


def suggestions(questions: list[str], *, place: str, key: str, caption: str) -> None:
    """Draw questions as buttons that ask them, in a container named `place`."""
    if not questions:
        return
    with st.container(gap="small"):
        st.caption(caption)
        with st.container(key=place, gap="xsmall"):
            for at, question in enumerate(questions):
                # In a fragment a click draws only that anew, and the answer stands outside it.
                if st.button(
                    escape_markdown(question),
                    key=f"{key}-{at}",
                    wrap=True,
                    on_click=ask_again,
                    args=(question,),
                ):
                    st.rerun()


def ask_again(question: str) -> None:
    """Ask `question` in the next run of the page."""
    st.session_state["asking"] = question


def sign_in(words: Words) -> None:
    """Ask a stranger to sign in."""
    with st.container(key="welcome", gap="small"):
        st.title("Footnote", anchor=False)
        st.write(words.sign_in_first)
        st.button(words.sign_in, type="primary", on_click=st.login)
