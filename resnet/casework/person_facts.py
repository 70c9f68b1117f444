"""What is taken down of a person."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from resnet.graph.elements import Node
from resnet.ontology.field import Value


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """Each as the person says it; None is unknown, an empty tuple is known to be none.

    ``disability_*``, ``conditions`` and ``health_signs`` need consent to health, ``mental_health_signs`` to
    mental health, ``benefit_class`` and ``documents`` to economy, ``phone`` to contact; for a client the rest
    to identity, for a relative to family.
    """

    name: str | None = None
    sex: str | None = None
    born_on: date | None = None
    birth_year: int | None = None
    death_year: int | None = None
    pregnancy: str | None = None
    occupation: str | None = None
    came_from: str | None = None
    came_in: int | None = None
    phone: str | None = None
    languages: tuple[str, ...] | None = None
    benefit_class: str | None = None
    disability_types: tuple[str, ...] | None = None
    disability_degree: str | None = None
    conditions: tuple[str, ...] | None = None
    health_signs: tuple[str, ...] | None = None
    mental_health_signs: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None

    def fields(self) -> dict[str, Value | None]:
        """As fields of a person node."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


def age_of(person: Node, today: date) -> int | None:
    """Full years on ``today``; of a person whose birth year alone is known, the youngest they can be."""
    born_on, birth_year = person.get("born_on"), person.get("birth_year")
    if isinstance(born_on, date):
        return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    if isinstance(birth_year, int):
        return today.year - birth_year - 1
    return None


def birth_year_of(person: Node) -> int | None:
    """The year of birth, by the day where it is known."""
    born_on, birth_year = person.get("born_on"), person.get("birth_year")
    if isinstance(born_on, date):
        return born_on.year
    return birth_year if isinstance(birth_year, int) else None
