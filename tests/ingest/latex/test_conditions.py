r"""What LaTeX keeps from being printed: `\iffalse`, and switches that are off."""

from __future__ import annotations

import time

import pytest

from tests.ingest.latex.reading import text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (r"Moss \iffalse once \fi grows.", "Moss grows."),
        (r"Moss \iffalse fell \else grows \fi well.", "Moss grows well."),
        (r"Moss \iftrue grows \else fell \fi well.", "Moss grows well."),
        (r"Moss \iffalse a \ifx\x\y b \else c \fi d \fi grows.", "Moss grows."),
        (r"Moss \iffalse a \iffalse b \fi c \else grows \fi well.", "Moss grows well."),
        (r"Moss \iffalse if $a \iff b$ \fi grows.", "Moss grows."),
        (r"Moss \iffalse \ifthenelse{a}{b}{c} \fi grows.", "Moss grows."),
        ("Moss\n\\iffalse\nonce\n\\fi\ngrows.", "Moss grows."),
        ("Moss grows.\n\\iffalse\nonce\n\n\\fi\n\nSlate.", "Moss grows.\n\nSlate."),
        (r"Moss {\bf\iffalse never \fi grows} well.", "Moss grows well."),
        (r"Moss \verb|\iffalse| and \verb|\fi| stay.", r"Moss \iffalse and \fi stay."),
        (r"Moss \iffalse grows.", "Moss grows."),
        (r"Moss\todo[inline]{Where?} grows. \missingfigure{A roof.}", "Moss grows."),
    ],
)
def test_what_the_authors_cut_out_is_no_text(typed: str, printed: str) -> None:
    assert text(typed) == printed


@pytest.mark.parametrize(
    ("setting", "printed"),
    [
        (r"\newif\ifdraft", "final"),
        (r"\newif\ifdraft \drafttrue", "draft"),
        (r"\newif\ifdraft \drafttrue \draftfalse", "final"),
        (r"\newif\ifdraft % \draftfalse" + "\n\\drafttrue", "draft"),
        (r"\let\ifdraft\iffalse", "final"),
        (r"\let\ifdraft=\iftrue", "draft"),
        (r"\newif\ifdraft \newif\ifours \ifours \drafttrue \fi", "final"),
        (r"\newif\ifdraft \drafttrue \newcommand{\off}{\draftfalse}", "draft final"),
        (r"\newif\ifdraft \ifx\draft\undefined \else \drafttrue \fi", "draft final"),
        ("", "draft final"),
    ],
)
def test_a_switch_prints_what_it_is_set_to_and_both_where_that_cannot_be_told(
    setting: str, printed: str
) -> None:
    assert text(r"\ifdraft draft \else final \fi", setting) == printed
    assert text(r"\ifdraft{\em draft} \else final \fi", setting) == printed


def test_a_command_prints_by_the_last_setting_before_the_text_and_the_text_by_the_last_so_far() -> (
    None
):
    preamble = r"\newif\ifours \newcommand{\note}[1]{\ifours(#1)\fi} \ourstrue"
    assert text(r"Moss \note{ours} grows.", preamble) == "Moss (ours) grows."
    assert text(r"Moss \note{ours} grows.", preamble + r"\oursfalse") == "Moss grows."
    body = r"\ifours A\fi \oursfalse \ifours B\fi C"
    assert text(body, preamble) == "A C"


def test_many_conditions_that_never_end_take_no_time() -> None:
    started = time.process_time()
    assert text("\\iffalse" * 20_000 + " Moss.") == "Moss."
    assert time.process_time() - started < 5
