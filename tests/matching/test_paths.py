"""Who calls whom: ties, their prices, and what would open a way."""

from __future__ import annotations

from itertools import pairwise

import pytest

from resnet.matching.finding import Answer
from resnet.ontology.category import Category
from tests.matching.district import CLIENT, NOW, District, days
from tests.matching.two_agencies import best, path_finding, paths, two


def test_nobody_who_knows_anybody_is_no_path_but_an_agreement_could_be_made() -> None:
    finding = path_finding(two())

    assert (finding.answer, finding.code) == (Answer.NO, "path-none")
    assert [change.kind for change in finding.changes] == ["new-agreement"]


def test_an_agreement_valid_today_is_a_path_to_the_worker_it_names() -> None:
    district = two()
    district.worker("Named", "agency:kitchen")
    district.agreement("pact", "agency:centre", "agency:kitchen", named={"agency:kitchen": "person:Named"})

    assert paths(district) == [["agreement kitchen", "named-contact Named"]]
    assert (best(district).cost, best(district).is_warm) == (200, True)


def test_an_agreement_that_names_nobody_is_nominal_and_dearer() -> None:
    district = two()
    district.agreement("pact", "agency:centre", "agency:kitchen")

    assert best(district).cost == 150 + 150 + 50
    assert paths(district) == [["agreement kitchen", "named-contact Lee"]]


def test_a_named_worker_who_has_left_names_nobody() -> None:
    district = two()
    left = district.worker("Left")
    district.edge("works_for", left, "agency:kitchen", until=NOW - days(1))
    district.agreement("pact", "agency:centre", "agency:kitchen", named={"agency:kitchen": left})

    assert paths(district) == [["agreement kitchen", "named-contact Lee"]]
    assert best(district).cost == 350


def test_nobody_named_at_the_receiver_is_a_cold_hand_over_and_dearer() -> None:
    district = two(has_contact=False)
    district.agreement("pact", "agency:centre", "agency:kitchen")

    path = best(district)

    assert (path.is_warm, path.cost, path.cold_extra) == (False, 150 + 150 + 250, 250)
    assert path.steps[-1].phone == "032-111-1111"
    assert any(note.code == "path-cold" for note in district.matched().matches[0].cons)


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        pytest.param(None, NOW, "path-needs-renewal", id="ended this instant"),
        pytest.param(None, NOW + days(1), "path-found", id="ends tomorrow"),
        pytest.param(NOW + days(1), None, "path-none", id="begins tomorrow"),
        pytest.param(NOW, None, "path-found", id="begins this instant"),
    ],
)
def test_only_an_agreement_valid_today_is_a_tie(since: object, until: object, code: str) -> None:
    district = two()
    district.agreement("pact", "agency:centre", "agency:kitchen", since=since, until=until)

    assert path_finding(district).code == code


def test_an_expired_agreement_is_a_near_miss_that_renewing_would_mend() -> None:
    district = two()
    district.agreement("pact", "agency:centre", "agency:kitchen", until=NOW - days(30))

    matches = district.matched()

    assert matches.matches == ()
    assert [(miss.offer, miss.change) for miss in matches.misses] == [("service:meals", 300)]
    assert [change.kind for change in matches.misses[0].changes] == ["renew-agreement"]
    assert matches.reason == "no-tie"


def test_a_shared_standing_team_is_a_tie() -> None:
    district = two()
    district.team("integrated", "person:Kim", "person:Lee")

    assert paths(district) == [["shared-team Lee"]]
    assert (best(district).cost, best(district).steps[0].via) == (150, "integrated")


def test_who_has_left_a_team_is_no_tie() -> None:
    district = two()
    team = district.team("integrated", "person:Kim")
    district.edge("member_of", "person:Lee", team, until=NOW)

    assert path_finding(district).code == "path-none"


def test_a_last_step_without_a_tie_left_for_the_contact_is_cold() -> None:
    district = chain("p1", "p2")
    district.agency("annex")
    district.worker("Named", "agency:annex", is_contact=True)
    district.offer("soup", "agency:annex")
    district.team("of-the-annex", "person:p2", "agency:annex")

    soup = next(match for match in district.matched().matches if match.offer == "service:soup")

    assert [step.tie for step in soup.paths[0].steps] == ["known-contact", "known-contact", "shared-team"]
    assert not soup.paths[0].is_warm


def test_a_team_of_the_case_is_a_tie_for_that_case_only() -> None:
    district = two()
    district.team(
        "case", "person:Kim", "person:Lee", is_standing=False, category=Category.CASE, about=(CLIENT,)
    )
    other = district.client("person:other")  # type: ignore[arg-type]
    district.case(other, "case:2", manager="person:Kim", lead="agency:centre")  # type: ignore[arg-type]
    district.need("agreed_need:2", other, "case:2")  # type: ignore[arg-type]

    assert paths(district) == [["shared-team Lee"]]
    assert district.matched("agreed_need:2").matches == ()  # type: ignore[arg-type]


def test_a_known_contact_is_a_tie_both_ways() -> None:
    district = two()
    district.edge("knows", "person:Lee", "person:Kim")

    assert paths(district) == [["known-contact Lee"]]


def test_past_success_is_a_tie_and_an_agreement_is_proposed() -> None:
    district = two()
    for number in range(5):
        district.node(
            f"referral:{number}",
            about=(CLIENT,),
            fields={"state": "completed", "outcome": "met", "ended_at": NOW - days(9)},
        )
        district.edge("sent_by", f"referral:{number}", "agency:kitchen")
        district.edge("addressed_to", f"referral:{number}", "agency:centre")

    assert paths(district) == [["past-success kitchen", "named-contact Lee"]]
    assert any(note.code == "propose-agreement" for note in district.matched().matches[0].cons)


def test_a_colleague_who_knows_somebody_can_be_asked_when_the_client_consents() -> None:
    district = two()
    district.worker("Park", "agency:centre")
    district.edge("knows", "person:Park", "person:Lee")
    assert path_finding(district).code == "path-needs-consent"

    district.consent("agency:centre", "identity")

    assert paths(district) == [["same-agency Park", "known-contact Lee"]]
    assert best(district).cost == 250 + 150


def chain(*people: str) -> District:
    """Kim knows the first, the first the second …, the last knows Lee; the client lets all of them know."""
    district = two()
    for name in people:
        district.worker(name)
        district.team(f"of-{name}", f"person:{name}")
        district.consent(f"person:{name}", "identity")
    names = ("Kim", *people, "Lee")
    for one, other in pairwise(names):
        district.edge("knows", f"person:{one}", f"person:{other}")
    return district


@pytest.mark.parametrize(
    ("people", "code"),
    [
        pytest.param(("p1", "p2"), "path-found", id="three ties"),
        pytest.param(("p1", "p2", "p3"), "path-none", id="four ties"),
    ],
)
def test_a_path_has_at_most_three_ties(people: tuple[str, ...], code: str) -> None:
    assert path_finding(chain(*people)).code == code


def test_the_own_agency_has_no_advantage() -> None:
    district = two()
    district.worker("Own", "agency:centre", is_contact=True)
    district.offer("a-own", "agency:centre")
    district.edge("knows", "person:Kim", "person:Lee")

    matches = district.matched().matches

    assert [match.offer for match in matches] == ["service:meals", "service:a-own"]
    own = matches[1].paths[0]
    assert (own.cost, [step.tie for step in own.steps], own.person) == (250, ["same-agency"], "person:Own")
    assert own.consent_needed is None


def test_knowing_a_colleague_well_makes_the_own_agency_no_cheaper() -> None:
    district = two()
    district.worker("Own", "agency:centre", is_contact=True)
    district.edge("knows", "person:Kim", "person:Own")
    district.offer("own", "agency:centre")

    own = next(match for match in district.matched().matches if match.offer == "service:own")

    assert own.paths[0].cost == 250


def test_other_ways_go_by_other_people() -> None:
    district = two()
    district.worker("Park", "agency:kitchen", is_contact=True)
    district.edge("knows", "person:Kim", "person:Lee")
    district.agreement("pact", "agency:centre", "agency:kitchen", named={"agency:kitchen": "person:Park"})

    assert paths(district) == [["known-contact Lee"], ["agreement kitchen", "named-contact Park"]]


def test_the_same_person_by_another_tie_is_no_other_way() -> None:
    district = two()
    district.edge("knows", "person:Kim", "person:Lee")
    district.agreement("pact", "agency:centre", "agency:kitchen", named={"agency:kitchen": "person:Lee"})

    assert paths(district) == [["known-contact Lee"]]


def test_ways_that_differ_before_their_last_step_are_different() -> None:
    district = two()
    for name in ("Choi", "Jung"):
        district.worker(name)
        district.consent(f"person:{name}", "identity")
        district.edge("knows", "person:Kim", f"person:{name}")
        district.agency(f"of-{name}")
        district.edge("works_for", f"person:{name}", f"agency:of-{name}")
    district.team("last", "person:Choi", "person:Jung", "person:Lee")

    assert paths(district) == [
        ["known-contact Choi", "shared-team Lee"],
        ["known-contact Jung", "shared-team Lee"],
    ]


def test_no_way_comes_back_to_those_who_have_the_case() -> None:
    district = two()
    district.agency("school")
    district.worker("Choi", "agency:school")
    district.consent("agency:school", "identity")
    district.edge("knows", "person:Kim", "person:Choi")
    district.agreement("own", "agency:school", "agency:centre")
    district.agreement("pact", "agency:centre", "agency:kitchen")

    assert paths(district) == [["agreement kitchen", "named-contact Lee"]]


def test_a_warm_hand_over_stands_before_a_cheaper_cold_one() -> None:
    district = two(has_contact=False)
    district.worker("Choi")
    district.team("of-Choi", "person:Choi")
    district.consent("person:Choi", "identity")
    for one, other in (("Kim", "Choi"), ("Choi", "Cook")):
        district.edge("knows", f"person:{one}", f"person:{other}")
    district.agency("inn")
    district.edge("offers", "agency:inn", "service:meals")
    district.worker("Cook", "agency:inn")
    district.team("large", "agency:centre", "agency:kitchen")
    found = district.matched().matches[0]

    assert [(path.is_warm, path.cost) for path in found.paths] == [(True, 300), (False, 400)]


def test_the_contact_on_whom_fewest_lean_is_called_first() -> None:
    district = two()
    district.worker("Aaa", "agency:kitchen", is_contact=True)
    district.team("busy", "person:Aaa")
    district.team("large", "agency:centre", "agency:kitchen")

    assert paths(district) == [["shared-team kitchen", "named-contact Lee"]]
    assert [step.load for step in best(district).steps] == [1, 0]


def test_two_who_had_no_contact_for_long_are_dearer_from_that_day_on() -> None:
    district = two()
    district.edge("knows", "person:Kim", "person:Lee", fields={"last_contact_at": NOW - days(364)})
    assert (best(district).cost, best(district).steps[0].fresh_at) == (150, NOW - days(364))

    district.now = NOW + days(1)

    assert best(district).cost == 200


def test_what_may_be_said_at_each_step_is_what_the_client_consented_to() -> None:
    district = two()
    district.agency("foundation")
    district.agreement("one", "agency:centre", "agency:foundation")
    district.agreement("two", "agency:foundation", "agency:kitchen")
    district.consent("agency:foundation", "identity")
    district.consent("agency:kitchen", "living")

    steps = best(district).steps

    assert [(step.called, step.may_say, step.not_yet) for step in steps] == [
        ("agency:foundation", ("identity",), ("living",)),
        ("agency:kitchen", ("living",), ("identity",)),
        ("person:Lee", ("living",), ("identity",)),
    ]


def test_the_same_people_by_another_tie_or_by_a_detour_are_no_other_way() -> None:
    district = two()
    district.agency("town")
    district.worker("Named", "agency:kitchen")
    district.agreement(
        "pact", "agency:centre", "agency:kitchen", "agency:town", named={"agency:kitchen": "person:Named"}
    )
    district.team("large", "agency:centre", "agency:kitchen")
    district.consent("agency:town", "identity")

    # The team of the same two agencies leads to the agency's own contact: somebody else.
    assert paths(district) == [
        ["shared-team kitchen", "named-contact Lee"],
        ["agreement kitchen", "named-contact Named"],
    ]


def test_a_way_to_the_provider_does_not_lead_through_it_and_back() -> None:
    district = two()
    district.worker("Park", "agency:kitchen")
    district.agency("town")
    district.agreement("near", "agency:centre", "agency:kitchen")
    district.agreement("far", "agency:kitchen", "agency:town")
    district.team("board", "agency:town", "person:Park")
    district.consent("agency:kitchen", "identity")
    district.consent("agency:town", "identity")

    # The town sits with somebody there, but only the kitchen leads to the town.
    assert paths(district) == [["agreement kitchen", "named-contact Lee"]]


def test_a_person_who_offers_something_is_reached_in_person() -> None:
    district = two()
    district.worker("Barber")
    district.edge("knows", "person:Kim", "person:Barber")
    district.offer("haircut", "person:Barber")

    match = next(each for each in district.matched().matches if each.offer == "service:haircut")

    assert (match.tier, match.paths[0].person, match.paths[0].cost) == ("informal", "person:Barber", 150)


def test_a_service_that_nobody_runs_has_to_be_asked_about() -> None:
    district = two()
    district.folded("service:orphan", name="orphan", service_class="3.2", status="open")

    assert path_finding(district, "service:orphan").code == "path-no-provider"


def test_a_case_without_manager_and_lead_is_not_denied_a_path() -> None:
    district = District()
    district.agency("kitchen")
    district.offer("meals", "agency:kitchen")
    district.client()
    district.case(manager=None)
    district.need()

    assert path_finding(district).code == "path-nobody-calls"
    assert [match.offer for match in district.matched().matches] == ["service:meals"]


def test_supervisors_are_not_the_ones_who_call() -> None:
    district = two()
    district.worker("Boss", "agency:kitchen")
    district.edge("assigned_to", "case:1", "person:Boss", fields={"role": "supervisor"})

    assert district.matched().matches == ()


def test_the_lead_agency_starts_a_path_beside_the_manager() -> None:
    district = District()
    district.agency("town")
    district.worker("Kim", "agency:town")
    district.agency("lead")
    district.agency("kitchen")
    district.worker("Lee", "agency:kitchen", is_contact=True)
    district.offer("meals", "agency:kitchen")
    district.agreement("pact", "agency:lead", "agency:kitchen", named={"agency:kitchen": "person:Lee"})
    district.client()
    district.case(manager="person:Kim", lead="agency:lead")
    district.need()

    assert paths(district) == [["agreement kitchen", "named-contact Lee"]]
