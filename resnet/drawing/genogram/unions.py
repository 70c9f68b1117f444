"""Edges of kinship as unions: two parents with what became of them, and their children."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from resnet.drawing.genogram.model import Bond, Child, Nature, Period, Union
from resnet.graph.elements import Edge

Pair = frozenset[str]
_BONDS = {each.value for each in Bond}
_NATURES = {each.value for each in Nature}
_AFTERWARDS = frozenset({Bond.SEPARATED, Bond.DIVORCED, Bond.WIDOWED, Bond.REUNITED})
_LAST = 9999


def unions_of(edges: Iterable[Edge], kept: Collection[str], year: int | None = None) -> tuple[Union, ...]:
    """The unions among ``kept`` people, each pair once, in an order that depends on nothing but their ids.

    Of partnerships what had become of them by ``year``, where one is given.
    """
    periods: dict[Pair, list[Period]] = {}
    parents: dict[str, list[Edge]] = {}
    for edge in sorted(edges, key=lambda each: each.id):
        if edge.start not in kept or edge.end not in kept or edge.start == edge.end:
            continue
        if edge.kind == "partner_of":
            if year is not None and (_year(edge, "from_year") or year) > year:
                continue
            periods.setdefault(frozenset((edge.start, edge.end)), []).append(_period(edge, year))
        else:
            parents.setdefault(edge.end, []).append(edge)
    children: dict[Pair, list[Child]] = {}
    for child, links in sorted(parents.items()):
        for pair, edge in _nearest(links, periods).items():
            children.setdefault(pair, []).append(_child(child, edge))
    return tuple(
        Union(
            partners=tuple(sorted(pair)),
            periods=tuple(sorted(periods.get(pair, ()), key=_in_time)),
            children=tuple(children.get(pair, ())),
        )
        for pair in sorted(periods.keys() | children.keys(), key=sorted)
    )


def _nearest(links: list[Edge], couples: Collection[Pair]) -> dict[Pair, Edge]:
    """The couples a child hangs from, each with the link of the nearest nature."""
    found: dict[Pair, Edge] = {}
    for pair, edge in _couples_of(links, couples):
        known = found.get(pair, edge)
        found[pair] = min(known, edge, key=lambda each: list(Nature).index(_nature(each)))
    return found


def _couples_of(links: list[Edge], couples: Collection[Pair]) -> Iterator[tuple[Pair, Edge]]:
    """The couple that each link to a parent belongs to, or the parent alone."""
    for edge in links:
        same = [each.start for each in links if each.start != edge.start and _nature(each) is _nature(edge)]
        others = [each.start for each in links if each.start != edge.start]
        if _nature(edge) is Nature.BIOLOGICAL:
            # Another's partner is not the other birth parent: where none is recorded, one stays alone.
            others = same
        partners = [each for each in (*same, *others) if frozenset((edge.start, each)) in couples]
        # Two birth parents, or two who adopted together, are a couple to the child whatever is recorded of
        # them; two step-parents are most likely partners of its two parents.
        unsaid = same if len(same) == 1 and _nature(edge) is not Nature.STEP else []
        mates = partners or [each for each in unsaid if not _has_partner(each, links, couples)]
        yield frozenset((edge.start, *mates[:1])), edge


def _has_partner(parent: str, links: list[Edge], couples: Collection[Pair]) -> bool:
    """Whether the parent has a partner among the child's other parents, of a nature that joins them."""
    is_birth = any(each.start == parent and _nature(each) is Nature.BIOLOGICAL for each in links)
    return not is_birth and any(frozenset((parent, each.start)) in couples for each in links)


def _nature(edge: Edge) -> Nature:
    said = edge.text("nature")
    return Nature(said) if said in _NATURES else Nature.BIOLOGICAL


def _child(child: str, edge: Edge) -> Child:
    order = edge.get("birth_order")
    return Child(child, _nature(edge), order if isinstance(order, int) else None)


def _period(edge: Edge, year: int | None) -> Period:
    end, said = _year(edge, "to_year"), edge.text("nature")
    if year is not None and end is not None and end > year:
        end = None
    return Period(Bond(said) if said in _BONDS else Bond.UNSAID, _year(edge, "from_year"), end)


def _year(edge: Edge, field: str) -> int | None:
    year = edge.get(field)
    return year if isinstance(year, int) else None


def _in_time(period: Period) -> tuple[int, int, int]:
    """By the year it began; of unknown ones a marriage first, and last what can only come after it."""
    unknown = _LAST if period.bond in _AFTERWARDS else 0
    year = period.from_year or period.to_year or unknown
    return (year, list(Bond).index(period.bond), period.to_year or 0)
