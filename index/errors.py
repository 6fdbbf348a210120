"""What can go wrong with a library, in a way that a user can act on.

FootnoteError
├── LibraryError           the library cannot do what was asked
│   ├── LibraryBusy        another program is writing, and went on doing so
│   ├── LibraryUnreachable the server does not answer now
│   │   └── PartLost       one of several has stopped answering in the middle of a question
│   ├── LibraryDamaged     what is on disk cannot be right
│   ├── UnknownDocument    no document has the name that was given
│   └── AmbiguousName      several documents have it
└── EncoderError           the model cannot be loaded, or is not the one that made the vectors
"""

from ingest.errors import FootnoteError


class LibraryError(FootnoteError):
    """The library cannot do what was asked."""


class LibraryBusy(LibraryError):
    """Another program is writing to the library, and went on doing so."""


class LibraryUnreachable(LibraryError):
    """The server of a shared library does not answer now; it may do so soon."""


class PartLost(LibraryUnreachable):
    """One of several servers has stopped answering; asked again, the others answer without it."""


class LibraryDamaged(LibraryError):
    """What is on disk cannot be right."""


class UnknownDocument(LibraryError):
    """No document has the name that was given."""


class AmbiguousName(LibraryError):
    """Several documents have the name that was given."""


class EncoderError(FootnoteError):
    """The model cannot be loaded, or is not the one that made the library's vectors."""
