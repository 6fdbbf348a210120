"""The running text of LaTeX: what its commands print."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ingest.latex.citations import Work, cited
from ingest.latex.journals import JOURNALS
from ingest.latex.labels import RANGES, REFERENCES, Label, pointed
from ingest.latex.math import readable
from ingest.latex.typed import OPTION, hidden, shown
from ingest.latex.units import QUANTITIES, quantity
from ingest.readers.notes import raised
from ingest.readers.powers import beside

FORMULAS = "equation|align|alignat|flalign|gather|multline|eqnarray|displaymath|math"
# None stands in one of its own kind: an end that is missing must not be looked for ever further.
FORMULA = (
    rf"\\begin\s*\{{(?P<formula>{FORMULAS})(?P<star>\*?)\}}"
    r"(?P<inside>[^\\]*+(?:\\(?!(?:begin|end)\s*\{(?P=formula)\*?\})[^\\]*+)*+)"
    r"\\end\s*\{(?P=formula)(?P=star)\}"
)
# A formula in a line ends at a blank line at the latest, as in TeX.
_TYPED = r"[^\\$\n]|\n(?![ \t]*\n)"
INLINE = (
    rf"\$\$(?:\\.|\$(?!\$)|{_TYPED})++\$\$|\$(?:\\.|{_TYPED})++\$"
    rf"|\\\((?:\\[^()\[\]]|\$|{_TYPED})*+\\\)|\\\[(?:\\[^()\[\]]|\$|{_TYPED})*+\\\]"
)
_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ"}
_LETTERS |= {"aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ"}
_SYMBOLS = {"ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "S": "§", "P": "¶"}
_SYMBOLS |= {"copyright": "©", "pounds": "£", "euro": "€", "degree": "°", "textdegree": "°"}
_SYMBOLS |= {"textmu": "µ", "textohm": "Ω", "textcelsius": "°C", "celsius": "°C", "percent": "%"}
_SYMBOLS |= {"texttimes": "×", "textpm": "±", "textperthousand": "‰", "perthousand": "‰"}
_SYMBOLS |= {"textquotesingle": "'", "textquoteleft": "‘", "textquoteright": "’"}
_SYMBOLS |= {"textquotedblleft": "“", "textquotedblright": "”", "textasciitilde": "~"}
_SYMBOLS |= {"textunderscore": "_", "textless": "<", "textgreater": ">", "textbullet": "•"}
_SYMBOLS |= {
    "nodata": "…",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "textbackslash": "\\",
}

# How many arguments a command has of which nothing is printed.
_DROPPED = dict.fromkeys(("footnotemark", "phantomsection", "vskip", "listoftodos"), 0)
_DROPPED |= dict.fromkeys(
    ["label", "vspace", "hspace", "includegraphics", "bibliographystyle", "bibliography", "input"]
    + ["include", "thispagestyle", "pagestyle", "thanks", "hypersetup", "usepackage", "index"]
    + ["nocite", "color", "corref", "fnref", "tnoteref", "pagenumbering", "selectlanguage"]
    + ["todo", "missingfigure"],
    1,
)
_DROPPED |= dict.fromkeys(
    ["setlength", "addtolength", "setcounter", "addtocounter", "numberwithin", "rule", "fontsize"]
    + ["markboth", "pdfbookmark", "newcommand", "renewcommand", "providecommand"],
    2,
)
_DROPPED |= dict.fromkeys(("addcontentsline", "definecolor"), 3)
# How many arguments stand before the one that is printed.
_UNPRINTED = dict.fromkeys(
    ["textcolor", "colorbox", "href", "hyperlink", "hypertarget", "parbox", "raisebox", "scalebox"]
    + ["rotatebox", "captionof", "foreignlanguage", "bibinfo", "bibfield", "texorpdfstring"],
    1,
)
_UNPRINTED |= dict.fromkeys(("multicolumn", "multirow", "fcolorbox", "resizebox"), 2)
# Commands that only say how what follows is set.
_SWITCHES = (
    "em bf it sc tt rm sf sl bfseries itshape scshape ttfamily rmfamily sffamily slshape upshape"
    " mdseries normalfont tiny scriptsize footnotesize small normalsize large Large LARGE huge Huge"
    " protect relax leavevmode ignorespaces xspace"
)
_SILENT = frozenset(_SWITCHES.split())
UNDERSTOOD = frozenset(
    [*_LETTERS, *_SYMBOLS, *_DROPPED, *_UNPRINTED, *_SILENT, *REFERENCES, "footnote", *"cvuHkr"]
)
# How many arguments an environment opens with, after options, none of which is printed.
_OPENINGS = dict.fromkeys(
    ["figure", "table", "algorithm", "algorithmic", "sidewaysfigure", "sidewaystable"]
    + ["itemize", "enumerate", "description"],
    0,
)
_OPENINGS |= dict.fromkeys(
    ["minipage", "subfigure", "subtable", "tabular", "longtable", "multicols", "adjustbox"], 1
)
_OPENINGS |= dict.fromkeys(("wrapfigure", "wraptable", "tabular*", "tabularx"), 2)

_COMMAND = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.)", re.DOTALL)
_EDGE = re.compile(r"\\.|[{}]", re.DOTALL)
_OPTIONS = re.compile(rf"\s*(?:{OPTION})*")
_NOTE = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_WORD = re.compile(r"\s*(?:\\[A-Za-z]+|[*=])")  # an argument without braces, as \parindent
_SUPERSCRIPT = re.compile(r"\\textsuperscript\s*\{([^{}$\\]*)\}")
_LABEL = re.compile(r"\\label\s*\{[^{}]*\}")
TAG = re.compile(r"\\tag\*?\s*\{([^{}]*)\}")
_DELIMITERS = re.compile(  # of a formula
    rf"\A(?:\$\$?|\\[(\[]|\\begin\s*\{{(?:{FORMULAS})\*?\}}(?:\s*\{{\d+\}})?)"
    r"|(?:\$\$?|\\[)\]]|\\end\s*\{[a-z]+\*?\})\Z"
)
_MARK = re.compile(r"-?\d+|[\W\d_]+|[a-z]")
_FORMULA = re.compile(
    rf"{FORMULA}|{INLINE}"
    r"|(?P<line>\\\\\*?(?:\[\s*-?[\d.]+\s*[a-z]+\s*\])?)|(?P<letter>\\[^A-Za-z])",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Source:
    """What keys of the bibliography and labels print; `top` is the level of the first sections."""

    works: Mapping[str, Work]
    labels: Mapping[str, Label]
    top: int


def group(text: str, at: int) -> tuple[str, int]:
    """Return what stands in the braces that open at `at` or after white space, and their end."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text) or text[at] != "{":
        return "", at
    depth = 0
    for match in _EDGE.finditer(text, at):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                return text[at + 1 : match.start()], match.end()
    return text[at + 1 :], len(text)


def skipped(text: str, at: int, count: int) -> int:
    """Return where `text` goes on after `count` arguments at `at` and the options before them."""
    at = _after(_OPTIONS, text, at)
    for _ in range(count):
        at = _after(_OPTIONS, text, at)
        word = _after(_WORD, text, at)
        at = word if word > at else group(text, at)[1]
    return at


def opened(name: str, text: str, at: int) -> int:
    """Return where what the environment `name` holds begins: after its arguments at `at`."""
    count = _OPENINGS.get(name, _OPENINGS.get(name.rstrip("*")))
    return at if count is None else skipped(text, at, count)


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def plain(text: str, source: Source) -> str:
    """Return `text` without commands: accents set, quotes and dashes as printed, formulas read."""
    words = _plain(_FORMULA.sub(_formula, _SUPERSCRIPT.sub(r"$^{\1}$", text)), source)
    return shown(" ".join(words.split()))


def _formula(match: re.Match[str]) -> str:
    """Return a formula as it reads, or else as it was typed, its labels left out."""
    if match["letter"]:  # it is none, but left to commands
        return match.group()
    if match["line"]:
        return " "
    typed = _LABEL.sub("", match.group())
    tag = TAG.search(typed)
    text = readable(_DELIMITERS.sub("", TAG.sub("", typed)))
    if not text:
        return hidden(typed)
    if text[0] in "^_":
        start, end = match.span()
        text = _set_off(text, match.string[max(0, start - 40) : start], match.string[end : end + 4])
    elif match["formula"] or typed.startswith(("$$", r"\[")):
        text = f" {text} ({tag[1]}) " if tag else f" {text} "
    return hidden(text)


def _set_off(text: str, before: str, after: str) -> str:
    """Return what is raised or lowered behind `before`: "^5" of 10^5, "²" of m², "2" of CO2."""
    sign, piece = text[0], text[1:]
    if sign == "_" or (told := beside(before, piece, after)) != piece:
        return piece if sign == "_" else told
    return raised(piece).replace("-", "⁻") if _MARK.fullmatch(piece) else piece


def _plain(text: str, source: Source) -> str:
    out: list[str] = []
    at = 0
    while match := _COMMAND.search(text, at):
        out.append(_typography(text[at : match.start()]))
        at = match.end()
        name = match.group(1) or match.group(2)
        if match.group(2) and name in "%&#$_{}":
            out.append(name)
        elif name in "-/@":  # only say how letters are set
            continue
        elif name in _ACCENTS and (match.group(2) or name in "cvuHkr"):
            letter, at = _letter(text, at)
            out.append(unicodedata.normalize("NFC", letter + _ACCENTS[name]) if letter else "")
        elif match.group(1):
            piece, at = _command(name, text, at, source)
            out.append(piece)
        else:
            out.append(" ")
    out.append(_typography(text[at:]))
    return "".join(out)


def _letter(text: str, at: int) -> tuple[str, int]:
    """Return the letter that an accent at `at` is set on, braces and a dotless i undone."""
    inside, end = group(text, at)
    if end == at or not inside:
        inside, end = text[at : at + 1], at + 1
    if inside == "\\":
        inside, end = text[at : at + 2], at + 2
    letter = inside.strip().replace(r"\i", "i").replace(r"\j", "j")
    return letter[:1], end


def _command(name: str, text: str, at: int, source: Source) -> tuple[str, int]:
    """Return what the command `name` prints, and where the text goes on."""
    if name in _LETTERS:
        return _LETTERS[name], at + 2 if text[at : at + 2] == "{}" else at
    if name in _SYMBOLS:
        return _SYMBOLS[name], at + 2 if text[at : at + 2] == "{}" else at
    if name in JOURNALS:  # no command that is kept: authors call others so
        return JOURNALS[name], at + 2 if text[at : at + 2] == "{}" else at
    if name in ("begin", "end"):
        environment, end = group(text, at)
        return " ", opened(environment, text, end) if name == "begin" else end
    if name in _SILENT:
        return "", at
    if name in _DROPPED:
        return "", skipped(text, at, _DROPPED[name])
    if name in QUANTITIES:
        given, at = _arguments(text, at, len(QUANTITIES[name]))
        return _plain(quantity(name, given), source), at
    opening = _after(_OPTIONS, text, skipped(text, at, _UNPRINTED.get(name, 0)))
    inside, end = group(text, opening)
    if "cite" in name.lower():
        keys = [key.strip() for key in inside.split(",")]
        notes = _NOTE.findall(text[at:opening])
        return _plain(cited(name, keys, source.works, notes), source), end
    if name in REFERENCES:
        keys = inside.split(",")
        if name in RANGES:
            second, end = group(text, end)
            keys.append(second)
        return _plain(pointed(name, keys, source.labels), source), end
    if name == "footnote":
        return f" ({_plain(inside, source)})", end
    return (_plain(inside, source), end) if end > opening else (" ", opening)


def _arguments(text: str, at: int, count: int) -> tuple[list[str], int]:
    """Return `count` arguments at `at`, "" for those that are missing, and where they end."""
    given: list[str] = []
    for _ in range(count):
        inside, end = group(text, skipped(text, at, 0))
        given.append(inside)
        at = end if text[end - 1] == "}" else at
    return given, at


def _typography(text: str) -> str:
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return re.sub(r"[{}]", "", text.replace("~", " ").replace("`", "‘"))
