"""The same file again after anything else was written: either it stands, or it is compared; never taken for
unchanged where comparing would change something."""

from __future__ import annotations

import csv
import random
from contextlib import suppress
from pathlib import Path

import pytest

from resnet.graph.reading import find_all
from resnet.graph.store import GraphStore
from resnet.ingest.resolve.judge import ContradictingJudgementError, judge
from resnet.ingest.resolve.ledger import Verdict
from resnet.ingest.run import IngestOptions, ingest_file
from resnet.ingest.terms import write_terms
from resnet.ingest.verify import Said, say
from resnet.ingest.withdraw import withdraw
from tests.fresh_store import fresh_store
from tests.ingest.lists import text_list
from tests.ingest.run.reading import EVERYTHING, facts, ingest, make_it_compare

HEADS = ("시설명", "시설종류", "군구명", "주소", "연락처", "시설장명")
NAMES = ("가온복지관", "나루센터", "햇살", "도담", "물결복지관", "새봄", "들꽃", "한울", "솔빛", "누리")
KINDS = ("종합사회복지관", "지역아동센터", "경로당", "가정폭력피해자보호시설", "", "", "")
DISTRICTS = ("나래구", "미르구", "")
PLACES = ("해오름로 12", "해오름로 31", "달빛로 5", "")
PHONES = ("032-555-0112", "032-555-0117", "032-555-0119", "")
HEADS_OF = ("김가온", "이나루", "", "")


class Town:
    """A few lists that speak of the same few places, and people who say something of them."""

    def __init__(self, store: GraphStore, folder: Path, chance: random.Random) -> None:
        self.store, self._folder, self._chance = store, folder, chance
        self.lists: dict[str, Path] = {}

    def act(self) -> None:
        """Something happens."""
        acts = (self._issue, self._issue, self._issue, self._check, self._judge, self._withdraw)
        self._chance.choice(acts)()

    def _row(self) -> tuple[str, ...]:
        return tuple(map(self._chance.choice, (NAMES, KINDS, DISTRICTS, PLACES, PHONES, HEADS_OF)))

    def _issue(self) -> None:
        """The next issue of a list, or a new one: some rows as before, some others."""
        name = self._chance.choice(("시설", "기관", "복지"))
        before: list[tuple[str, ...]] = []
        if name in self.lists:
            with self.lists[name].open(encoding="utf-8") as file:
                before = [tuple(row) for row in list(csv.reader(file))[1:]]
        rows = [row for row in before if self._chance.random() < 0.8] + [self._row() for _ in range(4)]
        self.lists[name] = self._folder / f"{name}.csv"
        with self.lists[name].open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADS, *dict.fromkeys(rows)])
        self.read(name)

    def read(self, name: str) -> int:
        """Read the list as it lies there; how many of its rows needed something."""
        options = IngestOptions(may_go=True)
        table = ingest_file(self.store, self.lists[name], scope=EVERYTHING, options=options).tables[0]
        return table.kept - table.unchanged + table.no_longer_listed

    def _check(self) -> None:
        agencies = list(find_all(self.store.view(EVERYTHING), "agency"))
        if agencies:
            values = {"phone": self._chance.choice(PHONES[:3])}
            thing = self._chance.choice(agencies).id
            say(self.store, EVERYTHING, Said(thing=thing, how="phone", values=values))

    def _judge(self) -> None:
        agencies = [node.id for node in find_all(self.store.view(EVERYTHING), "agency")]
        if len(agencies) > 1:
            one, other = self._chance.sample(agencies, 2)
            verdict = self._chance.choice((Verdict.SAME, Verdict.DIFFERENT))
            with suppress(ContradictingJudgementError):
                judge(self.store, EVERYTHING, (one, other), verdict)

    def _withdraw(self) -> None:
        if len(self.lists) > 1:
            name = self._chance.choice(sorted(self.lists))
            withdraw(self.store, name, scope=EVERYTHING, why="test")
            del self.lists[name]


@pytest.mark.parametrize("seed", [15, 17])
def test_what_stands_after_other_lists_needs_nothing_when_it_is_compared(tmp_path: Path, seed: int) -> None:
    # Ids are of the seed too: what happens is the same each time.
    store = fresh_store(tmp_path, seed=bytes([seed]) * 32)
    write_terms(store)
    ingest(store, text_list(tmp_path, "areas.csv", "utf-8"))
    town, stood = Town(store, tmp_path, random.Random(seed)), 0
    # These chances meet what each guard is there for: what another list made secret, rows of one name that
    # are told apart by each other, what a list no longer says.
    for number in range(12):
        town.act()
        for name in sorted(town.lists):
            needed = town.read(name)
            before = facts(store)
            again = _compare(town, name)
            if not needed:
                stood += 1
                assert (again, facts(store)) == (0, before), f"{name} after act {number}"
    store.close()
    assert stood > 9


def _compare(town: Town, name: str) -> int:
    with pytest.MonkeyPatch.context() as patched:
        make_it_compare(town.store, patched)
        return town.read(name)
