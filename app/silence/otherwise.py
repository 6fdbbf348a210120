"""What a question takes for granted and the evidence tells otherwise.

A rise told as a fall, the contrary of a word, another statistic of the same thing, another one of
those that are counted off ("the second phase").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from app.evidence.answer_form import fitting
from app.evidence.candidates import Query
from app.evidence.features import covered
from app.language.lexemes import Word, content_words, every_stem, stem, words
from app.language.opposites import opposites, ways, without_set_phrases
from app.language.ordinals import ORDINALS
from app.language.values import roughly
from app.question.problems_and_remedies import asks_how_to
from app.question.questions import Question
from app.silence.doubts import GRAVE, PLAIN, Doubt
from ingest.sentences import split_sentences

# Statistics of which a text that gives one and not the other does not answer for the other.
_STATISTICS = (
    {"mean": r"(?:the|a|its|their|with) means?|averages?|mean (?:age|time)", "median": "medians?"},
    {
        "standard deviation": r"standard deviations?|(?-i:SD|S\.D\.)",
        "standard error": r"standard errors?|(?-i:SEM|SE)",
        "variance": "variances?",
        "interquartile range": r"inter-?quartile ranges?|(?-i:IQR)",
        "confidence interval": r"confidence intervals?|(?-i:CI)",
    },
    {
        "odds ratio": r"odds ratios?|(?-i:OR|aOR)",
        "hazard ratio": r"hazard ratios?|(?-i:HR|aHR)",
        "relative risk": r"relative risks?|risk ratios?|(?-i:RR)",
    },
    {
        "accuracy": "accurac(?:y|ies)",
        "precision": "precisions?",
        "recall": "recalls?",
        "F1": r"F-?1(?:[ -]scores?)?|F-?(?:scores?|measures?)",
        "sensitivity": "sensitivit(?:y|ies)",
        "specificity": "specificit(?:y|ies)",
        "area under the curve": r"(?-i:AUC|AUROC)|area under",
        "perplexity": "perplexit(?:y|ies)",
        "BLEU": "(?-i:BLEU)",
        "ROUGE": "(?-i:ROUGE)",
    },
    {
        "incidence": "incidences?",
        "prevalence": "prevalences?",
        "mortality": r"mortality|fatality|death rates?",
    },
    {"Pearson's coefficient": "Pearson(?:['’]s)?", "Spearman's coefficient": "Spearman(?:['’]s)?"},
)  # fmt: skip
_LOSS = stem("loss")
_DEGREES = every_stem("more less fewer")
_EXACTLY = re.compile(r"\b(?:exact|exactly|precise|precisely)\b", re.IGNORECASE)
_ON_IT = 0.5  # of the weight of what else is asked, in one sentence with the contrary of a word
_COUNTING = frozenset((*ORDINALS, "last"))


def otherwise(
    query: Query,
    *,
    spans: Sequence[str],
    beside: Set[str],
    above: Set[str],
    paragraphs: str,
    valued: tuple[str, Set[str]] | None = None,
) -> list[Doubt]:
    """Return doubts for what the spans shown, and `paragraphs`, tell otherwise.

    `beside` are the stems of the paragraphs, `above` those of the titles above the first span.
    `valued` is the sentence with the value that is asked for, and its stems with those above: the
    exports of one thing answer for no imports, though the paragraph has those of another.
    """
    question, shown = query.question, " ".join(spans)
    alone, near = ([valued[0]], valued[1]) if valued else (spans, beside)
    return [
        *(_turned(query, spans, above) or _contrary(query, alone, near, above)),
        *_statistic(question, shown, paragraphs),
        *_ordinal(question, shown, beside),
        *_roughly(question, shown),
    ]


def _turned(query: Query, spans: Sequence[str], above: Set[str]) -> list[Doubt]:
    """Find a rise asked about that is told as a fall, in a sentence on what else is asked.

    Not where it is asked how to bring it about: what lowers one thing raises another.
    """
    question = query.question
    asked = ways(question.text)
    if len(asked) != 1 or asks_how_to(question.text):
        return []
    [(way, word)] = asked.items()
    on_it = _on_it(query, every_stem(word) | above, spans)
    told = next((found[-way] for each in on_it if -way in (found := ways(each))), "")
    if not told or way in ways(" ".join(spans)):
        return []
    if question.asks_value and stem(word) == _LOSS:
        return [Doubt("direction", GRAVE, "")]  # "money lost to fraud" is no fall of any figure
    return [Doubt("direction", GRAVE, f"The documents say {told!r} here, not {word!r}.")]


def _contrary(query: Query, spans: Sequence[str], beside: Set[str], above: Set[str]) -> list[Doubt]:
    """Find a word asked about that stands nowhere around, but its contrary in a sentence on it.

    Where the question names both ("Did it rise or fall?"), either answers.
    """
    shown = ways(" ".join(spans)).keys()
    asked = content_words(without_set_phrases(query.question.text))
    for word in asked:
        contraries = opposites().get(word.stem, frozenset()) - {each.stem for each in asked}
        if not contraries or word.stem in beside | _DEGREES:
            continue  # "more efficient" is no contrary of "pay less"
        if ways(word.text).keys() & shown:
            continue  # "trust declines" says what "lose trust" does
        on_it = " ".join(_on_it(query, {word.stem} | above, spans))
        told = next((each.text for each in words(on_it) if each.stem in contraries), "")
        if told:
            why = f"The documents say {told!r} here, not {word.text!r}."
            return [Doubt("contrary", GRAVE, why)]
    return []


def _on_it(query: Query, left: Set[str], spans: Sequence[str]) -> list[str]:
    """Return the sentences that speak of what is asked, the stems `left` left out.

    The contrary of a word says nothing of what is asked where it is said of another thing. Where
    nothing else is asked, every sentence is on it.
    """
    weights = {term: weight for term, weight in query.term_weights.items() if term not in left}
    clean = [without_set_phrases(span) for span in spans]
    told = [span[start:end] for span in clean for start, end in split_sentences(span)]
    if not weights:
        return told
    return [each for each in told if covered(weights, every_stem(each)) >= _ON_IT]


def _statistic(question: Question, shown: str, paragraphs: str) -> list[Doubt]:
    """Find a statistic asked for of which the text gives another of the same sort only."""
    if question.kind in ("definition", "why", "yesno"):
        return []
    for family in _STATISTICS:
        asked = _named(family, question.text)
        there = _named(family, shown)
        if len(asked) == 1 and there and not asked & _named(family, paragraphs):
            [wanted] = asked
            why = f"The documents give the {min(there)} here, not the {wanted}."
            return [Doubt("statistic", PLAIN, why)]
    return []


def _named(family: dict[str, str], text: str) -> set[str]:
    return {name for name, way in family.items() if re.search(rf"\b(?:{way})\b", text, re.I)}


def _ordinal(question: Question, shown: str, beside: Set[str]) -> list[Doubt]:
    """Find "the second phase" asked for where the text speaks of the third."""
    told = {thing.stem: ordinal for ordinal, thing in _counted_off(shown)}
    for ordinal, thing in _counted_off(question.text):
        if thing.stem in told and ordinal.stem not in beside:
            given = told[thing.stem]
            why = f"The documents speak of the {given.text} {thing.text}, not the {ordinal.text}."
            return [Doubt("ordinal", GRAVE, why)]
    return []


def _roughly(question: Question, shown: str) -> list[Doubt]:
    """Find an exact figure asked for where the text gives none but "over 30%"."""
    if not question.asks_value or not _EXACTLY.search(question.text):
        return []
    given = fitting(question, shown)
    starts = [roughly(shown, value.start) for value in given]
    if not given or None in starts:
        return []
    told = shown[starts[0] : given[0].end]
    return [Doubt("exact", GRAVE, f"The documents say {told!r} here, nothing more exact.")]


def _counted_off(text: str) -> Iterator[tuple[Word, Word]]:
    """Yield each ordinal of `text` with the word after it."""
    found = words(text)
    for ordinal, thing in zip(found, found[1:], strict=False):
        if ordinal.text.casefold() in _COUNTING:
            yield ordinal, thing
