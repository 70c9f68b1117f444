"""Which rows are those of a refuge."""

from __future__ import annotations

from typing import Final

from resnet.graph.protected import IS_PROTECTED
from resnet.graph.rows.draft import Draft
from resnet.graph.rows.layout import ID, Row, tables
from resnet.graph.values import kind_of

# What may be a refuge.
OWNERS: Final = ("agency", "group", "service")


def is_refuge(row: Row) -> bool:
    """Whether the row of an agency, group or service is a refuge's."""
    return bool(row[tables()[kind_of(row[ID])].places[IS_PROTECTED]])


def is_left_refuge(draft: Draft, owner: str) -> bool:
    """Whether the write leaves it a refuge."""
    row = draft.current(owner)
    return row is not None and is_refuge(row)
