"""Segments that are kept over changes: brought after what touched them when they are asked for again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.matching.kernel.one_arrays import Fitting
from resnet.matching.kernel.sheet import Sheet
from resnet.matching.kernel.verdict import Flags, Ints, Recent, distinct
from resnet.matching.policy import Row

# Requests of kinds of help: small beside the services.
_SEGMENTS: Final = 512
# Changes that a segment is brought after at most, and services that one of them touches: making it anew
# costs as much.
_CHANGES, _MOST_TOUCHED = 64, 64


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """The services that the first rule leaves a chance for one request, by row.

    ``lines`` has the profile for each rule of the policy, 0 where it is not looked up; ``profiles`` those of
    each rule that is, ``kinds`` each of them once; ``lists`` are the lists of providers, which the rule
    ``path`` reads. ``is_of_kind`` is where the first rule says yes; ``counts`` are the other services, by the
    number of the code that leaves them out for good. ``sheet`` has what rules said to requests asked lately;
    ``fitting`` the services that all of them leave in.
    """

    rows: Ints
    lines: Ints
    profiles: Mapping[str, Ints]
    kinds: Mapping[str, NDArray[np.int64]]
    lists: Ints
    tiers: Ints
    is_of_kind: Flags
    counts: Counter[int]
    sheet: Sheet
    fitting: Recent[Hashable, Fitting]


class Shelved(NamedTuple):
    """What a segment is cut out of: the rules in their order, the profiles of all services, their tiers."""

    rules: Sequence[Row]
    profiles: Mapping[str, Ints]
    tiers: Ints


class Touch(NamedTuple):
    """One change: the rows of services that it touched, and the rules whose profiles are others.

    ``renumbered`` are those whose profiles have other numbers, of services that it did not touch too.
    """

    rows: Ints
    names: frozenset[str]
    renumbered: frozenset[str]


class Segments:
    """The segments of one catalogue by request, made when they are first asked for.

    Those of the catalogue before, and how many changes they have seen, stay until they are asked for.
    """

    def __init__(
        self,
        before: Mapping[Hashable, tuple[int, Segment]] | None = None,
        touches: Sequence[Touch] = (),
        seen: int = 0,
    ) -> None:
        self._before = dict(before or {})
        self._touches, self._seen = tuple(touches), seen
        self._kept: Recent[Hashable, Segment] = Recent(_SEGMENTS)

    def get(self, key: Hashable, shelved: Callable[[], Shelved], make: Callable[[], Segment]) -> Segment:
        """The segment of a request: as it is kept, else that of before after all changes since, else made."""
        return self._kept.get(key, lambda: self._brought(key, shelved) or make())

    def after(self, touch: Touch) -> Segments:
        """Those of the catalogue after a change; these here stay as they are."""
        if len(touch.rows) > _MOST_TOUCHED:
            return Segments()
        seen = self._seen + 1
        kept = {key: (self._seen, segment) for key, segment in self._kept.items()}
        found = {**self._before.copy(), **kept}
        # The last are those that were asked for last.
        late = [each for each in found.items() if seen - each[1][0] <= _CHANGES][-_SEGMENTS:]
        return Segments(dict(late), (*self._touches, touch)[-_CHANGES:], seen)

    def _brought(self, key: Hashable, shelved: Callable[[], Shelved]) -> Segment | None:
        # Of two threads at once the second makes it anew, and one of the two is kept.
        known = self._before.pop(key, None)
        if known is None:
            return None
        seen, segment = known
        touches = self._touches[len(self._touches) - (self._seen - seen) :]
        return _segment_after(segment, touches, shelved())


def _segment_after(segment: Segment, touches: Sequence[Touch], shelved: Shelved) -> Segment:
    """The segment after changes that leave its services as they are, and who runs them."""
    touched = np.unique(np.concatenate([touch.rows for touch in touches]))
    places = np.flatnonzero(np.isin(segment.rows, touched))
    fields = ("names", "renumbered") if len(places) else ("renumbered",)
    names = frozenset[str]().union(*(getattr(touch, field) for touch in touches for field in fields))
    if not len(places) and not names:
        return segment
    lines = segment.lines.copy()
    profiles = dict(segment.profiles)
    for place, row in enumerate(shelved.rules):
        if row.name in profiles:
            if row.name in names:
                lines[:, place] = shelved.profiles[row.name][segment.rows]
            profiles[row.name] = lines[:, place]
    return replace(
        segment,
        lines=lines,
        profiles=profiles,
        kinds={
            name: distinct(profile) if name in names else segment.kinds[name]
            for name, profile in profiles.items()
        },
        tiers=shelved.tiers[segment.rows],
        sheet=segment.sheet.after(profiles, places, names),
        fitting=Recent(segment.fitting.most) if len(places) else segment.fitting,
    )
