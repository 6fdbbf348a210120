from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visiting import Visit, remove, upload

ROOT = Path(__file__).resolve().parents[2]
QUESTION = "What was the total import and export volume in 2019?"
pytestmark = pytest.mark.slow


def test_from_first_start_to_a_first_answer_and_its_page(visit: Visit) -> None:
    person = visit()
    person.open()
    person.ask(QUESTION)
    page = person.page
    expect(page.locator(".answer")).to_contain_text("158.13 billion yuan")
    expect(page.locator(".answer mark").first).to_be_visible()
    expect(page.locator(".place").first).to_contain_text("2.3.1")
    page.locator(".paper img").wait_for()
    assert page.locator(".paper .box.quote").count() >= 1
    page.locator(".note").first.hover()
    expect(page.locator(".tip")).to_contain_text("158.13 billion yuan")
    assert person.complaints == []
    assert person.foreign == []


def test_a_reload_keeps_the_conversation_and_a_link_opens_it(visit: Visit) -> None:
    person = visit()
    person.open()
    person.ask(QUESTION)
    person.page.wait_for_url(re.compile(r"\?c="))
    person.page.reload()
    expect(person.page.locator(".question")).to_have_text(QUESTION)
    other = visit()
    other.open("/" + person.page.url.rsplit("/", 1)[1])
    expect(other.page.locator(".answer")).to_contain_text("158.13 billion yuan")
    exported = json.loads(exported_json(other.page).read_text(encoding="utf-8"))
    assert [row["question"] for row in exported] == [QUESTION]


def exported_json(page: Page) -> Path:
    # A click on what is about to be drawn again is lost.
    page.locator("[data-test-script-state=notRunning]").wait_for()
    page.locator(".st-key-conversations [data-testid=stPopover] button").first.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="JSON").click()
    return Path(download.value.path())


def test_back_and_forward_lead_from_conversation_to_conversation(visit: Visit) -> None:
    person = visit()
    person.open()
    page = person.page
    questions = page.locator(".question")
    person.ask(QUESTION)
    page.wait_for_url(re.compile(r"\?c="))
    page.get_by_role("button", name="New conversation").click()
    expect(questions).to_have_count(0)
    person.ask("Who wrote this paper?")
    page.wait_for_url(re.compile(r"\?c="))
    page.go_back()
    expect(questions).to_have_count(0)
    page.go_back()
    expect(questions).to_have_text([QUESTION])
    page.get_by_role("link", name="Library").click()
    page.get_by_test_id("stDataFrame").first.wait_for()
    page.get_by_role("link", name="Ask").click()
    expect(questions).to_have_text([QUESTION])
    page.get_by_role("button", name="Who wrote this paper?").dblclick()
    expect(questions).to_have_text(["Who wrote this paper?"])
    page.wait_for_timeout(2000)
    expect(questions).to_have_text(["Who wrote this paper?"])
    page.go_back()
    expect(questions).to_have_text([QUESTION])
    page.go_forward()
    expect(questions).to_have_text(["Who wrote this paper?"])
    assert person.complaints == []


def test_an_exported_conversation_verifies(visit: Visit, library: Path) -> None:
    person = visit()
    person.open()
    person.ask(QUESTION)
    page = person.page
    page.wait_for_url(re.compile(r"\?c="))
    path = exported_json(page)
    assert json.loads(path.read_text(encoding="utf-8"))[0]["question"] == QUESTION
    command = [sys.executable, "-m", "app", "verify", str(path), "--library", str(library)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_two_people_at_once_get_their_own_answers_and_see_their_own_conversations_only(
    visit: Visit,
) -> None:
    first, second = visit(), visit()
    first.open()
    second.open()
    first.page.get_by_test_id("stChatInputTextArea").fill(QUESTION)
    second.page.get_by_test_id("stChatInputTextArea").fill("Who wrote this paper?")
    first.page.get_by_test_id("stChatInputTextArea").press("Enter")
    second.page.get_by_test_id("stChatInputTextArea").press("Enter")
    expect(first.page.locator(".answer")).to_contain_text("158.13")
    expect(second.page.locator(".answer")).to_contain_text("Wang")
    assert first.page.locator(".question").all_inner_texts() == [QUESTION]
    for person, question in ((first, QUESTION), (second, "Who wrote this paper?")):
        expect(person.page.locator(".st-key-conversations .stButton")).to_have_text([question])
        person.page.reload()
        expect(person.page.locator(".question")).to_have_text(question)
        expect(person.page.locator(".st-key-conversations .stButton")).to_have_text([question])


HOSTILE = b"""# Plums ![x](http://evil.example/t.png) <img src=http://evil.example/i.png>

## 1 [Price](javascript:alert(1)) :material/delete: $$x$$

A plum costs 7 coins <script>fetch('http://evil.example/s')</script> at www.evil.example
![p](http://evil.example/p.png) <iframe src=http://evil.example></iframe> these days.
"""


def test_a_hostile_document_loads_nothing_and_runs_nothing(visit: Visit, address: str) -> None:
    document = upload(address, "<img src=x> ![a](http:evil)plums.md", HOSTILE)
    person = visit()
    person.open()
    page = person.page
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    person.ask("How many coins does a plum cost?")
    expect(page.locator(".answer")).to_contain_text("7 coins")
    expect(page.locator(".answer")).to_contain_text("<script>")
    page.locator(".note").first.click()
    page.locator("blockquote").first.wait_for()
    page.goto(page.url.split("/?")[0] + "/library")
    page.get_by_test_id("stDataFrame").first.wait_for()
    page.wait_for_timeout(1500)
    assert page.locator("main img[src*='evil'], main a[href*='evil'], main iframe").count() == 0
    assert person.foreign == []
    assert person.complaints == []
    remove(address, document)


KITES = """# Kites

## 1 Lines

{}A kite of Brask needs 31 metres of line. {}
"""


def test_an_answer_says_which_quotes_moved_or_vanished_when_its_document_changed(
    visit: Visit, address: str
) -> None:
    upload(address, "kites.md", KITES.format("", "").encode())
    person = visit()
    person.open()
    person.ask("How much line does a kite of Brask need?")
    page = person.page
    expect(page.locator(".answer")).to_contain_text("31 metres")
    page.wait_for_url(re.compile(r"\?c="))
    assert page.locator(".changed").count() == 0
    for changed, said in (
        (KITES.format("Wind comes from the sea on most days. ", ""), "This quote has moved"),
        (KITES.format("", "").replace("31", "32"), "no longer in the document"),
    ):
        upload(address, "kites.md", changed.encode())
        page.reload()
        expect(page.locator("p.changed").first).to_contain_text("these footnotes again: 1")
        page.locator(".note").first.hover()
        expect(page.locator(".tip")).to_contain_text(said)
        page.locator(".note").first.click()
        expect(page.locator(".warning")).to_contain_text(said)
    remove(address, "kites")


def test_a_file_that_cannot_be_read_says_why_and_a_removed_document_comes_back(
    visit: Visit, address: str
) -> None:
    document = upload(address, "kites.md", KITES.format("", "").encode())
    person = visit()
    page = person.page
    page.goto(f"{address}/library")
    page.get_by_role("button", name="Add documents").click()
    page.locator("input[type=file]").first.set_input_files(
        {"name": "torn.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 torn"}
    )
    tasks = page.locator(".st-key-tasks")
    expect(tasks).to_contain_text("is damaged and cannot be read: get it again")
    expect(tasks.get_by_role("button", name="Try again")).to_have_count(0)  # the same bytes
    page.keyboard.press("Escape")
    page.get_by_label("Filter by title, author or year").fill("kites")
    page.get_by_label("Filter by title, author or year").press("Enter")
    page.get_by_role("heading", name="Kites").first.wait_for()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("Removed “Kites”.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("heading", name="Kites").first.wait_for()
    remove(address, document)


def test_each_added_file_can_be_asked_at_once_and_one_of_no_known_kind_says_so(
    visit: Visit, pdf: bytes, address: str
) -> None:
    person = visit()
    person.open()
    page = person.page
    documents = page.get_by_test_id("stSidebar").get_by_text("Documents: ")
    before = int(documents.inner_text().split()[-1])
    many = "".join(f"{KITES.format(f'Day {day}. ', '')}\n" * 4 for day in range(120))
    page.get_by_test_id("stSidebar").locator("input[type=file]").first.set_input_files(
        [
            {"name": "towers.pdf", "mimeType": "application/pdf", "buffer": pdf},
            {"name": "heights.csv", "mimeType": "text/csv", "buffer": b"tower,height"},
            {"name": "kites.md", "mimeType": "text/markdown", "buffer": many.encode()},
        ]
    )
    tasks = page.locator(".st-key-tasks")
    expect(tasks).to_contain_text("2 / 3")
    expect(tasks).to_contain_text("'heights.csv' is no kind of file that can be read")
    expect(documents).to_have_text(f"Documents: {before + 1}")
    assert "3 / 3" not in tasks.inner_text()
    expect(tasks).to_contain_text("3 / 3")
    expect(documents).to_have_text(f"Documents: {before + 2}")
    assert person.complaints == []
    remove(address, "towers")
    remove(address, "kites")


def test_a_question_that_is_given_with_a_file_is_answered_from_it(
    visit: Visit, address: str
) -> None:
    person = visit()
    person.open()
    page = person.page
    page.get_by_test_id("stChatInput").locator("input[type=file]").set_input_files(
        {"name": "kites.md", "mimeType": "text/markdown", "buffer": KITES.format("", "").encode()}
    )
    person.ask("How much line does a kite of Brask need?")
    expect(page.locator(".answer")).to_contain_text("31 metres")
    assert person.complaints == []
    remove(address, "kites")


def test_who_comes_first_may_come_to_any_page(
    visit: Visit, library: Path, serving_long: Callable[[Path], AbstractContextManager[str]]
) -> None:
    with serving_long(library) as base:
        page = visit(base=base).page
        page.goto(f"{base}/library")
        page.get_by_role("heading", name="Library", level=1).wait_for()
        page.get_by_role("link", name="Evaluation").wait_for()
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)


def test_a_page_whose_server_is_gone_says_so_and_goes_on_when_it_is_back(
    visit: Visit,
    library: Path,
    serving: Callable[..., AbstractContextManager[str]],
    port: int,
) -> None:
    with serving(library, port=port) as base:
        person = visit(base=base)
        person.open()
        person.page.get_by_test_id("stChatInputTextArea").fill("half a question")
    told = person.page.locator("[data-footnote-told]")
    told.wait_for()
    said = told.evaluate("element => getComputedStyle(element, '::before').content")
    assert "Footnote does not answer" in said
    assert "Streamlit" not in told.inner_text()
    with serving(library, port=port):
        expect(told).to_have_count(0)
        expect(person.page.get_by_test_id("stChatInputTextArea")).to_have_value("half a question")


def test_two_reports_are_compared_question_by_question(visit: Visit) -> None:
    person = visit()
    page = person.page
    page.goto(f"{person.base}/evaluation")
    expect(page.get_by_role("heading", name="came out wrong")).to_be_visible()
    page.get_by_role("combobox", name="Compare with").click()
    page.get_by_role("option", name="henan.baseline").click()
    expect(page.get_by_role("heading", name="came out differently: 1")).to_be_visible()
    assert person.complaints == []


def test_an_abstention_looks_different_and_leads_to_the_nearest_passages(visit: Visit) -> None:
    person = visit()
    person.open()
    person.ask("How many bridges are there in Venice?")
    page = person.page
    expect(page.locator(".abstention-title")).to_have_text("The documents do not say.")
    assert page.locator(".answer").count() == 0
    page.locator(".source").first.click()
    page.locator(".paper img").wait_for()


def test_an_answer_is_there_soon_after_enter(visit: Visit) -> None:
    person = visit()
    person.open()
    person.ask("What is this about?")
    seconds = sorted(
        person.ask(question)
        for question in (
            QUESTION,
            "Who wrote this paper?",
            "What are the keywords?",
            "What problems does payment settlement have?",
            "How many references are there?",
        )
    )
    print(f"median from Enter to the whole answer: {seconds[2]:.2f} s")  # noqa: T201
    assert seconds[2] < 10  # about 1 s alone on the machine; room for a busy one
