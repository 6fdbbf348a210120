"""How people lead up to what they ask, as patterns: "So, could you please tell me"."""

# ruff: noqa: E501 - the patterns read better unbroken

from __future__ import annotations

# Of each, any number in a row, or none. No two ways to read one word: a long row would take forever.
AND = r"(?:(?:and|but|so|then|ok(?:ay)?|well)\b[,\s]*)*"  # goes on from what was said before
PLEASE = r"(?:(?:please|kindly|(?:can|could|would|will) you)[,:]? )*"
AT_THE_END = r"(?:,? please)?"  # of what is asked
LEADS_IN = (
    r"(?:(?:so|and|but|or|then|now|please|kindly|well|ok(?:ay)?|hi|hello|just|quickly|briefly|first|maybe|"
    r"(?:can|could|would|will|may|might) (?:you|i|we)|do you know|know|see|have|tell me|show me|let me|"
    r"i(?:['’]d| would)? (?:like|love|want|need)(?:(?: you)? to)?)[,:]? )*"
)
# To whom something is to be explained: "a ten-year-old", "my boss".
LISTENER = (
    r"(?:(?:an?|my|the|some|any|complete|total) )*(?:(?:(?:\w+|\d+)[- ]years?[- ]olds?)|child(?:ren)?|kids?|lay(?:person|man|men| ?people)|non-?(?:experts?|specialists?|scientists?)|"
    r"beginners?|novices?|dummies|newcomers?|outsiders?|grand(?:mother|ma|father|pa)|mum|mom|dad|boss|friends?|colleagues?|general (?:public|audience|readers?)|public)"
)
