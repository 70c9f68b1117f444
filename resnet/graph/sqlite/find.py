"""Pages of one kind of node, driven by what the actor may see and never by a scan."""

from __future__ import annotations

import apsw

from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.elements import Where
from resnet.graph.sqlite.encode import encode_value
from resnet.graph.sqlite.granted import find_granted
from resnet.graph.sqlite.guard import Guard
from resnet.graph.sqlite.layout import ID, SORT, Cell, Row
from resnet.graph.sqlite.question import Question
from resnet.graph.values import clean_asked
from resnet.ontology.registry import kind_named, node_field


def check_where(kind: str, where: Where, limit: int) -> dict[str, Cell]:
    """The asked values as they lie in their columns.

    Raises:
        UnknownKindError: If kind or field is unknown, or the field is not indexed.
        BadValueError: If a value is of another type, or the limit is below one.
    """
    kind_named(kind)
    if limit < 1:
        raise BadValueError("limit", limit, "one or more")
    values: dict[str, Cell] = {}
    for name, value in where.equals.items():
        asked = node_field(kind, name)
        if not asked.indexed:
            raise UnknownKindError(f"indexed field of {kind}", name)
        values[name] = encode_value(asked, clean_asked(asked, value, f"{kind}.{name}"))
    return values


def find_page(db: apsw.Connection, guard: Guard, question: Question) -> list[Row]:
    """At most one more than ``limit`` visible rows, in page order."""
    if question.about is not None:
        rows = _about_one(db, guard, question)
    else:
        kinds = [category.value for category in kind_named(question.table.kind).categories]
        if question.category is not None:
            kinds = [each for each in kinds if each == question.category]
        opened = [each for each in kinds if guard.is_open_to_all or each in guard.open]
        closed = [each for each in kinds if each not in opened]
        rows = [row for category in opened for row in _walk(db, question, category)]
        rows += find_granted(db, guard, question, closed)
    rows.sort(key=lambda row: (row[SORT], row[ID]))
    return rows[: question.limit + 1]


def _walk(db: apsw.Connection, question: Question, category: str) -> list[Row]:
    asked = (
        f"SELECT {question.selected} FROM {question.table.name} n "
        f"WHERE n._category = :category{question.condition} ORDER BY n._sort, n.id LIMIT :limit"
    )
    named = question.named | {"category": category, "limit": question.limit + 1}
    return list(db.execute(asked, named))


def _about_one(db: apsw.Connection, guard: Guard, question: Question) -> list[Row]:
    found: dict[Cell, Row] = {}
    for column in ("_about_1", "_about_2"):
        asked = (
            f"SELECT {question.selected} FROM {question.table.name} n "
            f"WHERE n.{column} = :about{question.condition}"
        )
        found.update((row[ID], row) for row in db.execute(asked, question.named | {"about": question.about}))
    guard.learn(found.values())
    return [row for row in found.values() if guard.sees(row)]
