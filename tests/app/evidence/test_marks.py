"""Which words of a sentence are marked as the answer."""

from __future__ import annotations

import pytest

from app.evidence.answer_form import fitting
from app.evidence.candidates import Candidate
from app.evidence.marks import marks_in
from app.question.questions import analyse
from ingest.parse import parse_bytes


def marked(question: str, text: str, *, read: str = "") -> list[str]:
    """Return what is marked of a sentence in which the reader sees its answer in `read`."""
    asked = analyse(question)
    at = text.index(read)
    candidate = Candidate(
        parse_bytes(b"Pears.", "pears.txt"),
        0,
        "",
        0,
        len(text),
        text,
        {"read": 0.5 if read else 0.0},
        fitting(asked, text),
        read=(at, at + len(read)) if read else None,
    )
    return [text[start:end] for start, end in marks_in(asked, candidate)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (
            "Carriers came in May: Ox, Barge, and Fell Post, as well as Hare.",
            "Ox, Barge, and Fell Post, as well as Hare",
        ),
        ("Carriers like Ox, Barge, and Fell Post came in May.", "Ox, Barge, and Fell Post"),
        (
            "We searched the Plum Index (to May 2009), Pear Base (to June 2008), and Quincefile.",
            "Plum Index (to May 2009), Pear Base (to June 2008), and Quincefile",
        ),
    ],
)
def test_names_that_are_counted_off_are_marked_together(text: str, row: str) -> None:
    assert marked("Which carriers and indexes are told of?", text) == [row]


def test_names_apart_from_what_the_reader_sees_are_of_other_things() -> None:
    text = "Growers in Elmhurst, Oakton, and Hill Ford met with scab of leaves and canker."

    assert marked("Which blights are told of?", text, read="scab of leaves and canker") == [
        "scab of leaves and canker"
    ]
    assert marked("Which villages are told of?", text, read="Oakton") == [
        "Elmhurst, Oakton, and Hill Ford"
    ]


def test_what_follows_such_as_is_marked() -> None:
    text = "The trade covers many branches, such as clothing, food, and tools for cooks."

    assert marked("Which branches are covered?", text) == ["clothing, food, and tools for cooks"]


def test_what_the_reader_marks_has_its_names_whole() -> None:
    text = "Sleep was assessed by the 7-item Insomnia Severity Index of Lund and by diaries kept."

    assert marked("Which scale measured sleep?", text, read="7-item") == [
        "7-item Insomnia Severity Index of Lund"
    ]


def test_a_name_of_the_sort_asked_for_is_marked_and_no_date() -> None:
    text = "Between May 2010 and July 2013 Ann Lee took swabs at the Mercy hospital in Lund."

    assert marked("Which hospital took the swabs?", text) == ["Mercy"]
    assert marked("Which firm took the swabs?", text) == ["Ann Lee", "Mercy", "Lund"]


def test_no_few_of_the_names_that_are_counted_off_are_marked() -> None:
    text = "Carriers came one after another: Ox, Barge, Fell Post, Hare, and Swift of Lund."

    assert marked("Who came?", text) == ["Ox, Barge, Fell Post, Hare, and Swift of Lund"]
