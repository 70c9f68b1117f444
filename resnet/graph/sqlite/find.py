"""Pages of one kind of node, driven by what the actor may see and never by a scan."""

from __future__ import annotations

import apsw

from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import ID, SORT, Cell, Row
from resnet.graph.rows.question import Question, open_and_closed
from resnet.graph.sqlite.granted import find_granted
from resnet.graph.sqlite.question import condition_of, first_rows, named_in
from resnet.graph.sqlite.statements import selected, table_name


def find_page(db: apsw.Connection, guard: Guard, question: Question) -> list[Row]:
    """At most one more than ``limit`` visible rows, in page order."""
    if question.about is not None:
        rows = _about_one(db, guard, question)
    else:
        opened, closed = open_and_closed(question, guard)
        rows = [row for category in opened for row in _walk(db, question, category)]
        rows += find_granted(db, guard, question, closed)
    rows.sort(key=lambda row: (row[SORT], row[ID]))
    return rows[: question.limit + 1]


def _walk(db: apsw.Connection, question: Question, category: str) -> list[Row]:
    asked = (
        f"SELECT {selected(question.table.kind, 'n')} FROM {table_name(question.table.kind)} n "
        f"WHERE n._category = :category{condition_of(question)}"
    )
    named = named_in(question) | {"category": category, "limit": question.limit + 1}
    return first_rows(db, asked, named)


def _about_one(db: apsw.Connection, guard: Guard, question: Question) -> list[Row]:
    found: dict[Cell, Row] = {}
    for column in ("_about_1", "_about_2"):
        asked = (
            f"SELECT {selected(question.table.kind, 'n')} FROM {table_name(question.table.kind)} n "
            f"WHERE n.{column} = :about{condition_of(question)}"
        )
        found.update(
            (row[ID], row) for row in db.execute(asked, named_in(question) | {"about": question.about})
        )
    guard.learn(found.values())
    return [row for row in found.values() if guard.sees(row)]
