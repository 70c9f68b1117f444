"""Kin, co-residents and guardians: who they are, and how they are tied to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from resnet.casework.act import Act
from resnet.casework.notice import refuse
from resnet.casework.person_facts import PersonFacts
from resnet.graph.elements import Edge, NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary

TIES: Final = ("parent_of", "partner_of", "twin_of", "feels_about", "guardian_of")
CLIENT: Final = "client"


@dataclass(frozen=True, kw_only=True)
class Relative:
    """A person in the client's file, under a key that ties of the same act use.

    ``is_resident`` lives in the household now, kin or not.
    """

    key: str
    facts: PersonFacts
    is_resident: bool = False


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A tie of the genogram; ends are keys of the same act, ids, or ``client``.

    ``kind`` is parent_of (``nature``, ``birth_order``), partner_of (``nature``, ``from_year``, ``to_year``),
    twin_of, feels_about (``nature``) or guardian_of (``is_legal``).
    """

    kind: str
    start: str
    end: str
    nature: str | None = None
    birth_order: int | None = None
    from_year: int | None = None
    to_year: int | None = None
    is_legal: bool | None = None
    since: datetime | None = None
    until: datetime | None = None

    def fields(self) -> dict[str, Value | None]:
        """As fields of the edge."""
        return {
            "nature": self.nature,
            "birth_order": self.birth_order,
            "from_year": self.from_year,
            "to_year": self.to_year,
            "is_legal": self.is_legal,
        }


@dataclass(frozen=True)
class Kin:
    """The people and ties one act adds to a client's family."""

    relatives: tuple[Relative, ...] = ()
    ties: tuple[Tie, ...] = field(default=())


def add_kin(act: Act, client: NodeId, kin: Kin, household: NodeId | None) -> dict[str, NodeId]:
    """The relatives' ids by key, as part of ``act``.

    Raises:
        RuleError: ``key-twice``, ``unknown-tie``, ``tie-to-oneself`` or ``no-household``.
        NodeNotFoundError: If a tie's end is missing or hidden.
    """
    ids: dict[str, NodeId] = {CLIENT: client}
    for relative in kin.relatives:
        if relative.key in ids:
            raise refuse("key-twice", key=relative.key)
        ids[relative.key] = act.node(
            "person", relative.facts.fields(), about=(client,), category=_person_category(relative.facts)
        )
        if relative.is_resident:
            if household is None:
                raise refuse("no-household")
            act.edge("lives_in", ids[relative.key], household)
    for tie in kin.ties:
        _tie(act, tie, ids)
    return ids


def _tie(act: Act, tie: Tie, ids: Mapping[str, NodeId]) -> None:
    if tie.kind not in TIES:
        raise refuse("unknown-tie", kind=tie.kind)
    start, end = ids.get(tie.start, NodeId(tie.start)), ids.get(tie.end, NodeId(tie.end))
    if start == end:
        raise refuse("tie-to-oneself")
    act.put_edge(
        Edge(
            id=act.edge_id(tie.kind),
            kind=tie.kind,
            start=start,
            end=end,
            fields={name: value for name, value in tie.fields().items() if value is not None},
            category=_category(tie),
            since=tie.since,
            until=tie.until,
        )
    )


def _person_category(facts: PersonFacts) -> Category:
    """That a pregnancy was lost is of health; hidden, nobody stands there, rather than a child who lives."""
    if facts.pregnancy is None:
        return Category.FAMILY
    is_lost = load_vocabulary("pregnancy_states").term(facts.pregnancy).flag("is_lost")
    return Category.HEALTH if is_lost else Category.FAMILY


def _category(tie: Tie) -> Category | None:
    """That somebody is a victim is of safety, and asked for apart."""
    if tie.kind == "feels_about" and tie.nature is not None:
        is_sensitive = load_vocabulary("emotional_relations").term(tie.nature).flag("is_sensitive")
        return Category.SAFETY if is_sensitive else None
    return None


def household_of(act: Act, client: NodeId) -> NodeId | None:
    """The household the client lives in now, None when unknown or hidden."""
    return next((edge.end for edge in edges_out(act.view, [client], "lives_in")), None)


def residents_of(act: Act, household: NodeId) -> tuple[NodeId, ...]:
    """Who lives in the household now, as far as the caller sees."""
    return tuple(edge.start for edge in edges_in(act.view, [household], "lives_in"))
