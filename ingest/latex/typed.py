"""What of a LaTeX file is no LaTeX: comments, which go, and code and addresses, which stay."""

from __future__ import annotations

import re

OPTION = r"(?:\[(?:[^\[\]]|\[[^\[\]]*\])*\]\s*)?"

# What is printed as typed lies in a private area, unseen by all that reads commands.
_HIDDEN = {ord(letter): chr(0xF0000 + ord(letter)) for letter in "\\%&#$_{}[]~-`'"}
_SHOWN = {ord(hidden): chr(letter) for letter, hidden in _HIDDEN.items()}

_TYPED = re.compile(
    r"\\begin\s*\{comment\}.*?\\end\s*\{comment\}"
    r"|(?P<begin>\\begin\s*\{(?P<environment>verbatim|Verbatim|lstlisting|minted)\*?\})"
    r"(?P<code>.*?)(?P<end>\\end\s*\{(?P=environment)\*?\})"
    r"|\\(?:verb\*?|lstinline)(?P<mark>[^\w\s*{\[])(?P<words>[^\n]*?)(?P=mark)"
    rf"|(?P<link>\\(?:url|nolinkurl|path|href)\s*{OPTION})\{{(?P<address>[^{{}}\n]*)\}}"
    r"|(?P<command>\\[A-Za-z]+)?(?P<comment>%[^\n]*(?:\n[ \t]*|\Z))(?P<gap>(?=\n))?|\\.",
    re.DOTALL,
)
_CAPTION = re.compile(r"\bcaption\s*=\s*(?:\{([^{}]*)\}|([^,\]]*))")


def uncommented(text: str) -> str:
    """Return `text` without comments; code and addresses in it can be read by `shown` only."""
    return _TYPED.sub(_typed, text)


def hidden(text: str) -> str:
    """Return `text` so that nothing in it is read as a command."""
    return text.translate(_HIDDEN)


def shown(text: str) -> str:
    """Return `text` with all characters as they were typed."""
    return text.translate(_SHOWN)


def _typed(match: re.Match[str]) -> str:
    if match["comment"]:
        return _without_comment(match)
    if match["begin"]:
        return _code(match)
    if match["mark"]:
        return hidden(match["words"])
    if match["link"]:
        address = hidden(re.sub(r"\\([%#&_~])", r"\1", match["address"]))
        return f"{match['link']}{{{address}}}"
    return "" if match.group().startswith(r"\begin") else match.group()


def _without_comment(match: re.Match[str]) -> str:
    """Return what TeX sees of a comment: not its line end nor the next indent, but a blank line."""
    if match["gap"] is not None:
        return (match["command"] or "") + "\n"
    return f"{match['command']} " if match["command"] else ""


def _code(match: re.Match[str]) -> str:
    """Return code behind the caption that it has among its options."""
    code, caption = match["code"], ""
    if match["environment"] != "verbatim":
        options = re.compile(rf"[ \t]*({OPTION})(?:\{{[^{{}}\n]*\}})?").match(code)
        found = _CAPTION.search(options[1]) if options else None
        caption = f"\n\n{found[1] or found[2] or ''}\n\n" if found else ""
        code = code[options.end() :] if options else code
    return caption + match["begin"] + hidden(code) + match["end"]
