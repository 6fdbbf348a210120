"""Markdown as Pandoc and its kin write it: header, attributes, comments, entities, footnotes."""

from __future__ import annotations

import pytest

from ingest.document import Document
from ingest.layout import Layout
from ingest.parse import parse_bytes
from ingest.readers import markdown

PROSE = "Moss grows on roofs, and nobody minds it much until the slates begin to come off."


def parsed(text: str) -> Document:
    return parse_bytes(text.encode(), "moss.md")


def layout(header: str) -> Layout:
    return markdown.read(f"---\n{header}\n---\n\n{PROSE}\n".encode(), name="moss.md")


def paragraphs(text: str) -> list[str]:
    return parsed(text).text.split("\n\n")


def titles(found: Document) -> list[str]:
    return [section.title for section in found.sections]


# The header ------------------------------------------------------------------------------------


def test_a_stated_title_wins_over_the_first_heading_which_opens_a_section() -> None:
    found = parsed(
        f"---\ntitle: Moss on Slate\n---\n\n# Motivation\n\n{PROSE}\n\n# Site\n\nHere.\n"
    )
    assert found.title == "Moss on Slate"
    assert titles(found) == ["Motivation", "Site"]


@pytest.mark.parametrize("heading", ["Moss on slate", "Moss on Slate: A Study"])
def test_a_heading_that_repeats_the_stated_title_is_the_title(heading: str) -> None:
    found = parsed(f"---\ntitle: Moss on Slate\n---\n\n# {heading}\n\n# Site\n\n{PROSE}\n")
    assert found.title == heading
    assert titles(found) == ["Site"]
    assert found.text.lower().count("moss on slate") == 1


@pytest.mark.parametrize("junk", ["untitled", "Microsoft Word - moss.doc", "moss"])
def test_the_first_heading_is_the_title_where_the_stated_one_is_none(junk: str) -> None:
    found = parsed(f"---\ntitle: {junk}\n---\n\n# On Moss\n\n# Site\n\n{PROSE}\n")
    assert (found.title, titles(found)) == ("On Moss", ["Site"])


def test_a_stated_chinese_title_has_no_spaces() -> None:
    found = parsed(
        f"---\ntitle: 屋顶苔藓生长研究\n---\n\n# 研究动机\n\n{PROSE}\n\n# 地点\n\n{PROSE}\n"
    )
    assert (found.title, titles(found)) == ("屋顶苔藓生长研究", ["研究动机", "地点"])


@pytest.mark.parametrize(
    "header",
    [
        "author: First Author, Second Other",
        "authors: [First Author, 'Second Other']",
        "author:\n  - First Author\n  - Second Other",
        "authors:\n- First Author^[Joint first author.]\n- Second Other  # corresponding",
        'author:\n  - name: First Author\n    affiliation: "1, 2"\n  - name: Second Other',
        "author:\n  - name:\n      given: First\n      family: Author\n    affiliations:\n"
        "      - name: Department of Roofs\n  - name: Second Other",
        "author:\n  - Author, First\n  - Other, Second",
    ],
)
def test_authors_are_stated_as_a_line_a_list_or_with_their_parts(header: str) -> None:
    found = parsed(f"---\ntitle: Moss on Slate\n{header}\ndate: 2018\n---\n\n# Site\n\n{PROSE}\n")
    assert found.authors == ("First Author", "Second Other")


def test_a_stated_byline_is_printed_below_the_title() -> None:
    header = "title: Moss on Slate\nsubtitle: A *wet* study\nauthor:\n- name: First Author\n"
    header += "  affiliation: University of Roofs\n- name: Second Other\n  affiliation: 2\n"
    found = parsed(f"---\n{header}---\n\n# Site\n\n{PROSE}\n")
    assert found.text.split("\n\n")[:5] == [
        *("Moss on Slate", "A wet study", "First Author, Second Other", "University of Roofs"),
        "Site",
    ]
    assert found.authors == ("First Author", "Second Other")
    assert found.affiliations == ("University of Roofs",)


def test_a_stated_byline_that_the_text_prints_is_not_said_twice() -> None:
    header = "title: Moss on Slate\nauthors: First Author, Second Other"
    text = f"First Author and Second Other\n\n# Site\n\n{PROSE}\n"
    found = parsed(f"---\n{header}\n---\n\n{text}")
    assert found.text.count("First Author") == 1
    assert found.authors == ("First Author", "Second Other")


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ('title: "Moss: a \\"wet\\" plant"', 'Moss: a "wet" plant'),
        ("title: 'The roof''s moss'", "The roof's moss"),
        ("title: Moss on\n  Slate", "Moss on Slate"),
        ("title: |\n  Moss on\n  Slate", "Moss on Slate"),
        ("title: Moss on Slate   # a draft", "Moss on Slate"),
        ("title: Moss &amp; *Slate*", "Moss & Slate"),
    ],
)
def test_a_title_may_be_quoted_or_go_on_in_the_next_line(header: str, title: str) -> None:
    assert layout(header).title == title


@pytest.mark.parametrize("style", ["|", ">", ">-", "|2"])
def test_a_stated_abstract_is_the_abstract(style: str) -> None:
    header = (
        f"title: Moss on Slate\nabstract: {style}\n  We count moss.\n  It grows.\n\n  So it is."
    )
    found = parsed(f"---\n{header}\ndate: 2018-05-04\n---\n\n# Site\n\n{PROSE}\n")
    assert found.abstract is not None
    assert found.text[slice(*found.abstract)] == "We count moss. It grows.\n\nSo it is."
    assert (found.title, found.year, titles(found)) == ("Moss on Slate", 2018, ["Site"])


@pytest.mark.parametrize("date", ["2018-05-04", "4 May 2018", '"May 2018"'])
def test_a_stated_date_gives_the_year(date: str) -> None:
    assert layout(f"title: Moss on Slate\ndate: {date}").year == 2018


def test_a_date_that_is_code_gives_no_year() -> None:
    assert layout("date: '`r Sys.Date()`'").year is None


@pytest.mark.parametrize(
    "header", ["keywords: [moss, wet slate]", "keywords:\n  - moss\n  - wet slate"]
)
def test_stated_keywords_are_kept(header: str) -> None:
    assert layout(header).keywords == ("moss", "wet slate")


def test_text_between_two_rules_is_no_header() -> None:
    assert paragraphs(f"---\nMoss grows.\n\n---\n\n{PROSE}\n") == ["Moss grows.", PROSE]


# The text --------------------------------------------------------------------------------------


def test_attributes_of_headings_and_figures_are_left_out() -> None:
    text = "# On Moss\n\n## Start {#sec:start .unnumbered}\n\nSee ![the roof](a.png){width=50%}.\n"
    text += "\n## The set {a, b} {-}\n\nWet.\n"
    found = parsed(text)
    assert titles(found) == ["Start", "The set {a, b}"]
    assert "See the roof." in found.text


def test_comments_are_no_text() -> None:
    text = f"# On Moss\n\n<!-- TODO\n\nrewrite -->\n{PROSE} It is<!-- very --> wet.\n\n"
    text += "Write `<!-- so -->`.\n\n```\n<!-- code -->\n```\n"
    assert paragraphs(text) == [
        "On Moss",
        f"{PROSE} It is wet.",
        "Write `<!-- so -->`.",
        "<!-- code -->",
    ]


def test_a_comment_that_never_ends_is_text() -> None:
    assert "wet slates" in parsed("# On Moss\n\nA <!-- mark\n\nof wet slates.\n").text


def test_named_characters_and_breaks_are_read() -> None:
    text = (
        "# On Moss\n\n5&nbsp;% in 2017 &amp; &#55;&#x25; in 2018.<br>Then R&D; &unknown; less.\n\n"
    )
    text += "| a&amp;b | c<br/>d |\n|--|--|\n| 1 | 2 |\n"
    assert paragraphs(text)[1:] == [
        "5 % in 2017 & 7% in 2018. Then R&D; &unknown; less.",
        "a&b | c d\n1 | 2",
    ]


def test_footnotes_are_kept_and_are_no_part_of_the_last_reference() -> None:
    text = f"# On Moss\n\n## Start\n\n{PROSE}[^1] It is wet.[^b]\n\n## References\n\n"
    text += (
        "1. Author, F. (2010). Moss. Roofs, 3, 1-9.\n2. Other, S. (2012). Slate. Roofs, 5, 2-3.\n"
    )
    text += "\n[^1]: Ibid.\n[^b]: Slates are rare\nhere.\n[1]: https://example.org\n"
    found = parsed(text)
    assert found.references[-1].text == "2. Other, S. (2012). Slate. Roofs, 5, 2-3."
    assert found.text.split("\n\n")[-5:-3] == ["[^1]: Ibid.", "[^b]: Slates are rare here."]


def test_a_footnote_stands_below_the_paragraph_with_its_mark_and_keeps_its_paragraphs() -> None:
    text = f"# On Moss\n\nMoss grows.[^1]\n\n- Slates[^b]\n\n{PROSE}\n\n"
    text += (
        "[^b]: Rare.\n[^1]: Slowly.\n\n    In winter it\n    rests.\n\n[^2]: Lost.\n\nThe end.\n"
    )
    assert paragraphs(text) == [
        *("On Moss", "Moss grows.[^1]", "[^1]: Slowly.", "In winter it rests."),
        *("Slates[^b]", "[^b]: Rare.", PROSE, "The end.", "[^2]: Lost."),
    ]


def test_a_footnote_ends_the_paragraph_above_it() -> None:
    assert paragraphs("Moss grows.[^1]\n[^1]: Slowly.\n\nIt is wet.\n") == [
        "Moss grows.[^1]",
        "[^1]: Slowly.",
        "It is wet.",
    ]


def test_a_paragraph_that_ends_in_a_footnote_s_mark_ends_there() -> None:
    first = f"{PROSE.removesuffix('.')}.[^1]"
    text = f"{first}\n\nslates are dry.\n\n[^1]: Slowly.\n"
    assert paragraphs(text) == [first, "[^1]: Slowly.", "slates are dry."]


def test_footnotes_that_are_all_of_a_bibliography_are_its_entries() -> None:
    text = f"# On Moss\n\n## Start\n\n{PROSE}[^1]\n\n## References\n\n"
    text += "[^1]: Author, F. (2010). Moss. Roofs, 3, 1-9.\n"
    text += "[^2]: Other, S. (2012). Slate. Roofs, 5, 2-3.\n"
    assert [entry.year for entry in parsed(text).references] == [2010, 2012]


def test_footnotes_below_the_heading_of_a_bibliography_that_is_yet_to_be_made_are_notes() -> None:
    text = f"# On Moss\n\n## Start\n\n{PROSE}[^1]\n\n## References\n\n"
    text += "::: {#refs}\n:::\n\n[^1]: Slowly.\n"
    assert paragraphs(text)[2:] == [f"{PROSE}[^1]", "[^1]: Slowly.", "References"]


def test_a_link_that_names_where_it_leads_is_no_citation() -> None:
    text = f"# On Moss\n\n## Start\n\n{PROSE} See [the data][1] and [2][1].\n\n"
    text += "[1]: https://example.org\n"
    assert "See the data and [2][1]." in parsed(text).text


def test_what_is_raised_or_lowered_is_read_without_its_signs() -> None:
    typed = "Some 10<sup>6</sup> or 3 × 10^5^ roofs, CO~2~, H<sub>2</sub>O, the 21^st^, 5 m^2^."
    assert parsed(typed).text == "Some 10^6 or 3 × 10^5 roofs, CO2, H2O, the 21st, 5 m2."


@pytest.mark.parametrize("typed", ["As $x^2y^2$ grows.", "See x^2 and y^2.", "Moss ~~dies~~."])
def test_signs_that_raise_nothing_stay(typed: str) -> None:
    assert parsed(typed).text == typed


def test_raised_numbers_cite() -> None:
    entries = "1. Reed A. Moss. Roofs 2001;4:1.\n2. Cole B. Slate. Roofs 2002;4:2.\n"
    found = parsed(f"# Moss\n\n## Start\n\n{PROSE} It grows.^1,2^\n\n## References\n\n{entries}")
    assert [each.reference for each in found.mentions] == [0, 1]


def test_soft_hyphens_that_are_written_by_name_are_no_text() -> None:
    assert parsed("In sum&shy;mers moss&#8203;es grow.").text == "In summers mosses grow."
