"""Minutes, contracts, licences and notes: what their title, sections and authors are."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse_bytes
from ingest.people import split_authors

MINUTES = """WILLOW PARISH COUNCIL

Minutes of the Meeting held on Tuesday 3 September 2024

Present: Cllr A. Lind (Chair), Cllr B. Ito, Cllr C. Berg
In attendance: Mrs D. Holm (Clerk), County Cllr E. Roos
Apologies: Cllr F. Dahl (illness), Cllr G. Nord (holiday)

1. DECLARATIONS OF INTEREST
Cllr Ito declared an interest in item 3, as her sister owns the field.

2. LAST MEETING
The minutes of the meeting in July were approved.

3. ROOFS
The Clerk reported that three quotes had been received.
RESOLVED: to accept the quote of Moss Ltd.

4. NEXT MEETING
Tuesday 1 October 2024 at 7 pm.
"""
LICENCE = """
                        Moss Licence
                  Version 2.0, January 2014
                 http://www.example.org/licences/

   TERMS AND CONDITIONS FOR USE AND DISTRIBUTION

   1. Definitions.

      "Moss" shall mean any plant that grows on a roof, whether or not it
      was planted there by the owner of the roof.

   2. Grant of Moss Licence. Subject to the terms of this licence, each
      gardener hereby grants to you a licence to grow moss on any roof.

   3. Redistribution. You may give moss to others, provided that you meet
      the following conditions, and that no roof is harmed by it at all.

   4. Disclaimer of Warranty. Unless required by law, moss is provided as
      it is, without warranties of any kind, either express or implied.
"""


def titles(found: Document) -> list[str]:
    return [f"{section.number} {section.title}".strip() for section in found.sections]


def test_those_who_were_present_are_no_authors() -> None:
    assert parse_bytes(MINUTES.encode(), "minutes.txt").authors == ()


def test_every_item_of_minutes_is_a_section_however_short() -> None:
    assert titles(parse_bytes(MINUTES.encode(), "minutes.txt")) == [
        "1 DECLARATIONS OF INTEREST",
        "2 LAST MEETING",
        "3 ROOFS",
        "4 NEXT MEETING",
    ]


def test_a_line_in_capitals_above_a_paragraph_of_a_newsletter_is_a_heading() -> None:
    text = (
        "Moss Letter\n\nThis is what happened on our roofs in the spring and the summer.\n\n"
        "NEW STAFF\nWe welcome Mr Ben Ito, who grows moss, and Ms Ada Lind, who sells it to us.\n\n"
        "LOST THINGS\nWhat nobody collects by the end of the term will be given to charity.\n"
    )
    assert titles(parse_bytes(text.encode(), "a.txt"))[-2:] == ["NEW STAFF", "LOST THINGS"]


@pytest.mark.parametrize(
    "line", ["Annual Transport Report 2023", "User Manual", "Residential Tenancy Agreement"]
)
def test_what_a_document_is_called_is_no_name(line: str) -> None:
    assert split_authors(line) == ()


def test_a_byline_with_a_label_names_authors() -> None:
    text = "Moss on the Roofs of Towns\n\nAuthors: Ada Lind, Ben Ito\n\n1 Start\n\nIt grows.\n"
    assert parse_bytes(text.encode(), "a.txt").authors == ("Ada Lind", "Ben Ito")


def test_headings_that_open_the_clauses_of_a_licence_are_sections() -> None:
    found = parse_bytes(LICENCE.encode(), "licence.txt")
    assert titles(found) == [
        "1 Definitions",
        "2 Grant of Moss Licence",
        "3 Redistribution",
        "4 Disclaimer of Warranty",
    ]
    second = found.sections[1]
    assert "Subject to the terms" in found.text[second.start : second.end]


def test_a_licence_is_called_by_its_first_line_and_not_by_its_address() -> None:
    assert parse_bytes(LICENCE.encode(), "a.txt").title == "Moss Licence Version 2.0, January 2014"


def test_steps_are_no_clauses() -> None:
    steps = "1. Open it. Wait.\n\n2. Close the lid. Press it.\n\n3. Turn it.\n\n4. Lift it. Stop.\n"
    text = f"How to grow moss\n\nThis is how it is done.\n\n{steps}"
    assert titles(parse_bytes(text.encode(), "a.txt")) == []


def test_a_clause_that_is_a_sentence_is_no_heading() -> None:
    text = (
        "# Tenancy Agreement\n\n## 4 Deposit\n\n"
        "4.1 The Tenant pays a deposit of £900 on signing. The Landlord shall register it.\n\n"
        "## 5 Keys\n\nThe Tenant receives three keys.\n"
    )
    assert titles(parse_bytes(text.encode(), "a.md")) == ["4 Deposit", "5 Keys"]


def test_the_first_of_several_lower_headings_is_no_title() -> None:
    text = "<!-- notes -->\n\n" + "\n\n".join(
        f"## {name}\n\n- Keep the roof wet\n- Count the moss" for name in ("Plan", "Grow", "Sell")
    )
    found = parse_bytes(text.encode(), "moss-notes.md")
    assert (found.title, titles(found)) == ("moss-notes", ["Plan", "Grow", "Sell"])
