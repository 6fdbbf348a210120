"""A document that is no paper is named by what it is."""

# ruff: noqa: E501 - the tables of questions read better unbroken

from __future__ import annotations

import pytest

from app.question.document_kinds import called_by_kind


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("What is section 4 of the tenancy agreement about?", "What is section 4 of the paper about?"),
        ("What does the transport report recommend?", "What does the paper recommend?"),
        ("What must I do under the Moss Licence?", "What must I do in the paper?"),
        ("When was the FAQ last updated?", "When was the paper last updated?"),
        ("What's in the user manual?", "What's in the paper?"),
        ("Who wrote the minutes?", "Who wrote the paper?"),
        ("Can the lease be ended early?", "Can the paper be ended early?"),
    ],
)  # fmt: skip
def test_what_is_asked_of_it_is_asked_of_the_paper(question: str, asked: str) -> None:
    called = called_by_kind(question)
    assert called is not None
    assert called.question == asked


@pytest.mark.parametrize(
    "question",
    [
        "When was the contract for the buses signed?",
        "What does the report of the auditor say?",
        "Can the licence fee rise?",
        "How many pages does the document have?",
        "Which agreement was reached?",
    ],
)
def test_what_the_documents_tell_of_names_none(question: str) -> None:
    assert called_by_kind(question) is None


@pytest.mark.parametrize(
    ("question", "name", "fits"),
    [
        ("Who signed the tenancy agreement?", "Residential Tenancy Agreement", True),
        ("Who signed the lease?", "Residential Tenancy Agreement", True),
        ("Who signed the sales agreement?", "Residential Tenancy Agreement", False),
        ("What is the library FAQ about?", "Frequently Asked Questions library-page", True),
        ("What is the FAQ about?", "Questions of our time", False),
        ("What does the Apache licence say?", "Apache License", True),
        ("How long is the moss document?", "Moss on Roofs", True),
    ],
)
def test_a_document_bears_what_it_is_called_in_its_name(
    question: str, name: str, fits: bool
) -> None:
    called = called_by_kind(question)
    assert called is not None
    assert called.fits(name) is fits
