"""LaTeX source: sections get the numbers that LaTeX gives them, formulas stay as typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.encodings import decode
from ingest.layout import Block, BlockKind, Layout, Line
from ingest.readers.bibtex import typeset

_SECTIONS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph")
_ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
}
_LETTERS = {"ss": "ß", "o": "ø", "O": "Ø", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ"}
_LETTERS |= {"aa": "å", "AA": "Å", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ"}
_SYMBOLS = {"ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "S": "§", "P": "¶"}
_SYMBOLS |= {"copyright": "©", "pounds": "£", "euro": "€", "degree": "°", "textdegree": "°"}
_SYMBOLS |= {"LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "textbackslash": "\\"}
_DROPPED = frozenset(
    ["label", "vspace", "hspace", "includegraphics", "bibliographystyle", "bibliography", "input"]
    + ["include", "thispagestyle", "pagestyle", "setlength", "setcounter", "addtocounter", "thanks"]
    + ["footnotemark", "hypersetup", "usepackage", "vskip", "index", "phantomsection", "nocite"]
)
_ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([A-Za-z]+\*?)\}")
_MATHS = frozenset(["equation", "align", "gather", "multline", "eqnarray", "displaymath", "math"])
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?\s*|\\(.)", re.DOTALL)


@dataclass(slots=True)
class _Source:
    """What commands lead to: numbers of sections, labels, keys of the bibliography."""

    keys: dict[str, str]
    labels: dict[str, str] = field(default_factory=dict)
    counts: list[int] = field(default_factory=lambda: [0] * len(_SECTIONS))
    appendix: bool = False

    def next_number(self, level: int, top: int) -> str:
        """Return the number of the next section at `level`, counted from the level `top`."""
        self.counts[level] += 1
        self.counts[level + 1 :] = [0] * (len(_SECTIONS) - level - 1)
        numbers = [str(count) for count in self.counts[top : level + 1]]
        if self.appendix:
            numbers[0] = chr(ord("A") + min(self.counts[top], 26) - 1)
        return ".".join(numbers)


def read(data: bytes, *, name: str) -> Layout:
    """Return the text of a LaTeX file; files that it takes in are not followed."""
    text, warnings = decode(data)
    text = typeset(text.replace("\r\n", "\n"))
    text = re.sub(r"(?<!\\)%.*?(?:\n[ \t]*|\Z)", "\n", text)
    text = re.sub(r"\\begin\{comment\}.*?\\end\{comment\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\\verb\*?([^\w\s])(.*?)\1", lambda match: _escaped(match.group(2)), text)
    preamble, found, body = text.partition(r"\begin{document}")
    body = (body if found else text).split(r"\end{document}")[0]
    source = _Source(_keys(body))
    _collect_labels(body, source)
    head = preamble + body if found else body
    title, authors = argument(head, "title"), argument(head, "author")
    blocks = [Block("title", (Line(plain(title, source)),))] if title else []
    blocks += [Block("authors", (Line(each),)) for each in _authors(authors, source)]
    blocks += _blocks(_without_front(body), source)
    left = re.findall(r"\\(?:input|include)\s*\{([^}]*)\}", body)
    if left:
        warnings += (
            f"{len(left)} files that {name!r} takes in are not read: {', '.join(left[:3])}",
        )
    return Layout(tuple(block for block in blocks if block.lines[0].text), warnings=warnings)


def _escaped(verbatim: str) -> str:
    """Return text that LaTeX would print as it stands, so that it survives being read."""
    marked = {"\\": r"\textbackslash{}"}
    return re.sub(r"[\\%&#$_{}]", lambda match: marked.get(match[0], "\\" + match[0]), verbatim)


def group(text: str, at: int) -> tuple[str, int]:
    """Return what stands in the braces that open at `at` or after white space, and their end."""
    while at < len(text) and text[at].isspace():
        at += 1
    if at >= len(text) or text[at] != "{":
        return "", at
    depth = 0
    for end in range(at, len(text)):
        if text[end] in "{}" and (end == 0 or text[end - 1] != "\\"):
            depth += 1 if text[end] == "{" else -1
            if depth == 0:
                return text[at + 1 : end], end + 1
    return text[at + 1 :], len(text)


def argument(text: str, command: str) -> str:
    """Return the argument of the first `command` in `text`, "" where there is none."""
    match = re.search(rf"\\{command}\*?\s*(?:\[[^\]]*\]\s*)?(?=\{{)", text)
    return group(text, match.end())[0] if match else ""


def _without_front(body: str) -> str:
    for command in ("title", "author", "date", "maketitle"):
        match = re.search(rf"\\{command}\*?\s*(?:\[[^\]]*\]\s*)?(?=\{{)", body)
        if match:
            body = body[: match.start()] + body[group(body, match.end())[1] :]
    return body.replace(r"\maketitle", "")


def _authors(text: str, source: _Source) -> list[str]:
    parts = re.split(r"\\and\b|\\And\b|\\AND\b|\\\\", text)
    return [line for line in (plain(part, source) for part in parts) if line]


def _keys(body: str) -> dict[str, str]:
    """Return the number of each bibliography entry by its key."""
    found = re.findall(r"\\bibitem\s*(?:\[(?:[^\[\]]|\{[^}]*\})*\])?\s*\{([^}]*)\}", body)
    return {key: str(number) for number, key in enumerate(found, start=1)}


def _collect_labels(body: str, source: _Source) -> None:
    r"""Note which number each `\label` after a section command stands for."""
    counter = _Source({})
    current = ""
    pattern = (
        rf"\\({'|'.join(_SECTIONS)})\s*(?:\[[^\]]*\])?(?=\{{)|\\appendix\b|\\label\s*\{{([^}}]*)\}}"
    )
    top = _top(body)
    for match in re.finditer(pattern, body):
        if match.group(1):
            current = counter.next_number(_SECTIONS.index(match.group(1)), top)
        elif match.group(2):
            source.labels[match.group(2)] = current
        else:
            counter.appendix, counter.counts = True, [0] * len(_SECTIONS)


def _top(body: str) -> int:
    return _SECTIONS.index("chapter") if r"\chapter" in body else _SECTIONS.index("section")


# Blocks ----------------------------------------------------------------------------------------


def _blocks(body: str, source: _Source) -> list[Block]:
    top = _top(body)
    pattern = (
        rf"\\(?P<section>{'|'.join(_SECTIONS)})(?P<star>\*?)\s*(?:\[[^\]]*\]\s*)?(?=\{{)"
        r"|\\begin\s*\{(?P<env>[A-Za-z]+)\*?\}|(?P<appendix>\\appendix\b)|(?P<gap>\n\s*\n)"
    )
    blocks: list[Block] = []
    at = start = 0
    while match := re.compile(pattern).search(body, at):
        if match["env"] in _MATHS:
            at = _environment_end(body, match)[1]
            continue
        blocks += _paragraph(body[start : match.start()], source)
        at = match.end()
        if match["section"]:
            title, at = group(body, at)
            blocks.append(_heading(title, match["section"], bool(match["star"]), top, source))
        elif match["env"]:
            inside, at = _environment_end(body, match)
            blocks += _environment(match["env"], inside, source)
        elif match["appendix"]:
            source.appendix, source.counts = True, [0] * len(_SECTIONS)
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


def _heading(title: str, command: str, starred: bool, top: int, source: _Source) -> Block:
    level = _SECTIONS.index(command)
    numbered = not starred and top <= level < _SECTIONS.index("paragraph")
    number = f"{source.next_number(level, top)} " if numbered else ""
    if number and source.appendix and level == top:
        number = f"{number.strip()}. "
    text = number + plain(title, source).rstrip(".")
    return Block("heading", (Line(text),), level=max(1, level - top + 1))


def _paragraph(text: str, source: _Source, kind: BlockKind = "paragraph") -> list[Block]:
    line = plain(text, source)
    return [Block(kind, (Line(line),))] if re.search(r"\w", line) else []


def _environment(name: str, inside: str, source: _Source) -> list[Block]:
    if name == "thebibliography":
        return [Block("heading", (Line("References"),), level=1), *_entries(inside, source)]
    if name == "abstract":
        heading = Block("heading", (Line("Abstract"),), level=1)
        paragraphs = re.split(r"\n\s*\n", inside)
        return [heading, *(b for each in paragraphs for b in _paragraph(each, source, "abstract"))]
    if name in ("itemize", "enumerate", "description"):
        items = re.split(r"\\item\b\s*(?:\[([^\]]*)\])?", inside)[1:]
        texts = [f"{mark or ''} {text}" for mark, text in zip(items[::2], items[1::2], strict=True)]
        return [block for text in texts for block in _paragraph(text, source, "list")]
    if name in ("tabular", "tabularx", "longtable"):
        return _table(inside, source)
    if name in ("verbatim", "lstlisting"):
        lines = tuple(Line(line.rstrip()) for line in inside.split("\n") if line.strip())
        return [Block("code", lines)] if lines else []
    if name in ("figure", "table", "wrapfigure", "algorithm"):
        return [*_caption(name, inside, source), *_blocks(_without_caption(inside), source)]
    if name in ("tikzpicture", "picture"):
        return []
    return _blocks(inside, source)


def _caption(name: str, inside: str, source: _Source) -> list[Block]:
    words = plain(argument(inside, "caption"), source)
    kind = "Table" if name == "table" else "Algorithm" if name == "algorithm" else "Figure"
    counts = source.labels.setdefault(f"\\{kind}", "0")
    source.labels[f"\\{kind}"] = number = str(int(counts) + 1)
    return [Block("caption", (Line(f"{kind} {number}: {words}"),))] if words else []


def _without_caption(inside: str) -> str:
    match = re.search(r"\\caption\*?\s*(?:\[[^\]]*\]\s*)?(?=\{)", inside)
    return inside[: match.start()] + inside[group(inside, match.end())[1] :] if match else inside


def _table(inside: str, source: _Source) -> list[Block]:
    inside = re.sub(r"^\s*(?:\[[^\]]*\])?(?:\{(?:[^{}]|\{[^{}]*\})*\}){1,2}", "", inside)
    inside = re.sub(
        r"\\(?:hline|toprule|midrule|bottomrule|cmidrule\S*|cline\{[^}]*\})", "", inside
    )
    rows = [
        " | ".join(plain(cell, source) for cell in re.split(r"(?<!\\)&", row))
        for row in re.split(r"\\\\(?:\[[^\]]*\])?", inside)
    ]
    lines = tuple(Line(row) for row in rows if re.search(r"\w", row))
    return [Block("table", lines)] if lines else []


def _entries(inside: str, source: _Source) -> Iterator[Block]:
    pattern = r"\\bibitem\s*(?:\[(?:[^\[\]]|\{[^}]*\})*\])?\s*\{([^}]*)\}"
    parts = re.split(pattern, inside)[1:]
    for key, text in zip(parts[::2], parts[1::2], strict=True):
        words = plain(text.replace(r"\newblock", " "), source)
        yield Block("reference", (Line(f"[{source.keys.get(key, key)}] {words}"),))


# Running text ----------------------------------------------------------------------------------


def plain(text: str, source: _Source) -> str:
    """Return `text` without commands: accents set, quotes and dashes as printed, formulas kept."""
    parts = re.split(
        r"(\$\$.+?\$\$|\$(?:\\.|[^$\\])+\$|\\\(.+?\\\)|\\\[.+?\\\])", text, flags=re.DOTALL
    )
    words = "".join(part if at % 2 else _plain(part, source) for at, part in enumerate(parts))
    return " ".join(words.split())


def _plain(text: str, source: _Source) -> str:
    out: list[str] = []
    at = 0
    while match := _COMMAND.search(text, at):
        out.append(_typography(text[at : match.start()]))
        at = match.end()
        name = match.group(1) or match.group(2)
        if match.group(2) and name in "%&#$_{}":
            out.append(name)
        elif name in _ACCENTS and (match.group(2) or name in "cvuHkr"):
            letter, at = _letter(text, at)
            out.append(unicodedata.normalize("NFC", letter + _ACCENTS[name]) if letter else "")
        elif match.group(1):
            piece, at = _command(name, text, at, source)
            out.append(piece)
        else:
            out.append(" ")
    out.append(_typography(text[at:]))
    return "".join(out)


def _letter(text: str, at: int) -> tuple[str, int]:
    """Return the letter that an accent at `at` is set on, braces and a dotless i undone."""
    inside, end = group(text, at)
    if end == at or not inside:
        inside, end = text[at : at + 1], at + 1
    if inside == "\\":
        inside, end = text[at : at + 2], at + 2
    letter = inside.strip().replace(r"\i", "i").replace(r"\j", "j")
    return letter[:1], end


def _command(name: str, text: str, at: int, source: _Source) -> tuple[str, int]:
    """Return what the command `name` prints, and where the text goes on."""
    if name in _LETTERS:
        return _LETTERS[name], at + 2 if text[at : at + 2] == "{}" else at
    if name in _SYMBOLS:
        return _SYMBOLS[name], at + 2 if text[at : at + 2] == "{}" else at
    if name in ("begin", "end"):
        return " ", group(text, at)[1]
    options = re.compile(r"(?:\[[^\]]*\]\s*)*").match(text, at)
    at = options.end() if options else at
    inside, end = group(text, at)
    if "cite" in name.lower() and name not in _DROPPED:
        marks = [source.keys.get(key.strip(), key.strip()) for key in inside.split(",")]
        return f"[{', '.join(marks)}]", end
    if name in ("ref", "autoref", "cref", "Cref", "eqref"):
        return source.labels.get(inside, ""), end
    if name in _DROPPED:
        return "", end
    if name == "href":
        inside, end = group(text, end)
    if name == "footnote":
        return f" ({_plain(inside, source)})", end
    return (_plain(inside, source), end) if end > at else (" ", at)


def _typography(text: str) -> str:
    text = text.replace("---", "—").replace("--", "–").replace("``", "“").replace("''", "”")
    return re.sub(r"[{}]", "", text.replace("~", " ").replace("`", "‘"))
