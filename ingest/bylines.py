"""The authors at the start of an entry of a bibliography, in the orders in which styles set names.

"Smith, J. A.", "Smith JA" and "Smith J A" put the family first, "J. A. Smith" and "John A. Smith"
put it last, and MLA turns only the first name round. Which it is shows name by name; what is no
name ends the list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_CAPITAL = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω"
_PARTICLE = (
    r"(?:(?:[Vv]an|[Vv]on|[Dd]er|[Dd]en|[Dd]e|[Dd]el|[Dd]ella|[Dd]i|[Dd]a|[Dd]os|[Dd]u|[Ll]a|[Ll]e"
    r"|[Ee]l|[Aa]l|[Tt]er|[Tt]en|[Zz]u|[Bb]in|[Aa]f|St\.)[\s-]+|[dlDLO]['’]\s?)"
)
_LONG = rf"[{_CAPITAL}][^\W\d_]+(?:[-'’‐][^\W\d_]+){{0,3}}"  # of two letters or more
_FAMILY = rf"{_PARTICLE}{{0,3}}{_LONG}(?:\s{_PARTICLE}{{0,2}}{_LONG}){{0,2}}"
_DOTTED = rf"[{_CAPITAL}][a-z]?\.(?:\s?-\s?|\s)?"  # "J. ", "Yu.", "J.-"
_BARE = rf"[{_CAPITAL}](?:[\s-]?[{_CAPITAL}]){{0,3}}\.?"  # "JA", "J A", "J-P", "J."
_SUFFIX = r"(?:,?\s(?:Jr|Sr|2nd|3rd|III?|IV)\b\.?)?"
_END = r"(?![^\W\d_])(?=\s*(?:[,;:.(\[&/\"“”«‘，；：]|(?:and|AND|und|et|y|with)\b|\d{4}|$))"

_INVERTED = re.compile(  # "Smith, J. A.", "Smith J. A.", "Smith, JA", "Smith JA", "Smith J A"
    rf"(?P<family>{_FAMILY})(?P<comma>,\s*|\s+)(?P<given>(?:{_DOTTED}){{1,5}}|{_BARE})"
    rf"(?![^\W\d_]){_SUFFIX}"
)
_TURNED = re.compile(  # "Smith, John A.", "Stowe, Harriet Beecher", "Pate, C. Marvin"
    rf"(?P<family>{_FAMILY}),\s*(?:(?P<given>{_LONG}(?:[\s-]{_LONG}){{0,2}}(?:\s(?:{_DOTTED}){{1,3}}"
    rf"(?<=\.)|\s(?:d[eaiou]s?|del|v[ao]n){_END}|{_END}))|(?P<other>(?:{_DOTTED}){{1,3}}{_LONG}){_END}"
    rf"(?!,\s[{_CAPITAL}]{{1,2}}\.)){_SUFFIX}(?!\s*:)"
)
_FORWARD = re.compile(  # "J. A. Smith", "J.A.Smith", "JA Smith", "W-C Tan"
    rf"(?P<given>(?:{_DOTTED}){{1,5}}|[{_CAPITAL}]{{1,3}}\s|(?:[{_CAPITAL}][\s-]){{1,3}})\s?"
    rf"(?P<family>{_FAMILY}){_SUFFIX}{_END}"
)
_WHOLE = re.compile(  # "John A. Smith", "Jae-Weon Lee", "Ludwig van Beethoven"
    rf"(?P<given>(?:{_DOTTED})?{_LONG}"
    rf"(?:\s(?:{_LONG}|[{_CAPITAL}]\.?|[{_CAPITAL}]{{2}}|[{_CAPITAL}]\.\s?[{_CAPITAL}]\.)){{0,3}})"
    rf"\s(?P<family>{_PARTICLE}{{0,3}}{_LONG}){_SUFFIX}{_END}"
)
_CHINESE = re.compile(
    r"(?P<given>)(?P<family>[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]+)?)(?=\W|等|$)"
)
_JOINT = re.compile(
    r"\s*(?:[,;，；、/]+\s*(?:(?:and|AND)\b\s*|und\b\s*|et\b(?!\s+al)\s*|&\s*)?"
    r"|\s(?:and|AND|und|et(?!\s+al)|y|with)\s+|&\s*)"
    rf"|(?<=\.)\s(?={_LONG},\s[{_CAPITAL}]{{1,2}}\.)"  # "Keri, S. Kiss, I. (2009)"
)
_OTHERS = re.compile(r"[\s,;]*(?:and\s+)?(?:et\s+al\b\.?|others\b|…|\.\.\.|等)", re.I)
_EDITORS = re.compile(r"[\s,]*[(\[]?(?:eds?|editors?|hrsg|coords?)\b\.?[)\]]?(?=[\s.,:;]|$)", re.I)
_GROUP = re.compile(
    r"[\s,;]*(?:(?:and|for|on behalf of)\s+)?(?P<name>(?:the\s+)?[A-Z][^.:;]{3,90}?\b"
    r"(?:Groups?|Investigators|Collaborat(?:ion|ors)|Consortium|Network|Committee|Team))(?=[.:;,])"
)
_GROUPED = r"\((?:for\s+|on behalf of\s+)?(?P<name>(?:the\s+)?[A-Z][^()\d]{1,90}"
_IN_BRACKETS = re.compile(  # "(CMS Collaboration)"; behind "et al." no more than "(SuperCDMS)"
    rf"\s*{_GROUPED}\b(?:Groups?|Collaborations?|Consortium|Team))\)"
)
_OF_OTHERS = re.compile(rf"\s*{_GROUPED})\)(?=[.,:;]|\s|$)")
_LEADING = re.compile(  # "ATLAS Collaboration, G. Aad et al.", of which "ATLAS" is no name
    r"(?P<name>(?:The\s+)?[A-Z][^.,:;()\d]{1,80}\s[Cc]ollaborations?)(?:\s*[,:]\s*|(?=\.\s))"
)
_VOLUME = re.compile(r"(?:1[6-9]|20)\d\d(?:\s[A-Z][a-z]{2,8}(?:\s\d+)?)?\s?;\s?\d")  # 2019;3:1
_WORDS_OF_TITLES = (
    "the a an in on of for and from to with how what why when is are proceedings journal "
    "conference international university press introduction annals handbook advances technical "
    "report theory workshop symposium transactions letters review society national institute "
    "department preprint arxiv springer elsevier wiley mit acm ieee available vol volume chapter"
)
_NO_NAME = frozenset(_WORDS_OF_TITLES.split())


@dataclass(frozen=True, slots=True)
class Byline:
    """The names, given name first, and where in the entry the rest starts."""

    names: tuple[str, ...]
    end: int


@dataclass(frozen=True, slots=True)
class _Name:
    style: re.Pattern[str]
    text: str
    end: int
    joined: bool  # by "and", "&" or ";" to the name before


def read_byline(text: str) -> Byline:
    """Return the authors with whom `text` begins; no names where it begins otherwise."""
    leading = _LEADING.match(text)
    if leading:
        members = read_byline(text[leading.end() :])
        end = leading.end() + members.end if members.names else leading.end("name")
        return Byline((leading["name"], *members.names), end)
    found = _chinese(text) or _without_titles(_names(text), text)
    if not found:
        return Byline((), 0)
    names = [each.text for each in found]
    end = found[-1].end
    others = _OTHERS.match(text, end)
    end = others.end() if others else end
    group = _GROUP.match(text, end) if text[end : end + 1] in ",;" else None
    group = group or (_OF_OTHERS if others else _IN_BRACKETS).match(text, end)
    if group:
        names.append(group["name"])
        end = group.end()
    editors = _EDITORS.match(text, end)
    return Byline(tuple(names), editors.end() if editors else end)


def _chinese(text: str) -> list[_Name]:
    found: list[_Name] = []
    at, joint = 0, None
    while match := _CHINESE.match(text, at):
        found.append(_Name(_CHINESE, match["family"], match.end(), joint is not None))
        joint = re.compile(r"\s*[,，、;；]\s*|\s+(?=[\u3400-\u9fff])").match(text, match.end())
        if joint is None:
            break
        at = joint.end()
    ended = found and re.match(r"\s*[,，]?\s*(?:等|[.．。:：,，(（\[]|$)", text[found[-1].end :])
    return found if ended else []


def _names(text: str) -> list[_Name]:
    """Return what may be names, one after the other, as long as they are joined as in a list."""
    found: list[_Name] = []
    at, joint = 0, ""
    while (name := _name_at(text, at, found, joint)) is not None:
        found.append(name)
        match = _JOINT.match(text, name.end)
        last = bool(re.search(r"and|AND|und|et|&|y", joint)) and ";" not in joint
        if match is None or (last and not re.search(r"and|AND|&", match.group())):
            break
        at, joint = match.end(), match.group()
    return found


def _name_at(text: str, at: int, before: Sequence[_Name], joint: str) -> _Name | None:
    joined = bool(re.search(r"[^\s,，、/]", joint))
    for style in _styles(before, joint, joined):
        match = style.match(text, at)
        if match and _is_name(match, style, text, before):
            given = " ".join((match["given"] or match["other"]).split())
            ended = style is _INVERTED and _bare(before) and given.count(".") == 1
            if ended or re.fullmatch(r"[A-Z]{2,}\.", given):
                given = given.rstrip(".")  # "Wilson CB. Diagnosis": the stop ends the list
            name = f"{given} {' '.join(match['family'].split())}"
            return _Name(style, name.strip(), match.end(), joined)
    return None


def _bare(before: Sequence[_Name]) -> bool:
    """Say whether the names before have initials without stops."""
    return bool(before) and not any("." in each.text for each in before)


def _styles(before: Sequence[_Name], joint: str, joined: bool) -> tuple[re.Pattern[str], ...]:
    """Return the styles to try for the next name, the likeliest first."""
    if not before:
        return (_INVERTED, _TURNED, _FORWARD, _WHOLE)
    first = before[0].style
    if first is _TURNED:
        turned = (_TURNED,) if ";" in joint else ()
        return (*turned, _INVERTED, _FORWARD, _WHOLE, *((_TURNED,) if joined else ()))
    # Among names with initials, words without any are the title, unless "and" comes before them.
    whole = (_WHOLE,) if joined or first is _WHOLE else ()
    if first in (_FORWARD, _WHOLE):  # "Jimmy Ba." ends with a family, not with an initial
        return (_FORWARD, *whole, _INVERTED)
    return (_INVERTED, _FORWARD, *whole)


def _is_name(
    match: re.Match[str], style: re.Pattern[str], text: str, before: Sequence[_Name] = ()
) -> bool:
    words = (match["family"] if style is _INVERTED else match.group()).replace(",", " ").split()
    if any(word.lower() in _NO_NAME for word in words if len(word) > 1 or len(words) < 2):
        return False
    if style is _TURNED:
        return _may_be_turned(match, text)
    if style is not _INVERTED:
        bracket = re.match(r"\s*\((?!\D{0,12}\d{4}|eds?\b)", text[match.end() :])
        bracket = bracket if not _IN_BRACKETS.match(text, match.end()) else None
        return match.group().split()[0] != "A" and not bracket
    return not _goes_on(match, text, before)


def _goes_on(match: re.Match[str], text: str, before: Sequence[_Name]) -> bool:
    """Say whether "Lind, E." is of "Lind, E. Allen", or "Raymond J." of "Raymond J. Mooney and".

    So is "John Lind, E." of "John Lind, E. Allen, and …", which is two names.
    """
    if _begins_two(match, text):
        return True
    turned = _TURNED.match(text, match.start())
    if turned and turned.end() > match.end() + 2 and _is_name(turned, _TURNED, text):
        return True
    alike = before and all(each.style is _INVERTED for each in before)
    longer = None if alike or "," in match["comma"] else _WHOLE.match(text, match.start())
    if longer and longer.end() > match.end() and _is_name(longer, _WHOLE, text):
        return not _ends_in_title(text, longer.end())
    ended = re.match(r"\s*(?:[,;:.(\[&“\"]|(?:and|et|und|y)\b|\d{4}|$)", text[match.end() :])
    return not (ended or match["given"].rstrip().endswith("."))


def _ends_in_title(text: str, end: int) -> bool:
    """Say whether "Lee S. Sleep" up to `end` has the first word of a title: "Sleep and mood".

    A style with "2019;3:1" sets families first, so that there more is taken for a title.
    """
    rest = text[end:]
    families_first = _VOLUME.search(rest) is not None
    if re.match(r"\s*,\s+(?!and\b|et\b|eds?\b)[a-z]", rest):
        return True
    if families_first and re.match(r"\s*[:;\[]", rest):
        return True
    joint = re.match(r"\s+(?:and|und|et|y|&)\s+(?!al\b|others\b|colleagues\b|the\b)", rest)
    after = end + joint.end() if joint else len(text)
    if not (text[after : after + 1].islower() or families_first):
        return False
    styles = (_INVERTED, _TURNED, _FORWARD, _WHOLE)
    names = ((style, style.match(text, after)) for style in styles)
    named = any(name is not None and _is_name(name, style, text) for style, name in names)
    return joint is not None and not named and not _GROUP.match(text, after)


def _begins_two(match: re.Match[str], text: str) -> bool:
    """Say whether "A B, C." is one name, given name first, and the initial of another, "C. D"."""
    if "," not in match["comma"] or len(match["family"].split()) < 2:
        return False
    second = _FORWARD.match(text, match.start("given"))
    joint = _JOINT.match(text, second.end()) if second else None
    if re.match(_PARTICLE, match["family"]) or joint is None:
        return False
    # Two words after a bare "and" may be of the title: "Garcia Marquez, G. Love and Other Demons".
    styles = (_FORWARD, _WHOLE) if "," in joint.group() else (_FORWARD,)
    found = ((style, style.match(text, joint.end())) for style in styles)
    return any(third is not None and _is_name(third, style, text) for style, third in found)


def _may_be_turned(match: re.Match[str], text: str) -> bool:
    """Say whether "A, B" is one name turned round, not two names or a name and a title."""
    if len(match["family"].split()) < 2 or re.match(_PARTICLE, match["family"]):
        return True
    one = len((match["given"] or match["other"]).split()) == 1
    return one and not text[match.end() :].lstrip().startswith((",", ":"))


def _without_titles(found: list[_Name], text: str) -> list[_Name]:
    """Return `found` without words of the title that look like names: no "and" leads to them."""
    if len(found) < 2 or any(each.joined for each in found[1:]):
        return found
    rest = text[found[-1].end :]
    if found[0].style is _TURNED:
        dated = re.match(r"[\s,.(]*(?:1[6-9]|20)\d\d", rest)
        return found if dated or found[1].style is not _WHOLE else found[:1]
    while len(found) > 1 and found[-1].style is _WHOLE and not re.search(r"[^\W\d_]{4}", rest):
        rest = text[found[-2].end :]
        found = found[:-1]
    return found
