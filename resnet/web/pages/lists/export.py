"""The directory as a file to take along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from resnet.errors import NodeNotFoundError
from resnet.graph.network.snapshot import Network
from resnet.ingest.export.files import written_csv, written_workbook
from resnet.ingest.export.rows import Sheet, directory_sheet, resource_list_sheet
from resnet.messages import Messages
from resnet.ontology.words import say_day
from resnet.web.desk import Asked
from resnet.web.render import LIST_ROLES, SECURITY

_WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CSV: Final = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class _Form:
    """What is written, how, as what."""

    sheet: Callable[[Network, Messages], Sheet]
    write: Callable[[Sheet], bytes]
    media_type: str


_FORMS: Final = {
    "directory.xlsx": _Form(directory_sheet, written_workbook, _WORKBOOK),
    "directory.csv": _Form(directory_sheet, written_csv, _CSV),
    "resource-list.xlsx": _Form(resource_list_sheet, written_workbook, _WORKBOOK),
}


def send_export(asked: Asked) -> Response:
    """The whole directory, as far as it is everybody's: no protected place, no record.

    Raises:
        NodeNotFoundError: If there is no such form.
    """
    desk = asked.desk
    desk.require(*LIST_ROLES)
    name = asked.place["form"]
    form = _FORMS.get(name)
    if form is None:
        raise NodeNotFoundError
    body = form.write(form.sheet(desk.network(), desk.words))
    stem, _, ending = name.partition(".")
    day = say_day(desk.store.now()).replace("-", "")
    headers = SECURITY | {"Content-Disposition": f'attachment; filename="{stem}-{day}.{ending}"'}
    return Response(body, media_type=form.media_type, headers=headers)
