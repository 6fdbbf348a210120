"""What opens the text and what is a byline; which of a stated title and a heading is the title."""

from __future__ import annotations

import time

import pytest

from ingest.document import Document
from ingest.layout import Block, Layout, Line, PageSize
from ingest.parse import parse_bytes
from ingest.people import split_authors
from ingest.structure import compose
from tests.ingest.roofs import PROSE, composed


def report(opening: Line, *, byline: float = 10) -> Document:
    names = [Line("First Author, Second B. Other", page=1, size=byline)] if byline else []
    lines = [Line("Moss on the Roofs of Towns", page=1, size=18, bold=True), *names, opening]
    lines.append(Line(PROSE, page=1, size=10))
    for heading in ("Findings", "Costs", "Outlook"):
        lines += [Line(heading, page=1, size=18, bold=True), Line(PROSE, page=1, size=10)]
    return composed(*lines)


def titles(found: Document) -> list[str]:
    return [section.title for section in found.sections]


@pytest.mark.parametrize("heading", ["Executive Summary", "Key Messages", "Wet Slates", "Overview"])
def test_a_heading_much_larger_than_the_byline_opens_a_section(heading: str) -> None:
    found = report(Line(heading, page=1, size=18, bold=True))
    assert found.authors == ("First Author", "Second B. Other")
    assert titles(found) == [heading, "Findings", "Costs", "Outlook"]


def test_a_summary_is_no_author_where_no_names_are_above_it() -> None:
    found = report(Line("Executive Summary", page=1, size=18, bold=True), byline=0)
    assert found.authors == ()
    assert titles(found)[0] == "Executive Summary"


def test_a_summary_in_plain_text_is_no_author() -> None:
    text = f"Moss on the Roofs of Towns\n\nExecutive Summary\n\n{PROSE}\n\n1. Findings\n\n{PROSE}\n"
    found = parse_bytes(f"{text}\n2. Costs\n\n{PROSE}\n".encode(), "a.txt")
    assert found.authors == ()
    assert titles(found) == ["Executive Summary", "Findings", "Costs"]


@pytest.mark.parametrize(
    ("second", "byline"),
    [
        (Line("Third Writer", page=1, size=11), 10),  # hardly larger
        (Line("Third Writer", page=1, size=14), 10),  # not set as the headings are
        (Line("Third Writer", page=1, size=18, bold=True), 0),  # no names above
    ],
)
def test_a_name_above_prose_stays_an_author(second: Line, byline: float) -> None:
    found = report(second, byline=byline)
    assert "Third Writer" in found.authors
    assert titles(found) == ["Findings", "Costs", "Outlook"]


def headed(title: str, first: str, *, level: int = 1) -> Document:
    blocks = [
        Block("heading", (Line(first),), level=level),
        Block("paragraph", (Line(PROSE),)),
        Block("heading", (Line("Site"),), level=1),
        Block("paragraph", (Line(PROSE),)),
    ]
    return compose(Layout(tuple(blocks), title=title), name="a.docx", data_sha256="0" * 64)


def test_a_stated_title_wins_over_a_short_heading_beside_others() -> None:
    found = headed("Moss on the Roofs of Towns", "Motivation")
    assert found.title == "Moss on the Roofs of Towns"
    assert titles(found) == ["Motivation", "Site"]


@pytest.mark.parametrize(
    ("stated", "heading"),
    [
        ("", "On Moss"),
        ("Microsoft Word - the moss paper.doc", "On Moss"),
        ("Roof Review", "On Moss"),  # a site or a journal
        ("On Moss: A Study of Roofs", "On Moss"),
        ("Roof Review of the North", "Moss on Slate in Wet Towns"),
    ],
)
def test_a_first_heading_stays_the_title_where_what_is_stated_may_be_none(
    stated: str, heading: str
) -> None:
    found = headed(stated, heading)
    assert (found.title, titles(found)) == (heading, ["Site"])


def test_the_stated_title_of_a_pdf_overrides_no_heading() -> None:
    blocks = (
        Block("heading", (Line("Motivation", page=1),), level=1),
        Block("paragraph", (Line(PROSE, page=1),)),
        Block("heading", (Line("Site", page=1),), level=1),
    )
    layout = Layout(blocks, (PageSize(1, 600, 800),), title="Moss on the Roofs of Towns")
    assert compose(layout, name="a.pdf", data_sha256="0" * 64).title == "Motivation"


def test_a_page_that_begins_within_a_text_has_no_title() -> None:
    first = (
        f"Proof. Let the roof be wet for a year of rain as in the last part of this text. {PROSE}"
    )
    below = "We remark that by what has been said of slates a roof has one moss of its kind"
    blocks = tuple(Block("unknown", (Line(text, page=1, size=10),)) for text in (first, below))
    found = compose(Layout(blocks), name="page 14.pdf", data_sha256="0" * 64)
    assert found.title == "page 14"


@pytest.mark.parametrize(("size", "bold"), [(14, False), (10, True)])
def test_a_title_below_a_note_on_the_copy_stands_out_by_its_type(size: float, bold: bool) -> None:
    note = f"This is the copy of the authors. Cite that of the society. {PROSE}"
    lines = [
        Line(note, page=1, size=10),
        Line("On Moss and Roofs", page=1, size=size, bold=bold),
        Line(f"{PROSE} {PROSE}", page=1, size=10),
    ]
    blocks = tuple(Block("unknown", (line,)) for line in lines)
    found = compose(Layout(blocks), name="a.pdf", data_sha256="0" * 64)
    assert found.title == "On Moss and Roofs"


def test_a_long_title_in_larger_type_may_be_two_sentences() -> None:
    title = (
        f"Who minds the moss that grows on roofs? A study of slates {'in wet towns ' * 4}of Wales"
    )
    lines = (Line(title, page=1, size=14), Line(PROSE, page=1, size=10))
    blocks = tuple(Block("unknown", (line,)) for line in lines)
    assert compose(Layout(blocks), name="a.pdf", data_sha256="0" * 64).title == title


@pytest.mark.parametrize("place", [(), ("Volume 3, Article 12",)])
def test_a_title_right_below_the_larger_name_of_a_journal_is_the_title(
    place: tuple[str, ...],
) -> None:
    above = [Block("unknown", (Line("Roofs Today", page=1, size=24),))]
    above += [Block("unknown", (Line(text, page=1, size=9),)) for text in place]
    title = Block("heading", (Line("On Moss and Roofs", page=1, size=16, bold=True),), level=1)
    text = Block("unknown", (Line(PROSE, page=1, size=10),))
    found = compose(Layout((*above, title, text)), name="a.pdf", data_sha256="0" * 64)
    assert found.title == "On Moss and Roofs"


@pytest.mark.parametrize(("size", "title"), [(24, "Slate, a Stone of Wales"), (11, "Slate")])
def test_a_heading_below_a_larger_title_is_not_the_title(size: float, title: str) -> None:
    lines = [Line("Slate, a Stone of Wales", page=1, size=size), Line(PROSE, page=1, size=10)]
    blocks = [Block("unknown", (line,)) for line in lines]
    blocks.append(Block("heading", (Line("Slate", page=1, size=13, bold=True),), level=1))
    blocks.append(Block("unknown", (Line(PROSE, page=1, size=10),)))
    assert compose(Layout(tuple(blocks)), name="a.pdf", data_sha256="0" * 64).title == title


def front_page(*beside: str) -> Document:
    """Return a paper with key words in the line of their label, and with `beside` beside it."""
    words = "Keywords Moss on roofs, Welsh slate"
    first = (Line("On Moss", page=1, size=18), Line("Introduction", page=1, size=14))
    subjects = (Line("Subjects Roofs", page=1, size=10, lead=8), Line(words, page=1, lead=8))
    blocks = [Block("unknown", (line,)) for line in (first[0], first[1], Line(PROSE, page=1))]
    blocks.insert(1, Block("unknown", subjects))
    blocks += [Block("unknown", (Line(each, page=1, size=8),)) for each in beside]
    return compose(Layout(tuple(blocks)), name="a.pdf", data_sha256="0" * 64)


def test_key_words_below_another_label_are_known_by_the_type_of_theirs() -> None:
    assert front_page().keywords == ("Moss on roofs", "Welsh slate")


def test_an_abstract_opens_in_the_line_of_its_label_without_a_stop() -> None:
    found = composed(
        Line("On Moss", page=1, size=18),
        Line(f"Abstract {PROSE}", page=1, size=10, lead=8),
        Line("Introduction", page=1, size=14),
        Line(PROSE, page=1, size=10),
    )
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == PROSE


def test_a_structured_abstract_has_as_many_parts_as_have_labels() -> None:
    labels = "Importance Objective Design Setting Participants Exposures Measures Results Meaning"
    parts = "\n\n".join(f"{label}: {PROSE}" for label in labels.split())
    text = f"# Moss\n\n## Structured Abstract\n\n{parts}\n\n## Introduction\n\n{PROSE}\n"
    found = parse_bytes(text.encode(), "a.md")
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == parts
    assert titles(found) == ["Introduction"]


def test_a_sentence_that_starts_with_such_a_word_in_one_type_bears_no_label() -> None:
    text = f"Summary Statistics come first. {PROSE}"
    found = composed(
        Line("On Moss", page=1, size=18),
        Line(text, page=1, size=10),
        Line("Introduction", page=1, size=14),
        Line(PROSE, page=1, size=10),
    )
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == text.strip()


def test_dates_beside_the_text_of_the_first_page_date_the_paper() -> None:
    found = front_page("Received 4 May 2019", "Accepted 1 March 2020", "Roofs of 2024")
    assert found.year == 2020


def test_degrees_with_or_without_points_are_no_part_of_a_name() -> None:
    line = "Ada B. Stone, M.P.H.,1,2 Ben Rivers, Ph.D.,3 Cy Hill, Sc.D.3,4"

    assert split_authors(line) == ("Ada B. Stone", "Ben Rivers", "Cy Hill")
    assert split_authors("Ada Stone, MPH, Ben Rivers, Ed.D.") == ("Ada Stone", "Ben Rivers")


def test_initials_may_stand_right_before_a_name_and_marks_right_behind_one() -> None:
    line = "Yu.A.Stone1*, L.Rivers dos Santos2, and Ben Hill-Jung''"

    assert split_authors(line) == ("Yu.A. Stone", "L. Rivers dos Santos", "Ben Hill-Jung")


def test_initials_without_end_are_gone_through_once() -> None:
    start = time.process_time()
    assert split_authors("A." * 4_000) == ()
    assert time.process_time() - start < 2


@pytest.mark.parametrize("marks", ["1,2", ""])
def test_the_places_that_the_marks_of_the_authors_stand_for_may_stand_below_the_text(
    marks: str,
) -> None:
    places = "1Hospital No. 9 of Mossy, Mossy 2 School of Roofs,"
    found = composed(
        Line("Moss on the Roofs of Towns", page=1, size=18, bold=True),
        Line(f"First Author,{marks or '*'} Second B. Other{marks[:1]}", page=1, size=10),
        Line("1 Introduction", page=1, size=14, bold=True),
        Line(PROSE, page=1, size=10),
        Line(places, page=1, size=8),
        Line("3Museum of Slates, Slating", page=1, size=8),
        Line("4 The university asked us.", page=2, size=8),
    )
    expected = ("Hospital No. 9 of Mossy, Mossy", "School of Roofs", "Museum of Slates, Slating")
    assert found.affiliations == (expected if marks else ())


def test_the_places_in_the_notes_of_the_first_page_are_those_of_the_authors() -> None:
    found = composed(
        Line("Moss on the Roofs of Towns", page=1, size=18, bold=True),
        Line("First Author∗†, Second B. Other‡", page=1, size=10),
        Line("1 Introduction", page=1, size=14, bold=True),
        Line(PROSE, page=1, size=10),
        Block(
            "footnote",
            (
                Line("∗Supported by the Research Council of Roofs. †School of Roofs,", page=1),
                Line("University of Mossy. ‡Museum of Slates, Isfahan", page=1),
            ),
        ),
        Block("footnote", (Line("§Hospital of Tiles", page=2),)),
    )
    assert found.affiliations == (
        "School of Roofs, University of Mossy",
        "Museum of Slates, Isfahan",
    )


@pytest.mark.parametrize(
    "names",
    ["K. Larsen, M. Ito and R. de Souza", "I. Larsen, M. Ito, R. de Souza", "K. Larsen*, M. Ito"],
)
def test_names_that_begin_with_an_initial_are_no_section_however_large(names: str) -> None:
    summary = "Summary", "We count moss. " * 12
    found = composed(
        Line("Moss on the Roofs of Towns", page=1, size=18, bold=True),
        Line(names, page=1, size=11),
        Line(summary[0], page=1, size=13, bold=True),
        Line(summary[1], page=1, size=9.5),
        Line("1. Introduction", page=1, size=13, bold=True),
        Line(PROSE, page=1, size=9.5),
    )
    assert titles(found) == ["Introduction"]
    assert found.authors[0].endswith("Larsen")
    assert found.abstract is not None


def test_sections_that_are_lettered_still_open_the_text() -> None:
    parts = [
        line
        for heading in ("A. Slate", "B. Tile", "C. Thatch")
        for line in (Line(heading, page=1, size=13, bold=True), Line(PROSE, page=1, size=9.5))
    ]
    title = Line("Moss on the Roofs of Towns", page=1, size=18, bold=True)
    assert titles(composed(title, *parts)) == ["Slate", "Tile", "Thatch"]


@pytest.mark.parametrize("kind", ["Honors Thesis", "PhD dissertation", "本科毕业设计（论文）"])
def test_what_kind_of_thesis_it_is_is_neither_its_title_nor_its_author(kind: str) -> None:
    lines = [(kind, 20.0), ("Moss on Roofs and in Gutters", 16.0), ("Ada Stone", 12.0)]
    found = composed(*(Line(text, page=1, size=size) for text, size in lines), Line(PROSE, page=1))
    assert (found.title, found.authors) == ("Moss on Roofs and in Gutters", ("Ada Stone",))


def test_authors_whom_a_cover_tells_before_the_first_page_are_told_once() -> None:
    lines = [("Moss on Roofs", 16.0), ("Author(s): Ada Stone and Ben Rivers", 10.0)]
    lines += [("BY ADA STONE AND BEN RIVERS", 10.0)]
    found = composed(*(Line(text, page=1, size=size) for text, size in lines), Line(PROSE, page=1))
    assert found.authors == ("Ada Stone", "Ben Rivers")


def test_the_name_of_a_journal_and_its_volume_in_large_type_are_no_title() -> None:
    lines = [("The", 18.0), ("ROOFERS JOURNAL OF MOSS", 24.0), ("Vol. CXII May 2009 Issue 4", 12.0)]
    lines += [("SLATES AND GUTTERS IN WALES", 12.0), ("Ada Stone and Ben Rivers", 10.0)]
    found = composed(*(Line(text, page=1, size=size) for text, size in lines), Line(PROSE, page=1))
    assert (found.title, found.authors) == (
        "SLATES AND GUTTERS IN WALES",
        ("Ada Stone", "Ben Rivers"),
    )


@pytest.mark.parametrize("title", ["Volvic Water and What Lives in It", "Volcanoes in Wales"])
def test_a_title_that_begins_as_a_volume_does_is_one(title: str) -> None:
    lines = [(title, 16.0), ("Ada Stone", 12.0)]
    found = composed(*(Line(text, page=1, size=size) for text, size in lines), Line(PROSE, page=1))
    assert found.title == title


@pytest.mark.parametrize("part", ["received ", "in the journal of ", "[1,2,3 ", "(a ", "{a "])
def test_a_line_of_a_hundred_thousand_characters_is_looked_at_in_a_moment(part: str) -> None:
    start = time.process_time()
    composed(Line("Moss on Roofs", page=1, size=16.0), Line(part * (100_000 // len(part)), page=1))
    split_authors(part * (100_000 // len(part)))
    assert time.process_time() - start < 5


def test_what_manuscripts_tell_under_headings_of_its_own_above_the_abstract_is_in_front() -> None:
    parts = ["# Moss on the Roofs of Towns", "## Authors", "Ada Lind^1^, Ben Stone^1^"]
    parts += ["## Affiliation", "^1^School of Roofs, Wales", "## Corresponding author", "Ada Lind"]
    parts += ["## Abstract", PROSE, "## Methods", PROSE, "## Affiliation", "School of Roofs"]
    found = parse_bytes("\n\n".join(parts).encode(), "moss.md")
    assert found.authors == ("Ada Lind", "Ben Stone")
    assert titles(found) == ["Methods", "Affiliation"]


@pytest.mark.parametrize("text", ["Stanford InfoLab", "SEE PROFILE"])
def test_laboratories_and_buttons_are_no_authors(text: str) -> None:
    assert split_authors(text) == ()
