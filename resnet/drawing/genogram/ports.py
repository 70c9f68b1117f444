"""Where exactly lines meet a figure when several do, and how an upright line dodges another."""

from __future__ import annotations

from collections.abc import Sequence

from resnet.drawing.genogram.channels import NEAR

_STEP = 10.0
ROOM = 32.0


def fan(centre: float, others: Sequence[float], room: float = ROOM) -> list[float]:
    """Where lines from ``centre`` to each of ``others`` leave it: in order, a straight one in the middle.

    All within ``room`` pixels, so that a small symbol is met too.

    >>> fan(100.0, [300.0, 100.0, 20.0])
    [110.0, 100.0, 90.0]
    """
    step = min(_STEP, room / max(len(others), 1))
    in_order = sorted(range(len(others)), key=lambda at: (others[at], at))
    straight = [place for place, at in enumerate(in_order) if abs(others[at] - centre) < 0.5]
    middle = straight[0] if straight else (len(others) - 1) / 2
    ports = [0.0] * len(others)
    for place, at in enumerate(in_order):
        ports[at] = centre + (place - middle) * step
    return ports


def dodged(wanted: float, room: tuple[float, float], taken: Sequence[float]) -> float:
    """The place in ``room`` nearest to ``wanted`` that is not near one taken; ``wanted`` if there is none."""
    candidates = [wanted]
    for step in range(1, 13):
        candidates += [wanted + step * 2.0, wanted - step * 2.0]
    for candidate in candidates:
        if room[0] <= candidate <= room[1] and all(abs(candidate - other) >= NEAR for other in taken):
            return candidate
    return wanted
