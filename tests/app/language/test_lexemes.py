"""Words as they are compared, by many at once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from app.language.lexemes import stem


@pytest.fixture
def hurried() -> Iterator[None]:
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hurried")
def test_a_word_has_the_same_stem_however_many_ask_at_once() -> None:
    words = [f"{first}{last}" for first in ("transport", "develop", "reli", "national", "organ")
             for last in ("ations", "ments", "ability", "izing", "fully", "ousness", "ed", "ing")
             ] * 20  # fmt: skip
    stem.cache_clear()
    alone = {word: stem(word) for word in words}
    asked = stem.__wrapped__  # what was asked before is remembered
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(asked, words))
    assert together == [alone[word] for word in words]


@pytest.mark.parametrize(
    "forms",
    [
        "deliver delivery deliveries delivered",
        "grow grew grown growth",
        "pay paid payment payments",
        "analyse analyze analysis analyses analyzed",
        "organise organize organised organizing",
        "criterion criteria",
        "child children",
        "lose lost loss losses",
        "China Chinese",
        "Nigeria Nigerian Nigerians",
        "Germany German",
    ],
)
def test_forms_of_one_word_have_one_stem(forms: str) -> None:
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    [
        "size sizable",
        "growth grocer",
        "men menu",
        "index indicate",
        "UPS up",
        "WHO who",
        "US us",
        "IT it",
    ],
)
def test_words_that_only_look_alike_stay_apart(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)
