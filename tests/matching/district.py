"""A small district, written as a person would tell it, in a plain in-memory store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.network.follow import make_network
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore, GraphView
from resnet.matching.facts import Facts
from resnet.matching.match import match_need
from resnet.matching.matches import Matches
from resnet.matching.read import read_facts
from resnet.ontology.category import Category
from tests.model_store import ModelStore

NOW = datetime(2026, 11, 2, 3, 0, tzinfo=UTC)
EVERYTHING = Scope.everything(reason="test")
CLIENT = NodeId("person:client")
CASE = NodeId("case:1")
NEED = NodeId("agreed_need:1")
MEALS = "3.2"
DAILY_LIVING = "2000000"


def days(count: float) -> timedelta:
    return timedelta(days=count)


class District:
    """Collects what is told and writes it in one commit a time."""

    def __init__(self, store: GraphStore | None = None) -> None:
        self.now = NOW
        self.store: GraphStore = store or ModelStore(lambda: self.now)
        self._pending: list[Change] = []
        self._commits = 0
        self._edges = 0

    # -- directory ---------------------------------------------------------------------------------

    def node(self, node_id: str, **given: Any) -> NodeId:
        kind = node_id.partition(":")[0]
        self._pending.append(Put(Node(id=NodeId(node_id), kind=kind, **given)))
        return NodeId(node_id)

    def edge(self, kind: str, start: str, end: str, **given: Any) -> EdgeId:
        self._edges += 1
        edge_id = EdgeId(given.pop("id", f"{kind}:{self._edges:05d}"))
        self._pending.append(Put(Edge(id=edge_id, kind=kind, start=NodeId(start), end=NodeId(end), **given)))
        return edge_id

    def folded(self, node_id: str, *, category: Category | None = None, **fields: Any) -> NodeId:
        """A directory thing, and a record by which its provider says these fields today."""
        node = self.node(node_id, category=category)
        self.say(node_id, **fields)
        return node

    def say(self, node_id: str, **fields: Any) -> None:
        said = {"standing": "own-word", "said_at": self.now - days(10), **fields}
        said = {name: value for name, value in said.items() if value is not None}
        self._edges += 1
        record = self.node(f"record:{self._edges:05d}")
        self.edge("describes", record, node_id, fields=said)

    def agency(self, name: str, **fields: Any) -> NodeId:
        return self.folded(f"agency:{name}", **{"name": name, "type": "welfare-centre", **fields})

    def worker(self, name: str, agency: str | None = None, *, is_contact: bool = False) -> NodeId:
        worker = self.node(
            f"person:{name}", category=Category.PUBLIC, fields={"name": name, "work_phone": "032-000-0000"}
        )
        if agency is not None:
            self.edge("works_for", worker, agency, fields={"is_contact": is_contact})
        return worker

    def offer(self, name: str, provider: str, **fields: Any) -> NodeId:
        given = {"name": name, "service_class": MEALS, "status": "open", **fields}
        service = self.folded(
            f"service:{name}", **{key: value for key, value in given.items() if value is not None}
        )
        self.edge("offers", provider, service)
        return service

    def area(self, name: str, part_of: str | None = None) -> NodeId:
        area = self.node(f"area:{name}", fields={"name": name, "full_name": name, "code": name})
        if part_of is not None:
            self.edge("part_of", area, part_of)
        return area

    def agreement(
        self, name: str, *parties: str, named: dict[str, str] | None = None, **given: Any
    ) -> NodeId:
        agreement = self.node(f"agreement:{name}", fields={"name": name}, **given)
        for party in parties:
            worker = (named or {}).get(party)
            self.edge("party_to", party, agreement, fields={"named_worker": worker} if worker else {})
        return agreement

    def team(self, name: str, *members: str, is_standing: bool = True, **given: Any) -> NodeId:
        team = self.node(f"team:{name}", fields={"name": name, "is_standing": is_standing}, **given)
        for member in members:
            self.edge("member_of", member, team, category=given.get("category"))
        return team

    def term(self, vocabulary: str, code: str) -> NodeId:
        return self.node(f"term:{vocabulary}-{code}", fields={"vocabulary": vocabulary, "code": code})

    # -- people ------------------------------------------------------------------------------------

    def client(self, client: NodeId = CLIENT, **fields: Any) -> NodeId:
        return self.node(
            client,
            category=Category.IDENTITY,
            about=(client,),
            fields={"name": "A", "birth_year": 1950, **fields},
        )

    def case(
        self, client: NodeId = CLIENT, case: NodeId = CASE, *, manager: str | None, lead: str | None = None
    ) -> NodeId:
        self.node(case, about=(client,))
        self.edge("concerns", case, client)
        if manager is not None:
            self.edge("assigned_to", case, manager, fields={"role": "case-manager"})
        if lead is not None:
            self.edge("leads", lead, case)
        return case

    def need(
        self, need: NodeId = NEED, client: NodeId = CLIENT, case: NodeId = CASE, **fields: Any
    ) -> NodeId:
        said = {"text": "meals", "domain": DAILY_LIVING, "service_classes": (MEALS,), **fields}
        kept = {key: value for key, value in said.items() if value is not None}
        self.node(need, category=Category.LIVING, about=(client,), fields=kept)
        self.edge("in_case", need, case)
        return need

    def consent(self, receiver: str, *categories: str, client: NodeId = CLIENT, **given: Any) -> None:
        for category in categories or ("identity", "living"):
            self.edge(
                "consents_to",
                client,
                receiver,
                fields={"category": category, "purpose": "case-management"},
                **given,
            )

    def household(self, client: NodeId = CLIENT, **fields: Any) -> NodeId:
        household = self.node(f"household:{client.partition(':')[2]}", about=(client,), fields=fields)
        self.edge("lives_in", client, household)
        return household

    # -- asking ------------------------------------------------------------------------------------

    def commit(self) -> None:
        self._commits += 1
        self.store.write(
            self._pending, scope=EVERYTHING, why="test", commit=CommitId(f"test-{self._commits}")
        )
        self._pending = []

    def view(self, scope: Scope = EVERYTHING) -> GraphView:
        return self.store.view(scope)

    def network(self) -> Network:
        self.commit()
        return make_network(self.store)

    def facts(self, need: NodeId = NEED) -> Facts:
        return read_facts(self.view(), need)

    def matched(self, need: NodeId = NEED) -> Matches:
        network = self.network()
        return match_need(network, self.facts(need))
