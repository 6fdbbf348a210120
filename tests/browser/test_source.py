"""The source that opens beside an answer: its page, its words marked, in sight."""

from __future__ import annotations

import io
import re

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.test_page import KITES
from tests.browser.visiting import Visit, remove, upload

QUESTION = "What was the total import and export volume in 2019?"
pytestmark = pytest.mark.slow


def test_a_dropped_pdf_is_added_asked_and_shown_with_its_words_marked(
    visit: Visit, pdf: bytes, address: str
) -> None:
    person = visit()
    person.open()
    page = person.page
    page.locator(".stChatInput input[type=file]").set_input_files(
        {"name": "towers.pdf", "mimeType": "application/pdf", "buffer": pdf}
    )
    box = page.get_by_test_id("stChatInputTextArea")
    page.get_by_text("towers.pdf").first.wait_for()
    person.ready_to_send()
    box.press("Enter")
    expect(page.locator(".st-key-tasks")).to_contain_text("added")
    person.ask("How tall is the lighthouse of Skerry?")
    expect(page.locator(".answer")).to_contain_text("47 metres")
    page.locator(".note").first.click()
    page.locator(".paper img").wait_for()
    wanted = "The lighthouse of Skerry measures 47 metres."
    for _ in range(20):  # the page may still be settling
        if words_under_the_boxes(page, pdf) == wanted:
            break
        page.wait_for_timeout(500)
    assert words_under_the_boxes(page, pdf) == wanted
    assert marked_pixels_lie_in_the_boxes(page)
    assert person.complaints == []
    remove(address, "towers")


def words_under_the_boxes(page: Page, pdf: bytes) -> str:
    """Return what the PDF prints under the highlighted boxes of the page on show."""
    number = int(page.locator(".page input").input_value())
    sheet = pypdfium2.PdfDocument(pdf)[number - 1]
    width, height = sheet.get_size()
    text = sheet.get_textpage()
    found = []
    for style in page.locator(".paper .box.quote").evaluate_all(
        "nodes => nodes.map(n => [n.style.left, n.style.top, n.style.width, n.style.height])"
    ):
        left, top, across, down = (float(part.rstrip("%")) / 100 for part in style)
        found.append(
            text.get_text_bounded(
                left=left * width,
                right=(left + across) * width,
                top=height - top * height,
                bottom=height - (top + down) * height,
            )
        )
    return " ".join(" ".join(found).split())


def marked_pixels_lie_in_the_boxes(page: Page) -> bool:
    """Return whether yellow is seen inside the boxes of the picture, and nowhere else on it.

    The page may still be settling, so it is looked at for some seconds.
    """
    for _ in range(20):
        if only_the_boxes_are_yellow(page):
            return True
        page.wait_for_timeout(500)
    return False


def only_the_boxes_are_yellow(page: Page) -> bool:
    frame = page.locator(".desk").bounding_box()
    boxes = [node.bounding_box() for node in page.locator(".paper .box").all()]
    if frame is None or not all(boxes):
        return False  # being drawn anew
    picture = Image.open(io.BytesIO(page.screenshot(clip=frame))).convert("RGB")
    inside = outside = 0
    for x in range(4, picture.width - 4, 2):
        for y in range(4, picture.height - 4, 2):
            red, _, blue = picture.getpixel((x, y))
            if red > 200 and blue < 190:
                at = (frame["x"] + x, frame["y"] + y)
                if any(holds(box, at) for box in boxes if box):
                    inside += 1
                else:
                    outside += 1
    return page.locator(".paper").count() == 1 and inside > 20 and outside == 0


def holds(box: dict[str, float], at: tuple[float, float]) -> bool:
    return (
        box["x"] - 1.5 <= at[0] <= box["x"] + box["width"] + 1.5
        and box["y"] - 1.5 <= at[1] <= box["y"] + box["height"] + 1.5
    )


def test_escape_closes_the_source_that_lies_over_the_answer_in_a_narrow_window(
    visit: Visit,
) -> None:
    person = visit(width=390)
    person.open()
    person.ask(QUESTION)
    page = person.page
    page.locator(".note").first.click()
    expect(page.locator(".st-key-source-chosen blockquote")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-source-chosen")).to_have_count(0)
    assert person.complaints == []


def test_pages_are_turned_and_enlarged(visit: Visit) -> None:
    person = visit()
    person.open()
    person.ask(QUESTION)
    page = person.page
    number = page.locator(".page input")
    expect(page.locator(".page")).to_have_text("page  of 6")
    expect(number).to_have_value("2")
    page.get_by_role("button", name="Next page").click()
    expect(number).to_have_value("3")
    assert page.locator(".paper .box").count() == 0
    number.fill("6")
    number.press("Enter")
    expect(page.locator(".paper img")).to_have_attribute("alt", re.compile("Page 6 of"))
    number.fill("7")
    number.press("Enter")
    expect(number).to_have_value("6")
    number.fill("1")
    number.press("Enter")
    page.get_by_role("button", name="Next page").click()
    expect(number).to_have_value("2")
    expect(page.locator(".paper .box")).not_to_have_count(0)
    before = page.locator(".paper").bounding_box()
    page.get_by_role("button", name="Larger").click()
    after = page.locator(".paper").bounding_box()
    assert before is not None
    assert after is not None
    assert after["width"] > 1.2 * before["width"]


def test_a_quote_far_down_a_long_paragraph_is_in_sight_when_its_source_opens(
    visit: Visit, address: str
) -> None:
    paragraph = "Wind comes from the sea on most days. " * 40
    document = upload(address, "kites.md", KITES.format(paragraph, paragraph).encode())
    for width in (1440, 390):
        person = visit(width=width)
        person.open()
        person.ask("How much line does a kite of Brask need?")
        page = person.page
        page.locator(".note").first.click()
        expect(page.locator(".quoted mark")).to_have_text("31 metres")
        expect(page.locator(".quoted mark")).to_be_in_viewport()  # nor clipped by the paragraph
    remove(address, document)
