"""What is compared of the entries of the directory, as a view shows them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import Final

from resnet.graph.batches import in_batches
from resnet.graph.elements import Node, NodeId
from resnet.graph.fold import LISTS
from resnet.graph.reading import AT_ONCE, edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.kind import kind_of_name
from resnet.ingest.clean.name import Name, clean_name
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.known_areas import house_of
from resnet.ingest.resolve.profile import Profile, unit_of
from resnet.ingest.resolve.sites import Site
from resnet.ontology.words import KOREA

_BRACKETED = re.compile(r"[(\[]|법인|협회|조합")
# What a place says of where it is.
PLACED: Final = ("address", "detail", "latitude", "longitude")
# An address as it is kept: words for areas, a road with its number, nothing behind it.
_STORED = re.compile(r"((?:[가-힣]+ )*)([가-힣]+(?:로|길)(?:\d+번길)? \d+(?:-\d+)?)")
_ANY_ROAD = "가로 1"
_NOWHERE = ("", "", "", "")
# Areas of a country, as deep as an address names them.
_HEADS: Final = 8192
_CLEAN_PHONES = re.compile(r"\d[\d-]+(?:, \d[\d-]+)*")


def profiles_of(view: GraphView, nodes: Iterable[Node]) -> list[Profile]:
    """A profile for each agency or group, in their order; those without a name are left out.

    Where it is is told by its own place, else by the one place of its services, else by its area.
    """
    named = [node for node in nodes if node.text("name")]
    whereabouts = _Whereabouts(view, [node.id for node in named])
    return [_profile(node, whereabouts) for node in named]


def _profile(node: Node, whereabouts: _Whereabouts) -> Profile:
    name = name_told(node.text("name"))
    place = whereabouts.place_of(node.id)
    site = site_of(*map(place.get, PLACED)) if place is not None else Site()
    return Profile(
        key=node.id,
        name=name.text,
        former=name.former,
        form=name.legal_form,
        phones=phones_told(node.text("phone")),
        site=site.house,
        unit=site.unit,
        province=site.province,
        district=site.district or whereabouts.district_of(node.id),
        latitude=site.latitude,
        longitude=site.longitude,
        operator=node.text("operator"),
        kind=kind_told(node.text("type"), node.text("name")),
        sources=whereabouts.sources_of(node.id),
        state=node.text("status"),
        state_since=since if isinstance(since := node.get("status_since"), date) else None,
        said_on=said.astimezone(KOREA).date() if isinstance(said := node.get("said_at"), datetime) else None,
    )


def site_of(
    address: object = None, detail: object = None, latitude: object = None, longitude: object = None
) -> Site:
    """Where a place is, by what it says of itself."""
    house, unit, province, district = _told_by_address(address) if isinstance(address, str) else _NOWHERE
    if isinstance(detail, str):
        unit = f"{unit} {detail}"
    return Site(
        house,
        unit_of(unit) if unit else "",
        province,
        district,
        latitude if isinstance(latitude, float) else None,
        longitude if isinstance(longitude, float) else None,
    )


def _told_by_address(text: str) -> tuple[str, str, str, str]:
    """The house, what stands behind it, province and district that an address tells."""
    stored = _STORED.fullmatch(text)
    head = _head_told(stored[1]) if stored else None
    if stored and head is not None:
        # As cleaned: nothing but its head has to be understood.
        before, province, district = head
        return f"{before}{stored[2]}", "", province, district
    cleaned = clean_address(text).value
    if cleaned is None:
        return _NOWHERE
    return house_of(cleaned), cleaned.detail, cleaned.province, cleaned.district


@lru_cache(maxsize=_HEADS)
def _head_told(words: str) -> tuple[str, str, str] | None:
    """What stands before the road of a house, its province and district; None where a road does not follow.

    It is the same before every road.
    """
    cleaned = clean_address(f"{words}{_ANY_ROAD}").value
    house = house_of(cleaned) if cleaned is not None else ""
    if cleaned is None or not f" {house}".endswith(f" {_ANY_ROAD}"):
        return None
    return house.removesuffix(_ANY_ROAD), cleaned.province, cleaned.district


def kind_told(type_: str, name: str) -> str:
    """The type of an agency, by its name where nobody said it."""
    by_name = None if type_ else kind_of_name(name).value
    return type_ or (by_name.type_code if by_name is not None else "")


def name_told(text: str) -> Name:
    """The name; a list's was cleaned when it was read, what a person wrote may have brackets still."""
    cleaned = clean_name(text).value if _BRACKETED.search(text) else None
    return cleaned or Name(text)


def phones_told(text: str) -> tuple[str, ...]:
    """The telephone numbers of an entry, each by itself."""
    return tuple(text.split(", ")) if _CLEAN_PHONES.fullmatch(text) else clean_phones(text).value or ()


class _Whereabouts:
    """Places and areas of many entries, read at once."""

    def __init__(self, view: GraphView, things: list[NodeId]) -> None:
        offered = _ends(view, things, "offers")
        services = sorted({service for each in offered.values() for service in each})
        at = _ends(view, [*things, *services], "located_at")
        self._places: dict[NodeId, NodeId] = {}
        for thing in things:
            own = at.get(thing) or sorted(
                {place for each in offered.get(thing, ()) for place in at.get(each, ())}
            )
            if len(own) == 1:
                self._places[thing] = own[0]
        self._nodes: dict[NodeId, Node] = {}
        for some in in_batches(dict.fromkeys(self._places.values()), AT_ONCE):
            self._nodes.update(view.nodes(some))
        self._areas = _areas(view, [each for each in things if each not in self._places])
        self._sources: dict[NodeId, set[str]] = defaultdict(set)
        for some in in_batches(things, AT_ONCE):
            for edge in edges_in(view, some, "describes"):
                if edge.until is None and edge.text("standing") in LISTS:
                    self._sources[edge.end].add(edge.text("said_by"))

    def sources_of(self, thing: NodeId) -> tuple[str, ...]:
        """The names of the lists that tell of the entry, as far as the view shows its records."""
        return tuple(sorted(self._sources[thing] - {""}))

    def place_of(self, thing: NodeId) -> Node | None:
        """The one place of the entry; None when it has none, or several."""
        place = self._places.get(thing)
        return self._nodes.get(place) if place is not None else None

    def district_of(self, thing: NodeId) -> str:
        """The name of the area it is in, ``""`` when unknown."""
        return self._areas.get(thing, "")


def _ends(view: GraphView, things: list[NodeId], kind: str) -> dict[NodeId, list[NodeId]]:
    found: dict[NodeId, list[NodeId]] = defaultdict(list)
    for some in in_batches(things, AT_ONCE):
        for edge in edges_out(view, some, kind):
            if edge.until is None and edge.end not in found[edge.start]:
                found[edge.start].append(edge.end)
    return found


def _areas(view: GraphView, things: list[NodeId]) -> dict[NodeId, str]:
    at = _ends(view, things, "in_area")
    nodes: dict[NodeId, Node] = {}
    for some in in_batches(sorted({area for each in at.values() for area in each}), AT_ONCE):
        nodes.update(view.nodes(some))
    return {
        thing: nodes[each[0]].text("name")
        for thing, each in at.items()
        if len(each) == 1 and each[0] in nodes
    }
