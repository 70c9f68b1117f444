"""How long drawings take: every hard family, families that grow, an eco-map of sixty systems."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from time import perf_counter

from benchmarks.figure import Figure
from resnet.drawing.ecomap.layout import lay_out as lay_out_eco_map
from resnet.drawing.ecomap.words import notes_of
from resnet.drawing.forms.press import pdf
from resnet.drawing.genogram.layout import Layout, lay_out
from resnet.drawing.genogram.model import Genogram
from resnet.messages import messages_for
from tests.drawing.families import AUTHORED, grown
from tests.drawing.family_files import FAMILIES, hard_families
from tests.drawing.forms.case_told import made, told
from tests.drawing.geometry_checks import crossings, faults
from tests.drawing.test_ecomap import eco_map

KOREAN = messages_for("ko")
GROWN = ((2, 4), (1, 6), (0, 6), (3, 5))
RUNS = 9
_WARM_UP = "three_generations"


def measure() -> Iterator[Figure]:
    """Layouts of the hard families where the shared folder is, else of the authored ones."""
    lay_out(AUTHORED[_WARM_UP](), KOREAN)
    yield from _hard()
    yield from _growing()
    yield _eco_map()
    yield from _records()


def _hard() -> Iterator[Figure]:
    families = [told.family() for told in hard_families()] if FAMILIES.is_dir() else []
    families = families or [make() for make in AUTHORED.values()]
    timed = [_timed(family) for family in families]
    seconds = [taken for _, taken in timed]
    layouts = [layout for layout, _ in timed]
    people = sum(len(family.people) for family in families)
    of = f"{len(families)} hard families, {people} people"
    yield Figure(name=f"{of}: slowest", value=max(seconds), unit="s", at_most=2.0)
    yield Figure(name=f"{of}: median", value=statistics.median(seconds), unit="s", at_most=0.05)
    unproven = sum(not layout.is_proven for layout in layouts)
    yield Figure(name=f"{of}: not proven", value=unproven, unit="families", at_most=0)
    wrong = sum(len(list(faults(layout))) for layout in layouts)
    yield Figure(name=f"{of}: lost, twice, out of order, overlapping", value=wrong, unit="faults", at_most=0)
    yield Figure(name=f"{of}: crossings", value=sum(map(crossings, layouts)), unit="crossings", at_most=38)


def _timed(family: Genogram) -> tuple[Layout, float]:
    started = perf_counter()
    layout = lay_out(family, KOREAN)
    return layout, perf_counter() - started


def _growing() -> Iterator[Figure]:
    """Families larger than a drawing shows: how the time grows, and how far from the best each may be."""
    for seed, generations in GROWN:
        family = grown(seed, generations=generations)
        layout, seconds = _timed(family)
        gap = "unknown" if layout.gap is None else f"at most {layout.gap:.0%} from the best"
        proven = "proven" if layout.is_proven else gap
        yield Figure(name=f"family of {len(family.people)}", value=seconds, unit="s", against=proven)


def _eco_map() -> Figure:
    """Layout of sixty systems, then and now; the median of several runs."""
    given = eco_map(60, 1)
    notes = notes_of(given, KOREAN)
    seconds = []
    for _ in range(RUNS):
        started = perf_counter()
        lay_out_eco_map(given, notes)
        seconds.append(perf_counter() - started)
    return Figure(
        name="eco-map of 60 systems", value=statistics.median(seconds) * 1000, unit="ms", at_most=20
    )


def _records() -> Iterator[Figure]:
    """Records with both drawings as PDF, each of another name: letters seldom met are what takes time."""
    pdf(made(told(), "assessment"))
    for record in ("assessment", "closing"):
        seconds = []
        for name in ("최도현", "박서윤", "윤채원", "황보라미", "제갈빛나"):
            case = told(name)
            started = perf_counter()
            pdf(made(case, record))
            seconds.append(perf_counter() - started)
        yield Figure(name=f"{record} as PDF, warm: slowest of 5", value=max(seconds), unit="s", at_most=0.5)
