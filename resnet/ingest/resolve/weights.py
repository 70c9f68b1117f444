"""The table of weights: which feature at which level weighs what, and when a pair is one thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from resnet.ontology.authored import BadAuthoredError, Table, read_toml
from resnet.ontology.field import Label
from resnet.shipped import shipped

DEFAULT_WEIGHTS = "weights-1"
_MILLI = 1000


@dataclass(frozen=True, slots=True)
class Level:
    """One answer a feature may give.

    ``is_joining`` lets a pair be the same, ``is_veto`` forbids it, ``is_asking`` leaves it to a person.
    """

    code: str
    millibits: int
    says: Label
    is_joining: bool = False
    is_veto: bool = False
    is_asking: bool = False


@dataclass(frozen=True, slots=True)
class FeatureWeights:
    """A feature's levels; ``rare`` names what an agreement is shared by when it is common, ``""`` nothing."""

    code: str
    title: Label
    levels: Mapping[str, Level]
    rare: str = ""


@dataclass(frozen=True, slots=True)
class Weights:
    """A table: a weight of ``same_from`` and more is the same, below ``unsure_from`` different."""

    id: str
    same_from: int
    unsure_from: int
    features: Mapping[str, FeatureWeights]


@cache
def load_weights(name: str = DEFAULT_WEIGHTS) -> Weights:
    """The table ``data/identity/<name>.toml``.

    Raises:
        BadAuthoredError: If it breaks its form.
    """
    table = read_toml(shipped(f"identity/{name}.toml"), BadAuthoredError)
    table.only(("id", "version", "source", "same_from", "unsure_from", "feature"))
    features = [_feature(each) for each in table.tables("feature")]
    weights = Weights(
        table.text("id"),
        _millibits(table, "same_from"),
        _millibits(table, "unsure_from"),
        {each.code: each for each in features},
    )
    if weights.same_from < weights.unsure_from:
        raise table.fail("same_from", "no less than unsure_from")
    return weights


def _feature(table: Table) -> FeatureWeights:
    table.only(("code", "ko", "en", "rare", "level"))
    levels = [_level(each) for each in table.tables("level")]
    if not levels:
        raise table.fail("level", "at least one level")
    return FeatureWeights(
        table.text("code"),
        table.label(),
        {each.code: each for each in levels},
        table.maybe_text("rare") or "",
    )


def _level(table: Table) -> Level:
    table.only(("code", "bits", "joins", "vetoes", "asks", "ko", "en"))
    return Level(
        table.text("code"),
        _millibits(table, "bits"),
        table.label(),
        table.flag("joins"),
        table.flag("vetoes"),
        table.flag("asks"),
    )


def _millibits(table: Table, name: str) -> int:
    value = table.values.get(name)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise table.fail(name, "a number of bits")
    return round(value * _MILLI)
