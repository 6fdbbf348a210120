"""The source beside the answer: its paragraph, and the page that it stands on."""

from __future__ import annotations

import base64
from collections.abc import Mapping

import streamlit as st

from app import shared
from app.display.pagepicture import PictureError
from app.display.view import page_label, source_view
from app.evidence.sourceview import (
    Located,
    Source,
    cited_work,
    front_of,
    locate,
    opening,
    page_numbers,
    rectangles,
    source_of,
)
from app.export import Json
from app.kept.conversations import Exchange
from app.panes.components import sourced
from app.panes.visit import Visit
from index.errors import LibraryDamaged
from index.store import DocumentSummary
from ingest.document import Document

_WIDTH = 1300  # pixels of a page's picture: sharp at twice the pane's width
Rows = Mapping[str, DocumentSummary]


def chosen(exchanges: list[Exchange]) -> Source | None:
    """Return the source on show, None where none is."""
    number, key = st.session_state.get("chosen") or (0, "")
    for exchange in exchanges:
        if exchange.id == number:
            return source_of(exchange.answer, key)
    return None


def show(exchange: int, key: str) -> None:
    """Put the source `key` of an exchange on show, "" for none."""
    st.session_state["chosen"] = (exchange, key) if key else None
    for name in ("turned", "first", "work"):
        st.session_state.pop(name, None)


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
            on_click=show,
            args=(0, ""),
        )
        _draw(visit, source, f"{number}-{key}")


def _draw(visit: Visit, source: Source, key: str) -> None:
    rows = visit.rows
    work = str(st.session_state.get("work", ""))
    if work in rows:
        st.button(
            visit.words.back_to_quote,
            icon=":material/arrow_back:",
            key="back-to-quote",
            type="tertiary",
            on_click=_open,
            args=("",),
        )
        source, key = front_of(_document(visit, rows[work])), f"{key}-{work}"
    row = rows.get(source.document_id)
    if row is None:
        sourced(key="source", data=source_view(source, None, None, words=visit.words, key=key))
        return
    document = _document(visit, row)
    located = locate(document, source)
    page = int(st.session_state.get("turned") or located.page or 0)
    data = source_view(
        source,
        document,
        located,
        words=visit.words,
        key=f"{key}-{page}",
        cited=_cited(source, rows),
    )
    sourced(
        key="source",
        data=data | _page(visit, document, located, page),
        on_turned_change=lambda: _turn(int(st.session_state["source"].turned)),
        on_opened_change=lambda: _open(str(st.session_state["source"].opened)),
    )


def browse(visit: Visit, document: Document, section: int) -> None:
    """Draw a section of a document (from 0; -1 for its front), and let the pages be turned."""
    source, located = opening(document, section)
    place = f"{document.id}-{section}"
    leaf, page = st.session_state.get("leaf") or ("", 0)
    if leaf != place:
        page = located.page or 0

    def turn() -> None:
        st.session_state["leaf"] = (place, int(st.session_state["leaves"].turned))

    data = source_view(source, document, located, words=visit.words, key=f"{place}-{page}")
    data |= {"title": ""} | _page(visit, document, located, page)  # it heads the document already
    sourced(key="leaves", data=data, on_turned_change=turn)


def _page(visit: Visit, document: Document, located: Located, page: int) -> dict[str, Json]:
    """Return the picture of a page and what is marked on it; {} of a document without pages."""
    _, last = page_numbers(document)
    if not last or not page:
        return {}
    return _picture(visit, document, page, last) | _highlights(document, located, page)


def _turn(page: int) -> None:
    st.session_state["turned"] = page


def _open(work: str) -> None:
    st.session_state["work"] = work
    st.session_state.pop("turned", None)


def _document(visit: Visit, row: DocumentSummary) -> Document:
    return shared.document(visit.library, row.id, row.version)


def _cited(source: Source, rows: Rows) -> tuple[str, str]:
    titles = {row.id: row.title for row in rows.values() if row.id != source.document_id}
    work = cited_work(source.reference, titles)
    return work, titles.get(work, "")


def _highlights(document: Document, located: Located, page: int) -> dict[str, Json]:
    quoted = [(located.start, located.end)]
    return {
        "boxes": [list(box) for box in rectangles(document, quoted, page=page)],
        "marks": [list(box) for box in rectangles(document, located.marks, page=page)],
    }


def _picture(visit: Visit, document: Document, page: int, last: int) -> dict[str, Json]:
    words = visit.words
    try:
        picture = shared.page_picture(visit.library, document.id, document.sha256, page, _WIDTH)
    except (PictureError, LibraryDamaged) as exc:
        return {"warning": words.no_picture.format(exc)}
    return {
        "picture": base64.b64encode(picture).decode("ascii"),
        "page": page,
        "pages": last,
        "pageLabel": page_label(last, words),
        "alt": words.picture_of.format(page, document.title or document.id),
    }
