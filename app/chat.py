"""The page: `python -m app chat` serves it. This file only says which pages there are."""

import sys
from pathlib import Path

# `streamlit run app/chat.py` puts app/ at the head of the path, not the checkout: nothing of ours
# could be imported. People do type that command.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import streamlit as st  # noqa: E402

from app.display.words import choose_words  # noqa: E402
from app.panes.components import page_style  # noqa: E402

app_folder = Path(__file__).resolve().parent
words = choose_words(st.context.locale)
st.set_page_config(
    page_title="Footnote", page_icon=str(app_folder / "frontend" / "icon.png"), layout="wide"
)
st.logo(str(app_folder / "frontend" / "icon.png"), size="large")
page_style()
pages = app_folder / "pages"
if "only" in st.session_state:  # what is chosen to be asked outlives a look at another page
    st.session_state["only"] = st.session_state["only"]
page = st.navigation(
    [
        st.Page(pages / "ask.py", title=words.ask_page, icon=":material/forum:", default=True),
        st.Page(pages / "library.py", title=words.library_page, icon=":material/library_books:"),
        st.Page(pages / "evaluation.py", title=words.evaluation_page, icon=":material/monitoring:"),
    ],
    position="top",
)
if page.url_path:  # the way back to the open conversation has no name in the address
    st.session_state["address"] = ""
page.run()
