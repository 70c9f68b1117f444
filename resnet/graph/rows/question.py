"""A page of one kind of node as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.elements import Where
from resnet.graph.rows.encode import encode_value
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import Cell, Table
from resnet.graph.values import clean_asked
from resnet.ontology.registry import kind_named, node_field

# How many nodes of an asked value are looked at one by one before consents are gone through.
FEW: Final = 50
# Above so many consents it is weighed whether walking past them is shorter.
MANY: Final = 1_000


@dataclass(frozen=True, slots=True)
class Question:
    """A page asked for: which nodes, from where on, how many, valid when."""

    table: Table
    values: dict[str, Cell] = field(default_factory=dict)
    about: str | None = None
    category: str | None = None
    after: tuple[str, str] | None = None
    limit: int = 100
    moment: int | None = None

    @property
    def equals(self) -> tuple[str, ...]:
        """The fields whose values are asked for."""
        return tuple(self.values)


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


def open_and_closed(question: Question, guard: Guard) -> tuple[list[str], list[str]]:
    """The asked categories that are open to the actor as a whole, and those that only consents open."""
    kinds = [category.value for category in kind_named(question.table.kind).categories]
    if question.category is not None:
        kinds = [each for each in kinds if each == question.category]
    opened = [each for each in kinds if guard.is_open_to_all or each in guard.open]
    return opened, [each for each in kinds if each not in opened]


def is_shorter_past_consents(question: Question, *, consents: int, nodes: int) -> bool:
    """Whether a walk through all nodes in page order touches fewer than going through so many consents."""
    return question.limit * nodes / consents < consents
