"""What "and after that?" asks: the question before, of the time after the years that it named."""

from __future__ import annotations

import re

from app.values import years

_YEAR = r"(?:1[5-9]|20)\d\d"
_TIME = re.compile(
    rf"\b(?:(?:between|from|in|during|since|until|by|after|before|around) )?(?:the )?(?:years? )?"
    rf"{_YEAR}(?: ?(?:and|to|until|through|[-–—]) ?{_YEAR})?\b",
    re.IGNORECASE,
)
_GOES_ON = (
    r"^(?:(?:and|but|so|ok(?:ay)?)[, ]+)*"
    r"(?:what (?:happened|happens|came|comes|followed|follows|was there|did they do) )?"
)
_AFTER = re.compile(
    rf"{_GOES_ON}(?:then|next|after(?: (?:that|this|it|then))|afterwards?|later(?: on)?|thereafter|"
    r"since(?: then)?|from then on)\W*$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"{_GOES_ON}(?:before(?: (?:that|this|it|then))?|earlier|previously|until then)\W*$",
    re.IGNORECASE,
)


def moved_in_time(question: str, before: str) -> str:
    """Return what `question` asks after the question `before`, "" where it asks no such thing."""
    later, earlier = _AFTER.match(question), _BEFORE.match(question)
    named = years(before)
    if not named or not (later or earlier):
        return ""
    when = f"after {max(named)}" if later else f"before {min(named)}"
    return f"{_TIME.sub(when, before, count=1).rstrip(' ?.!')}?"
