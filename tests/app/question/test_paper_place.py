"""The place that a paper is on may be called as the paper calls it."""

from __future__ import annotations

import pytest

from app.question.paper_place import as_its_place

TITLE = "Selling abroad from Henan Province"
TEXT = "Many firms settled in the province."


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Did Alibaba settle in Henan?", "Did Alibaba settle in the province?"),
        ("did google come to henan", "did google come to the province"),
        ("Who settled in Henan Province?", "Who settled in the province?"),
        ("Who came to Henan before 2013?", "Who came to the province before 2013?"),
        ("What became of Henan's firms?", "What became of the province's firms?"),
    ],
)
def test_the_place_is_called_by_its_sort(question: str, told: str) -> None:
    assert as_its_place(question, TITLE, TEXT) == told


@pytest.mark.parametrize(
    "question",
    [
        "Did Alibaba settle in Sichuan?",
        "Is Henan ahead of Guangdong?",
        "Who settled in Henan Bonded Zone?",
        "What is the Henan model?",
        "Who came to Henan with the Henan model?",
        "Who settled in the province?",
    ],
)
def test_other_names_stay(question: str) -> None:
    assert as_its_place(question, TITLE, TEXT) == ""


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("From Henan Province to Sichuan", TEXT),
        ("Henan Province and Hubei Province", TEXT),
        ("Selling abroad from Henan Province", "Many firms settled there."),
        ("Selling abroad from Henan", TEXT),
        ("Solid Waste", TEXT),
    ],
)
def test_papers_on_several_places_or_on_none_call_none_so(title: str, text: str) -> None:
    assert as_its_place("Did Alibaba settle in Henan?", title, text) == ""


def test_the_text_may_say_of_what_sort_the_place_is() -> None:
    text = "The city of Bergen is wet. Fishers settled in the city."

    assert as_its_place("Who lives in Bergen?", "Fishing in Bergen", text) == ""
    text = "Henan Province is large. " + TEXT
    asked = as_its_place("Who settled in Henan?", "Selling abroad from Henan", text)
    assert asked == "Who settled in the province?"
