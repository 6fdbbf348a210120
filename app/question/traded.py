"""What is sold abroad and bought from there, called exports and imports as papers on trade do.

Readers say "sales abroad"; the encoder and the reader hear "abroad" and hardly which way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.language.lexicon import Lexicon

_TERM = "export"  # its stem; that of "import" is also that of "important"
_LANDS = r"(?:other|foreign) (?:countries|nations|lands)"
_AWAY = rf"(?:abroad|overseas|out of the country|to {_LANDS})"
_FROM = rf"from (?:abroad|overseas|{_LANDS})"
_OBJECT = r"(?P<object>(?: (?!(?:and|or|from|to|in|out)\b)[\w’'-]+){0,3})"
_GOODS = r"goods|parcels?|packages?|products?|wares|merchandise|shipments?|consignments?|stuff"
_OF_GOODS = re.compile(rf"\b(?:{_GOODS}|tons?|tonnes|pieces|units|worth|value)\b", re.IGNORECASE)
_VERBS = (
    r"is|are|was|were|do|does|did|has|have|had|can|could|will|would|rise|rose|grow|grew|fall|fell|"
    r"drop|dropped|increased?|decreased?|go|went|come|came|make|made|reach|reached"
)
# What may follow a noun that is whole: no "sales representatives", no "goods come in three sizes".
_ENDS = rf"(?=\W*$|[,;:]| (?:and|or|in|of|for|by|to|during|since|worth|{_VERBS})\b)"
_WHOLE = rf"(?=\W*$|[,;:]| (?:and|or|worth|{_VERBS})\b)"
_NAMED = (  # what is sold or bought, as a noun
    (rf"(?:(?:overseas|foreign) sales|sales {_AWAY}){_ENDS}", "exports"),
    (
        rf"(?:(?:overseas|foreign) purchases|purchases (?:{_FROM}|abroad|overseas)){_ENDS}",
        "imports",
    ),
    (rf"goods (?:that )?(?:going|go|went) (?:{_AWAY}|out{_WHOLE})", "exports"),
    (rf"goods (?:that )?(?:coming|come|came) (?:in {_FROM}|{_FROM}|in{_WHOLE})", "imports"),
)
_DONE = (  # what is done with it: each form of the verb, and of the one in its place
    ("sell", _AWAY, "export"),
    ("sells", _AWAY, "exports"),
    ("sold", _AWAY, "exported"),
    ("selling", _AWAY, "exporting"),
    ("buy", _FROM, "import"),
    ("buys", _FROM, "imports"),
    ("bought", _FROM, "imported"),
    ("buying", _FROM, "importing"),
)
_SENT = (  # the same of goods only: patients are sent abroad, too
    ("ship|send", _AWAY, "export"),
    ("ships|sends", _AWAY, "exports"),
    ("shipped|sent", _AWAY, "exported"),
    ("shipping|sending", _AWAY, "exporting"),
    ("bring|order", _FROM, "import"),
    ("brings|orders", _FROM, "imports"),
    ("brought|ordered", _FROM, "imported"),
    ("bringing|ordering", _FROM, "importing"),
)
_WENT = re.compile(
    rf"\b(?P<goods>{_GOODS})(?P<that> that)? "
    rf"(?:(?P<out>went|were going) {_AWAY}|came (?:in )?{_FROM})",
    re.IGNORECASE,
)


def _rules(verbs: Sequence[tuple[str, str, str]]) -> list[tuple[re.Pattern[str], str]]:
    return [
        (
            re.compile(rf"\b(?:{verb}){_OBJECT}(?: in| out)? {where}(?![\w’'-])", re.IGNORECASE),
            rf"{instead}\g<object>",
        )
        for verb, where, instead in verbs
    ]


_NOUNS = [(re.compile(rf"\b(?:{words})", re.IGNORECASE), instead) for words, instead in _NAMED]
_RULES = [*_NOUNS, *_rules(_DONE)]
_RULES_OF_GOODS = _rules(_SENT)


def as_traded(question: str, lexicon: Lexicon) -> str:
    """Return the question with exports and imports called so.

    "" where it speaks of neither, or where no paper speaks of exports.
    """
    told = _WENT.sub(_were_traded, question)
    for pattern, instead in _RULES + (_RULES_OF_GOODS if _OF_GOODS.search(question) else []):
        told = pattern.sub(instead, told)
    return told if told != question and lexicon.knows(_TERM) else ""


def _were_traded(match: re.Match[str]) -> str:
    done = "exported" if match["out"] else "imported"
    return f"{match['goods']}{match['that'] or ''} were {done}"
