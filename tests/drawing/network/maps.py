"""Networks for the tests of the map."""

from __future__ import annotations

from itertools import pairwise

from resnet.drawing.network.kept import KeptMaps
from resnet.drawing.network.model import Arrangement, NetworkMap
from resnet.graph.elements import NodeId
from tests.matching.district import NOW, District, days

HOSTILE = "</script><img src=x onerror=alert(1)>"


def district() -> District:
    """Five agencies, of which ``e`` has no tie; an agreement that ended, one that will in a month, a team."""
    town = District()
    for name in ("a", "b", "c", "d", "e"):
        town.agency(name)
    one, other = town.worker("one", "agency:b"), town.worker("two", "agency:d")
    three, four = town.worker("three", "agency:a"), town.worker("four", "agency:c")
    named: dict[str, str] = {"agency:a": three, "agency:b": one, "agency:c": four}
    town.agreement("now", "agency:a", "agency:b", until=NOW + days(300), named=named)
    town.agreement("soon", "agency:b", "agency:c", until=NOW + days(30), named=named)
    town.agreement("before", "agency:a", "agency:c", until=NOW - days(1), named=named)
    town.agreement("nominal", "agency:c", "agency:d", until=NOW + days(300), named=named)
    town.edge("knows", one, other)
    town.edge("knows", three, other, fields={"last_contact_at": NOW - days(3000)})
    town.team("team", "agency:a", one)
    town.offer("meal", "agency:a")
    return town


def row_of_agencies(count: int, name: str = "아주 긴 이름의 사회복지기관") -> District:
    """Agencies in a row, each with an agreement with the next."""
    town = District()
    ids = [f"agency:{number:04d}" for number in range(count)]
    for each in ids:
        town.folded(each, name=name, type="welfare-centre")
    for one, other in pairwise(ids):
        town.agreement(one.partition(":")[2], one, other)
    return town


def map_of(town: District, arrangement: Arrangement = Arrangement.TIES) -> NetworkMap:
    """The whole map, laid out anew."""
    return KeptMaps().map(town.network(), arrangement)


def places_of(shown: NetworkMap) -> dict[NodeId, tuple[float, float]]:
    """Where each spot stands."""
    return {spot.id: (x, y) for spot, (x, y) in zip(shown.spots, shown.places.tolist(), strict=True)}
