"""The source beside the answer: its paragraph, and the page that it stands on."""

from __future__ import annotations

import base64

import streamlit as st

from app import shared
from app.conversations import Exchange
from app.export import Json
from app.pagepicture import PictureError
from app.panes.components import sourced
from app.panes.visit import Visit
from app.sourceview import Source, cited_work, locate, page_numbers, rectangles, source_of
from app.view import source_view
from ingest.document import Document

_WIDTH = 1300  # pixels of a page's picture: sharp at twice the pane's width


def chosen(visit: Visit, exchanges: list[Exchange]) -> Source | None:
    """Return the source on show, None where none is."""
    del visit
    number, key = st.session_state.get("chosen") or (0, "")
    for exchange in exchanges:
        if exchange.id == number:
            return source_of(exchange.answer, key)
    return None


def draw(visit: Visit, source: Source | None) -> None:
    """Draw the source and a button that closes it; nothing, not even a column, for None."""
    if source is None:
        with st.container(key="nothing"):
            st.space("xxsmall")
        return
    number, key = st.session_state["chosen"]
    first = st.session_state.get("first") == number and key == "c1"
    with st.container(key="source-first" if first else "source-chosen", gap="xsmall"):
        st.button(
            visit.words.close,
            key="close-source",
            icon=":material/close:",
            help=visit.words.close,
            type="tertiary",
            on_click=_close,
        )
        _draw_located(visit, source, f"{number}-{key}")


def _close() -> None:
    st.session_state["chosen"] = None


def _draw_located(visit: Visit, source: Source, key: str) -> None:
    rows = {row.id: row for row in visit.bot.library.documents()}
    row = rows.get(source.document_id)
    if row is None:
        sourced(key="source", data=source_view(source, None, None, words=visit.words, key=key))
        return
    document = shared.document(visit.library, row.id, row.sha256)
    located = locate(document, source)
    _, last = page_numbers(document)
    page = int(st.session_state.get("turned") or located.page or 0)

    def turn() -> None:
        st.session_state["turned"] = int(st.session_state["source"].turned)

    titles = {row.id: row.title for row in rows.values() if row.id != source.document_id}
    data = source_view(
        source,
        document,
        located,
        words=visit.words,
        key=f"{key}-{page}",
        cited=titles.get(cited_work(source.reference, titles), ""),
    )
    if last and page:
        data |= _picture(visit, document, page, last)
        quoted = [(located.start, located.end)]
        data["boxes"] = [list(box) for box in rectangles(document, quoted, page=page)]
        data["marks"] = [list(box) for box in rectangles(document, located.marks, page=page)]
    sourced(key="source", data=data, on_turned_change=turn)


def _picture(visit: Visit, document: Document, page: int, last: int) -> dict[str, Json]:
    words = visit.words
    try:
        picture = shared.page_picture(visit.library, document.id, document.sha256, page, _WIDTH)
    except PictureError as exc:
        return {"warning": words.no_picture.format(exc)}
    return {
        "picture": base64.b64encode(picture).decode("ascii"),
        "page": page,
        "pages": last,
        "pageLabel": words.page_of.format(page, last),
        "alt": words.picture_of.format(page, document.title or document.id),
    }
