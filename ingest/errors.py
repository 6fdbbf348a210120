"""What can go wrong in a way that a user can act on.

FootnoteError
├── UsageError       the command was asked for something that it does not do (exit 2)
└── IngestError      a file could not become a document
    ├── UnsupportedFormat
    ├── Encrypted
    ├── Damaged
    ├── Empty
    └── TooLarge

Each message is shown to the user as it stands, on one line: what, which value, what to do.
The other folders add their own subclasses of `FootnoteError` beside the code that raises them.
"""

from typing import ClassVar


class FootnoteError(Exception):
    """An expected failure. Its message is one line for the user; commands exit with 1."""


class UsageError(FootnoteError):
    """The command line or the request is wrong; commands exit with 2."""


class IngestError(FootnoteError):
    """A file could not become a document. It is `final` where trying again never helps."""

    final: ClassVar[bool] = False


class UnsupportedFormat(IngestError):
    """No reader knows this kind of file."""

    final = True


class Encrypted(IngestError):
    """The file needs a password that was not given, or was wrong."""

    final = True


class Damaged(IngestError):
    """The file is broken beyond what the reader can mend."""

    final = True


class Empty(IngestError):
    """The file holds no text."""

    final = True


class TooLarge(IngestError):
    """The file passes a limit on size, pages, time or memory."""
