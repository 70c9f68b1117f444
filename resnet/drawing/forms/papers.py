"""Everything of a case that its records tell, read through the caller's view; nothing for a blank form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from resnet.casework.household import HouseholdPart, read_household
from resnet.casework.open_case import cases_of
from resnet.drawing.forms.form import Boxes, Form, Section, Table, table
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.messages import Messages, messages_for
from resnet.ontology.registry import node_field
from resnet.ontology.standards import DEFAULT_STANDARD
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code, say_day, say_value

_LINKS = ("settled_into", "blocks", "pursues", "uses", "sent_by", "addressed_to", "attended")
_PERSON = "person:"
_DAYS = ("at", "said_at", "agreed_at", "given_at", "begins_on", "sent_at")


@dataclass(frozen=True, eq=False, kw_only=True)
class Papers:
    """The case as far as it may be seen; with neither client nor case it fills nothing in.

    ``workers`` are (role, node), ``nodes`` the elements of the file by kind, in the order of their days.
    """

    at: datetime
    language: str
    client: Node | None = None
    case: Node | None = None
    household: HouseholdPart | None = None
    workers: tuple[tuple[str, Node], ...] = ()
    lead: str = ""
    nodes: Mapping[str, tuple[Node, ...]] = field(default_factory=dict)
    links: tuple[Edge, ...] = ()
    ends: Mapping[NodeId, Node] = field(default_factory=dict)
    consents: tuple[Edge, ...] = ()

    @cached_property
    def say(self) -> Messages:
        """The words of the language."""
        return messages_for(self.language)

    def of(self, kind: str) -> tuple[Node, ...]:
        """The elements of a kind, in the order of their days."""
        return self.nodes.get(kind, ())

    def last(self, kind: str) -> Node | None:
        """The newest element of a kind."""
        return next(reversed(self.of(kind)), None)

    def ends_of(self, node: Node, kind: str) -> tuple[Node, ...]:
        """What the node is joined with by an edge of a kind, either way round."""
        joined = (edge.other(node.id) for edge in self.links if edge.kind == kind and node.id in _ends(edge))
        return tuple(self.ends[each] for each in joined if each in self.ends)

    def pair(self, kind: str, name: str, node: Node | None) -> tuple[str, str]:
        """A field with its label, and its value in words; empty where nothing is known."""
        return self.label(kind, name), self.value(kind, name, node)

    def pairs(self, kind: str, names: Iterable[str], node: Node | None) -> tuple[tuple[str, str], ...]:
        """Several fields of one element."""
        return tuple(self.pair(kind, name, node) for name in names)

    def value(self, kind: str, name: str, node: Node | None) -> str:
        """A field's value in words, ``""`` where it is not known."""
        value = None if node is None else node.get(name)
        if value is None or value == "":
            return ""
        if isinstance(value, datetime):
            return say_day(value, self.language)
        if isinstance(value, str) and value.startswith(_PERSON):
            known = self.ends.get(NodeId(value))
            return "" if known is None else known.text("name")
        return say_value(node_field(kind, name), value, self.language)

    def table(self, kind: str, names: Sequence[str], widths: Iterable[int], *, blank: int) -> Table:
        """These fields of every element of a kind, a row an element."""
        rows = (tuple(self.value(kind, name, each) for name in names) for each in self.of(kind))
        return table((self.label(kind, name) for name in names), widths, rows, blank=blank)

    def boxes(self, vocabulary: str, given: str) -> Boxes:
        """Every term of a vocabulary to tick, with the one that was given ticked."""
        terms = load_vocabulary(vocabulary).terms
        return Boxes(tuple((term.code == given, term.label.of(self.language)) for term in terms))

    def form(self, name: str, *sections: Section, note: str = "", is_wide: bool = False) -> Form:
        """The record ``name`` of these sections."""
        return Form(
            name=name,
            title=self.say.text(f"form-{name}"),
            language=self.language,
            at=self.at,
            sections=sections,
            note=note,
            is_wide=is_wide,
        )

    def label(self, kind: str, name: str) -> str:
        """What a field is called, as a title."""
        said = node_field(kind, name).label.of(self.language)
        return said[:1].upper() + said[1:]

    def code(self, vocabulary: str, code: str) -> str:
        """The word for a code, ``""`` for none."""
        return say_code(vocabulary, code, self.language) if code else ""

    def whose(self, statement: Node) -> str:
        """Whose need a statement tells of: the client's where it names nobody; ``""`` for who is hidden."""
        if not statement.text("need_of"):
            return "" if self.client is None else self.client.text("name")
        return self.value("statement", "need_of", statement)

    @property
    def standard(self) -> str:
        """The name of the standard that the case is worked by."""
        own = "" if self.case is None else self.case.text("standard")
        return own or DEFAULT_STANDARD

    @property
    def managers(self) -> str:
        """Who manages the case, by name."""
        return ", ".join(node.text("name") for role, node in self.workers if "supervisor" not in role)

    @property
    def supervisors(self) -> str:
        """Who supervises it, by name."""
        return ", ".join(node.text("name") for role, node in self.workers if "supervisor" in role)


def read_papers(view: GraphView, client: NodeId, language: str, case_id: NodeId | None = None) -> Papers:
    """That case of the client, else the newest, as far as the caller of the view may see it.

    Raises:
        NodeNotFoundError: If there is no such client, or they are hidden.
    """
    person = get_node(view, client, "person")
    cases = [each for each in cases_of(view, client) if case_id in {None, each.id}]
    case = max(cases, key=lambda each: (str(each.get("opened_at") or ""), each.id), default=None)
    ids = [] if case is None else [case.id]
    consents = edges_out(view, [client], "consents_to")
    given = {NodeId(said) for edge in consents if (said := edge.text("consent"))}
    file = sorted(given | {edge.start for edge in edges_in(view, ids, "in_case")})
    found = view.nodes_with_edges(file, _LINKS)
    filed, links = found.nodes, found.edges
    around = view.edges(ids, ("assigned_to", "leads"))
    others = {edge.start for edge in links} | {edge.end for edge in links} | {edge.end for edge in consents}
    others |= {NodeId(said) for each in filed.values() for said in _people_in(each)}
    ends = {**filed, **view.nodes(sorted(others))}
    return Papers(
        at=view.now,
        language=language,
        client=person,
        case=case,
        household=read_household(view, person, language),
        workers=tuple(
            (edge.text("role"), ends[edge.end])
            for edge in sorted(around, key=lambda edge: (edge.text("role"), edge.id))
            if edge.kind == "assigned_to" and edge.end in ends
        ),
        lead=", ".join(ends[e.start].text("name") for e in around if e.kind == "leads" and e.start in ends),
        nodes=_by_kind(filed.values()),
        links=tuple(links),
        ends=ends,
        consents=tuple(sorted(consents, key=lambda edge: edge.id)),
    )


def _by_kind(nodes: Iterable[Node]) -> dict[str, tuple[Node, ...]]:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.kind, []).append(node)
    return {kind: tuple(sorted(listed, key=_order)) for kind, listed in found.items()}


def _order(node: Node) -> tuple[int, str, NodeId]:
    priority = node.get("priority")
    day = next((str(value) for name in _DAYS if (value := node.get(name)) is not None), "")
    return (priority if isinstance(priority, int) else 99, day, node.id)


def _ends(edge: Edge) -> tuple[NodeId, NodeId]:
    return edge.start, edge.end


def _people_in(node: Node) -> list[str]:
    """Those of the graph whom its fields name: paper says names, not ids."""
    return [said for said in node.fields.values() if isinstance(said, str) and said.startswith(_PERSON)]
