from __future__ import annotations

from pathlib import Path

from index.encoder import Encoder
from index.library import open_library


def test_it_is_told_what_is_done_with_a_file_while_it_is_added(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(stage: str, done: int, total: int) -> None:
        told.append((stage, done, total))

    text = "# On fruit\n\n" + "".join(
        f"## {number} Fruit {number}\n\nThere are {number} apples in basket {number}.\n\n"
        for number in range(100)
    )
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        result = library.add_bytes(text.encode(), "fruit.md", tell=tell)
        assert told[0] == ("reading", 0, 0)
        assert told[1] == ("embedding", 0, result.embedded)
        assert [stage for stage, _, _ in told[2:-1]] == ["embedding"] * (len(told) - 3)
        assert told[-1] == ("storing", 0, 0)
        silent = library.search("apples", top_k=3)
    with open_library(tmp_path / "other", encoder=hashing_encoder) as library:
        library.add_bytes(text.encode(), "fruit.md")
        assert [hit.score for hit in library.search("apples", top_k=3)] == [
            hit.score for hit in silent
        ]
