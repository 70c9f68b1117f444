"""Referral paths of one agreed need, and the client's choice among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from resnet.access.role import Role
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.draft import choices_carried_out
from resnet.casework.values import values_of
from resnet.errors import NodeNotFoundError, RuleError
from resnet.graph.elements import Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.matching.askable import LeadClosedError, check_askable
from resnet.matching.judge import PROPOSED
from resnet.matching.kernel.asking import find_asks
from resnet.matching.kernel.match import match_need
from resnet.matching.matches import Match, Matches, Miss, ReferralPath
from resnet.matching.read import read_facts
from resnet.matching.support import find_support
from resnet.matching.support_words import say_support
from resnet.matching.words import ask_words, change_words, finding_words, note_words, reason_words, step_words
from resnet.ontology.words import say_code, say_last_day
from resnet.web.desk import Asked, Desk
from resnet.web.problem import say_problem
from resnet.web.render import CASE_ROLES, WORKERS, onward, page

_REFUSED: Final = 422
CHOOSERS: Final = (Role.CASE_MANAGER, Role.SUPERVISOR, Role.CLIENT)
_NEED: Final = (
    "domain",
    "level",
    "state",
    "service_classes",
    "wanted_per_week",
    "weekdays",
    "from_minute",
    "until_minute",
    "cost_limit_won",
    "reach_km",
    "language",
    "preference",
)


@dataclass(frozen=True)
class StepShown:
    """Who calls whom on a path, by which tie, at which number; ``about`` is what may be said there."""

    called: str
    by: str
    phone: str
    about: tuple[str, ...]


@dataclass(frozen=True)
class PathShown:
    """One way to the provider; ``consent`` says what consent is still needed."""

    start: str
    steps: tuple[StepShown, ...]
    is_warm: bool
    consent: str


@dataclass(frozen=True)
class MatchShown:
    """One alternative in words; ``href`` is its provider's page, ``""`` for a private person."""

    id: NodeId
    name: str
    href: str
    tier: str
    providers: str
    score: int
    points: tuple[tuple[str, int, int, str], ...]
    paths: tuple[PathShown, ...]
    pros: tuple[str, ...]
    cons: tuple[str, ...]
    overlaps: tuple[str, ...]
    papers: tuple[str, ...]


@dataclass(frozen=True)
class MissShown:
    """A near miss: what is against it, what would have to change; providers with page, name and phone."""

    name: str
    providers: tuple[tuple[str, str, str], ...]
    against: tuple[str, ...]
    changes: tuple[str, ...]


def show_need(asked: Asked) -> Response:
    """The need, what was proposed for it and why, and what was chosen before."""
    asked.desk.require(*CASE_ROLES)
    return _shown(asked, "")


def _shown(asked: Asked, problem: str) -> Response:
    """The page; with what is amiss in a choice, as it was typed."""
    desk = asked.desk
    view = desk.view()
    need = read_need(view, asked.node())
    network, facts = desk.network(), read_facts(view, need.id)
    found, asks = match_need(network, facts), find_asks(network, facts)
    return page(
        desk,
        "need.html",
        status=_REFUSED if problem else 200,
        amiss=problem,
        typed=asked.text,
        need=need,
        blocked=_blocked(desk, network, need.id),
        case=next((edge.end for edge in edges_out(view, [need.id], "in_case")), ""),
        facts=values_of(need, _NEED, desk.language),
        found=found,
        reason=reason_words(found.reason, desk.language) if found.reason else "",
        matches=[say_match(each, desk) for each in found.matches],
        misses=_misses(found.misses, desk, view),
        support=say_support(find_support(network, view, facts), desk.words),
        asks=[ask_words(each, asks.names, desk.language) for each in asks.asks],
        ask_count=asks.count,
        reasons=_reasons(found, desk),
        chosen=_chosen_before(desk, view, need),
        may_choose=desk.has_role(*CHOOSERS),
        may_write=desk.has_role(*WORKERS),
        is_client=desk.scope.actor in need.about,
    )


def take_choice(asked: Asked) -> Response:
    """Keep what was chosen; a service is then referred to by its letter. What is refused stays as typed."""
    desk = asked.desk
    desk.require(*CHOOSERS)
    read_need(desk.view(), asked.node())
    chosen = asked.line("chosen")
    given = ChoiceGiven(
        need=asked.node(),
        options=tuple(NodeId(each) for each in dict.fromkeys(asked.lines("option"))),
        chosen=NodeId(chosen) if chosen and chosen != "none" else None,
        decided_by=asked.line("decided_by"),
        reason=asked.text("reason"),
        override_ground=asked.line("override_ground") or None,
        policy=asked.line("policy"),
    )
    if not chosen:
        return _shown(asked, desk.words.text("web-choose-first"))
    try:
        kept = choose(desk.store, desk.scope, given, commit=asked.commit("choice"))
    except RuleError as error:
        return _shown(asked, say_problem(desk, error))
    is_referred = given.chosen is not None and given.chosen.startswith("service:")
    writes_letter = is_referred and desk.has_role(*WORKERS)
    href = f"/choices/{kept.choice}" if writes_letter else f"/needs/{given.need}"
    return onward(desk, href, "web-choice-kept", kept.warnings)


def read_need(view: GraphView, need_id: NodeId) -> Node:
    """Somebody's agreed need.

    Raises:
        NodeNotFoundError: If it is missing, hidden, or nobody's.
    """
    need = get_node(view, need_id, "agreed_need")
    if not need.about:
        # A need of the community is nobody's to be referred with: the council's page shows it.
        raise NodeNotFoundError
    return need


def say_match(match: Match, desk: Desk) -> MatchShown:
    """An alternative in the visitor's words."""
    language, words = desk.language, desk.words
    provider = match.paths[0].provider if match.paths else None
    papers = (
        words.text(
            {True: "web-paper-at-hand", False: "web-paper-missing", None: "web-paper-unknown"}[
                each.is_at_hand
            ],
            paper=say_code("documents", each.document, language),
        )
        for each in match.papers
    )
    return MatchShown(
        id=match.offer,
        name=match.name,
        href=f"/directory/{provider}#{match.offer}" if provider else "",
        tier=words.text(f"web-tier-{match.tier}"),
        providers=", ".join(match.provider_names),
        score=match.score,
        points=tuple(
            (words.text(f"match-rule-{points.rule}"), points.got, points.of, finding_words(finding, language))
            for points, finding in zip(match.points, match.findings, strict=True)
        ),
        paths=tuple(_path(each, desk) for each in match.paths),
        pros=tuple(note_words(each, language) for each in match.pros),
        cons=tuple(note_words(each, language) for each in match.cons),
        overlaps=tuple(filter(None, (each.name for each in match.overlaps))),
        papers=tuple(papers),
    )


def _path(path: ReferralPath, desk: Desk) -> PathShown:
    needed = path.consent_needed
    consent = ""
    if needed is not None:
        items = ", ".join(say_code("categories", each, desk.language) for each in needed.categories)
        consent = desk.words.text("web-consent-needed", who=needed.receiver_name, items=items)
    return PathShown(
        start=path.steps[0].caller_name if path.steps else "",
        steps=tuple(
            StepShown(
                called=" ".join(filter(None, (each.agency, each.called_name, each.title))),
                by=" · ".join(
                    filter(
                        None,
                        (
                            say_code("tie_kinds", each.tie, desk.language),
                            each.via,
                            desk.words.text("web-tie-until", day=say_last_day(each.until, desk.language))
                            if each.until
                            else "",
                        ),
                    )
                ),
                phone=each.phone,
                about=tuple(step_words(each, desk.language)),
            )
            for each in path.steps
        ),
        is_warm=path.is_warm,
        consent=consent,
    )


def _misses(misses: Iterable[Miss], desk: Desk, view: GraphView) -> list[MissShown]:
    network = desk.network()
    providers: dict[NodeId, list[NodeId]] = {}
    for edge in edges_in(view, [miss.offer for miss in misses], "offers"):
        providers.setdefault(edge.end, []).append(edge.start)
    return [
        MissShown(
            name=miss.name,
            providers=tuple(
                (f"/directory/{each}", network.text(each, "name"), network.text(each, "phone"))
                for each in sorted(providers.get(miss.offer, ()))
                if each in network
            ),
            against=tuple(finding_words(each, desk.language) for each in miss.against),
            changes=tuple(change_words(each, desk.language) for each in miss.changes),
        )
        for miss in misses
    ]


def _blocked(desk: Desk, network: Network, need: NodeId) -> str:
    """What has to be mended before any way can be gone, in words."""
    try:
        check_askable(network, desk.view(), need)
    except LeadClosedError as error:
        return say_problem(desk, error)
    return ""


def _reasons(found: Matches, desk: Desk) -> list[tuple[str, str, int]]:
    words = desk.words
    return [
        ("", words.text("match-proposed"), count)
        if reason == PROPOSED
        else (f"/needs/{found.need}/why/{reason}", reason_words(reason, desk.language), count)
        for reason, count in sorted(found.reasons.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _chosen_before(desk: Desk, view: GraphView, need: Node) -> list[dict[str, str]]:
    choices = view.nodes(edge.start for edge in edges_in(view, [need.id], "chose_for"))
    chose = edges_out(view, choices, "chose")
    names = view.nodes({edge.end for edge in chose})
    taken = {edge.start: names[edge.end].text("name") for edge in chose if edge.end in names}
    followed = choices_carried_out(view, choices)
    services = {edge.start for edge in chose if edge.end.startswith("service:")}
    return [
        {
            "id": each.id,
            "what": taken.get(each.id) or desk.words.text("web-choice-none"),
            "by": say_code("deciders", each.text("decided_by"), desk.language),
            "why": each.text("reason"),
            "day": _days([each]),
            "letter": f"/choices/{each.id}" if each.id in services - followed else "",
        }
        for each in sorted(choices.values(), key=lambda node: str(node.get("at")), reverse=True)
    ]


def _days(nodes: Iterable[Node]) -> str:
    return ", ".join(value for each in nodes for _, value in values_of(each, ("at",), "ko"))
