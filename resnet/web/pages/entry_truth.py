"""How sure an entry is, in words: what other sources say, and when each value was last confirmed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from resnet.graph.elements import Node, NodeId
from resnet.ingest.freshness.due import read_worn
from resnet.ingest.freshness.table import freshness_table
from resnet.ontology.registry import kind_named
from resnet.ontology.words import say_code, say_day
from resnet.web.desk import Desk


@dataclass(frozen=True)
class WornRow:
    """One kind of value of one thing; ``chance`` is in per cent."""

    thing: str
    kind: str
    confirmed: str
    chance: int
    is_due: bool
    is_doubted: bool


@dataclass(frozen=True)
class EntryTruth:
    """``also`` is what other sources say, by thing: label and value. ``worn`` is for who sees records."""

    also: Mapping[NodeId, tuple[tuple[str, str], ...]]
    worn: tuple[WornRow, ...]


def read_truth(desk: Desk, provider: Node, services: Iterable[Node]) -> EntryTruth:
    """Both, of a provider and its services."""
    things = {each.id: each for each in (provider, *services)}
    table = freshness_table()
    worn = tuple(
        WornRow(
            # A place has no name of its own: it is the provider's.
            thing=things[each.thing].text("name") if each.thing in things else provider.text("name"),
            kind=table.kinds[each.kind].label.of(desk.language),
            confirmed=say_day(each.confirmed_at, desk.language),
            chance=round(each.chance_wrong * 100),
            is_due=each.chance_wrong >= table.due,
            is_doubted=each.is_doubted,
        )
        for each in read_worn(desk.view(), provider.id)
    )
    return EntryTruth({each.id: tuple(_also(each, desk.language)) for each in things.values()}, worn)


def _also(node: Node, language: str) -> Iterator[tuple[str, str]]:
    for said in node.texts("also_said") or ():
        name, _, value = said.partition("=")
        field = kind_named(node.kind).field(name)
        if field is None:
            continue
        words = value
        if field.vocabulary:
            words = ", ".join(
                say_code(field.vocabulary, code, language) for code in value.split(", ") if code
            )
        yield field.label.of(language), words
