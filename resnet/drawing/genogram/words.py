"""The genogram in words, for people who hear it."""

from __future__ import annotations

from resnet.drawing.genogram.dates import say_periods
from resnet.drawing.genogram.figure import say_migration
from resnet.drawing.genogram.lines import is_directed
from resnet.drawing.genogram.model import Feeling, Genogram, Person, Triangle, Twins, Union
from resnet.drawing.genogram.signs import all_signs
from resnet.drawing.text import plain
from resnet.messages import Messages
from resnet.ontology.words import say_code


def name_of(family: Genogram, person: str, messages: Messages) -> str:
    """The person's name in one harmless line, never empty."""
    return plain(family.by_id[person].name) or messages.text("drawing-unnamed")


def describe(family: Genogram, generations: int, messages: Messages) -> str:
    """What the genogram shows: summary, partnerships with children, household, feelings."""
    index = name_of(family, family.index, messages)
    summary = messages.text(
        "genogram-summary", name=index, generations=generations, people=len(family.people)
    )
    sentences = [summary]
    sentences += [_say_union(family, union, messages) for union in family.unions]
    if family.household:
        names = [
            name_of(family, person.id, messages) for person in family.people if person.id in family.household
        ]
        sentences.append(messages.text("genogram-household", names=", ".join(names)))
    for home in family.households:
        names = [name_of(family, person.id, messages) for person in family.people if person.id in home]
        sentences.append(messages.text("genogram-households", names=", ".join(names)))
    sentences += [_say_twins(family, twins, messages) for twins in family.twins]
    sentences += [
        f"{name_of(family, person.id, messages)}: {notes}."
        for person in family.people
        if (notes := say_notes(person, messages))
    ]
    sentences += [say_feeling(family, feeling, messages) for feeling in family.feelings]
    sentences += [say_triangle(family, triangle, messages) for triangle in family.triangles]
    if family.left_out:
        sentences.append(say_left_out(family, messages))
    return " ".join(sentences)


def say_left_out(family: Genogram, messages: Messages) -> str:
    """How many recorded people are not drawn, and of which branches."""
    parts = (
        messages.text(
            "genogram-left-out-part", branch=messages.text(f"genogram-branch-{branch}"), count=count
        )
        for branch, count in family.left_out_of
    )
    return messages.text("genogram-left-out", count=family.left_out, parts=", ".join(parts))


def say_feeling(family: Genogram, feeling: Feeling, messages: Messages) -> str:
    """One emotional relation as a sentence."""
    key = "genogram-feeling" if is_directed(feeling.nature) else "genogram-feeling-mutual"
    return messages.text(
        key,
        one=name_of(family, feeling.a, messages),
        other=name_of(family, feeling.b, messages),
        nature=say_code("emotional_relations", feeling.nature, messages.language),
    )


def say_triangle(family: Genogram, triangle: Triangle, messages: Messages) -> str:
    """An emotional triangle as a sentence, with its number and what was written of it."""
    three = [person.id for person in family.people if person.id in triangle.people]
    return messages.text(
        "genogram-triangle",
        number=family.triangles.index(triangle) + 1,
        names=", ".join(name_of(family, each, messages) for each in three),
        words=plain(triangle.words) or "none",
    )


def say_notes(person: Person, messages: Messages) -> str:
    """Pregnancy, occupation, migration and signs of health in one line, "" where nothing is recorded."""
    said = [say_code("pregnancy_states", person.pregnancy, messages.language) if person.pregnancy else ""]
    said += [plain(person.occupation), say_migration(person, messages)]
    said += [
        say_code(sign.vocabulary, sign.code, messages.language)
        for sign in all_signs()
        if sign.code in person.signs
    ]
    return ", ".join(each for each in said if each)


def _say_twins(family: Genogram, twins: Twins, messages: Messages) -> str:
    one, other = (name_of(family, each, messages) for each in (twins.a, twins.b))
    kind = say_twin_kind(messages, is_identical=twins.is_identical)
    return messages.text("genogram-twins", one=one, other=other, kind=kind)


def say_twin_kind(messages: Messages, *, is_identical: bool | None) -> str:
    """Identical or fraternal; ``none``, as messages take it, where nobody knows."""
    if is_identical is None:
        return "none"
    return say_code("twin_kinds", "identical" if is_identical else "fraternal", messages.language)


def say_union(union: Union, messages: Messages) -> str:
    """The states of a partnership in one line, "" where nothing is recorded."""
    return ", ".join(say_periods(union, messages))


def _say_union(family: Genogram, union: Union, messages: Messages) -> str:
    names = [name_of(family, partner, messages) for partner in union.partners]
    if len(names) == 1:
        said = messages.text("genogram-parent-alone", one=names[0])
    elif state := say_union(union, messages):
        said = messages.text("genogram-union", one=names[0], other=names[1], state=state)
    else:
        said = messages.text("genogram-union-unsaid", one=names[0], other=names[1])
    if not union.children:
        return said
    children = ", ".join(name_of(family, child.id, messages) for child in union.children)
    return f"{said} {messages.text('genogram-children', names=children)}"
