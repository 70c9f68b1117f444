"""How long drawings take: every hard family, families that grow, an eco-map of sixty systems."""

from __future__ import annotations

import random
import statistics
from collections.abc import Iterator
from dataclasses import replace
from time import perf_counter

from benchmarks.figure import Figure
from resnet.drawing.ecomap.layout import lay_out as lay_out_eco_map
from resnet.drawing.ecomap.words import notes_of
from resnet.drawing.forms.press import pdf
from resnet.drawing.genogram.layout import Layout, lay_out, stand
from resnet.drawing.genogram.measures import find_moves
from resnet.drawing.genogram.model import Genogram
from resnet.messages import messages_for
from tests.drawing.families import AUTHORED, grown
from tests.drawing.family_files import FAMILIES, hard_families
from tests.drawing.forms.case_told import made, told
from tests.drawing.geometry_checks import crossings, faults
from tests.drawing.small_changes import born, divorced, forgotten, joined, least_moved, moves_around, one_more
from tests.drawing.test_ecomap import eco_map

KOREAN = messages_for("ko")
GROWN = ((2, 4), (1, 6), (0, 6), (3, 5))
RUNS = 9
# Small changes of every family.
CHANGES = 2
MAPS = 60
# Whoever waits for a page gives up after so long.
PATIENCE_S = 20.0
_WARM_UP = "three_generations"


def measure() -> Iterator[Figure]:
    """Layouts of the hard families where the shared folder is, else of the authored ones."""
    lay_out(AUTHORED[_WARM_UP](), KOREAN)
    yield from _hard()
    yield from _changed()
    yield from _one_more()
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


def _changed() -> Iterator[Figure]:
    """Small changes of the hard families: who moves by more than a symbol's width, who has to, how far."""
    families = [replace(told.family(), feelings=()) for told in hard_families()] if FAMILIES.is_dir() else []
    families = [each for each in families or [make() for make in AUTHORED.values()] if each.unions]
    for name, change in (("a birth", born), ("a divorce", divorced), ("a new partner", joined)):
        chance = random.Random(7)
        moves: list[float] = []
        afresh: list[float] = []
        least = could_stay = 0
        for family in [each for each in families for _ in range(CHANGES)]:
            stood = stand(family, KOREAN).x
            after = change(family, chance)
            found = find_moves(lay_out(after, KOREAN, stood), stood)
            have_to = least_moved(stand(after, KOREAN, stood), stood)
            least += have_to
            could_stay += max(sum(move > 1 for move in found) - have_to, 0)
            moves += found
            afresh += find_moves(lay_out(after, KOREAN), stood)
        yield Figure(
            name=f"{name} in {len(families)} families, {CHANGES} each, {len(moves)} people drawn before: "
            "moved by more than a symbol's width",
            value=sum(move > 1 for move in moves),
            unit="people",
            at_most=0 if change is divorced else None,
            against=f"{_far(moves)}; without the earlier drawing {_far(afresh)}; {least} have to",
        )
        yield Figure(name=f"{name}: of these could have stood still", value=could_stay, unit="people")


def _one_more() -> Iterator[Figure]:
    """A new system in eco-maps: who moves by more than the width of their symbol, and how far."""
    for fewest, most in ((3, 8), (9, 20), (21, 60)):
        chance = random.Random(7)
        moves: list[float] = []
        afresh: list[float] = []
        for seed in range(MAPS):
            before = eco_map(chance.randint(fewest, most), seed)
            after = one_more(before, chance)
            moves += moves_around(before, after)
            afresh += moves_around(before, forgotten(after))
        yield Figure(
            name=f"a new system in {MAPS} eco-maps of {fewest} to {most}, {len(moves)} systems drawn before: "
            "moved by more than their symbol's width",
            value=sum(move > 1 for move in moves),
            unit="systems",
            against=f"{_far(moves)}; without the earlier drawing {_far(afresh)}",
        )


def _far(moves: list[float]) -> str:
    """How many moved by more than a symbol's width, and by how much: in the middle, and most."""
    far = [move for move in moves if move > 1]
    return f"{len(far)} by {statistics.median(far):.1f}, at most {max(far):.1f} widths" if far else "nobody"


def _growing() -> Iterator[Figure]:
    """Families larger than a drawing shows: how the time grows, and how far from the best each may be."""
    for seed, generations in GROWN:
        family = grown(seed, generations=generations)
        layout, seconds = _timed(family)
        gap = "unknown" if layout.gap is None else f"at most {layout.gap:.0%} from the best"
        proven = "proven" if layout.is_proven else gap
        name = f"family of {len(family.people)}"
        yield Figure(name=name, value=seconds, unit="s", at_most=PATIENCE_S, against=proven)


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
