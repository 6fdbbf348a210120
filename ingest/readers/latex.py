"""LaTeX source: sections get the numbers that LaTeX gives them, plain formulas are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.encodings import decode
from ingest.latex.aastex import as_latex
from ingest.latex.acronyms import spelled_out
from ingest.latex.citations import BIBITEM, Work, as_set_by_pandoc, set_by_pandoc, works
from ingest.latex.conditions import settled
from ingest.latex.front import front, keywords, without_front
from ingest.latex.lists import LISTS, items
from ingest.latex.macros import expanded
from ingest.latex.numbers import FLOATS, SECTIONS, numbered, top_level
from ingest.latex.tables import table_rows
from ingest.latex.typed import OPTION, shown, uncommented
from ingest.latex.words import FORMULAS, Source, group, opened, plain
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.readers.bibtex import typeset

_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_BLOCK = re.compile(
    rf"\\(?P<section>{'|'.join(SECTIONS)})(?:\*\s*{OPTION}|\s*\[(?P<number>[\w.]*)\])?\s*(?=\{{)"
    rf"|\\begin\s*\{{(?P<env>[A-Za-z]+\*?)\}}|(?P<gap>\n\s*\n|\\appendix\b)"
)
_CAPTION = re.compile(r"\\caption\*?\s*(?:\[(?P<number>[^\[\]\n]*)\])?\s*(?=\{)")


def read(data: bytes, *, name: str) -> Layout:
    """Return the text of a LaTeX file; files that it takes in are not followed."""
    text, warnings = decode(data)
    text = as_set_by_pandoc(uncommented(typeset(text.replace("\r\n", "\n"))))
    text, endless = expanded(settled(text))
    text = as_latex(spelled_out(text))
    preamble, found, body = text.partition(r"\begin{document}")
    body = (body if found else text).split(r"\end{document}")[0]
    head = preamble + body if found else body
    content, labels = numbered(preamble if found else "", without_front(body))
    source = Source(works(body), labels, top_level(body))
    blocks = front(head, source) + _blocks(content, source)
    warnings += _left_out(name, head, body, endless)
    return Layout(tuple(block for block in blocks if block.lines[0].text), warnings=warnings)


def _left_out(name: str, head: str, body: str, endless: Sequence[str]) -> tuple[str, ...]:
    """Return a warning for each kind of thing that is not read."""
    warnings: list[str] = []
    left = re.findall(r"\\(?:input|include)\s*\{([^}]*)\}", body)
    if "cite" in body and r"\bibitem" not in body:
        left += re.findall(rf"\\(?:bibliography|addbibresource)\s*{OPTION}\{{([^}}]*)\}}", head)
    if left:
        files, are = ("file", "is") if len(left) == 1 else ("files", "are")
        warnings.append(
            f"{len(left)} {files} that {name!r} takes in {are} not read: {', '.join(left[:3])}"
        )
    if endless:
        names = ", ".join(f"\\{each}" for each in endless[:3])
        warnings.append(
            f"{len(endless)} commands that {name!r} defines go on without end, and what they print"
            f" is not read: {names}"
        )
    return tuple(warnings)


# Blocks ----------------------------------------------------------------------------------------


def _blocks(body: str, source: Source) -> list[Block]:
    blocks: list[Block] = []
    at = start = 0
    while match := _BLOCK.search(body, at):
        if match["env"] and match["env"].rstrip("*") in FORMULAS.split("|"):
            at = _environment_end(body, match)[1]
            continue
        blocks += _paragraph(body[start : match.start()], source)
        at = match.end()
        if match["section"]:
            title, at = group(body, at)
            blocks.append(_heading(title, match, source))
        elif match["env"]:
            inside, at = _environment_end(body, match)
            blocks += _environment(match["env"], inside, source)
        start = at
    return blocks + _paragraph(body[start:], source)


def _environment_end(body: str, opening: re.Match[str]) -> tuple[str, int]:
    """Return what stands in the environment that `opening` begins, and where it ends."""
    depth = 0
    for match in _ENVIRONMENT.finditer(body, opening.start()):
        depth += 1 if match.group(1) == "begin" else -1
        if depth == 0:
            return body[opening.end() : match.start()], match.end()
    return body[opening.end() :], len(body)


def _heading(title: str, match: re.Match[str], source: Source) -> Block:
    level = SECTIONS.index(match["section"])
    number = f"{match['number']} " if match["number"] else ""
    text = number + plain(title, source).rstrip(".")
    return Block("heading", (Line(text),), level=max(1, level - source.top + 1))


def _paragraph(text: str, source: Source, kind: BlockKind = "paragraph") -> list[Block]:
    line = plain(text, source)
    return [Block(kind, (Line(line),))] if re.search(r"\w", line) else []


def _environment(name: str, inside: str, source: Source) -> list[Block]:
    start = opened(name, inside, 0)
    options, inside = inside[:start], inside[start:]
    name = name.rstrip("*")
    if name == "thebibliography":
        return [Block("heading", (Line("References"),), level=1), *_entries(inside, source)]
    if name.lower() == "cslreferences":
        entries = set_by_pandoc(inside)
        return [block for each in entries for block in _paragraph(each, source, "reference")]
    if name == "abstract":
        heading = Block("heading", (Line("Abstract"),), level=1)
        paragraphs = re.split(r"\n\s*\n", inside)
        return [heading, *(b for each in paragraphs for b in _paragraph(each, source, "abstract"))]
    if name in ("keyword", "keywords", "IEEEkeywords"):
        return [keywords(inside, source)]
    if name in LISTS:
        texts = items(name, options, inside)
        return [block for text in texts for block in _paragraph(text, source, "list")]
    if name in ("verbatim", "Verbatim", "lstlisting", "minted"):
        code = shown(inside).split("\n")
        lines = tuple(Line(line.rstrip()) for line in code if line.strip())
        return [Block("code", lines)] if lines else []
    if name in FLOATS:
        captions, rest = _captions(inside, source)
        return captions + (_table if name == "longtable" else _blocks)(rest, source)
    if name in ("tabular", "tabularx"):
        return _table(inside, source)
    if name in ("tikzpicture", "picture"):
        return []
    return _blocks(inside, source)


def _captions(inside: str, source: Source) -> tuple[list[Block], str]:
    """Return the captions of a float with their numbers, and what else stands in it."""
    captions: list[Block] = []
    while match := _CAPTION.search(inside):
        words, end = group(inside, match.end())
        inside = inside[: match.start()] + inside[end:]
        number = match["number"] or ""
        called = f"{number}{'' if number.startswith('(') else ':'} " if number else ""
        if words := plain(words, source):
            captions.append(Block("caption", (Line(called + words),)))
    return captions, inside


def _table(inside: str, source: Source) -> list[Block]:
    lines = tuple(Line(row) for row in table_rows(inside, source))
    return [Block("table", lines)] if lines else []


def _entries(inside: str, source: Source) -> Iterator[Block]:
    found = list(BIBITEM.finditer(inside))
    for at, match in enumerate(found, start=1):
        end = found[at].start() if at < len(found) else len(inside)
        words = plain(inside[match.end() : end].replace(r"\newblock", " "), source)
        number = source.works.get(match["key"], Work(match["key"])).number
        yield Block("reference", (Line(f"[{number}] {words}"),))
