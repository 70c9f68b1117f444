"""The nine records of a case to print, filled as far as the visitor sees, and blank."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.open_case import read_case
from resnet.drawing.ecomap.from_view import first_day
from resnet.drawing.forms.make import FORMS, blank_form, make_form
from resnet.drawing.forms.press import pdf
from resnet.errors import NodeNotFoundError
from resnet.graph.store import EVERY_MOMENT
from resnet.web.desk import Asked
from resnet.web.pages.drawings import views_of
from resnet.web.render import CASE_ROLES, SECURITY, WORKERS


def send_form(asked: Asked) -> Response:
    """A record of the case's client; a closing compares with the day of the first eco-map."""
    desk, name = asked.desk, _name(asked)
    desk.require(*CASE_ROLES)
    always = desk.view(EVERY_MOMENT)
    case = read_case(desk.view(), asked.node())
    client = case.client.id
    views = views_of(desk, first_day(always, client))
    return _response(pdf(make_form(name, views, always, client, language=desk.language, case=case.id)), name)


def send_blank(asked: Asked) -> Response:
    """A record to be filled in by hand."""
    desk, name = asked.desk, _name(asked)
    desk.require(*WORKERS)
    return _response(pdf(blank_form(name, desk.language, desk.store.now())), name)


def _name(asked: Asked) -> str:
    name = asked.place["name"].removesuffix(".pdf")
    if name not in FORMS or not asked.place["name"].endswith(".pdf"):
        raise NodeNotFoundError
    return name


def _response(content: bytes, name: str) -> Response:
    # The name says which record, not whose: it stays in the folder of downloads.
    headers = SECURITY | {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return Response(content, media_type="application/pdf", headers=headers)
