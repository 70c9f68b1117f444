"""Pages of one kind of node, driven by what the actor may see and never by a scan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import apsw

from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.elements import Where
from resnet.graph.sqlite.connection import many
from resnet.graph.sqlite.encode import encode_value
from resnet.graph.sqlite.guard import OWN_CATEGORIES, Guard
from resnet.graph.sqlite.layout import ID, SORT, Cell, Row, Table, tables
from resnet.graph.values import clean_asked
from resnet.ontology.registry import kind_named, node_field

_HOLDS = "n._since <= :moment AND :moment < n._until"
# All consents that reach the actor now, for the categories this kind can have; and what is their own.
_GRANTED = """
WITH granted(subject, category) AS MATERIALIZED (
  SELECT _start, category FROM edge_consents_to
  WHERE _end IN carray(:receivers) AND category IN carray(:categories) AND _since <= :now AND :now < _until
  UNION SELECT :actor, value FROM carray(:own))
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A page asked for: which nodes, from where on, how many, valid when."""

    table: Table
    equals: tuple[str, ...]
    values: dict[str, Cell] = field(default_factory=dict)
    about: str | None = None
    category: str | None = None
    after: tuple[str, str] | None = None
    limit: int = 100
    moment: int | None = None

    @property
    def condition(self) -> str:
        """What every row must fulfil, beside access."""
        parts = [f'n."{name}" = :is_{name}' for name in self.equals]
        if self.category is not None:
            parts.append("n._category = :only_category")
        if self.moment is not None:
            parts.append(_HOLDS)
        if self.after is not None:
            parts.append("(n._sort, n.id) > (:sort, :last)")
        return "".join(f" AND {part}" for part in parts)

    @property
    def named(self) -> dict[str, Cell]:
        """The values of the condition's names."""
        named = {f"is_{name}": value for name, value in self.values.items()}
        if self.category is not None:
            named["only_category"] = self.category
        if self.moment is not None:
            named["moment"] = self.moment
        if self.after is not None:
            named["sort"], named["last"] = self.after
        return named


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
        rows += _by_consent(db, guard, question, closed)
    rows.sort(key=lambda row: (row[SORT], row[ID]))
    return rows[: question.limit + 1]


def _walk(db: apsw.Connection, question: Question, category: str) -> list[Row]:
    asked = (
        f"SELECT {_selected(question.table.kind)} FROM {question.table.name} n "
        f"WHERE n._category = :category{question.condition} ORDER BY n._sort, n.id LIMIT :limit"
    )
    named = question.named | {"category": category, "limit": question.limit + 1}
    return list(db.execute(asked, named))


def _by_consent(db: apsw.Connection, guard: Guard, question: Question, categories: list[str]) -> list[Row]:
    if not categories or not guard.receivers:
        return []
    own = [each for each in categories if each in OWN_CATEGORIES]
    asked = (
        f"{_GRANTED} SELECT {_selected(question.table.kind)} "
        f"FROM granted g CROSS JOIN {question.table.name} n "
        "ON n._about_1 = g.subject AND n._category = g.category "
        "WHERE (n._about_2 IS NULL OR (n._about_2, n._category) IN (SELECT subject, category FROM granted))"
        f"{question.condition} ORDER BY n._sort, n.id LIMIT :limit"
    )
    named = question.named | {
        "receivers": many(guard.receivers),
        "categories": many(categories),
        "own": many(own or ["-"]),
        "actor": guard.scope.actor,
        "now": guard.now,
        "limit": question.limit + 1,
    }
    return list(db.execute(asked, named))


def _about_one(db: apsw.Connection, guard: Guard, question: Question) -> list[Row]:
    found: dict[Cell, Row] = {}
    for column in ("_about_1", "_about_2"):
        asked = (
            f"SELECT {_selected(question.table.kind)} FROM {question.table.name} n "
            f"WHERE n.{column} = :about{question.condition}"
        )
        found.update((row[ID], row) for row in db.execute(asked, question.named | {"about": question.about}))
    guard.learn(found.values())
    return [row for row in found.values() if guard.sees(row)]


@cache
def _selected(kind: str) -> str:
    return _listed(tables()[kind].columns)


def _listed(columns: Iterable[str]) -> str:
    return ", ".join(f'n."{column}"' for column in columns)
