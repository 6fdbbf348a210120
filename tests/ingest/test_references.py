from __future__ import annotations

import pytest

from ingest.document import Document, Reference
from ingest.entries import read_entry
from ingest.layout import Block, Layout, Line, PageSize
from ingest.parse import parse_bytes
from ingest.structure import compose

PROSE = "Moss grows on roofs, and nobody minds it much until the slates begin to come off. " * 3


def with_references(body: str, entries: str) -> Document:
    text = f"On Moss and Roofs\n\n1 Start\n\n{PROSE}\n\n{body}\n\nReferences\n\n{entries}"
    return parse_bytes(text.encode(), "moss.txt")


def cited(document: Document) -> list[tuple[str, int]]:
    return [(document.text[each.start : each.end], each.reference) for each in document.mentions]


@pytest.mark.parametrize(
    ("text", "label", "authors", "year", "title", "venue"),
    [
        (  # APA
            "[1] Author, F., & Other, S. B. (2015). Water under moss. Roof Journal, 4(2), 10-9.",
            "1",
            ("F. Author", "S. B. Other"),
            2015,
            "Water under moss",
            "Roof Journal",
        ),
        (  # MLA
            'Other, Some, and First Author. "Slate and its age." Annals of Slate, 2012, pp. 13-14.',
            "",
            ("Some Other", "First Author"),
            2012,
            "Slate and its age",
            "Annals of Slate",
        ),
        (  # IEEE
            "[3] T. Third and U. Fourth, “Counting small plants,” in Proc. of Plants, 2018.",
            "3",
            ("T. Third", "U. Fourth"),
            2018,
            "Counting small plants",
            "Proc. of Plants",
        ),
        (  # ACL
            "Anna Third, Ben Fourth, and Cay Fifth. 2009. Moss in numbers. In Proceedings of MOSS.",
            "",
            ("Anna Third", "Ben Fourth", "Cay Fifth"),
            2009,
            "Moss in numbers",
            "Proceedings of MOSS",
        ),
        (  # Vancouver
            "4. Third AB, Fourth C. Counting small plants. J Roof Res. 2011;4:33-40.",
            "4",
            ("AB Third", "C Fourth"),
            2011,
            "Counting small plants",
            "J Roof Res",
        ),
        (  # GB/T 7714
            "[5] 甲某, 乙某. 屋顶苔藓研究[J]. 屋顶学报, 2016, 3(2): 15-18.",
            "5",
            ("甲某", "乙某"),
            2016,
            "屋顶苔藓研究",
            "屋顶学报",
        ),
    ],
)
def test_entries_of_the_common_styles_are_read(
    text: str, label: str, authors: tuple[str, ...], year: int, title: str, venue: str
) -> None:
    entry = read_entry(text)
    assert (entry.label, entry.authors, entry.year) == (label, authors, year)
    assert (entry.title, entry.venue) == (title, venue)


def test_a_doi_is_found_and_not_taken_for_a_year() -> None:
    entry = read_entry("Third A. Moss. J Roof. 2001. doi:10.1234/ROOF.1999.12.")
    assert entry.doi == "10.1234/roof.1999.12"
    assert entry.year == 2001


def test_entries_of_the_made_up_paper_are_whole(paper: Document) -> None:
    assert [each.label for each in paper.references] == ["1", "2", "3"]
    assert all(paper.text[each.start : each.end] == each.text for each in paper.references)


def test_marks_and_names_lead_to_their_entries(paper: Document) -> None:
    assert cited(paper) == [
        ("[1]", 0),
        ("Author & Other, 2015", 0),
        ("[2,3]", 1),
        ("[2,3]", 2),
        ("Other (2012)", 1),
    ]


def test_ranges_are_expanded() -> None:
    entries = "\n\n".join(f"[{n}] Author, F. (200{n}). Moss {n}. Roofs." for n in range(1, 6))
    assert cited(with_references("As shown [2–4].", entries)) == [
        ("[2–4]", 1),
        ("[2–4]", 2),
        ("[2–4]", 3),
    ]


def test_hard_wrapped_numbered_entries_are_split_by_their_numbers() -> None:
    entries = (
        "1. Author F. Moss one and\n2000 others. Roofs. 2001.\n2. Other S. Slate. Roofs. 2002."
    )
    document = with_references("Nothing.", entries)
    assert [each.label for each in document.references] == ["1", "2"]


def test_two_works_of_one_year_are_told_apart_by_their_letter() -> None:
    entries = (
        "Author, F. (2001a). Moss. Roofs, 1.\n\nAuthor, F. (2001b). Slate. Roofs, 2.\n\n"
        "Other, S. (2003). Tiles. Roofs, 3."
    )
    document = with_references("It is so (Author, 2001b; Other, 2003).", entries)
    assert cited(document) == [("Author, 2001b", 1), ("Other, 2003", 2)]


def test_a_dash_repeats_the_authors_of_the_entry_before() -> None:
    entries = "Author, F. (2001). Moss. Roofs, 1.\n\n———. (2002). Slate. Roofs, 2."
    document = with_references("Nothing.", entries)
    assert [each.authors for each in document.references] == [("F. Author",), ("F. Author",)]


def test_a_dash_before_a_year_with_a_letter_repeats_the_authors_too() -> None:
    entries = (
        "Clark, Ann. 2018. Children’s Reading. London: Trust.\n\n"
        "———. 2019a. “Mental Wellbeing and Reading.” Literacy 53 (2): 88–97."
    )
    found = with_references("Clark (2018, 2019a) counts.", entries)
    assert [each.authors for each in found.references] == [("Ann Clark",), ("Ann Clark",)]
    assert [each for _, each in cited(found)] == [0, 1]


def test_an_appendix_after_the_bibliography_is_a_section_of_its_own() -> None:
    document = with_references(
        "Nothing.", f"Author, F. (2001). Moss. Roofs, 1.\n\nAppendix A: Tables\n\n{PROSE}"
    )
    assert [each.number for each in document.sections] == ["1", "references", "A"]
    assert len(document.references) == 1


def test_numbers_in_brackets_that_are_no_marks_cite_nothing() -> None:
    entries = "\n\n".join(f"[{n}] Author, F. (200{n}). Moss {n}. Roofs." for n in range(1, 4))
    assert cited(with_references("The vector [1, 1, 0] and the year [2019].", entries)) == []


def test_each_of_two_bibliographies_is_cited_by_the_text_before_it() -> None:
    entries = "\n\n".join(f"[{n}] Author, F. (200{n}). Moss {n}. Roofs." for n in range(1, 4))
    second = f"2 Next\n\n{PROSE * 8}\n\nAs shown [2].\n\nReferences\n\n{entries}"
    document = with_references("As shown [2].", f"{entries}\n\n{second}")
    assert len(document.references) == 6
    assert cited(document) == [("[2]", 1), ("[2]", 4)]


def test_an_entry_may_begin_with_the_small_particle_of_a_name() -> None:
    entries = (
        "Author, F. (2001). Moss. Roofs, 1.\n\nvan der Other, S. (2003). Tiles. Roofs, 3.\n\n"
        "de Third, A. (2004). Slates. Roofs, 4."
    )
    document = with_references("It is so (van der Other, 2003).", entries)
    assert len(document.references) == 3
    assert cited(document) == [("van der Other, 2003", 1)]


def test_a_note_below_the_entries_is_none() -> None:
    lines = [
        Line("[1] A. Author. Moss. Roofs, 2001.", page=1, size=9),
        Line("[2] B. Other. Slates. Roofs, 2002.", page=1, size=9),
        Line("1 Further remarks on moss are in the appendix.", page=1, size=8),
    ]
    blocks = (Block("heading", (Line("References", page=1, size=12),)), Block("unknown", (*lines,)))
    document = compose(Layout(blocks), name="a.pdf", data_sha256="0" * 64)
    assert [each.text[-5:] for each in document.references] == ["2001.", "2002."]


@pytest.mark.parametrize(
    "remark", ["[Online]. Available:", "[Internet]", "[In press]", "[Elsewhere]"]
)
@pytest.mark.parametrize("number", ["[{}]", "{}."])
def test_a_remark_in_brackets_on_a_line_of_its_own_starts_no_entry(
    number: str, remark: str
) -> None:
    entry = f'{number} A. Author, "Moss on roof {{}}," Roofs, 2001.\n{remark} moss.example/roofs'
    entries = "\n".join(entry.format(n, n) for n in range(1, 5))
    document = with_references("As shown [2].", entries)
    assert [each.label for each in document.references] == ["1", "2", "3", "4"]
    assert all(each.text.endswith("moss.example/roofs") for each in document.references)


def test_a_remark_that_stands_once_among_numbers_starts_no_entry() -> None:
    entries = "\n".join(f"[{n}] Author, F. (200{n}). Moss {n}. Roofs." for n in range(1, 4))
    document = with_references("As shown [2].", f"{entries}\n[Elsewhere] moss.example/roofs")
    assert [each.label for each in document.references] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "labels", [("Smith04", "ABC+12", "Knuth"), ("Web04", "Web+12", "Printz"), ("Knuth", "7")]
)
def test_words_in_brackets_are_labels_where_the_entries_have_such(labels: tuple[str, ...]) -> None:
    entries = "\n".join(f"[{label}] F. Author. Moss on\nroofs. Roofs, 2001." for label in labels)
    document = with_references("Nothing.", f"{entries}\n[Online]. Available: moss.example/roofs")
    assert tuple(each.label for each in document.references) == labels


ENTRIES = (
    "Author, F. (2001). Moss. Roofs, 1.",
    "Other, S. (2002). Slate. Roofs, 2.",
    "Third, A. (2003). Tiles. Roofs, 3.",
)


def raised(*parts: str) -> Document:
    """Return a paper with an unlabelled bibliography; every second of `parts` is raised."""
    spans, text = [], ""
    for at, part in enumerate(parts):
        spans += [(len(text), len(text) + len(part))] if at % 2 else []
        text += part
    blocks = [
        Block("title", (Line("On Moss and Roofs"),)),
        Block("list", (Line("First Author2", superscripts=((12, 13),)),)),
        Block("heading", (Line("1 Start"),)),
        Block("paragraph", (Line(text, superscripts=tuple(spans)),)),
        Block("heading", (Line("References"),)),
        *(Block("reference", (Line(entry),)) for entry in ENTRIES),
    ]
    return compose(Layout(tuple(blocks)), name="a.docx", data_sha256="0" * 64)


def test_raised_numbers_cite_the_entries_of_a_list_without_numbers() -> None:
    found = raised(
        "Moss grows on roofs", "1,2", " of 40 m", "2", " that are wet.", "3", " So it is."
    )
    assert cited(found) == [("1,2", 0), ("1,2", 1), ("3", 2)]


@pytest.mark.parametrize(
    "parts",
    [
        ("Moss weighs 3 kg", "2", " and more."),  # few
        ("", "1", " Institute of Roofs"),
        (
            "Author (2001), Other (2002) and Third (2003) use 3 x",
            "2",
            " or y",
            "3",
            ", z",
            "1",
            ".",
        ),
    ],
)
def test_raised_numbers_that_may_be_powers_or_notes_cite_nothing(parts: tuple[str, ...]) -> None:
    found = raised(*parts)
    assert [mark for mark, _ in cited(found) if mark.isdigit()] == []


def manuscript(page: int, rest: str = "") -> Document:
    """Return a paper with two entries, then a table on the page with that number, then `rest`."""
    entries = (
        Line("1. Author F, Other S. Water under moss. Roof Journal. 2015;4(2):10-19.", page=1),
        Line("2. Third T. Slate and its age. Annals of Slate. 2012;8:133-134.", page=1),
    )
    behind = [Block("unknown", (Line(rest, page=page),))] if rest else []
    blocks = (
        Block("heading", (Line("1 Start", page=1),), 1),
        Block("unknown", (Line(PROSE, page=1),)),
        Block("heading", (Line("References", page=1),), 1),
        *(Block("unknown", (line,)) for line in entries),
        Block("caption", (Line("Table 1: Roofs that were counted.", page=page),)),
        Block("table", (Line("Town | Roofs", page=page), Line("Mossy | 14", page=page))),
        *behind,
    )
    pages = tuple(PageSize(number, 600, 800) for number in range(1, page + 1))
    return compose(Layout(blocks, pages=pages), name="a.pdf", data_sha256="0" * 64)


def test_tables_on_pages_behind_the_last_entry_are_no_part_of_the_bibliography() -> None:
    found = manuscript(2, "Notes: Counted twice in 2016.")

    assert found.references[-1].text.endswith("133-134.")
    assert [section.title for section in found.sections][1:] == [
        "References",
        "Tables and figures",
    ]
    assert found.text[found.sections[-1].start :].startswith("Table 1: Roofs that were counted.")
    assert found.text.endswith("Notes: Counted twice in 2016.")


def test_entries_below_a_table_are_read_and_the_table_stands_behind_them() -> None:
    found = manuscript(2, "3. Fourth U. Counting small plants. Roof Journal. 2018;7:1-8.")

    assert [reference.label for reference in found.references] == ["1", "2", "3"]
    assert found.text.endswith("Mossy | 14")


FIVE = "\n".join(f"[{at}] A. Author, “Moss {at},” Roofs, {2000 + at}." for at in range(1, 6))


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ("[4, Sec. II] and [2, p. 12]", [3, 1]),
        ("[see 1, ch. 2], [cf. 5]", [0, 4]),
        ("[3]–[5]", [2, 3, 4]),
        ("[1]-[2]", [0, 1]),
        ("[1, p < 0.05] or [3, people]", []),
        ("[3] – well, [5]", [2, 4]),
    ],
)
def test_numbers_in_brackets_may_name_a_place_or_be_the_ends_of_a_range(
    marks: str, expected: list[int]
) -> None:
    found = with_references(f"It grows {marks}.", FIVE)
    assert sorted(each for _, each in cited(found)) == sorted(expected)


def test_numbers_in_brackets_that_do_not_rise_are_pages_and_no_labels() -> None:
    entries = (
        "LIND, A., B. ROE, AND C. MOSS (2001): “Slates,” Roof Letters, 3, 1–9.\n[44]\n"
        "LIND, A. (2002): “Moss on Older and Ever Older Slates of Roofs,” Roof Letters, 4, 1–9.\n"
        "[38,41]\n(2003): “Rain,” Roof Letters, 5, 10–19. [38]\n"
        "ROE, B. (2004): A Book of Roofs. Wales: Slate Press.\n[36]\n"
        "TARN, D. (2005): “Gutters,” Roof Letters, 7, 20–29.\n[38]"
    )
    references = with_references("", entries).references
    assert [(each.label, each.authors, each.title) for each in references] == [
        ("", ("A. LIND", "B. ROE", "C. MOSS"), "Slates"),
        ("", ("A. LIND",), "Moss on Older and Ever Older Slates of Roofs"),
        ("", ("A. LIND",), "Rain"),
        ("", ("B. ROE",), "A Book of Roofs"),
        ("", ("D. TARN",), "Gutters"),
    ]


def test_a_date_on_a_line_of_its_own_is_of_the_entry_whose_authors_stand_above() -> None:
    entries = (
        "Lind, A., & Roe, B.\n(2001). Slates of Wales. Roof Letters, 3, 1-9.\n"
        "Institute of Moss.\n(2002). Moss in numbers. Wales: Slate Press.\n"
        "Tarn, D. (2005). Gutters. Roof Letters, 7, 20-29."
    )
    assert [each.year for each in with_references("", entries).references] == [2001, 2002, 2005]


@pytest.mark.parametrize(
    ("label", "text", "unlabelled"),
    [
        ("1", "[1] A. Man. Moss. 2011.", "A. Man. Moss. 2011."),
        ("12", "12. A. Man. Moss. 2011.", "A. Man. Moss. 2011."),
        ("3", "(3) A. Man. Moss. 2011.", "A. Man. Moss. 2011."),
        ("1", "12 mosses. A. Man. 2011.", "12 mosses. A. Man. 2011."),
        ("", "A. Man. Moss. 2011.", "A. Man. Moss. 2011."),
        ("4", "[4]", "[4]"),
    ],
)
def test_an_entry_can_be_shown_without_the_label_beside_it(
    label: str, text: str, unlabelled: str
) -> None:
    entry = Reference(label, text, (), None, "", "", "", 0, len(text))
    assert entry.unlabelled == unlabelled


def test_labels_that_count_down_are_labels() -> None:
    entries = "\n".join(f"[{n}] A. Lind. Moss {n}. Roofs, {2000 + n}." for n in range(6, 0, -1))
    references = with_references("", entries).references
    assert [each.label for each in references] == ["6", "5", "4", "3", "2", "1"]
