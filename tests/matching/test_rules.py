"""Each rule by example: what is said, what the client is, what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from resnet.matching.finding import Answer, Change, Codes, Finding
from resnet.matching.judge import judge
from resnet.matching.offer import offers_of
from resnet.matching.policy import load_policy
from resnet.matching.question import Question
from resnet.matching.rules.table import RULES, SUPPORTER_RULES
from resnet.ontology.category import Category
from tests.matching.district import CLIENT, DAILY_LIVING, NEED, NOW, District, days

FRESH = {"capacity_stated_at": NOW - days(3)}


def plain(**said: dict[str, Any]) -> District:
    """A centre with the case, a kitchen with one service, a client with one need."""
    district = District()
    for area, above in (
        ("si", None),
        ("gu", "area:si"),
        ("east", "area:gu"),
        ("west", "area:gu"),
        ("far", "area:si"),
    ):
        district.area(area, above)
    district.edge("neighbour_of", "area:east", "area:west")
    district.agency("centre")
    district.worker("Kim", "agency:centre")
    district.agency("kitchen", **said.get("agency", {}))
    district.worker("Lee", "agency:kitchen", is_contact=True)
    district.agreement("pact", "agency:centre", "agency:kitchen")
    district.offer("meals", "agency:kitchen", **said.get("service", {}))
    district.client(**said.get("client", {}))
    district.case(manager="person:Kim", lead="agency:centre")
    district.need(**said.get("need", {}))
    if "household" in said:
        district.household(**said["household"])
    return district


def found(district: District, rule: str, service: str = "service:meals") -> Finding:
    network = district.network()
    question = Question(district.facts(), network, load_policy())
    offer = next(offer for offer in offers_of(network, question.at) if offer.id == service)
    return RULES[rule](offer, question)


def _said(part: str) -> Callable[..., dict[str, Any]]:
    def said(**fields: Any) -> dict[str, Any]:
        return {part: fields}

    return said


S, C, N, H, A = map(_said, ("service", "client", "need", "household", "agency"))
CASES = [
    ("class-fits", {}),
    ("class-fits", S(service_class="3.2") | N(service_classes=("3",))),
    ("class-broad", S(service_class="3")),
    ("class-other", S(service_class="4.1")),
    ("class-not-stated", S(service_class=None)),
    ("class-need-without", N(service_classes=None, domain=None)),
    ("class-other-domain", N(service_classes=None)),
    ("listed-still", S(standing="list", is_listed=True)),
    ("listed-gone", S(standing="list", is_listed=False)),
    ("listed-verified", S(standing="verification")),
    ("listed-not-stated", {}),
    ("running-now", {}),
    ("running-ended", S(status="closed")),
    ("running-ended", S(runs_until=date(2026, 11, 1))),
    ("running-now", S(status=None, runs_until=date(2026, 11, 2))),
    ("running-later", S(runs_from=date(2026, 11, 3))),
    ("running-now", S(runs_from=date(2026, 11, 2))),
    ("running-not-now", S(status="suspended")),
    ("running-provider-closed", A(status="closed")),
    ("running-provider-closed", A(standing="list", is_listed=False)),
    ("running-not-stated", S(status=None)),
    ("age-not-stated", {}),
    ("age-fits", S(age_from=75)),
    ("age-birthday", S(age_from=76, age_to=80) | C(birth_year=1950)),
    ("age-fits", S(age_from=76) | C(born_on=date(1950, 11, 2))),
    ("age-outside", S(age_from=76) | C(born_on=date(1950, 11, 3))),
    ("age-outside", S(age_to=18)),
    ("age-fits", S(age_to=76)),
    ("benefit-not-stated", C(benefit_class="livelihood")),
    ("benefit-anyone", S(benefit_classes=())),
    ("benefit-client-unknown", S(benefit_classes=("basic",))),
    ("benefit-fits", S(benefit_classes=("basic",)) | C(benefit_class="livelihood")),
    ("benefit-broad", S(benefit_classes=("medical",)) | C(benefit_class="basic")),
    ("benefit-other", S(benefit_classes=("near-poor",)) | C(benefit_class="none")),
    ("household-not-stated", H(type="older-alone")),
    ("household-anyone", S(household_types=())),
    ("household-client-unknown", S(household_types=("older-alone",))),
    ("household-fits", S(household_types=("one-person",)) | H(type="older-alone")),
    ("household-beside", S(household_types=("multicultural",)) | H(type="single-parent")),
    ("household-beside", S(household_types=("single-parent",)) | H(type="multicultural")),
    ("household-other", S(household_types=("older-alone",)) | H(type="single-parent")),
    ("disability-not-stated", C(disability_types=("visual",))),
    ("disability-anyone", S(disability_types=())),
    ("disability-client-unknown", S(disability_types=("visual",))),
    ("disability-none", S(disability_types=("visual",)) | C(disability_types=())),
    ("disability-fits", S(disability_types=("developmental",)) | C(disability_types=("kidney", "autism"))),
    ("disability-broad", S(disability_types=("autism",)) | C(disability_types=("developmental",))),
    ("disability-other", S(disability_types=("visual",)) | C(disability_types=("kidney",))),
    ("sex-anyone", C(sex="male")),
    ("sex-client-unknown", S(sex="female")),
    ("sex-fits", S(sex="female") | C(sex="female")),
    ("sex-other", S(sex="female") | C(sex="male")),
    ("language-not-asked", S(languages=("ko",))),
    ("language-default", C(languages=("ko",))),
    ("language-not-stated", N(language="vi")),
    ("language-fits", S(languages=("ko", "vi")) | N(language="vi")),
    ("language-other", S(languages=("ko",)) | C(languages=("vi",))),
    ("language-other", S(languages=("ko",)) | C(languages=("ko",)) | N(language="vi")),
    ("weekdays-not-asked", S(weekdays=("mon",))),
    ("weekdays-not-stated", N(weekdays=("mon",))),
    ("weekdays-fit", S(weekdays=("mon", "tue")) | N(weekdays=("tue", "sun"))),
    ("weekdays-other", S(weekdays=("mon", "tue")) | N(weekdays=("sun",))),
    ("hours-not-asked", S(opens_minute=540, closes_minute=1080)),
    ("hours-not-stated", N(from_minute=600)),
    ("hours-fit", S(opens_minute=540, closes_minute=1080) | N(from_minute=1079)),
    ("hours-other", S(opens_minute=540, closes_minute=1080) | N(from_minute=1080)),
    ("hours-fit", S(opens_minute=1320, closes_minute=120) | N(from_minute=60, until_minute=90)),
    ("cost-free", S(cost_won=0) | N(cost_limit_won=0)),
    ("cost-not-asked", S(cost_won=9000)),
    ("cost-not-stated", N(cost_limit_won=0)),
    ("cost-fits", S(cost_won=3000) | N(cost_limit_won=3000)),
    ("cost-above", S(cost_won=3001) | N(cost_limit_won=3000)),
    ("documents-not-stated", C(documents=())),
    ("documents-none", S(documents=("application", "referral-letter")) | C(documents=())),
    ("documents-client-unknown", S(documents=("diagnosis",))),
    ("documents-at-hand", S(documents=("diagnosis",)) | C(documents=("diagnosis", "lease"))),
    ("documents-missing", S(documents=("diagnosis", "lease")) | C(documents=("lease",))),
    ("capacity-not-stated", S(places=30)),
    ("capacity-open", S(places_open=1, **FRESH)),
    ("capacity-said", S(capacity_state="capacity", **FRESH)),
    ("capacity-full", S(places_open=0, **FRESH)),
    ("capacity-full", S(capacity_state="no-capacity", **FRESH)),
    ("capacity-waitlist", S(capacity_state="no-capacity-with-waitlist", places_open=0, **FRESH)),
    ("capacity-assessment", S(capacity_state="additional-assessment-required", **FRESH)),
    ("capacity-contradicts", S(capacity_state="no-capacity", places_open=2, **FRESH)),
    ("capacity-stale", S(places_open=2, capacity_stated_at=NOW - days(91))),
    ("capacity-open", S(places_open=2, capacity_stated_at=NOW - days(90))),
    ("frequency-not-asked", S(per_week=1.0)),
    ("frequency-not-stated", N(wanted_per_week=3.0)),
    ("frequency-fits", S(per_week=3.0) | N(wanted_per_week=3.0)),
    ("frequency-less", S(per_week=1.0) | N(wanted_per_week=3.0)),
    ("preference-not-asked", S(worker_sexes=("male",))),
    ("preference-words", N(preference="조용한 곳")),
    ("preference-unknown", N(preferences=("woman-worker",))),
    ("preference-fits", S(worker_sexes=("female",)) | N(preferences=("woman-worker",), preference="여성")),
    ("preference-fits", S(worker_sexes=("female", "male")) | N(preferences=("woman-worker",))),
    ("preference-other", S(worker_sexes=("male",)) | N(preferences=("woman-worker", "at-home"))),
    ("preference-unknown", S(worker_sexes=("female",)) | N(preferences=("woman-worker", "at-home"))),
    ("preference-fits", S(comes_home=True) | N(preferences=("at-home",))),
    ("preference-other", S(comes_home=False) | N(preferences=("at-home",))),
    ("preference-fits", A(sector="public") | N(preferences=("public-body",))),
    ("preference-other", A(sector="public") | N(preferences=("private-body",))),
    ("freshness-said", S(said_at=NOW - days(365))),
    ("freshness-old", S(said_at=NOW - days(366))),
    ("freshness-checked", S(standing="verification")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "said"), [pytest.param(*case, id=f"{n:03d} {case[0]}") for n, case in enumerate(CASES)]
)
def test_a_rule_answers(code: str, said: dict[str, dict[str, Any]]) -> None:
    assert found(plain(**said), code.partition("-")[0]).code == code


def test_an_unknown_never_leaves_a_service_out_but_for_the_kind_of_help() -> None:
    policy = load_policy()

    assert [row.name for row in policy.rules if row.is_unknown_excluding] == ["class"]


@pytest.mark.parametrize(
    ("relation", "share"), [("exact", 1000), ("broader", 900), ("narrower", 900), ("related", 600)]
)
def test_a_crosswalk_earns_by_its_relation(relation: str, share: int) -> None:
    district = plain(need={"service_classes": None})
    district.term("service_classes", "3.2")
    district.term("need_domains_2026", DAILY_LIVING)
    start, end = "term:service_classes-3.2", f"term:need_domains_2026-{DAILY_LIVING}"
    district.edge("crosswalk", start, end, fields={"relation": relation})

    finding = found(district, "class")

    assert (finding.code, finding.share) == ("class-crosswalk", share)


def test_a_service_that_meets_the_domain_by_name_fits_a_need_with_only_a_domain() -> None:
    district = plain(need={"service_classes": None}, service={"service_class": None})
    district.edge("meets", "service:meals", district.term("need_domains_2026", DAILY_LIVING))

    assert found(district, "class").code == "class-domain"


def test_a_term_of_a_third_vocabulary_counts_by_its_crosswalk() -> None:
    district = plain(need={"service_classes": None}, service={"service_class": None})
    food = district.term("open_eligibility", "food")
    district.edge("meets", "service:meals", food)
    domain = district.term("need_domains_2026", DAILY_LIVING)
    district.edge("crosswalk", food, domain, fields={"relation": "related"})

    assert found(district, "class").code == "class-domain"


def test_a_domain_alone_leaves_open_which_class_it_is() -> None:
    district = plain(service={"service_class": None})
    district.edge("meets", "service:meals", district.term("need_domains_2026", DAILY_LIVING))

    assert found(district, "class").code == "class-domain-only"


@pytest.mark.parametrize(
    ("covered", "lives", "code"),
    [
        pytest.param(None, "east", "coverage-not-stated", id="nobody says whom it serves"),
        pytest.param("gu", None, "coverage-client-unknown", id="residence unknown"),
        pytest.param("gu", "east", "coverage-fits", id="the larger area is served"),
        pytest.param("east", "east", "coverage-fits", id="the very area is served"),
        pytest.param("east", "gu", "coverage-coarse", id="residence known only coarsely"),
        pytest.param("west", "east", "coverage-neighbour", id="only the neighbour is served"),
        pytest.param("far", "east", "coverage-other", id="another area is served"),
    ],
)
def test_residence_is_held_against_the_area_served(covered: str | None, lives: str | None, code: str) -> None:
    district = plain()
    if covered:
        district.edge("covers", "service:meals", f"area:{covered}")
    if lives:
        district.edge("resides_in", CLIENT, f"area:{lives}")

    assert found(district, "coverage").code == code


def test_a_service_that_says_no_area_serves_those_of_its_provider() -> None:
    district = plain()
    district.edge("covers", "agency:kitchen", "area:far")
    district.edge("resides_in", CLIENT, "area:east")

    assert found(district, "coverage").code == "coverage-other"


@pytest.mark.parametrize(
    ("reach_km", "has_home", "code"),
    [
        pytest.param(None, True, "reach-not-asked", id="not asked"),
        pytest.param(111.2, True, "reach-within", id="just within"),
        pytest.param(111.1, True, "reach-beyond", id="just beyond"),
        pytest.param(5.0, False, "reach-unknown", id="home unknown"),
    ],
)
def test_distance_is_held_against_reach(reach_km: float | None, has_home: bool, code: str) -> None:
    district = plain(need={"reach_km": reach_km})
    district.folded("place:kitchen", address="1", latitude=38.0, longitude=127.0)
    district.edge("located_at", "agency:kitchen", "place:kitchen")
    home = district.household()
    if has_home:
        district.folded("place:home", category=Category.CONTACT, address="2", latitude=37.0, longitude=127.0)
        district.node("place:home", category=Category.CONTACT, about=(CLIENT,))
        district.edge("located_at", home, "place:home", category=Category.CONTACT)

    assert found(district, "reach").code == code


@pytest.mark.parametrize(
    ("received", "wanted", "code"),
    [
        pytest.param({}, 2.0, "received-unclear", id="nobody says how much"),
        pytest.param({"is_sufficient": True}, 2.0, "received-enough", id="said to be enough"),
        pytest.param(
            {"is_sufficient": False, "per_week": 5.0}, 2.0, "received-too-little", id="said to be too little"
        ),
        pytest.param({"per_week": 2.0}, 2.0, "received-enough", id="as often as wanted"),
        pytest.param({"per_week": 1.0}, 2.0, "received-too-little", id="less often than wanted"),
        pytest.param({"per_week": 1.0}, None, "received-unclear", id="nobody said how often is wanted"),
    ],
)
def test_what_is_received_already_is_not_provided_twice(
    received: dict[str, Any], wanted: float | None, code: str
) -> None:
    district = plain(need={"wanted_per_week": wanted})
    district.edge("receives", CLIENT, "service:meals", fields=received)

    assert found(district, "received").code == code


def test_enough_from_one_payer_is_enough() -> None:
    district = plain()
    for is_sufficient in (False, True):
        district.edge("receives", CLIENT, "service:meals", fields={"is_sufficient": is_sufficient})

    assert found(district, "received").code == "received-enough"


def test_another_service_of_the_class_does_not_leave_one_out_but_is_shown() -> None:
    district = plain()
    for name in ("lunch", "parcel"):
        district.offer(name, "agency:centre")
        district.edge("receives", CLIENT, f"service:{name}", fields={"is_sufficient": True, "per_week": 2.0})

    match = next(each for each in district.matched().matches if each.offer == "service:meals")

    assert [overlap.name for overlap in match.overlaps] == ["lunch", "parcel"]
    assert {"overlap", "coordinate"} <= {note.code for note in match.cons}


def test_obstacles_in_the_way_are_shown_with_the_service_they_block() -> None:
    district = plain()
    district.node("obstacle:1", about=(CLIENT,), fields={"type": "secondary-resource", "text": "no bus"})
    district.edge("in_case", "obstacle:1", "case:1")
    district.edge("blocks", "obstacle:1", "agency:kitchen")
    district.offer("lunch", "agency:centre")

    matches = {str(each.offer): each for each in district.matched().matches}

    assert [each.text for each in matches["service:meals"].obstacles] == ["no bus"]
    assert any(note.code == "obstacles-left" for note in matches["service:meals"].cons)
    assert not matches["service:lunch"].obstacles


def test_a_finding_says_whose_word_it_is_and_how_old() -> None:
    district = plain(service={"age_from": 60, "said_at": NOW - days(40)})
    district.say("service:meals", age_from=65, standing="verification", said_at=NOW - days(4))

    offer_source, client_source = found(district, "age").sources

    assert (offer_source.element, offer_source.fields) == ("service:meals", ("age_from", "age_to"))
    assert (offer_source.stated_at, offer_source.is_verified) == (NOW - days(4), True)
    assert offer_source.is_disputed
    assert (client_source.element, client_source.stated_at) == (CLIENT, None)


@pytest.mark.parametrize(
    ("load", "code"), [("", "load-unknown"), ("heavy", "load-fits"), ("burnt-out", "load-heavy")]
)
def test_a_burnt_out_supporter_is_not_asked_for_more(load: str, code: str) -> None:
    district = plain()
    district.node("person:neighbour", category=Category.RELATIONS, about=(CLIENT,), fields={"name": "N"})
    district.edge("supports", "person:neighbour", CLIENT, fields={"load": load} if load else {})
    question_network = district.network()
    facts = district.facts()

    finding = SUPPORTER_RULES["load"](facts.supporters[0], Question(facts, question_network, load_policy()))

    assert finding.code == code


def test_what_would_mend_a_no_is_said_with_it() -> None:
    said: dict[str, dict[str, Any]] = {
        "service": {"documents": ("diagnosis", "lease"), "cost_won": 5000},
        "client": {"documents": ()},
        "need": {"cost_limit_won": 1000},
    }

    assert found(plain(**said), "documents").changes == (
        Change("document", (("document", Codes("documents", ("diagnosis",))),)),
        Change("document", (("document", Codes("documents", ("lease",))),)),
    )
    assert found(plain(**said), "cost").changes == (Change("cost-covered", (("won", 4000),)),)


def test_who_the_client_is_cannot_be_changed() -> None:
    finding = found(plain(service={"sex": "female"}, client={"sex": "male"}), "sex")

    assert (finding.answer, finding.changes) == (Answer.NO, ())


def test_what_cannot_be_changed_ends_the_asking() -> None:
    district = plain(service={"service_class": "4.1"})
    network = district.network()

    judged = judge(offers_of(network, NOW)[0], Question(district.facts(), network, load_policy()))

    assert [finding.code for finding in judged.findings] == ["class-other"]
    assert district.facts().wish.id == NEED
