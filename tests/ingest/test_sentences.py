from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("Grew by 3.5 percent. Then fell.", ["Grew by 3.5 percent.", "Then fell."]),
        ("In Fig. FIGREF8 we see it. It works.", ["In Fig. FIGREF8 we see it.", "It works."]),
        ("It is a fig. The plum is none.", ["It is a fig.", "The plum is none."]),
        ("See Fig. 2 and Eq. 3. It works.", ["See Fig. 2 and Eq. 3.", "It works."]),
        ("As e.g. in moss, i.e. a plant.", ["As e.g. in moss, i.e. a plant."]),
        ("Author et al. (2019) agree.", ["Author et al. (2019) agree."]),
        ("So say Author et al. However, no.", ["So say Author et al.", "However, no."]),
        ("By F. M. Author of the U.S. army.", ["By F. M. Author of the U.S. army."]),
        ("A new trend. [1] It goes on. [2].", ["A new trend. [1]", "It goes on. [2]."]),
        ('He said "no." Then left.', ['He said "no."', "Then left."]),
        ("它很好。第二句！第三句？", ["它很好。", "第二句！", "第三句？"]),
        ("2.1. Market Size", ["2.1. Market Size"]),
        ("A paragraph\n\nAnother one", ["A paragraph", "Another one"]),
        ("Is it No. 5? The answer is no. Yes.", ["Is it No. 5?", "The answer is no.", "Yes."]),
        ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
        ("From {1, . . . , T} one is drawn. So.", ["From {1, . . . , T} one is drawn.", "So."]),
        ("It goes on . . . The end is near.", ["It goes on . . .", "The end is near."]),
        ("Pain fell.1,2 However, 12% rose.3 No.", ["Pain fell.1,2", "However, 12% rose.3", "No."]),
        ("A share of 12%.4–6 Then it fell.", ["A share of 12%.4–6", "Then it fell."]),
        ("Moss is wet (it rains).5 Slate is not.", ["Moss is wet (it rains).5", "Slate is not."]),
        (
            "Pain fell.[^1] Moss grew.¹⁻³ It rained.",
            ["Pain fell.[^1]", "Moss grew.¹⁻³", "It rained."],
        ),
        ("Moss grew (on roof 30).39 It fell.", ["Moss grew (on roof 30).39", "It fell."]),
        ("It froze at 22 K. Until then, no.", ["It froze at 22 K.", "Until then, no."]),
        ("So says (2).5 Of it all.", ["So says (2).5 Of it all."]),
        ("Moss fell.2–4 7 11 Six roofs did.", ["Moss fell.2–4 7 11", "Six roofs did."]),
        ("By Author et al.11 All fell.", ["By Author et al.11", "All fell."]),
        ("So Author et al.11 Roofs fell.", ["So Author et al.11 Roofs fell."]),
        ("Moss, etc.2 Roofs fell.", ["Moss, etc.2", "Roofs fell."]),
        ("See Fig.3 The moss of ref.12 However.", ["See Fig.3 The moss of ref.12 However."]),
        ("It rose by 3.14 All in v.2 Of it.", ["It rose by 3.14 All in v.2 Of it."]),
        ("By Thm.2 States are few.", ["By Thm.2 States are few."]),
        ("Alg.1 Lists it, as Def.3 Says.", ["Alg.1 Lists it, as Def.3 Says."]),
        ("See Table.3 Results of max.10 Items.", ["See Table.3 Results of max.10 Items."]),
        ("Figure. 3: (a) Roofs. All wet.", ["Figure. 3: (a) Roofs.", "All wet."]),
        ("It rose to the max. Then it fell.", ["It rose to the max.", "Then it fell."]),
        ("We used pears (v. 2.8) in R. It ran.", ["We used pears (v. 2.8) in R.", "It ran."]),
        ("We took the cut v. The rest stayed.", ["We took the cut v.", "The rest stayed."]),
        ("Growth was high.3 percent fell.", ["Growth was high.3 percent fell."]),
        ("", []),
        ("   ", []),
        ("word", ["word"]),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(alphabet="aB .!?\n。[1]\"'(", max_size=200))
def test_sentences_are_in_order_and_hold_every_visible_character(text: str) -> None:
    spans = split_sentences(text)
    at = 0
    for start, end in spans:
        assert start < end
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        at = end
    assert not text[at:].strip()
