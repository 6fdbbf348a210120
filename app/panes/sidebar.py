"""At the side: conversations, and the documents that are asked."""

from __future__ import annotations

import streamlit as st

from app.kept.conversations import Conversation
from app.language.plain import escape_markdown
from app.panes import giving
from app.panes.mishaps import toasted
from app.panes.visit import Visit, exports
from app.server.identity import sign_in_is_configured

_LISTED = 25


def draw(visit: Visit) -> None:
    """Draw the side bar of the page on which questions are asked."""
    with st.sidebar:
        st.button(
            visit.words.new_conversation,
            key="begin",
            icon=":material/edit_square:",
            width="stretch",
            on_click=visit.open,
            args=("",),
        )
        _conversations(visit)
        _library(visit)
        if sign_in_is_configured():
            st.button(visit.words.sign_out, on_click=st.logout, type="tertiary")


def _conversations(visit: Visit) -> None:
    words = visit.words
    st.subheader(words.conversations, anchor=False)
    containing = st.text_input(
        words.search_conversations,
        key="search",
        placeholder=words.search_conversations,
        label_visibility="collapsed",
        icon=":material/search:",
    )
    rows = visit.store.listed(visit.owner, containing=containing, limit=_LISTED)
    if not containing:
        rows = _with_open_one(visit, rows)
    if not rows:
        st.caption(words.nothing_found if containing else words.no_conversations)
    with st.container(key="conversations", gap="xxsmall"):
        for row in rows:
            if row.id == visit.conversation:
                _open_conversation(visit, row)
            else:
                _button(visit, row, selected=False)


def _with_open_one(visit: Visit, rows: list[Conversation]) -> list[Conversation]:
    """Return `rows` headed by the open conversation where that is older, or came by a link."""
    if not visit.conversation or any(row.id == visit.conversation for row in rows):
        return rows
    row = visit.store.get(visit.keeper, visit.conversation)
    return [row, *rows] if row else rows


def _button(visit: Visit, row: Conversation, *, selected: bool) -> None:
    st.button(
        escape_markdown(row.name, limit=60),
        key=f"open-{row.id}",
        type="secondary" if selected else "tertiary",
        width="stretch",
        on_click=visit.open,
        args=(row.id,),
    )


def _open_conversation(visit: Visit, row: Conversation) -> None:
    name, menu = st.columns([5, 1], gap="xxsmall", vertical_alignment="center")
    with name:
        _button(visit, row, selected=True)
    with (
        menu,
        st.popover(
            visit.words.options, key="options", icon=":material/more_horiz:", type="tertiary"
        ),
    ):
        _options(visit, row)


def _options(visit: Visit, row: Conversation) -> None:
    words = visit.words
    key = f"name-{row.id}"

    @toasted()
    def rename() -> None:
        name = str(st.session_state[key])
        if name.strip():
            visit.store.rename(visit.keeper, row.id, name)

    @toasted()
    def delete() -> None:
        visit.store.delete(visit.keeper, row.id)
        visit.open("")

    st.text_input(words.rename, value=row.name, key=key, max_chars=120, on_change=rename)
    st.caption(words.export)
    with st.container(horizontal=True, gap="xsmall"):
        for label, suffix, mime, data in exports(visit, row):
            st.download_button(
                label,
                data=data,
                file_name=f"footnote-{row.id}.{suffix}",
                mime=mime,
                key=f"export-{suffix}",
                on_click="ignore",
            )
    # What is deleted cannot be brought back: the button asks once more.
    if st.button(words.delete_conversation, icon=":material/delete:", key="delete-conversation"):
        st.button(words.delete_for_good, type="primary", key="delete-for-good", on_click=delete)


def _library(visit: Visit) -> None:
    words = visit.words
    names = dict(visit.names)
    st.subheader(words.library, anchor=False)
    st.caption(words.library_count.format(len(names)))
    if names:
        st.multiselect(
            words.only_these,
            list(names),
            key="only",
            format_func=lambda name: names.get(name, name),
            placeholder=words.all_documents,
            help=words.only_these_help,
            # Enter takes the first that has what was typed in it, and no other with it.
            filter_mode="contains",
            select_all=False,
        )
    giving.uploader(visit)
