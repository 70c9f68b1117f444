"""Who is in a genogram read from the graph, and who is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.cli.parser import BRANCHES
from resnet.drawing.genogram.branches import Branch
from resnet.drawing.genogram.from_view import family_of, read_genogram
from resnet.drawing.genogram.kin import MOST_PEOPLE, Kin
from resnet.drawing.genogram.model import Genogram
from resnet.drawing.genogram.words import say_left_out
from resnet.graph.elements import Change, End, Node, NodeId, Put
from resnet.graph.store import EVERY_MOMENT
from resnet.messages import messages_for
from resnet.ontology.category import Category
from tests.drawing.test_drawn_from_the_graph import KEEPER, Family
from tests.fresh_store import NOW, fresh_store


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    store = fresh_store(tmp_path)
    yield Family(store)
    store.close()


def read(family: Family, generations: int = 3) -> Genogram:
    view = family.store.view(KEEPER, as_of=EVERY_MOMENT)
    return read_genogram(view, family.ids["client"], generations=generations)


def names(genogram: Genogram) -> list[str]:
    return sorted(person.name for person in genogram.people)


def add_person(family: Family, name: str) -> tuple[NodeId, list[Change]]:
    who = family.store.ids.mint("person")
    about = (family.ids["client"],)
    node = Node(id=who, kind="person", category=Category.FAMILY, fields={"name": name}, about=about)
    return who, [Put(node)]


def move_in(family: Family, *people: NodeId) -> list[Put]:
    home = family.store.ids.key("household", "one")
    about = (family.ids["client"],)
    household = Put(Node(id=home, kind="household", category=Category.FAMILY, about=about))
    return [household, *(family.edge("lives_in", each, home) for each in people)]


def test_a_lodger_who_is_no_kin_is_in_and_lives_there(family: Family) -> None:
    lodger, changes = add_person(family, "하숙생")
    family.write([*changes, *move_in(family, family.ids["client"], lodger)])

    genogram = read(family)

    assert "하숙생" in names(genogram)
    assert genogram.household == {family.ids["client"], lodger}


def test_who_moved_out_is_no_longer_in_the_household(family: Family) -> None:
    client, mother = family.ids["client"], family.ids["mother"]
    changes = move_in(family, client, mother)
    family.write(list(changes))
    family.write([End(changes[2].element.id, NOW)])

    assert read(family).household == {client}


def test_the_generations_that_hold_most_people_are_drawn_and_the_rest_is_counted(family: Family) -> None:
    great, changes = add_person(family, "증조모")
    grand, more = add_person(family, "외조모")
    family.write(
        [
            *(*changes, *more),
            family.edge("parent_of", great, grand, nature="biological"),
            family.edge("parent_of", grand, family.ids["mother"], nature="biological"),
        ]
    )

    genogram = read(family)

    assert names(genogram) == ["가온", "나래", "다솔", "라온", "마루"]
    assert genogram.left_out == 2
    assert read(family, generations=5).left_out == 0


def test_a_grandmother_beyond_the_generations_is_in_when_the_client_is_close_to_her(family: Family) -> None:
    grand, changes = add_person(family, "외조모")
    changes += [
        family.edge("parent_of", grand, family.ids["mother"], nature="biological"),
        family.edge("feels_about", grand, family.ids["client"], nature="very-close"),
    ]
    family.write(changes)

    assert "외조모" in names(read(family))


def test_of_a_family_without_end_the_nearest_are_drawn(family: Family) -> None:
    changes: list[Change] = []
    for number in range(MOST_PEOPLE):
        sibling, more = add_person(family, f"형제 {number:03}")
        changes += [*more, family.edge("parent_of", family.ids["mother"], sibling, nature="biological")]
    family.write(changes)

    genogram = read(family)

    assert len(genogram.people) == MOST_PEOPLE
    assert genogram.left_out == len(family.ids)
    assert {"가온", "나래", "다솔", "라온", "마루"} <= set(names(genogram))


def test_a_cousin_whose_line_leaves_the_drawing_is_left_out_and_counted(family: Family) -> None:
    changes: list[Change] = []
    ids = {}
    for name in ("증조모", "외조모", "이모할머니", "오촌"):
        ids[name], more = add_person(family, name)
        changes += more
    for parent, child in (("증조모", "외조모"), ("증조모", "이모할머니"), ("이모할머니", "오촌")):
        changes.append(family.edge("parent_of", ids[parent], ids[child], nature="biological"))
    changes.append(family.edge("parent_of", ids["외조모"], family.ids["mother"], nature="biological"))
    family.write(changes)

    genogram = read(family)

    # Of the mother's generation, but no line leads to her: who is between is above the drawing.
    assert "오촌" not in names(genogram)
    assert genogram.left_out == 4
    assert "오촌" in names(read(family, generations=5))


def test_a_feeling_that_has_passed_is_not_drawn(family: Family) -> None:
    now = family.edge("feels_about", family.ids["client"], family.ids["mother"], nature="close")
    past = family.edge("feels_about", family.ids["client"], family.ids["father"], nature="conflict")
    family.write([now, past])
    family.write([End(past.element.id, NOW)])

    assert [feeling.nature for feeling in read(family).feelings] == ["close"]


def test_of_a_large_family_branches_are_chosen_and_the_others_told(family: Family) -> None:
    changes: list[Change] = []
    ids = dict(family.ids)
    for name, parent in (("삼촌", "할머니"), ("사촌", "삼촌"), ("이모", "외조모")):
        for each in (name, parent):
            if each not in ids:
                ids[each], more = add_person(family, each)
                changes += more
        changes.append(family.edge("parent_of", ids[parent], ids[name], nature="biological"))
    changes.append(family.edge("parent_of", ids["할머니"], ids["father"], nature="biological"))
    changes.append(family.edge("parent_of", ids["외조모"], ids["mother"], nature="biological"))
    family.write(changes)
    view = family.store.view(KEEPER, as_of=EVERY_MOMENT)

    kin = Kin(view, family.ids["client"])
    genogram = family_of(view, kin, generations=4, branches=frozenset({Branch.MATERNAL}))

    # Parents and who lives near are in whatever is chosen.
    assert set(names(genogram)) == {"가온", "나래", "다솔", "라온", "마루", "외조모", "이모"}
    assert genogram.left_out_of == ((Branch.PATERNAL, 3),)
    assert "아버지 쪽 3명" in say_left_out(genogram, messages_for("ko"))


def test_the_command_knows_every_branch() -> None:
    assert set(BRANCHES) == set(Branch)
