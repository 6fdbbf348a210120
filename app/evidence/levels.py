"""How high a score is, against how far it rose: "a score of 91.8%", "improved by 2.3 points"."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.values import values

_SCORE = (
    r"[\w-]*(?:scores?|accurac(?:y|ies)|rates?|precision|recall|f1|auc|bleu|rouge|perplexity|error|ratio|"
    r"sensitivity|specificity|agreement|correlation|coverage|performance)"
)
_ASKED = re.compile(
    rf"^(?:what|which) (?:(?:is|was|are|were) the )?(?P<score>(?:[\w-]+ )?{_SCORE})(?= (?:does|do|did|has|have|is|was|were|can|of|for|in|on|with)\b)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:improv\w+|increas\w+|gain\w*|outperform\w*|rais\w+|reduc\w+|decreas\w+|drop\w*|deteriorat\w+|"
    r"boost\w*|rises?|rose|falls?|fell|grew|grow\w*|declin\w+|differ\w*|changes?|changed|better|worse|higher|lower|more|less)\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"(?<!improvement )(?<!improvements )(?<!increase )(?<!gain )(?<!gains )(?<!decrease )(?<!reduction )(?<!drop )(?<!rise )(?<!decline )(?<!difference )"
    r"\b(?:of|to|is|was|at|reach\w*|achiev\w*|attain\w*|=) ?(?:about |up to |over |only |around |\$?[^\W\d_\\]* ?= ?)?\d[\d.]*(?![\d.]* ?%? (?:score |points? )?(?:improvement|increase|gain))",
    re.IGNORECASE,
)


def score_asked(question: str) -> str:
    """Return the score of which it is asked how high it is, "" for none, or for how it changed."""
    asked = _ASKED.match(question)
    return asked["score"] if asked and not _CHANGE.search(question) else ""


def gives_level(text: str) -> bool:
    """Say whether a sentence tells how high something is, not only how far it rose or fell."""
    if not any(value.kind == "percent" or "." in value.number for value in values(text)):
        return False  # but counts, or numbers of tables
    return not _CHANGE.search(text) or bool(_LEVEL.search(text))
