"""What a benchmark reports."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured figure. A ratio is taken within one run, so that it means the same on every machine.

    ``at_most`` is what was promised, in the same unit; None where nothing was.
    """

    name: str
    value: float
    unit: str
    at_most: float | None = None
    against: str = ""

    @property
    def is_kept(self) -> bool:
        """Whether the promise is kept; true where there is none."""
        return self.at_most is None or self.value <= self.at_most
