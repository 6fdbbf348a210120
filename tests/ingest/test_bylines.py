"""Lines below a title that name its authors."""

from __future__ import annotations

import pytest

from ingest.layout import Block, Line
from ingest.people import split_authors
from tests.ingest.roofs import PROSE, composed


def bylined(*lines: Line) -> tuple[str, ...]:
    """Return the authors of a paper with these lines, as one block, below its title."""
    return composed(
        Line("Moss on the Roofs of Towns", page=1, size=18, bold=True),
        Block("unknown", lines),
        Line("Abstract", page=1, size=12, bold=True),
        Line(PROSE, page=1, size=10),
        Line("1 Introduction", page=1, size=12, bold=True),
        Line(PROSE, page=1, size=10),
    ).authors


def raised(text: str) -> Line:
    """Return the line that `text` is, what stands between ^ and a blank or a comma raised."""
    plain, spans = "", []
    for at, part in enumerate(text.split("^")):
        mark = part.split(" ")[0].rstrip(",") if at else ""
        spans += [(len(plain), len(plain) + len(mark))] if at else []
        plain += part
    return Line(plain, page=1, size=11, superscripts=tuple(spans))


@pytest.mark.parametrize("mark", ["a", "α", "a,c", "♢", "□,⋄", "1"])
def test_raised_letters_and_signs_are_no_part_of_a_name(mark: str) -> None:
    line = raised(f"Ada Lind^{mark}, Bob Eklund^{mark} and Carl Roth^{mark}")
    assert bylined(line) == ("Ada Lind", "Bob Eklund", "Carl Roth")


def test_a_name_cut_at_the_end_of_a_line_is_whole() -> None:
    found = bylined(
        Line("Ada Lind, Bob Eklund, Paulo Ro-", page=1, size=11),
        Line("cha, Carl Roth, Eva-", page=1, size=11),
        Line("Maria Holm", page=1, size=11),
    )
    assert found == ("Ada Lind", "Bob Eklund", "Paulo Rocha", "Carl Roth", "Eva-Maria Holm")


def test_names_with_their_addresses_behind_them_line_by_line_are_authors() -> None:
    found = bylined(
        Line("ADA LIND, University of Moss, Norway", page=1, size=9),
        Line(
            "BOB EKLUND, Institute for the Study of Roofs and of what is under them,",
            page=1,
            size=9,
        ),
        Line("Sweden", page=1, size=9),
        Line("CARL ROTH and EVA HOLM, University of Slate, Wales", page=1, size=9),
    )
    assert found == ("ADA LIND", "BOB EKLUND", "CARL ROTH", "EVA HOLM")


@pytest.mark.parametrize(
    "line",
    [
        "Ada Lind, Bob Eklund, Institute of Moss, Oslo",
        "Ada Lind, Bob Eklund, Oslo, University of Moss",
        "Ada Lind, Bob Eklund, Moss Research",
        "Ada Lind and Bob Eklund, Department of Botany, University of Moss",
        "Ada Lind, University of Moss, Bob Eklund, University of Slate, New York",
    ],
)
def test_all_names_in_front_of_an_address_are_authors(line: str) -> None:
    assert bylined(Line(line, page=1, size=11)) == ("Ada Lind", "Bob Eklund")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("李明 王 芳 张小红", ("李明", "王芳", "张小红")),
        ("李明1,2 王芳1*", ("李明", "王芳")),
        ("中文 信息 学报", ()),
        ("江苏大学 管理学院，江苏 苏州 215006", ()),
        ("学 生 姓 名", ()),
        ("年 月 日", ()),
        ("Independent Researcher & Data Scientist", ()),
    ],
)
def test_chinese_names_may_stand_side_by_side(line: str, names: tuple[str, ...]) -> None:
    assert split_authors(line) == names
