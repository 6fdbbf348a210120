r"""What LaTeX papers cite: the numbers, names and years that `\cite`, `\citet` and others print."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

BIBITEM = re.compile(
    r"\\bibitem\s*(?:\[(?P<label>(?:[^\[\]{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*)\])?\s*"
    r"\{(?P<key>[^}]*)\}"
)
_BRACED = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_PANDOC_MARK = re.compile(  # before each entry: what the citations of it point to
    rf"\\leavevmode\s*(?:\\vadjust\s*pre\s*{_BRACED}|\\hypertarget\s*\{{[^{{}}]*\}}\s*\{{\}})"
    rf"|{BIBITEM.pattern}"
)
_DATED = re.compile(  # "Reed(2001)Reed, Cole, and Roe" of natbib, "Reed and Cole, 2001" of apalike
    r"(?P<names>[^()]+?)[\s,]*(?:\((?P<year>[^()]*)\)|(?P<end>(?:1[6-9]|20)\d\d\w?)\}*\Z)"
)
_LONGEST = 300  # characters of a label; one of natbib has all authors behind the year
_TEXTUAL = re.compile(r"[Cc]itet|[Tt]extcite|newcite|citeasnoun|(?:short)?citeA")


@dataclass(frozen=True, slots=True)
class Work:
    """An entry of the bibliography as the text calls it; `names` and `year` are LaTeX."""

    number: str
    names: str = ""
    year: str = ""


def set_by_pandoc(inside: str) -> list[str]:
    """Return the entries in pandoc's `CSLReferences`, which styles of citations have set."""
    inside = re.sub(r"\A\s*(?:\{\d*\}\s*)*", "", inside)  # indents or not, and the space between
    return [_PANDOC_MARK.sub("", entry).strip() for entry in re.split(r"\n\s*\n", inside)]


def as_set_by_pandoc(text: str) -> str:
    r"""Return `text` with pandoc's `\citeproc{ref-key}{Reed 1999}` as what it prints."""
    return re.sub(r"\\citeproc\s*\{ref-[^{}]*\}\s*(?=\{)", "", text)


def works(body: str) -> dict[str, Work]:
    """Return the entries of the bibliography by their keys."""
    found = [(match["key"], match["label"] or "") for match in BIBITEM.finditer(body)]
    return {key: _work(str(number), label) for number, (key, label) in enumerate(found, start=1)}


def _work(number: str, label: str) -> Work:
    bare = label.strip()
    bare = bare[1:-1] if bare.startswith("{") and bare.endswith("}") else bare
    dated = _DATED.match(bare[:_LONGEST])
    return (
        Work(number, dated["names"], dated["year"] or dated["end"] or "") if dated else Work(number)
    )


def cited(
    command: str, keys: Sequence[str], known: Mapping[str, Work], notes: Sequence[str] = ()
) -> str:
    """Return what `command` prints for `keys`, in LaTeX: numbers, and the names that it gives.

    `notes` are its options: what stands before the numbers, where there are two, and behind them.
    """
    found = [known.get(key, Work(key)) for key in keys]
    before = f"{notes[0].strip()} " if len(notes) > 1 and notes[0].strip() else ""
    after = f", {notes[-1].strip()}" if notes and notes[-1].strip() else ""
    if _TEXTUAL.fullmatch(command):
        named = [f"{each.names} [{each.number}]".strip() for each in found]
        text = f"{', '.join(named)[:-1]}{after}]"
    elif command in ("citeauthor", "Citeauthor") and all(each.names for each in found):
        text = ", ".join(each.names for each in found)
    elif command in ("citeyear", "citeyearpar") and all(each.year for each in found):
        years = ", ".join(each.year for each in found) + after
        text = f"({years})" if command == "citeyearpar" else years
    else:
        text = f"[{before}{', '.join(each.number for each in found)}{after}]"
    return text[:1].upper() + text[1:] if command[0].isupper() else text
