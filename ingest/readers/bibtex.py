r"""BibTeX: the entries of a .bib file, and the bibliography of a paper that has such a file in it.

Or the .bbl file of biblatex. A paper has it in `filecontents`, as LaTeX allows and
`ingest.latex.projects` makes use of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ingest.readers import biblatex

Fields = Mapping[str, str]

_OPENING = re.compile(r"@(\w+)\s*[{(]\s*")
_KEY = re.compile(r"([^\s,{}()=\"]+)\s*,")
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w-]*)\s*=\s*")
_FILE = re.compile(
    r"\\begin\s*\{filecontents\*?\}\s*(?:\[[^\]]*\]\s*)?\{([^{}]*)\}(.*?)"
    r"\\end\s*\{filecontents\*?\}",
    re.DOTALL,
)
_CITED = re.compile(r"\\[A-Za-z]*[cC]ite[A-Za-z]*\*?\s*(?:\[[^\]]*\]\s*){0,2}\{([^{}]*)\}")
_PLACE = re.compile(r"\\(?:bibliography\s*\{[^{}]*\}|printbibliography\b(?:\[[^\]]*\])?)")
_VENUES = (
    "journal",
    "journaltitle",
    "booktitle",
    "publisher",
    "school",
    "institution",
    "howpublished",
)


def typeset(text: str) -> str:
    """Return the source of a paper with the entries that it cites of its .bib and .bbl files."""
    known: dict[str, Fields] = {}
    for name, content in _FILE.findall(text):
        if name.lower().endswith(".bib"):
            known |= entries(content)
        elif name.lower().endswith(".bbl"):
            known |= biblatex.entries(content)
    text = _FILE.sub("", text)
    keys = dict.fromkeys(key.strip() for each in _CITED.findall(text) for key in each.split(","))
    listed = known if "*" in keys else [key for key in keys if key in known]
    items = "\n\n".join(
        f"\\bibitem[{label(known[key])}]{{{key}}} {printed(known[key])}" for key in listed
    )
    made = f"\\begin{{thebibliography}}{{}}\n{items}\n\\end{{thebibliography}}"
    return _PLACE.sub(lambda match: made, text, count=1) if items else text


def entries(text: str) -> dict[str, Fields]:
    """Return the fields of each entry by its key; names of fields are in small letters."""
    found: dict[str, Fields] = {}
    words: dict[str, str] = {}  # what @string defines
    at = 0
    while opening := _OPENING.search(text, at):
        at = opening.end()
        kind = opening[1].lower()
        if kind in ("comment", "preamble"):
            continue
        key = _KEY.match(text, at)
        if kind == "string":
            fields, at = _fields(text, at, words)
            words.update(fields)
        elif key:
            fields, at = _fields(text, key.end(), words)
            found.setdefault(key[1], fields)
    return found


def _fields(text: str, at: int, words: Fields) -> tuple[dict[str, str], int]:
    fields: dict[str, str] = {}
    while match := _FIELD.match(text, at):
        value, at = _value(text, match.end(), words)
        fields.setdefault(match[1].lower(), " ".join(value.split()))
    return fields, at


def _value(text: str, at: int, words: Fields) -> tuple[str, int]:
    """Return a value, its pieces put together, and where the text goes on."""
    pieces: list[str] = []
    while True:
        piece, at = _piece(text, at, words)
        pieces.append(piece)
        joined = re.compile(r"\s*#\s*").match(text, at)
        if not joined:
            return "".join(pieces), at
        at = joined.end()


def _piece(text: str, at: int, words: Fields) -> tuple[str, int]:
    if text[at : at + 1] not in ("{", '"'):
        match = re.compile(r"[^\s,{}()#\"]*").match(text, at)
        word = match.group() if match else ""
        return words.get(word.lower(), word), at + len(word)
    quoted, depth = text[at] == '"', 0
    for end in range(at + 1 if quoted else at, len(text)):
        letter = text[end]
        if letter in "{}" and text[end - 1] != "\\":
            depth += 1 if letter == "{" else -1
        if depth <= 0 and letter == ('"' if quoted else "}"):
            return text[at + 1 : end], end + 1
    return "", len(text)


def printed(fields: Fields) -> str:
    """Return an entry as a bibliography in the plain style prints it, LaTeX kept."""
    venue = next((fields[name] for name in _VENUES if fields.get(name)), "")
    volume, number = fields.get("volume", ""), fields.get("number", "")
    pages = re.sub(r"\s*-+\s*", "–", fields.get("pages", ""))
    where = f"{volume}({number})" if volume and number else volume
    place = f"{where}:{pages}" if where and pages else where or (f"pages {pages}" if pages else "")
    year = _year(fields)
    parts = [
        ", ".join(_names(_people(fields))),
        fields.get("title", ""),
        ", ".join(part for part in (venue, place, year) if part),
        f"doi:{fields['doi']}" if fields.get("doi") else fields.get("url", ""),
    ]
    text = " ".join(f"{part.rstrip('.')}." for part in parts if part)
    return re.sub(r"(?<!\\)%", r"\\%", text)


def label(fields: Fields) -> str:
    """Return how natbib calls an entry in the text, as in `Reed and Cole(2001)`, LaTeX kept."""
    families = [_family(name) for name in _split(_people(fields))]
    if len(families) > 2 or families[1:] == ["others"]:
        families = [f"{families[0]} et al."]
    names, year = " and ".join(families), _year(fields)
    return "" if not names or re.search(r"[\[\]()]", names + year) else f"{names}({year})"


def _people(fields: Fields) -> str:
    return fields.get("author") or fields.get("editor", "")


def _year(fields: Fields) -> str:
    return fields.get("year") or fields.get("date", "")[:4]


def _split(people: str) -> list[str]:
    return re.split(r"\s+and\s+", people.strip()) if people.strip() else []


def _family(name: str) -> str:
    """Return the family name: before the comma, or the last word and small words before it."""
    family, comma, _ = name.partition(",")
    if comma and family.count("{") == family.count("}"):
        return family
    match = re.search(r"(?:(?<=\s)[a-z][\w'’]*\s+)*(?:\{[^{}]*\}|\S+)$", name)
    return match.group() if match else name


def _names(people: str) -> Iterator[str]:
    """Give the names in the order in which they are spoken, the last after "and"."""
    names = _split(people)
    for at, name in enumerate(names):
        family, comma, given = name.partition(",")
        spoken = f"{given.split(',')[-1].strip()} {family.strip()}" if comma else name
        last = at and at == len(names) - 1
        if name == "others":
            yield "et al"
        else:
            yield f"and {spoken}" if last else spoken
