"""The genogram as a table, a person a row, generation by generation from left to right."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.drawing.drawing import Item
from resnet.drawing.genogram.figure import say_age, years
from resnet.drawing.genogram.layout import Layout
from resnet.drawing.genogram.model import Genogram, Nature, Person, Sex
from resnet.drawing.genogram.words import name_of, say_feeling, say_notes, say_triangle, say_union
from resnet.drawing.table import html_table
from resnet.messages import Messages
from resnet.ontology.words import say_code

_COLUMNS = (
    "name",
    "sex",
    "years",
    "age",
    "parents",
    "partners",
    "children",
    "feelings",
    "household",
    "notes",
)


def write_table(layout: Layout, messages: Messages) -> str:
    """The HTML fragment."""
    family = layout.family
    people = [family.by_id[person] for row in layout.rows for person in row]
    rows = [_row(family, person, messages) for person in people]
    return html_table(messages.text("genogram-table"), _head(messages), rows)


def write_items(family: Genogram, messages: Messages) -> tuple[Item, ...]:
    """What is told of each person, in the order in which they are drawn."""
    head = _head(messages)
    return tuple(Item.of(head, _row(family, person, messages)) for person in family.people)


def _head(messages: Messages) -> list[str]:
    return [messages.text(f"genogram-table-{column}") for column in _COLUMNS]


def _row(family: Genogram, person: Person, messages: Messages) -> list[str]:
    name = name_of(family, person.id, messages)
    if person.id == family.index:
        name += f" ({messages.text('genogram-table-index')})"
    return [
        name,
        messages.text("genogram-legend-unknown")
        if person.sex is Sex.UNKNOWN
        else say_code("sexes", person.sex, messages.language),
        years(person) or (messages.text("genogram-legend-dead") if person.is_dead else ""),
        say_age(person),
        _parents(family, person, messages),
        _partners(family, person, messages),
        _children(family, person, messages),
        " ".join(_felt(family, person, messages)),
        messages.text("genogram-table-lives-here") if person.id in family.household else "",
        say_notes(person, messages),
    ]


def _felt(family: Genogram, person: Person, messages: Messages) -> Iterator[str]:
    """Relations and triangles that the person is in."""
    for feeling in family.feelings:
        if person.id in {feeling.a, feeling.b}:
            yield say_feeling(family, feeling, messages)
    for triangle in family.triangles:
        if person.id in triangle.people:
            yield say_triangle(family, triangle, messages)


def _parents(family: Genogram, person: Person, messages: Messages) -> str:
    links = [
        (partner, child.nature)
        for union in family.unions
        for child in union.children
        if child.id == person.id
        for partner in union.partners
    ]
    return _with_natures(family, links, messages)


def _partners(family: Genogram, person: Person, messages: Messages) -> str:
    found = []
    for union in family.unions:
        for partner in union.partners:
            if person.id in union.partners and partner != person.id:
                state = say_union(union, messages)
                name = name_of(family, partner, messages)
                found.append(f"{name} ({state})" if state else name)
    return ", ".join(found)


def _children(family: Genogram, person: Person, messages: Messages) -> str:
    links = [
        (child.id, child.nature)
        for union in family.unions
        if person.id in union.partners
        for child in union.children
    ]
    return _with_natures(family, links, messages)


def _with_natures(family: Genogram, links: list[tuple[str, Nature]], messages: Messages) -> str:
    """Names with how they belong, biological understood.

    A mother whose husband adopts her child is in the adoption's union too: the nearest nature is hers.
    """
    nearest: dict[str, Nature] = {}
    for person, nature in links:
        known = nearest.get(person, nature)
        nearest[person] = min(known, nature, key=list(Nature).index)
    return ", ".join(
        _with_nature(name_of(family, each, messages), how, messages) for each, how in nearest.items()
    )


def _with_nature(name: str, nature: Nature, messages: Messages) -> str:
    if nature is Nature.BIOLOGICAL:
        return name
    return f"{name} ({say_code('parent_natures', nature, messages.language)})"
