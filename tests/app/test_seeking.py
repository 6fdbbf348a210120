"""What is taken for evidence: of the thing that is asked about, and of the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from app.abstain import Estimate
from app.answer import Turn
from app.current_paper import Talk
from app.evidence.candidates import Candidate, make_query
from app.evidence.chosen import Chosen
from app.evidence.spans import sentence_spans
from app.finding import Finder
from app.language.lexicon import Lexicon
from app.question.contrary import contrary_of
from app.question.questions import Question, analyse
from app.seeking import Seeker, tells_of, tells_of_named, tells_under_heading
from app.weighing import Found
from index.encoder import Encoder
from ingest.document import Document
from ingest.parse import parse_bytes

MILLS = "The late stage covers the years 2018 to 2020. Several mills closed. Old mills closed too."


def _candidate(document: Document, start: int, end: int) -> Candidate:
    return Candidate(document, 0, "1", start, end, document.text[start:end], {})


def _told(question: str, sentence: str) -> bool:
    document = parse_bytes(f"# A Study in Kent\n\n## 1 Results\n\n{sentence}\n".encode(), "a.md")
    start = document.text.index(sentence)
    best = _candidate(document, start, start + len(sentence))
    asked = analyse(question)
    put = contrary_of(asked, sentence)
    single = analyse(put.question) if put else asked
    return tells_of(single, single, best, besides={put.stem} if put else set())


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the risk of stroke increase with tea?", "The risk of stroke decreased with tea."),
        ("Are wages low in cities?", "Wages in the cities are high."),
        ("Are the reasons weak?", "The causes are strong."),
        ("Are wages low in Kent?", "Wages are high."),
        ("Did the firms come to the province?", "Many firms settled in the province."),
    ],
)
def test_a_sentence_tells_of_what_is_asked_about(question: str, sentence: str) -> None:
    assert _told(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the risk of stroke increase with tea?", "The risk of stroke decreased with coffee."),
        ("Are wages low in cities?", "Wages are high in villages."),
        ("Is the dose toxic in rats?", "The dose is harmless in mice."),
        ("Did sales fall in the summer?", "Sales rose in the winter."),
        ("Did sleep improve among younger patients?", "Sleep worsened among older patients."),
        ("Are wages low in Essex?", "Wages are high."),
        ("Did the price of rice fall in the province?", "The price of wheat fell in the province."),
        ("Did firms leave the province?", "Many firms settled in the province."),
    ],
)
def test_a_sentence_on_another_thing_does_not(question: str, sentence: str) -> None:
    assert not _told(question, sentence)


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("Are wages low?", True),
        ("Are wages of porters low?", True),
        ("Are wages of nurses low?", False),
        ("Are pensions of porters low?", False),
    ],
)
def test_what_the_title_above_says_is_said_of_all_below_it(question: str, so: bool) -> None:
    text = b"# A Study in Kent\n\n## 1 Wages of Porters\n\nThree causes keep these wages high.\n"
    document = parse_bytes(text, "a.md")
    best = _candidate(document, document.text.index("Three"), len(document.text))
    asked = analyse(question)

    assert tells_under_heading(asked, asked, best, besides={"low"}) == so


@pytest.mark.parametrize(
    ("question", "so"),
    [
        ("When did big names such as Alibaba come to Kent?", True),
        ("When did big names such as Amazon come to Kent?", False),
        ("When did big names come to Kent?", False),
    ],
)
def test_what_bears_the_name_may_tell_of_the_rest_in_like_words(
    question: str, so: bool, hashing_encoder: Encoder
) -> None:
    document = parse_bytes(b"# A Study in Kent\n\n## 1 Firms\n\nAlibaba settled there.\n", "a.md")
    asked = analyse(question)
    best = _candidate(document, document.text.index("Alibaba"), len(document.text))
    near = replace(best, soft={word.stem: 0.8 for word in asked.terms})

    assert tells_of_named(asked, make_query(asked, hashing_encoder, Lexicon()), near) == so
    assert not tells_of_named(asked, make_query(asked, hashing_encoder, Lexicon()), best)


class _Finds:
    """Finds the sentence on mills, and what stands beside it, where no time is asked for."""

    def __init__(self, encoder: Encoder, after: str) -> None:
        self._encoder = encoder
        self._paper = parse_bytes(f"# Mills\n\n## 1 Stages\n\n{MILLS}{after}".encode(), "mills.md")

    def find(self, asked: Question, documents: object = ()) -> Found:
        low, high = self._paper.text.index("The late"), len(self._paper.text)
        spans = sentence_spans(self._paper, low, high)[1:]
        best = _candidate(self._paper, *spans[0])
        likely = 0.1 if asked.years or asked.bounds or asked.text.startswith("When") else 0.9
        query = make_query(asked, self._encoder, Lexicon())
        chosen = tuple(Chosen(self._paper, start, end, 0.9) for start, end in spans)
        return Found(query, (), ((best, 0.9),), chosen, Estimate(likely, "", {}), 0.0)


def _dated(question: str, encoder: Encoder, after: str = "") -> list[str]:
    finds = _Finds(encoder, after)
    seeker = Seeker(cast("Finder", finds), threshold=0.5)
    asked = analyse(question)
    found = seeker.dated(asked, finds.find(asked), ())
    return [item.text for item in found.chosen] if seeker.suffices(found) else []


@pytest.mark.parametrize("after", ["", "\n\nNew mills opened in 2021."])
def test_what_stands_under_a_period_is_told_with_it(after: str, hashing_encoder: Encoder) -> None:
    period, *told = [f"{sentence}." for sentence in MILLS.rstrip(".").split(". ")]

    assert _dated("Which mills closed after 2017?", hashing_encoder, after) == [period, *told]
    assert _dated("When did several mills close?", hashing_encoder, after) == [period, told[0]]


@pytest.mark.parametrize("time", ["before 2018", "after 2018", "until 2017", "in 2017"])
def test_what_stands_under_another_period_is_not(time: str, hashing_encoder: Encoder) -> None:
    assert _dated(f"Which mills closed {time}?", hashing_encoder) == []


class _FindsTolls:
    """Finds first what bears the word of the question, or one that begins with it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._paper = parse_bytes(b"# Tolls\n\nLower tolls help carters. Tolls are high.\n", "a.md")

    def find(self, asked: Question, documents: object = ()) -> Found:
        first, second = sentence_spans(self._paper, self._paper.text.index("Lower"), 10_000)
        best = _candidate(self._paper, *(first if "low" in asked.text else second))
        query = make_query(asked, self._encoder, Lexicon())
        chosen = tuple(Chosen(self._paper, *span, 0.9) for span in (first, second))
        return Found(query, (), ((best, 0.9),), chosen, Estimate(0.9, "", {}), 0.0)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Are tolls low?", "Tolls are high."),
        ("Why are tolls low?", "Lower tolls help carters."),
    ],
)
def test_what_only_bears_the_word_asked_for_does_not_come_before_its_contrary(
    question: str, best: str, hashing_encoder: Encoder
) -> None:
    finds = _FindsTolls(hashing_encoder)
    seeker = Seeker(cast("Finder", finds), threshold=0.5)
    asked = analyse(question)

    found = seeker.contrary(asked, finds.find(asked), ())

    assert found.ranked[0][0].text == best


class _Scripted(Seeker):
    """Finds what is surely so for a question as it was typed, and little for any other."""

    def found_after(
        self, asked: Question, talk: Talk, documents: Sequence[str], *, told: str = ""
    ) -> Found:
        return _sure(0.9 if asked.text == talk.typed else 0.3)


def _sure(probability: float) -> Found:
    return cast(Found, SimpleNamespace(estimate=SimpleNamespace(probability=probability)))


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("Which tools do they advise for tolls?", "Which tools do they advise for tolls?"),
        ("Which tools do they advise for it?", "Which tools do they advise for it (fog)?"),
    ],
)
def test_what_they_advise_is_asked_by_itself_where_that_is_surer(typed: str, searched: str) -> None:
    """What was spoken of before may be no matter of it."""
    finder = cast(Finder, SimpleNamespace(lexicon=lambda: Lexicon(["tools for tolls"])))
    seeker = _Scripted(finder, threshold=0.2)
    history = [Turn("How risky is fog?", "Fog is risky. [1]")]
    asked = analyse(f"{typed[:-1]} (fog)?")

    surest, found = seeker.surest(
        asked, _sure(0.3), Talk(typed, ""), (), history, ids=(), again=False
    )

    assert surest.text == searched
    assert found.estimate.probability == (0.9 if searched == typed else 0.3)


@pytest.mark.parametrize(("as_asked", "read"), [(0.4, "What do the fees cover?"), (0.95, "")])
def test_a_noun_that_says_nothing_is_left_out_where_that_is_likelier(
    as_asked: float, read: str
) -> None:
    asked = analyse("Which areas do the fees cover?")
    talk = Talk("What do the fees cover?", "")  # which is found with 0.9
    finder = cast(Finder, SimpleNamespace(lexicon=lambda: Lexicon(["fees"])))
    seeker = _Scripted(finder, threshold=0.2)

    surest, _ = seeker.surest(asked, _sure(as_asked), talk, (), [], ids=(), again=False)

    assert surest.text == (read or asked.text)
