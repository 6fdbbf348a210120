"""Two papers that are told apart by title, author and date."""

from __future__ import annotations

PLUMS = (
    b"# Plums and Frost\n\nAuthors: Ada Moss and Jan van der Berg\n\n"
    b"Date: 2018-05-02\n\nAbstract: This paper counts plums that froze.\n\n"
    b"## 1. Orchard\n\nIt froze twice. Cold storage was full.\n\n"
    b"## References\n\n[1] Moss, C. (2015). Frost. Fruit Trade Review, 1-9.\n"
)
BEES = (
    b"# Bees and Blue Flowers\n\nDate: 2021-03-04\n\nAbstract: This paper counts bees.\n\n"
    b"## 1. Garden\n\nTwo hives stood in a garden.\n"
)
