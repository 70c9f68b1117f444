"""Genogram and eco-map of a case's client: pictures, and the same as tables for those who cannot see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from resnet.casework.open_case import OpenCase, read_case
from resnet.drawing.drawing import Drawing
from resnet.drawing.ecomap.draw import EcoMapFacts, draw_ecomap
from resnet.drawing.ecomap.from_view import Views, first_day
from resnet.drawing.genogram.branches import ALL_BRANCHES, Branch
from resnet.drawing.genogram.draw import GenogramFacts, Wanted, draw_genogram
from resnet.drawing.genogram.kin import MOST_PEOPLE
from resnet.drawing.page import drawing_page, page_policy
from resnet.graph.store import EVERY_MOMENT
from resnet.messages import Messages
from resnet.ontology.clock import last_moment_of
from resnet.ontology.standard import Standard
from resnet.ontology.words import KOREA
from resnet.web.desk import Asked, Desk
from resnet.web.entry import day_of
from resnet.web.render import CASE_ROLES, SECURITY, svg_response

_BRANCH: Final = "branch_"
# A picture no wider than this is read on a narrow screen where it is shown smaller.
_SMALL_PX: Final = 760.0
_GENERATIONS: Final = frozenset(map(str, range(1, 10)))


@dataclass(frozen=True)
class ScopeAsked:
    """Of a family too large for one drawing: how many are recorded, and what is chosen of it.

    ``branches`` are name of the field, words and whether it is chosen.
    """

    count: int
    generations: int
    branches: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True)
class DrawingsPart:
    """The tables, which pictures are small, and the day that the eco-map is compared with (``""`` for none).

    The parts are what an address carries of the day and of the genogram's scope.
    """

    genogram: Markup
    ecomap: Markup
    then: str
    today: str
    then_part: str
    has_small_genogram: bool
    has_small_ecomap: bool
    scope: ScopeAsked | None
    scope_part: str


def show_genogram(asked: Asked) -> Response:
    """The family as a picture."""
    return svg_response(_genogram(asked).svg)


def show_genogram_page(asked: Asked) -> Response:
    """The family as a page that tells of whoever is pointed at, and opens without a net."""
    return _page(_genogram(asked), asked.desk, "web-genogram")


def show_ecomap(asked: Asked) -> Response:
    """What stands around the client now, and on the day asked for."""
    return svg_response(_ecomap(asked).svg)


def show_ecomap_file(asked: Asked) -> Response:
    """The same as a page that tells of whatever is pointed at, and opens without a net."""
    return _page(_ecomap(asked), asked.desk, "web-ecomap")


def _genogram(asked: Asked) -> Drawing[GenogramFacts]:
    desk = asked.desk
    desk.require(*CASE_ROLES)
    case = read_case(desk.view(), asked.node())
    view = desk.view(EVERY_MOMENT)
    return draw_genogram(
        view,
        case.client.id,
        language=desk.language,
        standard=case.standard.id,
        wanted=replace(_wanted(asked.query), then=day_of(asked.query.get("then", ""), "then")),
    )


def _wanted(query: Mapping[str, str]) -> Wanted:
    """The scope that the address asks for; a word that it does not know counts as nothing said."""
    said = query.get("generations", "")
    chosen = frozenset(branch for branch in Branch if _BRANCH + branch in query)
    generations = int(said) if said in _GENERATIONS else None
    return Wanted(generations=generations, branches=chosen or ALL_BRANCHES)


def _scope_part(wanted: Wanted) -> str:
    said = {} if wanted.generations is None else {"generations": str(wanted.generations)}
    if wanted.branches != ALL_BRANCHES:
        said |= {_BRANCH + branch: "1" for branch in Branch if branch in wanted.branches}
    return f"?{urlencode(said)}" if said else ""


def _scope_asked(facts: GenogramFacts, wanted: Wanted, standard: Standard, words: Messages) -> ScopeAsked:
    usual = standard.limit("genogram-generations").at_least or 3
    return ScopeAsked(
        count=facts.recorded,
        generations=wanted.generations or int(usual),
        branches=tuple(
            (_BRANCH + branch, words.text(f"genogram-branch-{branch}"), branch in wanted.branches)
            for branch in Branch
        ),
    )


def _ecomap(asked: Asked) -> Drawing[EcoMapFacts]:
    desk = asked.desk
    desk.require(*CASE_ROLES)
    case = read_case(desk.view(), asked.node())
    views = views_of(desk, day_of(asked.query.get("then", ""), "then"))
    return draw_ecomap(views, case.client.id, language=desk.language, standard=case.standard.id)


def _page(drawing: Drawing[Any], desk: Desk, title: str) -> Response:
    html = drawing_page(drawing, desk.words.text(title), desk.language)
    policy = f"{page_policy()}; frame-ancestors 'none'"
    return HTMLResponse(html, headers=SECURITY | {"Content-Security-Policy": policy})


def read_drawings(asked: Asked, case: OpenCase) -> DrawingsPart:
    """The tables of both drawings; compared with the day of the first eco-map unless another is asked for."""
    desk, client = asked.desk, case.client.id
    today = desk.view().now.astimezone(KOREA).date()
    always = desk.view(EVERY_MOMENT)
    chosen = day_of(asked.query["then"], "then") if "then" in asked.query else first_day(always, client)
    wanted = _wanted(asked.query)
    family = draw_genogram(always, client, language=desk.language, standard=case.standard.id, wanted=wanted)
    is_large = family.facts.recorded > MOST_PEOPLE
    around = draw_ecomap(views_of(desk, chosen), client, language=desk.language, standard=case.standard.id)
    # Written by the drawing room, which escapes every word.
    return DrawingsPart(
        genogram=Markup(family.table),  # noqa: S704
        ecomap=Markup(around.table),  # noqa: S704
        then=chosen.isoformat() if chosen else "",
        today=today.isoformat(),
        then_part=f"?then={chosen.isoformat()}" if chosen else "",
        has_small_genogram=family.width_px <= _SMALL_PX,
        has_small_ecomap=around.width_px <= _SMALL_PX,
        scope=_scope_asked(family.facts, wanted, case.standard, desk.words) if is_large else None,
        scope_part=_scope_part(wanted),
    )


def views_of(desk: Desk, then: date | None) -> Views:
    """The visitor's views of now, and of the end of that day where one is given."""
    now, always = desk.view(), desk.view(EVERY_MOMENT)
    if then is None:
        return Views(now, now.now, always=always)
    at = last_moment_of(then)
    return Views(now, now.now, desk.view(at), at, always)
