"""The referral letter (서비스의뢰서) as text: what the reader may see, and nothing else."""

from __future__ import annotations

from resnet.casework.dated import time_of
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.messages import messages_for
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_day, say_times_a_week


def letter(view: GraphView, referral: NodeId, language: str = "ko") -> str:
    """The letter of a referral in ``language``; parts that were not filled in, or are hidden, are left out.

    Who may only know that it was sent reads the envelope, and that the rest is not for them.

    Raises:
        NodeNotFoundError: If the referral is missing or hidden.

    Source: domain.md §7.6; handbook 2011, 서비스 의뢰서 작성법.
    """
    node = get_node(view, referral, "referral")
    edges = edges_out(view, [referral], "sent_by", "addressed_to", "about_client", "in_case")
    ends = view.nodes([edge.end for edge in edges])
    words = messages_for(language)
    lines = [words.text("casework-letter-title"), ""]
    for key, value in (*_parties(view, edges, ends), *_contents(node, language)):
        if value:
            lines.append(words.text(f"casework-letter-{key}", value=value))
    # Every letter passes something on: who does not see what, is not who the letter speaks to.
    is_closed = node.texts("passes_on") is None
    endings = ("closed", "confidential") if is_closed else ("confidential", "copies")
    lines += ["", *(words.text(f"casework-letter-{each}") for each in endings)]
    return "\n".join(lines)


def _parties(view: GraphView, edges: list[Edge], ends: dict[NodeId, Node]) -> tuple[tuple[str, str], ...]:
    def name(kind: str) -> str:
        return ", ".join(
            ends[edge.end].text("name") for edge in edges if edge.kind == kind and edge.end in ends
        )

    cases = [edge.end for edge in edges if edge.kind == "in_case"]
    workers = view.nodes([edge.end for edge in edges_out(view, cases, "assigned_to")])
    codes = ", ".join(ends[case].text("code") for case in cases if case in ends)
    return (
        ("to", name("addressed_to")),
        ("contact", _contacts(view, [edge.end for edge in edges if edge.kind == "addressed_to"])),
        ("from", name("sent_by")),
        ("worker", ", ".join(_worker(worker) for worker in workers.values())),
        ("client", name("about_client")),
        ("code", codes),
    )


def _contacts(view: GraphView, agencies: list[NodeId]) -> str:
    named = [edge.start for edge in edges_in(view, agencies, "works_for") if edge.get("is_contact") is True]
    return ", ".join(_worker(worker) for worker in view.nodes(named).values())


def _worker(worker: Node) -> str:
    return " ".join(
        part for part in (worker.text("name"), worker.text("title"), worker.text("work_phone")) if part
    )


def _contents(node: Node, language: str) -> tuple[tuple[str, str], ...]:
    sent_at, per_week = time_of(node, "sent_at"), node.get("per_week")
    items = load_vocabulary("categories")
    passed = [items.term(code).label.of(language) for code in node.texts("passes_on") or ()]
    return (
        ("date", say_day(sent_at, language) if sent_at else ""),
        ("summary", node.text("summary")),
        ("need", node.text("need")),
        ("goal", node.text("goal")),
        ("service", node.text("service_asked")),
        ("per-week", say_times_a_week(per_week, language) if isinstance(per_week, float | int) else ""),
        ("monitoring", node.text("monitoring")),
        ("passes-on", ", ".join(passed)),
    )
