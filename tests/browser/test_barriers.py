"""Who uses no mouse, sees little or reads another language can use the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visit

QUESTION = "What was the total import and export volume in 2019?"
pytestmark = pytest.mark.slow


def test_a_footnote_is_reached_and_opened_by_keyboard_alone(visit: Visit) -> None:
    person = visit()
    person.open()
    person.ask(QUESTION)
    page = person.page
    page.get_by_role("button", name="Close the source").press("Enter")
    page.locator(".paper").wait_for(state="detached")
    expect(page.locator(".note").first).to_be_focused()
    expect(page.locator(".tip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tip")).to_be_hidden()
    page.keyboard.press("Enter")
    page.locator(".paper img").wait_for()
    page.wait_for_timeout(500)
    focused = "() => document.activeElement.shadowRoot?.activeElement?.dataset.note"
    assert page.evaluate(focused) == "c1"


def test_a_new_answer_is_read_out_once(visit: Visit) -> None:
    person = visit()
    person.open()
    page = person.page
    page.evaluate("""() => {
      window.heard = [];
      setInterval(() => {
        for (const host of document.querySelectorAll("*")) {
          const said = host.shadowRoot?.querySelector("[role=status]")?.textContent;
          if (said && !window.heard.includes(said)) window.heard.push(said);
        }
      }, 50);
    }""")
    person.ask(QUESTION)
    page.wait_for_function("() => window.heard.length")
    [said] = page.evaluate("() => window.heard")
    assert "158.13 billion yuan" in said
    assert "[1]" not in said
    expect(page.locator(".footnote-root [role=status]")).to_have_count(0)


def test_the_way_to_another_page_shows_where_the_keyboard_is(visit: Visit) -> None:
    person = visit()
    person.open()
    link = person.page.get_by_role("link", name="Library")
    expect(link).to_have_css("outline-style", "none")
    person.page.get_by_role("link", name="Ask").focus()
    person.page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_have_css("outline-style", "solid")


@pytest.mark.parametrize("width", [400, 1440])
@pytest.mark.parametrize("dark", [False, True])
def test_there_is_no_serious_barrier(visit: Visit, width: int, dark: bool) -> None:
    from axe_playwright_python.sync_playwright import Axe

    person = visit(width=width, dark=dark)
    person.open()
    page = person.page
    page.locator(".st-key-welcome .stButton button").first.wait_for()
    found = serious(Axe().run(page).response)
    person.ask(QUESTION)
    page.locator(".note").first.click()
    page.locator(".paper img").wait_for()
    page.wait_for_timeout(500)
    found += serious(Axe().run(page).response)
    assert found == []
    across = page.evaluate("document.documentElement.scrollWidth")
    assert across <= width


@pytest.mark.parametrize("name", ["library", "evaluation"])
@pytest.mark.parametrize(("width", "dark"), [(400, True), (1440, False)])
def test_there_is_no_serious_barrier_on_the_other_pages(
    visit: Visit, name: str, width: int, dark: bool
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    person = visit(width=width, dark=dark)
    person.page.goto(f"{person.base}/{name}")
    person.page.get_by_role("heading", level=1).wait_for()
    person.page.get_by_test_id("stDataFrame").first.wait_for()
    person.page.wait_for_timeout(1000)
    assert serious(Axe().run(person.page).response) == []
    assert person.page.evaluate("document.documentElement.scrollWidth") <= width
    assert person.complaints == []


def serious(response: dict[str, list[dict[str, object]]]) -> list[str]:
    return [
        f"{row['id']}: {row['help']} {[node['html'][:160] for node in row['nodes'][:3]]}"  # type: ignore[index,union-attr]
        for row in response["violations"]
        if row["impact"] in ("serious", "critical")
    ]


def test_the_page_speaks_the_browsers_language(visit: Visit) -> None:
    person = visit(locale="zh-CN")
    person.open()
    expect(person.page.get_by_role("button", name="新对话")).to_be_visible()
    person.ask("河南")
    expect(person.page.locator(".abstention-title, .answer").first).to_be_visible()
