"""What needs consent to health, mental health or safety: without it, drawn as if it never was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from resnet.graph.elements import Change, Node, NodeId, Patch, Put
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.drawing.test_drawn_from_the_graph import Family, agreed, genogram


@pytest.fixture
def family(tmp_path: Path) -> Iterator[Family]:
    with agreed(tmp_path) as family:
        yield family


def lost_pregnancy(family: Family, state: str) -> list[Change]:
    lost = family.store.ids.mint("person")
    fields: dict[str, Value] = {"name": "", "pregnancy": state}
    about = (family.ids["client"],)
    node = Node(id=lost, kind="person", category=Category.HEALTH, about=about, fields=fields)
    parents = [
        family.edge("parent_of", family.ids[each], lost, nature="biological")
        for each in ("client", "partner")
    ]
    twin = family.edge("twin_of", family.ids["child"], lost, nature="fraternal")
    return [Put(node), *parents, twin]


def signs(family: Family, field: str, *codes: str) -> list[Change]:
    return [Patch(family.ids["mother"], {field: codes})]


@pytest.mark.parametrize(
    ("category", "make"),
    [
        pytest.param(Category.HEALTH, lambda each: lost_pregnancy(each, "miscarriage"), id="a miscarriage"),
        pytest.param(Category.HEALTH, lambda each: lost_pregnancy(each, "abortion"), id="a pregnancy ended"),
        pytest.param(Category.HEALTH, lambda each: signs(each, "health_signs", "physical"), id="an illness"),
        pytest.param(
            Category.MENTAL_HEALTH,
            lambda each: signs(each, "mental_health_signs", "addiction"),
            id="addiction",
        ),
    ],
)
def test_what_is_hidden_leaves_no_trace_and_what_is_consented_to_is_drawn(
    family: Family, category: Category, make: Callable[[Family], list[Change]]
) -> None:
    never = genogram(family, family.seen_by_worker)
    family.write(make(family))

    hidden = genogram(family, family.seen_by_worker)
    family.consent(category)
    shown = genogram(family, family.seen_by_worker)

    assert hidden == never
    assert shown != never


def test_a_twin_who_is_hidden_makes_nobody_a_twin(family: Family) -> None:
    never = genogram(family, family.seen_by_worker)
    other: NodeId = family.store.ids.mint("person")
    about = (family.ids["client"],)
    node = Node(
        id=other, kind="person", category=Category.RELATIONS, about=about, fields={"name": "쌍둥이 언니"}
    )
    family.write([Put(node), family.edge("twin_of", other, family.ids["client"], nature="identical")])

    assert genogram(family, family.seen_by_worker) == never


def test_who_lives_together_elsewhere_is_seen_only_as_far_as_they_are(family: Family) -> None:
    home = family.store.ids.mint("household")
    about = (family.ids["client"],)
    family.write(
        [
            Put(Node(id=home, kind="household", category=Category.FAMILY, about=about)),
            *(family.edge("lives_in", family.ids[each], home) for each in ("mother", "father")),
        ]
    )

    said = genogram(family, family.seen_by_worker).split("함께 사는 다른 가구: ")[1].split(".")[0]
    assert set(said.split(", ")) == {"나래", "다솔"}


def test_abuse_needs_consent_to_safety(family: Family) -> None:
    never = genogram(family, family.seen_by_worker)
    edge = family.edge("feels_about", family.ids["father"], family.ids["client"], nature="physical-abuse")
    family.write([Put(replace(edge.element, category=Category.SAFETY))])

    hidden = genogram(family, family.seen_by_worker)
    family.consent(Category.SAFETY)

    assert hidden == never
    assert "신체적 학대" in genogram(family, family.seen_by_worker)
