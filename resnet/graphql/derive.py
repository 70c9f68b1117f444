"""GraphQL fields from the ontology: a kind's fields become a type's fields, with their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from inspect import getdoc
from typing import Any, Final, TypeVar, dataclass_transform

import strawberry
from strawberry.types import get_object_definition

from resnet.graph.elements import Edge, Node
from resnet.ontology.field import Field, Type
from resnet.ontology.registry import edge_kind_named, kind_named

T = TypeVar("T", bound=type)

_PYTHON: Final[dict[Type, Any]] = {
    Type.TEXT: str | None,
    Type.LONG_TEXT: str | None,
    Type.TEXTS: list[str] | None,
    Type.INT: int | None,
    Type.FLOAT: float | None,
    Type.BOOL: bool | None,
    Type.DATE: dt.date | None,
    Type.TIME: dt.datetime | None,
}


@dataclass_transform(kw_only_default=True)
def from_kind(name: str) -> Callable[[T], T]:
    """Class decorator: a Strawberry type that has every field of node kind ``name``, read off ``node``.

    A field that is unknown or hidden is null: the two read alike.
    """
    kind = kind_named(name)

    def decorate(cls: T) -> T:
        _add_fields(cls, kind.fields, "node")
        return described(strawberry.type(description=f"{kind.label.ko}. {kind.says}")(cls))

    return decorate


@dataclass_transform(kw_only_default=True)
def from_edge_kind(name: str) -> Callable[[T], T]:
    """The same for an edge kind, read off ``edge``."""
    kind = edge_kind_named(name)

    def decorate(cls: T) -> T:
        _add_fields(cls, kind.fields, "edge")
        return described(strawberry.type(description=f"{kind.label.ko}. {kind.says}")(cls))

    return decorate


def described(cls: T) -> T:
    """Class decorator, above Strawberry's: a resolver's docstring is what the schema says of its field."""
    for field in get_object_definition(cls, strict=True).fields:
        if field.description is None and field.base_resolver is not None:
            field.description = getdoc(field.base_resolver.wrapped_func)
    return cls


def _add_fields(cls: type, fields: tuple[Field, ...], source: str) -> None:
    for field in fields:
        if hasattr(cls, field.name):
            # A resolver of the same name would be lost without a word.
            raise TypeError(
                f"{cls.__name__}.{field.name} is a field of the ontology: name the resolver apart."
            )
        setattr(cls, field.name, _field(field, source))


def _field(field: Field, source: str) -> Any:  # noqa: ANN401 - Strawberry's own field type is Any
    def resolve(self: Any) -> Any:  # noqa: ANN401 - the annotation below is the real one
        element: Node | Edge = getattr(self, source)
        value = element.get(field.name)
        return list(value) if isinstance(value, tuple) else value

    resolve.__annotations__ = {"return": _PYTHON[field.type]}
    unit = f" ({field.unit})" if field.unit else ""
    codes = f" Codes: {field.vocabulary}." if field.vocabulary else ""
    return strawberry.field(resolver=resolve, description=f"{field.label.ko}: {field.label.en}{unit}.{codes}")
