"""Questions and answers, the newest at the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app import shared
from app.answer import Answer
from app.display.view import exchange_view, is_talk, pending_view
from app.kept.conversations import Exchange, Rating
from app.kept.question_rows import keep_row
from app.kept.standing import Change, changes
from app.language.plain import escape_markdown, visible
from app.panes import giving, source
from app.panes.components import footnoted
from app.panes.mishaps import toasted
from app.panes.visit import Visit, history
from app.panes.welcome import ask_again, suggestions
from app.question.questions import check
from app.server.limits import QUESTIONS_A_MINUTE
from index.sealed import may_be_written
from ingest.errors import FootnoteError

_SHOWN = 20  # exchanges drawn before "show earlier"
_SLOW = 1.0  # seconds after which an answer takes long


def asked(visit: Visit) -> str:
    """Return the question to answer now, "" for none.

    Files given with it are queued. One that was given with files, or before anything is in the
    library, waits until they are added.
    """
    # Put there by hand: one that moves there itself scrolls the page to its end whenever it grows.
    given = st.bottom.chat_input(
        visit.words.ask_placeholder,
        key="ask",
        accept_file="multiple",
        submit_mode="stop",
    )
    asking: tuple[str, str] = st.session_state.pop("asking", ("", ""))
    if given is not None and given.text.strip():
        asking = given.text.strip(), ""
    question, of = asking
    if question:
        st.session_state["of"] = of
        giving.tidy(visit)
    if given is not None:
        giving.queue(visit, given.files)
    if question:
        given_with_it = given is not None and bool(given.files)
        st.session_state["waits"] = (given_with_it or not visit.rows) and giving.under_way(visit)
    elif st.session_state.get("waits") and not giving.under_way(visit):
        st.session_state["waits"] = False
        return visit.unanswered()
    return question


def draw(visit: Visit, exchanges: list[Exchange], question: str, *, unanswered: str) -> None:
    """Draw the conversation, and answer `question` at its end, or offer the `unanswered` one."""
    with st.container(key="conversation", gap="medium"):
        past = st.container(key="history", gap="medium")
        draw_past = cache(lambda: _draw_past(visit, exchanges, past))  # once a run
        # Written in every run, so that a finished answer never stays here as well.
        live = st.empty()
        if question:
            st.session_state.pop("stopped", None)
            with live.container(key="live"):
                _answer(visit, exchanges, question, meanwhile=draw_past)
        draw_past()
        if question:
            return
        if unanswered:
            with live.container(key="live"):
                _unanswered(visit, unanswered)
        elif exchanges:
            _ask_all(visit, exchanges[-1].answer)
            _follow_ups(visit, exchanges)


def _draw_past(visit: Visit, exchanges: list[Exchange], past: DeltaGenerator) -> None:
    with past:
        for exchange in _recent(visit, exchanges):
            with st.container(key=f"exchange-{exchange.id}", gap="xsmall"):
                _draw_exchange(visit, exchange, last=exchange is exchanges[-1])


def _recent(visit: Visit, exchanges: list[Exchange]) -> list[Exchange]:
    hidden = len(exchanges) - _SHOWN
    if hidden <= 0 or st.session_state.get("all"):
        return exchanges
    if st.button(visit.words.earlier.format(hidden), type="tertiary"):
        st.session_state["all"] = True
        st.rerun()
    return exchanges[-_SHOWN:]


def _draw_exchange(visit: Visit, exchange: Exchange, *, last: bool) -> None:
    key = f"answer-{exchange.id}"

    def choose() -> None:
        source.show(exchange.id, str(st.session_state[key].chosen))

    number, chosen = st.session_state.get("chosen") or (0, "")
    footnoted(
        key=key,
        data=exchange_view(
            exchange.answer,
            identity=str(exchange.id),
            titles=visit.titles,
            chosen=chosen if number == exchange.id else "",
            words=visit.words,
            changed=_changed(visit, exchange),
            fresh=st.session_state.get("first") == exchange.id,
            last=last,
        ),
        on_chosen_change=choose,
    )
    if not is_talk(exchange.answer):
        _judge(visit, exchange)


def _changed(visit: Visit, exchange: Exchange) -> dict[int, Change]:
    return changes(
        exchange.answer,
        asked=exchange.asked,
        rows=visit.rows,
        load=lambda row: shared.document(visit.library, row.id, row.version),
    )


def _judge(visit: Visit, exchange: Exchange) -> None:
    thumb, comment = f"thumb-{exchange.id}", f"comment-{exchange.id}"
    ratings: tuple[Rating, Rating] = ("down", "up")

    @toasted()
    def rate() -> None:
        value = st.session_state.get(thumb)
        visit.store.rate(
            visit.keeper,
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
        note = st.popover(
            visit.words.comment, key=f"note-{exchange.id}", type="tertiary", on_change="rerun"
        )
        if note.open:  # made only then: a long conversation has one of them for each answer
            note.text_area(
                visit.words.comment_placeholder,
                key=comment,
                value=exchange.comment,
                max_chars=4000,
                on_change=rate,
            )
        if may_be_written(visit.library):
            _offer_row(visit, exchange)


def _offer_row(visit: Visit, exchange: Exchange) -> None:
    """Offer to keep the answer, with the source on show, as a row of a question file."""
    words = visit.words
    if st.button(
        words.question_row,
        key=f"row-{exchange.id}",
        type="tertiary",
        help=words.question_row_help,
    ):
        number, shown = st.session_state.get("chosen") or (0, "")
        with toasted():
            kept = keep_row(
                exchange.answer,
                visit.library / "questions.jsonl",
                shown=shown if number == exchange.id else "",
            )
            st.toast(words.question_row_kept if kept else words.question_row_there)


def _answer(
    visit: Visit, exchanges: list[Exchange], question: str, *, meanwhile: Callable[[], None]
) -> None:
    """Stream the answer, keep it, and draw the page anew with it.

    What stands above, from the run before, need not be drawn for that; where the answer takes
    long, `meanwhile` draws it, so that it does not fade.
    """
    waits = st.session_state.pop("waits", False)  # and waits only once it is kept
    if not shared.rate().allows(visit.owner or visit.window):
        st.warning(visit.words.too_often.format(QUESTIONS_A_MINUTE))
        return
    footnoted(key=f"pending-{len(exchanges)}", data=pending_view(question, words=visit.words))
    place = st.empty()
    if not visit.rows and not waits:
        place.info(visit.words.begin_text)
        return
    place.caption(visit.words.thinking + "…")
    try:
        conversation = visit.begin(check(question))
        if waits:
            st.session_state["waits"] = True
            st.rerun()
        st.fragment(_look_whether_stopped, run_every=0.5)()
        # The stop button ends this run wherever it is, and nothing more can be drawn in it: what
        # was said until then is kept for the run that `_look_whether_stopped` starts.
        st.session_state["stopped"] = ""
        answer = _streamed(visit, exchanges, question, place, meanwhile)
    except FootnoteError as exc:
        st.session_state.pop("stopped", None)
        place.error(escape_markdown(str(exc)))
        return
    shared.metrics().count_answer(answer)
    exchange = visit.store.append(visit.keeper, conversation, answer)
    _show_first_source(exchange)
    del st.session_state["stopped"]
    st.rerun()


def _streamed(
    visit: Visit,
    exchanges: list[Exchange],
    question: str,
    place: DeltaGenerator,
    meanwhile: Callable[[], None],
) -> Answer:
    """Return the answer, after its text was shown piece by piece in `place`."""
    text, late = "", time.monotonic() + _SLOW
    past, documents = history(exchanges), visit.documents()
    if of := st.session_state.get("of"):
        past, documents = [], [of] if len(visit.rows) > 1 else []
    with shared.suggester().answering():
        for piece in visit.bot.stream(
            question, history=[exchange.turn for exchange in past], documents=documents
        ):
            if isinstance(piece, Answer):
                return piece
            text += piece
            st.session_state["stopped"] = text
            place.text(visible(text))
            if time.monotonic() > late:
                meanwhile()
    raise AssertionError("the last piece is the answer")


def _look_whether_stopped() -> None:
    """Draw the page anew after the stop button: Streamlit only ends the run, and waits.

    A fragment on a timer has its turn when no run of the page is under way.
    """
    if "stopped" in st.session_state:
        st.rerun()


def _unanswered(visit: Visit, question: str) -> None:
    """Draw a question that waits, or was stopped, here or by a reload, and what was said of it."""
    words, said = visit.words, st.session_state.get("stopped")
    footnoted(key="unanswered", data=pending_view(question, words=words))
    if st.session_state.get("waits"):
        st.caption(words.after_files)
        if not giving.under_way(visit):  # the last file was added while this was drawn
            st.rerun()
        return
    if said:
        st.text(visible(said))
    st.caption(words.unanswered if said is None else words.stopped)
    again = question, st.session_state.get("of", "")
    st.button(words.retry, icon=":material/refresh:", on_click=ask_again, args=again)


def _show_first_source(exchange: Exchange) -> None:
    citations = exchange.answer.citations
    source.show(exchange.id, f"c{citations[0].number}" if citations else "")
    st.session_state["first"] = exchange.id


def _ask_all(visit: Visit, answer: Answer) -> None:
    """Offer to ask all documents where those that were chosen do not say."""

    def ask() -> None:
        st.session_state["only"] = []
        ask_again(answer.question)

    if answer.abstained and answer.scope:
        st.button(visit.words.ask_all, key="ask-all", on_click=ask)


def _follow_ups(visit: Visit, exchanges: list[Exchange]) -> None:
    suggestions(
        lambda: shared.follow_up_questions(visit.library, exchanges),
        place="followups",
        key=f"next-{exchanges[-1].id}",
        caption=visit.words.followups,
    )
