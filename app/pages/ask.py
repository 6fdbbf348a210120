"""The page on which questions are asked."""

import streamlit as st

from app import shared
from app.display.words import choose_words
from app.language.plain import escape_markdown
from app.panes import conversation, sidebar, source, tasks, welcome
from app.panes.visit import Visit
from app.server.identity import current_owner
from ingest.errors import FootnoteError


def main() -> None:
    """Draw the page."""
    words = choose_words(st.context.locale)
    owner = current_owner()
    if owner is None:
        welcome.sign_in(words)
        return
    visit = Visit(owner=owner, library=shared.library_path(), words=words)
    visit.enter()
    # Above the box to ask in, at a place that is the same in every run: files go on being added
    # while the rest of the page changes.
    given = st.bottom.container(key="given")
    question = conversation.asked(visit)
    with given:
        tasks.draw(visit)
    sidebar.draw(visit)
    exchanges = visit.exchanges()
    unanswered = visit.unanswered()
    if not exchanges and not question and not unanswered:
        welcome.draw(visit)
        return
    chosen = source.chosen(exchanges)
    # Always two columns: a footnote that opens the second must not lose the keyboard's place.
    left, right = st.columns(2, gap="large")
    with left:
        conversation.draw(visit, exchanges, question, unanswered=unanswered)
    with right:
        source.draw(visit, chosen)


try:
    main()
except FootnoteError as exc:
    st.error(escape_markdown(str(exc)))
