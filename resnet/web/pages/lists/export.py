"""The directory as a file to take along."""

from __future__ import annotations

from starlette.responses import Response

from resnet.errors import NodeNotFoundError
from resnet.ingest.export.forms import FORMS
from resnet.ontology.words import say_day
from resnet.web.desk import Asked
from resnet.web.render import LIST_ROLES, SECURITY


def send_export(asked: Asked) -> Response:
    """The whole directory, as far as it is everybody's: no protected place, no record.

    Raises:
        NodeNotFoundError: If there is no such form.
    """
    desk = asked.desk
    desk.require(*LIST_ROLES)
    name = asked.place["form"]
    form = FORMS.get(name)
    if form is None:
        raise NodeNotFoundError
    stem, _, ending = name.partition(".")
    day = say_day(desk.store.now()).replace("-", "")
    headers = SECURITY | {"Content-Disposition": f'attachment; filename="{stem}-{day}.{ending}"'}
    return Response(form.content(desk.network(), desk.words), media_type=form.media_type, headers=headers)
