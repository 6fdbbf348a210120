"""Parts of a paper that are off the topic asked about: thanks, funding, duties, or a like thing."""

# ruff: noqa: E501 - a table of titles

from __future__ import annotations

import re

from app.language.lexemes import every_stem, in_order, stems
from app.question.questions import Question
from ingest.document import Document, Section

_APART = re.compile(
    r"^(?:\W|\d|\b(?:author|authors|authors'|authors’|the|description of|individual)\b)*(?:acknowledge?ments?|funding|financial support|"
    r"(?:competing|conflicts? of|declaration of)(?: \w+)? interests?|contributions?|roles(?=\W*$)|abbreviations|details|"
    r"(?:data|code) (?:and \w+ )?availability|availability of (?:data|code)|additional files?|"
    r"supplementary (?:data|material|information)|publisher['’]?s note|ethics (?:approval|statement)|"
    r"disclosures?|pre-publication history)\b",
    re.IGNORECASE,
)
_OF_THEM = stems(
    "acknowledge acknowledgement thank thanks fund funding funder grant grants sponsor support "
    "financial finance interest interests conflict compete competing contribute contribution "
    "contributed role author authors abbreviation abbreviations stand ethics ethical approval "
    "approved consent available availability data code supplementary disclose disclosure note "
    "paid pay help helped"
)
_WORK_OF_AUTHORS = stems(  # "Who designed the study?"
    "design conceive initiate write wrote written draft revise supervise coordinate perform conduct "
    "carry collect analyse analysis statistics statistical interpret responsible edit edited"
)
_SUPPORTED = r"(?:supported|funded|financed|sponsored)"
_INTERESTS = r"(?:(?:conflicts?|declarations?) of|competing|conflicting|vested)(?: \w+)? interests?"
_ASIDE = re.compile(  # thanks, support and duties, wherever they stand
    rf"(?:acknowledge?ments?|funding|{_INTERESTS}|disclosures?|publisher['’]?s note)(?:[.:](?= |$)| (?-i:(?=[A-Z]))|$)|"
    rf"(?:this|the present|our) (?:\w+ )?(?:work|research|study|paper|project|article|publication) (?:was|were|has been|is (?=.{{0,90}}\b(?:grants?|fund\w*|foundation|council|ministry|program(?:me)?|agency|awards?|nos?)\b)) ?(?:\w+ ){{0,3}}{_SUPPORTED} (?:\w+ ){{0,3}}(?:by|through|under|from)\b(?! (?:[\w-]+ ){{0,3}}(?:evidence|findings?|results?|theory|observations?|arguments?)\b)|"
    r"(?:(?:finally|lastly|in addition|also|last but not least),? )?(?:we|i|(?:all |both |each of )?the authors?|he|she|(?-i:(?:[A-Z]\.?-?){2,4})) (?:(?:would(?: also)? like to|wish(?:es)? to|want to|also|gratefully|sincerely|warmly|especially|kindly|deeply) )*"
    r"(?:thanks? (?!to\b|no\b)|(?:am|are|is) (?:\w+ ){0,2}(?:grateful|indebted|thankful) (?:to|for)\b|"
    r"acknowledges? (?:(?:the|their|his|her|a|partial|generous|kind) )*(?:(?:financial|technical|computing|travel) )?(?:support|fund(?:s|ing)|grants?|help|assistance|contributions?|fellowships?|scholarships?|sponsorship)\b)|"
    r"(?:(?:an?|special|many|our|my|warm|sincere) )*thanks (?:are due|goe?s?\b|to (?-i:[A-Z])[^,]{2,80} (?:who|for)\b)|"
    rf"(?:(?:the|all|both) )?authors? (?:\w+ )?(?:(?:declares?|reports?|disclose[ds]?|states?|ha(?:ve|s|d)) )+[^.;]{{0,60}}\b(?:{_INTERESTS}|nothing to disclose)|"
    r"all (?:the )?authors (?:have )?(?:read|contributed|approved|reviewed|saw)\b|for reprint orders\b|reprints and permissions\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"\w (?:\+|-|\*)= [\w.]+")  # of a listing: "count += 1"
_ROW = re.compile(  # of a table in LaTeX: "BERT & 0.81 \\"
    r"[^&]* &.*\\\\\s*(?:\\[a-z]+\s*)?", re.DOTALL
)
# Commands of LaTeX that were left in a text, and lines of its list of works: no sentences.
_MARKUP = re.compile(
    r"\s*\\(?:newblock|bibitem|bibliography\w*|begin|end|label|caption|includegraphics|usepackage|"
    r"documentclass|newcommand|vspace|hspace|maketitle|centering|hline|toprule|midrule|bottomrule)\b"
)
_COMMAND = re.compile(r"\\[a-zA-Z]+\*?(?:\[[^\]]*\])?(?:\{[^{}]*\})?|[\W\d_]+")
_SCALE = re.compile(r"[\d\s.,–-]*\d\s*")  # along the axis of a figure: "100", "80 90"
_RUN = re.compile(r"(?<![\d.,])\d+(?:\.\d+)?(?: \d+(?:\.\d+)?){4,}(?![\d.,])")


def is_markup(text: str) -> bool:
    """Say whether a line is markup, words of a figure, or an entry of a list of works."""
    if _MARKUP.match(text) or _SCALE.fullmatch(text) or _stands_by_axes(text):
        return True
    if _ROW.fullmatch(text):
        return True
    return "\\" in text and not _COMMAND.sub("", text)


def _stands_by_axes(text: str) -> bool:
    """Say whether a line is a scale of five steps or more with few words: "Sentences 0 50 100 …"."""
    for run in _RUN.finditer(text):
        steps = [float(number) for number in run.group().split()]
        if steps == sorted(steps) or steps == sorted(steps, reverse=True):
            return len(re.findall(r"[^\W\d_]{2,}", text)) <= len(steps)
    return False


def stands_apart(question: Question, document: Document, start: int) -> bool:
    """Say whether the text at `start` is in such a part, and the question asks for nothing in it."""
    section = document.section_at(start)
    if section is None or not _APART.search(section.title):
        return False
    asked = {term.stem for term in question.terms}
    return not asked & (_OF_THEM | _WORK_OF_AUTHORS if question.kind == "who" else _OF_THEM)


def is_aside(question: Question, text: str) -> bool:
    """Say whether a sentence gives thanks, names funds or declares, and nothing of it is asked for.

    Who did something may be thanked for it. A line of code tells nothing, either.
    """
    if question.kind == "who" or not (_ASIDE.match(text) or _CODE.search(text)):
        return False
    return not any(term.stem in _OF_THEM for term in question.terms)


def of_another(question: Question, document: Document, start: int, text: str) -> bool:
    """Say whether a sentence stands under the name of a thing like the one asked about.

    Under "Eigenvector centrality", "this measure" is not betweenness centrality where that has a
    section of its own, beside; unless the sentence names it.
    """
    section = document.section_at(start)
    asked = {term.stem for term in question.terms}
    title = stems(section.title) if section else frozenset()
    if section is None or not title & asked or title <= asked:
        return False
    beside = [other.title for other in document.sections if _beside(section, other)]
    own = [stems(named) for named in beside if in_order(named) in in_order(question.text)]
    its = {stem for named in own if len(named) > 1 for stem in named - title}
    return bool(its) and not its & every_stem(text)


def _beside(section: Section, other: Section) -> bool:
    """Say whether two sections are parts of the same: "2.3" and "2.4"."""
    return section.number.rpartition(".")[0] == other.number.rpartition(".")[0]
