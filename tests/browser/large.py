"""A library of a thousand documents, made of nothing: `python large.py FOLDER` writes its files.

About three passages a document, as long as those of papers are, and one PDF of 500 pages.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

DOCUMENTS = 1_000
PAGES = 500
PLACES = [
    "Arden",
    "Brask",
    "Corvel",
    "Dunmore",
    "Eskwick",
    "Farrow",
    "Glenlow",
    "Hareth",
    "Inver",
    "Jorvik",
    "Kelby",
    "Lorne",
]
THINGS = [
    "harbours",
    "mills",
    "quarries",
    "orchards",
    "ferries",
    "bridges",
    "kilns",
    "canals",
    "lamps",
    "granaries",
]
DEEDS = ["were counted", "were mended", "were sold", "were surveyed", "stood idle", "burnt down"]
CAUSES = [
    "after the long winter",
    "because the river had changed its bed",
    "as the council had wished",
    "although nobody had paid for it",
    "before the new road was opened",
    "while prices were low",
]


def sentence(chance: random.Random) -> str:
    number, year = chance.randint(2, 9_000), chance.randint(1750, 1990)
    return (
        f"In {year} {number} {chance.choice(THINGS)} near {chance.choice(PLACES)} "
        f"{chance.choice(DEEDS)} {chance.choice(CAUSES)}."
    )


def paper(number: int) -> str:
    chance = random.Random(number)  # noqa: S311 - made-up words, no secret
    parts = [f"# Records of {PLACES[number % len(PLACES)]}, volume {number}"]
    for section in range(1, 3):
        heading = f"## {section} {chance.choice(THINGS).capitalize()} in volume {number}"
        parts += [heading, " ".join(sentence(chance) for _ in range(9))]
    return "\n\n".join(parts) + "\n"


def long_pdf(path: Path) -> None:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setTitle("The Long Chronicle")
    for page in range(1, PAGES + 1):
        canvas.setFont("Helvetica-Bold", 14)
        canvas.drawString(72, 760, f"{page}. Year {1300 + page}")
        canvas.setFont("Helvetica", 11)
        canvas.drawString(72, 730, f"The chronicle of the year {1300 + page} names {page} monks.")
        canvas.drawString(72, 714, f"Its abbot, number {page} in the list, kept bees and wrote.")
        canvas.showPage()
    canvas.save()


def write(folder: Path) -> None:
    folder.mkdir(parents=True)
    for number in range(DOCUMENTS):
        (folder / f"volume-{number:04}.md").write_text(paper(number), encoding="utf-8")
    long_pdf(folder / "chronicle.pdf")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
