"""The public network as a networkx graph has the matcher's costs, and every library measures it the same."""

from __future__ import annotations

from collections import Counter

import networkx as nx
import pytest

from resnet.gaps.network_measures import UnknownEngineError, engines, measure_network
from resnet.gaps.public_network import between_providers, public_network
from resnet.graph.elements import NodeId
from resnet.graph.network.follow import make_network
from resnet.matching.kernel.match import match_need
from resnet.matching.kernel.tie_arrays import make_tie_arrays
from resnet.matching.policy import load_policy
from resnet.matching.ties import ties_at
from tests.matching.district import District, days
from tests.matching.random_district import Chance
from tests.matching.test_asking import reachable


@pytest.mark.parametrize("policy", ["standard-1", "near-1"])
def test_every_tie_of_the_kernel_is_an_edge_at_its_cost(policy: str) -> None:
    chosen = load_policy(policy)
    for seed in range(80):
        district = Chance(seed).make()
        network = make_network(district.store)
        kernel = make_tie_arrays(network, ties_at(network, district.now, chosen), ())

        graph = public_network(network, district.now, chosen)

        costs = kernel.columns.tie[:, 1].tolist()
        wanted = Counter(
            (tie.start, tie.end, tie.kind, cost)
            for tie, cost in zip(kernel.ties, costs, strict=True)
            if not tie.renews
        )
        assert Counter(graph.edges.data("kind")).total() == wanted.total(), seed
        found = Counter(
            (one, other, said["kind"], said["cost"]) for one, other, said in graph.edges(data=True)
        )
        assert found == wanted, seed


def test_every_step_of_a_proposed_way_is_an_edge_at_its_cost() -> None:
    steps = 0
    for seed in range(120):
        district = Chance(seed).make()
        network, facts = make_network(district.store), district.facts()
        graph = public_network(network, facts.at)
        for match in match_need(network, facts).matches:
            for step in (step for path in match.paths for step in path.steps):
                # The teams of a single case, and the own agency's price, are no part of the public network.
                if step.tie in {"same-agency", "shared-team"} or step.caller == step.called:
                    continue
                edges = graph.get_edge_data(step.caller, step.called).values()
                assert (step.tie, step.cost) in {(each["kind"], each["cost"]) for each in edges}, seed
                steps += 1
    assert steps > 50


def test_the_cheapest_way_costs_what_the_matcher_says() -> None:
    district = reachable("a", "b")
    network = district.network()

    graph = public_network(network, district.now)
    (path,) = match_need(network, district.facts()).matches[0].paths

    wanted = nx.dijkstra_path_length(graph, path.steps[0].caller, path.steps[-1].called, weight="cost")
    assert path.cost - path.cold_extra == wanted


def test_what_ended_is_no_edge_and_nobody_of_a_file_is_a_node() -> None:
    district = reachable("a")
    district.agency("gone")
    district.agreement("old", "agency:centre", "agency:gone", until=district.now - days(1))

    graph = public_network(district.network(), district.now)

    assert not graph.has_edge("agency:centre", "agency:gone")
    assert set(nx.get_node_attributes(graph, "kind").values()) <= {"agency", "group", "person"}
    assert "person:client" not in graph


def chain() -> District:
    """Four agencies in a row, one of them a bridge, and one alone."""
    district = District()
    for name in ("one", "two", "three", "four", "alone"):
        district.agency(name)
    for one, other in (("one", "two"), ("two", "three"), ("three", "four")):
        district.agreement(f"{one}-{other}", f"agency:{one}", f"agency:{other}")
    return district


def test_the_bridge_is_found_and_who_is_alone_is_counted() -> None:
    district = chain()

    graph = between_providers(public_network(district.network(), district.now))
    found = measure_network(graph, "networkx")

    assert found.articulations == {"agency:two", "agency:three"}
    assert found.betweenness["agency:two"] == pytest.approx(2 / 6)
    assert found.cores["agency:alone"] == 0
    assert ("agency:alone",) in found.communities


@pytest.mark.parametrize("engine", ["igraph", "rustworkx"])
def test_every_library_gives_the_same_numbers(engine: str) -> None:
    pytest.importorskip(engine, reason=f"{engine} is not installed: an extra for those who study the network")
    for graph in [nx.gnm_random_graph(60, 110, seed=seed) for seed in range(10)]:
        named: nx.Graph[str] = nx.relabel_nodes(graph, {node: f"agency:{node:02d}" for node in graph})

        plain, other = measure_network(named, "networkx"), measure_network(named, engine)

        assert other.betweenness == pytest.approx(plain.betweenness, abs=1e-9)
        assert other.articulations == plain.articulations
        assert other.cores == plain.cores
        assert other.communities == plain.communities


def test_a_library_that_is_not_there_is_refused_by_name() -> None:
    graph: nx.Graph[str] = nx.Graph()

    with pytest.raises(UnknownEngineError, match="networkx"):
        measure_network(graph, "matlab")
    assert engines()[-1] == "networkx"
    assert measure_network(graph).betweenness == {}


def test_a_worker_joins_the_ties_of_the_own_agency() -> None:
    district = reachable("a")
    graph = public_network(district.network(), district.now)

    providers = between_providers(graph)

    assert NodeId("agency:a") in providers
    assert not any(str(node).startswith("person:") for node in providers)
    assert providers.has_edge("agency:centre", "agency:a")
