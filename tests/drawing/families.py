"""Authored families: small ones that each hold one difficulty, and grown ones of any size."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from resnet.drawing.genogram.model import (
    Bond,
    Child,
    Feeling,
    Genogram,
    Nature,
    Period,
    Person,
    Pregnancy,
    Sex,
    Twins,
    Union,
)

MALE, FEMALE = Sex.MALE, Sex.FEMALE


def person(key: str, sex: Sex = Sex.UNKNOWN, born: int | None = None, died: int | None = None) -> Person:
    age = None if born is None else (died or 2026) - born
    return Person(
        id=key, name=key, sex=sex, birth_year=born, death_year=died, is_dead=died is not None, age=age
    )


def married(one: str, other: str, *children: str, year: int | None = None) -> Union:
    return Union(
        partners=(one, other), periods=(Period(Bond.MARRIED, year),), children=tuple(map(Child, children))
    )


def three_generations() -> Genogram:
    """Grandparents on both sides, a divorce, a second marriage, an adopted and a foster child."""
    people = (
        person("할아버지", MALE, 1938, 2001),
        person("할머니", FEMALE, 1941),
        person("외할아버지", MALE, 1940, 2015),
        person("외할머니", FEMALE, 1943),
        person("큰아버지", MALE, 1962),
        person("아버지", MALE, 1965),
        person("고모", FEMALE, 1969),
        person("어머니", FEMALE, 1968),
        person("새어머니", FEMALE, 1975),
        person("나", FEMALE, 1994),
        person("남동생", MALE, 1997),
        person("입양동생", Sex.OTHER, 2004),
        person("위탁아동", Sex.UNKNOWN, 2012),
    )
    divorced = (Period(Bond.MARRIED, 1992, 2003), Period(Bond.DIVORCED, 2003))
    unions = (
        married("할아버지", "할머니", "큰아버지", "아버지", "고모", year=1960),
        married("외할아버지", "외할머니", "어머니", year=1966),
        Union(partners=("아버지", "어머니"), periods=divorced, children=(Child("나"), Child("남동생"))),
        Union(
            partners=("아버지", "새어머니"),
            periods=(Period(Bond.COHABITING, 2004),),
            children=(Child("입양동생", Nature.ADOPTIVE), Child("위탁아동", Nature.FOSTER)),
        ),
    )
    feelings = (
        Feeling("나", "어머니", "very-close"),
        Feeling("아버지", "나", "conflict"),
        Feeling("할머니", "새어머니", "cut-off"),
        Feeling("아버지", "남동생", "abuse"),
    )
    household = frozenset({"나", "어머니", "외할머니"})
    return Genogram(index="나", people=people, unions=unions, feelings=feelings, household=household)


def half_siblings() -> Genogram:
    """Two who each bring a child and have one together; the first husband died."""
    people = (
        person("a", MALE, 1950, 1980),
        person("b", FEMALE, 1952),
        person("c", MALE, 1948),
        person("d", FEMALE, 1955),
        person("ab", MALE, 1975),
        person("bc", FEMALE, 1985),
        person("cd", FEMALE, 1978),
    )
    unions = (
        married("a", "b", "ab", year=1974),
        married("b", "c", "bc", year=1984),
        married("c", "d", "cd", year=1977),
    )
    return Genogram(index="bc", people=people, unions=unions)


def uncle_and_niece() -> Genogram:
    """Partners of two generations."""
    names = ("grandfather", "grandmother", "son", "uncle", "wife", "niece", "child")
    sexes = (MALE, FEMALE, MALE, MALE, FEMALE, FEMALE, MALE)
    people = tuple(person(name, sex) for name, sex in zip(names, sexes, strict=True))
    unions = (
        married("grandfather", "grandmother", "son", "uncle"),
        married("son", "wife", "niece"),
        married("uncle", "niece", "child"),
    )
    return Genogram(index="child", people=people, unions=unions)


def two_brothers_two_sisters() -> Genogram:
    """Brothers who married sisters, and their children who married each other."""
    names = ("f1", "m1", "f2", "m2", "b1", "b2", "s1", "s2", "c1", "c2", "cc")
    people = tuple(person(name, MALE if name[0] in "fb" else FEMALE) for name in names)
    unions = (
        married("f1", "m1", "b1", "b2"),
        married("f2", "m2", "s1", "s2"),
        married("b1", "s1", "c1"),
        married("b2", "s2", "c2"),
        married("c1", "c2", "cc"),
    )
    return Genogram(index="cc", people=people, unions=unions)


def father_and_daughters() -> Genogram:
    """A man who has children with his wife and with both their daughters."""
    people = tuple(person(name) for name in ("father", "mother", "one", "two", "a", "b"))
    unions = (
        married("father", "mother", "one", "two"),
        Union(partners=("father", "one"), children=(Child("a"),)),
        Union(partners=("father", "two"), children=(Child("b"),)),
    )
    return Genogram(index="a", people=people, unions=unions)


def one_wife_six_husbands() -> Genogram:
    """More partners than fit beside one person, one of them a brother of another."""
    people = [person("w", FEMALE, 1950), person("gf", MALE), person("gm", FEMALE)]
    unions = [married("gf", "gm", "h1", "h4")]
    for number in range(1, 7):
        people += [person(f"h{number}", MALE), person(f"k{number}", FEMALE, 1970 + number)]
        unions.append(married("w", f"h{number}", f"k{number}", year=1969 + number))
    return Genogram(index="w", people=tuple(people), unions=tuple(unions))


def his_own_grandfather() -> Genogram:
    """A record that cannot be: somebody is written down as the parent of his own parent."""
    people = tuple(person(name) for name in ("a", "b", "c"))
    unions = (
        Union(partners=("a",), children=(Child("b"),)),
        Union(partners=("b",), children=(Child("c"),)),
        Union(partners=("c",), children=(Child("a"),)),
    )
    return Genogram(index="b", people=people, unions=unions)


def step_mother_adopts() -> Genogram:
    """Born to one couple, adopted by the father's second wife, one child with each."""
    people = (
        person("m", FEMALE, 1970),
        person("f", MALE, 1968),
        person("s", FEMALE, 1972),
        person("first", MALE, 1995),
        person("second", FEMALE, 2005),
    )
    unions = (
        married("m", "f", "first", year=1994),
        Union(
            partners=("f", "s"),
            periods=(Period(Bond.MARRIED, 2002),),
            children=(Child("first", Nature.ADOPTIVE), Child("second")),
        ),
    )
    return Genogram(index="first", people=people, unions=unions)


def aunt_and_nephew_twice() -> Genogram:
    """Two siblings who each have children with a child of another sibling, a generation below."""
    people = tuple(person(name) for name in ("f", "m", "a", "b", "c", "d", "an", "dn", "bk", "ck"))
    unions = (
        Union(
            partners=("f", "m"),
            children=tuple(Child(name, order=rank) for rank, name in enumerate("abcd", 1)),
        ),
        Union(partners=("a",), children=(Child("an"),)),
        Union(partners=("d",), children=(Child("dn"),)),
        Union(partners=("c", "an"), children=(Child("ck"),)),
        Union(partners=("b", "dn"), children=(Child("bk"),)),
    )
    return Genogram(index="ck", people=people, unions=unions)


def born_together() -> Genogram:
    """Twins of both kinds, triplets, who was never born, donors, an affair, a reunion, two households."""
    people = (
        person("gf", MALE, 1940),
        person("gm", FEMALE, 1942),
        replace(person("t1", FEMALE, 1965), signs=("physical", "addiction-recovering"), occupation="간호사"),
        replace(person("t2", FEMALE, 1965), signs=("mental", "addiction")),
        person("h1", MALE, 1960),
        replace(person("h2", MALE, 1963), came_from="베트남", came_in=1998),
        person("k1", MALE, 1990),
        person("k2", FEMALE, 1993),
        person("k3", MALE, 1993),
        person("k4", FEMALE, 1993),
        Person(id="lost", name="", birth_year=1995, pregnancy=Pregnancy.MISCARRIAGE),
        Person(id="still", name="", sex=FEMALE, birth_year=1996, pregnancy=Pregnancy.STILLBIRTH),
        Person(id="ended", name="", birth_year=1997, pregnancy=Pregnancy.ABORTION),
        Person(id="coming", name="", birth_year=2027, pregnancy=Pregnancy.EXPECTED),
        person("donor", MALE),
        person("lover", MALE, 1970),
    )
    reunited = (Period(Bond.MARRIED, 1988), Period(Bond.DIVORCED, 1999), Period(Bond.REUNITED, 2003))
    unions = (
        married("gf", "gm", "t1", "t2", year=1963),
        Union(
            partners=("t1", "h1"),
            periods=reunited,
            children=(*map(Child, ("k1", "k2", "k3", "k4", "lost", "still", "ended")),),
        ),
        Union(partners=("t2", "h2"), periods=(Period(Bond.MARRIED, 2024),), children=(Child("coming"),)),
        Union(partners=("t2", "lover"), periods=(Period(Bond.AFFAIR, 2001, 2002),)),
        Union(partners=("donor",), children=(Child("coming", Nature.DONOR),)),
    )
    twins = (
        Twins("t1", "t2", is_identical=True),
        Twins("k2", "k3", is_identical=False),
        Twins("k3", "k4"),
        Twins("k2", "k4"),
    )
    feelings = tuple(
        Feeling(*each)
        for each in (
            ("gm", "t1", "caregiving"),
            ("h1", "k1", "physical-abuse"),
            ("h1", "t1", "emotional-abuse"),
            ("t2", "k2", "focused-on"),
            ("gf", "t2", "cut-off-repaired"),
            ("h1", "k4", "neglect"),
            ("lover", "t2", "sexual-abuse"),
        )
    )
    return Genogram(
        index="t1",
        people=people,
        unions=unions,
        feelings=feelings,
        twins=twins,
        household=frozenset({"t1", "h1", "k4"}),
        households=(frozenset({"t2", "h2"}), frozenset({"gf", "gm", "k1"})),
    )


def alone() -> Genogram:
    """One person of whom nothing else is known, and a friend who lives with them."""
    return Genogram(
        index="a", people=(person("a"), person("b", FEMALE, 1990)), household=frozenset({"a", "b"})
    )


HOSTILE_NAMES = (
    "<script>alert(1)</script>",
    "]]><!-- & \" ' ><svg onload=x>",
    "\u202egnp.exe\u202c\u200f",
    "가" * 300,
    "a" * 300,
    "e" + "\u0301" * 200,
    "\x00\x1b[2J줄\n바꿈\t탭",
    "",
    "   ",
    "💥🧨",
)


def hostile() -> Genogram:
    """Names that try to be something else."""
    people = tuple(
        Person(
            id=f"{number}",
            name=name,
            sex=list(Sex)[number % 4],
            birth_year=1950 + number,
            occupation=name if number % 2 else "",
            came_from=name if number % 3 else "",
            signs=(name,),
        )
        for number, name in enumerate(HOSTILE_NAMES)
    )
    unions = (
        married("0", "1", "2", "3", "4", year=1970),
        Union(partners=("4", "5"), children=tuple(Child(str(each)) for each in range(6, len(HOSTILE_NAMES)))),
    )
    feelings = (Feeling("0", "9", "<b>"), Feeling("2", "3", "conflict"))
    return Genogram(index="2", people=people, unions=unions, feelings=feelings, author="<i>누구</i>")


class _Grower:
    """Grows a family generation by generation."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.people: list[Person] = []
        self.unions: list[Union] = []

    def born(self, year: int, sex: Sex | None = None) -> str:
        known = year if self.chance.random() > 0.15 else None
        self.people.append(person(f"p{len(self.people)}", sex or self.chance.choice((MALE, FEMALE)), known))
        return self.people[-1].id

    def children(self, couple: Sequence[str], year: int) -> list[str]:
        count = self.chance.choice((0, 1, 2, 2, 3, 4))
        own = [self.born(year + 3 * number) for number in range(count)]
        natures = (*[Nature.BIOLOGICAL] * 6, Nature.ADOPTIVE, Nature.FOSTER)
        bond = self.chance.choice((Bond.MARRIED, Bond.COHABITING, Bond.DIVORCED, Bond.UNSAID))
        begun = self.chance.choice((None, 1950, 1980))
        unsaid = bond is Bond.UNSAID or len(couple) == 1
        kept = tuple(Child(child, self.chance.choice(natures)) for child in own)
        periods = () if unsaid else (Period(bond, begun),)
        self.unions.append(Union(partners=tuple(couple), periods=periods, children=kept))
        return own

    def pairs(self, children: Sequence[str], year: int) -> list[tuple[str, ...]]:
        pairs: list[tuple[str, ...]] = []
        for child in children:
            for _ in range(self.chance.choice((0, 1, 1, 1, 2))):
                pair = self._pair(child, children, year)
                if set(pair) not in [set(other) for other in pairs]:
                    pairs.append(pair)
        return pairs

    def _pair(self, child: str, children: Sequence[str], year: int) -> tuple[str, ...]:
        kind = self.chance.random()
        if kind < 0.12 and len(children) > 1:
            return child, self.chance.choice([each for each in children if each != child])
        return (child,) if kind < 0.25 else (child, self.born(year))


def grown(seed: int, generations: int = 4) -> Genogram:
    """A family grown by chance: remarriages, cousins, adoptions, single parents, unknown years."""
    grower = _Grower(seed)
    living: list[tuple[str, ...]] = [
        (grower.born(1900 + each, MALE), grower.born(1902 + each, FEMALE)) for each in (0, 2)
    ]
    for generation in range(generations):
        year = 1925 + 27 * generation
        children = [child for couple in living for child in grower.children(couple, year)]
        living = grower.pairs(children, year) if generation + 1 < generations else []
    ids = [each.id for each in grower.people]
    chance = grower.chance
    pairs = [chance.sample(ids, 2) for _ in range(min(6, len(ids) // 4))]
    return Genogram(
        index=chance.choice(ids),
        people=tuple(grower.people),
        unions=tuple(grower.unions),
        feelings=tuple(
            Feeling(one, other, chance.choice(("close", "conflict", "abuse"))) for one, other in pairs
        ),
        household=frozenset(chance.sample(ids, min(5, len(ids)))),
    )


AUTHORED = {
    family.__name__: family
    for family in (
        three_generations,
        half_siblings,
        uncle_and_niece,
        two_brothers_two_sisters,
        father_and_daughters,
        one_wife_six_husbands,
        his_own_grandfather,
        step_mother_adopts,
        aunt_and_nephew_twice,
        born_together,
        alone,
        hostile,
    )
}
