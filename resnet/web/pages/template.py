"""A record in an agency's own template: brought, filled and handed back; nothing of the template is kept."""

from __future__ import annotations

from typing import Final

from starlette.responses import Response

from resnet.casework.open_case import read_case
from resnet.drawing.ecomap.from_view import first_day
from resnet.drawing.forms.make import FORMS, make_form
from resnet.drawing.forms.template.fill import Filled, fill_template
from resnet.graph.store import EVERY_MOMENT
from resnet.web.desk import Asked
from resnet.web.entry import NothingChosenError
from resnet.web.pages.drawings import views_of
from resnet.web.render import SECURITY, WORKERS, page

_HWPX: Final = "application/hwp+zip"


def show_template(asked: Asked) -> Response:
    """Which record, and which file."""
    return _page(asked, None)


def take_template(asked: Asked) -> Response:
    """The template filled, to be saved; or, where that was asked for, only what would be filled and what not.

    Raises:
        NothingChosenError: If no file or no record was chosen.
        NodeNotFoundError: If the case is missing or hidden.
        TemplateError: If it is no HWPX template, or a mark asks for what the record does not know.
        BadFileError: If it is locked, damaged, or too large.
    """
    desk, file, name = asked.desk, asked.file, asked.line("record")
    desk.require(*WORKERS)
    case = read_case(desk.view(), asked.node())
    if file is None or not file.name or name not in FORMS:
        raise NothingChosenError
    always, client = desk.view(EVERY_MOMENT), case.client.id
    views = views_of(desk, first_day(always, client))
    form = make_form(name, views, always, client, language=desk.language, case=case.id)
    filled = fill_template(file.content, form, file.name)
    if asked.is_ticked("look"):
        return _page(asked, filled)
    # The name says which record, not whose: it stays in the folder of downloads.
    headers = SECURITY | {"Content-Disposition": f'attachment; filename="{name}.hwpx"'}
    return Response(filled.content, media_type=_HWPX, headers=headers)


def _page(asked: Asked, filled: Filled | None) -> Response:
    desk = asked.desk
    desk.require(*WORKERS)
    case = read_case(desk.view(), asked.node())
    return page(
        desk,
        "template.html",
        case=case.node,
        back_words=f"{case.node.text('code')} {case.client.text('name')}".strip(),
        forms=FORMS,
        chosen=asked.line("record"),
        filled=filled,
        left=[each.of(desk.language) for each in filled.left] if filled else [],
    )
