"""Which record is believed: a small table, and what did not win stays to be seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from resnet.graph.elements import Edge, EdgeId, NodeId
from resnet.graph.fold import fold
from resnet.graph.precedence import precedence
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary

DAY = datetime(2026, 1, 1, tzinfo=UTC)


def word(standing: str, days: int = 0, /, **said: Value) -> Edge:
    fields: dict[str, Value] = {"standing": standing, "said_at": DAY + timedelta(days=days)}
    return Edge(
        id=EdgeId(f"describes:{standing}-{days}"),
        kind="describes",
        start=NodeId(f"record:{standing}-{days}"),
        end=NodeId("agency:a"),
        fields=fields | said,
    )


def test_every_standing_has_a_worth_in_every_group() -> None:
    table = precedence()

    assert {tuple(sorted(each)) for each in table.worth.values()} == {
        tuple(sorted(load_vocabulary("standings").codes))
    }


def test_a_check_is_believed_before_a_newer_list_and_not_for_ever() -> None:
    checked = word("verification", phone="032-111-1111")

    soon = fold("agency", [checked, word("list", 900, phone="032-222-2222")])
    late = fold("agency", [checked, word("list", 1100, phone="032-222-2222")])

    assert soon["phone"] == "032-111-1111"
    assert late["phone"] == "032-222-2222"


def test_of_its_free_places_the_provider_is_believed_before_one_who_asked() -> None:
    own = word("own-word", places_open=2)
    asked = word("verification", 3, places_open=5, name="한빛 식사")

    state = fold("service", [own, asked])

    assert (state["places_open"], state["name"]) == (2, "한빛 식사")


def test_a_plain_list_does_not_reopen_what_a_register_closed() -> None:
    register = word("official-list", status="closed")

    assert fold("agency", [register, word("list", 300, status="open")])["status"] == "closed"


def test_a_list_of_contacts_does_not_rename_what_a_register_names_and_its_own_word_does() -> None:
    register = word("official-list", name="가온종합사회복지관")
    short = word("list", 300, name="가온복지관", phone="032-222-2222")

    state = fold("agency", [register, short])
    renamed = fold("agency", [register, short, word("own-word", 301, name="가온누리복지관")])

    assert (state["name"], state["phone"]) == ("가온종합사회복지관", "032-222-2222")
    assert state["also_said"] == ("name=가온복지관",)
    assert renamed["name"] == "가온누리복지관"


def test_values_that_did_not_win_are_told_beside_the_one_that_did() -> None:
    state = fold(
        "agency",
        [
            word("list", phone="032-111-1111", remarks="오래된 말"),
            word("list", 5, phone="032-222-2222", remarks="새 말"),
        ],
    )

    assert state["phone"] == "032-222-2222"
    assert state["disputed"] == ("phone", "remarks")
    assert state["also_said"] == ("phone=032-111-1111",)


def test_a_value_that_was_taken_back_is_still_told_as_another_source_says() -> None:
    state = fold(
        "agency",
        [
            word("list", phone="032-111-1111"),
            word("list", 1, phone="032-222-2222"),
            word("verification", 2, retracts=("phone",)),
        ],
    )

    assert "phone" not in state
    assert state["also_said"] == ("phone=032-111-1111", "phone=032-222-2222")


@pytest.mark.parametrize(
    ("standing", "how", "is_check"),
    [
        pytest.param("own-word", "own-answer", True, id="the provider answered"),
        pytest.param("own-word", None, False, id="a household's own word on its address"),
        pytest.param("list", None, False, id="a list"),
    ],
)
def test_what_counts_as_a_check(standing: str, how: str | None, is_check: bool) -> None:
    said: dict[str, Value] = {"phone": "1", "said_how": how} if how else {"phone": "1"}

    assert ("verified_at" in fold("agency", [word(standing, 0, **said)])) is is_check


def test_the_order_in_which_records_were_kept_does_not_matter() -> None:
    words = [
        word("list", 700, phone="1", status="open"),
        word("own-word", phone="2", status="suspended"),
        word("official-list", 30, phone="3", retracts=("status",)),
    ]

    assert fold("agency", words) == fold("agency", reversed(words))
