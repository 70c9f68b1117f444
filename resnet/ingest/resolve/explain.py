"""The evidence on one pair, for a person to judge by."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from resnet.graph.elements import Node, NodeId
from resnet.graph.store import GraphView
from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.evidence import Evidence
from resnet.ingest.resolve.features import FEATURES
from resnet.ingest.resolve.profile import Profile
from resnet.ingest.resolve.profiles import profiles_of
from resnet.ingest.resolve.weights import Weights, load_weights

_SHOWN: Mapping[str, Callable[[Profile], str]] = {
    "name": lambda each: each.name,
    "number": lambda each: each.name,
    "word": lambda each: each.name,
    "phone": lambda each: ", ".join(each.phones),
    "site": lambda each: f"{each.site}, {each.unit}" if each.unit else each.site,
    "point": lambda each: "" if each.latitude is None else f"{each.latitude:.5f}, {each.longitude:.5f}",
    "district": lambda each: each.district,
    "operator": lambda each: each.operator,
    "form": lambda each: each.form,
    "kind": lambda each: each.kind,
    "list": lambda each: ", ".join(each.sources),
    "state": lambda each: f"{each.state} {each.state_since or ''}".strip(),
}
_NAME_FIRST = ("name", "number", "word")


def explain(view: GraphView, one: NodeId, other: NodeId) -> tuple[Evidence, ...]:
    """What speaks for and against, as far as the view shows it; nothing when it shows one of them at most.

    The name first, then what weighs most either way. How common a value is in the directory is not in it.
    """
    found = view.nodes([one, other])
    return explain_nodes(view, [found[each] for each in (one, other) if each in found])


def explain_nodes(view: GraphView, nodes: list[Node]) -> tuple[Evidence, ...]:
    """The evidence on two entries that were read already."""
    profiles = profiles_of(view, nodes)
    return compare_profiles(profiles, load_weights()) if len(profiles) == 2 else ()


def compare_profiles(profiles: list[Profile], weights: Weights) -> tuple[Evidence, ...]:
    """The evidence on a pair of profiles."""
    entries = Entries(profiles)
    first, second = np.array([0]), np.array([1])
    told: list[Evidence] = []
    for feature in FEATURES:
        code = feature.levels[feature.compare(entries, first, second)[0]]
        level = weights.features[feature.code].levels[code]
        one, other = (_SHOWN[feature.code](each) for each in profiles)
        told.append(Evidence(feature.code, code, level.says, level.millibits, one, other))
    return tuple(
        sorted(told, key=lambda each: (each.feature not in _NAME_FIRST, -abs(each.millibits), each.feature))
    )
