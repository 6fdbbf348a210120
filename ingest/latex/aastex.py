r"""What the classes of astronomers (AASTeX) have of their own, written as LaTeX itself has it.

`deluxetable` has its caption, head and notes in commands; `\altaffiltext` says where authors work.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ingest.latex.words import group, skipped

_TABLE = re.compile(
    r"\\begin\s*\{(?P<name>(?:long|split|rotate)?deluxetable\*?)\}(?P<inside>.*?)"
    r"\\end\s*\{(?P=name)\}",
    re.DOTALL,
)
_SETTINGS = re.compile(
    r"\\(?:tablewidth|tabletypesize|tablecolumns|tablenum|tablefontsize)\s*\{[^{}]*\}"
    r"|\\(?:rotate|decimals|decimalcolnumbers|tableline)(?![A-Za-z])"
)
_MARK = re.compile(r"\\tablenotemark\s*\{([^{}]*)\}")
_ROW = re.compile(r"\\(?:cutinhead|sidehead)\s*(?=\{)")  # a row of one cell
_NOTE = re.compile(r"\\table(?:notetext\s*\{(?P<mark>[^{}]*)\}|comments|refs)\s*(?=\{)")
_PLACE = re.compile(r"\\altaffiltext\s*\{(?P<mark>(?:[^{}]|\{[^{}]*\})*)\}\s*(?=\{)")
_PLACE_MARK = re.compile(r"\\altaffilmark\s*\{(?P<mark>(?:[^{}]|\{[^{}]*\})*)\}")
_PRINTED = re.compile(r"[\d\w,*†‡ ]{0,20}")  # a mark that no other command has to make


def as_latex(text: str) -> str:
    """Return `text` with its tables and addresses as LaTeX's own classes have them."""
    text = _PLACE_MARK.sub(lambda match: _raised(match["mark"]), text)
    text = _each(_PLACE, text, lambda mark, words: rf"\affiliation{{{_raised(mark)}{words}}}")
    return _TABLE.sub(_table, text)


def _raised(mark: str) -> str:
    return f"$^{{{mark}}}$" if mark and _PRINTED.fullmatch(mark) else ""


def _table(match: re.Match[str]) -> str:
    inside = _SETTINGS.sub("", match["inside"])
    inside = _MARK.sub(r"\\textsuperscript{\1}", inside[_after_columns(inside) :])
    caption, inside = _taken("tablecaption", inside)
    head, inside = _taken("tablehead", inside)
    before, _, rest = inside.partition(r"\startdata")
    data, _, after = rest.partition(r"\enddata")
    data = _each(_ROW, data, lambda _, words: rf"\\ {words} \\")
    rows = "\n".join(filter(None, (head and head + r" \\", data)))
    around = _each(_NOTE, f"{before}\n{after}", _note)
    captioned = rf"\caption{{{caption}}}" if caption else ""
    table = rf"\begin{{tabular}}{{}}{rows}\end{{tabular}}"
    return rf"\begin{{table}}{captioned}{table}{around}\end{{table}}"


def _after_columns(inside: str) -> int:
    """Return where a table begins behind its columns, "{lcc}[t!]"."""
    return skipped(inside, skipped(inside, 0, 1), 0)


def _note(mark: str, words: str) -> str:
    marked = rf"\textsuperscript{{{mark}}} " if mark else ""
    return f"\n\n{marked}{words}\n\n"


def _taken(command: str, text: str) -> tuple[str, str]:
    """Return the argument of `command` and `text` without it."""
    match = re.search(rf"\\{command}\s*(?=\{{)", text)
    if match is None:
        return "", text
    argument, end = group(text, match.end())
    return argument, text[: match.start()] + text[end:]


def _each(pattern: re.Pattern[str], text: str, written: Callable[[str, str], str]) -> str:
    """Return `text` with what `written` makes of each match, of its mark and of its argument."""
    pieces: list[str] = []
    at = 0
    for match in pattern.finditer(text):
        if match.start() < at:
            continue
        argument, end = group(text, match.end())
        mark = match.groupdict().get("mark") or ""
        pieces += [text[at : match.start()], written(mark, argument)]
        at = end
    return "".join([*pieces, text[at:]])
