"""How the network map shows what something is: by shape or line first, colour only repeats it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from resnet.drawing.network.model import Link, NetworkMap, Spot, State
from resnet.drawing.svg import Attribute, escaped, written_attributes
from resnet.messages import Messages, messages_for
from resnet.ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Look:
    """A spot's shape as vis calls it, its colour, and its corners around the middle, each within -1 to 1.

    Without corners it is a circle.
    """

    shape: str
    colour: str
    corners: tuple[tuple[float, float], ...] = ()

    def outline(self, x: float, y: float, size: float) -> str:
        """Path data of the shape around a point, ``size`` pixels from its middle to a corner."""
        if not self.corners:
            half = f"a{size:g} {size:g} 0 1 0"
            return f"M{x - size:g} {y:g}{half} {2 * size:g} 0{half} {-2 * size:g} 0Z"
        steps = "L".join(f"{x + size * dx:g} {y + size * dy:g}" for dx, dy in self.corners)
        return f"M{steps}Z"


@dataclass(frozen=True, slots=True)
class LineLook:
    """A tie's colour, width, and lengths of dash and gap in pixels; no dashes for a whole line."""

    colour: str
    width: float
    dashes: tuple[int, ...] = ()


LOOKS: Final[Mapping[str, Look]] = {
    "public": Look("square", "#14507a", ((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8))),
    "private": Look("dot", "#2f7d4f"),
    # Its type may be run by either, or nobody said the type: neither square nor circle.
    "either": Look("triangle", "#6a4a8a", ((0.0, -1.0), (1.0, 0.8), (-1.0, 0.8))),
    "group": Look("diamond", "#8a5300", ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0))),
    "team": Look("triangleDown", "#9c1c1c", ((-1.0, -0.8), (1.0, -0.8), (0.0, 1.0))),
    "service": Look(
        "hexagon",
        "#55606e",
        ((-1.0, 0.0), (-0.5, -0.87), (0.5, -0.87), (1.0, 0.0), (0.5, 0.87), (-0.5, 0.87)),
    ),
}
LINES: Final[Mapping[str, LineLook]] = {
    "agreement": LineLook("#14507a", 3.5),
    "team": LineLook("#9c1c1c", 1.2),
    "contact": LineLook("#8a5300", 2.2, (2, 6)),
    "success": LineLook("#2f7d4f", 2.2, (5, 3)),
    "offer": LineLook("#7b8794", 0.7),
}
# What ended or may soon end has no line of its own: it is broken in the colour and width of what it is.
DASHES: Final[Mapping[State, tuple[int, ...]]] = {State.ENDED: (12, 8), State.FRAGILE: (14, 4, 3, 4)}
# Below the line of a tie on which two groups hang; pale in grey too.
PARTING: Final = LineLook("#f3d9a0", 11.0)
_SECTORS: Final = ("public", "private", "either")
_APART: Final = 6.0
_SAMPLE: Final = "#3c4652"


def look_name(spot: Spot) -> str:
    """What a spot is drawn as, a key of ``LOOKS``."""
    if spot.kind != "agency":
        return spot.kind
    if spot.sector in _SECTORS:
        return spot.sector
    types = load_vocabulary("agency_types")
    said = types.term(spot.type).text("sector") if spot.type in types else ""
    return said if said in _SECTORS else "either"


def line_of(link: Link) -> LineLook:
    """How a tie is drawn."""
    look = LINES[link.kind]
    return LineLook(look.colour, look.width, DASHES.get(link.state, look.dashes))


def shifts_of(links: Sequence[Link]) -> list[float]:
    """Pixels that each tie lies beside the line from spot to spot: several of the same two lie apart."""
    beside: Counter[tuple[str, str]] = Counter()
    shifts = []
    for link in links:
        number = beside[link.first, link.second]
        beside[link.first, link.second] += 1
        shifts.append((number + 1) // 2 * _APART * (1 if number % 2 else -1) + 0.0)
    return shifts


def spot_size(link_count: int) -> float:
    """Pixels from the middle of a spot to its corner: larger with more ties."""
    return 6.0 + min(link_count, 12) * 0.75


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: shapes (tag and attributes) in a box ``width`` by 16 pixels, and words."""

    width: int
    shapes: tuple[tuple[str, dict[str, Attribute]], ...]
    says: str


def legend(shown: NetworkMap, language: str) -> Markup:
    """The legend as an HTML list, only of what occurs; everything in it is escaped."""
    entries = "".join(
        f'<li><svg width="{entry.width}" height="16" viewBox="0 0 {entry.width} 16" aria-hidden="true">'
        + "".join(f"<{tag}{written_attributes(attributes)}/>" for tag, attributes in entry.shapes)
        + f"</svg> {escaped(entry.says)}</li>"
        for entry in legend_entries(shown, messages_for(language))
    )
    # Its words are escaped above.
    return Markup(f'<ul class="map-legend">{entries}</ul>')  # noqa: S704


def legend_entries(shown: NetworkMap, words: Messages) -> Iterator[Entry]:
    """A line for every sign that occurs on the map."""
    occurring = {look_name(spot) for spot in shown.spots}
    for name, look in LOOKS.items():
        if name in occurring:
            shape: dict[str, Attribute] = {"d": look.outline(8, 8, 7), "fill": look.colour}
            yield Entry(16, (("path", shape),), words.text(f"map-sector-{name}"))
    kinds = {link.kind for link in shown.links if link.state is State.VALID}
    for name, line in LINES.items():
        if name in kinds:
            yield _line_entry(line, words.text(f"map-line-{name}"))
    for state, dashes in DASHES.items():
        if any(link.state is state for link in shown.links):
            yield _line_entry(LineLook(_SAMPLE, 2.5, dashes), words.text(f"map-line-{state}"))
    if any(link.parts for link in shown.links):
        band = _line_entry(PARTING, "").shapes
        above = _line_entry(LineLook(_SAMPLE, 2.5), words.text("map-line-parts"))
        yield Entry(above.width, band + above.shapes, above.says)
    if shown.spots:
        circles: list[tuple[str, dict[str, Attribute]]] = [
            ("circle", {"cx": x, "cy": 8, "r": radius, "fill": "none", "stroke": _SAMPLE})
            for x, radius in ((6, 3), (24, 7))
        ]
        yield Entry(34, tuple(circles), words.text("map-sizes"))


def _line_entry(line: LineLook, says: str) -> Entry:
    shape: dict[str, Attribute] = {"d": "M0 8H48", "stroke": line.colour, "stroke_width": line.width}
    if line.dashes:
        shape["stroke_dasharray"] = " ".join(map(str, line.dashes))
    return Entry(48, (("path", shape),), says)
