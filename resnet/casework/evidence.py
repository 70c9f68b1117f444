"""What becomes of a referral tells something of the directory: a full house, a dead number, a closed door."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from resnet.casework.act import Act
from resnet.graph.elements import Edge, Node, NodeId, Put
from resnet.graph.reading import edges_out
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.registry import FOLDED
from resnet.ontology.term import Term
from resnet.ontology.vocabulary import load_vocabulary

_WAY: Final = "referral"


def note_evidence(act: Act, referral: NodeId, reason: str, *, is_receiver: bool) -> None:
    """Records of what the reason tells of the service and its provider, as part of ``act``.

    A receiver's own word on its room counts as its own word, and another's for it as a check. A doubt
    changes no value. The record says who found it out and when; of the referral and the client it says
    nothing, not even their ids. Reasons in words tell nothing here.

    Source: domain.md §7.7 (capacity a provider states), §15 (stale lists).
    """
    reasons = load_vocabulary("referral_reasons")
    if reason not in reasons:
        return
    term = reasons.term(reason)
    edges = edges_out(act.view, [referral], "asks_for", "addressed_to")
    ends = act.view.nodes([edge.end for edge in edges])
    for edge in edges:
        thing = ends.get(edge.end)
        if thing is None or not _is_of_the_directory(thing):
            continue
        said = _of_service(act, term) if edge.kind == "asks_for" else _doubts(term, "doubts_provider")
        if said:
            has_own_word = is_receiver and "doubts" not in said
            _record(act, thing, {"standing": "own-word" if has_own_word else "verification", **said})


def _is_of_the_directory(thing: Node) -> bool:
    return thing.kind in FOLDED and thing.category is Category.PUBLIC and not thing.about


def _of_service(act: Act, term: Term) -> Mapping[str, Value]:
    state = term.text("capacity_state")
    if state:
        return {"capacity_state": state, "capacity_stated_at": act.now}
    return _doubts(term, "doubts_service")


def _doubts(term: Term, name: str) -> Mapping[str, Value]:
    fields = term.texts(name)
    return {"doubts": fields} if fields else {}


def _record(act: Act, thing: Node, said: Mapping[str, Value]) -> None:
    by = str(act.actor or act.scope.reason)
    record = act.put(
        Node(
            id=act.new_id("record"),
            kind="record",
            category=Category.INTERNAL,
            fields={"said_by": by, "said_at": act.now},
        )
    )
    edge = Edge(
        id=act.edge_id("describes"),
        kind="describes",
        start=record.id,
        end=thing.id,
        category=Category.INTERNAL,
        fields={"said_at": act.now, "said_by": by, "said_how": _WAY, **said},
    )
    act.changes.append(Put(edge))
