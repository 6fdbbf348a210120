"""A language model's reply in JSON, as some write unasked: the texts in it, and their keys."""

from __future__ import annotations

import json
import re

from app.model.reply_keys import KEY

# In a fence, or behind a line that announces it.
_BEGIN = re.compile(r"\s*(?:[^\n{\[]{0,80}:\s*)?(?:```\w*\s*)?(?:\{\s*\"|\[\s*\{)")
# A string, the last one perhaps cut, and the colon after it where it is the name of a field.
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)(?:"|\Z)(\s*:)?', re.DOTALL)
_KEYS = re.compile(rf"\W*{KEY}(?:\W+{KEY})*\W*", re.IGNORECASE)


def is_json(reply: str) -> bool:
    """Say whether a reply begins as a JSON object, or a list of them."""
    return bool(_BEGIN.match(reply))


def texts_in(reply: str) -> str:
    """Return the texts in a reply in JSON, a line each, with the keys that stand beside them.

    It is read string by string, as one that is cut, or not quite JSON, says no less. Single words
    ("high") tell of an answer and are none, where there are longer texts; no more are questions.
    """
    strings = [_unquoted(string) for string, named in _STRING.findall(reply) if not named]
    texts = [text for text in strings if not _KEYS.fullmatch(text) and not text.endswith("?")]
    texts = [text for text in texts if " " in text] or texts
    parts = [text for text in strings if text in texts or _KEYS.fullmatch(text)]
    if len(texts) == 1:
        keys = " ".join(f"[{part}]" for part in parts if part not in texts)
        return f"{texts[0]}\n\nSources: {keys}" if keys else texts[0]
    marked = [part if part in texts else f"[{part}]" for part in parts]
    if parts and parts[0] not in texts:  # keys come before what they are of
        return "".join(f"{part}\n" if part in texts else f"{part} " for part in marked)
    return "".join(f"\n{part}" if part in texts else f" {part}" for part in marked)


def _unquoted(string: str) -> str:
    try:
        return str(json.loads(f'"{string}"', strict=False)).strip()
    except ValueError:  # "\x", which JSON does not have, or "\" where it was cut
        return string
