"""What may be one with a refuge, which a person has yet to say, is as secret as the refuge until then."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from resnet.graph.keep import check
from resnet.graph.store import GraphStore
from resnet.ingest.resolve.judge import judge, undo
from resnet.ingest.resolve.ledger import Verdict
from resnet.ingest.resolve.queue import waiting
from resnet.ingest.verify import Said, say
from resnet.ingest.withdraw import withdraw
from tests.ingest.run.reading import EVERYTHING, agency, facts, ingest, make_it_compare
from tests.ingest.run.shown import EVERYWHERE, areas_of, tells
from tests.ingest.run.test_refuges import HOUSE, KEEPER, NAME, PLAIN, REFUGE, deny, reads

OTHER = "가온누리"
# The same house and phone under another name and another kind.
BESIDE = PLAIN.replace(NAME, OTHER)
LISTS = [("20260101", "refuges", REFUGE), ("20260601", "plain", BESIDE)]


@pytest.fixture
def waits(tmp_path: Path, district: GraphStore) -> GraphStore:
    for list_ in LISTS:
        reads(district, tmp_path, *list_)
    return district


def pair_in(store: GraphStore) -> tuple[str, str]:
    (found,) = waiting(store.view(EVERYTHING))
    return found.one.thing.text("name"), found.other.thing.text("name")


def part(store: GraphStore) -> None:
    judge(store, KEEPER, (agency(store, NAME).id, agency(store, OTHER).id), Verdict.DIFFERENT)


@pytest.mark.parametrize("order", list(permutations(LISTS)), ids=["refuge-first", "refuge-last"])
def test_while_it_waits_nothing_shows_where_it_is(
    tmp_path: Path,
    district: GraphStore,
    monkeypatch: pytest.MonkeyPatch,
    order: tuple[tuple[str, str, str], ...],
) -> None:
    paths = {list_[1]: reads(district, tmp_path, *list_) for list_ in order}
    plain = paths["plain"]

    assert set(pair_in(district)) == {NAME, OTHER}
    for _ in range(2):
        assert tells(district, HOUSE) == []
        assert areas_of(district, agency(district, OTHER).id) == []
        make_it_compare(district, monkeypatch)
        report = ingest(district, plain, source="plain", standing="official-list")
        assert (report.changed, report.no_longer_listed) == (0, 0)
    assert agency(district, OTHER).get("is_protected") is None


def test_the_next_issue_of_its_list_does_not_open_it(tmp_path: Path, waits: GraphStore) -> None:
    reads(
        waits, tmp_path, "20260701", "plain", BESIDE.replace("이가온", "박나루").replace(HOUSE, "물결로 31")
    )

    assert tells(waits, "물결로 31") == []


def test_whoever_says_that_the_two_are_different_opens_it(tmp_path: Path, waits: GraphStore) -> None:
    part(waits)

    assert tells(waits, HOUSE) == EVERYWHERE
    assert areas_of(waits, agency(waits, NAME).id) == []
    assert areas_of(waits, agency(waits, OTHER).id)
    reads(waits, tmp_path, "20260701", "plain", BESIDE.replace("이가온", "박나루"))
    assert tells(waits, HOUSE) == EVERYWHERE
    assert check(waits) == []


def test_who_takes_that_back_closes_it_again(waits: GraphStore) -> None:
    before = facts(waits)
    judged = judge(waits, KEEPER, (agency(waits, NAME).id, agency(waits, OTHER).id), Verdict.DIFFERENT)

    undo(waits, KEEPER, judged.judgement)

    assert tells(waits, HOUSE) == []
    assert facts(waits) == before


@pytest.mark.parametrize("beside", [OTHER, "해밀터"])
def test_what_is_found_under_a_third_name_is_closed_with_it(
    tmp_path: Path, district: GraphStore, beside: str
) -> None:
    """Whichever of the two stays, and whichever of them waits with the refuge."""
    away = BESIDE.replace(HOUSE, "달빛로 5").replace("0112", "0331")
    for name in (OTHER, "해밀터"):
        rows = (BESIDE if name == beside else away).replace(OTHER, name)
        reads(district, tmp_path, "20260601", name, rows)
    judge(district, KEEPER, (agency(district, OTHER).id, agency(district, "해밀터").id), Verdict.SAME)

    reads(district, tmp_path, "20260701", "refuges", REFUGE)

    assert tells(district, "달빛로 5") == tells(district, HOUSE) == []


def test_what_was_joined_before_it_is_parted_opens_alone(waits: GraphStore) -> None:
    pair = (agency(waits, NAME).id, agency(waits, OTHER).id)
    judge(waits, KEEPER, pair, Verdict.SAME)
    assert tells(waits, HOUSE) == []

    judge(waits, KEEPER, pair, Verdict.DIFFERENT)

    assert areas_of(waits, agency(waits, NAME).id) == []
    assert areas_of(waits, agency(waits, OTHER).id)


def test_where_the_refuge_is_none_what_waits_with_it_is_open(waits: GraphStore) -> None:
    other = agency(waits, OTHER).id
    deny(waits)
    assert tells(waits, HOUSE) == areas_of(waits, other) == EVERYWHERE

    say(waits, KEEPER, Said(thing=agency(waits, NAME).id, how="visit", values={"is_protected": True}))
    assert tells(waits, HOUSE) == areas_of(waits, other) == []


def test_where_the_list_of_the_refuge_is_taken_back_nothing_of_it_is_left(
    tmp_path: Path, district: GraphStore
) -> None:
    reads(district, tmp_path, *LISTS[1])
    shown = tells(district, HOUSE), areas_of(district, agency(district, OTHER).id)
    reads(district, tmp_path, *LISTS[0])
    assert tells(district, HOUSE) == []

    withdraw(district, "refuges", scope=EVERYTHING, why="wrong file")

    assert (tells(district, HOUSE), areas_of(district, agency(district, OTHER).id)) == shown


def test_where_its_own_list_is_taken_back_the_refuge_stays_as_it_was(
    tmp_path: Path, district: GraphStore
) -> None:
    reads(district, tmp_path, *LISTS[0])
    before = {each: said for each, said in facts(district).items() if said[2] != said[3]}  # type: ignore[index]
    reads(district, tmp_path, *LISTS[1])

    withdraw(district, "plain", scope=EVERYTHING, why="wrong file")

    assert tells(district, HOUSE) == []
    assert {each: facts(district)[each] for each in before} == before


def test_what_waits_with_an_ordinary_agency_is_open(tmp_path: Path, district: GraphStore) -> None:
    reads(district, tmp_path, "20260101", "more", PLAIN)
    reads(district, tmp_path, *LISTS[1])
    assert waiting(district.view(EVERYTHING))

    assert tells(district, HOUSE) == EVERYWHERE
