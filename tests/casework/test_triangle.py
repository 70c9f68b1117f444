"""Emotional triangles: three of one family and the relations of every two, whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from resnet.access.scope import Scope
from resnet.casework.circle import ConsentMissingError
from resnet.casework.emotion_ended import EmotionEnded, end_emotion
from resnet.casework.family import add_family
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import Kin, Relative
from resnet.casework.triangle import Told, TriangleGiven, tell_triangle, triangles_of
from resnet.errors import RuleError
from resnet.graph.elements import End, NodeId
from resnet.graph.reading import find_all
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.words import KOREA
from tests.casework.world import World

CLOSE = ("close", "close", "conflict")


class Home:
    """A client with a mother and a brother."""

    def __init__(self, world: World, categories: frozenset[Category] = PERSONAL) -> None:
        self.world = world
        agency = world.agency("물빛복지관")
        self.manager = world.case_manager("최온", agency)
        self.client = world.client(self.manager, agency, categories=categories).client
        kin = Kin(tuple(Relative(key=key, facts=PersonFacts(name=key)) for key in ("어머니", "오빠")))
        ids = add_family(world.store, self.manager, self.client, kin).ids
        self.people = (self.client, ids["어머니"], ids["오빠"])

    def tell(self, *natures: str | None, people: tuple[NodeId, ...] = (), words: str = "") -> None:
        given = TriangleGiven(people=people or self.people, natures=natures, words=words)  # type: ignore[arg-type]
        tell_triangle(self.world.store, self.manager, self.client, given)

    def seen(self, scope: Scope | None = None) -> tuple[Told, ...]:
        view = self.world.store.view(scope or self.manager, as_of=EVERY_MOMENT)
        return triangles_of(view, self.people, view.now)


@pytest.fixture
def home(world: World) -> Home:
    return Home(world)


def test_the_last_words_on_the_same_three_count(home: Home) -> None:
    home.tell(*CLOSE, words="오빠가 끌려든다")
    home.world.clock.move(hours=1)
    home.tell(None, None, None, words="요즘은 덜하다")

    assert home.seen() == (Told(frozenset(home.people), "요즘은 덜하다"),)


@pytest.mark.parametrize(
    ("natures", "rule"),
    [
        pytest.param(("close", "close", None), "triangle-relations", id="two without a relation"),
        pytest.param(CLOSE, "triangle-of-three", id="two people"),
    ],
)
def test_what_is_no_triangle_is_refused_whole(home: Home, natures: tuple[str | None, ...], rule: str) -> None:
    people = home.people if rule == "triangle-relations" else (home.people[0], *home.people[:2])

    with pytest.raises(RuleError) as refused:
        home.tell(*natures, people=people)

    view = home.world.view(home.manager)
    assert refused.value.rule == rule
    assert not list(find_all(view, "triangle"))
    assert not view.edges(home.people, ("feels_about",))


def test_a_worker_is_in_no_triangle_of_a_family(home: Home) -> None:
    worker = home.manager.actor
    assert worker is not None

    with pytest.raises(RuleError) as refused:
        home.tell(*CLOSE, people=(*home.people[:2], worker))

    assert refused.value.rule == "triangle-file"


def test_a_triangle_that_hangs_on_abuse_needs_consent_to_safety(world: World) -> None:
    home = Home(world, PERSONAL - {Category.SAFETY})

    with pytest.raises(ConsentMissingError):
        home.tell("close", "close", "physical-abuse")

    assert not home.seen()


def test_a_triangle_that_hangs_on_abuse_is_of_safety(home: Home) -> None:
    home.tell("close", "close", "physical-abuse")

    (told,) = find_all(home.world.view(home.manager), "triangle")
    assert told.category is Category.SAFETY


def test_an_outsider_sees_no_triangle_and_one_that_ended_is_none(home: Home) -> None:
    home.tell(*CLOSE)
    outsider = home.world.case_manager("딴 담당", home.world.agency("딴곳"))
    assert home.seen(outsider) == ()

    edge = home.world.view(home.manager).edges(home.people, ("in_triangle",))[0]
    home.world.clock.move(hours=1)
    home.world.write(End(edge.id, home.world.clock.now))  # type: ignore[arg-type]

    assert home.seen() == ()


def test_what_ended_on_a_day_is_still_so_before_it_and_a_day_to_come_is_refused(home: Home) -> None:
    home.tell(*CLOSE)
    store, clock = home.world.store, home.world.clock
    told = clock.now
    clock.move(hours=72)
    yesterday = (clock.now - timedelta(days=1)).astimezone(KOREA).date()
    three = EmotionEnded(people=home.people, last_day=yesterday)

    with pytest.raises(RuleError) as to_come:
        end_emotion(store, home.manager, home.client, replace(three, last_day=yesterday + timedelta(days=2)))
    end_emotion(store, home.manager, home.client, three)

    assert to_come.value.rule == "end-to-come"
    assert home.seen() == ()
    before = store.view(home.manager, as_of=told + timedelta(hours=1))
    after = store.view(home.manager, as_of=told + timedelta(hours=68))
    assert len(before.edges(home.people, ("in_triangle",))) == len(home.people)
    assert after.edges(home.people, ("in_triangle",)) == []


@pytest.mark.parametrize(("first", "nature"), [(0, "conflict"), (1, "close")])
def test_what_does_not_hold_cannot_end_nor_from_the_file_of_another(
    home: Home, first: int, nature: str
) -> None:
    home.tell(*CLOSE)
    client = home.people[first]
    given = EmotionEnded(people=home.people[first : first + 2], nature=nature)

    with pytest.raises(RuleError) as refused:
        end_emotion(home.world.store, home.manager, client, given)

    assert refused.value.rule == "nothing-ends"
    assert len(home.world.view(home.manager).edges(home.people, ("feels_about",))) == len(home.people)
