from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import ir_measures
import pytest
from ir_measures import RR, nDCG

from eval.search.beir import (
    Collection,
    CollectionError,
    Item,
    first_queries,
    load_collection,
    missing_items,
    write_collection,
    write_qrels,
    write_run,
)
from ingest.errors import UsageError

SMALL = Collection(
    "small",
    (Item("d1", "Title", "Text one."), Item("d2", "", "Text two.")),
    {"q1": "one?"},
    {"q1": {"d1": 1, "d2": 0}},
)
TWICE = '{"_id": "d1", "text": "One."}\n{"_id": "d1", "text": "Other."}\n'


def test_a_collection_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_collection(SMALL, tmp_path / "small")
    assert load_collection(tmp_path / "small") == SMALL


def test_queries_without_judgements_are_left_out(tmp_path: Path) -> None:
    write_collection(SMALL, tmp_path / "small")
    with (tmp_path / "small" / "queries.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"_id": "q2", "text": "two?"}\n')
    assert load_collection(tmp_path / "small").queries == {"q1": "one?"}


def test_what_is_judged_relevant_and_is_no_text_is_named() -> None:
    grades = {"d1": 1, "d7": 1, "d8": 0, "d9": 2}
    assert missing_items(replace(SMALL, qrels={"q1": grades})) == ["d7", "d9"]
    assert missing_items(SMALL) == []


def test_the_first_queries_keep_their_judgements_and_all_texts() -> None:
    two = replace(
        SMALL, queries={**SMALL.queries, "q2": "two?"}, qrels={**SMALL.qrels, "q2": {"d2": 1}}
    )
    assert first_queries(two, 1) == SMALL
    assert first_queries(two, 0) is two


def test_a_byte_order_mark_is_no_part_of_a_collection(tmp_path: Path) -> None:
    write_collection(SMALL, tmp_path / "small")
    for name in ("corpus.jsonl", "queries.jsonl", "qrels/test.tsv"):
        file = tmp_path / "small" / name
        file.write_text(file.read_text(encoding="utf-8"), encoding="utf-8-sig")
    assert load_collection(tmp_path / "small") == SMALL


@pytest.mark.parametrize(
    ("file", "text", "complaint"),
    [
        ("corpus.jsonl", "{", "line 1: not JSON"),
        ("corpus.jsonl", "3", "line 1: expected a JSON object"),
        ("corpus.jsonl", "[]", "is a JSON array: write one JSON object a line"),
        ("corpus.jsonl", '{"_id": "d1"}', "'text' must be a text"),
        ("corpus.jsonl", '{"_id": "d1", "text": "", "title": 3}', "'title' must be a text"),
        ("corpus.jsonl", TWICE, "line 2: the id 'd1' is already used in line 1"),
        ("queries.jsonl", TWICE, "line 2: the id 'd1' is already used in line 1"),
        ("queries.jsonl", "", "judgements for the query 'q1'"),
        ("qrels/test.tsv", "q1 d1 1", "line 1: expected query, item and grade"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\n", "no judgements"),
    ],
)
def test_a_broken_collection_names_file_and_line(
    tmp_path: Path, file: str, text: str, complaint: str
) -> None:
    write_collection(SMALL, tmp_path)
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=complaint):
        load_collection(tmp_path)


def test_a_folder_that_is_no_collection_says_what_one_has(tmp_path: Path) -> None:
    with pytest.raises(CollectionError, match=r"a collection has corpus\.jsonl"):
        load_collection(tmp_path)


def test_the_trec_files_give_the_same_figures_elsewhere(tmp_path: Path) -> None:
    write_run({"q1": {"d9": 3.0, "d1": 2.0}, "q2": {}}, tmp_path / "run.trec")
    write_qrels({"q1": {"d1": 1}, "q2": {"d2": 1}}, tmp_path / "qrels.txt")
    figures = ir_measures.calc_aggregate(
        [RR, nDCG @ 10],
        list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.txt"))),
        list(ir_measures.read_trec_run(str(tmp_path / "run.trec"))),
    )
    assert figures[RR] == 0.25


def test_a_title_that_is_null_is_none(tmp_path: Path) -> None:
    write_collection(SMALL, tmp_path)
    (tmp_path / "corpus.jsonl").write_text('{"_id": "d1", "text": "One.", "title": null}\n')
    assert [item.title for item in load_collection(tmp_path).items] == [""]


def test_an_item_with_spaces_fills_one_column_as_well(tmp_path: Path) -> None:
    write_run({"q": {"my d": 2.0}}, tmp_path / "run.trec")
    write_qrels({"q": {"my d": 1}}, tmp_path / "qrels.txt")
    [scored] = ir_measures.iter_calc(
        [RR],
        list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.txt"))),
        list(ir_measures.read_trec_run(str(tmp_path / "run.trec"))),
    )
    assert scored.value == 1.0
    with pytest.raises(UsageError, match="'my d' and 'my_d' would both be 'my_d'"):
        write_run({"q": {"my d": 2.0, "my_d": 1.0}}, tmp_path / "run.trec")


def test_an_id_with_spaces_fills_one_column_of_the_files_for_other_tools(tmp_path: Path) -> None:
    spaced = replace(SMALL, queries={"my q\t1": "one?"}, qrels={"my q\t1": {"d1": 1}})
    write_collection(spaced, tmp_path / "small")
    write_run({"my q\t1": {"d1": 2.0}}, tmp_path / "run.trec")
    write_qrels(spaced.qrels, tmp_path / "qrels.txt")

    assert load_collection(tmp_path / "small").queries == {"my_q_1": "one?"}
    [scored] = ir_measures.iter_calc(
        [RR],
        list(ir_measures.read_trec_qrels(str(tmp_path / "qrels.txt"))),
        list(ir_measures.read_trec_run(str(tmp_path / "run.trec"))),
    )
    assert (scored.query_id, scored.value) == ("my_q_1", 1.0)
