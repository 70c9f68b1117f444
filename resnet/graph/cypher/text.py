"""A statement and how names stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from resnet.graph.rows.layout import tables

_NAME: Final = re.compile(r"[a-z_][a-z0-9_]*")
_PARAMETER: Final = re.compile(r"\$([a-z_0-9]+)")


@dataclass(frozen=True)
class Cypher:
    """A statement. All that varies by what is asked is a parameter: plans are kept, and nothing leaks in.

    >>> sorted(Cypher("MATCH (n:`area` {id: $id}) RETURN n.name = $name").parameters)
    ['id', 'name']
    """

    text: str

    @cached_property
    def parameters(self) -> frozenset[str]:
        """The names of the values it needs."""
        return frozenset(_PARAMETER.findall(self.text))


def quoted(name: str) -> str:
    """A label, type or property as it stands in a statement.

    Raises:
        ValueError: If it is no name of the ontology's form: then it came from somewhere else.
    """
    if not _NAME.fullmatch(name):
        message = "not a name of the ontology"
        raise ValueError(message)
    return f"`{name}`"


def label_of(kind: str) -> str:
    """The label of a kind of node, or the type of a kind of edge: its own name.

    Raises:
        KeyError: If the ontology has no such kind.
    """
    return quoted(tables()[kind].kind)


def columns_of(kind: str) -> tuple[str, ...]:
    """The properties of a kind of node in the order of its row's cells."""
    return tuple("_page" if column == "_sort" else column for column in tables()[kind].columns)


def holds(name: str, moment: str = "$now") -> str:
    """That valid time covers a moment; what has no limit has no property.

    >>> holds("n")
    '(n._since IS NULL OR n._since <= $now) AND (n._until IS NULL OR $now < n._until)'
    """
    return (
        f"({name}._since IS NULL OR {name}._since <= {moment}) "
        f"AND ({name}._until IS NULL OR {moment} < {name}._until)"
    )


def holds_then(name: str) -> str:
    """That valid time covers ``$moment``, or ``$is_ever``: then valid time is left out.

    Neither is ever null: a server keeps a plan for each type of the values, and a null is another type.
    """
    return f"($is_ever OR ({holds(name, '$moment')}))"
