"""The demo's clock, and what happens at each of its moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime


class DemoClock:
    """Stands still until it is moved, and is only moved forward: the log of a store has one direction."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def __call__(self) -> datetime:
        """The moment it stands at, UTC."""
        return self._now

    def move_to(self, moment: datetime) -> None:
        """Stand at ``moment``; one that has passed leaves it where it is."""
        self._now = max(self._now, moment.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens at a moment."""

    at: datetime
    play: Callable[[], None]


def play_all(events: Iterable[Event], clock: DemoClock) -> int:
    """Play the events in the order of their moments; those of one moment in the order given. How many."""
    ordered = sorted(events, key=lambda event: event.at)
    for event in ordered:
        clock.move_to(event.at)
        event.play()
    return len(ordered)
