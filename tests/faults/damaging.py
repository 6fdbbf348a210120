"""Ten papers whose library is to be damaged, and a hand that changes its rows."""

from __future__ import annotations

from pathlib import Path

import apsw

TEXT = "Paper {n}\n\n1 Introduction\n\nParcels of kind {n} were delayed at customs for {n} days.\n"


def change(path: Path, statement: str) -> None:
    connection = apsw.Connection(str(path / "library.sqlite"))
    connection.execute(statement)
    connection.close()
