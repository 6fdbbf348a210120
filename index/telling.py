"""What is being done with a file while it is added, told to whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.encoder import Encoder, TokenVectors, Vectors

# What is being done ("reading", "embedding", "storing"), and how many of how many steps of it
# are done: 0 of 0 where they cannot be counted.
Tell = Callable[[str, int, int], None]
_STEP = 64  # passages between two words; the encoder still fills its batches


class TellingEncoder:
    """An encoder that tells how many of the passages it was given it has encoded."""

    def __init__(self, encoder: Encoder, tell: Tell) -> None:
        self._encoder = encoder
        self._tell = tell

    @property
    def name(self) -> str:
        """Return what identifies the model and its revision."""
        return self._encoder.name

    @property
    def dimension(self) -> int:
        """Return the length of a vector."""
        return self._encoder.dimension

    @property
    def max_tokens(self) -> int:
        """Return how many tokens the model reads."""
        return self._encoder.max_tokens

    def count_tokens(self, text: str) -> int:
        """Return how many tokens the model sees in `text`."""
        return self._encoder.count_tokens(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return pooled vectors."""
        return self._encoder.encode(texts)

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Return token vectors and pooled vectors, one item a text; tell after each step."""
        made: list[TokenVectors] = []
        for start in range(0, len(texts), _STEP):
            self._tell("embedding", start, len(texts))
            made += self._encoder.encode_tokens(texts[start : start + _STEP])
        self._tell("storing", 0, 0)
        return made
