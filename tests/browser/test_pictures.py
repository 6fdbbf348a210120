"""Pictures of every screen; FOOTNOTE_PICTURES=1 takes those in docs/img anew."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "What was the total import and export volume in 2019?"
pytestmark = pytest.mark.slow


class Visitor(Protocol):
    page: Page
    base: str

    def open(self, path: str = "/") -> None: ...
    def ask(self, question: str) -> float: ...


Visit = Callable[..., Visitor]


@pytest.fixture
def taken(tmp_path: Path) -> Callable[[Page, str], None]:
    """Save a picture; into docs/img where that is asked for."""
    folder = ROOT / "docs" / "img" if os.environ.get("FOOTNOTE_PICTURES") == "1" else tmp_path

    def take(page: Page, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        page.wait_for_timeout(1500)
        page.screenshot(path=folder / f"{name}.png")
        assert (folder / f"{name}.png").stat().st_size > 10_000

    return take


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


@pytest.mark.parametrize("name", ["library", "evaluation"])
def test_the_other_pages(visit: Visit, taken: Callable[[Page, str], None], name: str) -> None:
    person = visit(height=860)
    person.page.goto(f"{person.base}/{name}")
    person.page.get_by_role("heading", level=1).wait_for()
    taken(person.page, name)
