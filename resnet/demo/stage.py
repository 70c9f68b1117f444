"""What the demo's events share: the store and its clock, who is who, what was warned of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.notice import Notice
from resnet.demo.clock import DemoClock
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphStore, GraphView
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.report import FileReport
from resnet.ontology.authored import Table


@dataclass(slots=True)
class Directory:
    """Agencies, groups, services and areas by the names that the lists give them."""

    providers: dict[str, NodeId] = field(default_factory=dict)
    services: dict[tuple[str, str], NodeId] = field(default_factory=dict)
    areas: dict[str, NodeId] = field(default_factory=dict)

    def read(self, view: GraphView) -> None:
        """Learn everything that the view shows now."""
        for kind in ("agency", "group"):
            self.providers |= {spaceless(node.text("name")): node.id for node in find_all(view, kind)}
        names = {owner: name for name, owner in self.providers.items()}
        edges = edges_out(view, names, "offers")
        services = view.nodes([edge.end for edge in edges])
        for edge in edges:
            if edge.end in services:
                self.services[names[edge.start], spaceless(services[edge.end].text("name"))] = edge.end
        self.areas |= {node.text("name"): node.id for node in find_all(view, "area")}


@dataclass
class Stage:
    """The store, its clock, and the ids of what was made, by the keys of the authored data.

    ``scope`` reads lists and sets the district up; every act of a story is played in its worker's own.
    """

    store: GraphStore
    clock: DemoClock
    scope: Scope
    directory: Directory = field(default_factory=Directory)
    workers: dict[str, NodeId] = field(default_factory=dict)
    teams: dict[str, NodeId] = field(default_factory=dict)
    clients: dict[str, NodeId] = field(default_factory=dict)
    notices: list[Notice] = field(default_factory=list)
    reports: list[FileReport] = field(default_factory=list)

    def learn(self) -> None:
        """Know what the lists that were read have brought."""
        self.directory.read(self.store.view(self.scope))

    def heard(self, notices: Iterable[Notice]) -> None:
        """Keep what an act warned of."""
        self.notices.extend(notices)

    def provider(self, table: Table, name: str) -> NodeId:
        """The agency or group that ``name`` of the table calls.

        Raises:
            BadDemoError: If no list holds it.
        """
        return self.provider_called(table, name, table.text(name))

    def provider_called(self, table: Table, name: str, called: str) -> NodeId:
        """The agency or group of that name; ``name`` is the field for the error."""
        found = self.directory.providers.get(spaceless(called))
        if found is None:
            raise table.fail(name, f"an agency or group of the lists, not {called!r}")
        return found

    def service(self, table: Table, name: str, called: str) -> NodeId:
        """The service ``agency/programme``.

        Raises:
            BadDemoError: If no list holds it.
        """
        agency, _, programme = called.partition("/")
        found = self.directory.services.get((spaceless(agency), spaceless(programme)))
        if found is None:
            raise table.fail(name, f"a service of the lists, not {called!r}")
        return found

    def area(self, table: Table, name: str) -> NodeId:
        """The area called so.

        Raises:
            BadDemoError: If the code list has none.
        """
        found = self.directory.areas.get(table.text(name))
        if found is None:
            raise table.fail(name, "an area of the code list")
        return found

    def worker(self, table: Table, name: str, called: str) -> NodeId:
        """The worker of that key.

        Raises:
            BadDemoError: If the district has none.
        """
        found = self.workers.get(called)
        if found is None:
            raise table.fail(name, f"the key of a worker, not {called!r}")
        return found

    def scope_of(self, worker: NodeId, role: Role) -> Scope:
        """The scope a worker acts in."""
        return Scope.of(worker, frozenset({role}), reason="the demo's story")


def commit(*parts: str) -> CommitId:
    """The name of one act, the same in every run: ids follow from it."""
    return CommitId(":".join(("demo", *parts)))
