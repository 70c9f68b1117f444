"""What is read of all services at once is what is read of each by itself."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, replace
from datetime import timedelta
from math import radians
from random import Random

import numpy as np
import pytest

from benchmarks.district import District, Size
from resnet.graph.elements import Edge, EdgeId, Node, NodeId, Version
from resnet.graph.network.follow import make_network
from resnet.graph.network.make import make_arrays
from resnet.graph.network.snapshot import Network
from resnet.matching.kernel.catalogue import make_catalogue, nobody_asks, turns_of
from resnet.matching.kernel.reads import READS
from resnet.matching.kernel.traits import joined, number_codes
from resnet.matching.kernel.verdict import Numbers
from resnet.matching.offer import Offer, offers_of
from resnet.matching.policy import load_policy
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.matching.district import NOW
from tests.matching.random_district import Chance


def told(offer: Offer) -> list[object]:
    return [getattr(offer, each.name) for each in fields(offer) if each.name != "_sources"]


def assert_read_of_each(network: Network, days: int) -> None:
    at, policy = NOW + timedelta(days=days), load_policy()
    offers, asked = offers_of(network, at), nobody_asks(network, policy, at)
    catalogue = make_catalogue(network, at, policy)

    assert [told(each) for each in catalogue.offers] == [told(each) for each in offers]
    for name, column in catalogue.columns.items():
        numbers, read = Numbers[Hashable](), READS[name].profile
        profile = [numbers.of(read(offer, asked)) for offer in offers]
        assert (column.profile.tolist(), list(column.keys)) == (profile, numbers.keys), name
        assert [profile[row] for row in column.examples] == list(range(len(numbers))), name
    assert catalogue.tiers.tolist() == [policy.tiers.index(offer.tier) for offer in offers]
    places = [
        (np.nan, np.nan) if each.point is None else (radians(each.point[0]), radians(each.point[1]))
        for each in offers
    ]
    np.testing.assert_array_equal(catalogue.points.T, np.array(places).reshape(-1, 2))
    turns, turning = turns_of(enumerate(offers), catalogue.columns, asked)
    assert (catalogue.turns.tolist(), catalogue.turning.tolist()) == (turns.tolist(), turning.tolist())
    assert dict(catalogue.row_of) == {offer.id: row for row, offer in enumerate(offers)}
    for node in network.ids:
        runs = [row for row, offer in enumerate(offers) if node in offer.providers]
        assert list(catalogue.run_by(node)) == runs


@pytest.mark.parametrize("seed", range(12))
def test_columns_of_a_district_by_chance_are_what_is_read_of_each_service(seed: int) -> None:
    assert_read_of_each(make_network(Chance(seed).make().store), days=30 * (seed % 3))


DATES = [None, NOW - timedelta(days=400), NOW - timedelta(days=3), NOW, NOW + timedelta(days=3)]


def some(random: Random, **said: Value | None) -> dict[str, Value]:
    return {name: value for name, value in said.items() if value is not None and random.random() < 0.6}


def odd_service(random: Random, old: Node) -> Node:
    """It is dated by chance, or not at all, and exists for some time."""
    said = {name: value for name, value in old.fields.items() if name != "said_at"}
    for name in ("said_at", "verified_at", "capacity_stated_at"):
        said |= some(random, **{name: random.choice(DATES[1:4])})
    said |= some(random, worker_sexes=random.choice(((), ("female",))))
    since, until = random.choice(DATES[:4]), random.choice((None, NOW, NOW + timedelta(days=2)))
    if since is not None and until is not None and since >= until:
        since = None
    return replace(old, fields=said, since=since, until=until)


def public(node_id: NodeId, fields: dict[str, Value]) -> Node:
    return Node(id=node_id, kind=node_id.partition(":")[0], fields=fields, category=Category.PUBLIC)


@pytest.mark.parametrize("seed", range(4))
def test_so_are_those_of_odd_networks(seed: int) -> None:
    """Several of several kinds run one service, some closed or silent; edges begin, end and come twice."""
    district = District(Size(agencies=15, services=60, ties=30, leads=2, clients=2, needs=2), seed)
    random, elements = district.random, [each for each in district.elements if each.kind != "service"]
    services = [each for each in district.elements if isinstance(each, Node) and each.kind == "service"]
    elements += [odd_service(random, each) for each in services]
    groups = [NodeId(f"group:{number}") for number in range(6)]
    for each in groups:
        status = random.choice(("open", "closed", "suspended"))
        elements.append(
            public(each, some(random, name=each, status=status, said_at=random.choice(DATES[1:4])))
        )
    places = [NodeId(f"place:{number}") for number in range(8)]
    for number, each in enumerate(places):
        elements.append(public(each, {"latitude": 37.0 + number} | some(random, longitude=127.0)))
    areas = [area for place in district.places for area in place]
    for number in range(200):
        kind = random.choice(("offers", "covers", "located_at"))
        runs = random.choice([*groups, *district.agencies, *district.workers[:5]])
        service = random.choice(services).id
        ends = {"offers": service, "covers": random.choice(areas), "located_at": random.choice(places)}
        since, until = random.choice(DATES[:4]), random.choice((None, None, NOW, NOW + timedelta(days=2)))
        if since is None or until is None or since < until:
            edge = Edge(
                id=EdgeId(f"{kind}:odd-{number}"),
                kind=kind,
                start=runs if kind == "offers" else random.choice((runs, service)),
                end=ends[kind],
                category=Category.PUBLIC,
            )
            elements.append(replace(edge, since=since, until=until))

    assert_read_of_each(make_arrays(elements, {}, Version(1), NOW), days=seed)


def test_codes_are_numbered_in_the_order_in_which_they_are_met() -> None:
    for codes in ([7, 3, 7, -1, 3], [2**61, 0, 2**61, -(2**61)], []):
        number, first = number_codes(np.array(codes, dtype=np.int64))
        order = list(dict.fromkeys(codes))
        assert number.tolist() == [order.index(each) for each in codes]
        assert first.tolist() == [codes.index(each) for each in order]


def test_codes_that_are_joined_agree_only_where_all_do() -> None:
    one, other = np.array([0, 0, 1, 1, 0]), np.array([True, False, True, True, True])
    assert joined(one, other).tolist() == [0, 1, 2, 2, 0]
