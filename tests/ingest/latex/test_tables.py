"""Tables in LaTeX: each figure stands below the head of its column."""

from __future__ import annotations

import pytest

from ingest.parse import parse_bytes


@pytest.mark.parametrize(
    ("typed", "rows"),
    [
        (
            r"Roof & \multicolumn{2}{c}{Moss} \\ & wet & dry \\",
            ["Roof | Moss | Moss", "| wet | dry"],
        ),
        (
            r"\multirow{2}{*}{North} & 1 \\ & 2 \\ \multirow[t]{2}{1cm}{South} & 3 \\ & 4",
            ["North | 1", "North | 2", "South | 3", "South | 4"],
        ),
        (r"& 1 \\ \multirow{-2}{*}{North} & 2 \\", ["North | 1", "North | 2"]),
        (
            r"\multicolumn{2}{c}{\multirow{2}{*}{Moss}} & a \\ & & b \\",
            ["Moss | Moss | a", "Moss | Moss | b"],
        ),
        (r"a & b \\ \multicolumn{2}{l}{Panel A} \\ c & d \\", ["a | b", "Panel A", "c | d"]),
        (r"a & b \tabularnewline \hline c & d \tabularnewline[2pt]", ["a | b", "c | d"]),
        (r"a & \makecell{b \\ c} \\*[1ex] \rowcolor{gray} d & e \& f", ["a | b c", "d | e & f"]),
        (
            r"a \\ \multicolumn{99}{c}{b} & \multicolumn{0}{c}{c} \\",
            ["a", " | ".join(["b"] * 99 + ["c"])],
        ),
    ],
)
def test_what_a_cell_says_stands_in_each_column_and_row_that_it_spans(
    typed: str, rows: list[str]
) -> None:
    source = rf"\begin{{document}}\begin{{tabular}}{{lll}}{typed}\end{{tabular}}\end{{document}}"
    assert parse_bytes(source.encode(), "a.tex").text.split("\n") == rows
