"""Asks all rules of one offer, in the policy's order, and adds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from resnet.graph.elements import NodeId
from resnet.matching.facts import Supporter
from resnet.matching.finding import Answer, Change, Finding
from resnet.matching.matches import Points
from resnet.matching.offer import Offer
from resnet.matching.policy import Policy, Row
from resnet.matching.question import Question
from resnet.matching.rules.table import RULES, SUPPORTER_RULES

PROPOSED = "proposed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One offer with the answers to the rules. ``against`` are those that leave it out.

    Once something leaves it out that cannot be changed, nothing else is asked.
    """

    offer: Offer | Supporter
    tier: str
    findings: tuple[Finding, ...]
    points: tuple[Points, ...]
    against: tuple[Finding, ...]

    @property
    def id(self) -> NodeId:
        """The id of the service or supporter."""
        return self.offer.id

    @property
    def score(self) -> int:
        """Milli-points, 1000 at most."""
        return sum(points.got for points in self.points)

    @property
    def outcome(self) -> str:
        """Proposed, or the first finding that leaves it out."""
        return self.against[0].code if self.against else PROPOSED

    @property
    def is_of_kind(self) -> bool:
        """Whether it is known to be the kind of help that is asked for."""
        return bool(self.findings) and self.findings[0].answer is Answer.YES

    @property
    def changes(self) -> tuple[Change, ...]:
        """All changes that would make it fit; meaningless when one of ``against`` cannot be changed."""
        return tuple(change for finding in self.against for change in finding.changes)

    def change_size(self, policy: Policy) -> int | None:
        """How large all changes together are; None when something cannot be changed."""
        if any(not finding.changes for finding in self.against):
            return None
        return sum(policy.changes[change.kind] for change in self.changes)


def judge(offer: Offer, question: Question) -> Judged:
    """The service under the rules of the policy, in their order."""
    rows = question.policy.rules
    return _judged(offer, offer.tier, rows, (RULES[row.name](offer, question) for row in rows))


def judge_supporter(supporter: Supporter, question: Question) -> Judged:
    """The supporter under the rules that the policy has for supporters, in their order."""
    rows = question.policy.supporter_rules
    findings = (SUPPORTER_RULES[row.name](supporter, question) for row in rows)
    return _judged(supporter, "own-network", rows, findings)


def _judged(offer: Offer | Supporter, tier: str, rows: tuple[Row, ...], asking: Iterable[Finding]) -> Judged:
    findings: list[Finding] = []
    points: list[Points] = []
    against: list[Finding] = []
    for row, finding in zip(rows, asking, strict=True):
        findings.append(finding)
        points.append(Points(row.name, earned(row, finding), row.weight))
        if leaves_out(row, finding):
            against.append(finding)
            if not finding.changes:
                break
    return Judged(
        offer=offer, tier=tier, findings=tuple(findings), points=tuple(points), against=tuple(against)
    )


def earned(row: Row, finding: Finding) -> int:
    """The milli-points of a finding: its share of the weight for yes, the row's for unknown, 0 for no."""
    if finding.answer is Answer.NO:
        return 0
    return row.weight * (finding.share if finding.answer is Answer.YES else row.unknown) // 1000


def leaves_out(row: Row, finding: Finding) -> bool:
    """Whether the policy leaves an offer out for this finding."""
    if finding.answer is Answer.NO:
        return row.is_no_excluding
    return finding.answer is Answer.UNKNOWN and row.is_unknown_excluding
