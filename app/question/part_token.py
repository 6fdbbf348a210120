"""The part of a paper that is asked of as such: "§" for "chapter 4", "the introduction"."""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

import re

from app.question.metadata import THIS
from app.question.sections_named import SECTION_PLACES, phrase_in, with_token

_USUAL = (
    r"(?:abstract|introduction|background|related works?|literature review|(?:materials and )?methods?(?: and materials)?|methodology|"
    r"experiments?|experimental (?:results|set-?up|evaluation)|evaluation|results(?: and discussion)?|findings|discussion|"
    r"conclusions?|limitations|future work|appendix|appendices|acknowledge?ments?)"
)
_MATTERS = {
    "methods",
    "experiments",
    "evaluation",
    "results",
    "findings",
    "background",
    "limitations",
}
_CITES = "cite|reference|quote|refer|point|draw|rely|relie|build|rest|use|mention"
_IS_LAID_OUT = "have|has|contain|comprise|consist|take|fill|span|cover|run|begin|start|open|end|close|finish|conclude|long|short|stand|printed|located|found|say|state|read|talk|speak|discuss|deal|touch|ever|also|even"
_ENDS = rf"(?: (?:of|in) {THIS})?(?=\W*$| (?:{_CITES}|{_IS_LAID_OUT})\w*\b)"
_SECTION = r"(?:(?:sub-?)?section|chapter)"
_OF_IT = re.compile(rf"§ (?:of|in) {THIS}", re.IGNORECASE)
_NO_NAME = f"whole|entire|same|next|previous|other|longest|shortest|{'|'.join(SECTION_PLACES)}"
_NAMED = re.compile(
    # not "the results of the survey"
    rf"(?:\b(?:the|its|their|{THIS}['’]s) |(?<=\bof )|(?<=\bin )|(?<=\bdoes ))(?P<usual>{_USUAL})(?: {_SECTION}| part)?{_ENDS}|"
    rf"\b(?:the|its|their) (?P<before>(?:(?!(?:the|its|their|of|in|{_NO_NAME})\b)[\w/&’'-]+,? ){{1,7}}){_SECTION}{_ENDS}|"
    rf"\b(?:the |its )?(?:{_SECTION}|part) (?:on|about|called|titled|entitled|headed|named) [\"“'‘]?(?P<after>[\w/&’'-][^?§\"“”]{{1,60}}?)[\"”'’]?{_ENDS}",
    re.IGNORECASE,
)


def with_part_token(question: str) -> tuple[str, str]:
    """Return the question with "§" for each part that it names, and what such a part is called.

    The latter is "" where none is named, or one by its number or its place.
    """
    plain = _OF_IT.sub("§", with_token(question))
    named = None if "§" in plain else _NAMED.search(plain)
    if not named:
        return plain.strip(), ""
    called = named[named.lastgroup or 0].strip().casefold()
    return _NAMED.sub("§", plain).strip(), called


def part_phrase(question: str) -> str:
    """Return the words that name a part: "section 3", "the introduction"; "" where none is named."""
    named = _NAMED.search(question)
    return phrase_in(question) or (named.group() if named else "")


def is_matter(part: str) -> bool:
    """Say whether what is called so may be what the paper tells of: "How long is the evaluation?"."""
    return part in _MATTERS


def is_usual(part: str) -> bool:
    """Say whether many papers have a part that is called so: "introduction"; not "robustness"."""
    return bool(re.fullmatch(_USUAL, part))
