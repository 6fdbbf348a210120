"""What answered the questions of a run, so that figures can be told apart by what made them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields

from app.export import Json


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings of a run, in words; "" for what an earlier version did not tell.

    `threshold` is the least confidence, "calibrated" where none was set; `model` is the LLM's.
    """

    answerer: str = ""
    model: str = ""
    encoder: str = ""
    reader: str = ""
    threshold: str = ""
    strict: str = ""

    def __str__(self) -> str:
        told = {name: value for name, value in self.to_json().items() if value}
        return ", ".join(f"{name} {value}" for name, value in told.items())

    def to_json(self) -> dict[str, Json]:
        """Return the settings by name."""
        return asdict(self)

    @classmethod
    def from_json(cls, saved: Json) -> Setup:
        """Return what a report tells; of one that tells nothing, nothing."""
        told = saved if isinstance(saved, dict) else {}
        return cls(**{each.name: str(told.get(each.name, "")) for each in fields(cls)})

    def unlike(self, other: Setup) -> list[str]:
        """Return each setting that both tell and that differs: "reader (yes, no)"."""
        mine, others = self.to_json(), other.to_json()
        return [
            f"{name} ({mine[name] or 'none'}, {others[name] or 'none'})"
            for name in mine
            if mine[name] != others[name] and self.answerer and other.answerer
        ]
