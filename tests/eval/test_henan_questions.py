"""The question files on the Henan paper hold for the digest and for the original alike."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from eval.matching import holds, words
from eval.questions import Question, load_questions

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "eval" / "data"
DIGEST = ROOT / "corpus" / "henan-cross-border-ecommerce.md"
SEEDS = ROOT.parent / "shared" / "seeds"
FEWEST = {
    "number": 20,
    "name": 10,
    "list": 15,
    "definition": 10,
    "explanation": 20,
    "reference": 10,
    "front": 10,
    "two-passage": 10,
    "paraphrase": 15,
    "typo": 10,
    "followup": 10,
    "unanswerable": 40,
}
# Words that carry no matter, so that a paraphrase may share them with the text.
FUNCTION_WORDS = frozenset(
    words(
        "a an and anything are as at be before best by can come comes could did do does done else "
        "for from get go goes had has have how if in into is it its may might more most much must "
        "not now of on or out over short so that the their them there these they things this those "
        "to too up was were what when where which who why will with would"
    )
)

every_file = pytest.mark.parametrize(
    "name", [f"henan{which}.jsonl" for which in ("", "-heldout", "-fresh", "-blind", "-review")]
)


def _sections(text: str) -> dict[str, str]:
    """Return the text of each numbered section without those below it; "0" is the front."""
    parts = re.split(r"^(?:#+ )?(?:(\d(?:\.\d)*)\. (?=[A-Z])|(References)$)", text, flags=re.M)
    sections = {"0": parts[0]}
    for number, references, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        sections[number or references.lower()] = body
    return sections


def _versions() -> dict[str, dict[str, str]]:
    texts = {"digest": DIGEST, **{f"original {path.name}": path for path in SEEDS.glob("*.txt")}}
    return {
        name: _sections(path.read_text(encoding="utf-8").replace("*", ""))
        for name, path in texts.items()
    }


def _evidence(question: Question, sections: dict[str, str]) -> str:
    """Return all that the question's evidence sections say, label and all."""
    labels = [item.section for item in question.evidence]
    return "\n".join(f"{label} {sections[label]}" for label in labels)


def _questions(name: str) -> list[Question]:
    return load_questions(DATA / name)


def test_there_are_enough_questions_of_every_kind() -> None:
    counts = Counter(question.kind for question in _questions("henan.jsonl"))
    assert counts.total() >= 150
    assert set(counts) == set(FEWEST)
    assert not {kind: counts[kind] for kind, least in FEWEST.items() if counts[kind] < least}


def test_forty_questions_are_held_out_and_none_of_them_is_in_the_other_file() -> None:
    heldout = [" ".join(words(question.question)) for question in _questions("henan-heldout.jsonl")]
    tuned = {" ".join(words(question.question)) for question in _questions("henan.jsonl")}
    assert len(heldout) >= 40
    assert not [question for question in heldout if question in tuned]


@every_file
def test_no_question_is_asked_twice(name: str) -> None:
    asked = Counter((question.question, question.history) for question in _questions(name))
    assert not [each for each, times in asked.items() if times > 1]


@every_file
def test_only_answerable_questions_have_answers_and_sections(name: str) -> None:
    for question in _questions(name):
        keyed = bool(question.answers or question.must_include)
        assert question.answerable == keyed == bool(question.evidence), question.id
        assert question.answerable == (question.kind != "unanswerable"), question.id


@every_file
def test_the_evidence_of_every_version_holds_the_answer(name: str) -> None:
    missing = []
    for version, sections in _versions().items():
        for question in (each for each in _questions(name) if each.answerable):
            said = _evidence(question, sections)
            if question.answers and not any(holds(said, answer) for answer in question.answers):
                missing.append((version, question.id, question.answers))
            missing += [
                (version, question.id, needed)
                for needed in question.must_include
                if not holds(said, needed)
            ]
    assert not missing


@every_file
def test_every_section_of_the_evidence_bears_on_the_answer(name: str) -> None:
    idle = []
    for question in (each for each in _questions(name) if each.answerable):
        keys = [*question.answers, *question.must_include]
        for version, sections in _versions().items():
            for label in (item.section for item in question.evidence):
                said = f"{label} {sections[label]}"
                if not any(holds(said, key) for key in keys):
                    idle.append((version, question.id, label))
    assert not idle


def test_paraphrases_share_no_content_word_with_the_text_they_ask_for() -> None:
    shared = []
    for sections in _versions().values():
        for question in _questions("henan.jsonl"):
            if question.kind != "paraphrase":
                continue
            said = set(words(_evidence(question, sections)))
            asked = set(words(question.question)) - FUNCTION_WORDS
            shared += [(question.id, word) for word in sorted(asked & said)]
    assert not shared


@pytest.mark.parametrize(
    ("name", "fewest"),
    [
        ("henan-talk.jsonl", 80),
        ("henan-talk-blind.jsonl", 80),
        ("henan-talk-unseen.jsonl", 80),
        ("henan-talk-answers.jsonl", 80),
        ("henan-plain.jsonl", 140),
    ],
)
def test_what_is_asked_of_the_digest_alone_has_an_answer_there(name: str, fewest: int) -> None:
    sections = _versions()["digest"]
    asked = _questions(name)
    assert len(asked) >= fewest
    for question in asked:
        keyed = bool(question.answers or question.must_include)
        assert question.answerable == keyed == bool(question.evidence), question.id
        said = _evidence(question, sections)
        assert not question.answers or any(holds(said, each) for each in question.answers)
        assert all(holds(said, each) for each in question.must_include), question.id


@pytest.mark.parametrize(
    "name", [f"henan-talk{which}.jsonl" for which in ("", "-blind", "-unseen", "-answers")]
)
def test_every_turn_of_a_conversation_has_what_was_said_before(name: str) -> None:
    assert all(turn.history for turn in _questions(name))
