"""Small made-up papers. Nobody named in them exists, and nothing in them was found out."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import Document
from ingest.parse import parse_bytes

GOLDEN = Path(__file__).parent / "golden"

PAPER = """\
Moss Growth on Slate Roofs in a Wet Climate

First Author, Second B. Author

Department of Roofs, University of Examples, Sampletown

Abstract: We measure how fast moss covers slate. Cover grew by 3.5 percent a year on north-facing
roofs and hardly at all elsewhere.

Keywords: moss; slate; roofs

1. Introduction

Moss grows on roofs in wet places. [1] It holds water, e.g. after rain, and the water in turn loos-

ens the slates (Author & Other, 2015). Nobody has counted how much of a roof it covers within a

decade, although roofers ask for face-to-

face advice on it. Such advice needs face-to-face talks and loosens tongues.

The steps of our work are these:

1. Choose roofs.

2. Photograph them.

3. Count the covered slates.

2. Method

2.1. Roofs

We chose 40 roofs in two towns. Half of them face north. All are of Welsh slate and between 20 and
35 years old [2,3].

2.2. Counting

Two people counted each roof. They agreed in 97.2% of cases, as Table 1 shows.

Table 1. Roofs counted by each person.

3. Results

North-facing roofs gained 3.5 percent a year; the others gained 0.2 percent. Other (2012) found
less, but on tiles.

References

[1] Author, F., & Other, S. (2015). Water under moss. Journal of Made-up Roofs, 4(2), 10-19.

[2] Other, Some. "Slate and its age." Annals of Slate, 2012, pp. 133-134.

[3] T. Third and U. Fourth, "Counting small plants," in Proc. Examples Conf., 2018, pp. 1-8.
"""


@pytest.fixture
def paper() -> Document:
    return parse_bytes(PAPER.encode(), "moss-roofs.txt")


@pytest.fixture
def check_golden() -> Callable[[str, object], None]:
    """Compare with the golden file of that name; `UPDATE_GOLDEN=1` rewrites it instead."""

    def check(name: str, found: object) -> None:
        path = GOLDEN / f"{name}.json"
        text = json.dumps(found, indent=1, ensure_ascii=False) + "\n"
        if os.environ.get("UPDATE_GOLDEN") == "1":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return check
