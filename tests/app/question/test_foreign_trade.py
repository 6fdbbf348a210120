"""What readers call sales abroad, papers on trade call exports."""

from __future__ import annotations

import pytest

from app.language.lexicon import Lexicon
from app.question.foreign_trade import as_exports_and_imports

ON_TRADE = Lexicon(["Exports of timber rose, and imports fell."])


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("By how much did sales abroad grow?", "By how much did exports grow?"),
        ("How many tons were shipped overseas?", "How many tons were exported?"),
        ("Who sells most timber abroad?", "Who exports most timber?"),
        ("How much timber did they buy in from abroad?", "How much timber did they import?"),
        (
            "Which rose more, purchases from other countries or overseas sales?",
            "Which rose more, imports or exports?",
        ),
        ("How many parcels went abroad?", "How many parcels were exported?"),
        ("Are the goods coming in worth more?", "Are the imports worth more?"),
    ],
)
def test_sales_abroad_are_called_exports_and_purchases_from_there_imports(
    question: str, told: str
) -> None:
    assert as_exports_and_imports(question, ON_TRADE) == told


@pytest.mark.parametrize(
    "question",
    [
        "How many students went abroad?",
        "What do firms learn abroad?",
        "Who sold the house from the estate?",
        "How many exports were there?",
        "How many patients were sent abroad for surgery?",
        "Do the goods come in three sizes?",
        "Which goods went out of stock?",
        "What do foreign sales representatives earn?",
        "How many parts are bought from outside the firm?",
    ],
)
def test_what_is_no_trade_abroad_is_left_as_it_is(question: str) -> None:
    assert as_exports_and_imports(question, ON_TRADE) == ""


def test_nothing_is_called_so_where_no_paper_does() -> None:
    assert (
        as_exports_and_imports("Who sells most timber abroad?", Lexicon(["An important find."]))
        == ""
    )
