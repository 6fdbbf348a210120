"""What a paper holds against itself and leaves undone is asked for in many words."""

from __future__ import annotations

import pytest

from app.papers.matters import FAILURE, FUTURE, LIMITATION, SURPRISE, Matter, matter_of
from app.question.limits_and_outlook import (
    asks_elsewhere,
    asks_how_far,
    asks_if_sound,
    tells_elsewhere,
    tells_open,
    tells_plan,
    tells_surprise,
)
from app.question.questions import analyse


@pytest.mark.parametrize(
    ("question", "matter"),
    [
        ("What weaknesses do the authors own up to?", LIMITATION),
        ("What weak points of their own study do they concede?", LIMITATION),
        ("Do the authors concede that their evaluation is narrow?", LIMITATION),
        ("How far can the results be trusted?", LIMITATION),
        ("How solid are these findings?", LIMITATION),
        ("Why should I be careful with these numbers?", LIMITATION),
        ("What would make me doubt that this applies to a real orchard?", LIMITATION),
        ("Do the results hold for other valleys too?", LIMITATION),
        ("Threats to validity?", LIMITATION),
        ("What did they not measure?", LIMITATION),
        ("What did the authors fail to consider?", LIMITATION),
        ("What limits this meta-analysis?", LIMITATION),
        ("What would the authors do as a follow-up?", FUTURE),
        ("What will the lab look at next?", FUTURE),
        ("Tell me what remains to be done, in their opinion.", FUTURE),
        ("What is left unexplained?", FUTURE),
        ("Where should research go from here?", FUTURE),
        ("Which experiments are still to be done?", FUTURE),
        ("What is on their agenda?", FUTURE),
        ("What still has to be confirmed?", FUTURE),
        ("Which gaps in knowledge do the authors point out?", FUTURE),
        ("What surprised them?", SURPRISE),
        ("Which result went against their expectations?", SURPRISE),
        ("Was there a surprise in the results?", SURPRISE),
        ("Which of their experiments did not work?", FAILURE),
    ],
)
def test_what_a_paper_holds_against_itself_and_leaves_undone_is_asked_for(
    question: str, matter: Matter
) -> None:
    assert matter_of(analyse(question)) is matter


@pytest.mark.parametrize(
    "question",
    [
        "What are the limitations of earlier studies?",
        "What are the weaknesses of the market?",
        "How far can rumours be trusted?",
        "How reliable are the results of a smear test?",
        "How reliable are the scales?",
        "What would make growers doubt the merchants?",
        "What is the future of cold storage?",
        "What plans do the cities have?",
        "Which of the authors planned the study?",
        "What should the nurse do next after identifying a patient?",
        "What remains to be done to be ready for a frost?",
        "What problems remain?",
        "What went wrong with the patient?",
        "Which students fail?",
        "What surprised the growers?",
        "Does it apply to minors?",
        "What follow-up was done in the study?",
        "Is it valid for village schools?",
        "Do lawyers admit that the test is too narrow?",
    ],
)
def test_what_is_wrong_or_to_come_elsewhere_is_searched(question: str) -> None:
    assert matter_of(analyse(question)) is None


@pytest.mark.parametrize(
    ("question", "far", "elsewhere"),
    [
        ("How much can I trust these numbers?", True, False),
        ("What should readers bear in mind about the results?", True, False),
        ("Can the findings be generalised to all of China?", False, True),
        ("Are the results representative?", False, True),
        ("Does it hold elsewhere?", False, True),
        ("Can it be generalised?", False, True),
        ("Do the results hold if the order is changed?", False, False),
        ("Can the method be described in short?", False, False),
        ("Does the tax apply to apples?", False, False),
    ],
)
def test_trust_in_a_paper_and_whether_it_holds_elsewhere_are_told_apart(
    question: str, far: bool, elsewhere: bool
) -> None:
    assert asks_how_far(question) is far
    assert asks_elsewhere(question) is elsewhere


@pytest.mark.parametrize(
    ("question", "sound"),
    [
        ("How reliable is this paper?", True),
        ("Can I trust the findings?", True),
        ("Is the study trustworthy?", True),
        ("How reliable is the scale?", False),
        ("Can the paper be trusted on prices?", False),  # something in it is meant
    ],
)
def test_whether_a_paper_as_a_whole_is_sound_is_told_from_what_in_it_is(
    question: str, sound: bool
) -> None:
    assert asks_if_sound(question) is sound


def test_what_is_open_is_no_plan_and_a_plan_may_be_on_what_is_open() -> None:
    assert tells_open("Why they rot remains unclear.")
    assert not tells_plan("Why they rot remains unclear.")
    assert tells_plan("Why they rot remains unclear and future work should show it.")
    assert not tells_open("In future work, we plan to weigh them.")


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("Surprisingly, the small ones sold first.", True),
        ("Contrary to our expectations, the small ones sold first.", True),
        ("Not surprisingly, the large ones sold first.", False),
        ("It is hardly surprising that the large ones sold first.", False),
    ],
)
def test_what_surprises_nobody_is_no_surprise(sentence: str, tells: bool) -> None:
    assert tells_surprise(sentence) is tells


def test_how_far_something_holds_elsewhere_is_told_by_its_own_words() -> None:
    assert tells_elsewhere("The growers may not be representative of others.")
    assert not tells_elsewhere("The scales were old.")
