"""Footnotes of Markdown: "[^1]: …" is read as a note and stands below the text with its mark."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from markdown_it.rules_block import StateBlock

from ingest.layout import Block
from ingest.sections import is_bibliography, text_of

_NOTE = re.compile(r"\[\^([^\]\s]+)\]:")
_LABEL = re.compile(r"\[[^\]]+\]:")
_MARK = re.compile(r"\[\^([^\]\s]+)\]")
_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")
_INDENT = 4  # columns, by which further paragraphs of a note are set in


def read_note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a footnote with its further lines and paragraphs, as a rule of the parser."""
    if _indent(state, start) >= _INDENT or not _NOTE.match(_line(state, start)):
        return False
    if silent:
        return True
    at = start
    while at < end and (at == start or _indent(state, at) >= _INDENT):
        last = _end_of_paragraph(state, at, end)
        _push(state, at, last)
        state.line = last
        at = next((line for line in range(last, end) if not state.isEmpty(line)), end)
    return True


def _indent(state: StateBlock, at: int) -> int:
    return state.sCount[at] - state.blkIndent


def _line(state: StateBlock, at: int) -> str:
    return state.src[state.bMarks[at] + state.tShift[at] : state.eMarks[at]]


def _end_of_paragraph(state: StateBlock, start: int, end: int) -> int:
    at = start + 1
    while at < end and not state.isEmpty(at) and not _LABEL.match(_line(state, at)):
        at += 1
    return at


def _push(state: StateBlock, start: int, end: int) -> None:
    state.push("footnote_open", "", 1)
    inline = state.push("inline", "", 0)
    inline.content = state.getLines(start, end, state.blkIndent, False).strip()
    inline.children = []
    state.push("footnote_close", "", -1)


def with_own_notes(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks`, as text the notes directly below a heading: "Notes", "References".

    Below "References" they are that only if they may be such; Pandoc fills in what is missing.
    """
    text: list[Block] = []
    for at, block in enumerate(blocks):
        opens = at and block.kind == "footnote" and text[-1].kind == "heading"
        if opens and is_bibliography(text[-1]):
            opens = _YEAR.search(text_of(block)) is not None
        goes_on = at and block.kind == blocks[at - 1].kind == "footnote" != text[-1].kind
        text.append(replace(block, kind="unknown") if opens or goes_on else block)
    return text


def beside_marks(blocks: Sequence[Block]) -> list[Block]:
    """Return `blocks` with each note below the first text that bears its mark."""
    notes, label = dict[str, list[Block]](), ""
    for block in blocks:
        if block.kind == "footnote":
            match = _NOTE.match(block.lines[0].text)
            label = match.group(1) if match else label
            notes.setdefault(label, []).append(block)
    placed: list[Block] = []
    for block in blocks:
        if block.kind != "footnote":
            placed.append(block)
            marks = (mark for line in block.lines for mark in _MARK.findall(line.text))
            placed += [note for mark in marks for note in notes.pop(mark, ())]
    return [*placed, *(note for left in notes.values() for note in left)]
