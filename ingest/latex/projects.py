r"""LaTeX papers of several files: what `\input` and `\bibliography` name is put in their places."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from ingest.encodings import decode
from ingest.errors import UnsupportedFormat

PAPERS = (".tex", ".latex", ".ltx")
SUFFIXES = (*PAPERS, ".bib", ".bbl")
_LARGEST = 20_000_000  # bytes of all files; no paper is that long
_DEEPEST = 15  # files within files, as in LaTeX itself
_COMMENT = re.compile(  # a percent sign in an address or in code opens none
    r"(?P<typed>\\(?:url|href|path)\s?\{[^{}\n]*\}|"
    r"\\begin\{(?P<code>verbatim|lstlisting|minted)\*?\}(?s:.*?)\\end\{(?P=code)\*?\}|"
    r"\\(?:verb|lstinline)\*?(?P<mark>[^\w\s{])[^\n]*?(?P=mark))|(?<!\\)%[^\n]*"
)
_MAIN = re.compile(r"\\document(?:class|style)\b")
_TAKES = re.compile(
    r"\\(?P<command>input|include|bibliography|addbibresource)\s*(?:\[[^\]\n]{0,200}\]\s*)?"
    r"\{(?P<names>[^{}]*)\}"
)


def whole(files: Mapping[str, bytes]) -> dict[str, bytes]:
    r"""Return the papers among `files` by name, each with the files that it takes in.

    `files` are those with one of `SUFFIXES`. A file with `\documentclass` is a paper; one that a
    paper takes in is no paper by itself, any other is. A paper takes a file in once, so that none
    grows beyond what `files` hold.
    """
    texts = [name for name in files if name.lower().endswith(PAPERS)]
    if sum(map(len, files.values())) > _LARGEST:
        return {name: files[name] for name in texts}
    sources = {posixpath.normpath(name): _source(name, data) for name, data in files.items()}
    papers: dict[str, bytes] = {}
    parts: set[str] = set()
    for name in texts:
        path = posixpath.normpath(name)
        if _MAIN.search(sources[path]):
            taken = {path}
            papers[name] = _filled(sources[path], path, sources, taken, depth=0).encode()
            parts |= taken
    alone = {name: files[name] for name in texts if posixpath.normpath(name) not in parts}
    return {**alone, **papers}


def _source(name: str, data: bytes) -> str:
    """Return a file as text without comments; "" for one that is no text, which is said later."""
    try:
        text = decode(data)[0].replace("\r\n", "\n")
    except UnsupportedFormat:
        return ""
    return text if name.lower().endswith(".bib") else _COMMENT.sub(_typed, text)


def _typed(match: re.Match[str]) -> str:
    return match["typed"] or "%"


def _filled(text: str, paper: str, sources: Mapping[str, str], taken: set[str], depth: int) -> str:
    """Return `text` with the files that it takes in, which are noted in `taken`."""

    def put(match: re.Match[str]) -> str:
        bibliography = match["command"] in ("bibliography", "addbibresource")
        found = list(_found(match["names"], paper, sources, bibliography=bibliography))
        fresh = [name for name in found if name not in taken]
        if not found or depth == _DEEPEST:
            return match.group()
        taken.update(fresh)
        if not bibliography:
            parts = (_filled(sources[name], paper, sources, taken, depth + 1) for name in fresh)
            return "\n".join(parts)
        if found[0].endswith(".bbl") and r"\bibitem" in sources[found[0]]:
            return sources[found[0]] if fresh else ""
        return "".join(_enclosed(name, sources[name]) for name in fresh) + match.group()

    return _TAKES.sub(put, text)


def _found(
    names: str, paper: str, sources: Mapping[str, str], *, bibliography: bool
) -> Iterator[str]:
    r"""Give the files that are meant; for a bibliography the typeset one, where there is one.

    That of biblatex, which tells fields, stands for .bib files that are not there.
    """
    folder = posixpath.dirname(paper)
    typeset = posixpath.splitext(paper)[0] + ".bbl"
    if bibliography and r"\bibitem" in sources.get(typeset, ""):
        yield typeset
        return
    missing = 0
    for name in names.split(","):
        path = posixpath.normpath(posixpath.join(folder, name.strip()))
        options = (path, path + (".bib" if bibliography else ".tex"))
        if there := next((each for each in options if each in sources), ""):
            yield there
        missing += not there
    if bibliography and missing and r"\entry{" in sources.get(typeset, ""):
        yield typeset


def _enclosed(name: str, content: str) -> str:
    """Return a .bib file, or biblatex's .bbl, as LaTeX itself writes one from within a paper."""
    return f"\\begin{{filecontents}}{{{name}}}\n{content}\n\\end{{filecontents}}\n"
