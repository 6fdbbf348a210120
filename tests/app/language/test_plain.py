from __future__ import annotations

import pytest

from app.language.plain import (
    cited_entry,
    escape_markdown,
    file_markdown,
    file_name,
    one_line,
    visible,
)


def test_every_punctuation_mark_is_escaped() -> None:
    assert escape_markdown("![x](y) <b> $a$ `c` # *d*") == (
        r"\!\[x\]\(y\) \<b\> \$a\$ \`c\` \# \*d\*"
    )


@pytest.mark.parametrize("text", ["http://a.b", ":smile:", ":material/delete:", ":red[x]"])
def test_what_streamlit_finds_after_a_colon_is_broken(text: str) -> None:
    assert ":\u2060" in escape_markdown(text).replace("\\", "")


def test_bare_hosts_and_addresses_are_broken() -> None:
    assert "www\u2060." in escape_markdown("see www.evil.example").replace("\\", "")
    assert "\u2060@" in escape_markdown("a@b.example").replace("\\", "")


def test_letters_of_all_languages_stay_as_they_are() -> None:
    assert escape_markdown("跨境电商 2019 émigré") == "跨境电商 2019 émigré"


def test_hidden_characters_go() -> None:
    assert visible("a\u202eb\u200bc\U000e0041d\x00e") == "abcde"


def test_an_entry_is_shown_whole_beside_what_cites_it_and_not_beside_itself() -> None:
    entry = "[4] Cai, L. (2018). Swaps."
    assert cited_entry("[4] Cai, L.\n(2018). Swaps.", "Costs matter [4].") == entry
    assert cited_entry(entry, "[4] Cai, L. (2018).\nSwaps.") == ""


def test_the_long_name_of_a_file_keeps_its_end() -> None:
    name = f"archive.zip/{'a folder of a long name/' * 5}moss-2.pdf"
    assert len(file_name(name)) == 80
    assert file_name(name).startswith("archive.zip/a folder")
    assert file_name(name).endswith("…" + name[-39:])
    assert file_name("moss.pdf") == "moss.pdf"


def test_a_long_line_is_cut_at_a_word() -> None:
    assert one_line("one two  three\nfour five", limit=16) == "one two three…"
    assert len(one_line("x" * 100, limit=16)) == 16


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("158.13 billion yuan, up 22.7%", "158.13 billion yuan, up 22.7%"),
        ("see http://x.org/a_b", "see http://x.org/a\\_b"),
        ("*bold* [link](x) <b>", "\\*bold\\* \\[link\\](x) \\<b\\>"),
        ("- an item", "\\- an item"),
        ("12. an item", "12\\. an item"),
    ],
)
def test_a_file_of_markdown_has_no_more_backslashes_than_it_needs(text: str, written: str) -> None:
    assert file_markdown(text) == written
