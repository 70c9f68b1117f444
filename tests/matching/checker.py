"""Checks a whole answer of the matcher against the raw graph."""

from __future__ import annotations

from collections import Counter
from typing import Any

from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore
from resnet.matching.judge import judge, judge_supporter
from resnet.matching.matches import Match, Matches, ReferralPath
from resnet.matching.offer import offers_of
from resnet.matching.policy import load_policy
from resnet.matching.question import Question
from resnet.matching.read import read_facts
from tests.matching.district import EVERYTHING
from tests.matching.raw import Raw, policy, words
from tests.matching.raw_alternatives import alternatives, is_cold
from tests.matching.raw_rules import ASK, NEVER, YES, Answer, Expected, no

LETTERS = {"yes": "y", "no": "n", "unknown": "?"}


class Candidate:
    """A service or supporter with the answers it should get."""

    def __init__(
        self, candidate_id: str, tier: str, answers: dict[str, Answer], rows: list[dict[str, Any]]
    ) -> None:
        self.id, self.tier, self.answers = candidate_id, tier, answers
        self.rows = {row["name"]: row for row in rows}
        self.against = [
            name
            for name, (letter, _, _) in answers.items()
            if self.rows[name]["no" if letter == "n" else "unknown_is"] == "excludes" and letter in "n?"
        ]

    @property
    def points(self) -> dict[str, int]:
        shares = {"y": None, "n": 0}
        return {
            name: self.rows[name]["weight"]
            * (share if letter == "y" else shares.get(letter, self.rows[name]["unknown"]) or 0)
            // 1000
            for name, (letter, share, _) in self.answers.items()
        }

    @property
    def change(self) -> int | None:
        sizes = policy()["changes"]
        total = 0
        for name in self.against:
            changes = self.answers[name][2]
            if changes is None:
                return None
            total += sum(sizes[change] for change in changes)
        return total


def candidates(expected: Expected) -> list[Candidate]:
    """Everything that had to be considered."""
    raw, found = expected.raw, []
    for node in raw.nodes.values():
        if node.kind == "service":
            runs = raw.starts("offers", node.id)
            tier = "formal" if any(raw.nodes[each].kind == "agency" for each in runs) else "informal"
            found.append(Candidate(node.id, tier, expected.answers(node), policy()["rule"]))
    for edge in raw.edges["supports"]:
        if expected.client is not None and edge.end == expected.client.id and raw.holds(edge):
            answers = supporter_answers(expected, edge)
            found.append(Candidate(edge.start, "own-network", answers, policy()["supporter_rule"]))
    return found


def supporter_answers(expected: Expected, edge: Edge) -> dict[str, Answer]:
    kind = expected.kind_of({edge.text("service_class")} - {""}, set())
    if kind == NEVER:
        return {"class": kind}
    load = words("support_loads").get(edge.text("load"))
    is_tired = load is not None and load["order"] >= policy()["load_limit"]
    return {
        "class": kind,
        "load": ASK if load is None else no("relief") if is_tired else YES,
        "frequency": expected.often(edge.get("per_week")),
        "preference": expected.preferred(
            {
                "worker_sexes": {expected.raw.nodes[edge.start].text("sex")} - {""},
                "comes_home": set(),
                "sector": set(),
            }
        ),
        "obstacles": expected.unobstructed({edge.start}),
    }


def check_judged(store: GraphStore, network: Network, need_id: str) -> None:
    """Every rule's answer, points and changes for everything that is considered, shown or not."""
    expected = Expected(Raw(store), need_id)
    facts = read_facts(store.view(EVERYTHING), NodeId(need_id))
    question = Question(facts, network, load_policy())
    judged = [judge(offer, question) for offer in offers_of(network, facts.at)]
    judged += [judge_supporter(each, question) for each in facts.supporters]
    wanted = {(each.id, each.tier): each for each in candidates(expected)}
    assert {(each.id, each.tier) for each in judged} == set(wanted)
    for each in judged:
        candidate = wanted[(each.id, each.tier)]
        told = {finding.rule: (each.id, LETTERS[finding.answer.value]) for finding in each.findings}
        assert told == {name: (each.id, answer[0]) for name, answer in candidate.answers.items()}
        assert {points.rule: points.got for points in each.points} == candidate.points
        assert [finding.rule for finding in each.against] == candidate.against
        assert not each.against or each.change_size(load_policy()) == candidate.change


def check(store: GraphStore, need_id: str, matches: Matches) -> None:
    """Every count, order, score, path and near miss of the answer, or an AssertionError."""
    raw = Raw(store)
    expected = Expected(raw, need_id)
    everything = candidates(expected)
    check_counts(everything, matches)
    check_order(everything, matches, expected)
    by_id = {(each.id, each.tier == "own-network"): each for each in everything}
    for match in matches.matches:
        candidate = by_id[(match.offer, match.tier == "own-network")]
        check_match(candidate, match)
        if match.paths:
            check_paths(expected, match, raw.nodes[match.offer])
        else:
            assert candidate.tier == "own-network" or expected.client is None or not expected.ways.managers  # type: ignore[union-attr]
    check_misses(everything, matches, expected)


def check_counts(everything: list[Candidate], matches: Matches) -> None:
    assert sum(matches.counts.values()) == sum(matches.reasons.values()) == len(everything)
    rules = Counter(each.against[0] if each.against else "proposed" for each in everything)
    told = Counter[str]()
    for code, count in matches.counts.items():
        told["proposed" if code == "proposed" else code.partition("-")[0]] += count
    assert told == rules
    assert matches.reasons.get("proposed", 0) == rules["proposed"]


def check_order(everything: list[Candidate], matches: Matches, expected: Expected) -> None:
    wanted = set(expected.of("service_classes", ()))
    is_professional = bool(wanted) and wanted <= set(policy()["professional_classes"])
    tiers = policy()["tiers"]
    proposed = sorted(
        (0 if is_professional else tiers.index(each.tier), -sum(each.points.values()), each.id)
        for each in everything
        if not each.against
    )
    assert [match.offer for match in matches.matches] == [
        row[2] for row in proposed[: policy()["matches_shown"]]
    ]
    assert (matches.reason == "") == bool(proposed)


def check_match(candidate: Candidate, match: Match) -> None:
    assert {points.rule: points.got for points in match.points} == candidate.points
    assert sum(points.of for points in match.points) == 1000
    assert match.score == sum(candidate.points.values())
    told = {finding.rule: LETTERS[finding.answer.value] for finding in match.findings}
    assert told == {name: answer[0] for name, answer in candidate.answers.items()}


def check_paths(expected: Expected, match: Match, service: Node) -> None:
    """The cheapest way is among them, and all are those that networkx finds by the same rule."""
    assert expected.ways is not None
    open_now = [way for way in expected.ways_to(service) if way.change == 0]
    assert min(path.cost for path in match.paths) == open_now[0].cost
    wanted = alternatives(expected, service)
    assert [path.cost for path in match.paths] == [way.cost for way in wanted]
    assert [path.is_warm for path in match.paths] == [not is_cold(expected.ways, way) for way in wanted]
    for path, way in zip(match.paths, wanted, strict=True):
        if not expected.ways.has_case(path.provider):
            assert steps_of(path) == counted(way)
        check_consent(expected, path)


def counted(way: Any) -> list[tuple[str, str, str]]:
    return [(hop.start, hop.end, hop.kind) for hop in way.hops if hop.is_counted]


def steps_of(path: ReferralPath) -> list[tuple[str, str, str]]:
    return [(step.caller, step.called, step.tie) for step in path.steps]


def check_consent(expected: Expected, path: ReferralPath) -> None:
    """Nobody between may be told without consent; what the receiver may not know yet is said."""
    ways = expected.ways
    assert ways is not None
    receiver = {path.provider} | ({path.person} if path.person else set())
    for step in path.steps:
        for node in {step.caller, step.called} - receiver:
            assert ways.has_case(node) or ways.may_know(node)
    category = str(expected.need.category)
    for step in path.steps:
        said = [
            each
            for each in ("identity", category)
            if ways.has_case(step.called) or ways.may_know(step.called, each)
        ]
        assert [each for each in step.may_say if each in said] == list(step.may_say)
        assert len(ways.leaning(step.called)) == step.load
    wanted = ["identity"] + ([category] if category not in {"identity", "public"} else [])
    missing = [each for each in wanted if not any(ways.may_know(node, each) for node in receiver)]
    told = path.consent_needed.categories if path.consent_needed is not None else ()
    assert list(told) == ([] if ways.has_case(path.provider) else missing)


def check_misses(everything: list[Candidate], matches: Matches, expected: Expected) -> None:
    limit = policy()["changes"]["most"]
    near = [each for each in everything if each.against and each.change is not None and each.change <= limit]
    ordered = sorted(near, key=lambda each: (each.answers["class"][0] != "y", each.change, each.id))
    assert matches.miss_count == len(near)
    told = [(miss.offer, miss.change) for miss in matches.misses]
    assert told == [(each.id, each.change) for each in ordered[: policy()["misses_shown"]]]
    for miss, each in zip(matches.misses, ordered, strict=False):
        assert [finding.rule for finding in miss.against] == each.against
        kinds = sorted(change.kind for change in miss.changes)
        assert kinds == sorted(kind for name in each.against for kind in each.answers[name][2] or ())
    if not any(not each.against for each in everything):
        check_reason(everything, matches, expected)


def check_reason(everything: list[Candidate], matches: Matches, expected: Expected) -> None:
    """Nothing proposed: the reason of the service of the kind that came nearest."""
    right = [each for each in everything if each.tier != "own-network" and each.answers["class"][0] == "y"]
    if not right:
        assert matches.reason == ("need-unclear" if _is_unclear(everything, expected) else "no-service")
        return
    nearest = min(
        right,
        key=lambda each: (
            each.change is None,
            -len(each.answers) if each.change is None else each.change,
            each.id,
        ),
    )
    row = nearest.rows[nearest.against[0]]
    special = {"no-consent", "waiting", "stale"}
    assert matches.reason == row["reason"] or matches.reason in special


def _is_unclear(everything: list[Candidate], expected: Expected) -> bool:
    nothing = not expected.of("service_classes") and not expected.of("domain")
    return nothing and any(
        each.tier != "own-network"
        and expected.kind(expected.raw.nodes[each.id]) == ASK
        and _says(expected, each.id)
        for each in everything
    )


def _says(expected: Expected, service: str) -> bool:
    node = expected.raw.nodes[service]
    return bool(node.text("service_class") or expected.raw.ends("meets", service))
