"""What a language model says to whoever asks, and not about the documents."""

from __future__ import annotations

import re

from app.language.lexemes import with_capital

_MORE = r"(?:questions?|details?|help|information|clarification|anything|explanations?|know)"
_TO_YOU = (
    r"(?:let me know|i hope|feel free|please (?:let me know|note that these|ask)|would you like|"
    r"do you (?:want|need)|is there anything|happy to help|you are welcome|you're welcome|"
    rf"if you(?:'d| would)? (?:have|need|like|want|wish)(?: \w+){{0,3}} {_MORE}|"
    r"if you\b.{0,60}\b(?:let me know|just ask|feel free)|i(?:'d| would) be happy)\b.*"
)
# And no claim that begins so: "Of course the costs rose.", "Thanks to rain, …"
_GLAD = (
    r"(?:sure(?: thing)?|certainly|of course|absolutely|great question|okay|ok|thank you|thanks)"
    r"(?:[ ,]+(?:here|i|i'll|let me|happy|glad|for)\b[ ,'\w]{0,30})?"
)
_COURTESY = re.compile(rf"(?:{_TO_YOU}|{_GLAD})[.!?:]*", re.IGNORECASE)
# "Based on the provided passages, ": what every answer is based on.
_OPENING = re.compile(
    r"^(?:based on|according to|from|as stated in|given) (?:the )?"
    r"(?:(?:provided|given|above|supplied|following|available|retrieved) )+"
    r"(?:passages?|texts?|documents?|contexts?|sources?|information), (?=\w)",
    re.IGNORECASE,
)


def is_courtesy(text: str) -> bool:
    """Say whether a sentence is said to whoever asks: "Let me know if you need more."."""
    return bool(_COURTESY.fullmatch(text.replace("’", "'")))


def without_opening(text: str) -> str:
    """Return a sentence without "Based on the provided passages," before it."""
    rest = _OPENING.sub("", text)
    return with_capital(rest) if rest != text else text
