"""What a genogram says, before anybody thinks of where it stands on paper."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations
from typing import ClassVar

from resnet.drawing.genogram.branches import Branch
from resnet.errors import BadInputError


class BadFamilyError(BadInputError):
    """A genogram's model contradicts itself."""

    code: ClassVar[str] = "bad-family"

    def __init__(self, what: str) -> None:
        # `what` names the place, never a person: names do not belong in an error text.
        self.what = what
        super().__init__(f"this family cannot be drawn: {what}. Mend the model and draw again.")


class Sex(StrEnum):
    """As the vocabulary ``sexes`` has it; ``UNKNOWN`` when nobody said."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"
    UNKNOWN = "unknown"


class Nature(StrEnum):
    """How a child belongs to its parents: the vocabulary ``parent_natures``, the primary one first."""

    BIOLOGICAL = "biological"
    ADOPTIVE = "adoptive"
    FOSTER = "foster"
    STEP = "step"
    DONOR = "donor"


class Pregnancy(StrEnum):
    """Of somebody who is not born yet or never was: the vocabulary ``pregnancy_states``."""

    EXPECTED = "expected"
    STILLBIRTH = "stillbirth"
    MISCARRIAGE = "miscarriage"
    ABORTION = "abortion"


class Bond(StrEnum):
    """A partnership of some kind: the vocabulary ``partnership_kinds``.

    ``UNSAID`` joins partners of whom nobody recorded as what, and parents of one child without a partnership.
    """

    MARRIED = "married"
    COHABITING = "cohabiting"
    SEPARATED = "separated"
    DIVORCED = "divorced"
    WIDOWED = "widowed"
    REUNITED = "reunited"
    AFFAIR = "affair"
    ENGAGED = "engaged"
    RELATIONSHIP = "relationship"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person; ``age`` in whole years, at death for the dead. None is unknown.

    ``is_age_rough`` says that only years were known, so that it may be one less.
    ``is_dead`` may be known without the year. ``pregnancy`` is None of everybody who was born.
    ``signs`` are codes of ``health_signs`` and ``mental_health_signs``.
    ``came_from`` and ``came_in`` (a year) are where from and when somebody migrated.
    """

    id: str
    name: str
    sex: Sex = Sex.UNKNOWN
    birth_year: int | None = None
    death_year: int | None = None
    age: int | None = None
    is_age_rough: bool = False
    is_dead: bool = False
    pregnancy: Pregnancy | None = None
    signs: tuple[str, ...] = ()
    occupation: str = ""
    came_from: str = ""
    came_in: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A partnership of one kind from a year to a year; None is unknown or still going on."""

    bond: Bond
    from_year: int | None = None
    to_year: int | None = None


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a union; ``order`` is its rank among the siblings where somebody said it."""

    id: str
    nature: Nature = Nature.BIOLOGICAL
    order: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Union:
    """One or two parents and their children; ``periods`` of the two in order of time.

    The same two people are one union, whatever became of them.
    """

    partners: tuple[str, ...]
    periods: tuple[Period, ...] = ()
    children: tuple[Child, ...] = ()

    @property
    def bond(self) -> Bond:
        """The latest state of the partnership."""
        said = [period.bond for period in self.periods if period.bond is not Bond.UNSAID]
        return said[-1] if said else Bond.UNSAID

    @property
    def from_year(self) -> int | None:
        """When it first began."""
        return next((period.from_year for period in self.periods if period.from_year is not None), None)


@dataclass(frozen=True, slots=True)
class Twins:
    """Two who were born together; ``is_identical`` None is unknown. Of three, every two are twins."""

    a: str
    b: str
    is_identical: bool | None = None


@dataclass(frozen=True, slots=True)
class Feeling:
    """An emotional relation; ``nature`` is a code of ``emotional_relations``; arrows go from a to b."""

    a: str
    b: str
    nature: str


@dataclass(frozen=True, slots=True)
class Triangle:
    """Three people between whom one tension moves; every two of them have an emotional relation."""

    people: tuple[str, str, str]
    words: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """What the worker wrote on the genogram as a whole: how they see the family, what is to be improved."""

    assessment: str = ""
    plan: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.assessment.strip() or self.plan.strip())


NOTHING_BESIDE = Beside()


@dataclass(frozen=True, slots=True, kw_only=True)
class Genogram:
    """A family around ``index``.

    ``household`` are those who live together with the index person, ``households`` others who live together;
    ``left_out`` counts recorded people whom the chosen generations, branches or the greatest number leave
    out, ``left_out_of`` by branch. ``is_past`` says that it is the family as it was on ``drawn_on``, by what
    is known today.
    """

    index: str
    people: tuple[Person, ...]
    unions: tuple[Union, ...] = ()
    feelings: tuple[Feeling, ...] = ()
    triangles: tuple[Triangle, ...] = ()
    twins: tuple[Twins, ...] = ()
    household: frozenset[str] = frozenset()
    households: tuple[frozenset[str], ...] = ()
    drawn_on: date | None = None
    is_past: bool = False
    author: str = ""
    left_out: int = 0
    left_out_of: tuple[tuple[Branch, int], ...] = ()
    beside: Beside = NOTHING_BESIDE
    by_id: dict[str, Person] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            BadFamilyError: If somebody stands twice, is named without being there, or joined to themselves.
        """
        object.__setattr__(self, "by_id", {person.id: person for person in self.people})
        if len(self.by_id) != len(self.people):
            raise BadFamilyError("a person stands in it twice")
        if self.index not in self.by_id:
            raise BadFamilyError("its index person is not in it")
        couples = set()
        for union in self.unions:
            self._check_union(union)
            if frozenset(union.partners) in couples:
                raise BadFamilyError("two unions have the same partners")
            couples.add(frozenset(union.partners))
        for feeling in self.feelings:
            self._check_known((feeling.a, feeling.b))
        felt = {frozenset((feeling.a, feeling.b)) for feeling in self.feelings}
        for triangle in self.triangles:
            if not {frozenset(pair) for pair in combinations(triangle.people, 2)} <= felt:
                raise BadFamilyError("a triangle lacks the relation of two")
        for twins in self.twins:
            self._check_known((twins.a, twins.b))
        for home in (self.household, *self.households):
            self._check_known(tuple(home))

    def _check_union(self, union: Union) -> None:
        members = (*union.partners, *(child.id for child in union.children))
        self._check_known(members)
        if len(union.partners) not in {1, 2}:
            raise BadFamilyError("a union has one or two partners")
        if len(set(members)) != len(members):
            raise BadFamilyError("somebody is in one union twice")

    def _check_known(self, ids: tuple[str, ...]) -> None:
        if any(each not in self.by_id for each in ids):
            raise BadFamilyError("somebody is named who is not in it")
