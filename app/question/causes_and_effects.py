"""Questions for what stands to something: its causes, its effects, what can be done about it.

Such a word says nothing alone. Where nothing else is asked, it is of what was spoken of before; and
where it is asked for, it tells which kind of answer is wanted, whatever it is of.
"""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re

from app.language.courtesies import AND, PLEASE
from app.language.lexemes import stems

_NOUN = (
    r"(?:causes?|reasons?|consequences?|effects?|impacts?|implications?|repercussions?|solutions?|remed(?:y|ies)|(?:counter-?)?measures?|"
    r"recommendations?|suggestions?|proposals?|ways? (?:out|forward)|risks?|dangers?|threats?|examples?|(?:dis)?advantages?|benefits?|"
    r"drawbacks?|downsides?|upsides?|pros|cons|roles?|obstacles?|difficult(?:y|ies)|problems?|challenges?|alternatives?|remedial steps)"
)
_WHICH = r"(?:(?:the|some|any|all|main|key|major|biggest|greatest|most important|important|possible|potential|likely|proposed|suggested|recommended|usual|typical|underlying|deeper|real|exact|concrete|good|best|practical|available|different|various|possible) )*"
_NOUNS = rf"{_WHICH}{_NOUN}(?: (?:and|or) {_WHICH}{_NOUN})?"
_HELP = r"(?:can|could|should|must|might|may|would|will|has to|have to|needs? to|ought to)"
_WE = r"(?:we|one|you|people|someone)"
_DONE = (
    r"(?:done|undertaken|improved|changed|recommended|proposed|suggested|advised|needed|required)"
)
_GIVEN = r"(?:proposed|suggested|offered|recommended|given|advised|needed|named|mentioned|possible|available|known|discussed|described|taken|to be taken)"
_TAIL = r"(?:,? (?:then|now|exactly|here|mainly|please|specifically|in general|to (?:me|us)))*\W*"
_ASKS = re.compile(
    rf"{AND}(?:"
    rf"(?:what|which)(?:['’]?s| is| are| was| were) {_NOUNS}|"
    rf"(?:what|which) {_NOUNS} (?:(?:are|is|was|were) (?:there|{_GIVEN})|exist|{_HELP} be {_GIVEN}|{_HELP} (?:help|follow)|follow|result)|"
    rf"(?:are|is|were|was) there {_NOUNS}|"
    rf"{PLEASE}(?:list|name|give|show|tell|explain|describe)(?: me| us)? {_NOUNS}|"
    rf"what {_HELP} (?:be {_DONE}|{_WE} (?:do|change|improve)|help|change|improve)|what (?:is|needs) to be {_DONE}|"
    rf"what (?:is|was|gets?|is being|has been|are) {_DONE}|what helps?|what (?:is|are) to blame|"
    rf"who (?:is|are|was|were) (?:(?:mainly|ultimately|also) )?(?:responsible|to blame|in charge|accountable|liable|affected|concerned)|"
    rf"(?:who|what) (?:bears?|has|takes?|carries) (?:the )?(?:main )?(?:responsibility|blame)|whose (?:fault|responsibility|job|task) is it"
    rf"){_TAIL}",
    re.IGNORECASE,
)
_OF = re.compile(  # "what are the solutions of high cost", "what can be done about the price"
    rf"(?!.*: ){AND}(?:(?:what|which)(?:['’]?s| is| are| was| were)|(?:are|is|were|was) there|(?:list|name|give|tell|explain|describe)(?: me| us)?|(?:what|which)(?= (?:{_WHICH}){_NOUN} (?:is|are|was|were|exist|can|could|should|would|do|does|did|help|against)\b)) "
    rf"{_NOUNS}(?! (?:rates?|ratios?|scores?|levels?|values?|sizes?|costs?|prices?)\b)\b|"
    rf"(?!.*: ){AND}what (?:{_HELP} (?:be {_DONE}|{_WE} (?:do|change|improve))|(?:is|needs) to be {_DONE})\b",
    re.IGNORECASE,
)
_OF_PAPERS = re.compile(
    r"\b(?:recommendations|suggestions|proposals|problems|challenges|difficulties|obstacles)\b",
    re.IGNORECASE,
)
_RELATIONS = stems(
    "cause reason consequence effect impact implication solution remedy measure countermeasure recommendation suggestion "
    "proposal risk danger threat example advantage disadvantage benefit drawback role obstacle difficulty problem challenge "
    "alternative responsible do done main key possible propose recommend suggest help say"
)


def asks_relation_alone(question: str) -> bool:
    """Say whether only causes, effects, remedies or the like are asked for, and not of what."""
    return bool(_ASKS.fullmatch(question.strip()))


def asks_what_papers_tell(question: str) -> bool:
    """Say whether what is asked for, of nothing that is named, may be that of the whole paper."""
    return asks_relation_alone(question) and bool(_OF_PAPERS.search(question))


def asks_relation(question: str) -> bool:
    """Say whether causes, effects, remedies or the like are asked for, of whatever it is."""
    return bool(_OF.match(question.strip()))


def names_relations_alone(topic: str) -> bool:
    """Say whether the words name causes, effects and the like, and nothing that has them."""
    return stems(topic) <= _RELATIONS
