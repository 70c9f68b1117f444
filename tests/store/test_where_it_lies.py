"""Where the file keeps what, and that every question goes there straight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pytest

from resnet.graph.bulk import BulkView
from resnet.graph.elements import NodeId, Patch, Where
from resnet.graph.keep import check
from resnet.graph.rows.question import MANY
from resnet.graph.sortkey import sort_key
from resnet.graph.sqlite import granted
from resnet.graph.sqlite.keys import mark_of, order_of, orders_from
from resnet.graph.sqlite.store import SqliteStore
from resnet.graph.store import GraphView
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.registry import KINDS
from tests.fresh_store import fresh_store
from tests.store.town import AS_MEMBER, CENTRE, DURI, HANA, KEEPER, Clock, Town, client, node

IDS = ("area:!", "area:0", "area:00", "area:0000", "area:00001", "area:00002", "area:f", "area:~")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    clock = Clock()
    made = Town(fresh_store(tmp_path, clock), clock)
    yield made
    made.store.close()


def _of_one_mark() -> tuple[NodeId, NodeId]:
    draw, seen = Random(3), dict[int, str]()
    while True:
        tried = f"area:{draw.getrandbits(64):016x}"
        other = seen.setdefault(mark_of(tried), tried)
        if other != tried:
            return NodeId(tried), NodeId(other)


def test_two_ids_of_one_mark_are_two_things(town: Town) -> None:
    one, other = _of_one_mark()
    town.put(node(one, name="가동"))

    assert not town.view(KEEPER).nodes([other])
    assert not town.view(KEEPER).history([other])

    town.put(node(other, name="나동"))
    town.write(Patch(one, {"name": "다동"}))

    names = [town.view(KEEPER).nodes([each])[each].get("name") for each in (one, other)]
    assert names == ["다동", "나동"]
    assert check(town.store) == []


@pytest.mark.parametrize(
    "values",
    [
        pytest.param((None, "", "가", "가나", "가나다", "가 나", "a", "a\n", "~", "가" * 40), id="texts"),
        pytest.param((None, Clock().now, Clock().move(days=1), Clock().move(days=-99999)), id="instants"),
        pytest.param((None, Clock().now.date(), Clock().move(days=1).date()), id="days"),
    ],
)
def test_the_order_in_the_file_is_that_of_sort_keys_and_ids(values: tuple[Value | None, ...]) -> None:
    keys = sorted({(sort_key(value), each) for value, each in product(values, IDS)})
    orders = [order_of(*key) for key in keys]

    assert orders == sorted(orders)
    for sort in {sort for sort, _ in keys}:
        first, end = orders_from(sort)
        within = [first <= order < end for order in orders]
        assert within == [key == sort for key, _ in keys]


def _asked(town: Town) -> dict[str, Any]:
    """The statements by which the store answers questions of every sort, each once with what was bound."""
    asked: dict[str, Any] = {}

    def note(_: object, statement: str, bound: object) -> bool:
        asked.setdefault(statement, bound)
        return True

    assert isinstance(town.store, SqliteStore)
    with town.store.pool.outside() as db:
        db.exec_trace = note
    every = town.view(KEEPER)
    assert isinstance(every, BulkView)
    list(every.public("agency", KINDS["agency"].fields))
    for view in (town.view(AS_MEMBER), every):
        _ask(view)
    town.put(client(HANA, name="김하나"))
    with town.store.pool.outside() as db:
        db.exec_trace = None
    return asked


def _ask(view: GraphView) -> None:
    view.nodes_with_edges([CENTRE, HANA])
    view.history([HANA])
    list(view.feed())
    named = Where(equals={"name": "김하나"})
    for where in (Where(), named, Where(about=HANA), Where(category=Category.IDENTITY)):
        view.find("person", where)
        page = view.find("person", where, limit=1)
        if page.next is not None:
            view.find("person", where, after=page.next)
    for kind in KINDS.values():
        view.find(kind.name)
        for field in kind.fields:
            if field.indexed:
                view.find(kind.name, Where(equals={field.name: "가"}))


def _plan(town: Town, statement: str, bound: object) -> list[str]:
    assert isinstance(town.store, SqliteStore)
    with town.store.pool.reading() as db:
        rows: Any = db.execute(f"EXPLAIN QUERY PLAN {statement}", bound)  # type: ignore[arg-type]
        return [str(row[3]) for row in rows]


@pytest.mark.parametrize("many", [MANY, 1], ids=["few consents", "many consents"])
def test_no_question_goes_through_a_table(town: Town, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for person in (HANA, DURI):
        town.consents(person, CENTRE, (Category.IDENTITY, Category.FAMILY, Category.CASE))
    monkeypatch.setattr(granted, "MANY", many)
    for statement, bound in _asked(town).items():
        # What is counted is counted no further than it decides.
        is_counted = statement.startswith("SELECT count(*) FROM (") and "LIMIT" in statement
        if is_counted or not statement.lstrip().startswith(("SELECT", "WITH", "DELETE", "UPDATE")):
            continue
        for step in _plan(town, statement, bound):
            words = step.split()
            if words[0] == "SCAN":
                assert words[1] in {
                    "actor",
                    "own",
                    "g",
                    "granted",
                    "carray",
                    "json_each",
                    "CONSTANT",
                    "graves",
                    "commits",
                }, statement
            # A page is read in its order; only what is equal in that is sorted after.
            assert step != "USE TEMP B-TREE FOR ORDER BY" or "UNION" in statement, statement


@pytest.mark.parametrize("kind", ["agreement", "record"])
def test_what_is_equal_in_the_file_s_order_stands_in_the_order_of_ids(kind: str, town: Town) -> None:
    ids = [NodeId(f"{kind}:the-very-same-beginning-{number}") for number in range(9)]
    # The other way round than a page has them.
    for each in reversed(ids):
        town.put(node(each, **({"name": "협약"} if kind == "agreement" else {"row": 1})))
    view, found, mark = town.view(KEEPER), list[NodeId](), None

    while (page := view.find(kind, after=mark, limit=2)).next is not None:
        found += [each.id for each in page.nodes]
        mark = page.next

    assert [*found, *(each.id for each in page.nodes)] == ids
