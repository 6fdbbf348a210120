"""Questions and answers, the newest at the end."""

from __future__ import annotations

import streamlit as st

from app import shared
from app.answer import Answer
from app.conversations import Exchange, Rating
from app.limits import FILES_AT_ONCE, QUESTION_CHARACTERS, QUESTIONS_A_MINUTE
from app.panes.components import footnoted
from app.panes.visit import Visit, history
from app.panes.welcome import suggestions
from app.plain import escape_markdown, visible
from app.question_rows import keep_row
from app.view import exchange_view, pending_view
from ingest.errors import FootnoteError

_SHOWN = 20  # exchanges drawn before "show earlier"
FILE_TYPES = ["pdf", "md", "markdown", "txt", "docx", "html", "htm", "epub", "tex", "xml", "zip"]


def asked(visit: Visit) -> str:
    """Return the question that was just asked, "" for none. Files given with it are queued."""
    given = st.chat_input(
        visit.words.ask_placeholder,
        key="ask",
        accept_file="multiple",
        file_type=FILE_TYPES,
        max_chars=QUESTION_CHARACTERS,
        submit_mode="stop",
    )
    question = str(st.session_state.pop("asking", ""))
    if given is None:
        return question
    files = list(given.files)
    if len(files) > FILES_AT_ONCE:
        st.warning(visit.words.too_many_files.format(FILES_AT_ONCE))
    for file in files[:FILES_AT_ONCE]:
        visit.adder.submit(visit.window, file.name, file.getvalue())
    return given.text.strip() or question


def draw(visit: Visit, exchanges: list[Exchange], question: str) -> None:
    """Draw the conversation, and answer `question` at its end."""
    with st.container(key="conversation", gap="medium"):
        with st.container(key="history", gap="medium"):
            for exchange in _recent(visit, exchanges):
                with st.container(key=f"exchange-{exchange.id}", gap="xsmall"):
                    _draw_exchange(visit, exchange)
        # Written in every run, so that a finished answer never stays here as well.
        live = st.empty()
        if question:
            with live.container():
                _answer(visit, exchanges, question)
        elif exchanges:
            _follow_ups(visit, exchanges)


def _recent(visit: Visit, exchanges: list[Exchange]) -> list[Exchange]:
    hidden = len(exchanges) - _SHOWN
    if hidden <= 0 or st.session_state.get("all"):
        return exchanges
    if st.button(visit.words.earlier.format(hidden), type="tertiary"):
        st.session_state["all"] = True
        st.rerun()
    return exchanges[-_SHOWN:]


def _draw_exchange(visit: Visit, exchange: Exchange) -> None:
    key = f"answer-{exchange.id}"

    def choose() -> None:
        st.session_state["chosen"] = (exchange.id, str(st.session_state[key].chosen))
        st.session_state.pop("turned", None)
        st.session_state.pop("first", None)

    number, chosen = st.session_state.get("chosen") or (0, "")
    footnoted(
        key=key,
        data=exchange_view(
            exchange.answer,
            identity=str(exchange.id),
            titles=visit.titles if exchange.answer.abstained else {},
            chosen=chosen if number == exchange.id else "",
            words=visit.words,
        ),
        on_chosen_change=choose,
    )
    _judge(visit, exchange)


def _judge(visit: Visit, exchange: Exchange) -> None:
    thumb, comment = f"thumb-{exchange.id}", f"comment-{exchange.id}"
    ratings: tuple[Rating, Rating] = ("down", "up")

    def rate() -> None:
        value = st.session_state.get(thumb)
        visit.store.rate(
            visit.owner,
            exchange.id,
            rating="" if value is None else ratings[value],
            comment=str(st.session_state.get(comment, exchange.comment)),
        )

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.feedback(
            "thumbs",
            key=thumb,
            default=ratings.index(exchange.rating) if exchange.rating else None,
            on_change=rate,
        )
        with st.popover(visit.words.comment, type="tertiary"):
            st.text_area(
                visit.words.comment_placeholder,
                key=comment,
                value=exchange.comment,
                max_chars=4000,
                on_change=rate,
            )
            if st.button(
                visit.words.question_row,
                key=f"row-{exchange.id}",
                help=visit.words.question_row_help,
            ):
                keep_row(exchange.answer, visit.library / "questions.jsonl")
                st.toast(visit.words.question_row_kept)


def _answer(visit: Visit, exchanges: list[Exchange], question: str) -> None:
    """Stream the answer, keep it, and draw the page anew with it."""
    if not shared.rate().allows(visit.owner or visit.window):
        st.warning(visit.words.too_often.format(QUESTIONS_A_MINUTE))
        return
    footnoted(key=f"pending-{len(exchanges)}", data=pending_view(question, words=visit.words))
    place = st.empty()
    place.caption(visit.words.thinking + "…")
    text, answer = "", None
    try:
        with shared.suggester().answering():
            for piece in visit.bot.stream(
                question,
                history=[exchange.turn for exchange in history(exchanges)],
                documents=visit.documents(),
            ):
                if isinstance(piece, Answer):
                    answer = piece
                else:
                    text += piece
                    place.text(visible(text))
    except FootnoteError as exc:
        place.error(escape_markdown(str(exc)))
        return
    if answer is not None:
        exchange = visit.store.append(visit.owner, visit.begin(question), answer)
        _show_first_source(exchange)
    st.rerun()


def _show_first_source(exchange: Exchange) -> None:
    st.session_state.pop("turned", None)
    st.session_state["first"] = exchange.id
    citations = exchange.answer.citations
    st.session_state["chosen"] = (exchange.id, f"c{citations[0].number}") if citations else None


def _follow_ups(visit: Visit, exchanges: list[Exchange]) -> None:
    with st.container(key="followups", gap="xsmall"):
        suggestions(
            shared.follow_up_questions(visit.library, exchanges),
            key=f"next-{exchanges[-1].id}",
            caption=visit.words.followups,
        )
