"""The demo's pictures against what its authors wrote: everyone once, with their years, lines and arrows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

import pytest

from resnet.drawing.ecomap.from_view import Views, first_day, read_eco_map
from resnet.drawing.ecomap.model import EcoMap, Relation
from resnet.drawing.genogram.from_view import read_genogram
from resnet.drawing.genogram.layout import Layout, lay_out
from resnet.drawing.genogram.model import Genogram
from resnet.graph.store import EVERY_MOMENT
from resnet.messages import messages_for
from resnet.ontology.clock import last_moment_of
from tests.demo import authored
from tests.demo.conftest import EVERYTHING, Demo
from tests.drawing.geometry_checks import faults, feeling_faults

STORIES = sorted(authored.stories())


def _family(demo: Demo, key: str) -> Genogram:
    return read_genogram(demo.store.view(EVERYTHING, as_of=EVERY_MOMENT), demo.built.clients[key])


def _names(family: Genogram, *ids: str) -> frozenset[str]:
    return frozenset(family.by_id[each].name for each in ids)


def _written(story: dict[str, Any], drawn: frozenset[str]) -> dict[str, str]:
    """Key → name of the people of a story who are drawn."""
    return {each["key"]: each["name"] for each in story["person"] if each["name"] in drawn}


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("key", STORIES)
def test_nothing_of_a_familys_picture_lies_on_anything_else(demo: Demo, key: str, language: str) -> None:
    layout: Layout = lay_out(_family(demo, key), messages_for(language))

    assert list(faults(layout)) == []
    assert list(feeling_faults(layout)) == []
    assert layout.is_proven


@pytest.mark.parametrize("key", STORIES)
def test_everyone_of_the_family_is_drawn_or_counted_with_their_years(demo: Demo, key: str) -> None:
    family, story = _family(demo, key), authored.stories()[key]

    drawn = {each.name: (each.birth_year, each.death_year) for each in family.people}
    written = {
        each["name"]: (each.get("birth_year") or each["born_on"].year, each.get("death_year"))
        for each in story["person"]
    }
    assert drawn.items() <= written.items()
    assert len(drawn) == len(family.people)
    assert len(written) - len(drawn) == family.left_out <= 1


@pytest.mark.parametrize("key", STORIES)
def test_partners_children_feelings_triangles_and_household_are_those_of_the_story(
    demo: Demo, key: str
) -> None:
    family, story = _family(demo, key), authored.stories()[key]
    names = _written(story, _names(family, *family.by_id))

    bonds = {
        (_names(family, *union.partners), str(period.bond), period.from_year, period.to_year)
        for union in family.unions
        for period in union.periods
    }
    assert bonds == {
        (
            frozenset({names[each["a"]], names[each["b"]]}),
            each["nature"],
            each.get("from_year"),
            each.get("to_year"),
        )
        for each in story["partner"]
        if {each["a"], each["b"]} <= names.keys()
    }
    children = {
        (family.by_id[child.id].name, partner)
        for union in family.unions
        for child in union.children
        for partner in _names(family, *union.partners)
    }
    parents = {
        (names[each["child"]], names[each["parent"]])
        for each in story["parent"]
        if {each["child"], each["parent"]} <= names.keys()
    }
    assert parents <= children
    felt = {(family.by_id[each.a].name, family.by_id[each.b].name, each.nature) for each in family.feelings}
    now = demo.built.now
    assert felt == {
        (names[each["from"]], names[each["to"]], each["nature"])
        for each in story.get("feeling", ())
        if each.get("since", now) <= now < each.get("until", datetime.max.replace(tzinfo=now.tzinfo))
    }
    triangles = {(_names(family, *each.people), each.words) for each in family.triangles}
    assert triangles == {
        (frozenset(names[key] for key in each["people"]), each["words"]) for each in story.get("triangle", ())
    }
    home = {each["name"] for each in story["person"] if each.get("lives_here")}
    assert _names(family, *family.household) == home


@pytest.mark.parametrize("key", STORIES)
def test_the_eco_map_says_what_the_client_said_then_and_now(demo: Demo, key: str) -> None:
    story, client = authored.stories()[key], demo.built.clients[key]
    day = first_day(demo.store.view(EVERYTHING, as_of=EVERY_MOMENT), client)
    assert day == story["ecomap"]["then_at"].date()
    now, then_at = demo.everything(), last_moment_of(day)
    views = Views(now, now.now, demo.store.view(EVERYTHING, as_of=then_at), then_at)

    drawn = read_eco_map(views, client, standard=story["case"]["standard"])

    for when in ("then", "now"):
        assert _said(drawn, when) == _told(story, when)
    assert drawn.is_compared


def _said(drawn: EcoMap, when: str) -> set[tuple[Any, ...]]:
    """What is drawn as said by the client; what only the records know is drawn as not asked."""
    moments = ((each.name, cast("Relation | None", getattr(each, when))) for each in drawn.systems)
    return {
        (name, said.nature, said.flow, said.importance, said.nearness)
        for name, said in moments
        if said is not None and said.nature
    }


def _told(story: dict[str, Any], when: str) -> set[tuple[Any, ...]]:
    # Neighbours and friends are written where they begin to help.
    helpers = [each["new"] for each in story.get("supporter", ()) if "new" in each]
    people = {each["key"]: each["name"] for each in (*story["person"], *helpers)}
    told: dict[str, tuple[Any, ...]] = {}
    # What was said before still holds until the client says otherwise.
    for each in story["tie"]:
        has_ended = when == "now" and "until" in each
        if each["when"] in {"then", when} and not has_ended:
            name = each.get("agency") or each.get("group") or people[each["person"]]
            told[name] = (name, *(each.get(part) for part in ("nature", "flow", "importance", "nearness")))
    return set(told.values())
