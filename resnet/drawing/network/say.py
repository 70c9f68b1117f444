"""What the map says in words: of a spot, of a tie, of a group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from resnet.drawing.network.groups import Bond, Group
from resnet.drawing.network.model import Area, Arrangement, Link, NetworkMap, Spot, State
from resnet.drawing.text import plain
from resnet.graph.elements import NodeId
from resnet.messages import messages_for
from resnet.ontology.words import say_code, say_last_day

TYPES: Final = {
    "agency": "agency_types",
    "group": "group_types",
    "team": "team_types",
    "service": "service_classes",
}
# A label longer than this is read in full by pointing at it, and in the list.
_LABEL: Final = 22


def say_spot(spot: Spot, language: str) -> str:
    """A spot's whole name; of what nobody named, what kind of thing it is."""
    return plain(spot.name) or messages_for(language).text(f"map-unnamed-{spot.kind}")


def label_of(name: str) -> str:
    """A name short enough to stand on the map."""
    return name if len(name) <= _LABEL else f"{name[: _LABEL - 1].rstrip()}…"


def say_type(spot: Spot, language: str) -> str:
    """A spot's type in words, ``""`` where nobody said."""
    return say_code(TYPES[spot.kind], spot.type, language) if spot.type else ""


def say_tie_count(count: int, language: str) -> str:
    """How many ties a spot has."""
    return messages_for(language).text("map-ties", count=count)


def say_link(link: Link, language: str) -> str:
    """What ties two, and how it stands with it."""
    words = messages_for(language)
    said = words.text(f"map-{link.kind}", name=plain(link.name))
    return " · ".join([said, *say_state(link, language)])


def say_state(link: Link, language: str) -> list[str]:
    """Until when a tie holds or held, what makes it fragile, and whom it alone joins; else nothing."""
    words = messages_for(language)
    said = []
    if link.until is not None:
        key = "map-ended" if link.state is State.ENDED else "map-until"
        said.append(words.text(key, day=say_last_day(link.until, language)))
    said += [words.text(f"map-why-{reason}") for reason in link.why]
    return said + ([words.text("map-parts", count=link.parts)] if link.parts else [])


def say_group_key(key: str, arrangement: Arrangement, areas: Mapping[str, Area], language: str) -> str:
    """The name of an area, or of a kind and type; that nobody said it, where nobody did."""
    words = messages_for(language)
    if arrangement is Arrangement.TYPE:
        kind, _, code = key.partition(":")
        return say_code(TYPES[kind], code, language) if code else words.text("map-no-type")
    return plain(areas[key].name) if key in areas else words.text("map-no-area")


def say_counts(group: Group, language: str) -> str:
    """How many of each kind stand in a group."""
    words = messages_for(language)
    kinds = [kind for kind in TYPES if group.counts.get(kind)]
    return ", ".join(words.text(f"map-count-{kind}", count=group.counts[kind]) for kind in kinds)


def say_bond(bond: Bond, language: str) -> str:
    """How many ties join two groups, and how many of them are fragile or over."""
    words = messages_for(language)
    said = [words.text("map-ties", count=sum(bond.counts.values()))]
    told = [state for state in (State.FRAGILE, State.ENDED) if bond.counts.get(state)]
    said += [words.text(f"map-ties-{state}", count=bond.counts[state]) for state in told]
    return " · ".join(said)


def link_counts(shown: NetworkMap) -> Mapping[NodeId, int]:
    """How many ties each spot has on the map."""
    return Counter(end for link in shown.links for end in (link.first, link.second))
