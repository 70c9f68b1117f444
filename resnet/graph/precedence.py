"""Which record is believed: how many days of newness a standing is worth, for each kind of value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from resnet.graph.elements import Edge
from resnet.ontology.authored import BadAuthoredError, Table, read_toml
from resnet.ontology.registry import FOLDED, kind_named
from resnet.ontology.vocabulary import load_vocabulary
from resnet.shipped import shipped

DEFAULT_GROUP = "default"
Rank = tuple[timedelta, str]
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Precedence:
    """``worth`` is by group and standing; ``group_of`` names the fields that are of no default group."""

    worth: Mapping[str, Mapping[str, timedelta]]
    group_of: Mapping[str, str]

    def rank(self, group: str, edge: Edge) -> Rank:
        """How much the record's word counts; the largest wins. A word of no known day counts least."""
        since = said_at_of(edge) - _LONG_AGO
        return (since + self.worth[group].get(edge.text("standing"), timedelta(0)), edge.id)


def said_at_of(edge: Edge) -> datetime:
    """When the record was said; the first of all moments where nobody knows."""
    said_at = edge.get("said_at")
    return said_at if isinstance(said_at, datetime) else _LONG_AGO


@cache
def precedence() -> Precedence:
    """The table in ``data/truth/precedence.toml``.

    Raises:
        BadAuthoredError: If it breaks its form: a standing without a number, an unknown field or group.
    """
    table = read_toml(shipped("truth/precedence.toml"), BadAuthoredError)
    table.only(("default", "group"))
    worth = {DEFAULT_GROUP: _worth(table.table("default"))}
    group_of: dict[str, str] = {}
    known = {field.name for kind in FOLDED for field in kind_named(kind).fields}
    for group in table.tables("group"):
        code = group.text("code")
        worth[code] = _worth(group, "code", "fields")
        for name in group.texts("fields"):
            if name not in known or name in group_of:
                raise group.fail("fields", f"fields of directory things, each in one group, not {name}")
            group_of[name] = code
    return Precedence(worth, group_of)


def _worth(table: Table, *beside: str) -> dict[str, timedelta]:
    standings = load_vocabulary("standings").codes
    table.only((*standings, *beside))
    return {standing: timedelta(days=table.whole(standing)) for standing in standings}
