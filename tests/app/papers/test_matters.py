"""What papers say of themselves is asked for as a whole, and in many words."""

from __future__ import annotations

import pytest

from app.papers.matters import LIMITATION, matter_of
from app.question.metadata import asked_about
from app.question.questions import analyse


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Name the authors of the paper, please.", "authors"),
        ("Who are the two people behind this study?", "authors"),
        ("Which university do the writers of this paper work at?", "affiliation"),
        ("The two people who wrote this, at what school are they?", "affiliation"),
        ("Where do the people who wrote this paper work?", "affiliation"),
        ("Which authors signed this study?", "authors"),
        ("Which authors signed the letter?", ""),
        ("Can you give me the gist of the abstract?", "about"),
        ("What is the gist of the abstract on frost?", ""),
        ("What did the people who wrote this find?", ""),
        ("What do the authors of the paper say about frost?", ""),
        ("What do the writers of this letter hope it will do?", ""),
        ("How does the paper describe frost, what is it about?", ""),
    ],
)
def test_what_authors_say_is_not_who_they_are(question: str, asked: str) -> None:
    assert asked_about(question) == asked


@pytest.mark.parametrize(
    "question",
    [
        "When was coronavirus first found in horses, according to this study?",
        "How many infections did the study find?",
        "How many studies were found?",
        "How many health care workers answered the survey?",
        "What percentage of people answered the survey?",
        "How many answered?",
        "How many papers remained in the end?",
        "Who found it?",
        "Who are thought to have come up with it?",
        "Who is missing from the data?",
        "Where was it tried?",
        "For whom might the findings be of use?",
        "How do people learn words?",
        "How do people work?",
        "How do groups reach a conclusion?",
        "What do most teams find?",
        "What did these groups learn?",
        "How do sentences end?",
        "What does the ministry recommend?",
        "What did the doctors recommend to patients?",
        "What do governments call for?",
        "What do they recommend against frost?",
        "Which dose do they recommend?",
        "What are farmers still working on?",
        "What is left after filtering?",
        "What are the plans of the hospital?",
        "What did patients leave undone?",
        "Which of the authors planned the study?",
    ],
)
def test_a_value_a_person_or_a_place_is_not_what_the_paper_found_or_did(question: str) -> None:
    assert matter_of(analyse(question)) is None


@pytest.mark.parametrize(
    ("question", "zone"),
    [
        ("What did the researchers find out?", "finding"),
        ("What did those who did this study find?", "finding"),
        ("What are the results, in one short sentence?", "finding"),
        ("What did the people who did this study find?", "finding"),
        ("What did this team set out to find out?", "aim"),
        ("What were the authors out to discover?", "aim"),
        ("What was the study meant to find out?", "aim"),
        ("What were they trying to learn?", "aim"),
        ("What did the research group conclude?", "finding"),
        ("What did the team conclude?", "finding"),
        ("What does this conclude?", "finding"),
        ("What do the team of authors conclude?", "finding"),
        ("Why was this study done?", "aim"),
        ("How did they go about it?", "method"),
        (
            "Did the authors work from a review of literature, or how did they go about it?",
            "method",
        ),
        ("Did they run a survey, do interviews, or only read what others published?", "method"),
        ("Did they gather fresh data or rely on what others had published?", "method"),
        ("Do the authors use primary or secondary data?", "method"),
        ("Is this paper theoretical or empirical?", "method"),
        ("What is the paper trying to achieve?", "aim"),
        ("What are they trying to show?", "aim"),
        ("What do the authors want to prove?", "aim"),
        ("What do the authors show?", "finding"),
        ("What does this survey show?", "finding"),
        ("What do they urge governments to do now?", "advice"),
        ("What do the authors call for?", "advice"),
        ("What do the researchers recommend?", "advice"),
        ("What is the authors' message to politicians?", "advice"),
        ("What clinical advice comes out of it?", "advice"),
        ("What do they warn readers about?", "advice"),
        ("What are the implications for practice?", "advice"),
        ("What is the take-home message for doctors?", "finding"),
        ("What is the take-home message for patient care?", "finding"),
        ("What did the study teach us?", "finding"),
        ("What is the point of the review?", "aim"),
        ("What is the main point of the paper?", "finding"),
        ("Where does the study fall short?", None),
        ("Who paid for this study?", None),
        ("Where will the research be taken next?", None),
        ("What is left for future work?", None),
        ("Tell me what remains to be done, in their opinion", None),
        ("What do they plan to do next?", None),
        ("What are they working on now?", None),
        ("Where should research go from here?", None),
        ("What follow-up work do they suggest?", None),
    ],
)
def test_what_the_paper_as_a_whole_found_or_did_is_told(question: str, zone: str | None) -> None:
    matter = matter_of(analyse(question))

    assert matter is not None
    assert matter.zone == zone


@pytest.mark.parametrize(
    ("question", "limits"),
    [
        ("What couldn't they look into?", True),
        ("What can't be concluded from it?", True),
        ("What can't you learn from this study?", True),
        ("What doesn't the paper explain?", True),
        ("What could the authors not find out?", True),
        ("What can be concluded from it?", False),
        ("What can't farmers explain?", False),
        ("What could not be harvested?", False),
    ],
)
def test_what_could_not_be_found_out_are_limits(question: str, limits: bool) -> None:
    found = matter_of(analyse(question))
    assert (found is LIMITATION) == limits
