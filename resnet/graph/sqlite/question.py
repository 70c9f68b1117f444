"""A page of one kind of node as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from resnet.graph.sqlite.layout import Cell, Table, tables

_HOLDS = "n._since <= :moment AND :moment < n._until"


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

    @property
    def selected(self) -> str:
        """All columns of ``n``, in order, for a SELECT."""
        return _selected(self.table.kind)


@cache
def _selected(kind: str) -> str:
    return ", ".join(f'n."{column}"' for column in tables()[kind].columns)
