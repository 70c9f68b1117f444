"""A point on the map."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse

# The extremes of the country's land, in whole degrees outward: Marado to Goseong, Baengnyeong to Dokdo.
_LATITUDES = (33.0, 39.0)
_LONGITUDES = (124.0, 132.0)


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


def clean_point(latitude: str, longitude: str) -> Cleaned[Point]:
    """The point; the two swapped are put right, anything else outside the country is unsure.

    >>> clean_point("126.90664", "37.46922").value
    Point(latitude=37.46922, longitude=126.90664)
    """
    raw = f"{latitude} {longitude}"
    blank = blank_of(latitude) or blank_of(longitude)
    if blank is not None:
        return Cleaned(None, raw, blank)
    first, second = _degrees(latitude), _degrees(longitude)
    if first is None or second is None:
        return Cleaned(None, raw, Rule.UNSURE)
    if _inside(first, second):
        return Cleaned(Point(first, second), raw, Rule.AS_SAID)
    if _inside(second, first):
        return Cleaned(Point(second, first), raw, Rule.SWAPPED)
    # Zero, or metres of some other grid, whose kind the list does not say.
    return Cleaned(None, raw, Rule.IMPOSSIBLE if first == 0 or second == 0 else Rule.UNSURE)


def _inside(latitude: float, longitude: float) -> bool:
    return _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]


def _degrees(text: str) -> float | None:
    plain = collapse(text)
    # float() also takes words such as "nan" and "1e3", which no list means.
    if not plain.replace(".", "", 1).isascii() or not plain.replace(".", "", 1).isdigit():
        return None
    return float(plain)
