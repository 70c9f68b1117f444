"""Two policies side by side on the same needs: what each proposes first, what enters and what leaves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Facts
from resnet.matching.judge import PROPOSED
from resnet.matching.kernel.match import match_need
from resnet.matching.matches import Match, Matches
from resnet.matching.policy import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """An offer and its place under each of the policies, 1 for the first; None where it is not shown."""

    offer: NodeId
    name: str
    one: int | None
    other: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedNeed:
    """One need under both. ``moved`` are the shown offers whose place differs, by their place in the first.

    ``options`` count all that is proposed under each; ``reasons`` say why nothing is, else ``""``.
    ``is_same_first`` says that both propose the same first, or both nothing.
    """

    need: NodeId
    first_names: tuple[str, str]
    is_same_first: bool
    options: tuple[int, int]
    reasons: tuple[str, str]
    moved: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Both policies on the same needs. Counts are of needs.

    ``same_first`` have the same first proposal (or none under both), ``opened`` get proposals only under the
    second, ``closed`` only under the first.
    """

    policies: tuple[str, str]
    needs: tuple[ComparedNeed, ...]
    same_first: int
    opened: int
    closed: int


def compare_policies(network: Network, asked: Iterable[Facts], one: Policy, other: Policy) -> Comparison:
    """What the second policy would change for these needs; nothing is decided by it."""
    pairs = [(match_need(network, facts, one), match_need(network, facts, other)) for facts in asked]
    needs = tuple(_compared(*pair) for pair in pairs)
    return Comparison(
        policies=(one.name, other.name),
        needs=needs,
        same_first=sum(1 for each in needs if each.is_same_first),
        opened=sum(1 for before, after in pairs if after.matches and not before.matches),
        closed=sum(1 for before, after in pairs if before.matches and not after.matches),
    )


def _compared(one: Matches, other: Matches) -> ComparedNeed:
    return ComparedNeed(
        need=one.need,
        first_names=(_name(one.matches), _name(other.matches)),
        is_same_first=_first(one.matches) == _first(other.matches),
        options=(one.counts.get(PROPOSED, 0), other.counts.get(PROPOSED, 0)),
        reasons=(one.reason, other.reason),
        moved=_moved(one.matches, other.matches),
    )


def _first(matches: Sequence[Match]) -> NodeId | None:
    return matches[0].offer if matches else None


def _name(matches: Sequence[Match]) -> str:
    return matches[0].name if matches else ""


def _moved(one: Sequence[Match], other: Sequence[Match]) -> tuple[Place, ...]:
    before = {match.offer: place for place, match in enumerate(one, start=1)}
    after = {match.offer: place for place, match in enumerate(other, start=1)}
    names = {match.offer: match.name for match in (*one, *other)}
    moved = [
        Place(offer=offer, name=names[offer], one=before.get(offer), other=after.get(offer))
        for offer in names
        if before.get(offer) != after.get(offer)
    ]
    last = len(names) + 1
    return tuple(sorted(moved, key=lambda each: (each.one or last, each.other or last, each.offer)))
