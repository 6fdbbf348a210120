"""The encoder that an open library works with: loaded when it is first needed."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from index.encoder import Encoder
from index.errors import EncoderError
from index.place import shown
from index.store import Reading


class EncoderInUse:
    """The encoder of the library at `path`. Safe to share between threads.

    It is `given`, else loaded: `model`, else the one that made the library's vectors, else
    FOOTNOTE_MODEL, else the default. `held` is the one at hand, if any.
    """

    def __init__(self, path: Path, *, given: Encoder | None, model: str) -> None:
        self.held = given
        self._path = path
        self._model = model
        self._may_change = given is None and not model
        self._guard = threading.Lock()

    def of(self, reading: Reading) -> Encoder:
        """Return the encoder that made the vectors of the state that `reading` sees.

        Another program may change the library to another model at any moment: whoever compares
        vectors of a text with those of the library takes both from one state.

        Raises: EncoderError where it is not the one to work with.
        """
        recorded = reading.model()
        encoder = self.load(recorded.name if recorded else "")
        if recorded is not None and recorded.name != encoder.name:
            raise EncoderError(
                f"{shown(self._path)!r} was made with the model {recorded.name!r}, not "
                f"{encoder.name!r}. Use that one, or run index rebuild --model."
            )
        return encoder

    def load(self, recorded: str = "") -> Encoder:
        """Return the encoder for a library whose vectors are `recorded` as those of a model."""
        with self._guard:
            held = self.held
            # Meanwhile another program may have rebuilt the library with another model.
            if held is None or (self._may_change and recorded not in ("", held.name)):
                from index.network.minilm import load_encoder

                name = self._model or recorded or os.environ.get("FOOTNOTE_MODEL", "")
                self.held = held = load_encoder(name)
            return held
