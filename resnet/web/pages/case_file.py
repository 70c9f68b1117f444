"""What a case's page reads of the file: needs in words, referrals, and everything else with its day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from resnet.casework.values import values_of
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.ontology.registry import kind_named
from resnet.ontology.words import say_code, say_date, say_day
from resnet.web.desk import Desk

# The days of an entry, and what its line says; the first that is there.
_DAYS: Final = ("at", "said_at", "agreed_at", "sent_at", "begins_on", "given_at")
_SHOWN: Final = {
    "intake": ("way_in", "verdict", "reason", "view"),
    "strength": ("type", "text", "ended_why"),
    "obstacle": ("type", "text", "evidence"),
    "plan_item": (
        "long_goal",
        "short_goal",
        "action",
        "place",
        "per_week",
        "responsible",
        "verdict",
        "score",
    ),
    "conference": ("type", "decided"),
    "advocacy": ("type", "target", "method", "result"),
    "contact": ("directness", "way", "subjective", "objective", "assessment", "plan", "minutes"),
    "closing": ("reason", "change", "follow_up"),
}


@dataclass(frozen=True)
class Entry:
    """One entry of the file: what it is, its day, its values with their labels."""

    kind: str
    day: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ReferralLine:
    """A referral as a list shows it; a name that is hidden is empty."""

    id: NodeId
    state: str
    service: str
    receiver: str
    sender: str
    client: str
    day: str
    is_open: bool


@dataclass(frozen=True)
class CaseFile:
    """What is in the file, as far as it may be seen."""

    statements: tuple[Node, ...]
    needs: tuple[Node, ...]
    referrals: tuple[Node, ...]
    entries: tuple[Entry, ...]


def read_file(desk: Desk, view: GraphView, case: NodeId) -> CaseFile:
    """The file of a case."""
    nodes = view.nodes([edge.start for edge in edges_in(view, [case], "in_case")]).values()
    return CaseFile(
        statements=tuple(sorted(_of(nodes, "statement"), key=_moment)),
        needs=tuple(sorted(_of(nodes, "agreed_need"), key=_rank)),
        referrals=tuple(sorted(_of(nodes, "referral"), key=_moment, reverse=True)),
        entries=tuple(
            _entry(each, desk.language)
            for each in sorted(nodes, key=lambda node: (_order(node.kind), _moment(node)))
            if each.kind in _SHOWN
        ),
    )


def day_of(node: Node, language: str = "") -> str:
    """The Korean day an element of the file is of, ``""`` when it says none."""
    return next((_say(value, language) for name in _DAYS if (value := node.get(name)) is not None), "")


def read_names(view: GraphView, referral_ids: Iterable[NodeId]) -> dict[tuple[NodeId, str], str]:
    """(referral, edge kind) → the names at the other end, as far as they may be seen."""
    kinds = ("addressed_to", "sent_by", "about_client")
    edges = edges_out(view, referral_ids, *kinds)
    ends = view.nodes({edge.end for edge in edges})
    found: dict[tuple[NodeId, str], str] = {}
    for edge in edges:
        if edge.end in ends:
            before = found.get((edge.start, edge.kind))
            name = ends[edge.end].text("name")
            found[edge.start, edge.kind] = f"{before}, {name}" if before else name
    return found


def read_referrals(
    view: GraphView, referrals: Iterable[Node], open_states: frozenset[str], language: str
) -> list[ReferralLine]:
    """Referrals as lists show them, in the order given."""
    listed = list(referrals)
    names = read_names(view, [each.id for each in listed])
    return [
        ReferralLine(
            id=each.id,
            state=each.text("state"),
            service=each.text("service_asked"),
            receiver=names.get((each.id, "addressed_to"), ""),
            sender=names.get((each.id, "sent_by"), ""),
            client=names.get((each.id, "about_client"), ""),
            day=day_of(each, language),
            is_open=each.text("state") in open_states,
        )
        for each in listed
    ]


def say_statement(node: Node, language: str) -> dict[str, str]:
    """A presented need: the words themselves, and what stands around them."""
    before, after = node.get("severity_before"), node.get("severity_after")
    severity = f"{before if before is not None else '–'} → {after if after is not None else '–'}"
    return {
        "words": node.text("words"),
        "by": node.text("spoken_by"),
        "of": node.text("need_of"),
        "domain": say_code("need_domains_2026", node.text("domain"), language),
        "severity": severity if before is not None or after is not None else "",
        "day": day_of(node, language),
    }


def _entry(node: Node, language: str) -> Entry:
    label = kind_named(node.kind).label.of(language)
    return Entry(label, day_of(node, language), values_of(node, _SHOWN[node.kind], language))


def _of(nodes: Iterable[Node], kind: str) -> list[Node]:
    return [node for node in nodes if node.kind == kind]


def _order(kind: str) -> int:
    return list(_SHOWN).index(kind) if kind in _SHOWN else len(_SHOWN)


def _rank(need: Node) -> tuple[int, str]:
    priority = need.get("priority")
    return (priority if isinstance(priority, int) else 99, need.id)


def _moment(node: Node) -> tuple[str, str]:
    return (day_of(node), node.id)


def _say(value: object, language: str) -> str:
    if isinstance(value, datetime):
        return say_day(value, language)
    return say_date(value, language) if isinstance(value, date) else ""
