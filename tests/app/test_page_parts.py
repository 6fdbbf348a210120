"""What stands behind the page, each by itself: limits, guards, suggestions, reports."""

from __future__ import annotations

import dataclasses
import json
import time
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.answer import Answer
from app.chatbot import Chatbot
from app.display.reports import ReportUnreadable, differences, found_reports, read_report
from app.display.shelf import cited_on, facts, listed, outline
from app.display.suggest import Suggestion, answerable, candidates, follow_ups
from app.display.suggester import Suggester
from app.display.words import ENGLISH
from app.evidence.sourceview import cited_work
from app.kept.conversations import Exchange
from app.kept.question_rows import keep_row, question_row
from app.serve import ServeError, run
from app.server import entry
from app.server.identity import COOKIE, browser_owner, browser_token, is_open_to_links, owner_of
from app.server.limits import Rate
from index.library import Library
from ingest.errors import FootnoteError, UsageError
from tests.app.waiting import until


def test_the_rate_is_counted_for_each_visitor_and_forgotten_in_time() -> None:
    rate = Rate(2, seconds=60)
    assert [rate.allows("a", now=second) for second in (0, 1, 2)] == [True, True, False]
    assert rate.allows("b", now=2)
    assert rate.allows("a", now=60.5)
    assert sorted(rate._calls) == ["a", "b"]
    assert rate.allows("c", now=500)
    assert list(rate._calls) == ["c"]


@pytest.mark.parametrize(
    ("claims", "owner"),
    [
        ({"sub": "42", "iss": "https://id", "exp": 200}, "https://id|42"),
        ({"sub": "42", "iss": "https://id", "exp": 100}, None),
        ({"sub": "42", "iss": "https://id"}, None),
        ({"exp": 200}, None),
        ({}, None),
    ],
)
def test_an_expired_sign_in_names_nobody(claims: dict[str, object], owner: str | None) -> None:
    assert owner_of(claims, now=100) == owner


def test_a_browser_is_known_by_its_cookie_and_by_nothing_made_up() -> None:
    token = browser_token("")
    assert browser_token(token) == token
    assert browser_owner(token) != browser_owner(browser_token(""))
    for made_up in ("", "x", token + "x", "https://issuer|person", "%" * 22):
        assert browser_token(made_up) != made_up
        assert browser_owner(made_up) == ""


def test_a_link_opens_only_what_was_kept_without_signing_in() -> None:
    assert is_open_to_links("")
    assert is_open_to_links(browser_owner(browser_token("")))
    assert not is_open_to_links("https://issuer|person")


def test_the_page_gives_a_browser_a_cookie_that_scripts_cannot_read_and_lets_it_keep_it() -> None:
    client = TestClient(Starlette(routes=entry.routes()))
    cookie = client.get("/").headers["set-cookie"]
    given = client.cookies[COOKIE]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    client.get("/library")
    assert client.cookies[COOKIE] == given
    assert "Secure" in TestClient(client.app, base_url="https://x").get("/").headers["set-cookie"]


def test_questions_are_made_of_what_is_there(fruit_library: Library) -> None:
    found = list(candidates(fruit_library.document("fruit")))
    assert found[0] == Suggestion("What is “On fruit” about?")
    assert Suggestion("What does it say about tasting of pears?", "2") in found


def test_follow_ups_ask_about_what_was_not_cited_yet() -> None:
    found = [Suggestion("whole"), Suggestion("a", "1"), Suggestion("b", "2"), Suggestion("c", "3")]
    assert follow_ups(found, asked=["b"], sections=["1"], wanted=3) == ["c"]


def test_only_answerable_questions_are_suggested() -> None:
    tried: list[str] = []

    def is_answered(suggestion: Suggestion) -> bool:
        tried.append(suggestion.question)
        return suggestion.question != "b"

    found = answerable(map(Suggestion, "abcdefg"), is_answered=is_answered, wanted=3, tries=5)
    assert ([row.question for row in found], tried) == (["a", "c", "d"], ["a", "b", "c", "d"])
    assert answerable(map(Suggestion, "bbb"), is_answered=is_answered, wanted=3, tries=2) == []


def test_suggestions_are_made_once_beside_the_page() -> None:
    suggester = Suggester()
    calls: list[int] = []

    def make() -> list[Suggestion]:
        suggester.wait()
        calls.append(1)
        return [Suggestion("Why?")]

    with suggester.answering():
        assert suggester.get("key", make) == []
        time.sleep(0.1)
        assert calls == []
    until(lambda: suggester.get("key", make) == [Suggestion("Why?")])
    assert calls == [1]


def test_suggestions_that_fail_are_none_at_all() -> None:
    suggester = Suggester()

    def fail() -> list[Suggestion]:
        raise FootnoteError("gone")

    assert suggester.get("key", fail) == []
    until(lambda: suggester._made["key"].done())
    assert suggester.get("key", fail) == []


def an_exchange(answer: Answer) -> Exchange:
    return Exchange(3, 0.0, answer.question, answer, "up", "good")


def test_documents_are_filtered_and_sorted(fruit_library: Library) -> None:
    fruit_library.add_bytes(b"# Zebras\n\nStripes are black.", "zebra.md")
    rows = fruit_library.documents()
    assert [row.id for row in listed(rows, containing="ZEBRA", order="title")] == ["zebra"]
    assert [row.id for row in listed(rows, containing="", order="title")] == ["fruit", "zebra"]
    assert listed(rows, containing="zebra fruit", order="year") == []


def test_a_filter_looks_at_a_files_name_and_not_at_its_folder(fruit_library: Library) -> None:
    fruit_library.add_bytes(b"# Stripes\n\nStripes are black.", "/papers/savanna/one-horse.md")
    rows = fruit_library.documents()
    assert listed(rows, containing="savanna", order="title") == []
    assert [row.title for row in listed(rows, containing="horse", order="title")] == ["Stripes"]


def test_a_document_is_told_of_in_one_line_without_what_there_is_none_of(
    fruit_library: Library,
) -> None:
    (row,) = fruit_library.documents()
    authors, *rest = facts(row, words=ENGLISH).split(" · ")
    assert authors == "Ann Orchard, Ben Field"
    assert rest == [f"{row.passages} passages", "fruit.md"]  # no year, no pages, no references


def test_the_outline_names_sections_with_their_numbers(fruit_library: Library) -> None:
    lines = outline(fruit_library.document("fruit"), words=ENGLISH)
    assert [line.strip().split(" · ")[0] for line in lines] == ["1 Counting", "2 Tasting of pears"]
    assert cited_on(fruit_library.document("fruit"), 0, words=ENGLISH) == ""


REPORT = {
    "questions": "q.jsonl",
    "measures": {"accuracy": {"mean": 0.5, "low": 0.4, "high": 0.6, "n": 2}},
    "kinds": {"number": {"measures": {"accuracy": {"mean": 1, "low": 1, "high": 1, "n": 1}}}},
    "risk_coverage": [[0.9, 0.5, 0.0], [0.4, 1.0, 0.5]],  # threshold, coverage, risk
    "rows": [
        {"id": "1", "kind": "number", "question": "q", "text": "a", "values": {"accuracy": 1.0}},
        {"id": "2", "kind": "name", "question": "r", "text": "b", "values": {"accuracy": 0.0}},
    ],
}


def test_a_report_is_read_and_compared(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(REPORT), encoding="utf-8")
    first = read_report(tmp_path / "a.json")
    assert first.measures["accuracy"].high == 0.6
    assert first.curve == ((0.5, 0.0), (1.0, 0.5))
    other = dataclasses.replace(
        first, rows=(first.rows[0], dataclasses.replace(first.rows[1], accuracy=1.0))
    )
    assert [pair[0].id for pair in differences(first, other)] == ["2"]
    assert found_reports([tmp_path, tmp_path / "missing"]) == [tmp_path / "a.json"]


def test_files_that_are_no_reports_are_left_out_but_a_broken_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(REPORT), encoding="utf-8")
    (tmp_path / "other.json").write_text('{"papers": []}', encoding="utf-8")
    (tmp_path / "broken.json").write_text('{"measures": ', encoding="utf-8")
    names = sorted(path.name for path in found_reports([tmp_path]))
    assert names == ["a.json", "broken.json"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"questions": 1, "measures": 3}'])
def test_a_file_that_is_no_report_is_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.json").write_text(text, encoding="utf-8")
    with pytest.raises(ReportUnreadable, match="a.json"):
        read_report(tmp_path / "a.json")


def test_a_port_that_is_taken_or_wrong_is_one_clear_line(tmp_path: Path) -> None:
    import socket

    with pytest.raises(UsageError, match="port 0"):
        run(tmp_path, port=0)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ServeError, match="Choose another"):
            run(tmp_path, port=port)


def test_a_right_answer_becomes_a_row_of_a_question_file_once(
    tmp_path: Path, an_answer: Answer
) -> None:
    path = tmp_path / "questions.jsonl"
    assert [keep_row(an_answer, path), keep_row(an_answer, path)] == [True, False]
    (row,) = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    assert (row["answers"], row["answerable"]) == (["12"], True)
    assert row["evidence"] == [
        {"document": "fruit", "section": "2.1", "quote": "There are 12 apples."}
    ]


def test_a_question_file_that_people_edited_is_added_to_as_it_is(
    tmp_path: Path, an_answer: Answer
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('// mine\n[1]\n{"id": "a"}', encoding="utf-8")
    assert [keep_row(an_answer, path), keep_row(an_answer, path)] == [True, False]
    *before, last = path.read_text(encoding="utf-8").splitlines()
    assert before == ["// mine", "[1]", '{"id": "a"}']
    assert json.loads(last)["answers"] == ["12"]


def test_a_question_file_that_cannot_be_used_is_one_line(tmp_path: Path, an_answer: Answer) -> None:
    path = tmp_path / "questions.jsonl"
    with pytest.raises(UsageError, match=r"cannot be written \(No such file"):
        keep_row(an_answer, tmp_path / "gone" / path.name)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="is not UTF-8"):
        keep_row(an_answer, path)


def test_a_nearest_passage_on_show_is_kept_as_the_right_source(scripted: Chatbot) -> None:
    silence = scripted.ask("Which zebras cross?")
    assert silence.abstained
    assert question_row(silence)["answerable"] is False
    row = question_row(silence, shown="h0")
    assert row["answerable"] is True
    assert row["evidence"] == [
        {
            "document": "fruit",
            "section": silence.hits[0].passage.section,
            "quote": silence.hits[0].passage.text,
        }
    ]


def test_a_cited_work_is_known_by_its_title() -> None:
    titles = {"a": "Fruit", "b": "Cold Storage and the Price of Apples"}
    entry = "[2] Reed, D. (2017). Cold storage and the price of apples. Fruit Review, 3."
    assert cited_work(entry, titles) == "b"
    assert cited_work("Fruit Review 3", titles) == ""
    assert cited_work("", {"c": ""}) == ""
