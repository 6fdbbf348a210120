"""Which parts of a paper are left out unless they are asked for."""

from __future__ import annotations

import pytest

from app.evidence.off_topic import stands_apart
from app.question.questions import analyse
from ingest.parse import parse_bytes

ROLES = "Ada Stone designed the study."


@pytest.mark.parametrize(
    "title", ["Description of authors’ roles", "Author contributions", "Roles"]
)
@pytest.mark.parametrize(
    ("question", "apart"),
    [
        ("Who took part in the study?", True),
        ("How was the study designed?", True),
        ("Who designed the study?", False),
        ("Who did the statistical analysis?", False),
        ("What did each author contribute?", False),
    ],
)
def test_what_each_author_did_is_told_only_where_who_did_a_part_of_the_work_is_asked(
    title: str, question: str, apart: bool
) -> None:
    text = f"# Pears\n\n## Rooms\n\nRooms are cold.\n\n## {title}\n\n{ROLES}\n"
    paper = parse_bytes(text.encode(), "pears.md")

    assert stands_apart(analyse(question), paper, paper.text.index(ROLES)) is apart


def test_the_roles_of_others_are_a_part_of_the_paper_like_any_other() -> None:
    text = f"# Pears\n\n## Roles of enzymes\n\n{ROLES}\n"
    paper = parse_bytes(text.encode(), "pears.md")

    assert not stands_apart(analyse("Who took part?"), paper, paper.text.index(ROLES))
