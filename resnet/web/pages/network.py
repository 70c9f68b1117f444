"""The network map, the same as a list, and both as files."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from resnet.drawing.network.columns import group_columns, map_columns
from resnet.drawing.network.files import FILES, written_map
from resnet.drawing.network.groups import Group, Grouped, group, most_spots
from resnet.drawing.network.looks import legend
from resnet.drawing.network.model import (
    COOPERATION,
    PROVIDERS,
    TIE_KINDS,
    Arrangement,
    NetworkMap,
    Spot,
    State,
    area_chain,
    group_of,
)
from resnet.drawing.network.say import say_counts, say_group_key, say_spot, say_type
from resnet.drawing.network.ties import Tied, ties_of
from resnet.drawing.network.wish import MOST_STEPS, Wish, choose, loners
from resnet.drawing.text import plain
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.ontology.term import fold_name
from resnet.web.desk import Asked, Desk
from resnet.web.render import SECURITY, choices, page

_PAGE_SIZE: Final = 30
_MOST_FOUND: Final = 20
_LONGEST_WORDS: Final = 100
_DOMAINS: Final = "need_domains_2026"
_LONGEST_NUMBER: Final = 7
# How boxes of the form are called, and the fields that are a code or an id.
_TIE: Final = "tie_"
_STATE: Final = "state_"
_TEXTS: Final = ("domain", "team", "area", "group", "focus")


@dataclass(frozen=True, slots=True)
class Row:
    """A spot or a group of the list, with its ties in words; ``href`` leads on from it."""

    name: str
    says: str
    href: str
    focus: str
    count: int
    ties: tuple[Tied, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What one look at the map shows: the wish, the whole, the part, and groups where that is too much."""

    wish: Wish
    whole: NetworkMap
    part: NetworkMap
    grouped: Grouped | None


def read_shown(asked: Asked) -> Shown:
    """The map as the address asks for it; a word that it does not know counts as nothing said.

    Raises:
        NodeNotFoundError: If the one in focus is not on the map.
    """
    wish = _wish(asked.query)
    whole = asked.desk.maps.map(asked.desk.network(), wish.arrangement)
    part = choose(whole, wish)
    if len(part.spots) <= most_spots() or wish.has_all:
        return Shown(wish, whole, part, None)
    if wish.arrangement is Arrangement.TIES:
        # By ties all areas would stand on each other, in the middle: each has a place where they are boxes.
        whole = asked.desk.maps.map(asked.desk.network(), Arrangement.AREA)
        part = choose(whole, wish)
    return Shown(wish, whole, part, group(part))


def show_network(asked: Asked) -> Response:
    """What can be chosen, the map, and the list."""
    desk, shown = asked.desk, read_shown(asked)
    start = _whole_number(asked.query.get("start", ""))
    rows, total = _rows(desk, shown, start)
    words = " ".join(asked.query.get("words", "").split())[:_LONGEST_WORDS]
    query = query_of(shown.wish)
    return page(
        desk,
        "network.html",
        has_script=True,
        wish=shown.wish,
        choices=_choices(desk, shown.whole),
        query=urlencode(query),
        words=words,
        found=_found(shown.whole, words, desk, shown.wish),
        focus=_focus(shown, desk.language),
        is_grouped=shown.grouped is not None,
        show_all=_link({**query, "all": "1"}, 0),
        spot_count=len(shown.part.spots),
        rows=rows,
        legend=legend(shown.part, desk.language),
        files=FILES,
        loners=[(spot.id, say_spot(spot, desk.language)) for spot in loners(shown.whole)],
        before=_link(query, max(0, start - _PAGE_SIZE)) if start else "",
        after=_link(query, start + _PAGE_SIZE) if start + _PAGE_SIZE < total else "",
        is_empty=not any(link.kind in COOPERATION for link in shown.whole.links),
    )


def send_map(asked: Asked) -> Response:
    """The map for the script of the page."""
    desk, shown = asked.desk, read_shown(asked)
    if shown.grouped is not None:
        return _json(group_columns(shown.grouped, shown.part, desk.language))
    return _json(map_columns(shown.part, desk.language))


def send_spot(asked: Asked) -> Response:
    """One spot of the map with its ties, for the script of the page.

    Raises:
        NodeNotFoundError: If it is not on the map that was asked for.
    """
    desk, shown = asked.desk, read_shown(asked)
    spot = next((each for each in shown.part.spots if each.id == asked.query.get("spot")), None)
    if spot is None:
        raise NodeNotFoundError
    row = _spot_row(desk, shown, spot, ties_of(shown.part, [spot.id], desk.language)[spot.id])
    return _json(
        {
            "name": row.name,
            "says": row.says,
            "href": row.href,
            "focus": row.focus,
            "ties": [asdict(tie) for tie in row.ties],
        }
    )


def send_file(asked: Asked) -> Response:
    """The map as a file; of too many spots a picture shows the groups, what is for programs holds them all.

    Raises:
        NodeNotFoundError: If there is no such form.
    """
    form, shown = asked.place["form"], read_shown(asked)
    if form not in FILES:
        raise NodeNotFoundError
    content = written_map(shown.part, shown.grouped, form, asked.desk.language)
    headers = SECURITY | {"Content-Disposition": f'attachment; filename="network.{form}"'}
    return Response(content, media_type=FILES[form], headers=headers)


def show_picture(asked: Asked) -> Response:
    """The map as a still picture on the page, for browsers that cannot draw the moving one."""
    shown = read_shown(asked)
    content = written_map(shown.part, shown.grouped, "svg", asked.desk.language)
    policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
    headers = SECURITY | {"Content-Security-Policy": policy}
    return Response(content, media_type="image/svg+xml", headers=headers)


def query_of(wish: Wish) -> dict[str, str]:
    """The wish as an address carries it; what everybody gets anyway is left out."""
    plain = Wish()
    said: dict[str, str] = {}
    if wish.arrangement is not plain.arrangement:
        said["arrangement"] = wish.arrangement.value
    if wish.kinds != plain.kinds:
        said |= {_TIE + kind: "1" for kind in TIE_KINDS if kind in wish.kinds}
    if wish.states != plain.states:
        said |= {_STATE + state.value: "1" for state in State if state in wish.states}
    said |= {name: value for name in _TEXTS if (value := getattr(wish, name))}
    said |= {"steps": str(wish.steps)} if wish.steps else {}
    return said | ({"loners": "1"} if wish.has_loners else {}) | ({"all": "1"} if wish.has_all else {})


def _wish(query: Mapping[str, str]) -> Wish:
    said = query.get("arrangement", "")
    kinds = frozenset(kind for kind in TIE_KINDS if _TIE + kind in query)
    states = frozenset(state for state in State if _STATE + state.value in query)
    return Wish(
        arrangement=Arrangement(said) if said in set(Arrangement) else Arrangement.TIES,
        kinds=kinds or Wish().kinds,
        states=states or Wish().states,
        steps=min(_whole_number(query.get("steps", "")), MOST_STEPS),
        has_loners="loners" in query,
        has_all="all" in query,
        **{name: query.get(name, "") for name in _TEXTS},
    )


def _whole_number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < _LONGEST_NUMBER else 0


def _rows(desk: Desk, shown: Shown, start: int) -> tuple[list[Row], int]:
    """A page of the list, and how many rows there are in all."""
    if shown.grouped is not None:
        groups = shown.grouped.groups
        return [_group_row(desk, shown, each) for each in groups[start : start + _PAGE_SIZE]], len(groups)
    spots = sorted(shown.part.spots, key=lambda spot: (spot.name, spot.id))
    some = spots[start : start + _PAGE_SIZE]
    ties = ties_of(shown.part, [spot.id for spot in some], desk.language)
    return [_spot_row(desk, shown, spot, ties[spot.id]) for spot in some], len(spots)


def _spot_row(desk: Desk, shown: Shown, spot: Spot, ties: tuple[Tied, ...]) -> Row:
    return Row(
        name=say_spot(spot, desk.language),
        says=_says(spot, shown.whole, desk.language),
        href=f"/directory/{spot.id}" if spot.kind in PROVIDERS else "",
        focus=_focus_link(shown.wish, spot.id),
        count=len(ties),
        ties=ties,
    )


def _group_row(desk: Desk, shown: Shown, each: Group) -> Row:
    arrangement = shown.whole.arrangement
    name = "group" if arrangement is Arrangement.TYPE else "area"
    return Row(
        name=say_group_key(each.key, arrangement, shown.whole.areas, desk.language),
        says=say_counts(each, desk.language),
        href="",
        # Where nobody said the area or type there is nothing to choose it by.
        focus=_link({**query_of(shown.wish), name: each.key}, 0) if each.key else "",
        count=each.inner,
    )


def _says(spot: Spot, whole: NetworkMap, language: str) -> str:
    area = say_group_key(spot.area, Arrangement.AREA, whole.areas, language) if spot.area else ""
    return " · ".join(filter(None, (say_type(spot, language), area)))


def _found(whole: NetworkMap, words: str, desk: Desk, wish: Wish) -> list[Row]:
    """Spots whose name holds the words, wherever they are on the map."""
    folded = fold_name(words)
    if not folded:
        return []
    hits = [spot for spot in whole.spots if folded in fold_name(spot.name)]
    hits.sort(key=lambda spot: (spot.kind == "service", spot.name, spot.id))
    shown = Shown(wish, whole, whole, None)
    return [_spot_row(desk, shown, spot, ()) for spot in hits[:_MOST_FOUND]]


def _focus_link(wish: Wish, spot: NodeId) -> str:
    """Only this spot and who is tied to it, in the arrangement that is open and by the same ties."""
    return _link(query_of(Wish(arrangement=wish.arrangement, kinds=wish.kinds, focus=spot, steps=1)), 0)


def _focus(shown: Shown, language: str) -> str:
    return next((say_spot(spot, language) for spot in shown.whole.spots if spot.id == shown.wish.focus), "")


def _link(query: Mapping[str, str], start: int) -> str:
    said = urlencode({**query, **({"start": str(start)} if start else {})})
    return f"/network?{said}" if said else "/network"


def _choices(desk: Desk, whole: NetworkMap) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each field: code and words; only what there is on the map."""
    language = desk.language
    areas = {area for spot in whole.spots for area in area_chain(whole.areas, spot.area)}
    groups = {group_of(spot, Arrangement.TYPE) for spot in whole.spots if spot.kind != "service"} - {""}
    domains = {domain for spot in whole.spots for domain in spot.domains}
    return {
        "domain": [(code, words) for code, words in choices(_DOMAINS, language) if code in domains],
        "team": _by_words((spot.id, say_spot(spot, language)) for spot in whole.spots if spot.kind == "team"),
        "area": _by_words((area, plain(whole.areas[area].name)) for area in areas),
        "group": _by_words(
            (key, say_group_key(key, Arrangement.TYPE, whole.areas, language)) for key in groups
        ),
    }


def _by_words(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: (pair[1], pair[0]))


def _json(told: object) -> Response:
    # No sign of markup in it, whoever takes it for a page.
    content = json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return Response(content, media_type="application/json", headers=SECURITY)
