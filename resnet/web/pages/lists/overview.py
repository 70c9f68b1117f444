"""The front page of the lists: hand in a file, what waits, what was taken."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from resnet.graph.elements import NodeId
from resnet.graph.store import EVERY_MOMENT, GraphView
from resnet.ingest.handed.kept import Handed
from resnet.ingest.mapping.saved import BadSavedPresetError
from resnet.ingest.resolve.queue import count_waiting
from resnet.ingest.taken_file import TakenFile, read_files
from resnet.messages import Messages, say_error
from resnet.ontology.words import say_moment
from resnet.web.desk import Asked, Desk
from resnet.web.pages.lists.who import name_of
from resnet.web.render import LIST_ROLES, Onward, page

_MOST_TAKEN = 100


@dataclass(frozen=True)
class LayoutRow:
    """A layout that somebody saved: what it is called and by which heads it is found again."""

    name: str
    title: str
    heads: str


@dataclass(frozen=True)
class TakenRow:
    """A file that was taken, as the list shows it."""

    id: NodeId
    name: str
    at: str
    by: str
    lists: str
    withdrawn: str
    may_withdraw: bool


def show_lists(asked: Asked) -> Response:
    """Everything that a coordinator can do with lists, and what was done."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    view = desk.view(EVERY_MOMENT)
    layouts, amiss = _layouts(desk)
    files = read_files(view)
    return page(
        desk,
        "lists/overview.html",
        amiss=amiss,
        layouts=layouts,
        most_mb=desk.lists.most_bytes // 1024 // 1024,
        handed=[(each, say_step(each, desk.words)) for each in desk.lists.waiting(desk.scope)],
        taken=[_row(desk, view, each) for each in files[:_MOST_TAKEN]],
        more=max(0, len(files) - _MOST_TAKEN),
        queue=count_waiting(view),
    )


def forget_layout(asked: Asked) -> Response:
    """Forget a layout that somebody saved: its lists are read as found again."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    told = (
        "lists-layout-forgotten" if desk.lists.layouts.forget(asked.line("layout")) else "lists-layout-gone"
    )
    return Onward("/lists", [desk.words.text(told)])


def _layouts(desk: Desk) -> tuple[list[LayoutRow], str]:
    """The saved layouts, and in words what is wrong with one that nobody can read."""
    try:
        saved = desk.lists.layouts.read()
    except BadSavedPresetError as error:
        return [], say_error(error, desk.language)
    return [LayoutRow(each.name, each.title.of(desk.language), ", ".join(each.heads)) for each in saved], ""


def say_step(handed: Handed, words: Messages) -> str:
    """How far the work on a file is, in words."""
    return words.text(
        "lists-step-interrupted" if handed.code == "interrupted" else f"lists-step-{handed.step}"
    )


def _row(desk: Desk, view: GraphView, file: TakenFile) -> TakenRow:
    withdrawn = ""
    if file.withdrawn_at is not None:
        withdrawn = desk.words.text("lists-withdrawn-at", at=say_moment(file.withdrawn_at, desk.language))
    return TakenRow(
        id=file.id,
        name=file.name,
        at=say_moment(file.taken_at, desk.language),
        by=name_of(view, file.taken_by),
        lists=", ".join(file.lists) or desk.words.text("lists-areas"),
        withdrawn=withdrawn,
        may_withdraw=file.withdrawn_at is None and bool(file.lists) and not file.later,
    )
