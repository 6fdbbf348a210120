"""The reader's opinion moves a verdict where words were only counted, and never an exact one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from app.answer import Citation, Sentence
from app.model.judging import judged
from app.model.replies import Told
from app.support import verdict
from index.readings import Judgement

QUOTE = "In 2019, the growers of the valley sold 480 apples a day to the town of Oakton."
SURE = Judgement(supported=0.95, contradicted=0.03, unrelated=0.02)
AGAINST = Judgement(supported=0.03, contradicted=0.95, unrelated=0.02)
ASIDE = Judgement(supported=0.04, contradicted=0.01, unrelated=0.95)
DOUBTING = Judgement(supported=0.2, contradicted=0.5, unrelated=0.3)
UNSURE = Judgement(supported=0.6, contradicted=0.2, unrelated=0.2)


class Scripted:
    """A reader that says the same of every pair."""

    def __init__(self, opinion: Judgement) -> None:
        self.opinion = opinion
        self.seen: list[tuple[str, str]] = []

    def judge(self, pairs: Sequence[tuple[str, str]]) -> list[Judgement]:
        self.seen.extend(pairs)
        return [self.opinion for _ in pairs]


def told(claim: str) -> Told:
    citation = Citation(1, "apples", "Apples", None, "1", QUOTE, 0, len(QUOTE))
    found = verdict(claim, QUOTE)
    return Told((Sentence(claim, (1,), found.support, found.why),), (citation,), 0)


@pytest.mark.parametrize(
    ("claim", "opinion", "before", "after"),
    [
        ("Oakton bought fruit daily from growers in the valley.", SURE, "partial", "supported"),
        ("Oakton bought fruit daily from growers in the valley.", UNSURE, "partial", "partial"),
        ("Fruit was traded daily in 2019.", SURE, "unsupported", "partial"),
        ("In Lyon, fruit from the valley was bought daily.", SURE, "unsupported", "partial"),
        ("The town of Oakton sold apples to the growers.", DOUBTING, "supported", "partial"),
        ("The town of Oakton sold apples to the growers.", UNSURE, "supported", "supported"),
        ("The town of Oakton sold apples to the growers.", AGAINST, "supported", "unsupported"),
        ("Oakton bought fruit daily from growers in the valley.", DOUBTING, "partial", "partial"),
        ("Oakton bought fruit daily from growers in the valley.", ASIDE, "partial", "unsupported"),
        ("Growers of the valley sold 840 apples a day.", SURE, "unsupported", "unsupported"),
        (QUOTE, AGAINST, "supported", "supported"),
    ],
)
def test_an_open_verdict_follows_what_the_reader_is_sure_of_and_an_exact_one_stays(
    claim: str, opinion: Judgement, before: str, after: str
) -> None:
    asked = told(claim)
    [sentence] = judged(asked, Scripted(opinion)).sentences

    assert (asked.sentences[0].support, sentence.support) == (before, after)
    assert sentence.why


def test_a_verdict_tells_whether_the_reader_sees_the_contrary_or_something_else() -> None:
    claim = told("The town of Oakton sold apples to the growers.")

    assert "the contrary" in judged(claim, Scripted(AGAINST)).sentences[0].why
    assert "something else" in judged(claim, Scripted(ASIDE)).sentences[0].why


def test_a_verdict_that_goes_up_says_what_is_wanting_and_what_the_reader_sees() -> None:
    claim = told("In Lyon, fruit from the valley was bought daily.")

    assert judged(claim, Scripted(SURE)).sentences[0].why == (
        "names 'Lyon', which the source does not; yet the source seems to say it in other words"
    )


def test_the_reader_is_asked_with_the_evidence_first_and_only_where_it_may_count() -> None:
    reader = Scripted(UNSURE)
    judged(told(QUOTE), reader)
    assert reader.seen == []

    judged(told("Fruit was traded daily in 2019."), reader)
    assert reader.seen == [(QUOTE, "Fruit was traded daily in 2019.")]


def test_a_sentence_without_a_source_stays_unsupported() -> None:
    bare = Told((Sentence("It was so.", (), "unsupported", "cites no passage"),), (), 0)

    assert judged(bare, Scripted(SURE)) == bare
