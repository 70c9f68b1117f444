"""The ontology lints itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from resnet.access.may import WRITERS
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import EdgeKind, Field, Kind, Type
from resnet.ontology.reference import reference_page
from resnet.ontology.registry import EDGE_KINDS, KINDS

ALL: list[Kind | EdgeKind] = [*KINDS.values(), *EDGE_KINDS.values()]
EVERY_FIELD = [
    pytest.param(each, field, id=f"{each.name}.{field.name}") for each in ALL for field in each.fields
]


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_a_kind_has_words_in_both_languages_and_says_what_it_is(each: Kind | EdgeKind) -> None:
    assert re.search("[가-힣]", each.label.ko)
    assert each.label.en.isascii()
    assert each.says.endswith(".")
    assert each.categories


@pytest.mark.parametrize(("each", "field"), EVERY_FIELD)
def test_a_field_has_words_a_unit_when_it_counts_and_a_known_category(
    each: Kind | EdgeKind, field: Field
) -> None:
    assert re.search("[가-힣PA]", field.label.ko)
    assert field.label.en
    assert field.type not in {Type.INT, Type.FLOAT} or field.unit
    assert field.category is None or field.category in Category
    assert not (field.indexed and field.type is Type.LONG_TEXT)


@pytest.mark.parametrize("edge", EDGE_KINDS.values(), ids=lambda edge: edge.name)
def test_both_ends_of_an_edge_kind_exist(edge: EdgeKind) -> None:
    assert set(edge.starts) | set(edge.ends) <= set(KINDS)


@pytest.mark.parametrize("each", ALL, ids=lambda each: each.name)
def test_no_field_stands_twice_in_a_kind(each: Kind | EdgeKind) -> None:
    names = [field.name for field in each.fields]

    assert len(names) == len(set(names))


def test_an_edge_that_touches_a_personal_kind_is_never_public_by_default() -> None:
    always_personal = {
        name for name, kind in KINDS.items() if set(kind.categories) <= PERSONAL and name != "agreed_need"
    }

    leaking = [
        edge.name
        for edge in EDGE_KINDS.values()
        if edge.category is Category.PUBLIC and always_personal & ({*edge.starts} | {*edge.ends})
    ]

    # A household's address: the place itself then has category contact, and hides the edge.
    assert leaking == ["located_at"]


def test_every_kind_has_its_writers() -> None:
    assert set(WRITERS) == set(KINDS) | set(EDGE_KINDS)


def test_the_reference_page_is_fresh() -> None:
    assert Path("docs/ontology.md").read_text(encoding="utf-8") == reference_page()
