"""Values wear with age at the rate of their kind, and a word renews them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from resnet.graph.elements import Edge, EdgeId, Node, NodeId
from resnet.graph.fold import fold
from resnet.ingest.freshness.estimate import as_days, default_half_lives, estimate
from resnet.ingest.freshness.table import freshness_table
from resnet.ingest.freshness.worn import Worn, wear
from resnet.ontology.field import Value
from tests.ingest.freshness.register import TODAY, ago


def word(at: datetime, standing: str = "list", **said: Value) -> Edge:
    fields: dict[str, Value] = {"standing": standing, "said_at": at}
    key = f"{standing}-{at.isoformat()}"
    record, thing = NodeId(f"record:{key}"), NodeId("agency:a")
    return Edge(
        id=EdgeId(f"describes:{key}"), kind="describes", start=record, end=thing, fields=fields | said
    )


def worn(*words: Edge, kind: str = "agency") -> dict[str, Worn]:
    node = Node(id=NodeId(f"{kind}:a"), kind=kind, fields=fold(kind, words))
    return {each.kind: each for each in wear(node, words, TODAY, as_days(default_half_lives()))}


def test_half_of_what_was_right_is_wrong_after_a_half_life() -> None:
    days = freshness_table().kinds["phone"].half_life_days

    found = worn(word(ago(days), "verification", phone="1"))["phone"]

    assert found.chance_wrong == pytest.approx(1 - 0.99 / 2, abs=0.001)
    assert found.confirmed_at == ago(days)


def test_free_places_wear_sooner_than_a_phone_number() -> None:
    words = [word(ago(60), "own-word", phone="1", places_open=3)]

    found = worn(*words, kind="service")

    assert found["capacity"].chance_wrong > 0.5 > found["phone"].chance_wrong


def test_a_list_is_less_sure_on_its_first_day_than_a_person_who_asked() -> None:
    listed, asked = worn(word(TODAY, phone="1")), worn(word(TODAY, "verification", phone="1"))

    assert listed["phone"].chance_wrong == pytest.approx(0.15)
    assert asked["phone"].chance_wrong == pytest.approx(0.01)


def test_the_value_that_waits_longest_is_what_has_to_be_asked_for() -> None:
    found = worn(word(ago(2000), homepage="나루.한국"), word(ago(5), phone="1"))["phone"]

    assert found.confirmed_at == ago(2000)
    assert found.chance_wrong > 0.5


def test_a_value_on_which_sources_disagree_is_due_whatever_its_age() -> None:
    found = worn(word(ago(2), "verification", phone="1"), word(ago(1), phone="2"))["phone"]

    assert found.is_disputed
    assert found.chance_wrong == freshness_table().disputed


def test_a_doubt_stays_until_somebody_asked_and_a_list_does_not_end_it() -> None:
    doubt = word(ago(20), "verification", doubts=("phone",))
    listed = [word(ago(30), phone="1"), doubt, word(ago(10), "official-list", phone="1")]

    assert worn(*listed)["phone"].is_doubted
    assert worn(*listed)["phone"].chance_wrong == freshness_table().doubted
    assert not worn(*listed, word(ago(1), "own-word", phone="1"))["phone"].is_doubted


def test_a_doubt_about_the_phone_confirms_nothing() -> None:
    found = worn(word(ago(400), phone="1"), word(ago(1), "verification", doubts=("phone",)))

    assert found["existence"].confirmed_at == ago(400)


def test_what_left_its_list_is_doubtful_until_somebody_asked() -> None:
    gone = word(ago(30), phone="1", is_listed=False)
    listed = word(ago(40), "list", name="나루", is_listed=False)

    alone = worn(gone, listed, word(ago(10), "verification", name="나루"))

    assert worn(gone) == {}
    assert alone["existence"].chance_wrong < freshness_table().unlisted


def test_nothing_of_a_closed_place_is_due() -> None:
    assert worn(word(ago(4000), phone="1", status="closed")) == {}


def test_what_no_visible_record_says_is_not_judged() -> None:
    node = Node(id=NodeId("agency:a"), kind="agency", fields={"phone": "1"})

    assert wear(node, (), TODAY, as_days(default_half_lives())) == ()


def issues(count: int, days: float, **changed: Value) -> list[Edge]:
    first = [word(TODAY + timedelta(days=days * n), phone="1") for n in range(count)]
    return [*first, word(TODAY + timedelta(days=days * count), phone=str(changed.get("phone", "1")))]


def test_lists_that_changed_more_than_expected_shorten_the_half_life() -> None:
    default = estimate(())["phone"]

    found = estimate(issues(1, 365.25, phone="2") for _ in range(100))["phone"]

    assert (found.changes, round(found.years)) == (100, 100)
    assert found.days < default.days / 2


def test_lists_that_never_changed_lengthen_it_and_few_of_them_hardly_do() -> None:
    default = estimate(())["phone"].days

    few = estimate(issues(1, 365.25) for _ in range(2))["phone"].days
    many = estimate(issues(1, 365.25) for _ in range(500))["phone"].days

    assert default < few < default * 1.05
    assert many > default * 5


def test_the_same_issue_read_again_shows_nothing() -> None:
    found = estimate([[word(ago(1), phone="1"), word(ago(1), phone="2")]])["phone"]

    assert (found.changes, found.years) == (0, 0.0)


def test_a_row_that_left_its_list_counts_against_existence() -> None:
    gone = [word(ago(1), phone="1", is_listed=True), word(ago(1), phone="1", is_listed=False)]

    assert estimate([gone])["existence"].changes == 1
    assert estimate([gone])["phone"].changes == 0
