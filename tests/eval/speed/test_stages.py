"""Where the time of a search goes is measured stage by stage, and adds up to the whole of it."""

from __future__ import annotations

from pathlib import Path

from eval.speed.stages import Reached, Stage, as_markdown, reached, stages
from eval.speed.synthetic import grow, material
from index.encoder import Encoder
from index.library import open_library

TEXTS = [f"parcel {at} was late at the border because of rain" for at in range(40)]


def test_every_stage_is_timed_and_nothing_goes_faster_than_the_machine(
    tmp_path: Path, hashing_encoder: Encoder
) -> None:
    made_of = material(TEXTS, hashing_encoder)
    with open_library(tmp_path / "library", encoder=hashing_encoder) as library:
        grow(library.store, made_of, hashing_encoder, to=300, with_tokens=True)
        found = stages(library, ["Which parcel was late?", "Was there rain?"], None)
        compared = reached(library, hashing_encoder, "parcels")[1]
    assert [stage.name for stage in found] == [
        "encoding the question",
        "comparing it with every vector",
        "BM25",
        "putting both together",
        "fetching the token vectors of 50 passages",
        "late interaction",
    ]
    assert all(stage.ms > 0 for stage in found)
    assert 0 < compared.done < compared.limit


def test_the_tables_give_shares() -> None:
    table = as_markdown(
        [Stage("one", 1.0), Stage("other", 3.0)], [Reached("reading", "GB/s", 5.0, 20.0)]
    )
    assert "| other | 3.0 | 75% |" in table
    assert "| reading | 5.0 GB/s | 20.0 GB/s | 25% |" in table
