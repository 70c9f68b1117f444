"""A file that was taken: what it was, and taking it back as one act."""

from __future__ import annotations

from starlette.responses import Response

from resnet.graph.store import EVERY_MOMENT
from resnet.ingest.taken_file import read_file
from resnet.ontology.words import say_moment
from resnet.web.desk import Asked
from resnet.web.pages.lists.who import name_of
from resnet.web.render import LIST_ROLES, Onward, page


def show_taken(asked: Asked) -> Response:
    """What the file was, and what taking it back would mean."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    file = read_file(desk.view(EVERY_MOMENT), asked.node())
    return page(
        desk,
        "lists/taken.html",
        file=file,
        at=say_moment(file.taken_at, desk.language),
        by=name_of(desk.view(EVERY_MOMENT), file.taken_by),
        withdrawn=say_moment(file.withdrawn_at, desk.language) if file.withdrawn_at else "",
    )


def take_back(asked: Asked) -> Response:
    """Begin to withdraw the file, with all that came of it and nothing else, and go to where it is told."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    working = desk.lists.withdraw(desk.scope, asked.node())
    return Onward(f"/lists/files/{working.id}")
