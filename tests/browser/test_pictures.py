"""Pictures of every screen; FOOTNOTE_PICTURES=1 takes those in docs/img anew."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import Visit, Visitor

QUESTION = "What was the total import and export volume in 2019?"
pytestmark = pytest.mark.slow


def open_with_starters(person: Visitor) -> None:
    """Open the page once the questions to begin with have been tried out."""
    for _ in range(60):
        person.open()
        person.page.locator(".st-key-welcome .stButton").first.wait_for()
        if person.page.locator(".st-key-welcome .stButton").count() > 1:
            return
        person.page.wait_for_timeout(1000)


def shown_with_follow_ups(page: Page) -> None:
    page.locator(".paper img").wait_for()
    page.locator(".st-key-followups .stButton").first.wait_for()


def test_the_page_with_an_answer_and_its_source(
    visit: Visit, taken: Callable[[Page, str], None]
) -> None:
    person = visit(height=860)
    open_with_starters(person)
    taken(person.page, "welcome")
    person.ask(QUESTION)
    shown_with_follow_ups(person.page)
    taken(person.page, "page")


def test_the_page_in_the_dark_with_a_quote_in_a_tip(
    visit: Visit, taken: Callable[[Page, str], None]
) -> None:
    person = visit(height=860, dark=True)
    open_with_starters(person)
    person.ask(QUESTION)
    shown_with_follow_ups(person.page)
    person.page.locator(".note").first.hover()
    taken(person.page, "dark")


def test_an_abstention(visit: Visit, taken: Callable[[Page, str], None]) -> None:
    person = visit(height=760)
    person.open()
    person.ask("How many bridges are there in Venice?")
    taken(person.page, "abstention")


def test_a_narrow_window(visit: Visit, taken: Callable[[Page, str], None]) -> None:
    person = visit(width=400, height=800)
    person.open()
    person.ask(QUESTION)
    person.page.locator(".note").first.click()
    person.page.locator(".paper img").wait_for()
    taken(person.page, "narrow")


def test_the_page_in_chinese(visit: Visit, taken: Callable[[Page, str], None]) -> None:
    person = visit(height=860, locale="zh-CN")
    open_with_starters(person)
    person.ask(QUESTION)
    shown_with_follow_ups(person.page)
    taken(person.page, "chinese")


def test_files_that_were_given(
    visit: Visit, taken: Callable[[Page, str], None], pdf: bytes, address: str
) -> None:
    person = visit(height=760)
    person.open()
    person.page.locator(".stChatInput input[type=file]").set_input_files(
        [
            {"name": "towers.pdf", "mimeType": "application/pdf", "buffer": pdf},
            {"name": "torn.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 torn"},
        ]
    )
    person.page.get_by_text("torn.pdf").first.wait_for()
    person.ready_to_send()
    person.page.get_by_test_id("stChatInputTextArea").press("Enter")
    expect(person.page.locator(".st-key-tasks")).to_contain_text("2 / 2")
    taken(person.page, "adding")
    remove = urllib.request.Request(  # noqa: S310 - the server that this test started
        f"{address}/api/documents/towers", method="DELETE"
    )
    urllib.request.urlopen(remove, timeout=120).close()  # noqa: S310


def test_a_document_opened_at_a_heading(visit: Visit, taken: Callable[[Page, str], None]) -> None:
    person = visit(height=1000)
    page = person.page
    page.goto(f"{person.base}/library")
    page.locator(".paper img").wait_for()
    headings = page.get_by_test_id("stDataFrame").nth(1)
    headings.click(position={"x": 60, "y": 36 * 8 + 18})  # the eighth: 2.3.1
    expect(page.locator(".page input")).to_have_value("2")
    expect(page.locator(".paper .box.quote")).to_have_count(1)
    taken(page, "library")


def test_the_page_of_measured_quality(visit: Visit, taken: Callable[[Page, str], None]) -> None:
    person = visit(height=1240)
    page = person.page
    page.goto(f"{person.base}/evaluation")
    page.get_by_role("combobox", name="Report").click()
    page.get_by_role("option", name="henan.baseline").click()
    page.locator(".stVegaLiteChart").nth(2).wait_for()
    taken(page, "evaluation")
