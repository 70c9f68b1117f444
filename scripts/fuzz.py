"""``make fuzz``: damaged files of every format for as long as one lets it run.

Each mutant must be read or be a ``BadFileError``, within the limits on memory and time. Seeds are the
authored files of the tests and, where they lie beside the checkout, real ones. What breaks the rule is kept
in a folder, and the run ends with exit code 1.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from resnet.ingest.bad_file import BadFileError, Where
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.ingest.readers.sniff import FileKind, is_family_file, kind_of
from tests.ingest.lists import REAL
from tests.ingest.mutants import FAMILY, SEEDS, Mutant, end_parser, mutant_of, outcome_of

# The wall clock may run on while others use the processor; beyond this a limit did not hold.
_WALL_PER_CPU: Final = 5
_LARGEST_SEED: Final = 300_000
_CPU_S: Final = 5


def main() -> int:
    """Run until the minutes are over or something breaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", default=None, help="as an earlier run printed it")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    given = parser.parse_args()
    seed = given.seed or str(time.time_ns())
    sys.stdout.write(f"seed {seed}\n")
    seeds = [*((name, make()) for name, make in SEEDS.items()), *_real()]
    chance = random.Random(seed)  # noqa: S311 - repeatable is what is asked of it
    count, found = _run(chance, seeds, given.minutes * 60, given.keep)
    for (name, outcome), number in sorted(count.items()):
        sys.stdout.write(f"{name:8} {outcome:20} {number}\n")
    end_parser()
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sys.stdout.write(
        f"{count.total()} mutants of {len(seeds)} seeds, {found} broke the rule, peak {peak_mb} MB\n"
    )
    return 1 if found else 0


def _run(
    chance: random.Random, seeds: list[tuple[str, bytes]], seconds: float, keep: Path
) -> tuple[Counter[tuple[str, str]], int]:
    limits = replace(DEFAULT_LIMITS, cpu_s=_CPU_S)
    count: Counter[tuple[str, str]] = Counter()
    found = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        name, whole = chance.choice(seeds)
        mutant = mutant_of(name, chance, whole)
        began = time.monotonic()
        try:
            outcome = outcome_of(mutant, limits)
        except Exception as error:  # noqa: BLE001 - whatever else comes out is what is looked for
            outcome = f"! {type(error).__name__}"
        if time.monotonic() - began > _CPU_S * _WALL_PER_CPU:
            outcome = "! too long"
        count[name, outcome] += 1
        if outcome.startswith("!"):
            found += 1
            _keep(keep, mutant, found)
    return count, found


def _keep(folder: Path, mutant: Mutant, number: int) -> None:
    folder.mkdir(exist_ok=True)
    (folder / f"{number:03d}.{mutant.format}").write_bytes(mutant.content)


def _real() -> Iterator[tuple[str, bytes]]:
    """Small real files, by the format that they are."""
    names = {FileKind.TEXT: "csv", FileKind.PACKAGE: "package"}
    for path in sorted(REAL.parent.rglob("*")) if REAL.is_dir() else ():
        if not path.is_file() or not 0 < path.stat().st_size <= _LARGEST_SEED:
            continue
        content = path.read_bytes()
        try:
            if is_family_file(content):
                yield FAMILY, content
                continue
            kind = kind_of(content, Where(path.name))
        except BadFileError:
            continue
        yield names.get(kind, str(kind)), content


if __name__ == "__main__":
    sys.exit(main())
