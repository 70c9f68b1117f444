"""The due list of a whole district: what a page takes, against the list made anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.figure import Figure
from benchmarks.ingesting import EVERYTHING, store_with_areas
from benchmarks.long_list import write_list
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.store import GraphStore
from resnet.ingest.freshness.due import DueList, read_due
from resnet.ingest.freshness.due_kept import KeptDue
from resnet.ingest.run import ingest_file
from resnet.ingest.verify import Said, say

_SERVICES = 20_000
_SHOWN = 50
_GOAL_MS = 500.0
_TIMES = 5


def measure() -> Iterator[Figure]:
    """Milliseconds of a page after somebody checked an entry, and as a share of the list made anew."""
    with TemporaryDirectory() as folder:
        store = store_with_areas(Path(folder))
        path = Path(folder) / "시설 목록_20261101.csv"
        write_list(path, _SERVICES)
        ingest_file(store, path, scope=EVERYTHING)
        yield from _figures(store)
        store.close()


def _figures(store: GraphStore) -> Iterator[Figure]:
    reader = Scope.of(store.ids.key("person", "keeper"), frozenset({Role.COORDINATOR}), reason="benchmark")
    kept = KeptDue(store)
    first_ms, _ = _ms(lambda: kept.read(reader, limit=_SHOWN))
    pages = []
    for _ in range(_TIMES):
        provider = kept.read(reader, limit=1).entries[0].provider
        say(store, EVERYTHING, Said(thing=provider, how="phone", is_confirmed=True))
        pages.append(_ms(lambda: kept.read(reader, limit=_SHOWN)))
    anew_ms, anew = _ms(lambda: read_due(store, reader, limit=_SHOWN))
    if pages[-1][1] != anew:
        raise SystemExit("the kept list is another than the one made anew")
    page_ms = sorted(ms for ms, _ in pages)[_TIMES // 2]
    yield Figure(
        name=f"a page of the due list over {_SERVICES:,} services, an entry checked before",
        value=page_ms,
        unit="ms",
        at_most=_GOAL_MS,
        against=f"the first page {first_ms:,.0f} ms",
    )
    yield Figure(
        name="of the due list made anew",
        value=page_ms / anew_ms,
        unit="of its time",
        at_most=0.1,
        against=f"{anew_ms:,.0f} ms",
    )


def _ms(act: Callable[[], DueList]) -> tuple[float, DueList]:
    begin = time.process_time()
    found = act()
    return 1000 * (time.process_time() - begin), found
