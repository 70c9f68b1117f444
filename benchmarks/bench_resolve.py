"""Identity of two lists of a city, 50,000 rows each: how long, how well, and beside Splink."""

from __future__ import annotations

import time
from collections.abc import Iterator

from benchmarks import by_splink
from benchmarks.figure import Figure
from benchmarks.listed_twice import ListedTwice, make_lists
from resnet.ingest.resolve.block import find_pairs
from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.weigh import groups_of, weigh
from resnet.ingest.resolve.weights import load_weights

_ROWS = 50_000
_SHARED = 0.6
# At most a quarter of Splink's time, with F1 no lower.
_SHARE_OF_SPLINK = 0.25


def measure() -> Iterator[Figure]:
    """Seconds and F1 of the table, then both against Splink on the same rows."""
    listed = make_lists(_ROWS, shared=_SHARED)
    resolve(make_lists(1000))
    # The better of two of each: the machine may be busy with something else.
    seconds, precision, recall = min(resolve(listed) for _ in range(2))
    f1 = 2 * precision * recall / (precision + recall)
    yield Figure(name="identity of 50k + 50k rows", value=seconds, unit="s")
    yield Figure(name="identity: precision of what is joined without a person", value=precision, unit="")
    yield Figure(name="identity: recall without a person", value=recall, unit="")
    if not by_splink.is_there():
        # It is no dependency: pip install splink, and run again.
        return
    raced = min((by_splink.link(listed) for _ in range(2)), key=lambda each: each.seconds)
    yield Figure(
        name="identity: time",
        value=seconds / raced.seconds,
        unit="of Splink",
        at_most=_SHARE_OF_SPLINK,
        against=f"Splink {raced.seconds:.1f} s",
    )
    yield Figure(
        name="identity: F1 lacking",
        value=raced.f1 - f1,
        unit="",
        at_most=0.0,
        against=f"Splink {raced.f1:.4f} at its best threshold, ours {f1:.4f}",
    )


def resolve(listed: ListedTwice) -> tuple[float, float, float]:
    """Seconds, and precision and recall (0..1) of the pairs that the table joins."""
    profiles = [*listed.first, *listed.second]
    begin = time.perf_counter()
    entries = Entries(profiles)
    weighed = weigh(entries, find_pairs(entries), load_weights())
    groups = list(groups_of(entries, weighed))
    seconds = time.perf_counter() - begin
    joined = [
        listed.places[profiles[one].key] == listed.places[profiles[other].key]
        for group in groups
        for place, one in enumerate(group)
        for other in group[place + 1 :]
    ]
    return seconds, sum(joined) / len(joined), sum(joined) / (len(listed.first) * _SHARED)
