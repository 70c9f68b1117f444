"""Whom to ask first, and what people answered of late beside what stood before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from starlette.responses import Response

from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView
from resnet.ingest.freshness.answers import Answer, ValueChange
from resnet.ingest.freshness.due import Due, DueList
from resnet.ingest.freshness.table import freshness_table
from resnet.ontology.registry import kind_named
from resnet.ontology.words import say_code, say_day, say_value
from resnet.web.desk import Asked, Desk
from resnet.web.pages.lists.who import name_of
from resnet.web.render import LIST_ROLES, page

_MOST: Final = 50
_FEWEST_TOLD: Final = 5


@dataclass(frozen=True)
class DueRow:
    """A provider to ask; ``values`` are what is worn, as thing, kind, last confirmed, chance in percent."""

    id: NodeId
    name: str
    phone: str
    leaning: str
    values: tuple[tuple[str, str, str, int], ...]


@dataclass(frozen=True)
class AnswerRow:
    """What somebody said; ``changes`` are field, before, after."""

    thing: NodeId
    name: str
    day: str
    by: str
    how: str
    is_own_word: bool
    changes: tuple[tuple[str, str, str], ...]
    doubts: str


def show_due(asked: Asked) -> Response:
    """The due list, and the answers of late."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    found = desk.due.read(desk.scope, limit=_MOST)
    view = desk.view()
    return page(
        desk,
        "lists/due.html",
        total=found.total,
        rows=[_row(each, desk) for each in found.entries],
        answers=[_answer(each, view, desk) for each in _of_late(found)],
    )


def _of_late(found: DueList) -> tuple[Answer, ...]:
    return found.answers[:_MOST]


def _row(due: Due, desk: Desk) -> DueRow:
    words, kinds = desk.words, freshness_table().kinds
    told = due.leaning >= _FEWEST_TOLD
    return DueRow(
        id=due.provider,
        name=due.name,
        phone=due.phone,
        leaning=words.text("due-leaning", count=due.leaning) if told else words.text("due-leaning-few"),
        values=tuple(
            (
                due.names[worn.thing] or due.name,
                kinds[worn.kind].label.of(desk.language),
                say_day(worn.confirmed_at, desk.language),
                round(worn.chance_wrong * 100),
            )
            for worn in due.values
        ),
    )


def _answer(answer: Answer, view: GraphView, desk: Desk) -> AnswerRow:
    kind = answer.thing.partition(":")[0]
    return AnswerRow(
        thing=answer.thing,
        name=answer.name,
        day=say_day(answer.said_at, desk.language),
        by=name_of(view, answer.said_by),
        how=say_code("verification_ways", answer.said_how, desk.language),
        is_own_word=answer.is_own_word,
        changes=tuple(_change(kind, each, desk) for each in answer.changes),
        doubts=", ".join(_label(kind, each, desk.language) for each in answer.doubts),
    )


def _change(kind: str, change: ValueChange, desk: Desk) -> tuple[str, str, str]:
    field = kind_named(kind).field(change.field)
    nothing = desk.words.text("lists-due-nothing")

    def say(value: object) -> str:
        if field is None or value is None:
            return nothing
        return say_value(field, value, desk.language)  # type: ignore[arg-type]

    return _label(kind, change.field, desk.language), say(change.before), say(change.after)


def _label(kind: str, name: str, language: str) -> str:
    field = kind_named(kind).field(name)
    return field.label.of(language) if field is not None else name
