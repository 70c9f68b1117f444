"""How the network map shows what something is: by shape or line first, colour only repeats it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from resnet.drawing.network_map import Link, NetworkMap, Spot
from resnet.drawing.svg import escaped
from resnet.messages import Messages, messages_for
from resnet.ontology.vocabulary import load_vocabulary


@dataclass(frozen=True, slots=True)
class Look:
    """A provider's shape as vis calls it, its colour, and its outline in a box of 16 pixels."""

    shape: str
    colour: str
    outline: str


@dataclass(frozen=True, slots=True)
class LineLook:
    """A tie's colour, width, and lengths of dash and gap in pixels; no dashes for a whole line."""

    colour: str
    width: float
    dashes: tuple[int, ...] = ()


LOOKS: Final[Mapping[str, Look]] = {
    "public": Look("square", "#14507a", "M2 2H14V14H2Z"),
    "private": Look("dot", "#2f7d4f", "M2 8A6 6 0 1 0 14 8A6 6 0 1 0 2 8Z"),
    # Its type may be run by either, or nobody said the type: neither square nor circle.
    "either": Look("triangle", "#6a4a8a", "M8 1L15 14H1Z"),
    "group": Look("diamond", "#8a5300", "M8 0L16 8L8 16L0 8Z"),
}
LINES: Final[Mapping[str, LineLook]] = {
    "agreement": LineLook("#14507a", 3.5),
    "team": LineLook("#2f7d4f", 1.2),
    "contact": LineLook("#8a5300", 2.2, (2, 6)),
}
# What ended has no line of its own: it is dashed, in the colour of what it was, and says that it ended.
ENDED_DASHES: Final = (12, 8)


def sector_of(spot: Spot) -> str:
    """What a provider is on the map: ``public``, ``private``, ``either``, or an informal ``group``."""
    if spot.kind == "group":
        return "group"
    if spot.sector in LOOKS:
        return spot.sector
    types = load_vocabulary("agency_types")
    said = types.term(spot.type).text("sector") if spot.type in types else ""
    return said if said in LOOKS else "either"


def line_of(link: Link) -> LineLook:
    """How a tie is drawn."""
    look = LINES[link.kind]
    return LineLook(look.colour, look.width, ENDED_DASHES) if link.is_over else look


def legend(shown: NetworkMap, language: str) -> Markup:
    """The legend as an HTML list, only of what occurs; everything in it is escaped."""
    entries = "".join(_entries(shown, messages_for(language)))
    # Its words are escaped in ``_entry``.
    return Markup(f'<ul class="map-legend">{entries}</ul>')  # noqa: S704


def _entries(shown: NetworkMap, words: Messages) -> Iterator[str]:
    sectors = {sector_of(spot) for spot in shown.spots}
    for name, look in LOOKS.items():
        if name in sectors:
            sample = f'<path d="{look.outline}" fill="{look.colour}"/>'
            yield _entry(16, sample, words.text(f"drawing-map-sector-{name}"))
    kinds = {link.kind for link in shown.links if not link.is_over}
    for name, line in LINES.items():
        if name in kinds:
            yield _entry(40, _stroke(line), words.text(f"drawing-map-line-{name}"))
    if any(link.is_over for link in shown.links):
        ended = LineLook("#3c4652", 2.5, ENDED_DASHES)
        yield _entry(40, _stroke(ended), words.text("drawing-map-line-ended"))
    if shown.spots:
        sizes = '<circle cx="6" cy="8" r="3" fill="none" stroke="#3c4652"/>'
        sizes += '<circle cx="24" cy="8" r="7" fill="none" stroke="#3c4652"/>'
        yield _entry(40, sizes, words.text("drawing-map-sizes"))


def _entry(width: int, sample: str, said: str) -> str:
    picture = f'<svg width="{width}" height="16" viewBox="0 0 {width} 16" aria-hidden="true">{sample}</svg>'
    return f"<li>{picture} {escaped(said)}</li>"


def _stroke(line: LineLook) -> str:
    dashes = f' stroke-dasharray="{" ".join(map(str, line.dashes))}"' if line.dashes else ""
    return f'<path d="M0 8H40" stroke="{line.colour}" stroke-width="{line.width}"{dashes}/>'
