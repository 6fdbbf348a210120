"""Whether a text names people, bodies that act as people do, or animals that are tried on."""

from __future__ import annotations

from app.language.lexemes import content_words, stems

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
    "human animal mouse mice rat rabbit pig dog cat monkey"
)


def is_someone(text: str) -> bool:
    """Say whether the last word of the text is one for people, or for a body: "the state"."""
    said = content_words(text)
    return bool(said) and said[-1].stem in _SOMEONE
