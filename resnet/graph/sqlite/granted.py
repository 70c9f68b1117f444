"""The nodes of a page that consents open, found from the consents or, when there are very many, past them."""

from __future__ import annotations

from typing import Any, Final

import apsw

from resnet.graph.rows.guard import OWN_CATEGORIES, Guard
from resnet.graph.rows.layout import Row
from resnet.graph.rows.question import FEW, MANY, Question, is_shorter_past_consents
from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.question import condition_of, first_rows, named_in
from resnet.graph.sqlite.statements import selected, table_name

# Consents are counted as far as this to choose the way; a way's cost is the rows it would touch.
_MOST: Final = 5_000
_REACHING: Final = """
edge_consents_to WHERE _end IN carray(:receivers) AND category IN carray(:categories)
  AND _since <= :now AND :now < _until
"""
# All consents that reach the actor now, for the categories this kind can have; and what is their own.
_GRANTED: Final = f"""
WITH granted(subject, category) AS MATERIALIZED (
  SELECT _start, category FROM {_REACHING} UNION SELECT :actor, value FROM carray(:own))
"""
_GRANTS: Final = """
({subject} = :self OR EXISTS (SELECT 1 FROM edge_consents_to c WHERE c._start = {subject}
  AND c.category = :category AND c._end IN carray(:receivers) AND c._since <= :now AND :now < c._until))
"""


def find_granted(db: apsw.Connection, guard: Guard, question: Question, categories: list[str]) -> list[Row]:
    """The first rows, at most one more than the limit of each category, of these personal categories."""
    if not categories or not guard.receivers:
        return []
    if question.equals:
        few = _few(db, guard, question, categories)
        if few is not None:
            return few
    if _is_shorter_past_consents(db, guard, question, categories):
        return [row for category in categories for row in _past_consents(db, guard, question, category)]
    return _from_consents(db, guard, question, categories)


def _few(db: apsw.Connection, guard: Guard, question: Question, categories: list[str]) -> list[Row] | None:
    """The visible among the nodes of the asked value; None when those are too many to look at each."""
    asked = (
        f"SELECT {selected(question.table.kind, 'n')} FROM {table_name(question.table.kind)} n "
        f"WHERE n._category IN carray(:categories){condition_of(question)} LIMIT :limit"
    )
    rows: list[Row] = list(
        db.execute(asked, named_in(question) | {"categories": many(categories), "limit": FEW})
    )
    if len(rows) == FEW:
        return None
    guard.learn(rows)
    return [row for row in rows if guard.sees(row)]


def _is_shorter_past_consents(
    db: apsw.Connection, guard: Guard, question: Question, categories: list[str]
) -> bool:
    """Whether walking through all nodes in page order touches fewer rows than going through all consents."""
    named = {"receivers": many(guard.receivers), "categories": many(categories), "now": guard.now}
    consents = _one(db, f"SELECT count(*) FROM (SELECT 1 FROM {_REACHING} LIMIT {_MOST})", named)
    if consents < MANY:
        return False
    # Counted no further than what decides.
    most = consents * consents // question.limit + 1
    counted = f"SELECT count(*) FROM (SELECT 1 FROM {table_name(question.table.kind)} LIMIT :most)"
    nodes = _one(db, counted, {"most": most})
    return is_shorter_past_consents(question, consents=consents, nodes=nodes)


def _one(db: apsw.Connection, asked: str, named: dict[str, Any]) -> int:
    for row in db.execute(asked, named):
        return int(row[0])
    return 0


def _past_consents(db: apsw.Connection, guard: Guard, question: Question, category: str) -> list[Row]:
    first, second = _GRANTS.format(subject="n._about_1"), _GRANTS.format(subject="n._about_2")
    asked = (
        f"SELECT {selected(question.table.kind, 'n')} FROM {table_name(question.table.kind)} n "
        f"WHERE n._category = :category{condition_of(question)} "
        f"AND {first} AND (n._about_2 IS NULL OR {second})"
    )
    named = named_in(question) | {
        "receivers": many(guard.receivers),
        "category": category,
        "self": guard.scope.actor if category in OWN_CATEGORIES else None,
        "now": guard.now,
        "limit": question.limit + 1,
    }
    return first_rows(db, asked, named)


def _from_consents(db: apsw.Connection, guard: Guard, question: Question, categories: list[str]) -> list[Row]:
    own = [each for each in categories if each in OWN_CATEGORIES]
    asked = (
        f"{_GRANTED} SELECT {selected(question.table.kind, 'n')} "
        f"FROM granted g CROSS JOIN {table_name(question.table.kind)} n "
        "ON n._about_1 = g.subject AND n._category = g.category "
        "WHERE (n._about_2 IS NULL OR (n._about_2, n._category) IN (SELECT subject, category FROM granted))"
        f"{condition_of(question)} ORDER BY n._sort, n.id LIMIT :limit"
    )
    named = named_in(question) | {
        "receivers": many(guard.receivers),
        "categories": many(categories),
        # No kind of category is called so: an empty list cannot be bound.
        "own": many(own or ["-"]),
        "actor": guard.scope.actor,
        "now": guard.now,
        "limit": question.limit + 1,
    }
    return list(db.execute(asked, named))
