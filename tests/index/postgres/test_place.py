"""Where a library is: what a person types, and what of it may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.place import database_at, is_database, place, shards_of, shown, without_secrets
from ingest.errors import UsageError


def test_what_is_no_url_is_a_folder() -> None:
    assert place("papers") == Path("papers")
    assert place(Path("papers")) == Path("papers")
    assert not is_database(place("papers/postgresql"))


@pytest.mark.parametrize(
    ("typed", "dsn", "collection"),
    [
        ("postgresql://db.example/papers", "postgresql://db.example/papers", "main"),
        ("postgres://db.example/papers", "postgresql://db.example/papers", "main"),
        (
            "postgresql://ada@db.example:5433/papers?collection=physics&sslmode=verify-full",
            "postgresql://ada@db.example:5433/papers?sslmode=verify-full",
            "physics",
        ),
        (
            "postgresql://ada@one:5432,two:5433/papers?target_session_attrs=read-write",
            "postgresql://ada@one:5432,two:5433/papers?target_session_attrs=read-write",
            "main",
        ),
        ("postgresql:///papers?host=/run/pg", "postgresql:?dbname=papers&host=%2Frun%2Fpg", "main"),
    ],
)
def test_a_url_names_a_database_and_a_collection(typed: str, dsn: str, collection: str) -> None:
    found = database_at(place(typed))
    assert found.collection == collection
    assert found.dsn.replace("postgresql:///?", "postgresql:?").replace("://?", ":?") == dsn


def test_a_collection_has_a_name_without_surprises() -> None:
    with pytest.raises(UsageError, match="use letters"):
        database_at(place("postgresql://db/papers?collection=a;b"))


def test_a_password_is_never_shown() -> None:
    typed = place("postgresql://ada:s%40cret@db.example/papers?sslpassword=hidden&sslmode=require")
    assert shown(typed) == "postgresql://ada:***@db.example/papers?sslpassword=***&sslmode=require"
    told = "no entry for ada with s@cret (s%40cret, hidden)"
    assert without_secrets(told, database_at(typed).dsn) == "no entry for ada with *** (***, ***)"


def test_several_urls_are_the_shards_of_one_library() -> None:
    typed = place("postgresql://a:s3cret@one,two/x,postgresql://b@three/y?collection=c")
    first, second = shards_of(typed)
    assert database_at(first).dsn == "postgresql://a:s3cret@one,two/x"
    assert database_at(second).collection == "c"
    assert shown(typed) == "postgresql://a:***@one,two/x,postgresql://b@three/y?collection=c"
    assert shards_of(Path("a,b")) == [Path("a,b")]
