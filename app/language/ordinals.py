"""Words for the place of a thing in an order, and for what comes in an order: stages, steps."""

from __future__ import annotations

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
)  # fmt: skip
FIGURES = {f"{at}{end}": at - 1 for at, end in enumerate(["st", "nd", "rd", *["th"] * 7], start=1)}
PLACES = {word: at for at, word in enumerate(ORDINALS)} | {"last": -1, "final": -1}
ANY_ORDINAL = "|".join(ORDINALS)  # for patterns, as is the next
ANY_STAGE = "stage|phase|period|step|era|epoch|round|wave|generation"


def place_name(place: int) -> str:
    """Return what a place is called: "third" for 2, "last" for -1, "second last" for -2."""
    if place >= 0:
        return ORDINALS[place]
    return "last" if place == -1 else f"{ORDINALS[-place - 1]} last"
