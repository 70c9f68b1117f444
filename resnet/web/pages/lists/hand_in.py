"""A file is handed in."""

from __future__ import annotations

from starlette.responses import Response

from resnet.web.desk import Asked
from resnet.web.entry import NothingChosenError
from resnet.web.render import LIST_ROLES, Onward


def take_file(asked: Asked) -> Response:
    """Keep the file, begin to look at it, and go to its page.

    Raises:
        NothingChosenError: If no file was chosen.
    """
    desk, file = asked.desk, asked.file
    desk.require(*LIST_ROLES)
    if file is None or not file.name:
        raise NothingChosenError
    handed = desk.lists.hand_in(desk.scope, file.name, file.content)
    return Onward(f"/lists/files/{handed.id}")
