"""How fast what is said stops being right: the readable table ``data/truth/freshness.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from resnet.ontology.authored import BadAuthoredError, Table, read_toml
from resnet.ontology.field import Label
from resnet.ontology.registry import FOLDED, kind_named
from resnet.ontology.vocabulary import load_vocabulary
from resnet.shipped import shipped

EXISTENCE: Final = "existence"
_WHOLE: Final = 1000
_NUMBERS: Final = ("observed_years", "most_words", "answers_days")
_CHANCES: Final = ("doubted_permille", "disputed_permille", "unlisted_permille", "due_permille")


@dataclass(frozen=True, slots=True)
class ValueKind:
    """A kind of value that wears at one rate: its fields, and the shipped half-life in days."""

    code: str
    label: Label
    fields: frozenset[str]
    half_life_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessTable:
    """The whole table. Chances are shares 0..1; ``first_day`` is by standing."""

    kinds: Mapping[str, ValueKind]
    first_day: Mapping[str, float]
    observed_years: int
    most_words: int
    answers_days: int
    doubted: float
    disputed: float
    unlisted: float
    due: float
    _kinds_of: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kinds_of = {name: kind.code for kind in self.kinds.values() for name in kind.fields}
        object.__setattr__(self, "_kinds_of", kinds_of)

    def kind_of(self, field: str) -> str | None:
        """The kind of value a field is; None for what nobody calls about."""
        return self._kinds_of.get(field)

    def by_kind(self, fields: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Those of the fields that somebody calls about, by kind of value, in the order of their names."""
        found: dict[str, list[str]] = {}
        for name in fields:
            if (kind := self._kinds_of.get(name)) is not None:
                found.setdefault(kind, []).append(name)
        return {kind: tuple(sorted(names)) for kind, names in found.items()}


@cache
def freshness_table() -> FreshnessTable:
    """The shipped table, read once.

    Raises:
        BadAuthoredError: If it breaks its form, or names a field twice or one that no directory thing has.
    """
    table = read_toml(shipped("truth/freshness.toml"), BadAuthoredError)
    table.only((*_NUMBERS, *_CHANCES, "first_day", "value"))
    first_day = table.table("first_day")
    standings = load_vocabulary("standings").codes
    first_day.only(standings)
    return FreshnessTable(
        kinds=_kinds(table),
        first_day={code: _share(first_day, code) for code in standings},
        observed_years=table.whole("observed_years"),
        most_words=table.whole("most_words"),
        answers_days=table.whole("answers_days"),
        doubted=_share(table, "doubted_permille"),
        disputed=_share(table, "disputed_permille"),
        unlisted=_share(table, "unlisted_permille"),
        due=_share(table, "due_permille"),
    )


def _kinds(table: Table) -> dict[str, ValueKind]:
    known = {field.name for kind in FOLDED for field in kind_named(kind).fields}
    kinds: dict[str, ValueKind] = {}
    named: set[str] = set()
    for each in table.tables("value"):
        each.only(("code", "ko", "en", "fields", "half_life_days"))
        fields = each.texts("fields")
        if not fields or set(fields) - known or set(fields) & named:
            raise each.fail("fields", "fields of directory things, each in one kind of value")
        if each.whole("half_life_days") == 0:
            raise each.fail("half_life_days", "one day or more")
        named.update(fields)
        code = each.text("code")
        kinds[code] = ValueKind(code, each.label(), frozenset(fields), each.whole("half_life_days"))
    if EXISTENCE not in kinds:
        raise table.fail("value", f"one with the code {EXISTENCE}")
    return kinds


def _share(table: Table, name: str) -> float:
    permille = table.whole(name)
    if permille > _WHOLE:
        raise table.fail(name, "a chance in permille, 1000 at most")
    return permille / _WHOLE
