"""Words that say the contrary of each other, words that deny, and words that say up or down."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from functools import lru_cache

from app.language.lexemes import words

_PAIRS = """
increase decrease|rise fall|grow shrink|grew shrank|higher lower|high low|highest lowest|
more less|more fewer|greater smaller|larger smaller|largest smallest|rose fell|up down|
large small|long short|fast slow|
before after|first last|above below|positive negative|better worse|best worst|improve worsen|
early late|earlier later|faster slower|longer shorter|most least|upper lower|north south|
northern southern|east west|eastern western|old new|older younger|oldest youngest|male female|
men women|majority minority|upregulate downregulate|maximum minimum|always never|gain lose|
gain loss|won lost|presence absence|include exclude|stronger weaker|strong weak|raise reduce|
increase reduce|outperform underperform|begin end|began ended|common rare|safe unsafe|
effective ineffective|significant insignificant|able unable|beneficial harmful|active inactive|
accept reject|enhance impair|promote inhibit|activate inhibit|acute chronic|left right|
inside outside|with without|import export|sufficient insufficient|adequate inadequate|
perfect imperfect|strengthen weaken|support oppose|encourage discourage|mature immature|
advantage disadvantage|success failure|allow forbid|open close|buyer seller|all none|
increase decline|increase drop|grow decline|rise decline|rise drop|expand contract|
accelerate slow|surge plunge|double halve|agree disagree|easier harder|tighten loosen|
cheaper dearer|gained lost|minor major|directly indirectly|inner outer|warmer colder|hot cold|
day night|indoor outdoor|urban rural|domestic foreign|passive active|correct incorrect|
possible impossible|known unknown|present absent|push pull|win lose|richer poorer|rich poor|
enter leave|arrive leave|arrive depart|join leave|settle leave|stay leave|settle left|stay left|arrive left|join left|appear disappear|
start stop|start finish|create destroy|build demolish|cause prevent|permit prohibit|permit ban|
allow ban|allow prohibit|approve reject|approve deny|confirm deny|confirm refute|admit deny|
hire dismiss|recruit dismiss|lengthen shorten|public private|formal informal|legal illegal|
direct indirect|voluntary mandatory|optional mandatory|online offline|supervised unsupervised|
linear nonlinear|stable unstable|regular irregular|complete incomplete|fair unfair|
healthy unhealthy|certain uncertain|likely unlikely|simple complex|cheap expensive|
static dynamic|deeper shallower|wider narrower|heavier lighter|worsened improved|
optimistic pessimistic
"""
# What one thing does to another: "improves the harvest".
RAISING = "increase raise improve strengthen expand accelerate double enlarge"
LOWERING = "decrease reduce shrink worsen slow weaken diminish halve"
_UPWARD = f"""
{RAISING} rise rose risen grow grew grown growth climb surge jump gain soar triple
"""
_DOWNWARD = f"""
{LOWERING} fall fell fallen decline drop shrank shrunk reduction plunge contract lose loss slump
deteriorate
"""
_BETWEEN = (  # "drives costs up", not "sending parcels ends up"
    r"(?: (?!(?:and|or|to|is|are|was|were|gone|went|came|grew|(?:end|go|com|set|turn|show|look|mak|giv|tak|add|pick|grow)(?:e?s|e?d|e|t?ing)?)\b)[\w’'-]+){0,3}?"
)
_DRIVES = (
    r"(?:driv(?:es?|ing|en)|drove|push(?:es|ed|ing)?|sen(?:ds?|ding|t)|pull(?:s|ed|ing)?|"
    r"forc(?:es?|ed|ing))"
)
UP_OR_DOWN = (
    rf"(?P<up>{_DRIVES}{_BETWEEN} up)\b|(?P<down>(?:{_DRIVES}|br(?:ing(?:s|ing)?|ought)|"
    rf"ke(?:eps?|eping|pt)){_BETWEEN} down|lower(?:s|ed|ing)|(?:to|can|could|will|would|may|might) lower|"
    r"cut(?:s|ting)?(?= (?:the|its|their|these|those|all|such|down|costs|prices|fees|taxes|spending|emissions)\b))\b"
)
_PHRASE = re.compile(rf"\b(?:{UP_OR_DOWN})(?! (?:with|for|against|on)\b)", re.IGNORECASE)
_MORE_OR_LESS = re.compile(  # "22.1% more than in the year before"
    r"\b\d[\d.,]*\s?(?:%|per ?cent|times|-?fold)\s(?:(?P<more>more|higher|greater|larger|above)|"
    r"less|fewer|lower|smaller|below)\b",
    re.IGNORECASE,
)
_DENIES = """
not no never none neither nor without cannot can't don't doesn't didn't isn't aren't wasn't
weren't won't wouldn't shouldn't couldn't hasn't haven't hadn't hardly barely fails failed lack
lacks
"""
_NEGATIONS = frozenset(_DENIES.split())
_FALL = r"(?:falls?|fell|fallen|falling)"
IS_WANTING = re.compile(  # "falls short", which is no fall; but "short of the target"
    rf"\b{_FALL} short\b(?! of\b)|\blag(?:s|ged|ging)? behind\b(?=\W*$)|\bgo(?:es|ing|ne)? wrong\b|"
    r"\bleaves? (?:much|a lot|something) to be desired\b",
    re.IGNORECASE,
)
_SET_PHRASE = re.compile(
    r"\bgain(?:s|ed|ing)? (?:from|access|entry|experience|insights?)\b|"
    rf"\b{_FALL} (?:short|into|under|within|outside|ill|apart|victim|prey)\b|"
    r"\bat (?:least|most|first|last|best|worst|present)\b|\blast but not least\b|"
    r"\bup to\b|\bmore or less\b|\bonce more\b|\bno longer\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1)
def opposites() -> dict[str, frozenset[str]]:
    """Return the stems that say the contrary of a stem."""
    table: dict[str, set[str]] = {}
    for entry in _PAIRS.replace("\n", "").split("|"):
        one, two = (word.stem for word in words(entry))
        table.setdefault(one, set()).add(two)
        table.setdefault(two, set()).add(one)
    return {word: frozenset(others) for word, others in table.items()}


def without_set_phrases(text: str) -> str:
    """Return `text` without phrases such as "at least", whose words have no contrary there."""
    return _SET_PHRASE.sub(" ", text)


@lru_cache(maxsize=1)
def _ways() -> dict[str, int]:
    up = {word.stem: 1 for word in words(_UPWARD)}
    return up | {word.stem: -1 for word in words(_DOWNWARD)}


def ways(text: str) -> dict[int, str]:
    """Return the first word of `text` that says up (1), and the first that says down (-1)."""
    found: dict[int, str] = {}
    for word in words(without_set_phrases(text)):
        if way := _ways().get(word.stem):
            found.setdefault(way, word.text)
    for moved in _PHRASE.finditer(text):
        found.setdefault(1 if moved["up"] else -1, moved.group())
    for told in _MORE_OR_LESS.finditer(text):
        found.setdefault(1 if told["more"] else -1, told.group())
    return found


_NO_MORE_THAN = re.compile(
    r"\b(?:no|not) (?=(?:more|less|fewer|greater|lower) than\b)", re.IGNORECASE
)


@lru_cache(maxsize=4_096)  # mostly single words
def negations(text: str) -> int:
    """Return how many words of `text` deny. "No fewer than 5" denies nothing."""
    told = _NO_MORE_THAN.sub("", text.replace("’", "'"))
    plain = [word.text.casefold() for word in words(told)]
    return sum(word in _NEGATIONS or word.endswith("n't") for word in plain)
