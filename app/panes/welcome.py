"""What is shown before the first question: how to begin, and questions to begin with."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from app import shared
from app.display.suggest import Proposed
from app.display.words import Words
from app.language.plain import escape_markdown
from app.panes.visit import Visit


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
        suggestions(
            lambda: shared.starter_questions(visit.library, visit.documents()),
            place="starters",
            key="starter",
            caption=words.starters,
        )


def suggestions(propose: Callable[[], Proposed], *, place: str, key: str, caption: str) -> None:
    """Draw questions as buttons that ask them, in a container named `place`, as they come."""
    waiting = not propose().are_all

    def draw_proposed() -> None:
        proposed = propose()
        if proposed.questions:
            with st.container(gap="small"):
                st.caption(caption)
                with st.container(key=place, gap="xsmall"):
                    _buttons(proposed, key=key)
        if waiting and proposed.are_all:  # no timer is needed any more
            st.rerun()

    st.fragment(draw_proposed, run_every=1.0 if waiting else None)()


def _buttons(proposed: Proposed, *, key: str) -> None:
    for at, question in enumerate(proposed.questions):
        # In a fragment a click draws only that anew, and the answer stands outside it.
        if st.button(
            escape_markdown(question),
            key=f"{key}-{at}",
            wrap=True,
            on_click=ask_again,
            args=(question, proposed.of),
        ):
            st.rerun()


def ask_again(question: str, of: str = "") -> None:
    """Ask `question` in the next run of the page; where `of` names a document, of that alone."""
    st.session_state["asking"] = (question, of)


def sign_in(words: Words) -> None:
    """Ask a stranger to sign in."""
    with st.container(key="welcome", gap="small"):
        st.title("Footnote", anchor=False)
        st.write(words.sign_in_first)
        st.button(words.sign_in, type="primary", on_click=st.login)
