"""Files that are given at once on the page."""

from __future__ import annotations

from app.adding import told_apart


def test_files_of_one_name_that_differ_have_names_of_their_own() -> None:
    given = [("in/main.pdf", b"plums"), ("in/main.pdf", b"bees"), ("in/main.pdf", b"pears")]
    assert list(told_apart(given)) == [
        ("in/main.pdf", b"plums"),
        ("in/main-23da0d.pdf", b"bees"),
        ("in/main-ed086a.pdf", b"pears"),
    ]


def test_a_file_given_twice_is_one_and_folders_tell_files_apart() -> None:
    given = [("a/main.pdf", b"plums"), ("a/main.pdf", b"plums"), ("b/main.pdf", b"bees")]
    assert list(told_apart(given)) == given


def test_files_without_an_ending_or_a_name_are_told_apart_too() -> None:
    given = [("notes", b"a"), ("notes", b"b"), ("", b"a"), ("", b"b")]
    assert [name for name, _ in told_apart(given)] == ["notes", "notes-3e23e8", "", "-3e23e8"]
