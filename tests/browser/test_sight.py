"""What stands where on the page: nothing may be covered, cut off or scrolled out of sight."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.visiting import Visit, remove, upload

pytestmark = pytest.mark.slow
QUESTION = "What was the total import and export volume in 2019?"
FIRST, SECOND = "What does it recommend for talent training?", "How do policy changes affect firms?"
BRIDGES = (
    "# تقرير عن الجسور\n\n## المقدمة\n\n"
    "يبلغ طول الجسر الكبير في المدينة 350 مترا. بني الجسر في عام 1987 من الحديد.\n"
)


# Where the head of a question is, whenever that changes within three seconds.
WATCH = """(question) => new Promise((told) => {
  const tops = [];
  const timer = setInterval(() => {
    const { top } = question.getBoundingClientRect();
    if (tops.at(-1) !== top) tops.push(top);
  }, 10);
  setTimeout(() => { clearInterval(timer); told(tops); }, 3000);
})"""
PUSH = """(question) => {
  const late = document.createElement("div");
  late.style.height = "700px";
  document.querySelector(".st-key-history").before(late);
}"""


def edges(found: Locator) -> tuple[float, float]:
    box = found.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def head_and_foot(page: Page) -> tuple[float, float]:
    """Return between which heights of the window the conversation is seen."""
    return (
        edges(page.get_by_test_id("stHeader"))[1],
        edges(page.get_by_test_id("stBottomBlockContainer"))[0],
    )


def are_seen(page: Page, question: str) -> bool:
    """Say whether a question is seen whole, and the answer to the last one begins in sight."""
    head, foot = head_and_foot(page)
    top, bottom = edges(page.locator(".question", has_text=question))
    return head <= top < bottom < foot and edges(page.locator(".answer").last)[0] < foot


@pytest.mark.parametrize(("width", "height"), [(1440, 600), (720, 450), (390, 700)])
def test_a_new_answer_is_seen_from_its_question_on(visit: Visit, width: int, height: int) -> None:
    person = visit(width=width, height=height)
    person.open()
    for question in (FIRST, QUESTION):
        person.ask(question)
        person.page.wait_for_timeout(3000)  # what comes after the answer may not push it away
        assert are_seen(person.page, question)
    assert person.complaints == []


def test_the_page_is_still_once_an_answer_is_there(visit: Visit) -> None:
    """It went up and down for seconds where Streamlit scrolled to its end meanwhile."""
    for _ in range(3):
        person = visit(height=600)
        person.open()
        person.ask(FIRST)
        tops = person.page.locator(".question").evaluate(WATCH)
        assert len(tops) <= 3


def test_what_comes_late_does_not_push_a_new_answer_away(visit: Visit) -> None:
    person = visit(height=500)
    person.open()
    person.ask(QUESTION)
    page = person.page
    page.wait_for_timeout(3000)
    page.locator(".question").evaluate(PUSH)
    page.wait_for_timeout(500)
    assert are_seen(page, QUESTION)


def test_a_conversation_is_opened_at_its_last_question(visit: Visit) -> None:
    person = visit(height=500)
    person.open()
    for question in (FIRST, SECOND, QUESTION):
        person.ask(question)
    person.page.reload()
    expect(person.page.locator(".question")).to_have_count(3)
    person.page.wait_for_timeout(2000)
    assert are_seen(person.page, QUESTION)


def read_further_up(page: Page) -> None:
    """Scroll to the first question; what still came to the end of the page may have undone it."""
    page.mouse.move(600, 300)
    first = page.locator(".question").first
    for _ in range(20):
        page.mouse.wheel(0, -5000)
        page.wait_for_timeout(500)
        if edges(first)[1] > 0:
            break
    expect(first).to_be_in_viewport()


def test_who_reads_further_up_is_brought_to_the_question_that_he_asks(visit: Visit) -> None:
    person = visit(height=500)
    person.open()
    person.ask(FIRST)
    person.ask(SECOND)
    page = person.page
    read_further_up(page)
    person.ask(QUESTION)
    expect(page.locator(".question", has_text=QUESTION)).to_be_in_viewport()
    page.mouse.wheel(0, -5000)  # and whoever scrolls is left in peace
    page.wait_for_timeout(2500)
    expect(page.locator(".question").first).to_be_in_viewport()


def test_the_source_keeps_its_head_beside_a_list_of_files(visit: Visit) -> None:
    person = visit(height=700)
    person.open()
    person.ask(QUESTION)
    page = person.page
    page.locator(".stSidebar input[type=file]").first.set_input_files(
        [{"name": f"empty-{at}.md", "mimeType": "text/markdown", "buffer": b""} for at in range(6)]
    )
    page.get_by_role("button", name="Clear this list").wait_for()
    page.locator(".paper img").wait_for()
    page.wait_for_timeout(1000)
    page.mouse.move(600, 250)
    page.mouse.wheel(0, 5000)
    page.wait_for_timeout(500)
    head, foot = head_and_foot(page)
    top, _ = edges(page.locator("[class*=st-key-source-] .title"))
    _, bottom = edges(page.locator("[class*=st-key-source-] .footnote-root"))
    assert head <= top < bottom <= foot
    page.get_by_role("button", name="Close the source").click()
    page.get_by_role("button", name="Clear this list").click()
    expect(page.locator(".st-key-tasks")).to_have_count(0)


def test_a_low_window_is_opened_at_its_head(visit: Visit) -> None:
    person = visit(width=720, height=450)
    person.open()
    page = person.page
    page.locator(".st-key-starters .stButton").first.wait_for()
    page.wait_for_timeout(500)
    assert edges(page.get_by_role("heading", level=1))[0] >= head_and_foot(page)[0]


def test_in_a_low_window_the_source_is_scrolled_and_nothing_lies_over_it(visit: Visit) -> None:
    person = visit(width=720, height=450)
    person.open()
    person.ask(QUESTION)
    page = person.page
    page.locator(".note").nth(1).click()
    page.locator(".paper img").wait_for()
    page.wait_for_timeout(500)
    sheet = page.locator(".st-key-source-chosen")
    head, foot = head_and_foot(page)
    top, bottom = edges(sheet)
    assert head <= top < bottom <= foot + 1
    sheet.evaluate("sheet => sheet.scrollTo(0, 9999)")
    page.wait_for_timeout(300)
    assert edges(page.locator(".desk"))[1] <= foot + 1
    page.get_by_role("button", name="Close the source").click()  # in sight however far one scrolls
    expect(sheet).to_have_count(0)


def test_in_a_narrow_window_no_quote_reaches_over_its_edge_and_a_source_has_the_pages_colour(
    visit: Visit,
) -> None:
    person = visit(width=390, dark=True)
    person.open()
    person.ask(QUESTION)
    page = person.page
    page.locator(".note").first.hover()
    expect(page.locator(".tip")).to_be_visible()
    tip = page.locator(".tip").bounding_box()
    assert tip
    assert tip["x"] >= 0
    assert tip["x"] + tip["width"] <= 390
    page.locator(".note").first.click()
    sheet = page.locator(".st-key-source-chosen")
    paper = sheet.evaluate("() => getComputedStyle(document.body).backgroundColor")
    expect(sheet).to_have_css("background-color", paper)
    page.locator(".paper img").wait_for()
    page.wait_for_timeout(500)
    desk, leaf = (page.locator(place).bounding_box() for place in (".desk", ".paper"))
    assert desk
    assert leaf
    assert leaf["width"] > 1.5 * desk["width"]  # a column of two can be read
    for place in page.locator(".box.quote").all():
        box = place.bounding_box()
        assert box
        assert desk["x"] <= box["x"] < box["x"] + box["width"] <= desk["x"] + desk["width"]


def test_who_closes_a_source_by_keyboard_goes_on_at_its_footnote(visit: Visit) -> None:
    person = visit()
    person.open()
    person.ask(QUESTION)
    page = person.page
    note = page.locator(".note").nth(1)
    note.focus()
    page.keyboard.press("Enter")
    expect(note).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Close the source").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[class*=st-key-source-]")).to_have_count(0)
    expect(note).to_be_focused()


def test_what_is_written_from_right_to_left_is_shown_so(visit: Visit, address: str) -> None:
    document = upload(address, "bridges.md", BRIDGES.encode())
    person = visit()
    person.open()
    person.ask("كم يبلغ طول الجسر الكبير؟")
    page = person.page
    for place in (".question", ".answer", "blockquote"):
        assert page.locator(place).first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    person.ask(QUESTION)
    assert page.locator(".answer").last.evaluate("e => getComputedStyle(e).direction") == "ltr"
    remove(address, document)


def test_an_answer_is_copied_where_a_browser_has_no_clipboard_for_pages(visit: Visit) -> None:
    person = visit()
    page = person.page
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    person.open()
    person.ask(QUESTION)
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    box = page.get_by_test_id("stChatInputTextArea")
    box.focus()
    page.keyboard.press("Control+V")
    expect(box).to_have_value(re.compile("158.13 billion yuan"))
    assert person.complaints == []


def test_a_click_anywhere_in_a_row_of_the_library_opens_its_document(
    visit: Visit, address: str
) -> None:
    document = upload(address, "kite.md", b"# Kites of Brask\n\nRed.")
    page = visit().page
    page.goto(f"{address}/library")
    page.get_by_text("Documents: 2").wait_for()
    expect(page.locator("canvas").first).to_be_visible()
    page.wait_for_timeout(1000)  # the table is drawn anew
    table = page.locator("canvas").first.bounding_box()
    assert table
    for row, title in enumerate(("Kites of Brask", "Exploration on the Development Status")):
        page.mouse.click(table["x"] + 250 * (row + 1), table["y"] + 52 + 35 * row)
        opened = page.locator(".st-key-document").get_by_role("heading", level=3)
        expect(opened).to_contain_text(title)
    page.mouse.click(table["x"] + 250, table["y"] + 18)  # sorted by its head, nothing is chosen
    page.wait_for_timeout(2000)
    expect(opened).to_contain_text("Exploration on the Development Status")
    remove(address, document)


def test_a_second_click_on_remove_removes_no_other_document(visit: Visit, address: str) -> None:
    documents = [upload(address, f"kite-{at}.md", f"# Kite {at}\n\nRed.".encode()) for at in "abc"]
    person = visit()
    page = person.page
    page.goto(f"{address}/library")
    page.get_by_label("Filter by title, author or year").fill("kite")
    page.get_by_label("Filter by title, author or year").press("Enter")
    page.get_by_text("Documents: 3").wait_for()
    page.wait_for_timeout(1000)  # the table is drawn anew
    expect(page.locator("canvas").first).to_be_visible()
    table = page.locator("canvas").first.bounding_box()
    assert table
    page.mouse.click(table["x"] + 18, table["y"] + 52)
    page.get_by_role("button", name="Remove").dblclick()
    expect(page.get_by_text("Documents: 2")).to_be_visible()
    expect(page.get_by_role("button", name="Undo")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Remove")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Documents: 3")).to_be_visible()
    expect(page.get_by_role("button", name="Remove")).to_have_count(1)
    for document in documents:
        remove(address, document)
