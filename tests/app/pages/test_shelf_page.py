"""The library on the page: what is added, chosen, removed and brought back."""

from __future__ import annotations

import io
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from reportlab.pdfgen.canvas import Canvas
from streamlit.testing.v1 import AppTest

from app import shared
from index.adding import AddResult
from index.telling import Tell
from ingest.parse import parse_bytes
from tests.app.conftest import ScriptedChatbot
from tests.app.pages.asking import NUTS, ask, shown
from tests.app.waiting import until


def test_a_removed_document_comes_back_as_the_one_that_it_was(
    page: AppTest, scripted: ScriptedChatbot
) -> None:
    shells = replace(parse_bytes(NUTS, "nuts.md"), id="shells", source="/away/nuts.md")
    scripted.library.remove(["fruit"])
    scripted.library.put_back(shells, NUTS, added="2024-02-29T10:00:00+00:00")
    page.run()
    page.switch_page("pages/library.py").run()
    page.button(key="remove-shells").click().run()
    assert scripted.library.documents() == []
    next(button for button in page.button if button.label == "Undo").click().run()
    for _ in range(100):
        if scripted.library.documents():
            break
        time.sleep(0.05)
    (row,) = scripted.library.documents()
    assert (row.id, row.source) == ("shells", "/away/nuts.md")
    assert row.added == "2024-02-29T10:00:00+00:00"


def test_a_document_of_which_not_all_is_left_can_be_removed(
    page: AppTest, scripted: ScriptedChatbot, tmp_path: Path
) -> None:
    with closing(apsw.Connection(str(tmp_path / "library" / "library.sqlite"))) as connection:
        connection.execute("DELETE FROM originals")
    page.run()
    page.switch_page("pages/library.py").run()
    page.button(key="remove-fruit").click().run()
    assert not page.exception
    assert scripted.library.documents() == []
    assert not [button for button in page.button if button.label == "Undo"]


def test_a_document_whose_file_is_missing_is_shown_without_a_picture_of_its_page(
    page: AppTest, scripted: ScriptedChatbot, tmp_path: Path
) -> None:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "Pears ripen late in the valley, and are sold in winter.")
    canvas.save()
    added = scripted.library.add_bytes(out.getvalue(), "pears.pdf").document
    with closing(apsw.Connection(str(tmp_path / "library" / "library.sqlite"))) as connection:
        connection.execute("DELETE FROM originals")
    page.run()
    page.session_state["opened"] = added
    page.switch_page("pages/library.py").run()
    assert not page.exception
    assert not page.error
    (leaf,) = shown(page, "footnote_source")
    assert "the original of 'pears' is missing" in str(leaf["warning"])
    assert "Pears ripen late" in str(leaf["quote"])


def test_undo_does_not_take_the_place_of_what_was_added_meanwhile(
    scripted: ScriptedChatbot,
) -> None:
    library = scripted.library
    library.add_bytes(NUTS, "nuts.md")
    document, data = library.document("nuts"), library.original("nuts")
    library.remove(["nuts"])
    newer = NUTS + b"\nNuts were corrected.\n"
    library.add_bytes(newer, "nuts.md")
    result = library.put_back(document, data)
    assert (result.status, result.document) == ("failed", "")
    assert "was added again meanwhile" in result.error
    assert library.original("nuts") == newer
    library.remove(["nuts"])
    assert library.put_back(document, data).status == "added"
    assert library.document("nuts") == document


def test_a_document_that_is_gone_by_the_time_it_is_removed_is_told_so_over_the_page(
    page: AppTest, scripted: ScriptedChatbot
) -> None:
    page.run()
    page.switch_page("pages/library.py").run()
    scripted.library.remove(["fruit"])
    page.button(key="remove-fruit").click().run()
    assert not page.exception
    (told,) = page.toast
    assert told.value.startswith("no document \\'fruit\\' in the library")


def open_nuts(page: AppTest, scripted: ScriptedChatbot) -> None:
    """Add a second paper, and show it on the page of the library."""
    scripted.library.add_bytes(NUTS, "nuts.md")
    page.run()
    page.session_state["opened"] = "nuts"  # as if its row had been clicked
    page.switch_page("pages/library.py").run()


def test_after_a_document_was_removed_no_other_lies_open_in_its_place(
    page: AppTest, scripted: ScriptedChatbot
) -> None:
    open_nuts(page, scripted)
    page.button(key="remove-nuts").click().run()
    assert [row.id for row in scripted.library.documents()] == ["fruit"]
    assert not [one for one in page.button if str(one.key).startswith("remove-")]


def test_an_open_document_stays_open_while_others_are_filtered_and_sorted(
    page: AppTest, scripted: ScriptedChatbot
) -> None:
    open_nuts(page, scripted)
    for order in ("title", "added"):
        page.selectbox[0].set_value(order).run()
        assert [one.key for one in page.button if "remove-" in str(one.key)] == ["remove-nuts"]
    page.text_input(key="shelf-filter").set_value("fruit").run()
    assert [one.key for one in page.button if "remove-" in str(one.key)] == ["remove-fruit"]
    page.text_input(key="shelf-filter").set_value("").run()
    assert [one.key for one in page.button if "remove-" in str(one.key)] == ["remove-nuts"]


def test_files_that_were_added_are_listed_until_the_next_question_and_those_that_failed_longer(
    page: AppTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.run()
    adder = shared.adder(tmp_path / "library")
    window = f"|{page.session_state['window']}"
    adder.submit(window, "nuts.md", NUTS)
    adder.submit(window, "empty.md", b"")
    for _ in range(200):
        if all(task.is_done for task in adder.tasks(window)):
            break
        time.sleep(0.05)
    page.run()
    assert [task.name for task in adder.tasks(window)] == ["nuts.md", "empty.md"]
    ask(page, "How many apples?")
    assert [task.name for task in adder.tasks(window)] == ["empty.md"]


def test_an_empty_library_asks_for_a_paper_unless_one_is_being_added(
    page: AppTest, scripted: ScriptedChatbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun, add = threading.Event(), scripted.library.add_bytes

    def add_later(data: bytes, name: str, *, tell: Tell) -> AddResult:
        assert begun.wait(30)
        return add(data, name, tell=tell)

    monkeypatch.setattr(scripted.library, "add_bytes", add_later)
    scripted.library.remove(["fruit"])
    page.run()
    page.switch_page("pages/library.py").run()
    asked_for = "There is nothing here yet. Add a paper with the button above."
    assert asked_for in [row.value for row in page.markdown]
    adder, window = shared.adder(tmp_path / "library"), f"|{page.session_state['window']}"
    adder.submit(window, "nuts.md", NUTS)
    page.run()
    assert asked_for not in [row.value for row in page.markdown]
    begun.set()
    until(lambda: all(task.is_done for task in adder.tasks(window)))


def test_a_column_in_which_nothing_stands_is_left_out_of_the_table(
    page: AppTest, scripted: ScriptedChatbot
) -> None:
    page.run()
    page.switch_page("pages/library.py").run()
    assert list(page.dataframe[0].proto.column_order) == [
        "Title",
        "Authors",
        "Passages",
        "Date added",
    ]


def test_what_stands_before_the_first_heading_is_called_front_matter_among_the_passages(
    page: AppTest,
) -> None:
    page.run()
    page.session_state["parts-fruit"] = "Passages"  # as if that tab had been opened
    page.switch_page("pages/library.py").run()
    assert page.dataframe[1].value["Section"].iloc[0] == "front matter"
    page.session_state["parts-fruit"] = "References"
    page.run()
    assert "No references were found in this document." in [row.value for row in page.caption]


def test_a_filter_that_no_document_matches_says_so(page: AppTest) -> None:
    page.run()
    page.switch_page("pages/library.py").run()
    page.text_input(key="shelf-filter").set_value("zebras").run()
    assert "Nothing found." in [row.value for row in page.caption]
    assert not page.dataframe
