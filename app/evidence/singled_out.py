"""What a question singles out by its own words: a number, a name, a kind of thing, all there is."""

# ruff: noqa: E501 - the tables of patterns read better unbroken

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set

from app.evidence.answer_form import REASON
from app.evidence.candidates import Candidate, Query
from app.evidence.chosen import Chosen
from app.evidence.spans import points_back
from app.language.courtesies import LEADS_IN
from app.language.lexemes import content_words, stems, words
from app.language.nouns import OF_ADVICE, bodies_in, is_someone, same_body
from app.language.opposites import opposites, ways
from app.language.values import names_month, values
from app.question.answer_wordings import asks_source, worded
from app.question.averages import asks_average, gives_average
from app.question.limits_and_outlook import asks_surprise, tells_surprise
from app.question.problems_and_remedies import tells_remedy
from app.question.questions import Question

ON_IT = 0.6  # how far one of all that is asked for must speak of the thing
NEAR = 6.0  # how far behind the best one what bears the question's own words may be
FEW = 2  # words that say no more of what is asked for than by what wording it is told
CLOSE, SPEAKS = 4.0, 0.4  # the same for what is but so worded, or how far it speaks of the thing
_OF_A_KIND = re.compile(  # "which logistics companies"
    r"\b(?:which|what) (?P<kind>(?:(?!(?:is|was|has|does|the|of|do|did|are|were|have|had|can|could|should|would|about|for|if|to|in|on|other|new)\b)[\w’'-]+ ){1,2}?"
    r"(?!(?:is|was|has|does|this|its)\b)[a-z’'-]{2,}s)\b(?! of\b)",
    re.IGNORECASE,
)
_WHICH_MONTHS = re.compile(  # of the year, not of a life
    r"\b(?:which|what) (?:[a-z]+ )?months?\b(?! (?:of (?!the year\b)|after|before|old))",
    re.IGNORECASE,
)
_WHICH_AIM = re.compile(
    r"\b(?:what|which) (?:is|are|was|were) (?:the |its |their )?(?:main )?(?:purposes?|aims?|goals?|objectives?) of\b|"
    r"\b(?:what|which) (?:purposes?|aims?|goals?|objectives?|ends?) (?:do|does|did|is|are|was|were) .+ (?:serve|have|pursue|follow)|"
    r"\bwhat (?:do|does|did|is|are|was|were|would) (?:the |its |their )?(?:\w+ )?(?:authors?|writers?|papers?|article|study|suggestions?|recommendations?|proposals?|measures?|they|it) (?:of the (?:\w+ )?(?:papers?|authors?|study|article) )?"
    r"(?:hope|want|intend|expect|mean|wish|seek|hoping|trying|aiming|supposed|meant)\b(?! by\b)(?=.* (?:to|will|would|can|could|may|might)\b|.{0,40}\b(?:proposals?|suggestions?|recommendations?|measures?|work)\b)",
    re.IGNORECASE,
)
_TELLS_AIM = re.compile(
    r"\b(?:purposes?|aims?|goals?|objectives?) (?:is|are|was|were)\b|\baim(?:s|ed|ing)? (?:to|at)\b|\b(?:designed|intended|meant) to\b",
    re.IGNORECASE,
)
_WHY_FIRST = re.compile(  # "Why prune before planting?", not "before 2010"
    r"^(?>.*?\bwhy\b).*\b(?:(?:before|prior to) (?!\d|then\b|now\b)\w|(?:do|does|did|is|are|was|were|must|should|has to|have to)\b.* first\W*$)",
    re.IGNORECASE,
)
_ONLY_THEN = re.compile(
    r"\bonly (?:after|by|when|if|once|then|with)\b|\bnot (?:[\w’'-]+ ){0,4}until\b|\bunless\b|\b(?:pre-?condition|prerequisite|must first)\b",
    re.IGNORECASE,
)
_NO_BODY = r"(?!(?:be|i|we|you|one|it|they|he|she|this|that|these|those|people|someone|there)\b)"
_WHO = rf"(?:the |an? |its |their )?(?P<who>{_NO_BODY}[\w’'-]+(?: (?!themselves\b|itself\b|do\b|to\b)[\w’'-]+)??)"
_MEASURES = r"(?:else |(?:\w+ )?(?:measures|steps|actions|precautions) )?"
_WHAT_ONE_CAN_DO = re.compile(  # "what should small firms do", "what is expected of the state"
    rf"\bwhat {_MEASURES}(?:can|could|should|must|might|ought to|need to) {_WHO}"
    r"(?: (?:themselves|itself))? (?:do|undertake|take|adopt|contribute)\b|"
    rf"\bwhat {_MEASURES}(?:ought|(?:is|are|do|does)(?= (?:[\w’'-]+ ){{1,3}}(?:supposed|expected|meant|advised|urged|need|needs|have|has) to)) "
    rf"{_WHO.replace('who', 'whose')} (?:(?:supposed|expected|meant|advised|urged|need|needs|have|has) )?to (?:do(?! with\b)|undertake|take|adopt|contribute)\b|"
    rf"\bwhat (?:is|are) (?:expected|demanded|asked|required) (?:of|from) {_WHO.replace('who', 'whom')}(?=\W*$| (?:when|if|in|to|for|on|against|with|as|about|by|here)\b)",
    re.IGNORECASE,
)
_DOES = r"(?:should|can|could|must|need(?:s|ed)?|ought|may|might|ha(?:s|ve) to)\b"
_ONE_CAN = re.compile(  # "How can governments reduce", not "How can firms be helped", by anybody
    rf"\b(?:how |what {_MEASURES})(?:can|could|should|must|might|ought|need) "
    r"(?!(?:(?!to\b)[\w’'-]+ ){1,5}be\b)"
    r"(?P<who>(?:the |an? )?(?:(?!of\b|be\b)[\w’'-]+ ){1,2})",
    re.IGNORECASE,
)
_ACTS = re.compile(rf"(?P<who>(?:[\w’'-]+,? ){{1,14}}?){_DOES}", re.IGNORECASE)
_WHO_ACTS = re.compile(  # "Who is supposed to train them?", not "who should be trained"
    r"\bwho (?:else )?(?:should|ought to|must|has to|have to|needs? to|(?:is|are) (?:supposed|meant|expected|asked|required|called (?:up)?on|urged) to) "
    r"(?!be\b|get\b|receive\b|have\b|undergo\b)",
    re.IGNORECASE,
)
_NOBODY_ACTS = re.compile(  # something is needed, or done to somebody, and by whom is not said
    r"(?:[\w’'-]+,? ){1,10}?(?:(?:needs?|requires?|lacks?) (?!to\b)|"
    r"(?:should|must|ought to|(?:need|ha)(?:s|ve)? to|can|could) (?:\w+ly |also |therefore )?be \w+(?:ed|en|t)\b(?!.* by\b))|"
    r"It is (?:\w+ )?(?:essential|important|necessary|crucial|vital) to\b(?!.*\bbetween\b)",
    re.IGNORECASE,
)
_ALL = re.compile(
    rf"^{LEADS_IN}(?:(?:list|name|give|show|tell|enumerate|collect|write down)\b(?: me| us)?|"
    r"(?:what|which) (?:are|were)|what) (?:(?:of )?the )?(?:all|every|each)\b(?! (?:in all|over))|"
    r"\b(?:a|the) (?:complete|full|whole) list of\b",
    re.IGNORECASE,
)
_NO_THING = OF_ADVICE | stems("recommend propose suggest take make name list every all give")

Ranking = Sequence[tuple[Candidate, float]]
Holds = Callable[[Candidate], bool]
_SCORE = (
    r"[\w-]*(?:scores?|accurac(?:y|ies)|rates?|precision|recall|f1|auc|bleu|rouge|perplexity|error|ratio|"
    r"sensitivity|specificity|agreement|correlation|coverage|performance)"
)
_ASKS_SCORE = re.compile(
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


def wants_all(question: Question) -> bool:
    """Say whether all that there is of something is to be listed."""
    return bool(_ALL.search(question.text))


def asks_advice(question: Question) -> bool:
    """Say whether suggestions, measures or the like are asked for."""
    return any(term.stem in OF_ADVICE for term in question.terms)


def is_one_of_all(query: Query, candidate: Candidate) -> bool:
    """Say whether a sentence is on what all is asked of; of advice, whether it gives some."""
    if asks_advice(query.question) and not tells_remedy(candidate.text):
        return False
    weights = {term: each for term, each in query.term_weights.items() if term not in _NO_THING}
    if not weights:
        return candidate.features["soft"] >= ON_IT
    total = sum(weights.values()) or 1.0
    soft = sum(each * candidate.soft.get(term, 0.0) for term, each in weights.items())
    return soft / total >= ON_IT


def singled_out(question: Question) -> Holds | None:
    """Return what tells the sentences that bear the very number or kind of thing asked about.

    None where the question gives neither.
    """
    if numbers := _numbers(question.text) & question.numbers:
        return lambda each: numbers <= _numbers(each.text)
    if _WHICH_MONTHS.search(question.text):
        return lambda each: names_month(each.text)
    if score := score_asked(question.text):
        named = [word.stem for word in words(score)]
        return lambda each: gives_level(each.text) and _in_a_row(named, each.text)
    if question.asks_value and asks_average(question.text):
        return lambda each: bool(each.values) and gives_average(question.text, each.text)
    if _WHICH_AIM.search(question.text):
        return lambda each: (
            bool(_TELLS_AIM.search(each.text)) and each.features.get("carried", 0.0) > 0
        )
    if question.kind != "why" and asks_surprise(question.text):
        return lambda each: tells_surprise(each.text)
    if _WHY_FIRST.search(question.text):
        return lambda each: (
            bool(_ONLY_THEN.search(each.text)) and each.features.get("carried", 0.0) > 0
        )
    if one := _WHAT_ONE_CAN_DO.search(question.text):
        acts = _acting(one["who"] or one["whose"] or one["whom"])
        return lambda each: bool(acts.search(each.text))
    if kind := _OF_A_KIND.search(question.text):
        row = [word.stem for word in words(kind["kind"])]
        return lambda each: _in_a_row(row, each.text)
    if tells := worded(question.text):
        return lambda each: tells(each.text)
    return None


def _acting(who: str) -> re.Pattern[str]:
    """Return what finds those named as the ones who should act: "Firms, for their part, should"."""
    *before, last = who.split()
    # Of another sort of firm something else may be told.
    named = (
        [" ".join([*map(re.escape, before), _of_any_number(last)])]
        if before
        else [_of_any_number(each) for each in sorted(same_body(last))]
    )
    return re.compile(
        rf"\b(?:{'|'.join(named)})(?:, for (?:its|their) part,)?(?: [\w’'-]+){{0,4}} {_DOES}",
        re.IGNORECASE,
    )


def of_whom_asked(question: Question, ranked: Ranking) -> Ranking:
    """Return what does not tell what the state should do, where it is asked what firms can do.

    Nor the other way round, nor what leans on such a sentence. What names both tells of both.
    """
    asked = _ONE_CAN.search(question.text)
    who = bodies_in(asked["who"]) if asked else frozenset()
    if not who:
        return ranked
    others = [each for each, _ in ranked if _is_of_others(who, each.text)]
    told, ends = set(map(id, others)), _ends(others)
    return [
        (each, score)
        for each, score in ranked
        if id(each) not in told and not (points_back(each.text) and _follows(each, ends))
    ] or ranked


def _is_of_others(who: Set[str], text: str) -> bool:
    """Say whether a sentence tells what others than `who` should or can do."""
    acts = _ACTS.match(text)
    others = bodies_in(acts["who"]) if acts else frozenset()
    return bool(others) and not others & who


def _of_any_number(noun: str) -> str:
    """Return the pattern of a noun, singular or plural: "company", "companies"."""
    if noun.endswith(("ies", "y")) and len(noun) > 3:
        return re.escape(noun.removesuffix("ies").removesuffix("y")) + "(?:y|ies)"
    return re.escape(noun.removesuffix("s")) + "(?:e?s)?"


def bearing(question: Question, ranked: Ranking) -> Ranking:
    """Return the ranking with those first that bear what the question singles out.

    What is only worded as the answer would be has to come nearer, or to speak of what is asked.
    """
    holds = singled_out(question)
    if holds is None or not ranked or holds(ranked[0][0]):
        return ranked
    first, top = ranked[0]
    # "Whose figures are these?" says nothing more of them.
    alone = asks_source(question.text) and len(question.terms) <= FEW
    loosely = worded(question.text) is not None and not alone
    if loosely and question.kind == "why" and _gives_its_reason(first):
        return ranked
    best = next(
        (
            score
            for each, score in ranked
            if holds(each)
            and score >= top - NEAR
            and (not loosely or score >= top - CLOSE or each.features["soft"] >= SPEAKS)
        ),
        None,
    )
    if best is None:
        return ranked
    raised = [
        (each, score + (top - best if holds(each) else 0.0))
        for each, score in ranked
        if holds(each) or not alone
    ]
    return sorted(raised, key=lambda pair: (-pair[1], not holds(pair[0])))


def of_who_acts(question: Question, ranked: Ranking) -> Ranking:
    """Return first what names who does something, where that is asked and the best names nobody.

    "Staff need more training" says not who should train them.
    """
    if not ranked or not _WHO_ACTS.search(question.text) or not _acts_nobody(ranked[0][0]):
        return ranked
    top = ranked[0][1]
    told = [pair for pair in ranked if pair[1] >= top - NEAR and _names_who_acts(pair[0])]
    if not told:
        return ranked
    raised = [(each, score + top - told[0][1]) for each, score in told]
    return [*raised, *(pair for pair in ranked if pair not in told and not _acts_nobody(pair[0]))]


def _acts_nobody(candidate: Candidate) -> bool:
    return bool(_NOBODY_ACTS.match(candidate.text))


def _names_who_acts(candidate: Candidate) -> bool:
    """Say whether a sentence on what is asked names people or bodies that do something."""
    acts = _ACTS.match(candidate.text)
    if acts is None or _acts_nobody(candidate) or not candidate.features.get("carried", 0.0):
        return False
    return any(is_someone(word.text) for word in content_words(acts["who"]))


def _gives_its_reason(candidate: Candidate) -> bool:
    """Say whether a sentence that speaks of the thing asked about gives a reason."""
    return candidate.features["soft"] >= ON_IT and bool(REASON.search(candidate.text))


def naming(thing: str, question: Question, ranked: Ranking) -> Ranking:
    """Return what names the thing and what leans on it, where it is found.

    What is no name may be spoken of in other words: there the best sentence has to name it.
    """
    row = [word.stem for word in content_words(thing)]
    bearers = [pair for pair in ranked if _in_a_row(row, pair[0].text)]
    named = thing.casefold()
    a_name = any(named in name.casefold() or name.casefold() in named for name in question.names)
    if not a_name and bearers[:1] != ranked[:1]:
        return ranked
    ends = _ends([each for each, _ in bearers])
    leaning = [
        (each, score) for each, score in ranked if points_back(each.text) and _follows(each, ends)
    ]
    return [*bearers, *(pair for pair in leaning if pair not in bearers)] or ranked


def _ends(candidates: Sequence[Candidate]) -> Set[tuple[str, int]]:
    return {(each.document.id, each.end) for each in candidates}


def _follows(candidate: Candidate, ends: Set[tuple[str, int]]) -> bool:
    """Say whether a sentence stands right after one of those that end there."""
    return any((candidate.document.id, candidate.start - gap) in ends for gap in (0, 1))


def without_contrary(question: Question, chosen: Sequence[Chosen]) -> list[Chosen]:
    """Return what is to be shown, less what is on exports only, where "Did imports fall?" is asked.

    Which way it went may well be the contrary of what is asked; so is the answer "no".
    """
    if question.kind != "yesno" or not ways(question.text):
        return list(chosen)
    things = {term.stem for term in question.terms if not ways(term.text)}
    return [item for item in chosen if not _of_another(things, stems(item.text))] or list(chosen)


def _of_another(things: Set[str], told: Set[str]) -> bool:
    """Say whether the contrary of one of the things is told of, and not the thing."""
    return any(thing not in told and opposites().get(thing, frozenset()) & told for thing in things)


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of `text` in figures, years and small counts left out."""
    return frozenset(
        value.number
        for value in values(text)
        if value.kind != "year"
        and text[value.start].isdigit()
        and (value.kind == "percent" or len(value.number) > 1)
    )


def _in_a_row(row: Sequence[str], text: str) -> bool:
    told = [word.stem for word in words(text)]
    return any(told[at : at + len(row)] == row for at in range(len(told)))


def score_asked(question: str) -> str:
    """Return the score of which it is asked how high it is, "" for none, or for how it changed."""
    asked = _ASKS_SCORE.match(question)
    return asked["score"] if asked and not _CHANGE.search(question) else ""


def gives_level(text: str) -> bool:
    """Say whether a sentence tells how high something is, not only how far it rose or fell."""
    if not any(value.kind == "percent" or "." in value.number for value in values(text)):
        return False  # but counts, or numbers of tables
    return not _CHANGE.search(text) or bool(_LEVEL.search(text))
