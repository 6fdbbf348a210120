"""What the page proposes to ask, and to ask it of, is what a click or a key takes."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.visiting import Visit, remove, upload

pytestmark = pytest.mark.slow


def test_a_question_to_begin_with_is_asked_by_one_click(visit: Visit) -> None:
    person = visit()
    person.open()
    page = person.page
    starters = page.locator(".st-key-starters button")
    expect(starters).to_have_count(4)
    page.wait_for_timeout(3000)  # the timer that drew them as they came has ended
    question = starters.first.inner_text()
    starters.first.click()
    expect(page.locator(".question")).to_have_text(question)
    page.locator(".footnote-root .facts").wait_for()
    assert person.complaints == []


TREES = b"""# Trees of Skerry

## 1 Rowan berries

Rowan berries are picked in September and boiled with sugar.

## 2 Birch bark

Birch bark is peeled in June and keeps the roofs of houses dry.

## 3 Willow baskets

Willow baskets are woven in winter and carry fish to the market.
"""


def test_what_to_ask_next_comes_after_the_first_answer_by_itself(
    visit: Visit, address: str
) -> None:
    person = visit()
    person.open()
    page = person.page
    expect(page.locator(".st-key-starters button")).not_to_have_count(0)
    document = upload(address, "trees.md", TREES)  # nobody has tried out what it answers
    person.ask("When are rowan berries picked?")
    expect(page.locator(".answer")).to_contain_text("September")
    following = page.locator(".st-key-followups button")
    expect(following).to_have_count(2)
    question = following.first.inner_text()
    following.first.click()
    expect(page.locator(".question").last).to_have_text(question)
    assert person.complaints == []
    remove(address, document)


def test_what_is_proposed_next_is_answered_whatever_was_spoken_of(visit: Visit) -> None:
    person = visit()
    person.open()
    page = person.page
    person.ask("What was the total import and export volume in 2019?")
    for number in (2, 3):
        following = page.locator(".st-key-followups button")
        expect(following).not_to_have_count(0)
        question = following.first.inner_text()
        following.first.click()
        expect(page.locator(".footnote-root .facts")).to_have_count(number)
        expect(page.locator(".question").last).to_have_text(question)
        expect(page.locator(".abstention")).to_have_count(0)
    assert person.complaints == []


def test_a_name_typed_to_choose_a_document_chooses_no_other(visit: Visit, address: str) -> None:
    # A looser search finds "depth" in "Development Status and Path" too.
    document = upload(address, "depths.md", b"# Depths of the Sea\n\nThe sea is 4 km deep here.")
    person = visit()
    person.open()
    page = person.page
    box = page.get_by_role("combobox", name="Ask only these")
    box.fill("depth")
    box.press("Enter")
    expect(page.get_by_test_id("stMultiSelectTagsContainer")).to_have_text("Depths of the Sea")
    remove(address, document)
