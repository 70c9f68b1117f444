"""The verb ``network``: the public network as a graph, and on whom it hangs."""

from __future__ import annotations

import argparse
from pathlib import Path

from resnet.cli.eyes import network_of, opened
from resnet.cli.main import Outcome
from resnet.cli.written import write_whole
from resnet.gaps.network_measures import measure_network
from resnet.gaps.network_words import say_measures
from resnet.gaps.public_network import as_graphml, between_providers, public_network
from resnet.matching.policy import load_policy
from resnet.messages import messages_for
from resnet.settings import Settings


def run_network(given: argparse.Namespace, settings: Settings) -> Outcome:
    """Measures of who can call whom among agencies and groups; ``-o`` writes the whole graph as GraphML."""
    policy = load_policy() if given.policy == "default" else load_policy(given.policy)
    with opened(settings) as store:
        network = network_of(store, settings)
        graph = public_network(network, store.now(), policy)
    if given.output:
        write_whole(Path(given.output), as_graphml(graph))
    providers = between_providers(graph)
    found = measure_network(providers, given.engine)
    lines = list(say_measures(providers, found, given.limit, messages_for(settings.language)))
    facts = {
        "engine": found.engine,
        "nodes": graph.number_of_nodes(),
        "ties": graph.number_of_edges(),
        "providers": providers.number_of_nodes(),
        "betweenness": found.betweenness,
        "articulations": sorted(found.articulations),
        "cores": found.cores,
        "communities": found.communities,
    }
    return Outcome(facts, lines)
