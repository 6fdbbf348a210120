"""The page that shows measured quality: reports that `python -m eval` wrote."""

import streamlit as st

from app.display.words import choose_words
from app.language.plain import escape_markdown
from app.panes import reports, welcome
from app.server.identity import current_owner
from ingest.errors import FootnoteError

words = choose_words(st.context.locale)
try:
    if current_owner() is None:
        welcome.sign_in(words)
    else:
        reports.draw(words)
except FootnoteError as exc:
    st.error(escape_markdown(str(exc)))
