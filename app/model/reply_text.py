"""The words of a language model's reply: without thoughts, markup and what cannot be seen."""

from __future__ import annotations

import html
import re

from app.language.plain import visible
from app.model.reply_json import is_json, texts_in
from app.model.reply_keys import KEY

# Colours of a terminal, and what it would make a link or a title.
_TERMINAL = re.compile(r"\x1b(?:\[[0-9;]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)?)")
# What is thought before an answer; some servers swallow the tag that opens it.
_THOUGHT = r"(?:think(?:ing)?|thoughts?|reason(?:ing)?)"
_THOUGHTS = re.compile(
    rf"<{_THOUGHT}>.*?</{_THOUGHT}>|<{_THOUGHT}>.*|\[THINK\].*?\[/THINK\]|\[THINK\].*",
    re.DOTALL | re.IGNORECASE,
)
_THOUGHT_BEFORE = re.compile(
    rf"\A.*(?:</{_THOUGHT}>|\[/THINK\]|<\|channel\|>final<\|message\|>)",
    re.DOTALL | re.IGNORECASE,
)
_CHANNEL = re.compile(r"<\|channel\|>(?!final).*", re.DOTALL)  # nothing but thoughts so far
_TOKEN = re.compile(r"<[|｜][^|｜<>\n]{1,40}[|｜]>")  # "<|im_end|>", a sign of the model's own
_END = re.compile(  # after which some models go on with a question of their own
    r"(?<=\S)\s*(?:<\|(?:im_end|eot_id|endoftext|end_of_text|end|return)\|>|</s>|<｜end▁of▁sentence｜>).*",
    re.DOTALL,
)
_NO_TEXT = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_KEYED_TAG = re.compile(  # "<sup>p12ab</sup>", "<p12ab>", "<cite key='p12ab'/>"
    rf"<(\w+)[^<>]*>\s*[\[(]?({KEY})[\])]?\s*</\1>|</?(?=[A-Za-z])[^<>]*?\b({KEY})\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(r"</?(?:br|div|h[1-6]|li|[ou]l|p|tr)\b[^<>\n]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z](?:[^<>\n]*|[^<>]{0,200}=[^<>]{0,200})>")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^()\n]*(?:\([^()\n]*\))?[^()\n]*\)")
_LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\s]*(?:\([^()\s]*\))?[^()\s]*\)")
_CITING = re.compile(rf"\W*(?:{KEY}|\^?\d{{1,2}})\W*", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!$%&~<>-])")
_FORMULA = re.compile(
    r"(?<![\w\\$])(\${1,2})(?![\s$])([^$\n]{1,80}?)(?<!\s)\1(?![\w$])|\\\(([^\n]{1,80}?)\\\)"
)
_COMMAND = re.compile(r"\\(?:text\w*|math\w+|boxed|emph|mbox|underline)\{([^{}]*)\}")
_CITE = re.compile(r"\\(?:foot)?cite\w*(?=[\[{])")
_STRONG = re.compile(r"\*\*|~~|`(?!``)")
# In pairs, outside words: "A*" and "one_word" keep theirs.
_EMPHASIS = re.compile(
    r"(?<!\w)(\*|_{1,2})(?=[^\s*_])([^\n]*?[^\s*_])\1(?!\w)",
)
# Lines that are no sentences: headings that cite nothing, heads of tables, rules, fences of code.
_APART = re.compile(
    rf"^[ \t]*(?:#+[ \t](?!.*\b{KEY}\b|(?i:sources?|references?|citations?)\b).*"
    r"|\|.*\n[ \t]*\|?[ \t]*:?--[-:| \t]*"
    r"|[-*_]{3,}[ \t]*|```.*)$",
    re.MULTILINE,
)
_BOLD_HEADING = re.compile(
    r"^[ \t]*(?:[-*•+] |\d{1,2}[.)] )?[ \t]*(?:\*\*|__)[^*_\n.]+:?(?:\*\*|__):?[ \t]*$\n(?=\s*\S)",
    re.MULTILINE,
)
# A line that ends in no stop, and one that goes on with it.
_WRAPPED = re.compile(
    r"(?<=[^\s.!?:;|\]。！？*_`#-])[ \t]*\n[ \t]*(?=[a-z\d$€£¥(])(?!\(?(?:\d{1,2}|[a-z])[.)][ \t])"
)
_BULLET = re.compile(
    r"^[ \t]*(?:(?:#+|>(?![ \t]*\d)|[-*•+]|\(?\d{1,2}[.)])[ \t]+|\|[ \t]*)+", re.MULTILINE
)
_LEAD = re.compile(
    r"^(?:first|second|third|fourth|last|final|answer|summary)(?:ly)?[ \t]*:[ \t]*",
    re.MULTILINE | re.IGNORECASE,
)
_CELL = re.compile(r"(?<![ \t])[ \t]+\|(?=[ \t]|$)", re.MULTILINE)


def spoken(reply: str) -> str:
    """Return `reply` without what the model thought."""
    told = _THOUGHT_BEFORE.sub(" ", _THOUGHTS.sub(" ", reply))
    return _TOKEN.sub("\n", _END.sub("", _CHANNEL.sub(" ", told)))


def bare_text(reply: str) -> str:
    """Return what `reply` says, as text that can be shown, stored and sent."""
    # JSON may hold half a character, and a stream the other half in its next piece.
    whole = reply.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    said = spoken(_TERMINAL.sub("", whole))
    return _unmarked(texts_in(said) if is_json(said) else said)


def _unmarked(text: str) -> str:
    """Return Markdown, HTML or LaTeX as the sentences in it, a line to each item or row."""
    return visible(_without_markdown(_without_latex(_without_html(visible(text)))))


def _without_html(text: str) -> str:
    keyed = _KEYED_TAG.sub(lambda tag: f" [{tag[2] or tag[3]}]", _NO_TEXT.sub("", text))
    return html.unescape(_TAG.sub("", _BLOCK_TAG.sub("\n", keyed)))


def _without_latex(text: str) -> str:
    plain = _COMMAND.sub(r"\1", _CITE.sub("", text))
    return _FORMULA.sub(lambda found: found[2] or found[3], plain)


def _without_markdown(text: str) -> str:
    lines = _APART.sub("", _BOLD_HEADING.sub("", text))
    bare = _BULLET.sub("", _WRAPPED.sub(" ", lines))
    bare = _EMPHASIS.sub(r"\2", _STRONG.sub("", bare))
    bare = _ESCAPED.sub(r"\1", _LINK.sub(_link_text, _PICTURE.sub("", bare)))
    return _CELL.sub("", _LEAD.sub("", bare))


def _link_text(link: re.Match[str]) -> str:
    return f"[{link[1]}]" if _CITING.fullmatch(link[1]) else link[1]
