"""A "why" wants a reason, and the reason of what is asked."""

from __future__ import annotations

import pytest

from app.evidence.candidates import make_query
from app.evidence.chosen import Chosen
from app.evidence.context import around
from app.language.lexicon import Lexicon
from app.question.questions import analyse
from app.silence.doubts import GRAVE, PLAIN
from app.silence.missing import missing
from index.encoder import Encoder
from ingest.parse import parse_bytes
from tests.app.silence.telling import found, of_one_sentence, sentences


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ("The crates were frozen to avoid any mould in the valley.", True),
        ("The crates were frozen for a night. This is because mould spreads in the valley.", True),
        ("The crates were frozen for a night. Hail, for lack of nets, broke the vines.", True),
        ("The crates were frozen for a night. Mould spreads, which makes fruit worthless.", True),
        ("The crates came late. With mould about, the crates were frozen for a night.", True),
        ("The crates were frozen. No more was said. Hail led to losses in the hills.", False),
        ("The crates were frozen for a night and counted in the morning.", False),
        ("The crates were frozen, as well as the pears.", False),
        ("The crates were frozen, for example in May.", False),
        ("The crates were frozen, as mould spread.", True),
    ],
)
def test_a_reason_stands_in_the_sentence_that_states_the_thing_or_next_to_it(
    told: str, reason: bool, hashing_encoder: Encoder
) -> None:
    document = of_one_sentence(told)
    doubts = found("Why were the crates frozen?", document, hashing_encoder, "The cr", near=0.5)

    assert [doubt.kind for doubt in doubts] == ([] if reason else ["reason"])


@pytest.mark.parametrize(
    ("told", "near", "reason"),
    [
        ("The crates were frozen for a night. Hail, for lack of nets, broke the vines.", 0.6, True),
        (
            "The crates were frozen for a night. Hail, for lack of nets, broke the vines.",
            0.2,
            False,
        ),
        ("The crates were frozen for a night. This is because mould spreads.", 0.2, True),
    ],
)
def test_a_reason_next_to_the_thing_is_of_another_where_it_speaks_of_little_that_is_asked(
    told: str, near: float, reason: bool, hashing_encoder: Encoder
) -> None:
    document = of_one_sentence(told)
    doubts = found("Why were the crates frozen?", document, hashing_encoder, "The cr", near=near)

    assert [(doubt.kind, doubt.factor) for doubt in doubts] == (
        [] if reason else [("reason", PLAIN)]
    )


def test_why_a_thing_should_be_is_what_is_good_about_it(hashing_encoder: Encoder) -> None:
    told = of_one_sentence("Cold storage improves the quality of the pears.")

    assert found("Why should cold storage be built?", told, hashing_encoder, "Cold") == []
    assert found("What is the use of cold storage?", told, hashing_encoder, "Cold") == []
    assert found("Why was cold storage built?", told, hashing_encoder, "Cold") != []


@pytest.mark.parametrize(
    ("question", "told", "reason"),
    [
        ("Why were only two crates weighed?", "There was too little light to weigh crates.", True),
        ("Why were only two crates weighed?", "The remaining crates were weighed empty.", True),
        ("Why weren't the crates weighed?", "The scales for the crates were not available.", True),
        ("Why were so few crates weighed?", "Two crates were weighed in the morning.", False),
        ("Why are scales missing?", "The scales are not available.", False),
        ("Why were the crates weighed?", "The scales for the crates were not available.", False),
        ("Why do they doubt the crates?", "The crates leak, reducing the yield.", True),
        ("Why were crates used?", "The crates are ones that can be easily stacked.", True),
        ("Why were crates left out?", "Six crates were left out, leaving five.", False),
    ],
)
def test_why_a_thing_was_not_done_in_full_is_told_by_what_was_wanting(
    question: str, told: str, reason: bool, hashing_encoder: Encoder
) -> None:
    doubts = found(question, of_one_sentence(told), hashing_encoder, told[:9])

    assert ("reason" in [doubt.kind for doubt in doubts]) is not reason


@pytest.mark.parametrize(
    ("told", "open_"),
    [
        ("The state lowers the burden of tolls on growers.", False),
        ("The state eases the burden of tolls on growers.", True),
        ("Growers weigh the tolls at noon.", True),
        ("High tolls cost growers more.", False),
        ("Tolls are cumbersome for growers.", False),
        ("Growers pay tolls because the bridge is old.", False),
    ],
)
def test_why_a_thing_is_bad_is_open_where_nothing_bad_is_told(
    told: str, open_: bool, hashing_encoder: Encoder
) -> None:
    question = "Why do growers worry about tolls?"
    doubts = found(question, of_one_sentence(told), hashing_encoder, told[:9])

    assert [(one.kind, one.factor) for one in doubts if one.kind == "reason"] == (
        [("reason", GRAVE)] if open_ else []
    )


HERDS = """# Herds

Prices were low because roads were poor.

Growers sold the goats early.

Goats were sold.
"""


@pytest.mark.parametrize(
    ("shown", "first", "grade"),
    [
        ("Growers sold", "Growers sold", GRAVE),  # no reason of anything
        ("Prices were", "Growers sold", PLAIN),  # of another thing; what is asked stands elsewhere
        ("Prices were", "Goats were", None),  # the best speaks of it in other words
    ],
)
def test_a_missing_reason_counts_not_where_the_best_sentence_tells_it_in_other_words(
    shown: str, first: str, grade: float | None, hashing_encoder: Encoder
) -> None:
    document = parse_bytes(HERDS.encode(), "herds.md")
    lexicon = Lexicon([document.text])
    query = make_query(analyse("Why did growers sell the goats early?"), hashing_encoder, lexicon)
    told = sentences(query, document, near=0.5)
    ranked = sorted(told, key=lambda each: not each.text.startswith(first))
    chosen = [
        Chosen(document, each.start, each.end, 1.0) for each in told if each.text.startswith(shown)
    ]

    scored = [(each, 0.0) for each in ranked]
    doubts = missing(query, scored, chosen, around(chosen), lexicon)

    wanted = [("reason", grade)] if grade else []
    assert [(doubt.kind, doubt.factor) for doubt in doubts] == wanted
