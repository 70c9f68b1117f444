"""A commit: all or nothing, once, with conflicts told, and in the log."""

from __future__ import annotations

from datetime import timedelta

import pytest

from resnet.errors import ConflictError, ForbiddenError, NodeNotFoundError, TooLargeError
from resnet.graph.elements import Change, CommitId, Node, NodeId, Patch, Put
from resnet.graph.store import ATOMIC_LIMIT
from resnet.ontology.category import Category
from tests.store.refusal import NOT_FOUND, everything, refusal
from tests.store.town import (
    AS_MEMBER,
    AS_STRANGER,
    BEGIN,
    CENTRE,
    CLINIC,
    HANA,
    KEEPER,
    MEMBER,
    Town,
    consent,
    edge,
    node,
)

IDENTITY, CASE, HEALTH = Category.IDENTITY, Category.CASE, Category.HEALTH
NEED, FILE = NodeId("agreed_need:hana"), NodeId("case:hana")
_ITEM = Put(node("plan_item:x", HANA))
_LATER = BEGIN + timedelta(days=1)


@pytest.fixture
def file(town: Town) -> Town:
    """Hana's case, which the centre may see, and her name; her need of health, which it may not."""
    town.put(node(FILE, HANA, code="2026-001"), node(NEED, HANA, category=HEALTH, text="투석"))
    town.consents(HANA, CENTRE, {IDENTITY, CASE})
    return town


# -- conflicts ---------------------------------------------------------------------------------------


def test_a_field_that_changed_since_it_was_seen_is_a_conflict_with_both_values(file: Town) -> None:
    seen = file.view(AS_MEMBER).nodes([FILE])[FILE].version
    file.write(Patch(FILE, {"code": "2026-002", "standard": "a"}))

    with pytest.raises(ConflictError) as conflict:
        file.write(Patch(FILE, {"code": "2026-003", "state": None}, seen=seen), scope=AS_MEMBER)

    assert conflict.value.mine == {"code": "2026-003"}
    assert conflict.value.theirs == {"code": "2026-002"}
    assert file.view(KEEPER).nodes([FILE])[FILE].get("code") == "2026-002"


def test_another_field_that_changed_is_no_conflict(file: Town) -> None:
    seen = file.view(AS_MEMBER).nodes([FILE])[FILE].version
    file.write(Patch(FILE, {"code": "2026-002"}))

    file.write(Patch(FILE, {"standard": "b"}, seen=seen), scope=AS_MEMBER)

    assert dict(file.view(KEEPER).nodes([FILE])[FILE].fields) == {"code": "2026-002", "standard": "b"}


def test_what_was_wiped_meanwhile_is_a_conflict_without_a_value_of_theirs(file: Town) -> None:
    seen = file.view(AS_MEMBER).nodes([FILE])[FILE].version
    file.write(Patch(FILE, {"code": None}))

    with pytest.raises(ConflictError) as conflict:
        file.write(Patch(FILE, {"code": "x"}, seen=seen), scope=AS_MEMBER)

    assert (conflict.value.mine, conflict.value.theirs) == ({"code": "x"}, {})


def test_a_conflict_tells_nothing_of_a_hidden_field(file: Town) -> None:
    seen = file.view(AS_MEMBER).nodes([HANA])[HANA].version
    untouched = refusal(file, Patch(HANA, {"phone": "x"}, seen=seen))
    file.write(Patch(HANA, {"phone": "010-7777-7777"}))

    assert refusal(file, Patch(HANA, {"phone": "x"}, seen=seen)) == untouched
    assert untouched[0] is ForbiddenError


# -- once, and whole ---------------------------------------------------------------------------------


def test_a_commit_that_is_repeated_by_its_actor_does_nothing_and_says_so(file: Town) -> None:
    change = Patch(FILE, {"code": "x"})
    first = file.write(change, scope=AS_MEMBER, commit="mine")
    file.write(Patch(FILE, {"code": "y"}))

    again = file.write(change, scope=AS_MEMBER, commit="mine")
    empty = file.write(scope=AS_MEMBER, commit="mine")

    assert (first.is_repeat, again.is_repeat, empty.is_repeat) == (False, True, True)
    assert (again.version, again.changed) == (first.version, first.changed)
    assert file.view(KEEPER).nodes([FILE])[FILE].get("code") == "y"


def test_somebody_else_with_the_same_commit_id_is_not_told_of_it(file: Town) -> None:
    file.write(Patch(FILE, {"code": "x"}), scope=AS_MEMBER, commit="mine")

    for scope in (KEEPER, AS_STRANGER):
        assert not file.write(scope=scope, commit="mine").is_repeat
    assert refusal(file, Patch(FILE, {"code": "x"}), scope=AS_STRANGER) == NOT_FOUND


def test_a_commit_that_was_refused_may_be_tried_again(file: Town) -> None:
    with pytest.raises(NodeNotFoundError):
        file.write(Put(edge("in_case", "statement:x", FILE)), commit="once more")

    receipt = file.write(Put(node("statement:x", HANA)), commit="once more")

    assert not receipt.is_repeat
    assert receipt.changed == 1


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(Patch(NodeId("case:none"), {"code": "x"}), id="missing"),
        pytest.param(Patch(FILE, {"code": "a\nb"}), id="bad value"),
        pytest.param(Patch(FILE, {"shoe_size": 1}), id="unknown field"),
        pytest.param(Put(edge("in_case", "statement:none", FILE)), id="missing end"),
        pytest.param(Put(node("account:x")), id="forbidden kind"),
    ],
)
@pytest.mark.parametrize("is_first", [True, False])
def test_one_bad_change_among_good_ones_leaves_nothing(file: Town, bad: Change, is_first: bool) -> None:
    good: list[Change] = [
        Put(node("statement:x", HANA)),
        Patch(FILE, {"code": "y"}),
        Put(consent(HANA, CLINIC, IDENTITY)),
    ]

    refusal(file, *([bad, *good] if is_first else [*good, bad]))

    assert not file.sees(KEEPER, "statement:x")
    assert not file.sees(AS_STRANGER, HANA)


def test_the_order_inside_a_commit_is_free_and_its_entries_keep_it(town: Town) -> None:
    town.put(edge("in_case", "statement:x", "case:x"), node("case:x", HANA), node("statement:x", HANA))

    last = [*town.view(KEEPER).feed()][-1]

    assert [each.id.partition(":")[0] for each in last.entries] == ["in_case", "case", "statement"]


def test_the_same_again_changes_nothing_and_makes_no_version(file: Town) -> None:
    before = everything(file)

    receipt = file.put(node(FILE, HANA, code="2026-001"))

    assert receipt.changed == 0
    assert everything(file) == before


def test_versions_count_up_by_commit_and_stand_on_what_they_changed(file: Town) -> None:
    first = file.write(Patch(FILE, {"code": "x"}))
    second = file.write(Patch(NEED, {"text": "y"}))
    found = file.view(KEEPER).nodes([FILE, NEED])

    assert second.version == first.version + 1
    assert (found[FILE].version, found[NEED].version) == (first.version, second.version)


def test_a_commit_above_the_limit_is_too_large_and_leaves_nothing(town: Town) -> None:
    many = [Put(Node(id=NodeId(f"area:{n}"), kind="area")) for n in range(ATOMIC_LIMIT + 1)]

    assert refusal(town, *many, scope=KEEPER)[0] is TooLargeError


def test_a_write_says_who_when_why_and_what_changed(file: Town) -> None:
    file.clock.move(hours=1)
    file.store.write([Patch(FILE, {"code": "x"})], scope=AS_MEMBER, why="재사정", commit=CommitId("w"))

    entry = file.view(AS_MEMBER).history([FILE])[-1]

    assert (entry.actor, entry.why, entry.at, entry.fields) == (MEMBER, "재사정", file.clock.now, ("code",))
    assert entry.element is not None
    assert entry.element.get("code") == "x"
