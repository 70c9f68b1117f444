"""Whose need it is: the client's own, or that of somebody in the client's file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from resnet.graph.elements import Node, NodeId
from resnet.matching.facts import Client, Point

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One of those who have the need. ``None`` and ``""`` are unknown; ``household`` are nodes lived in.

    ``node`` is None for somebody whom the file names in words only, or whom the caller does not see.
    """

    node: Node | None
    household_types: tuple[str, ...] = ()
    home: Point | None = None
    is_at_home: bool = False
    place: tuple[NodeId, ...] = ()


def name_whose(need_of: Iterable[str], client: NodeId, known: Callable[[NodeId], Node | None]) -> list[str]:
    """The people whom the statements behind a need name, each once; the client where nobody is named.

    Somebody named in words, or hidden, is ``""``: not the client, and nobody whose facts are known.
    """
    found: dict[str, None] = {}
    for said in need_of:
        node = known(NodeId(said)) if said else None
        found[client if not said or said == client else said if node is not None else ""] = None
    return sorted(found) or [client]


def facts_of(client: Node, people: list[Person], today: date) -> Client:
    """What services ask for, of those who have the need: of several only what holds for all of them.

    A member of the client's household is of its means: the client's benefit class and papers count where
    none of their own is known. Whoever lives elsewhere, or nobody knows where, has only what is their own.
    """
    nodes = [each.node for each in people if each.node is not None]
    is_known = len(nodes) == len(people)
    return Client(
        id=client.id,
        whose=tuple(node.id for node in nodes) if is_known else (),
        names=tuple(node.text("name") for node in nodes if node.id != client.id and node.text("name")),
        ages=_ages([ages_on(node, today) for node in nodes]) if is_known else (),
        sex=_all_one([each.node.text("sex") if each.node else "" for each in people]) or "",
        benefit_class=_all_one([_means(each, client) for each in people]) or "",
        household_type=_all_one([(*each.household_types, "")[0] for each in people]) or "",
        disability_types=_all_one([_texts(each, "disability_types") for each in people]),
        languages=_all_one([_texts(each, "languages", client) for each in people]),
        documents=_all_one([_texts(each, "documents", client) for each in people]),
        home=_all_one([each.home for each in people]),
    )


def place_of(people: list[Person]) -> tuple[NodeId, ...]:
    """The area that all of them live in with all above it; ``()`` when unknown, or not the same."""
    return _all_one([each.place for each in people]) or ()


def ages_on(person: Node, today: date) -> tuple[int, int] | None:
    """The youngest and oldest age that the known birth allows, None when nothing is known."""
    born_on, birth_year = person.get("born_on"), person.get("birth_year")
    if isinstance(born_on, date):
        had_birthday = (today.month, today.day) >= (born_on.month, born_on.day)
        age = today.year - born_on.year - (0 if had_birthday else 1)
        return (age, age)
    if isinstance(birth_year, int):
        return (max(0, today.year - birth_year - 1), today.year - birth_year)
    return None


def _ages(ages: list[tuple[int, int] | None]) -> tuple[tuple[int, int], ...]:
    known = tuple(each for each in ages if each is not None)
    return known if len(known) == len(ages) else ()


def _means(person: Person, client: Node) -> str:
    own = person.node.text("benefit_class") if person.node else ""
    return own or (client.text("benefit_class") if person.is_at_home else "")


def _texts(person: Person, name: str, client: Node | None = None) -> tuple[str, ...] | None:
    own = person.node.texts(name) if person.node else None
    if own is None and client is not None and person.is_at_home:
        return client.texts(name)
    return own


def _all_one(values: list[T]) -> T | None:
    """The value that all share; None when they differ."""
    return values[0] if all(each == values[0] for each in values) else None
