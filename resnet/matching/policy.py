"""A policy: how rules count, what ties cost, how large a change is. A readable table in data/policies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import ClassVar

from resnet.errors import BadInputError
from resnet.matching.burden import BurdenTable, read_burden
from resnet.ontology.authored import BadAuthoredError, Table, read_toml
from resnet.ontology.field import Label
from resnet.shipped import shipped

STANDARD = "standard-1"
FULL_SCORE = 1000
EFFECTS = ("excludes", "costs")
TIE_KINDS = ("known-contact", "shared-team", "agreement", "past-success", "same-agency", "named-contact")
CHANGE_KINDS = (
    "ask",
    "consent",
    "document",
    "wait-list",
    "another-time",
    "another-day",
    "relief",
    "transport",
    "interpreter",
    "wait-until",
    "wait-reopen",
    "renew-agreement",
    "cost-covered",
    "new-agreement",
    "place-opened",
    "area-opened",
)
REASONS = (
    "no-service",
    "stale",
    "out-of-area",
    "closed-to-person",
    "wrong-time",
    "too-dear",
    "too-far",
    "documents-missing",
    "already-received",
    "waiting",
    "full",
    "no-tie",
    "no-consent",
    "need-unclear",
    "supporter-tired",
    "too-little",
    "obstacle",
    "not-preferred",
)
LEVELS = ("emergency", "intensive", "general")
RELATIONS = ("exact", "broader", "narrower", "related")
TIERS = ("own-network", "informal", "formal")
# Tables in the same folder that are no matching policy.
_OTHERS = frozenset({"network.toml"})
_NUMBERS = (
    "matches_shown",
    "paths_shown",
    "misses_shown",
    "asks_shown",
    "capacity_days",
    "fresh_days",
    "load_limit",
)


class UnknownPolicyError(BadInputError):
    """There is no policy of that name."""

    code: ClassVar[str] = "unknown-policy"

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"there is no policy {name!r}: choose one of {', '.join(policy_names())}.")


class BadPolicyError(BadAuthoredError):
    """A policy file breaks its form, or favours somebody."""

    code: ClassVar[str] = "bad-policy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """How one rule counts.

    ``weight`` are milli-points; ``unknown`` is the share of them that an unknown keeps, per mille.
    ``reason`` is what the rule is called when needs are counted that nothing meets.
    """

    name: str
    weight: int
    unknown: int
    is_no_excluding: bool
    is_unknown_excluding: bool
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TieCosts:
    """What ties cost a path, at most how many there are, and the cost at which a path earns nothing.

    Two who know each other and had no contact for ``stale_days`` cost ``stale_extra`` more.
    """

    most: int
    cost_limit: int
    nominal_extra: int
    cold_extra: int
    stale_days: int
    stale_extra: int
    cost: Mapping[str, int]


@dataclass(frozen=True, eq=False, kw_only=True)
class Policy:
    """The whole table; see ``data/policies/standard-1.toml`` for what each entry means."""

    name: str
    title: Label
    rules: tuple[Row, ...]
    supporter_rules: tuple[Row, ...]
    tiers: tuple[str, ...]
    professional_classes: frozenset[str]
    default_language: str
    household_types_beside: frozenset[str]
    matches_shown: int
    paths_shown: int
    misses_shown: int
    asks_shown: int
    capacity_days: int
    fresh_days: int
    load_limit: int
    class_share: Mapping[str, int]
    ties: TieCosts
    changes: Mapping[str, int]
    change_limit: int
    reason_of: Mapping[str, str]
    together: BurdenTable
    level_days: Mapping[str, int]
    area_floor: int


def policy_names() -> tuple[str, ...]:
    """The names of all shipped policies."""
    files = (file.name for file in shipped("policies").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in files if name not in _OTHERS))


@cache
def load_policy(name: str = STANDARD) -> Policy:
    """The shipped policy of that name, read once.

    Raises:
        UnknownPolicyError: If there is none.
        BadPolicyError: If its file breaks the form or favours the own agency.
    """
    if name not in policy_names():
        raise UnknownPolicyError(name)
    return read_policy(read_toml(shipped(f"policies/{name}.toml"), BadPolicyError))


def _with_base(table: Table) -> Table:
    """The table with whatever it does not say itself taken from the policy that it is based on."""
    base_name = table.maybe_text("based_on")
    if base_name is None:
        return table
    if base_name not in policy_names():
        raise table.fail("based_on", f"one of {', '.join(policy_names())}")
    base = read_toml(shipped(f"policies/{base_name}.toml"), BadPolicyError)
    if "based_on" in base.values:
        raise table.fail("based_on", "a policy that stands by itself")
    values = dict(base.values)
    for name, value in table.values.items():
        known = values.get(name)
        if name in {"rule", "supporter_rule"}:
            values[name] = _rows_over(base.tables(name), table.tables(name))
        elif isinstance(value, dict) and isinstance(known, dict):
            values[name] = {**known, **value}
        else:
            values[name] = value
    return Table(table.file, table.item, values, table.error)


def _rows_over(base: tuple[Table, ...], own: tuple[Table, ...]) -> list[dict[str, object]]:
    rows = {row.text("name"): dict(row.values) for row in base}
    for row in own:
        if row.text("name") not in rows:
            raise row.fail("name", f"one of {', '.join(rows)}")
        rows[row.text("name")].update(row.values)
    return list(rows.values())


def read_policy(table: Table) -> Policy:
    """The policy in a table.

    Raises:
        BadPolicyError: If it breaks the form or favours the own agency.
    """
    table = _with_base(table)
    numbers = {name: table.whole(name) for name in _NUMBERS}
    tiers = table.texts("tiers")
    if sorted(tiers) != sorted(TIERS):
        raise table.fail("tiers", f"each of {', '.join(TIERS)} once")
    changes, reasons = table.table("changes"), table.table("reason_of")
    scarce = table.table("allocation")
    return Policy(
        name=table.text("name"),
        title=table.table("title").label(),
        rules=_rows(table, "rule"),
        supporter_rules=_rows(table, "supporter_rule"),
        tiers=tiers,
        professional_classes=frozenset(table.texts("professional_classes")),
        default_language=table.text("default_language"),
        household_types_beside=frozenset(table.texts("household_types_beside")),
        class_share=_wholes(table.table("class_share"), RELATIONS),
        ties=_ties(table.table("ties")),
        changes=_sizes(changes),
        change_limit=changes.whole("most"),
        reason_of=MappingProxyType({name: reasons.text(name) for name in reasons.values}),
        together=read_burden(table.table("together")),
        level_days=_wholes(scarce, LEVELS),
        area_floor=_share(scarce, "area_floor"),
        **numbers,
    )


def _rows(table: Table, name: str) -> tuple[Row, ...]:
    rows = tuple(_row(each) for each in table.tables(name))
    if sum(row.weight for row in rows) != FULL_SCORE:
        raise table.fail(name, f"weights that sum to {FULL_SCORE}")
    return rows


def _row(table: Table) -> Row:
    table.only(("name", "weight", "unknown", "no", "unknown_is", "reason"))
    for name in ("no", "unknown_is"):
        if table.text(name) not in EFFECTS:
            raise table.fail(name, " or ".join(EFFECTS))
    if table.text("reason") not in REASONS:
        raise table.fail("reason", " or ".join(REASONS))
    return Row(
        name=table.text("name"),
        weight=table.whole("weight"),
        unknown=table.whole("unknown"),
        is_no_excluding=table.text("no") == "excludes",
        is_unknown_excluding=table.text("unknown_is") == "excludes",
        reason=table.text("reason"),
    )


def _wholes(table: Table, names: tuple[str, ...]) -> Mapping[str, int]:
    return MappingProxyType({name: table.whole(name) for name in names})


def _sizes(table: Table) -> Mapping[str, int]:
    sizes = _wholes(table, CHANGE_KINDS)
    for kind, size in sizes.items():
        # A way without a change is one of today: a consent or a renewal that weighs nothing would be none.
        if not size:
            raise table.fail(kind, "1 or more: what weighs nothing is no change")
    return sizes


def _share(table: Table, name: str) -> int:
    share = table.whole(name)
    if share > FULL_SCORE:
        raise table.fail(name, f"a share per mille, 0 to {FULL_SCORE}")
    return share


def _ties(table: Table) -> TieCosts:
    cost = _wholes(table, TIE_KINDS)
    direct = max(cost[kind] for kind in TIE_KINDS if kind not in {"same-agency", "named-contact"})
    if cost["same-agency"] < direct + cost["named-contact"]:
        raise table.fail(
            "same-agency", "no less than any other tie with a named contact: no favour to the own agency"
        )
    return TieCosts(
        most=table.whole("most"),
        cost_limit=table.whole("cost_limit"),
        nominal_extra=table.whole("nominal_extra"),
        cold_extra=table.whole("cold_extra"),
        stale_days=table.whole("stale_days"),
        stale_extra=table.whole("stale_extra"),
        cost=cost,
    )
