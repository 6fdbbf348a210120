"""After an answer that tells one work of the bibliography, "it" is that work."""

from __future__ import annotations

import pytest

from app.answer import Turn
from app.conversation import resolve

ONE = Turn(
    "Which reference is about frost?", "[4] Cai, L. (2018). Frost and Plums. Plum Review. [1]"
)
TWO = Turn("Which references are there?", f"{ONE.answer} [5] Moss, C. (2019). Ice. Letters. [2]")


@pytest.mark.parametrize(
    ("question", "searched"),
    [
        ("Who wrote it?", "Who wrote reference [4]?"),
        ("And where is that cited?", "Where is reference [4] cited?"),
        ("When was that paper published?", "When was reference [4] published?"),
        ("In which journal did this appear?", "In which journal did reference [4] appear?"),
        ("When was this paper published?", "When was this paper published?"),
    ],
)
def test_it_is_the_work_that_was_told(question: str, searched: str) -> None:
    assert resolve(question, [ONE]) == searched


def test_it_is_none_of_several_works() -> None:
    assert "[4]" not in resolve("Who wrote it?", [TWO])


def test_of_several_papers_each_has_a_work_of_that_number() -> None:
    assert "[4]" not in resolve("Who wrote it?", [ONE], ids=("frost", "ice"))


def test_it_is_what_the_question_was_on_where_a_sentence_only_cites_a_work() -> None:
    cited = Turn("What harms plums?", "Frost harms them [4]. [1]")
    assert resolve("What harms it?", [cited]) == "What harms it (plums)?"


def test_he_is_who_wrote_the_work_that_was_told() -> None:
    assert resolve("what did he find", [ONE]) == "What did Cai find?"
    assert "Cai" not in resolve("what did he find", [TWO])
