r"""Formulas of LaTeX in a row of characters: "3.2 × 10^5" of `3.2\times10^{5}`, fractions as "a/b".

Only what such a row says as well as the print does; any other formula stays as it was typed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ingest.readers.formulas import bracketed, fraction, power, root

_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau"
    " upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
    " varepsilon vartheta varphi varrho varsigma infty degree prime partial nabla sum prod int ell"
    " hbar ldots dots cdots dagger ddagger ast star circ langle rangle lvert rvert vert emptyset"
    " forall exists neg textdegree colon"
)
_SIGNS = dict(
    zip(
        _NAMES.split(),
        "αβγδϵζηθικλμνξπρστυϕχψωΓΔΘΛΞΠΣΥΦΨΩεϑφϱς∞°′∂∇∑∏∫ℓℏ………†‡**°⟨⟩|||∅∀∃¬°:",
        strict=True,
    )
)
_RELATIONS = (
    "times pm mp cdot div mid leq le geq ge neq ne approx sim simeq cong equiv ll gg to in"
    " rightarrow leftarrow Rightarrow mapsto leqslant geqslant propto notin subset subseteq cup cap"
    " wedge vee lt gt = < >"
)
_SPACED = dict(zip(_RELATIONS.split(), "×±∓·÷|≤≤≥≥≠≠≈∼≃≅≡≪≫→∈→←⇒↦≤≥∝∉⊂⊆∪∩∧∨<>=<>", strict=True))
_FUNCTIONS = ("log", "ln", "exp", "sin", "cos", "tan", "max", "min", "lim", "arg", "det", "Pr")
_SPACED |= {name: name for name in _FUNCTIONS}
_THIN = (",", ";", ":", " ")
_PASSED = dict.fromkeys((*_THIN, "quad", "qquad"), " ") | dict.fromkeys(
    ["!", "*", "/", "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr"]
    + ["rm", "displaystyle", "textstyle", "limits", "nolimits", "nonumber", "notag"],
    "",
)
_SET = frozenset(  # commands that only say how their argument is set
    ["text", "textrm", "textit", "textbf", "textsf", "mathrm", "mathit", "mathbf", "mathsf", "bm"]
    + ["mathtt", "mathcal", "mathnormal", "boldsymbol", "operatorname", "mbox", "hbox", "emph"]
)
_DOUBLE = {"R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ"}
_FRACTIONS = ("frac", "dfrac", "tfrac", "nicefrac", "sfrac")
_ACCENTS = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303", "vec": "\u20d7", "dot": "\u0307"}
_ACCENTS |= {"overline": "\u0304", "widehat": "\u0302", "ddot": "\u0308", "widetilde": "\u0303"}
_FACTORS = frozenset([*_SIGNS, *_SET, *_ACCENTS, *_FRACTIONS, "sqrt", "left", "log", "ln", "exp"])
_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\s+|.", re.DOTALL)
_MIXED = re.compile(r"(?<![\w^/.,)])(?<!\^[-−])\d+$")  # 2 1/2
_OF_ALL = re.compile(  # what divides by a fraction, or is of it
    rf"(?:[^\W_]|[)\]/÷]|(?:{'|'.join(_FUNCTIONS)})(?:_?\w+|_\([^()]*\))?\s*|[/÷]\s)$"
)
_OPEN = re.compile(r"(?:[\^_][-−–+]?|√)[\w.,]+$")  # what would go on with a letter
_NEAR = 40  # characters that are looked at
_ROWS = re.compile(r"\\\\\*?(?:\[[^\]]*\])?")
_DEEPEST = 20


class _Hard(Exception):
    """A formula that cannot be told in a row of characters."""


def readable(tex: str) -> str:
    """Return a formula as it reads, row after row; "" where that is not sure.

    It begins with "^" or "_" where it only raises or lowers something beside the text before it.
    """
    try:
        rows = [_row(each) for each in _ROWS.split(tex)]
    except _Hard:
        return ""
    *above, last = [row for row in rows if row] or [""]
    return "; ".join([*(row.rstrip(" ,;") for row in above), last])


def _row(tex: str) -> str:
    parts = [part for part in _TOKEN.findall(tex) if part != "&"]
    # A space behind the name of a sign only ends that name.
    named = [at > 0 and parts[at - 1][1:] in _SIGNS for at in range(len(parts))]
    reader = _Reader(
        [each for each, ends in zip(parts, named, strict=True) if each.strip() or not ends]
    )
    text = reader.run()
    if reader.at < len(reader.tokens):
        raise _Hard
    return " ".join(text.split())


@dataclass(slots=True)
class _Reader:
    """The tokens of a formula, read from left to right."""

    tokens: Sequence[str]
    at: int = 0
    depth: int = 0

    def run(self) -> str:
        """Return what is printed up to a brace that closes."""
        text = ""
        ends = 0  # what is raised or lowered beside something
        while self.at < len(self.tokens) and self.tokens[self.at] != "}":
            part = self.tokens[self.at]
            self.at += 1
            if part in ("^", "_"):
                text = self._with_beside(part, text)
                ends = len(text)
            else:
                piece = self._factor(part, text)
                text += f" {piece}" if _runs_into(text, piece, is_set=ends == len(text)) else piece
        return text

    def _with_beside(self, sign: str, text: str) -> str:
        """Return `text` with what is raised or lowered beside it, first what is lowered."""
        inside = self._argument()
        if sign == "^" and self._next() == "_":
            self.at = self.tokens.index("_", self.at) + 1
            text = _beside("_", text, self._argument())
        return _beside(sign, text, inside)

    def _factor(self, part: str, before: str) -> str:
        """Return what a part prints behind `before`, in brackets where it would mislead."""
        start = self.at
        if part[1:] in _FRACTIONS:
            return self._of_fraction(before, fraction(self._argument(), self._argument()))
        if part == "\\sqrt":
            text = root(*self._of_root())
            text = f"({text})" if self._next() in ("^", "_") else text
            return f" {text}" if before[-1:].isalnum() and text[0].isalnum() else text
        text = self._piece(part)
        inside = [each for each in self.tokens[start : self.at] if each not in ("{", "}")]
        if self.at - start < 2 or not text:
            return text
        if any(each[1:] in _FRACTIONS for each in inside):
            told = self._of_fraction(before, text)
            if told != text and inside[0][1:] not in _FRACTIONS:
                raise _Hard
            return told
        return f"({text})" if self._next() == "^" and re.search(r"[\^√]", text) else text

    def _next(self, *, past: Collection[str] = ()) -> str:
        """Return the next part but for spaces, and for those `past`."""
        parts = (self.tokens[at] for at in range(self.at, len(self.tokens)))
        return next((each for each in parts if not each.isspace() and each[1:] not in past), "")

    def _argument(self) -> str:
        """Return the next argument, in braces or a single part."""
        while self.at < len(self.tokens) and self.tokens[self.at].isspace():
            self.at += 1
        if self.at >= len(self.tokens) or self.tokens[self.at] in ("}", "^", "_"):
            raise _Hard
        part = self.tokens[self.at]
        self.at += 1
        self._deepen()
        text = self._piece(part)
        self.depth -= 1
        return " ".join(text.split())

    def _deepen(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise _Hard

    def _group(self) -> str:
        """Return what stands in the braces that have just been opened."""
        self._deepen()
        text = self.run()
        if self.at >= len(self.tokens):
            raise _Hard
        self.depth -= 1
        self.at += 1
        return text

    def _piece(self, part: str) -> str:
        """Return what a part prints with its arguments."""
        name = (part[1:].rstrip("*") or "*") if part[0] == "\\" else ""
        if part == "{":
            return self._group()
        if part in ("'", "~"):
            return {"'": "′", "~": " "}[part]
        if not name:
            return f" {part} " if part in _SPACED else part
        if name in _SIGNS:
            return _SIGNS[name]
        if name in _SPACED:
            return f" {_SPACED[name]} "
        if name in _PASSED:
            return _PASSED[name]
        if name in "%&#$_{}|":
            return name
        if name == "sqrt":
            return root(*self._of_root())
        if name == "mathbb":
            return "".join(_DOUBLE.get(letter, letter) for letter in self._argument())
        if name in _SET or name in _ACCENTS:
            return self._set(name)
        raise _Hard

    def _set(self, name: str) -> str:
        """Return an argument that is set in some way; an accent stands on one letter only."""
        if name in _ACCENTS:
            inside = self._argument()
            if len(inside) != 1:
                raise _Hard
            return unicodedata.normalize("NFC", inside + _ACCENTS[name])
        if self.tokens[self.at : self.at + 1] == ["{"]:  # spaces at its ends are printed
            self.at += 1
            return self._group()
        return self._argument()

    def _of_root(self) -> tuple[str, str]:
        degree = ""
        if self.tokens[self.at : self.at + 1] == ["["]:
            end = self.at + 2
            if self.tokens[end : end + 1] != ["]"]:
                raise _Hard
            degree = self.tokens[self.at + 1]
            self.at = end + 1
        return self._argument(), degree

    def _of_fraction(self, before: str, text: str) -> str:
        """Return a fraction, in brackets where it is a factor: 2 1/2, but (1/2)ρ and a/(b/c)."""
        following = self._next(past=_THIN)
        raised = following in ("^", "_")
        if _MIXED.search(before[-_NEAR:]) and re.fullmatch(r"\d+/\d+", text) and not raised:
            return f" {text}"
        goes_on = following[:1].isalnum() or following in ("(", "[", "{", "!", "'")
        is_factor = raised or goes_on or following[1:] in _FACTORS
        return f"({text})" if is_factor or _OF_ALL.search(before[-_NEAR:]) else text


def _runs_into(text: str, piece: str, *, is_set: bool) -> bool:
    """Say whether `piece` would read as part of an exponent or the like that ends `text`.

    `is_set` says that the end of `text` is raised or lowered itself.
    """
    if not (piece[:1].isalnum() or (piece[:1] == "(" and "/" in piece)):
        return False
    if is_set and text[:1] == "^" and text[1:].strip("+-−–").isalnum():
        if piece[0].isdigit():
            raise _Hard
        return False  # it is raised before a letter of its own: ^13C
    sign = text[-1:] in ("+", "-", "−", "–") or (text[-1:].isdigit() and piece[0].isdigit())
    return bool(_OPEN.search(text[-_NEAR:])) or (is_set and sign)


def _beside(sign: str, before: str, inside: str) -> str:
    """Return `before` with what is raised or lowered beside its end."""
    base = before.rstrip()
    if not base:
        return sign + inside
    if base != before and not base[-1].isalnum():
        raise _Hard
    space = before[len(base) :] if base.endswith(_FUNCTIONS) else ""
    if sign == "^":
        return power(base, inside) + space
    small = inside.isdigit() and base[-1].isalpha()
    return base + (inside if small else f"_{bracketed(inside)}") + space
