"""What a page's question is in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import apsw

from resnet.graph.rows.layout import ID, SORT, Cell, Row
from resnet.graph.rows.question import Question
from resnet.graph.sortkey import sort_key
from resnet.graph.sqlite.keys import order_of, orders_from
from resnet.graph.sqlite.statements import is_in_order

_HOLDS = "n._since <= :moment AND :moment < n._until"


def condition_of(question: Question) -> str:
    """What every row must fulfil, beside access."""
    parts = [f'n."{name}" = :is_{name}' for name in question.equals]
    if question.category is not None:
        parts.append("n._category = :only_category")
    if question.moment is not None:
        parts.append(_HOLDS)
    if _sort_of(question) is not None:
        parts.append("n._order < :end_order")
    if question.after is not None:
        parts.append("(n._sort, n.id) > (:sort, :last)")
    if _sort_of(question) is not None or question.after is not None:
        parts.append("n._order >= :first_order")
    return "".join(f" AND {part}" for part in parts)


def first_rows(db: apsw.Connection, asked: str, named: Mapping[str, Any]) -> list[Row]:
    """The first ``:limit`` rows of a question in the order of the file, and what is equal to the last in it.

    That order is the page's but for what is equal in it, so these hold the page's first.
    """
    rows: list[Row] = list(db.execute(f"{asked} ORDER BY n._order LIMIT :limit", named))
    if len(rows) < named["limit"]:
        return rows
    last = order_of(rows[-1][SORT], rows[-1][ID])
    equal = db.execute(f"{asked} AND n._order = :last_order", {**named, "last_order": last})
    known = {row[ID] for row in rows}
    return rows + [row for row in equal if row[ID] not in known]


def named_in(question: Question) -> dict[str, Cell]:
    """The values of the condition's names."""
    named = {f"is_{name}": value for name, value in question.values.items()}
    if question.category is not None:
        named["only_category"] = question.category
    if question.moment is not None:
        named["moment"] = question.moment
    first, sort = b"", _sort_of(question)
    if sort is not None:
        first, named["end_order"] = orders_from(sort)
    if question.after is not None:
        named["sort"], named["last"] = question.after
        # The order tells only nearly where to go on.
        first = max(first, order_of(*question.after))
    if first:
        named["first_order"] = first
    return named


def _sort_of(question: Question) -> str | None:
    """The sort key of all that is asked for, where the question gives it away."""
    asked = (cell for name, cell in question.values.items() if is_in_order(question.table, name))
    return next((sort_key(str(cell)) for cell in asked), None)
