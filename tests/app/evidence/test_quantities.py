"""What quantities a sentence states."""

from __future__ import annotations

import time

from app.evidence.quantities import stated


def test_a_quantity_is_said_of_its_clause_and_an_opening_belongs_to_it() -> None:
    plums, pears = stated("In 2019, plums weighed 30 grams, while pears cost 12 dollars.")
    assert (plums.amount, plums.unit.split()[-1], plums.years) == (30.0, "gram", {2019})
    assert "plum" in plums.subject and "pear" not in plums.subject
    assert "pear" in pears.subject and "plum" not in pears.subject


def test_an_aside_in_brackets_has_no_subject_of_its_own() -> None:
    [aside] = stated("Plums of the late harvest were sold (12 dollars).")
    assert aside.subject == frozenset()


def test_of_one_unit_told_twice_neither_value_counts() -> None:
    assert stated("Plums weighed 30 grams and pears 80 grams.") == ()


def test_a_text_that_never_ends_a_sentence_is_read_in_time() -> None:
    text = "; ".join(f"some {fruit} pears (cost {fruit} dollars)" for fruit in range(3_000))
    started = time.process_time()
    assert stated(f"{text}; plums weighed 30 grams")[-1].amount == 30.0
    assert time.process_time() - started < 5  # it took minutes while each value read all of it
