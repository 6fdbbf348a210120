"""Words for the place of a thing in an order, and for what comes in an order: stages, steps."""

from __future__ import annotations

ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
)
ANY_ORDINAL = "|".join(ORDINALS)  # for patterns, as is the next
ANY_STAGE = "stage|phase|period|step|era|epoch|round|wave|generation"
