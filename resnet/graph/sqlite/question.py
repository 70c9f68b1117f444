"""What a page's question is in SQL."""

from __future__ import annotations

from resnet.graph.rows.layout import Cell
from resnet.graph.rows.question import Question

_HOLDS = "n._since <= :moment AND :moment < n._until"


def condition_of(question: Question) -> str:
    """What every row must fulfil, beside access."""
    parts = [f'n."{name}" = :is_{name}' for name in question.equals]
    if question.category is not None:
        parts.append("n._category = :only_category")
    if question.moment is not None:
        parts.append(_HOLDS)
    if question.after is not None:
        parts.append("(n._sort, n.id) > (:sort, :last)")
    return "".join(f" AND {part}" for part in parts)


def named_in(question: Question) -> dict[str, Cell]:
    """The values of the condition's names."""
    named = {f"is_{name}": value for name, value in question.values.items()}
    if question.category is not None:
        named["only_category"] = question.category
    if question.moment is not None:
        named["moment"] = question.moment
    if question.after is not None:
        named["sort"], named["last"] = question.after
    return named
