"""The map as a browser's program reads it: columns, since there may be tens of thousands of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from resnet.drawing.geometry import Box
from resnet.drawing.network.groups import Bond, Group, Grouped
from resnet.drawing.network.looks import (
    DASHES,
    LINES,
    LOOKS,
    PARTING,
    LineLook,
    line_of,
    look_name,
    shifts_of,
    spot_size,
)
from resnet.drawing.network.model import Arrangement, NetworkMap
from resnet.drawing.network.places import MOST_NAMED
from resnet.drawing.network.say import (
    label_of,
    link_counts,
    say_bond,
    say_counts,
    say_group_key,
    say_spot,
    say_type,
)

Columns = dict[str, object]
_T = TypeVar("_T", bound=Hashable)
_GROUP_LOOK: Final = "private"
_BOND: Final = "#55606e"


def map_columns(shown: NetworkMap, language: str) -> Columns:
    """Spots and ties by column; ``looks`` and ``lines`` are the signs that occur, which columns number.

    ``frames`` are boxes with a name, where there are any; with ``is_named`` there is room for all names.
    """
    counts = link_counts(shown)
    names = [say_spot(spot, language) for spot in shown.spots]
    place = {spot.id: row for row, spot in enumerate(shown.spots)}
    looks, look_at = _numbered([look_name(spot) for spot in shown.spots])
    types, type_at = _numbered([say_type(spot, language) for spot in shown.spots])
    # What lies below another line comes first.
    beside = list(zip(shown.links, shifts_of(shown.links), strict=True))
    parting = [link for link in shown.links if link.parts]
    drawn = [*parting, *shown.links]
    lines, line_at = _numbered([*(PARTING for _ in parting), *(line_of(link) for link in shown.links)])
    return {
        "looks": [{"shape": LOOKS[name].shape, "colour": LOOKS[name].colour} for name in looks],
        "types": types,
        "lines": [_line(line) for line in lines],
        "spots": {
            "id": [spot.id for spot in shown.spots],
            "name": names,
            "label": [label_of(name) for name in names],
            "look": look_at,
            "type": type_at,
            "x": [round(x) for x in shown.places[:, 0].tolist()],
            "y": [round(y) for y in shown.places[:, 1].tolist()],
            "size": [spot_size(counts.get(spot.id, 0)) for spot in shown.spots],
            "ties": [counts.get(spot.id, 0) for spot in shown.spots],
        },
        "links": {
            "first": [place[link.first] for link in drawn],
            "second": [place[link.second] for link in drawn],
            "line": line_at,
            "shift": [*(shift for link, shift in beside if link.parts), *(shift for _, shift in beside)],
        },
        "frames": [_frame(frame) for frame in frames_of(shown, language)],
        "is_named": len(shown.spots) <= MOST_NAMED,
    }


def group_columns(shown: Grouped, whole: NetworkMap, language: str) -> Columns:
    """Groups and what joins them, in the same columns; ``open`` says that each can be looked into."""
    keys = [group.key for group in shown.groups]
    place = {key: row for row, key in enumerate(keys)}
    names = [say_group_key(key, shown.arrangement, whole.areas, language) for key in keys]
    lines, line_at = _numbered([bond_line(bond) for bond in shown.bonds])
    look = LOOKS[_GROUP_LOOK]
    return {
        "looks": [{"shape": look.shape, "colour": look.colour}],
        "types": [say_counts(group, language) for group in shown.groups],
        "lines": [_line(line) for line in lines],
        "spots": {
            "id": keys,
            "name": names,
            "label": [group_label(name, group) for name, group in zip(names, shown.groups, strict=True)],
            "look": [0] * len(keys),
            "type": list(range(len(keys))),
            "x": [round(group.x) for group in shown.groups],
            "y": [round(group.y) for group in shown.groups],
            "size": [group_size(group, shown) for group in shown.groups],
            "ties": [group.inner for group in shown.groups],
        },
        "links": {
            "first": [place[bond.first] for bond in shown.bonds],
            "second": [place[bond.second] for bond in shown.bonds],
            "line": line_at,
            "says": [say_bond(bond, language) for bond in shown.bonds],
        },
        "frames": [],
        "is_named": True,
        "open": "group" if shown.arrangement is Arrangement.TYPE else "area",
    }


def bond_line(bond: Bond) -> LineLook:
    """How the ties of two groups are drawn: thicker where there are more."""
    count = sum(bond.counts.values())
    width = 1.0 if count < 5 else 2.0 if count < 25 else 4.0
    return LineLook(_BOND, width, DASHES.get(bond.state, ()))


def _line(line: LineLook) -> dict[str, object]:
    is_offer = line == LINES["offer"]
    return {"colour": line.colour, "width": line.width, "dashes": line.dashes, "is_quiet": is_offer}


def _frame(frame: Frame) -> dict[str, object]:
    box = frame.box
    return {"name": frame.name, "sides": [round(each) for each in (box.left, box.top, box.right, box.bottom)]}


def _numbered(values: Sequence[_T]) -> tuple[list[_T], list[int]]:
    found = {value: number for number, value in enumerate(dict.fromkeys(values))}
    return list(found), [found[value] for value in values]


@dataclass(frozen=True, slots=True)
class Frame:
    """An area or type by name, and the box around the middles of all that stand in it."""

    name: str
    box: Box


def frames_of(shown: NetworkMap, language: str) -> list[Frame]:
    """The boxes of a map by area or type; a map by ties has none."""
    if shown.arrangement is Arrangement.TIES:
        return []
    rows: dict[str, list[int]] = defaultdict(list)
    for row, spot in enumerate(shown.spots):
        rows[shown.group_of(spot)].append(row)
    found = []
    for key, at in rows.items():
        (left, top), (right, bottom) = shown.places[at].min(axis=0), shown.places[at].max(axis=0)
        name = say_group_key(key, shown.arrangement, shown.areas, language)
        found.append(Frame(name, Box(float(left), float(top), float(right), float(bottom))))
    return found


def group_size(group: Group, grouped: Grouped) -> float:
    """Pixels from the middle of a group to its edge: the area tells how many it holds."""
    largest = max(each.count for each in grouped.groups)
    return round(6 + 22 * float((group.count / largest) ** 0.5), 1)


def group_label(name: str, group: Group) -> str:
    """A group's name and how many it holds."""
    return f"{label_of(name)} ({group.count:,})"
