from __future__ import annotations

import dataclasses
import json

import pytest

from app.answer import Answer, Disagreement, Sentence
from app.display.view import exchange_view, opens_line, pending_view, pieces, place, source_view
from app.display.words import CHINESE, ENGLISH, choose_words, words_for_text
from app.evidence.sourceview import Source, source_of
from app.language.tongues import OTHER_SCRIPT
from eval.measures import MEASURES


def shown(answer: Answer) -> dict[str, object]:
    view = exchange_view(
        answer, identity="7", titles={"fruit": "On fruit"}, chosen="c1", words=ENGLISH
    )
    assert json.loads(json.dumps(view)) == view
    return view


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((), [("abcdef", False)]),
        (((0, 2),), [("ab", True), ("cdef", False)]),
        (((4, 99), (1, 2)), [("a", False), ("b", True), ("cd", False), ("ef", True)]),
        (((0, 4), (2, 6)), [("abcd", True), ("ef", True)]),
        (((3, 3), (5, 2)), [("abcdef", False)]),
    ],
)
def test_marked_pieces_join_to_the_text(
    marks: tuple[tuple[int, int], ...], expected: list[tuple[str, bool]]
) -> None:
    assert pieces("abcdef", marks) == expected


def test_each_sentence_carries_its_footnotes_and_its_verdict(an_answer: Answer) -> None:
    part = shown(an_answer)["parts"]
    assert isinstance(part, list)
    assert part[0] == {
        "text": [["There are ", False], ["12", True], [" apples.", False]],
        "item": False,
        "titled": False,
        "notes": ["c1"],
        "verdict": "supported",
        "sign": "✓",
        "label": "supported by its source",
        "why": "says so",
    }


def test_a_reply_to_small_talk_carries_no_verdict_and_no_confidence(an_answer: Answer) -> None:
    thanks = Sentence("You are welcome.", (), "supported")
    view = shown(dataclasses.replace(an_answer, sentences=(thanks,), mode="smalltalk"))
    assert isinstance(view["parts"], list)
    assert (view["parts"][0]["sign"], view["parts"][0]["label"]) == ("", "")
    assert view["facts"] == ["0.30 s"]


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("Growers sell early.", False),
        ("They sell early, as Moss says (2015). [1]", False),
        ("“Growers sell early.”", False),
        ("Growers sell early.3", False),
        ("Growers sell early.¹²", False),
        ("Growers sell early. (3)", False),
        ("3.1. Weak Storage", True),
        ("3.1. Weak Storage\n\nCold storage is scarce.", True),
        ("[2] Reed, D. (2017). Cold Storage. Journal of Orchards.", True),
        ("(1) Growers need a road.", True),
        ("(iv) Growers need a road.", True),
        ("(b) Growers need a road.", True),
        ("2. Growers need a road.", True),
        ("12) Growers need a road.", True),
        ("(often) Growers need a road.", False),
        ("2019 was a dry year.", False),
        ("3.5 tonnes were sold.", False),
        ("• Growers need a road.", True),
    ],
)
def test_headings_and_entries_stand_on_lines_of_their_own(text: str, opens: bool) -> None:
    assert opens_line(text) is opens


def test_a_title_stands_on_a_line_of_its_own_however_it_ends(an_answer: Answer) -> None:
    (cited,) = an_answer.citations
    titled = dataclasses.replace(cited, quote="Why sell early?", title="Why sell early?", marks=())
    sentence = Sentence("Why sell early?", (cited.number,), "supported")
    view = shown(dataclasses.replace(an_answer, sentences=(sentence,), citations=(titled,)))
    assert isinstance(view["parts"], list)
    assert view["parts"][0]["item"] is True
    assert view["parts"][0]["titled"] is True


def test_who_asks_in_another_language_is_told_so_in_that_of_the_page(an_answer: Answer) -> None:
    silent = dataclasses.replace(an_answer, abstained=True, sentences=(), reason=OTHER_SCRIPT)
    view = exchange_view(silent, identity="1", titles={}, chosen="", words=CHINESE)
    assert view["reason"] == CHINESE.other_language
    assert CHINESE.other_language in str(view["plain"])


def test_verdicts_differ_in_sign_and_words_not_in_colour_alone(an_answer: Answer) -> None:
    marks = set()
    for support in ("supported", "partial", "unsupported"):
        sentence = Sentence("x", (), support)
        view = shown(dataclasses.replace(an_answer, sentences=(sentence,)))
        part = view["parts"]
        assert isinstance(part, list)
        marks.add((part[0]["sign"], part[0]["label"]))
    assert len({sign for sign, _ in marks}) == len({label for _, label in marks}) == 3


def test_a_copied_answer_keeps_its_doubts_and_what_is_said_of_the_whole(an_answer: Answer) -> None:
    doubted = Sentence("There are 12 apples.", (1,), "partial")
    answer = dataclasses.replace(an_answer, sentences=(doubted,), reason="Pears are not there.")
    view = shown(answer)
    said = str(view["plain"]).split("\n\n")
    assert said[:2] == ["There are 12 apples. [1] (partly supported)", "Pears are not there."]
    assert said[2].startswith("[1] On fruit")
    silent = dataclasses.replace(answer, abstained=True, sentences=(), citations=())
    assert shown(silent)["plain"] == "The documents do not say. Pears are not there."


def test_what_is_read_out_has_the_doubts_and_no_numbers(an_answer: Answer) -> None:
    doubted = Sentence("There are 12 apples.", (1,), "partial")
    view = shown(dataclasses.replace(an_answer, sentences=(doubted,), reason="No pears."))
    assert view["heard"] == "There are 12 apples. (partly supported) No pears."


def test_a_number_without_a_citation_is_not_shown(an_answer: Answer) -> None:
    view = shown(dataclasses.replace(an_answer, sentences=(Sentence("x", (1, 9), "partial"),)))
    assert isinstance(view["parts"], list)
    assert view["parts"][0]["notes"] == ["c1"]


def test_an_abstention_shows_its_reason_and_the_nearest_passages(an_answer: Answer) -> None:
    view = shown(
        dataclasses.replace(
            an_answer, abstained=True, sentences=(), citations=(), reason="Not there."
        )
    )
    assert (view["abstained"], view["reason"]) == (True, "Not there.")
    assert isinstance(view["notes"], dict)
    assert view["notes"]["h0"]["title"] == "On fruit"
    assert isinstance(view["facts"], list)
    assert view["facts"][0] == ENGLISH.no_evidence


@pytest.mark.parametrize(
    ("confidence", "phrase"),
    [(0.95, ENGLISH.sure), (0.5, ENGLISH.fairly_sure), (0.1, ENGLISH.unsure)],
)
def test_confidence_is_said_in_words(an_answer: Answer, confidence: float, phrase: str) -> None:
    view = shown(dataclasses.replace(an_answer, confidence=confidence))
    assert isinstance(view["facts"], list)
    assert view["facts"][0] == phrase


def test_the_searched_query_is_told_where_it_differs(an_answer: Answer) -> None:
    view = shown(dataclasses.replace(an_answer, searched="apples in the basket"))
    assert isinstance(view["facts"], list)
    assert view["facts"][1] == "Searched: “apples in the basket”"


def test_hidden_characters_of_documents_do_not_reach_the_page(an_answer: Answer) -> None:
    view = shown(dataclasses.replace(an_answer, question="a\u202eb\u200bc"))
    assert view["question"] == "abc"


@pytest.mark.parametrize(
    ("page", "section", "expected"),
    [
        (5, "2.3.1", "page 5 · section 2.3.1"),
        (1, "0", "page 1 · front matter"),
        (None, "references", "references"),
        (None, "", ""),
    ],
)
def test_places_are_told_in_words(page: int | None, section: str, expected: str) -> None:
    assert place(page, section, ENGLISH) == expected


def test_a_source_whose_document_is_gone_says_so() -> None:
    source = Source("fruit", "On fruit", "1", 2, "Pears.", 0, 6)
    view = source_view(source, None, None, words=ENGLISH, key="1-c1")
    assert view["warning"] == ENGLISH.document_gone
    assert view["quote"] == [["Pears.", False]]


def test_a_pending_question_has_no_answer_yet() -> None:
    view = pending_view("How many?", words=ENGLISH)
    assert (view["question"], view["parts"], view["facts"]) == ("How many?", [], [])


def test_the_two_languages_fill_in_the_same_places() -> None:
    for field in dataclasses.fields(ENGLISH):
        english, chinese = getattr(ENGLISH, field.name), getattr(CHINESE, field.name)
        assert english
        assert chinese
        assert str(english).count("{") == str(chinese).count("{"), field.name


def test_the_language_follows_the_browser_and_questions_follow_the_document() -> None:
    assert choose_words("zh-CN") is CHINESE
    assert choose_words("de") is ENGLISH
    assert choose_words(None) is ENGLISH
    assert words_for_text("河南跨境电商") is CHINESE
    assert words_for_text("Cross-border") is ENGLISH


def test_a_remark_on_an_answer_is_shown_with_it(an_answer: Answer) -> None:
    remark = "The second part of the question is not answered."
    view = shown(dataclasses.replace(an_answer, reason=remark))
    assert (view["abstained"], view["reason"]) == (False, remark)


def test_footnotes_that_changed_since_and_those_read_from_pictures_say_so(
    an_answer: Answer,
) -> None:
    read = dataclasses.replace(an_answer.citations[0], ocr=True)
    view = exchange_view(
        dataclasses.replace(an_answer, citations=(read,)),
        identity="7",
        titles={},
        chosen="",
        words=ENGLISH,
        changed={1: "vanished"},
    )
    assert str(view["changed"]).endswith("again: 1.")
    notes = view["notes"]
    assert isinstance(notes, dict)
    note = notes["c1"]
    assert isinstance(note, dict)
    assert (note["changed"], note["ocr"]) == (ENGLISH.vanished, ENGLISH.by_ocr)
    assert shown(an_answer)["changed"] == ""


def test_passages_that_disagree_stand_side_by_side_and_open_like_footnotes(
    an_answer: Answer,
) -> None:
    other = dataclasses.replace(an_answer.citations[0], number=2, quote="There are 15 apples.")
    disagreement = Disagreement("12 apples or 15 apples", (an_answer.citations[0], other))
    answer = dataclasses.replace(an_answer, disagreements=(disagreement,))
    view = shown(answer)
    assert view["disagreements"] == [
        {"about": "The documents disagree: 12 apples or 15 apples", "sides": ["c1", "c2"]}
    ]
    notes = view["notes"]
    assert isinstance(notes, dict)
    assert set(notes) == {"c1", "c2"}
    source = source_of(answer, "c2")
    assert source is not None
    assert source.quote == "There are 15 apples."


def test_the_page_says_in_each_language_what_every_measure_says() -> None:
    for words in (ENGLISH, CHINESE):
        assert set(words.meanings) == {measure.name for measure in MEASURES}
