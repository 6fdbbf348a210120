"""Which slips of the keys are mended, and which words are none."""

from __future__ import annotations

import pytest

from app.language.lexicon import Lexicon
from app.language.spelling import respell


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("how are trnasport costs", "how are transport costs"),
        ("what logistcs firms", "what logistics firms"),
        ("the logistcs’s costs, logistcs's firms", "the logistics’s costs, logistics's firms"),
        ("which journel puplished it", "which journal published it"),  # as is asked of any paper
        ("the probelm of costs", "the problem of costs"),  # of no paper here, but asked with
        ("the drawback of costs", "the drawback of costs"),  # and that one is no slip
        ("which volum", "which volume"),  # its stem is known, and it is no word
        ("which harrrvest", "which harvest"),  # a key held down
        ("competttion in harvests", "competition in harvests"),
        ("what about Hubei", "what about Hubei"),  # a name that is not Hebei mistyped
        ("a harvest in Kentuky", "a harvest in Kentucky"),  # of a known name, a letter is left out
        ("prices of Shein", "prices of Shein"),  # no name that is known, though "sheind" is there
        ("parts of the hhh4 model", "parts of the hhh4 model"),  # no word with a key held down
        ("completion of the harvest", "completion of the harvest"),  # an English word
    ],
)
def test_only_slips_are_mended(typed: str, mended: str) -> None:
    lexicon = Lexicon(
        [
            "hh, transport costs of logistics firms by volume",
            "competition in Hebei, harvest",
            "Kentucky, sheind, hh",
        ]
    )
    english = {"completion", "harvest", "costs", "firms", "which", "prices", "kentucky"}

    assert respell(typed, lexicon, english.__contains__) == mended
