"""The part of a paper that is asked of as such: "§" for "chapter 4", "the introduction"."""

# ruff: noqa: E501 - the pattern reads better unbroken

from __future__ import annotations

import re

from app.question.metadata import THIS
from app.question.sections_named import with_token

_CITES = "cite|reference|quote|refer|point|draw|rely|relie|build|rest|use|mention"
_IS_LAID_OUT = "have|has|contain|comprise|take|fill|span|cover|run|begin|start|open|end|close|finish|conclude|long|short|stand|printed|located|found"
_NAMED = re.compile(  # not "the results of the survey"
    r"\b(?:the|its|their) (?P<part>abstract|introduction|background|methods?|results|discussion|conclusions?|limitations)(?: (?:section|part|chapter))?"
    rf"(?: of {THIS})?(?=\W*$| (?:{_CITES}|{_IS_LAID_OUT})\w*\b)",
    re.IGNORECASE,
)


def with_part_token(question: str) -> tuple[str, str]:
    """Return the question with "§" for each part that it names, and what such a part is called.

    The latter is "" where none is named, or one by its number or its place.
    """
    named = _NAMED.search(question)
    return with_token(_NAMED.sub("§", question)).strip(), named["part"].casefold() if named else ""
