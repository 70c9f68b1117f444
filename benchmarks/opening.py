"""A process that opens a network and answers once: ``python -m benchmarks.opening STORE saved|save``."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from benchmarks.district import NOW
from benchmarks.timing import timed
from benchmarks.wide import KEY, renamed
from resnet.graph.elements import NodeId
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.network.saved.kept import SavedNetwork
from resnet.graph.network.snapshot import Network
from resnet.graph.sqlite.files import open_file
from resnet.matching.facts import Circle, Client, Facts, Wish
from resnet.matching.kernel.match import match_need
from resnet.matching.kernel.saved import SavedMatching
from resnet.ontology.category import Category

_KILOBYTE = 1024


def open_once(path: Path, way: str) -> dict[str, object]:
    """Seconds of the processor from an open store to the first answers, the answers, the most memory taken.

    What is asked first is read of one agency; then a need is matched, without compiled loops, as a page does
    right after the start. By ``save`` the network is read from the store, and saved afterwards with what
    matching knows of it.
    """
    store = open_file(path, key=KEY, clock=lambda: NOW)
    saved = SavedNetwork(path.with_name(path.name + ".network"), KEY, beside=SavedMatching())
    follower = NetworkFollower(store, saved)
    if way == "save":
        saved.remove()
    taken, answer = timed(lambda: answer_of(follower.network()))
    network = follower.network()
    matching, matched = timed(lambda: match_first(network))
    saving = timed(follower.save)[0] if way == "save" else 0.0
    store.close()
    return {
        "processor": taken,
        "saving": saving,
        "answer": [answer, matched],
        "matching": matching,
        "is_from_saved": follower.is_from_saved,
        "memory": _most_memory(),
    }


def _most_memory() -> int:
    """Bytes, of this process alone: what getrusage says may be of the process that started it."""
    said = Path("/proc/self/status").read_text(encoding="ascii")
    return int(said.partition("VmHWM:")[2].split()[0]) * _KILOBYTE


def match_first(network: Network) -> str:
    """The first match of a process: a need that a worker of an agency has for a client, as text."""
    agency = NodeId(renamed("agency:00042", 0))
    manager = network.edges_in(agency, "works_for")[0].start
    facts = Facts(
        at=NOW,
        wish=Wish(id=NodeId("agreed_need:first"), category=Category.LIVING, service_classes=("3.2",)),
        client=Client(id=NodeId("person:first"), ages=((70, 70),)),
        circle=Circle(managers=(manager,), lead=agency),
    )
    return repr(match_need(network, facts))


def answer_of(network: Network) -> list[object]:
    """What a person asks first: an agency, what it offers and where, who works there, and whom they know."""
    agency = NodeId(renamed("agency:00042", 0))
    said: list[object] = [network.text(agency, "name")]
    for offered in network.edges_out(agency, "offers"):
        covered = [network.text(each.end, "name") for each in network.edges_out(offered.end, "covers")]
        said.append([network.text(offered.end, "name"), covered])
    for works in network.edges_in(agency, "works_for"):
        known = [network.text(each.end, "name") for each in network.edges_out(works.start, "knows")]
        said.append([network.text(works.start, "name"), known])
    return said


if __name__ == "__main__":
    print(json.dumps(open_once(Path(sys.argv[1]), sys.argv[2])))
