"""The eco-map gone over with the client: one act, history, and taken back as one."""

from __future__ import annotations

import pytest

from resnet.access.scope import Scope
from resnet.casework.circle import ConsentMissingError
from resnet.casework.drawing_note import NoteGiven, notes_on
from resnet.casework.eco_map import EcoMapRevised, RelationSaid, last_change, revise_eco_map, undo_eco_map
from resnet.casework.intake import IntakeDone
from resnet.casework.person_facts import PersonFacts
from resnet.casework.surroundings import RelationGiven
from resnet.errors import ConflictError, NodeNotFoundError, RuleError
from resnet.graph.elements import CommitId, Edge, EdgeId, NodeId
from resnet.graph.reading import edges_out
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.category import Category
from tests.casework.world import ORDINARY, Clock, World


class Sitting:
    """A case manager with a client, two places around."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.centre = world.agency("가온종합사회복지관")
        self.church, self.clinic = world.agency("한빛교회"), world.agency("나래의원")
        self.manager = world.case_manager("정해솔", self.centre)
        self.done: IntakeDone = world.client(self.manager, self.centre, categories=ORDINARY)

    def holds(self, scope: Scope | None = None) -> dict[NodeId, Edge]:
        view = self.world.view(scope or self.manager)
        return {edge.end: edge for edge in edges_out(view, [self.done.client], "relates_to")}

    def revise(self, *said: RelationSaid, note: NoteGiven | None = None, commit: str | None = None) -> int:
        given = EcoMapRevised(case=self.done.case, said=said, note=note)
        made = None if commit is None else CommitId(commit)
        return revise_eco_map(self.world.store, self.manager, given, commit=made).changed

    def said(
        self, system: NodeId, was: EdgeId | None = None, *, is_over: bool = False, **fields: object
    ) -> RelationSaid:
        relation = RelationGiven(client=self.done.client, system=system, **fields)  # type: ignore[arg-type]
        return RelationSaid(relation=relation, was=was, is_over=is_over)

    def undo(self) -> None:
        last = last_change(self.world.store.view(self.manager, as_of=EVERY_MOMENT), self.done.client)
        assert last is not None
        undo_eco_map(self.world.store, self.manager, self.done.case, last.version)


@pytest.fixture
def sitting(world: World) -> Sitting:
    return Sitting(world)


def test_what_changed_is_kept_in_one_commit_and_what_did_not_stays_the_same_edge(
    sitting: Sitting, clock: Clock
) -> None:
    sitting.revise(sitting.said(sitting.church, nearness=2), sitting.said(sitting.clinic, nearness=4))
    before = sitting.holds()
    clock.move(days=1)

    changed = sitting.revise(
        sitting.said(sitting.church, before[sitting.church].id, nearness=5, nature="strong"),
        sitting.said(sitting.clinic, before[sitting.clinic].id, nearness=4),
    )

    after = sitting.holds()
    assert changed == 1
    assert after[sitting.clinic].id == before[sitting.clinic].id
    assert dict(after[sitting.church].fields) == {"nearness": 5, "nature": "strong"}
    then = sitting.world.store.view(sitting.manager, as_of=before[sitting.church].since)
    assert [edge.get("nearness") for edge in edges_out(then, [sitting.done.client], "relates_to")].count(
        2
    ) == 1


def test_the_last_change_is_undone_as_one_and_undone_twice_holds_again(
    sitting: Sitting, clock: Clock
) -> None:
    sitting.revise(sitting.said(sitting.church, nearness=2, words="자주 가요"))
    clock.move(minutes=5)
    was = sitting.holds()[sitting.church].id
    sitting.revise(sitting.said(sitting.church, was, is_over=True), sitting.said(sitting.clinic, nearness=1))
    clock.move(minutes=5)

    sitting.undo()
    undone = {end: dict(edge.fields) for end, edge in sitting.holds().items()}
    clock.move(minutes=5)
    sitting.undo()
    again = {end: dict(edge.fields) for end, edge in sitting.holds().items()}

    assert undone == {sitting.church: {"nearness": 2, "words": "자주 가요"}}
    assert again == {sitting.clinic: {"nearness": 1}}


def test_after_a_day_a_change_is_said_anew_instead_of_undone(sitting: Sitting, clock: Clock) -> None:
    sitting.revise(sitting.said(sitting.church, nearness=2))
    clock.move(days=1, minutes=1)

    view = sitting.world.store.view(sitting.manager, as_of=EVERY_MOMENT)

    assert last_change(view, sitting.done.client) is None


def test_who_looked_at_an_older_map_overwrites_nothing(sitting: Sitting, clock: Clock) -> None:
    sitting.revise(sitting.said(sitting.church, nearness=2))
    looked_at = sitting.holds()[sitting.church].id
    clock.move(minutes=1)
    sitting.revise(sitting.said(sitting.church, looked_at, nearness=3))

    with pytest.raises(ConflictError):
        sitting.revise(sitting.said(sitting.church, looked_at, nearness=5))

    assert sitting.holds()[sitting.church].get("nearness") == 3


def test_an_undo_of_what_is_not_the_last_change_any_more_is_refused(sitting: Sitting, clock: Clock) -> None:
    sitting.revise(sitting.said(sitting.church, nearness=2))
    last = last_change(sitting.world.store.view(sitting.manager, as_of=EVERY_MOMENT), sitting.done.client)
    assert last is not None
    clock.move(minutes=1)
    sitting.revise(sitting.said(sitting.clinic, nearness=2))

    with pytest.raises(ConflictError):
        undo_eco_map(sitting.world.store, sitting.manager, sitting.done.case, last.version)


def test_sent_twice_it_is_done_once(sitting: Sitting, clock: Clock) -> None:
    note = NoteGiven(drawing="ecomap", words="교회가 제일 가까워요")
    for _ in range(2):
        sitting.revise(sitting.said(sitting.church, nearness=2), note=note, commit="same")
        clock.move(minutes=1)

    notes = notes_on(sitting.world.view(sitting.manager), [sitting.done.case], "ecomap")
    assert len(sitting.holds()) == 1
    assert [each.text("words") for each in notes] == ["교회가 제일 가까워요"]


def test_somebody_nobody_wrote_down_yet_comes_with_the_relation(sitting: Sitting) -> None:
    given = EcoMapRevised(case=sitting.done.case, newcomer=PersonFacts(name="옆집 아주머니"))

    revise_eco_map(sitting.world.store, sitting.manager, given)

    names = [
        node.text("name") for node in sitting.world.view(sitting.manager).nodes(sitting.holds()).values()
    ]
    assert names == ["옆집 아주머니"]


def test_nothing_said_points_off_the_scale_and_an_empty_note_are_refused(sitting: Sitting) -> None:
    for given, rule in (
        (EcoMapRevised(case=sitting.done.case), "nothing-said"),
        (EcoMapRevised(case=sitting.done.case, said=(sitting.said(sitting.church, nearness=6),)), "points"),
        (EcoMapRevised(case=sitting.done.case, note=NoteGiven(drawing="ecomap", words=" ")), "no-words"),
    ):
        with pytest.raises(RuleError) as refused:
            revise_eco_map(sitting.world.store, sitting.manager, given)
        assert refused.value.rule == rule
    assert sitting.holds() == {}


def test_a_stranger_finds_no_case_and_without_consent_to_relations_nothing_is_kept(world: World) -> None:
    sitting = Sitting(world)
    stranger = world.case_manager("남보라", world.agency("먼기관"))
    silent = world.client(sitting.manager, sitting.centre, categories=ORDINARY - {Category.RELATIONS})

    relation = RelationGiven(client=silent.client, system=sitting.church, nearness=3)
    unasked = EcoMapRevised(case=silent.case, said=(RelationSaid(relation=relation),))
    theirs = EcoMapRevised(case=sitting.done.case, said=(sitting.said(sitting.church, nearness=3),))

    with pytest.raises(NodeNotFoundError):
        revise_eco_map(world.store, stranger, theirs)
    with pytest.raises(ConsentMissingError):
        revise_eco_map(world.store, sitting.manager, unasked)
