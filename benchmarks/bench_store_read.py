"""What reading with consent costs: against reading without rules, as the graph grows, beside an import."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.caseloads import CASELOAD, NOW, client, fill, stranger_scope, worker_scope
from benchmarks.figure import Figure
from resnet.access.audit import make_access_log
from resnet.access.scope import Scope
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import Where
from resnet.graph.open import create_store
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.settings import Settings

KEY = "5e" * 32
CLIENTS, TENFOLD = 400, 4_000
REPEATS, FINDS = 60, 400
PAGE = 20
# Long enough for several commits of the import.
BESIDE_S = 12.0
EVERYTHING = Scope.everything(reason="benchmark")
CLIENTS_ONLY = Where(category=Category.IDENTITY)


def measure() -> Iterator[Figure]:
    """Consent against none, find at two sizes, and reading beside an import."""
    with TemporaryDirectory() as folder, _filled(Path(folder), CLIENTS) as small:
        yield from _one_hop(small)
        small_ms = _finds_ms(small.inner)
        with _filled(Path(folder) / "tenfold", TENFOLD) as large:
            large_ms = _finds_ms(large.inner)
        for who, taken_ms in small_ms.items():
            yield from _find_figures(who, taken_ms, large_ms[who])
        yield from _beside_import(small, Path(folder))


@contextmanager
def _filled(folder: Path, clients: int) -> Iterator[AuditedStore]:
    folder.mkdir(exist_ok=True)
    inner = create_store(Settings(store=str(folder / "bench.db"), key=KEY), clock=lambda: NOW)
    store = AuditedStore(inner, make_access_log(folder / "looks.db", bytes.fromhex(KEY), lambda: NOW))
    fill(inner, clients)
    yield store
    store.close()


def _read(store: GraphStore, scope: Scope, clients: int) -> int:
    view = store.view(scope)
    ids = [client(number) for number in range(clients)]
    return len(view.nodes(ids)) + len(view.edges(ids))


def _ms(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return (perf_counter() - started) * 1000


def _one_hop(store: AuditedStore) -> Iterator[Figure]:
    worker = worker_scope()
    if _read(store, worker, CASELOAD) != _read(store.inner, EVERYTHING, CASELOAD):
        raise AssertionError("the worker must see all of it, or the two are not the same read")
    consented_ms, open_ms = [], []
    # In turns, so that a busy machine is busy for both.
    for _ in range(REPEATS):
        consented_ms.append(_ms(lambda: _read(store, worker, CASELOAD)))
        open_ms.append(_ms(lambda: _read(store.inner, EVERYTHING, CASELOAD)))
    plain_ms = statistics.median(open_ms)
    yield Figure(
        name=f"1-hop read of {CASELOAD} people, consents and access log included",
        value=statistics.median(consented_ms) / plain_ms,
        unit="×",
        at_most=3,
        against=f"the same without rules and log, {plain_ms:.3g} ms",
    )


def _finds_ms(store: GraphStore) -> dict[str, float]:
    """The median of a page of clients, by who asks."""
    found = {}
    for who, scope, expected in (
        ("a consented worker", worker_scope(), PAGE),
        ("a worker who may see nothing", stranger_scope(), 0),
    ):
        view = store.view(scope)
        if len(view.find("person", CLIENTS_ONLY, limit=PAGE).nodes) != expected:
            raise AssertionError(who)
        find_page = partial(view.find, "person", CLIENTS_ONLY, limit=PAGE)
        found[who] = statistics.median(_ms(find_page) for _ in range(FINDS))
    return found


def _find_figures(who: str, small_ms: float, large_ms: float) -> Iterator[Figure]:
    for clients, taken_ms in ((CLIENTS, small_ms), (TENFOLD, large_ms)):
        yield Figure(
            name=f"find clients as {who}, p50, {clients} clients",
            value=taken_ms,
            unit="ms",
            at_most=1,
            against=f"a page of {PAGE}",
        )
    yield Figure(
        name=f"find clients as {who}, growth",
        value=large_ms / small_ms,
        unit="×",
        # Flat: a busy machine may add that to one of two medians, a scan would be ten times as much.
        at_most=1.5,
        against=f"{TENFOLD // CLIENTS} times the graph",
    )


def _beside_import(store: AuditedStore, folder: Path) -> Iterator[Figure]:
    alone_ms = [_ms(lambda: _read(store, worker_scope(), 1)) for _ in range(FINDS)]
    beside_ms = []
    command = [sys.executable, "-m", "benchmarks.importing", str(folder / "bench.db"), KEY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as importing:
        assert importing.stdout is not None
        importing.stdout.readline()
        until = perf_counter() + BESIDE_S
        while perf_counter() < until:
            beside_ms.append(_ms(lambda: _read(store, worker_scope(), 1)))
        importing.kill()
        commits = len(importing.stdout.readlines())
    alone = f"{commits} commits of 5,000; alone p50 {statistics.median(alone_ms):.3g} ms"
    for name, value, at_most in (
        ("p50", statistics.median(beside_ms), None),
        ("p99", statistics.quantiles(beside_ms, n=100)[98], 50),
    ):
        yield Figure(
            name=f"reading a client beside an import, {name}",
            value=value,
            unit="ms",
            at_most=at_most,
            against=f"{alone}, p99 {statistics.quantiles(alone_ms, n=100)[98]:.3g} ms",
        )
