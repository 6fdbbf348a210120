"""What is read for a question: the hits that come near, the likeliest sentences by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from app.answer import Turn
from app.chatbot import open_chatbot
from app.evidence.candidates import Candidate, Tokens, gather, make_query
from app.evidence.close_reading import (
    AGAIN,
    DEEP,
    HELD_AGAINST,
    NEAR,
    READ,
    held_against_claim,
    looked_at_again,
    worth_reading,
)
from app.evidence.off_topic import of_another
from app.evidence.spans import sentence_spans
from app.finding import JUDGED, Finder
from app.language.lexicon import Lexicon
from app.language.short_forms import TwoForms, two_forms
from app.question.questions import analyse
from index.encoder import Encoder
from index.hits import Hit, Ranks
from index.library import open_library
from index.readings import Judgement, Reading
from ingest.document import Document, Passage, Section
from ingest.parse import parse_bytes
from ingest.passages import cut

PAPER = b"# Pears\n\n## 1. Storage\n\n" + b" ".join(
    b"Room %d holds pears for %d months." % (number, number) for number in range(1, AGAIN + 3)
)


class Scripted:
    """A reader for which one sentence answers; remembers what it was given."""

    def __init__(self, answers: str) -> None:
        self.answers = answers
        self.given: list[str] = []
        self.questions: set[str] = set()

    def read(self, question: str, passages: Sequence[str]) -> list[Reading]:
        self.given += passages
        self.questions.add(question)
        nothing = Judgement(0.0, 0.0, 1.0)
        return [
            Reading(0, 4, 0.0, 0.9 if self.answers in passage else 0.2, 0.5, nothing)
            for passage in passages
        ]

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        self.questions |= {claim for _, claim in pairs}
        return [
            Judgement(0.7, 0.1, 0.2) if self.answers in evidence else Judgement(0.1, 0.0, 0.9)
            for evidence, _ in pairs
        ]


@pytest.fixture
def candidates() -> list[Candidate]:
    document: Document = parse_bytes(PAPER, "pears.md")
    found = []
    for number in range(1, AGAIN + 3):
        text = f"Room {number} holds pears for {number} months."
        start = document.text.index(text)
        features = {"late": 1.0 - number / 100}
        found.append(Candidate(document, 0, "1", start, start + len(text), text, features))
    return found


def test_the_likeliest_sentences_are_read_alone(candidates: list[Candidate]) -> None:
    reader = Scripted("Room 3 ")

    again = looked_at_again("How long does room 3 hold pears?", candidates, reader)

    assert reader.given == [candidate.text for candidate in candidates[:AGAIN]]
    best = max(again, key=lambda candidate: candidate.features["alone"])
    assert best.text.startswith("Room 3 ")
    assert [each.text for each in again] == [each.text for each in candidates]


def test_what_was_not_read_counts_as_the_worst_of_what_was(candidates: list[Candidate]) -> None:
    again = looked_at_again("How long?", candidates, Scripted("Room 3 "))

    worst = min(each.features["alone"] for each in again[:AGAIN])
    assert worst < 0
    assert {each.features["alone"] for each in again[AGAIN:]} == {worst}


def test_letters_are_read_as_their_words_where_the_question_has_one_of_them() -> None:
    text = b"# Pears\n\nSmall fruit farms (SFFs) pay.\n\nThe state helps SFFs with cold rooms.\n"
    document = parse_bytes(text, "pears.md")
    helped = "The state helps SFFs with cold rooms."
    start = document.text.index(helped)
    candidate = Candidate(
        document, 0, "1", start, start + len(helped), helped, {"late": 1.0, "relevance": 0.5}
    )
    reader = Scripted("Small fruit farms")

    [again] = looked_at_again("Who helps little farms?", [candidate], reader)
    looked_at_again("Who helps SFFs?", [candidate], reader)
    looked_at_again("Who gives help?", [candidate], reader)

    assert reader.given == ["The state helps Small fruit farms with cold rooms.", helped, helped]
    assert (again.text, again.features["alone"] > 0) == (helped, True)


def test_letters_match_the_words_that_the_paper_says_they_stand_for(
    hashing_encoder: Encoder,
) -> None:
    text = (
        b"# Pears\n\n## 1. Aid\n\nSmall fruit farms (SFFs) pay.\n\n## 2. State\n\nSFFs get help.\n"
    )
    document = parse_bytes(text, "pears.md")
    start = document.text.index("SFFs get help.")
    passages = cut(document, count_tokens=lambda text: len(text.split()))
    passage = next(each for each in passages if each.start == start)
    tokens = hashing_encoder.encode_tokens([passage.text])[0]
    asked = analyse("Who helps small fruit farms?")

    def matched(forms: Sequence[TwoForms]) -> float:
        query = make_query(asked, hashing_encoder, Lexicon([document.text]), forms)
        [candidate] = gather(
            query,
            [Hit(passage, 1.0, Ranks())],
            {document.id: document},
            [Tokens(tokens.vectors, tokens.offsets)],
        )
        return candidate.features["late"]

    assert matched(two_forms(asked.text, [document.text])) > matched(())


def test_nothing_found_is_nothing_to_read() -> None:
    assert looked_at_again("How long?", [], Scripted("Room")) == []


def test_the_best_sentences_are_held_against_what_a_yes_or_no_question_claims(
    candidates: list[Candidate],
) -> None:
    reader, asked = Scripted("Room 3 "), analyse("Does room 3 hold pears?")

    held = held_against_claim(asked, candidates, reader)

    assert reader.questions == {"room 3 hold pears."}
    bears = [each.features.get("bears") for each in held]
    assert bears[:HELD_AGAINST] == pytest.approx([0.1, 0.1, 0.8, 0.1, 0.1])
    assert set(bears[HELD_AGAINST:]) == {None}
    assert held_against_claim(analyse("When does it open?"), candidates, reader) == candidates


def _hits(*behind: float) -> list[Hit]:
    passage = Passage("p1", "pears", "body", 0, 5, "1", 1, "", "Pears")
    return [Hit(passage, 0.9 - gap, Ranks()) for gap in behind]


def test_where_the_search_is_sure_few_hits_are_read() -> None:
    hits = _hits(0.0, *[2 * NEAR] * 20)

    assert worth_reading(hits, analyse("What is sweet?")) == hits[:READ]


def test_where_many_hits_are_about_as_good_more_are_read() -> None:
    hits = _hits(*[0.001 * place for place in range(20)])

    assert worth_reading(hits, analyse("What is sweet?")) == hits[:DEEP]
    assert worth_reading([], analyse("What is sweet?")) == []


def test_a_hit_that_gives_the_number_asked_for_is_read_wherever_it_stands() -> None:
    hits = _hits(0.0, *[2 * NEAR] * 20)
    deep = replace(hits[READ + 3], passage=replace(hits[0].passage, text="It took 40 rooms."))
    hits[READ + 3] = deep

    assert worth_reading(hits, analyse("How many rooms are there?")) == [*hits[:READ], deep]
    assert worth_reading(hits, analyse("How many doors are there?")) == hits[:READ]


def test_of_hits_far_down_only_the_likeliest_part_is_read(
    tmp_path: Path, hashing_encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Scripted("Room 3 ")
    monkeypatch.setattr("app.finding.load_reader", lambda: reader)
    rooms = (
        f"Snow fell. Room {at} holds pears. It has a door. Its door is red. Ships came."
        for at in range(1, DEEP + 3)
    )
    paper = "".join(f"\n## Room\n\n{room}\n" for room in rooms)
    with open_library(tmp_path, encoder=hashing_encoder) as library:
        library.add_bytes(f"# Rooms\n{paper}".encode(), "rooms.md")
        Finder(library).find(analyse("Which room holds pears?"))

    read = reader.given[:DEEP]
    assert ["Ships came" in text for text in read] == [True] * JUDGED + [False] * (DEEP - JUDGED)
    assert all("holds pears. It has a door." in text for text in read)


def test_what_a_thing_is_is_sought_where_its_paper_first_names_it(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    paper = "# Weighing Trees\n\nAbstract: Old trees are few. We present TreeRank, a method that "
    paper += f"weighs them. {'Many woods were walked through for years by all of us. ' * 12}\n"
    paper += "".join(f"\n## {at} Step\n\nTreeRank runs in step {at}.\n" for at in range(1, 15))
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.0) as bot:
        bot.library.add_bytes(paper.encode(), "trees.md")

        assert "a method that weighs them" in bot.ask("What is TreeRank?").text
        assert "a method that" not in bot.ask("When does TreeRank run?").text


def test_what_is_worded_as_the_answer_is_read_however_far_down_it_is_found(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    paper = "# Trade in Plums\n"
    paper += "".join(f"\n## {at} Year\n\nPlums sold well in year {at}.\n" for at in range(1, 30))
    paper += "\n## 30 End\n\nProspects are broad.\n"
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False, threshold=0.0) as bot:
        bot.library.add_bytes(paper.encode(), "plums.md")

        assert "Prospects are broad" in bot.ask("Is the outlook for plums good?").text
        assert "Prospects are broad" not in bot.ask("Is the price of plums good?").text


KINDS = b"""# Plums

## 2. Kinds

### 2.1. Valley plums

This kind was bred by Stone.

### 2.2. Hill plums

This kind was bred by Field. Valley plums were bred elsewhere.
"""


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Who bred valley plums?", ["This kind was bred by Field."]),
        ("Who bred hill plums?", ["This kind was bred by Stone."]),
        ("Are valley plums older than hill plums?", []),
        ("Which plums are bred in the valley?", []),
    ],
)
def test_what_stands_under_the_name_of_another_is_not_of_the_one_asked_about(
    question: str, other: list[str]
) -> None:
    document = parse_bytes(KINDS, "plums.md")
    spans = [span for section in document.sections for span in _sentences(document, section)]

    apart = [span for span in spans if of_another(analyse(question), document, *span)]

    assert [text for _, text in dict.fromkeys(apart)] == other


def _sentences(document: Document, section: Section) -> list[tuple[int, str]]:
    spans = sentence_spans(document, section.start, section.end)
    return [(start, document.text[start:end]) for start, end in spans]


def test_words_that_are_being_asked_for_do_not_change_while_a_paper_is_added(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    with open_chatbot(tmp_path, encoder=hashing_encoder, use_reader=False) as bot:
        bot.library.add_bytes(b"# Pears\n\nPears keep for months.\n", "pears.md")
        held = bot._finder.lexicon()
        bot.library.add_bytes(b"# Quinces\n\nQuinces keep for weeks.\n", "quinces.md")

        assert bot._finder.lexicon().knows("quinc")
        assert not held.knows("quinc")


TERRACES = b"""# Terraces

## 1 History

Pears were grown by two families from 2008 to 2012. From 2008 to 2020 the council kept no books.

## 2 Harvest

The harvest was 48 tonnes in 2019.
"""


@pytest.fixture
def terraces(tmp_path: Path, hashing_encoder: Encoder) -> Iterator[Finder]:
    with open_library(tmp_path, encoder=hashing_encoder) as library:
        library.add_bytes(TERRACES, "terraces.md")
        yield Finder(library, use_reader=False)


def test_a_follow_up_is_read_with_what_was_told_and_searched_without(
    terraces: Finder, tmp_path: Path, hashing_encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Scripted("two families")
    monkeypatch.setattr("app.finding.load_reader", lambda: reader)
    told = Turn("Who grew pears?", "Two families of the upper terraces grew them. [1]")
    with open_chatbot(tmp_path, encoder=hashing_encoder, threshold=0.0) as bot:
        answer = bot.ask("How did they do it?", history=[told])

    assert answer.searched == "How did they do it (grew pears)?"
    assert reader.questions == {"How did they do it (grew pears – families upper terraces)?"}


def test_what_repeats_the_last_answer_is_told_from_what_goes_on(terraces: Finder) -> None:
    asked = analyse("How did they do it (grew pears)?", recalled="two families")
    found = terraces.find(asked)
    candidates = {candidate.text[:10]: candidate.features for candidate, _ in found.ranked}

    assert candidates["Pears were"]["recalled"] == 1
    assert candidates["The harves"]["recalled"] == 0
    assert found.estimate.features["goes_on"] == 1
    assert terraces.find(analyse("Who grew pears?")).estimate.features["goes_on"] == 0


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Who grew pears in 2010?", "Who grew pears from 2008 to 2012?"),  # the narrower one
        ("Did the 2010 families grow pears?", "Did the 2008 to 2012 families grow pears?"),
        ("What was grown in 2019?", "What was grown in 2019?"),
        ("Who grew pears in 2005?", "Who grew pears in 2005?"),
        ("How many tonnes of pears were grown in 2010?",) * 2,  # of one year, no range gives it
    ],
)
def test_a_year_is_sought_by_the_range_that_spans_it(
    terraces: Finder, question: str, searched: str
) -> None:
    found = terraces.find(analyse(question))

    assert found.query.question.text == searched
