"""Nouns by what they are for: those that count what is told, and those for people and bodies.

A text says "three factors" where its reader asks how many reasons there are. The groups are shell
nouns of Schmid (English Abstract Nouns as Conceptual Shells, 2000), those of one meaning together.
"""

from __future__ import annotations

from functools import lru_cache

from app.language.lexemes import content_words, stem, stems

_GROUPS = """
reason cause factor driver explanation|
problem issue challenge difficulty obstacle barrier trouble hurdle spot hindrance|
measure step action suggestion recommendation proposal remedy solution way strategy|
stage phase period era|
kind type sort category class form group variety|
part section chapter|
feature characteristic property trait attribute quality mark|
goal aim objective purpose target|
advantage benefit strength merit|
disadvantage drawback weakness shortcoming limitation|
risk danger threat hazard|
method approach technique procedure|
aspect dimension facet side point
"""
# What is counted off: "the third measure", "Three factors matter."
ITEMS = """
factor reason measure cause way step problem challenge issue type kind category component aspect
strategy approach method feature characteristic criterion advantage disadvantage limitation question
finding contribution condition example objective goal task mechanism explanation suggestion
recommendation hypothesis solution option difficulty obstacle point thing principle barrier risk
requirement benefit argument lesson element
"""
_PLURALS = {
    "way": "ways",
    "criterion": "criteria",
    "hypothesis": "hypotheses",
    "approach": "approaches",
}
# What is recommended.
OF_ADVICE = stems(
    "recommendation proposal suggestion advice measure solution remedy countermeasure step strategy"
)
_SOMEONE = stems(
    "people person participant patient subject respondent woman women man men child children girl "
    "boy adult kid baby infant elderly parent mother father family user customer consumer client "
    "buyer seller supplier producer manufacturer retailer merchant trader exporter importer "
    "grower farmer worker employee employer staff manager owner investor nurse doctor physician "
    "student pupil teacher researcher scientist author expert citizen resident migrant refugee "
    "driver passenger visitor tourist member voter politician police firm company enterprise "
    "business corporation startup bank government state ministry authority agency regulator "
    "parliament council committee commission court union association organisation organization "
    "institution university hospital school country municipality team "
    "human animal mouse mice rat rodent rabbit pig piglet dog cat monkey horse foal donkey sheep "
    "lamb ewe goat cow cattle calf calves chicken hen bird bat"
)

_DOCTORS = "doctor physician clinician"
# Those of whom a text tells what they should do, in whatever of these words.
_BODIES = f"""
firm company enterprise business merchant trader retailer exporter vendor seller shop|
government state|authority regulator|{_DOCTORS}
"""
_FIRMS, _STATE = "firms", "the state"
_SIDES = {"firm": _FIRMS, "government": _STATE, "authority": _STATE}


def same_body(noun: str) -> frozenset[str]:
    """Return the words, singular, for those who are named by `noun`, itself among them."""
    one = noun.casefold()
    for group in (frozenset(each.split()) for each in _BODIES.split("|")):
        if stem(one) in map(stem, group):
            return group
    return frozenset((one,))


def bodies_in(text: str) -> frozenset[str]:
    """Return which of firms and the state `text` names, by whatever words."""
    named = {
        side
        for word in content_words(text)
        for one in same_body(word.text)
        if (side := _SIDES.get(one))
    }
    return frozenset(named)


# What a study is of, and what it works with, as its readers and as papers call it.
_SAME = f"""
people participant patient subject respondent volunteer individual|
child kid youngster|infant baby newborn neonate|piglet pig swine porcine|horse equine|sheep ovine|
cow cattle bovine|chicken poultry|goat caprine|mouse mice murine|monkey simian|
bat chiroptera|germ microbe bug pathogen|
faeces feces faecal fecal stool poo|fever febrile|swelling oedema edema|itch itching pruritus|
breathlessness dyspnoea dyspnea|vomit vomiting emesis|jab vaccine vaccination|feeling emotion|
spread transmission transmit transmissibility transmissible|label annotation annotate|
trial rct rcts|corpus dataset|drug medicine medication|{_DOCTORS}|illness disease|
swab specimen sample|software package toolkit|website site|velocity speed pace
"""


@lru_cache(maxsize=1)
def _by_stem() -> dict[str, frozenset[str]]:
    return _grouped(_GROUPS)


@lru_cache(maxsize=1)
def _called() -> dict[str, frozenset[str]]:
    return _grouped(_SAME)


def _grouped(table: str) -> dict[str, frozenset[str]]:
    """Return the group of each stem of a table whose groups are divided by bars."""
    groups = [frozenset(map(stem, group.split())) for group in table.split("|")]
    return {word: group for group in groups for word in group}


def kin(word: str) -> frozenset[str]:
    """Return the stems that count the same as the stem `word`, itself among them."""
    return _by_stem().get(word, frozenset((word,)))


def called(word: str) -> frozenset[str]:
    """Return the stems by which a study calls what the stem `word` is, itself among them.

    Its "participants" are the people that a reader asks about; they are the kin of no one else.
    """
    return _called().get(word, frozenset((word,)))


def plural(noun: str) -> str:
    """Return the plural of one of `ITEMS`."""
    regular = f"{noun.removesuffix('y')}{'ie' * noun.endswith('y')}s"
    return _PLURALS.get(noun, regular)


def is_someone(text: str) -> bool:
    """Say whether the last word of the text is one for people, or for a body: "the state"."""
    said = content_words(text)
    return bool(said) and said[-1].stem in _SOMEONE
