"""Letters, mail and memos: no greeting, job or address is an author or a title."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.parse import parse_bytes

PROSE = "The slates that you asked for on 2 March cannot be delivered before 28 April, as it rains."


def parsed(*parts: str) -> Document:
    return parse_bytes("\n\n".join(parts).encode(), "letter.txt")


def test_a_letter_is_about_its_subject_and_by_whoever_signed_it() -> None:
    found = parsed(
        "Moss & Sons Ltd\n12 Harbour Street\nBristol BS1 4RW",
        "Dear Ms Lane,",
        "Re: Your order no. 88",
        PROSE,
        "Yours sincerely,",
        "Thomas Meyer\nManaging Director",
    )
    assert (found.title, found.authors) == ("Your order no. 88", ("Thomas Meyer",))
    assert PROSE in found.text and "Managing Director" in found.text


@pytest.mark.parametrize(
    "closing", ["Best,\nAnn Reed", "Kind regards\nAnn Reed", "Cheers,\nAnn Reed"]
)
def test_the_name_may_stand_right_below_the_closing_words(closing: str) -> None:
    assert parsed("Dear Susan,", PROSE, closing).authors == ("Ann Reed",)


def test_a_letter_without_subject_has_no_title_and_without_full_name_no_author() -> None:
    found = parsed("14 March 2023", "Hi Susan,", PROSE, "Best,\nKarl")
    assert (found.title, found.authors) == ("letter", ())


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_mail_is_about_its_subject_and_by_its_sender(gap: str) -> None:
    fields = ["From: Karl Brandt <karl@acme.example>", "To: Susan Wu <s@acme.example>"]
    fields += ["Date: Tue, 5 Mar 2024 09:14:00 +0100", "Subject: Slates for the roof"]
    found = parsed(gap.join(fields), "Dear Susan,", PROSE, "Best,\nKarl")
    assert (found.title, found.authors) == ("Slates for the roof", ("Karl Brandt",))
    assert found.year == 2024


def test_a_letter_to_an_editor_and_a_paper_with_thanks_are_papers() -> None:
    title, names = "Moss on Roofs Revisited", "Ann Reed and Bo Cole"
    found = parsed(title, names, "Dear Editor,", PROSE, "Yours sincerely,", "Ann Reed")
    assert (found.title, found.authors) == (title, ("Ann Reed", "Bo Cole"))
    entry = "References\n\nReed A. Moss. J Roof 2019;3:1."
    found = parsed(title, names, "Dear colleagues,", PROSE, "Thanks", PROSE, entry)
    assert (found.title, found.authors) == (title, ("Ann Reed", "Bo Cole"))


def test_a_page_with_a_heading_above_the_greeting_keeps_it_as_its_title() -> None:
    page = (
        f"<h1>Roofs for Rent</h1><p>Dear customer,</p><p>{PROSE}</p><p>Regards,</p><p>Ann Reed</p>"
    )
    assert (
        parse_bytes(f"<html><body>{page}</body></html>".encode(), "a.html").title
        == "Roofs for Rent"
    )


def test_a_heading_may_read_like_a_greeting() -> None:
    page = f"# Dear Diary\n\nDear Diary,\n\n{PROSE}\n\n## Noon\n\nBest,\n\nAnn"
    found = parse_bytes(page.encode(), "a.md")
    assert (found.title, found.authors) == ("Dear Diary", ())


def test_a_paper_may_be_called_a_reply() -> None:
    found = parsed("Re: Moss on Roofs Revisited", "Ann Reed and Bo Cole", PROSE)
    assert found.title == "Re: Moss on Roofs Revisited"


def test_the_head_of_a_memo_to_the_internet_is_no_title_and_no_place() -> None:
    head = (
        "Network Working Group                                        B. Carver\n"
        "Request for Comments: 9999                                   Acme Corp\n"
        "                                                             July 2023"
    )
    found = parsed(head, "                     The Simple Widget Protocol", PROSE)
    assert (found.title, found.affiliations) == ("The Simple Widget Protocol", ())
