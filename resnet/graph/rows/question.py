"""A page of one kind of node as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field

from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.elements import Where
from resnet.graph.rows.encode import encode_value
from resnet.graph.rows.layout import Cell, Table
from resnet.graph.values import clean_asked
from resnet.ontology.registry import kind_named, node_field


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
