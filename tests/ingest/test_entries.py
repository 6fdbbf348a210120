"""Entries of bibliographies, well-known works in eight styles, and lists of authors."""

from __future__ import annotations

import time

import pytest

from eval.known_works import CHINESE_WORKS, STYLES, WORKS, Work, gbt7714
from ingest.bylines import read_byline
from ingest.entries import read_entry


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("work", WORKS, ids=lambda work: f"{work.authors[0][1]}-{work.year}")
def test_a_well_known_work_is_read_in_every_style(work: Work, style: str) -> None:
    entry = read_entry(STYLES[style](work, 7))
    assert (entry.year, entry.title, entry.venue) == (work.year, work.title, work.venue)
    expected = [family for _, family in work.authors]
    if style == "mla" and len(expected) > 2:
        expected = expected[:1]
    pairs = zip(entry.authors, expected, strict=True)
    assert all(f" {name}".endswith(f" {family}") for name, family in pairs)
    assert entry.label == ("7" if style in ("plain", "ieee", "vancouver") else entry.label)
    assert entry.doi == (work.doi if style == "apa" else "")


@pytest.mark.parametrize("work", CHINESE_WORKS, ids=lambda work: str(work.year))
def test_chinese_works_are_read(work: Work) -> None:
    entry = read_entry(gbt7714(work, 3))
    assert entry.authors == tuple(family for _, family in work.authors)
    assert (entry.title, entry.venue, entry.year) == (work.title, work.venue, work.year)


@pytest.mark.parametrize(
    ("text", "names", "rest"),
    [
        ("Raymond J. Mooney and Ben Fifth. 2009. Title", ("Raymond J. Mooney", "Ben Fifth"), ". 2"),
        ("Smith J, Jones AB. Title one", ("J Smith", "AB Jones"), " Ti"),
        ("Stoeger W R and Ellis G F R, 1995 Astr", ("W R Stoeger", "G F R Ellis"), ", 19"),
        ("Lind, E. Allen, and Tom R. Tyler (1988)", ("E. Allen Lind", "Tom R. Tyler"), " (19"),
        ("C.B.Hanna, J.C.Dias-Vélez, Phys.Rev.B 65", ("C.B. Hanna", "J.C. Dias-Vélez"), ", Ph"),
        ("J. Scott, P. J. Carrington, The SAGE book", ("J. Scott", "P. J. Carrington"), ", Th"),
        ("Puzon, G.; Lancaster, J.; & Day, I., 2009", ("G. Puzon", "J. Lancaster", "I. Day"), ", "),
        ("van der Maaten L, Hinton G. Title", ("L van der Maaten", "G Hinton"), " Ti"),
        ("Brown, Raymond E., The Anchor Book: On", ("Raymond E. Brown",), ", Th"),
        ("Ada B. Third and Jimmy Ba. Moss on", ("Ada B. Third", "Jimmy Ba"), ". M"),
        ("A. Third and Wei Xu. Moss", ("A. Third", "Wei Xu"), ". M"),
        ("Ada Third, K. Fourth, and Ben Fifth. M", ("Ada Third", "K. Fourth", "Ben Fifth"), ". M"),
        ("Ada Third-One, J. Al Fourth, B. Fifth. M",
         ("Ada Third-One", "J. Al Fourth", "B. Fifth"), ". M"),
        ("Ada Third, K. Fourth and B. Fifth. M", ("Ada Third", "K. Fourth", "B. Fifth"), ". M"),
        ("Third Fourth, A. Moss and Wet Slates. Roofs", ("A. Third Fourth",), " Moss"),
        ("Third Fourth, A., Fifth, B. Moss on", ("A. Third Fourth", "B. Fifth"), " Moss"),
        ("Mao Chen et al. 2003. Title", ("Mao Chen",), " 200"),
        ("T. Third, ed. Title", ("T. Third",), " Ti"),
        ("The history of moss. Roofs", (), "The "),
        ("XML Path Language (XPath) 2.0", (), "XML "),
    ],
)  # fmt: skip
def test_names_end_where_the_title_or_the_date_begins(
    text: str, names: tuple[str, ...], rest: str
) -> None:
    byline = read_byline(text)
    assert byline.names == names
    assert text[byline.end :].startswith(rest)


def test_an_entry_without_a_title_gets_none() -> None:
    entry = read_entry("[3] Ehlers J, Geren P and Sachs R K, 1968 J. Math. Phys. 9 1344")
    assert (entry.title, entry.venue, entry.year) == ("", "J. Math. Phys", 1968)


@pytest.mark.parametrize("label", ["7", "Smith04", "Smith 2004a", "ABC+12", "Knuth", "Web04"])
def test_what_stands_in_brackets_before_an_entry_is_its_label(label: str) -> None:
    assert read_entry(f"[{label}] F. Author, “Moss on roofs,” Roofs, 2001.").label == label


@pytest.mark.parametrize("remark", ["Online", "INTERNET", "Preprint", "Accessed 2019", "Web"])
def test_a_remark_in_brackets_is_no_label(remark: str) -> None:
    assert read_entry(f"[{remark}] F. Author, “Moss on roofs,” Roofs, 2001.").label == ""


@pytest.mark.parametrize(
    ("text", "authors"),
    [
        (
            "MOSS Collaboration, A. Stone et al., arXiv:1407.1376.",
            ("MOSS Collaboration", "A. Stone"),
        ),
        ("A. Stone et al. (SuperMOSS), arXiv:1407.1376.", ("A. Stone", "SuperMOSS")),
        (
            "A. Stone and B. Hill (Moss Group), Roofs 3, 5 (2014).",
            ("A. Stone", "B. Hill", "Moss Group"),
        ),
        ("MOSS Collaboration. Moss on roofs. Roofs 3, 5, 2014.", ("MOSS Collaboration",)),
    ],
)
def test_a_group_before_or_behind_the_names_is_an_author(
    text: str, authors: tuple[str, ...]
) -> None:
    entry = read_entry(text)
    assert (entry.authors, entry.year) == (authors, 2014)


def test_editors_in_brackets_are_no_group() -> None:
    entry = read_entry("A. Stone et al. (eds.), Handbook of moss, Roof Press, 2001.")
    assert (entry.authors, entry.title) == (("A. Stone",), "Handbook of moss")


@pytest.mark.parametrize(
    ("number", "year"),
    [("arXiv:1506.04392", 2015), ("hep-ph/9907218", 1999), ("math.AG/0312001", 2003)],
)
def test_the_number_of_a_preprint_tells_its_year_where_nothing_else_does(
    number: str, year: int
) -> None:
    assert read_entry(f"A. Stone and B. Hill, {number}.").year == year
    assert read_entry(f"A. Stone and B. Hill, Roofs 3 (2017) 5, {number}.").year == 2017


def test_a_publisher_in_brackets_is_the_venue() -> None:
    entry = read_entry("[12] Dodelson S. Modern Cosmology (Academic Press, 2003).")
    assert (entry.authors, entry.title) == (("S. Dodelson",), "Modern Cosmology")
    assert entry.venue == "Academic Press"


def test_no_line_of_names_takes_for_ever() -> None:
    start = time.process_time()
    for text in ("A" * 5000, "A " * 3000, "Ab Cd, " * 2000, "Ab-" * 2000, "(" * 3000, "王" * 3000):
        read_entry(text)
    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "author", "title"),
    [
        ("Lee S. Sleep and mood. J Sleep Res 2019;3:1-9.", "S. Lee", "Sleep and mood"),
        ("Wood L. Diabetes & diet. Diabet Med 2014;31:5.", "L. Wood", "Diabetes & diet"),
        ("Bell R. Law and Order. J Law 2001;4:1-3.", "R. Bell", "Law and Order"),
        ("Lee S. Sleep: a review. J Sleep 2019 Mar;3:1.", "S. Lee", "Sleep: a review"),
        (
            "Donald E. Knuth. The art of it. Addison-Wesley, 1968.",
            "Donald E. Knuth",
            "The art of it",
        ),
        ("John A. Smith: The title. Springer, 2001.", "John A. Smith", "The title"),
        ("Paul J. Cohen and others. Set theory. Roofs, 1966.", "Paul J. Cohen", "Set theory"),
    ],
)
def test_the_first_word_of_a_title_is_no_part_of_a_name(text: str, author: str, title: str) -> None:
    entry = read_entry(text)
    assert (entry.authors, entry.title) == ((author,), title)


def test_two_names_joined_by_a_word_are_names() -> None:
    entry = read_entry("John M. Slate and A. Reed. Moss on roofs. J Roof 2019;3:1-9.")
    assert entry.authors == ("John M. Slate", "A. Reed")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1. 10.1016/S0140-6736(20)30183-5", "1"),
        ("[2] 10.1016/S0140-6736(20)30183-5", "2"),
        ("3. doi:10.1016/S0140-6736(20)30183-5", "3"),
        ("10.1016/S0140-6736(20)30183-5", ""),
    ],
)
def test_an_entry_that_is_an_address_has_no_title(text: str, label: str) -> None:
    entry = read_entry(text)
    assert (entry.label, entry.title, entry.venue) == (label, "", "")
    assert entry.doi == "10.1016/s0140-6736(20)30183-5"


@pytest.mark.parametrize(
    ("rest", "title", "venue"),
    [
        (
            "Speech Recognition. Englewood Cliffs, NJ, USA: Prentice-Hall, 1993.",
            "Speech Recognition",
            "Englewood Cliffs, NJ, USA: Prentice-Hall",
        ),
        ("Filter Theory, 4th ed. New York: Wiley, 1993.", "Filter Theory", "New York: Wiley"),
        (
            "The Art of It, vol. 1, 3rd ed. Reading, MA: ACM, 1993.",
            "The Art of It",
            "Reading, MA: ACM",
        ),
        ("“Slate,” in Proc. Roofs. New York: ACM, 1993, pp. 3–9.", "Slate", "Proc. Roofs"),
    ],
)
def test_a_book_ends_where_its_place_and_publisher_begin(rest: str, title: str, venue: str) -> None:
    entry = read_entry(f"[4] L. Rabiner and B.-H. Juang, {rest}")
    assert (entry.title, entry.venue, entry.year) == (title, venue, 1993)


@pytest.mark.parametrize(
    ("end", "year"),
    [("Press, [1999].", 1999), ("Press, 1999. [38,44]", 1999), ("Press. [44]", None)],
)
def test_a_year_in_brackets_at_the_end_is_no_page_on_which_a_work_is_cited(
    end: str, year: int | None
) -> None:
    assert read_entry(f"Stone, Ada. Moss on Roofs. Wales: Slate {end}").year == year
