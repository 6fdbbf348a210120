"""The library: every document, and what is in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import streamlit as st

from app import shared
from app.adding import Removed
from app.display.shelf import cited_on, facts, listed, outline, section_name
from app.display.words import Words
from app.language.plain import escape_markdown, one_line
from app.panes import giving, queue, source, tasks
from app.panes.mishaps import toasted
from app.panes.visit import Visit
from index.errors import LibraryDamaged
from index.library import Library
from index.store import DocumentSummary
from ingest.document import Document

_ASK = Path(__file__).resolve().parent.parent / "pages" / "ask.py"
_SHOWN = 1000  # rows of a bibliography or of the passages
_ROW = 35  # pixels of a row of a table
_TITLE = 560  # pixels: most titles are seen whole


def draw(owner: str, words: Words) -> None:
    """Draw the library's documents, and the one that is chosen."""
    visit = Visit(owner=owner, library=shared.library_path(), words=words)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(words.library, anchor=False)
        with st.popover(words.add_documents, icon=":material/add:"):
            giving.uploader(visit)
            giving.uploader(visit, folder=True)
    tasks.draw(visit)
    queue.draw(visit)
    _undo(visit)
    rows = list(visit.rows.values())
    if not rows:
        if not giving.under_way(visit):
            st.write(words.nothing_here)
        return
    found = _filtered(rows, words)
    if not found:
        st.caption(words.nothing_found)
        return
    st.caption(words.library_count.format(len(found)))
    opened = _opened(found, words)
    if opened is None and len(found) == 1 and "removed" not in st.session_state:
        opened = found[0]
    if opened:
        _document(visit, opened)
    else:
        st.caption(words.choose_document)


def _opened(found: list[DocumentSummary], words: Words) -> DocumentSummary | None:
    """Draw the table of documents, and return the one that is open in it.

    It is known by its id: rows move when others are added, removed or filtered out. It stays open
    where nothing is chosen in the table, as its own sorting takes back what was.
    """
    places = {row.id: at for at, row in enumerate(found)}
    at = places.get(str(st.session_state.get("opened", "")))
    cell = None if at is None else (at, words.sort_title)
    shown = [_row(row, words) for row in found]
    cells = st.dataframe(
        shown,
        key="shelf-" + sha256("\n".join(places).encode()).hexdigest()[:16],
        hide_index=True,
        column_config={
            words.sort_title: st.column_config.TextColumn(width=_TITLE),
            words.authors: st.column_config.TextColumn(width="medium"),
        },
        column_order=[name for name in shown[0] if any(row[name] for row in shown)],
        on_select="rerun",
        # A click anywhere in a row opens it: a row is chosen by the box at its left alone.
        selection_mode="single-cell",
        selection_default={"selection": {"cells": [cell]}} if cell else None,
        height=min(_ROW * (len(found) + 1) + 3, 12 * _ROW),
        placeholder="",
    ).selection["cells"]
    if cells:
        at = cells[0][0]
    if at is None:  # one that is filtered out for now is not forgotten
        return None
    st.session_state["opened"] = found[at].id
    return found[at]


def _filtered(rows: list[DocumentSummary], words: Words) -> list[DocumentSummary]:
    orders = {"added": words.sort_added, "title": words.sort_title, "year": words.sort_year}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        containing = st.text_input(words.filter_documents, key="shelf-filter")
        order = st.selectbox(
            words.sort_by, list(orders), format_func=lambda name: orders[name], width=200
        )
    return listed(rows, containing=containing, order=order or "added")


def _row(row: DocumentSummary, words: Words) -> dict[str, str | int | None]:
    return {
        words.sort_title: one_line(row.title or row.id),
        words.authors: one_line(", ".join(row.authors), limit=80),
        words.sort_year: str(row.year or ""),
        words.pages_title: row.pages or None,
        words.passages: row.passages,
        words.references_title: row.references or None,
        words.sort_added: row.added[:10],
        words.warnings: len(row.warnings) or None,
    }


def _document(visit: Visit, row: DocumentSummary) -> None:
    words = visit.words
    document = shared.document(visit.library, row.id, row.version)
    with st.container(border=True, key="document"):
        st.subheader(escape_markdown(row.title or row.id), anchor=False)
        st.caption(escape_markdown(facts(row, words=words)))
        for warning in row.warnings:
            st.warning(escape_markdown(warning))
        _parts(visit, row, document)
        _actions(visit, row)


def _parts(visit: Visit, row: DocumentSummary, document: Document) -> None:
    """Draw what is in a document. Only the tab that is open is made."""
    words = visit.words
    contents, references, passages = st.tabs(
        [words.outline, words.references_title, words.passages],
        key=f"parts-{row.id}",
        on_change="rerun",
    )
    if contents.open:
        with contents:
            _outline(visit, document)
    if references.open:
        with references:
            _table(_references(document, words), words, none=words.no_references)
    if passages.open:
        with passages:
            _table(_passages(visit, row), words, none=words.nothing_found)


def _outline(visit: Visit, document: Document) -> None:
    """Draw the headings; the chosen one opens beside them."""
    words = visit.words
    lines = outline(document, words=words)
    headings, opened = st.columns([2, 3], gap="large")
    chosen = -1
    if lines:
        with headings:
            found = st.dataframe(
                [{words.section: line} for line in lines],
                key=f"outline-{document.id}",
                hide_index=True,
                on_select="rerun",
                selection_mode="single-cell",
                height=min(_ROW * (len(lines) + 1) + 3, 16 * _ROW),
            ).selection["cells"]
            chosen = found[0][0] if found else -1
    with opened:
        source.browse(visit, document, chosen)


def _references(document: Document, words: Words) -> list[dict[str, str]]:
    return [
        {
            "": entry.label,
            words.references_title: one_line(entry.unlabelled),
            words.cited_in: cited_on(document, at, words=words),
        }
        for at, entry in enumerate(document.references[:_SHOWN])
    ]


def _passages(visit: Visit, row: DocumentSummary) -> list[dict[str, str | int | None]]:
    words = visit.words
    return [
        {
            words.page: passage.page,
            words.section: section_name(passage.section, words),
            words.kind: passage.kind,
            words.passages: one_line(passage.text),
        }
        for passage in visit.bot.library.passages(row.id)[:_SHOWN]
    ]


def _table(rows: Sequence[Mapping[str, str | int | None]], words: Words, *, none: str) -> None:
    if not rows:
        st.caption(none)
        return
    st.dataframe(rows, hide_index=True, placeholder="")
    if len(rows) == _SHOWN:
        st.caption(words.first_ones.format(_SHOWN))


def _actions(visit: Visit, row: DocumentSummary) -> None:
    words = visit.words
    with st.container(horizontal=True):
        if st.button(words.ask_only_this, icon=":material/forum:", key=f"ask-{row.id}"):
            st.session_state["only"] = [row.id]
            st.switch_page(_ASK)
        st.button(
            words.remove,
            icon=":material/delete:",
            key=f"remove-{row.id}",
            on_click=_remove,
            args=(visit, row),
        )


@toasted()
def _remove(visit: Visit, row: DocumentSummary) -> None:
    removed = _to_put_back(visit.bot.library, row)
    visit.bot.library.remove([row.id])
    st.session_state["removed"] = removed
    st.session_state["opened"] = ""  # no other document may lie under a second click


def _to_put_back(library: Library, row: DocumentSummary) -> tuple[Removed, bytes] | None:
    """Return a document and its file; None where one is damaged: it can be removed all the same."""
    try:
        return Removed(library.document(row.id), row.added), library.original(row.id)
    except LibraryDamaged:
        return None


def _undo(visit: Visit) -> None:
    removed = st.session_state.get("removed")
    if not removed:
        return
    was, data = removed
    document = was.document
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(escape_markdown(visit.words.removed.format(document.title or document.id)))
        st.button(
            visit.words.undo,
            icon=":material/undo:",
            on_click=_put_back,
            args=(visit, was, data),
        )


def _put_back(visit: Visit, was: Removed, data: bytes) -> None:
    # Under the id that it had: by that the answers given so far know it.
    document = was.document
    visit.adder.submit(visit.window, document.source.rsplit("/", 1)[-1], data, removed=was)
    st.session_state.pop("removed", None)
    st.session_state["opened"] = document.id
