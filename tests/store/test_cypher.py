"""The statements, without a server: names from the ontology, values as parameters, an index behind each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from benchmarks.caseloads import fill
from resnet.graph.cypher import columns, consent, log, page, read, schema, write
from resnet.graph.cypher.text import Cypher, holds, label_of, quoted
from resnet.graph.elements import Direction
from resnet.graph.rows.layout import edge_kinds_at
from resnet.ontology.registry import EDGE_KINDS, KINDS
from scripts.neo4j.server import Neo4jServer
from tests.fresh_store import NOW
from tests.store.on_server import fresh_server_store

CONSTANTS = [
    value for module in (consent, log, schema) for value in vars(module).values() if isinstance(value, Cypher)
]


def statements(kinds: Iterable[str] = KINDS, edge_kinds: Iterable[str] = EDGE_KINDS) -> Iterator[Cypher]:
    """Every statement there is, of each form, and of these kinds."""
    yield from CONSTANTS
    yield from schema.wanted_schema().values()
    for kind in kinds:
        equals = tuple(field.name for field in KINDS[kind].fields if field.indexed)
        yield from (write.make_nodes(kind), write.change_nodes(kind), write.remove_nodes(kind))
        yield from (page.open_page(kind, equals), page.personal_page(kind, equals))
        yield columns.node_columns(kind, KINDS[kind].fields)
        yield log.take_turn_for(kind, is_node=True)
        yield from (page.granted_page(kind, ()), page.how_many(kind, equals), page.how_far(kind))
        for is_scoped in (True, False):
            yield read.visible_nodes(kind, is_scoped=is_scoped)
            yield page.about_page(kind, equals, is_scoped=is_scoped)
            for direction in Direction:
                for has_nodes in (False, True):
                    yield read.visible_edges(
                        kind, ("knows", "works_for"), direction, is_scoped=is_scoped, has_nodes=has_nodes
                    )
        for is_whole in (True, False):
            yield read.rows_by_id(kind, is_node=True, is_whole=is_whole)
    for kind in edge_kinds:
        edge = EDGE_KINDS[kind]
        yield from (write.change_edges(kind), write.remove_edges(kind))
        yield columns.edge_columns(kind, edge.fields)
        yield log.take_turn_for(kind, is_node=False)
        yield write.make_edges(kind, edge.starts[0], edge.ends[0])
        yield read.rows_by_id(kind, is_node=False, is_whole=True)
        yield read.edges_at(kind, edge.starts[0], is_start=True)


ALL = list(statements())


def test_the_statement_that_makes_edges_reads_as_it_is_meant() -> None:
    assert write.make_edges("works_for", "person", "agency") == Cypher(
        "UNWIND $rows AS row MATCH (a:`person` {id: row[0]}) "
        "MATCH (b:`agency` {id: row[1]}) CREATE (a)-[e:`works_for`]->(b) SET e = row[2]"
    )


def test_nodes_of_everybody_are_found_by_their_ids_and_no_consent_is_asked() -> None:
    assert read.visible_nodes("area", is_scoped=False) == Cypher(
        "UNWIND $ids AS id MATCH (e:`area` {id: id}) USING INDEX SEEK e:`area`(id) "
        "WITH *, properties(e) AS p WHERE ($is_ever OR "
        "((p._since IS NULL OR p._since <= $moment) AND (p._until IS NULL OR $moment < p._until))) "
        "RETURN [[null, null, null, null, collect([p.`id`, p.`_version`, p.`_entry`, p.`_category`, "
        "p.`_about_1`, p.`_about_2`, p.`_since`, p.`_until`, p.`_page`, p.`name`, p.`full_name`, "
        "p.`code`, p.`code_set`, p.`level`])]] AS found"
    )


def test_every_statement_of_a_scope_goes_the_way_of_consent_itself() -> None:
    scoped = [
        read.visible_nodes("person", is_scoped=True),
        read.visible_edges("person", ("knows",), Direction.BOTH, is_scoped=True),
        page.personal_page("person", ()),
        page.granted_page("person", ()),
        page.about_page("case", (), is_scoped=True),
    ]

    for cypher in scoped:
        assert cypher.text.startswith(consent.RECEIVERS)
        assert "`consents_to`" in cypher.text
        assert {"actor", "now", "open", "own", "open_states"} <= cypher.parameters


def test_both_ends_of_an_edge_are_judged_beside_the_edge() -> None:
    text = read.visible_edges("person", ("knows",), Direction.OUT, is_scoped=True).text

    assert "tie[0]._category IN open_both" in text
    assert consent.is_open_in_group("tie[1]") in text
    assert consent.is_open_in_group("near") in text


@pytest.mark.parametrize(
    ("direction", "arrow"),
    [
        (Direction.OUT, "(n)-[e:`knows`]->(m)"),
        (Direction.IN, "(n)<-[e:`knows`]-(m)"),
        (Direction.BOTH, "(n)-[e:`knows`]-(m)"),
    ],
)
def test_a_direction_is_an_arrow(direction: Direction, arrow: str) -> None:
    assert arrow in read.visible_edges("person", ("knows",), direction, is_scoped=False).text


def test_no_statement_holds_a_value() -> None:
    held = [
        cypher.text
        for cypher in ALL
        if set(re.findall(r"'([^']*)'", cypher.text)) - {"store"} or re.search(r"= \d", cypher.text)
    ]

    # The one number is the sum that begins at nothing, or a new store's counters.
    assert {text[:20] for text in held} <= {"OPTIONAL MATCH (me:`"}
    assert all("sum = 0" in text for text in held)


def test_labels_and_types_are_those_of_the_ontology_or_the_store_s_own() -> None:
    known = {*KINDS, *EDGE_KINDS, *schema.OWN}
    for cypher in ALL:
        named = re.findall(r"[:|]`([a-z_]+)`", cypher.text)
        assert set(named) <= known, cypher.text


@pytest.mark.parametrize("name", ["person`) DETACH DELETE n //", "Person", "", "per son", "a-b", "1a", "한"])
def test_what_is_no_name_of_ours_never_gets_into_a_statement(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        quoted(name)
    with pytest.raises(KeyError):
        label_of(name)


def test_every_kind_has_its_key_and_every_indexed_field_its_index() -> None:
    wanted = schema.wanted_schema()

    for kind in [*KINDS, *EDGE_KINDS]:
        assert "REQUIRE n.`id` IS UNIQUE" in wanted[f"{kind}_id"].text
    for name, its in KINDS.items():
        for field in its.fields:
            assert (f"{name}_by_{field.name}" in wanted) is field.indexed


def test_names_of_constraints_and_indexes_are_each_there_once() -> None:
    texts = [cypher.text for cypher in schema.wanted_schema().values()]

    assert len(set(texts)) == len(texts)
    assert all("IF NOT EXISTS" in text for text in texts)


def test_valid_time_begins_with_its_first_moment_and_ends_before_its_last() -> None:
    assert holds("c") == ("(c._since IS NULL OR c._since <= $now) AND (c._until IS NULL OR $now < c._until)")


@pytest.mark.neo4j
def test_the_server_takes_every_statement_without_a_warning(neo4j_process: Neo4jServer) -> None:
    with neo4j_process.driver.session(database=neo4j_process.database) as session:
        for cypher in statements(["person"], ["knows"]):
            if cypher.text.startswith(("CREATE CONSTRAINT", "CREATE INDEX", "SHOW", "CALL db")):
                continue
            asked = session.run(f"EXPLAIN {cypher.text}", dict.fromkeys(cypher.parameters))
            told = [each for each in asked.consume().gql_status_objects if "DEPRECATION" in str(each)]
            assert not told, f"{cypher.text}: {told}"


def operators(plan: dict[str, Any]) -> Iterator[str]:
    """Every step of a plan."""
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from operators(child)


@pytest.mark.neo4j
@pytest.mark.parametrize("clients", [0, 50])
def test_no_read_of_people_goes_through_all_of_them_however_few_there_were(
    neo4j_server: Neo4jServer, clients: int
) -> None:
    """A server keeps the plan it made among few people when they have become many: 40 times as slow."""
    store = fresh_server_store(neo4j_server, lambda: NOW)
    fill(store, clients)
    store.close()
    asked = [consent.RECEIVER_IDS, consent.GRANTS, consent.OPENED_BY]
    for kind in ("person", "case"):
        ties = {*edge_kinds_at(kind, is_start=True), *edge_kinds_at(kind, is_start=False)}
        kinds = read.kinds_in_order(ties)
        asked += [
            read.visible_nodes(kind, is_scoped=True),
            read.visible_edges(kind, kinds, Direction.BOTH, is_scoped=True),
            read.visible_edges(kind, kinds, Direction.BOTH, is_scoped=True, has_nodes=True),
            page.about_page(kind, (), is_scoped=True),
            page.personal_page(kind, ()),
            page.granted_page(kind, ()),
        ]

    with neo4j_server.driver.session(database=neo4j_server.database) as session:
        plans = [
            session.run(f"EXPLAIN CYPHER replan=force {each.text}", dict.fromkeys(each.parameters))
            .consume()
            .plan
            for each in asked
        ]

    scanned = [
        each.text
        for each, plan in zip(asked, plans, strict=True)
        if any("Scan" in step for step in operators(plan or {}))
    ]
    assert scanned == []


def test_no_statement_asks_whether_a_value_is_null() -> None:
    """A server plans a statement anew for a null where a value was: half a second, for every one."""
    asking = [each.text for each in statements() if re.search(r"\$\w+ IS (NOT )?NULL", each.text)]

    assert asking == []
