"""Genogram and eco-map of a case's client: pictures, and the same as tables for those who cannot see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup
from starlette.responses import Response

from resnet.casework.open_case import OpenCase, read_case
from resnet.drawing.ecomap.draw import draw_ecomap
from resnet.drawing.ecomap.from_view import Views, end_of, first_day
from resnet.drawing.genogram.draw import draw_genogram
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.words import KOREA
from resnet.web.desk import Asked, Desk
from resnet.web.entry import day_of
from resnet.web.render import CASE_ROLES, svg_response


@dataclass(frozen=True)
class DrawingsPart:
    """The tables, and the day that the eco-map is compared with (``""``: with none)."""

    genogram: Markup
    ecomap: Markup
    then: str
    today: str
    ecomap_href: str


def show_genogram(asked: Asked) -> Response:
    """The family as a picture."""
    desk = asked.desk
    desk.require(*CASE_ROLES)
    case = read_case(desk.view(), asked.node())
    view = desk.view(EVERY_MOMENT)
    drawn = draw_genogram(view, case.client.id, language=desk.language, standard=case.standard.id)
    return svg_response(drawn.svg)


def show_ecomap(asked: Asked) -> Response:
    """What stands around the client now, and on the day asked for."""
    desk = asked.desk
    desk.require(*CASE_ROLES)
    case = read_case(desk.view(), asked.node())
    views = views_of(desk, day_of(asked.query.get("then", ""), "then"))
    drawn = draw_ecomap(views, case.client.id, language=desk.language, standard=case.standard.id)
    return svg_response(drawn.svg)


def read_drawings(asked: Asked, case: OpenCase) -> DrawingsPart:
    """The tables of both drawings; compared with the day of the first eco-map unless another is asked for."""
    desk, client = asked.desk, case.client.id
    today = desk.view().now.astimezone(KOREA).date()
    always = desk.view(EVERY_MOMENT)
    chosen = day_of(asked.query["then"], "then") if "then" in asked.query else first_day(always, client)
    family = draw_genogram(always, client, language=desk.language, standard=case.standard.id)
    around = draw_ecomap(views_of(desk, chosen), client, language=desk.language, standard=case.standard.id)
    # Written by the drawing room, which escapes every word.
    return DrawingsPart(
        genogram=Markup(family.table),  # noqa: S704
        ecomap=Markup(around.table),  # noqa: S704
        then=chosen.isoformat() if chosen else "",
        today=today.isoformat(),
        ecomap_href=f"/cases/{case.id}/ecomap.svg" + (f"?then={chosen.isoformat()}" if chosen else ""),
    )


def views_of(desk: Desk, then: date | None) -> Views:
    """The visitor's views of now, and of the end of that day where one is given."""
    now = desk.view()
    if then is None:
        return Views(now, now.now)
    at = end_of(then)
    return Views(now, now.now, desk.view(at), at)
