"""Two agencies that may be one, put before a person."""

from __future__ import annotations

from resnet.graph.elements import Node, NodeId, Put
from resnet.ontology.field import Value
from tests.web.town import Town

ONE, OTHER, JUDGEMENT = NodeId("agency:one"), NodeId("agency:other-one"), NodeId("judgement:1")


def pair(town: Town) -> None:
    """The two stand in the town's directory, and nobody has judged them yet."""
    said = {"type": "welfare-centre", "phone": "032-555-0155"}
    town.write(*town.folded(ONE, name="마루종합사회복지관", **said))
    town.write(*town.folded(OTHER, name="마루복지관", **said))
    unsure: dict[str, Value] = {"verdict": "unsure", "how": "by-weights", "weight_millibits": 4000}
    judges = [town.edge("judges", JUDGEMENT, each) for each in (ONE, OTHER)]
    town.write(Put(Node(id=JUDGEMENT, kind="judgement", fields=unsure)), *judges)
