"""The page on which the library is looked through."""

import streamlit as st

from app.display.words import choose_words
from app.language.plain import escape_markdown
from app.panes import shelf, welcome
from app.server.identity import current_owner
from ingest.errors import FootnoteError

words = choose_words(st.context.locale)
try:
    owner = current_owner()
    if owner is None:
        welcome.sign_in(words)
    else:
        shelf.draw(owner, words)
except FootnoteError as exc:
    st.error(escape_markdown(str(exc)))
