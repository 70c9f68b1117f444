"""A point on the map."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse

if TYPE_CHECKING:
    from pyproj import Transformer

# The extremes of the country's land, in whole degrees outward: Marado to Goseong, Baengnyeong to Dokdo.
_LATITUDES = (33.0, 39.0)
_LONGITUDES = (124.0, 132.0)
# UTM-K (EPSG 5179) covers the country in one zone: metres to the north and to the east of its false origin.
_UTM_K = 5179
_NORTH = (1_450_000.0, 2_080_000.0)
_EAST = (740_000.0, 1_400_000.0)


class Point(NamedTuple):
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


def clean_point(latitude: str, longitude: str, grid: int | None = None) -> Cleaned[Point]:
    """The point; the two swapped are put right.

    Metres are worked out where the list says of which ``grid`` they are (an EPSG code), and on the one grid
    of the whole country (UTM-K), whose numbers no other has. Other metres, and anything outside the country,
    are unsure: the grids of one zone differ by 300 m, which nobody would notice.

    >>> clean_point("126.90664", "37.46922").value
    Point(latitude=37.46922, longitude=126.90664)
    """
    raw = f"{latitude} {longitude}"
    first, second = _degrees(latitude), _degrees(longitude)
    if first is None or second is None:
        return Cleaned(None, raw, blank_of(latitude) or blank_of(longitude) or Rule.UNSURE)
    if _inside(first, second):
        return Cleaned(Point(first, second), raw, Rule.AS_SAID)
    if _inside(second, first):
        return Cleaned(Point(second, first), raw, Rule.SWAPPED)
    projected = _projected(first, second, grid)
    if projected is not None:
        return Cleaned(projected, raw, Rule.PROJECTED)
    # Zero, or metres of some grid that the list does not say.
    return Cleaned(None, raw, Rule.IMPOSSIBLE if first == 0 or second == 0 else Rule.UNSURE)


def _projected(north: float, east: float, grid: int | None) -> Point | None:
    """The point of metres to the north and east; None where they are of no known grid, or elsewhere."""
    if grid is None and _on_utm_k(north, east):
        grid = _UTM_K
    elif grid is None and _on_utm_k(east, north):
        grid, north, east = _UTM_K, east, north
    if grid is None or 0 in (north, east):
        return None
    longitude, latitude = _transformer(grid).transform(east, north)
    if not _inside(latitude, longitude):
        return None
    # Seven digits are a centimetre.
    return Point(round(latitude, 7), round(longitude, 7))


def _on_utm_k(north: float, east: float) -> bool:
    return _NORTH[0] <= north <= _NORTH[1] and _EAST[0] <= east <= _EAST[1]


@cache
def _transformer(grid: int) -> Transformer:
    # PROJ takes a while to load, and few lists have metres.
    from pyproj import Transformer

    return Transformer.from_crs(grid, 4326, always_xy=True)


def _inside(latitude: float, longitude: float) -> bool:
    return _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]


def _degrees(text: str) -> float | None:
    plain = collapse(text)
    bare = plain.replace(".", "", 1)
    # float() also takes words such as "nan" and "1e3", which no list means.
    return float(plain) if bare.isascii() and bare.isdigit() else None
