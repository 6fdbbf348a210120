"""Chats that teach the reader follow-ups: the file is sound, turns are as the bot takes them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.reader.chats import CHATS, Talked, questions_on, read_chats, talked_of
from eval.reader.rows import ReadingRow, load_rows
from eval.reader.written import written_on_papers

PASSAGES = [
    "The lock in Graz broke in 1994. Its gates had rusted. The port paid for new ones.",
    "A barge should be steered by two. The guild of pilots ought to train them.",
]


def row(title: str = "Locks") -> dict[str, object]:
    turns = [
        {
            "question": "Why did the lock in Graz break?",
            "answer": "Its gates had rusted",
            "passage": 0,
        },
        {"question": "thanks", "answer": None, "passage": 0},
        {"question": "when?", "answer": "in 1994", "passage": 0},
        {"question": "how high was the bill for it?", "answer": None, "passage": 0},
        {
            "question": "Next question: who should train the pilots of a barge?",
            "answer": "The guild of pilots",
            "passage": 1,
        },
    ]
    return {"paper": title, "passages": PASSAGES, "chats": [turns]}


def asked_of(talked: Talked) -> dict[str, str | None]:
    return {
        one["question"]: one["answer"]
        for asked in questions_on(talked)
        for one in asked["questions"]
    }


def test_a_follow_up_is_asked_as_it_is_searched() -> None:
    asked = asked_of(talked_of(row()))

    assert asked["Why did the lock in Graz break?"] == "Its gates had rusted"
    assert asked["When did the lock in Graz break?"] == "in 1994"
    assert asked["How high was the bill for it (lock Graz break)?"] is None


def test_a_follow_up_is_read_with_what_was_told_before_it() -> None:
    chat = [
        {"question": "Why did the lock break?", "answer": "Its gates had rusted", "passage": 0},
        {"question": "who paid for them?", "answer": "The port", "passage": 0},
    ]
    talked = talked_of({"paper": "Locks", "passages": PASSAGES, "chats": [chat]})

    assert talked.asked[1].question == "Who paid for them (lock break)?"
    assert asked_of(talked)["Who paid for them (lock break – gates rusted)?"] == "The port"


def test_what_was_read_is_seldom_asked_again() -> None:
    asks = [f"how high is gate {letter} of it?" for letter in "abcdefghijklmnopqrstuvwxyz"]
    first = {"question": "What had rusted?", "answer": "Its gates", "passage": 0}
    chats = [[first, {"question": question, "answer": "rusted", "passage": 0}] for question in asks]
    talked = talked_of({"paper": "Locks", "passages": PASSAGES, "chats": chats})

    again = [one for one in talked.asked if one.answer == "rusted"]
    assert 0 < len(again) < len(asks) / 2


def test_small_talk_is_no_question() -> None:
    assert not any(question.startswith("thanks") for question in asked_of(talked_of(row())))


def test_no_reader_learns_from_the_chats_kept_back(tmp_path: Path) -> None:
    chats, questions = tmp_path / "chats.jsonl", tmp_path / "reading.jsonl"
    titles = [f"Locks {number}" for number in range(40)]
    chats.write_text("\n".join(json.dumps(row(title)) for title in titles))
    questions.write_text("")
    kept = [title for title in titles if talked_of(row(title)).is_kept_back]
    turns = len(asked_of(talked_of(row())))

    learned = written_on_papers(questions, tmp_path, held=False, chats=chats)
    measured = written_on_papers(questions, tmp_path, held=True, chats=chats)

    assert len(measured.asked) == turns * len(kept)
    assert len(learned.asked) == turns * (len(titles) - len(kept))


def test_each_question_is_asked_on_the_passage_that_was_named() -> None:
    first, second = questions_on(talked_of(row()))

    assert first["passage"] == PASSAGES[0]
    assert [one["question"] for one in second["questions"]] == [
        "Who should train the pilots of a barge?"
    ]


def test_whole_papers_are_kept_back(tmp_path: Path) -> None:
    file = tmp_path / "chats.jsonl"
    titles = [f"Locks {number}" for number in range(40)]
    file.write_text("\n".join(json.dumps(row(title)) for title in titles))
    kept = [one for one in read_chats(file) if one.is_kept_back]
    held_out, every = load_rows(file, held_out=True), load_rows(file)

    assert 0 < len(kept) < len(titles)
    assert len(held_out) / len(every) == pytest.approx(len(kept) / len(titles))
    assert all(isinstance(one, ReadingRow) for one in held_out)


@pytest.mark.parametrize("line", CHATS.read_text(encoding="utf-8").splitlines())
def test_the_file_is_sound(line: str) -> None:
    paper = json.loads(line)
    turns = [turn for chat in paper["chats"] for turn in chat]

    assert len(set(paper["passages"])) == len(paper["passages"])
    for turn in turns:
        passage = paper["passages"][turn["passage"]]
        assert turn["answer"] is None or passage.count(turn["answer"]) == 1
    assert 0.2 < sum(turn["answer"] is None for turn in turns) / len(turns) < 0.5
