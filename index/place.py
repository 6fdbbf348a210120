"""Where a library is: a folder, or a PostgreSQL database named by its URL.

    papers/                                         a folder
    postgresql://reader@db.example/papers           the collection "main" of a database
    postgresql://reader@db.example/papers?collection=physics
    postgresql://one.example/papers,postgresql://two.example/papers      two shards of one library

A place travels as a `Path`, which keeps all of a URL but the second slash after its scheme.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from ingest.errors import UsageError

DEFAULT_COLLECTION = "main"
HIDDEN = "***"
_URL = re.compile(r"postgres(?:ql)?:/+")
_BETWEEN = re.compile(r",(?=postgres(?:ql)?:/)")
_SECRETS = ("password", "sslpassword")


@dataclass(frozen=True, slots=True)
class Database:
    """A collection in a database: `dsn` is what a client connects with, its secrets included."""

    dsn: str
    collection: str


def place(typed: str | Path) -> Path:
    """Return the place that a person typed, or that stands in a command as what it is without.

    Raises: UsageError for none, such as a variable of the shell that is not set.
    """
    text = str(typed)
    if not text.strip():
        raise UsageError("the place of the library is empty; name a folder ('.' for this one).")
    if len(each := _BETWEEN.split(text)) > 1:
        return Path(",".join(str(place(shard)) for shard in each))
    found = _URL.match(text)
    if found is None:
        return Path(text)
    rest = text[found.end() :]
    if found.group().endswith("///"):  # no host; a path would take the database for one
        name, _, query = rest.partition("?")
        rest = "?" + "&".join(filter(None, [f"dbname={name}" if name else "", query]))
    return Path(f"postgresql:/{rest}")


def is_database(path: Path) -> bool:
    """Return whether a place is in a database."""
    return bool(_URL.match(str(path)))


def shards_of(path: Path) -> list[Path]:
    """Return the places that together are one library: mostly one, the library itself."""
    return [Path(shard) for shard in _BETWEEN.split(str(path))] if is_database(path) else [path]


def absolute(path: Path) -> Path:
    """Return a place that does not depend on the current folder."""
    return path if is_database(path) else path.resolve()


def database_at(path: Path) -> Database:
    """Return the database and the collection that a place names. Raises: UsageError."""
    parts = urlsplit(_URL.sub("postgresql://", str(path)))
    options = parse_qsl(parts.query, keep_blank_values=True)
    named = [value for name, value in options if name == "collection"]
    collection = named[-1] if named else DEFAULT_COLLECTION
    if not re.fullmatch(r"[\w.-]{1,100}", collection):
        raise UsageError(f"collection {collection!r}: use letters, digits, '-', '_' and '.'.")
    rest = urlencode([pair for pair in options if pair[0] != "collection"], quote_via=quote)
    return Database(urlunsplit(parts._replace(query=rest)), collection)


def shown(path: Path) -> str:
    """Return a place as it may be shown: whatever is secret in it is hidden."""
    if not is_database(path):
        return str(path)
    if len(each := shards_of(path)) > 1:
        return ",".join(map(shown, each))
    parts = urlsplit(_URL.sub("postgresql://", str(path)))
    user, at, host = parts.netloc.rpartition("@")
    name, colon, _ = user.partition(":")
    netloc = f"{name}{f':{HIDDEN}' if colon else ''}{at}{host}"
    query = "&".join(
        f"{pair.partition('=')[0]}={HIDDEN}" if pair.startswith(_SECRETS) else pair
        for pair in parts.query.split("&")
    )
    return urlunsplit(parts._replace(netloc=netloc, query=query))


def without_secrets(text: str, dsn: str) -> str:
    """Return a message with whatever is secret in `dsn` hidden, should it be quoted in it."""
    parts = urlsplit(dsn)
    user = parts.netloc.rpartition("@")[0]
    secrets = [user.partition(":")[2]]
    secrets += [value for name, value in parse_qsl(parts.query) if name in _SECRETS]
    for secret in filter(None, secrets):
        text = text.replace(secret, HIDDEN).replace(unquote(secret), HIDDEN)
    return text
