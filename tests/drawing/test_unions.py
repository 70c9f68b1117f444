"""From edges of kinship to couples and their children."""

from __future__ import annotations

import pytest

from resnet.drawing.genogram.model import Bond, Nature, Period
from resnet.drawing.genogram.unions import unions_of
from resnet.graph.elements import Edge, EdgeId, NodeId
from resnet.ontology.field import Value

Hung = dict[str, list[tuple[str, str]]]


def edge(kind: str, start: str, end: str, **fields: Value) -> Edge:
    name = f"{kind}:{start}-{end}-{sorted(fields.items())}"
    return Edge(id=EdgeId(name), kind=kind, start=NodeId(start), end=NodeId(end), fields=fields)


def parent(start: str, end: str, nature: str = "biological") -> Edge:
    return edge("parent_of", start, end, nature=nature)


def partner(start: str, end: str, nature: str = "married", **years: Value) -> Edge:
    return edge("partner_of", start, end, nature=nature, **years)


def hung(*edges: Edge) -> Hung:
    """Children with their nature, by the couple they hang from."""
    kept = {end for each in edges for end in (each.start, each.end)}
    unions = unions_of(edges, kept)
    return {
        "+".join(union.partners): [(child.id, child.nature.value) for child in union.children]
        for union in unions
        if union.children
    }


BIRTH, STEP = Nature.BIOLOGICAL.value, Nature.STEP.value
ADOPTED, FOSTER = Nature.ADOPTIVE.value, Nature.FOSTER.value


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        pytest.param([parent("m", "c")], {"m": [("c", BIRTH)]}, id="one parent alone"),
        pytest.param(
            [parent("m", "c"), parent("f", "c")],
            {"f+m": [("c", BIRTH)]},
            id="two, nothing recorded",
        ),
        pytest.param(
            [parent("m", "c"), parent("p", "c", STEP), partner("m", "p")],
            {"m": [("c", BIRTH)], "m+p": [("c", STEP)]},
            id="a mother's husband is a step-parent",
        ),
        pytest.param(
            [
                *(parent("m", "c"), parent("f", "c"), parent("p", "c", STEP), parent("q", "c", STEP)),
                *(partner("m", "p"), partner("f", "q")),
            ],
            {"f+m": [("c", BIRTH)], "m+p": [("c", STEP)], "f+q": [("c", STEP)]},
            id="both parents married again: two step-parents are no couple",
        ),
        pytest.param(
            [parent("m", "c"), parent("p", "c", ADOPTED), partner("m", "p")],
            {"m": [("c", BIRTH)], "m+p": [("c", ADOPTED)]},
            id="a step-father adopts",
        ),
        pytest.param(
            [parent("m", "c"), parent("a", "c", ADOPTED), parent("b", "c", ADOPTED)],
            {"m": [("c", BIRTH)], "a+b": [("c", ADOPTED)]},
            id="born to one, adopted by two",
        ),
        pytest.param(
            [parent("a", "c", ADOPTED), parent("b", "c", STEP), partner("a", "b")],
            {"a+b": [("c", ADOPTED)]},
            id="adopted by one, whose partner is a step-parent: one line",
        ),
        pytest.param(
            [parent("a", "c"), parent("b", "c"), parent("x", "c"), partner("a", "b")],
            {"a+b": [("c", BIRTH)], "x": [("c", BIRTH)]},
            id="three birth parents recorded: nobody lost",
        ),
        pytest.param([parent("g", "c", FOSTER)], {"g": [("c", FOSTER)]}, id="fostered by one"),
        pytest.param([parent("m", "c", "of-a-later-version")], {"m": [("c", BIRTH)]}, id="unknown nature"),
        pytest.param([parent("c", "c"), parent("m", "c")], {"m": [("c", BIRTH)]}, id="own parent"),
    ],
)
def test_a_child_hangs_from_the_couples_it_belongs_to(edges: list[Edge], expected: Hung) -> None:
    found = hung(*edges)

    assert {key: sorted(children) for key, children in found.items()} == expected


def test_what_became_of_two_people_is_one_union_in_order_of_time() -> None:
    edges = [
        partner("b", "a", "divorced", from_year=2003),
        partner("a", "b", "married", from_year=1992, to_year=2003),
        partner("a", "b", "cohabiting"),
    ]

    (union,) = unions_of(edges, {"a", "b"})

    assert union.partners == ("a", "b")
    assert union.periods == (
        Period(Bond.COHABITING),
        Period(Bond.MARRIED, 1992, 2003),
        Period(Bond.DIVORCED, 2003),
    )


def test_a_divorce_of_which_no_year_is_known_comes_after_the_marriage() -> None:
    edges = [partner("a", "b", "divorced"), partner("a", "b", "married", from_year=1992)]

    (union,) = unions_of(edges, {"a", "b"})

    assert [period.bond for period in union.periods] == [Bond.MARRIED, Bond.DIVORCED]


def test_who_is_not_kept_leaves_no_union_behind() -> None:
    assert unions_of([partner("a", "b"), parent("a", "c")], {"a", "c"})[0].partners == ("a",)
