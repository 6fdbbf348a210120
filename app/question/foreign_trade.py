"""Foreign trade in plain words, called exports and imports as papers on trade do.

Readers say "sales abroad"; the encoder and the reader hear "abroad" and hardly which way.
"""

from __future__ import annotations

import re

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
_DONE = (  # what is done: to anything, to goods only (patients are sent abroad, too), and instead
    ("sell", "ship|send", _AWAY, "export"),
    ("sells", "ships|sends", _AWAY, "exports"),
    ("sold", "shipped|sent", _AWAY, "exported"),
    ("selling", "shipping|sending", _AWAY, "exporting"),
    ("buy", "bring|order", _FROM, "import"),
    ("buys", "brings|orders", _FROM, "imports"),
    ("bought", "brought|ordered", _FROM, "imported"),
    ("buying", "bringing|ordering", _FROM, "importing"),
)
_WENT = re.compile(
    rf"\b(?P<goods>{_GOODS})(?P<that> that)? "
    rf"(?:(?P<out>went|were going) {_AWAY}|came (?:in )?{_FROM})",
    re.IGNORECASE,
)
_NOUNS = [(re.compile(rf"\b(?:{words})", re.IGNORECASE), instead) for words, instead in _NAMED]


def _rules(*, of_goods: bool) -> list[tuple[re.Pattern[str], str]]:
    verbs = [(f"{every}|{goods}" if of_goods else every, *rest) for every, goods, *rest in _DONE]
    return [
        (
            re.compile(rf"\b(?:{verb}){_OBJECT}(?: in| out)? {where}(?![\w’'-])", re.IGNORECASE),
            rf"{instead}\g<object>",
        )
        for verb, where, instead in verbs
    ]


_RULES = {of_goods: [*_NOUNS, *_rules(of_goods=of_goods)] for of_goods in (True, False)}


def as_exports_and_imports(question: str, lexicon: Lexicon) -> str:
    """Return the question with exports and imports called so.

    "" where it speaks of neither, or where no paper speaks of exports.
    """
    told = _WENT.sub(_were_traded, question)
    for pattern, instead in _RULES[bool(_OF_GOODS.search(question))]:
        told = pattern.sub(instead, told)
    return told if told != question and lexicon.knows(_TERM) else ""


def _were_traded(match: re.Match[str]) -> str:
    done = "exported" if match["out"] else "imported"
    return f"{match['goods']}{match['that'] or ''} were {done}"
