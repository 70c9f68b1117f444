"""The same file again, while nothing was written that it is read against: told in full, and not compared."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.elements import Where
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.mapping.correction import Correction
from resnet.ingest.mapping.mapping import Told, find_mapping
from resnet.ingest.mapping.role import Role
from resnet.ingest.readers.read import read_tables
from resnet.ingest.unchanged import touched_since, way_of_reading
from resnet.ingest.verify import Said, say
from tests.ingest.lists import text_list
from tests.ingest.run.reading import (
    EVERYTHING,
    agency,
    facts,
    ingest,
    ingest_whole,
    issue,
    make_it_compare,
    write_beside,
)

LISTS = ("facilities.csv", "free_meals.csv", "services.csv", "child_centres.csv")


@pytest.mark.parametrize("name", LISTS)
def test_the_report_is_the_one_that_comparing_gives(
    tmp_path: Path, district: GraphStore, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    path = text_list(tmp_path, name)
    ingest(district, path)
    write_beside(district)
    before = facts(district)

    quick = ingest_whole(district, path)
    make_it_compare(district, monkeypatch)
    compared = ingest_whole(district, path)

    assert quick.as_json() == compared.as_json()
    assert quick.tables[0].unchanged == quick.tables[0].kept > 0
    assert facts(district) == before


def test_it_stands_until_something_is_written_that_it_is_read_against(
    tmp_path: Path, district: GraphStore
) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    write_beside(district)
    assert _stands(district, "facilities")

    said = _check(district)
    assert _touched(district, "facilities") >= {said.thing}

    ingest(district, text_list(tmp_path, "facilities.csv"))
    ingest(district, text_list(tmp_path, "free_meals.csv"))
    assert _touched(district, "facilities")
    assert _stands(district, "free_meals")


def _stands(store: GraphStore, name: str) -> bool:
    return _touched(store, name) == frozenset()


def _touched(store: GraphStore, name: str) -> frozenset[str]:
    view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
    (source,) = view.find("source", Where(equals={"name": name})).nodes
    touched = touched_since(view, source, source.fields, most=1000)
    assert touched is not None
    return touched


def _check(store: GraphStore) -> Said:
    """Somebody called the agency and was told another number."""
    thing = agency(store, "가온종합사회복지관").id
    said = Said(thing=thing, how="phone", values={"phone": "032-555-0199"})
    say(store, EVERYTHING, said)
    return said


def test_areas_that_came_later_are_found_when_the_file_is_read_again(
    tmp_path: Path, store: GraphStore
) -> None:
    path = text_list(tmp_path, "facilities.csv")
    assert ingest(store, path).has_no_areas
    ingest(store, text_list(tmp_path, "areas.csv", "utf-8"))

    assert ingest(store, path).changed > 0
    assert ingest(store, path).changed == 0


def test_what_a_list_lost_meanwhile_comes_back_when_it_is_read_again(
    tmp_path: Path, district: GraphStore
) -> None:
    first = issue(tmp_path, "20250101")
    ingest(district, first)
    before = facts(district)
    said = _check(district)
    (tmp_path / "cut").mkdir()
    ingest(district, issue(tmp_path / "cut", "20250101", without=2), may_go=True)

    again = ingest(district, first)

    assert again.kept - again.unchanged == 2
    told = facts(district)
    assert {key for key in before if told.get(key) != before[key]} <= {said.thing, *_sources(before)}


def _sources(told: dict[str, object]) -> set[str]:
    return {key for key in told if key.startswith("source:")}


def test_another_role_of_a_column_is_another_way_of_reading(tmp_path: Path) -> None:
    (table,) = read_tables(text_list(tmp_path, "facilities.csv"))
    by_itself = find_mapping(table)
    told = find_mapping(table, Told(correction=Correction(roles={"연락처": Role.FAX})))

    assert way_of_reading(by_itself) == way_of_reading(find_mapping(table)) != way_of_reading(told)
