"""From one district to thirty linked ones: what needs take, what the process holds, and whether it stays so.

Each number of districts is made by one process and asked in another: what the first gave back would else be
the other's memory. Needs come district by district, and of many districts a few are asked: what all
would take is worked out from them. Some answers are compared with those of needs considered one by one.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import statistics
import subprocess
import sys
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.district import NOW, District, Size
from benchmarks.figure import Figure
from benchmarks.timing import timed
from resnet.matching.facts import Facts
from resnet.matching.kernel.batch import BATCH, COUNT, Ranking, rank_all
from resnet.matching.kernel.catalogue import Catalogue
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.consider import consider
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.order import best_places
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.policy import load_policy

DISTRICTS = (1, 3, 10, 30)
# Districts asked at most, needs compared, circles asked on pages: more than are kept.
ASKED, COMPARED, PAGES = 6, 40, 600
_MEGABYTE = 1e6


class Taken(NamedTuple):
    """Seconds for all needs the first time and again, MB held at the end and at most, of that the network."""

    first_s: float
    again_s: float
    held_mb: float
    peak_mb: float
    network_mb: float


def measure() -> Iterator[Figure]:
    """The exponents over all sizes, and the memory at the largest."""
    taken = {many: _in_a_process(many) for many in DISTRICTS}
    largest, one = taken[DISTRICTS[-1]], taken[1]
    for name, again in (("asked for the first time", False), ("asked again", True)):
        seconds = {many: each.again_s if again else each.first_s for many, each in taken.items()}
        yield Figure(
            name=f"growth from 100,000 to 3,000,000 needs over 1 to 30 linked districts, {name}: exponent",
            value=exponent(seconds),
            unit="",
            at_most=1.2,
            against="; ".join(f"{many}: {each:.3g} s" for many, each in seconds.items()),
        )
    yield Figure(
        name="memory at 30 linked districts, needs of one of them in it",
        value=largest.held_mb / 1000,
        unit="GB",
        at_most=4,
        against=f"at most {largest.peak_mb / 1000:.3g} GB while it was made; the network alone "
        f"{largest.network_mb / 1000:.3g} GB; one district {one.held_mb / 1000:.3g} GB",
    )


def exponent(seconds: dict[int, float]) -> float:
    """The slope of the line through the sizes and times, both as logarithms.

    >>> round(exponent({1: 2.0, 10: 20.0, 100: 200.0}), 6)
    1.0
    """
    sizes, times = ([log(each) for each in some] for some in (seconds, seconds.values()))
    return statistics.linear_regression(sizes, times).slope


def _in_a_process(many: int) -> Taken:
    with TemporaryDirectory() as folder:
        made = Path(folder) / "district"
        _run("make", many, made)
        return Taken(*map(float, _run("take", many, made).split()))


def _run(act: str, many: int, made: Path) -> str:
    command = [sys.executable, "-m", "benchmarks.bench_matching_growth", act, str(many), str(made)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def make(many: int, into: Path) -> None:
    """So many districts in a file: whoever reads it holds nothing of what they were made of."""
    district = District(Size().times(many))
    district.elements.clear()
    with into.open("wb") as file:
        pickle.dump(district, file, protocol=pickle.HIGHEST_PROTOCOL)


def take(many: int, made: Path) -> Taken:
    """What so many districts take."""
    load(SEARCH, ONE, BATCH, COUNT)
    with made.open("rb") as file:
        district: District = pickle.load(file)
    network_mb = held_mb()
    catalogue = Matcher(district.network, load_policy()).catalogue(NOW)
    first_s, again_s, needs = list[float](), list[float](), list[Facts]()
    for number in range(0, many, -(-many // ASKED)):
        needs = list(district.needs_of(number))
        seconds, _ = timed(lambda: rank_all(catalogue, needs))  # noqa: B023 (called at once)
        first_s.append(seconds)
        seconds, found = timed(lambda: rank_all(catalogue, needs))  # noqa: B023
        again_s.append(seconds)
        _compare(catalogue, needs, found)
    # As pages ask, until everything that is kept of circles is as full as it gets.
    for need in list({need.circle: need for need in needs}.values())[:PAGES]:
        find_best(catalogue, catalogue.asked(need))
        consider(catalogue, catalogue.question(need))
    first, again = worked_out(first_s, many), worked_out(again_s, many)
    return Taken(first, again, held_mb(), _status("VmHWM"), network_mb)


def worked_out(taken: Sequence[float], many: int) -> float:
    """What so many districts take: the first also makes what serves all, the others are like one another.

    >>> worked_out([5.0, 2.0, 4.0], 10)
    32.0
    """
    first, *others = taken
    return first + (many - 1) * statistics.fmean(others or [first])


def _compare(catalogue: Catalogue, needs: list[Facts], found: Ranking) -> None:
    for place, need in enumerate(needs[:COMPARED]):
        question = catalogue.question(need)
        considered = consider(catalogue, question)
        best = best_places(considered, question)[: found.services.shape[1]]
        ours = found.services[place][: len(best)].tolist()
        if ours != considered.segment.rows[best].tolist():
            raise AssertionError("considered one by one, others are best")


def held_mb() -> float:
    """What the process holds, after what it could give back was given back."""
    gc.collect()
    ctypes.CDLL("libc.so.6").malloc_trim(0)
    return _status("VmRSS")


def _status(name: str) -> float:
    lines = Path(f"/proc/{os.getpid()}/status").read_text(encoding="ascii").splitlines()
    line = next(each for each in lines if each.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024 / _MEGABYTE


if __name__ == "__main__":
    _, act, districts, path = sys.argv
    if act == "make":
        make(int(districts), Path(path))
    else:
        print(*take(int(districts), Path(path)))
