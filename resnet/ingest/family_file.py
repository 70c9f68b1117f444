"""A family file, read: its people, couples and children, by the file's own keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from resnet.ingest.readers.limits import DEFAULT_LIMITS, Limits
from resnet.ingest.readers.read import read_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePerson:
    """A person of the file; None and ``""`` are unknown. ``is_dead`` also where nobody says when."""

    key: str
    name: str
    sex: str | None
    born_on: date | None
    birth_year: int | None
    death_year: int | None
    is_dead: bool


@dataclass(frozen=True, slots=True)
class FileCouple:
    """Two who were partners, once for each period; ``nature`` None where the file does not say as what."""

    one: str
    other: str
    nature: str | None
    from_year: int | None
    to_year: int | None


@dataclass(frozen=True, slots=True)
class FileParent:
    """Parent and child; ``birth_order`` counts within the family of the file, from 1."""

    parent: str
    child: str
    nature: str | None
    birth_order: int


@dataclass(frozen=True, slots=True)
class FamilyFile:
    """All of it, in the order of the file."""

    people: Mapping[str, FilePerson]
    couples: tuple[FileCouple, ...]
    parents: tuple[FileParent, ...]

    def around(self, key: str, steps: int) -> dict[str, int]:
        """Who is at most so many steps from a person, and how many; each is to a parent, child or partner."""
        beside: dict[str, set[str]] = defaultdict(set)
        for one, other in [
            *((each.one, each.other) for each in self.couples),
            *((each.parent, each.child) for each in self.parents),
        ]:
            beside[one].add(other)
            beside[other].add(one)
        reached, edge = {key: 0}, [key]
        for step in range(1, steps + 1):
            edge = sorted({each for one in edge for each in beside[one]} - reached.keys())
            reached |= dict.fromkeys(edge, step)
        return reached


def read_family(path: Path, *, limits: Limits = DEFAULT_LIMITS) -> FamilyFile:
    """The family in a GEDCOM file (5.5, 5.5.1 or 7), parsed in a process apart.

    Raises:
        BadFileError: If the file cannot be taken; a registration number anywhere in it refuses it whole.
    """
    people, couples, parents = (
        [row.cells for row in table.rows[1:]] for table in read_tables(path, limits=limits, is_family=True)
    )
    return FamilyFile(
        {cells[0]: _person(cells) for cells in people},
        tuple(
            FileCouple(one, other, nature or None, _whole(since), _whole(until))
            for one, other, nature, since, until in couples
        ),
        tuple(
            FileParent(parent, child, nature or None, int(order)) for parent, child, nature, order in parents
        ),
    )


def _person(cells: tuple[str, ...]) -> FilePerson:
    key, name, sex, born_on, birth_year, death = cells
    return FilePerson(
        key=key,
        name=name,
        sex=sex or None,
        born_on=date.fromisoformat(born_on) if born_on else None,
        birth_year=_whole(birth_year),
        death_year=_whole(death),
        is_dead=bool(death),
    )


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
