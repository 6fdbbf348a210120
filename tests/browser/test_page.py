from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
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
    expect(page.locator(".st-key-tasks")).to_contain_text("not added")
    expect(page.locator(".st-key-tasks").get_by_role("button", name="Try again")).to_be_visible()
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


def test_who_comes_first_may_come_to_any_page(
    visit: Visit, library: Path, serving_long: Callable[[Path], AbstractContextManager[str]]
) -> None:
    with serving_long(library) as base:
        page = visit(base=base).page
        page.goto(f"{base}/library")
        page.get_by_role("heading", name="Library", level=1).wait_for()
        page.get_by_role("link", name="Evaluation").wait_for()
        expect(page.get_by_test_id("stSidebarNav")).to_have_count(0)


def test_two_reports_are_compared_question_by_question(visit: Visit) -> None:
    person = visit()
    page = person.page
    page.goto(f"{person.base}/evaluation")
    page.get_by_role("combobox", name="Compare with").click()
    page.get_by_role("option", name="henan.baseline").click()
    expect(page.get_by_role("heading", name="came out differently: 1")).to_be_visible()
    assert person.complaints == []


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


def test_an_abstention_looks_different_and_leads_to_the_nearest_passages(visit: Visit) -> None:
    person = visit()
    person.open()
    person.ask("How many bridges are there in Venice?")
    page = person.page
    expect(page.locator(".abstention-title")).to_have_text("The documents do not say.")
    assert page.locator(".answer").count() == 0
    page.locator(".source").first.click()
    page.locator(".paper img").wait_for()


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
