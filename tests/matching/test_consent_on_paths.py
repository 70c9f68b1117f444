"""Whom consent lets stand between, and what the receiver may not know yet."""

from __future__ import annotations

import pytest

from tests.matching.district import NOW, District, days
from tests.matching.two_agencies import best, path_finding, two


def between() -> District:
    """The only way leads over a foundation: the centre and it, it and the kitchen have agreements."""
    district = two()
    district.agency("foundation")
    district.agreement("one", "agency:centre", "agency:foundation")
    district.agreement("two", "agency:foundation", "agency:kitchen")
    return district


def test_who_stands_between_may_be_told_only_by_consent() -> None:
    finding = path_finding(between())

    assert finding.code == "path-needs-consent"
    assert [(change.kind, dict(change.args)["who"]) for change in finding.changes] == [
        ("consent", "foundation")
    ]


def test_consent_missing_is_the_reason_that_is_counted() -> None:
    assert between().matched().reasons == {"no-consent": 1}


@pytest.mark.parametrize(
    ("receiver", "category", "code"),
    [
        pytest.param("agency:foundation", "identity", "path-found", id="the agency by name"),
        pytest.param("team:council", "identity", "path-found", id="a team that it belongs to"),
        pytest.param("agency:foundation", "living", "path-needs-consent", id="not who it is about"),
        pytest.param("agency:kitchen", "identity", "path-needs-consent", id="somebody else"),
    ],
)
def test_consent_names_who_may_be_told(receiver: str, category: str, code: str) -> None:
    district = between()
    district.team("council", "agency:foundation")
    district.consent(receiver, category)

    assert path_finding(district).code == code


def test_a_consent_that_has_ended_lets_nobody_know() -> None:
    district = between()
    district.consent("agency:foundation", "identity", until=NOW)

    assert path_finding(district).code == "path-needs-consent"


def test_two_workers_of_one_agency_need_one_consent() -> None:
    district = two()
    district.agency("foundation")
    district.worker("F1", "agency:foundation")
    district.worker("F2", "agency:foundation")
    district.edge("knows", "person:Kim", "person:F1")
    district.edge("knows", "person:F2", "person:Lee")

    finding = path_finding(district)

    assert [dict(change.args)["who"] for change in finding.changes] == ["foundation"]


def test_the_receiver_is_asked_for_when_the_referral_is_prepared() -> None:
    district = two()
    district.edge("knows", "person:Kim", "person:Lee")
    needed = best(district).consent_needed
    assert needed is not None
    assert (needed.receiver, needed.categories) == ("agency:kitchen", ("identity", "living"))

    district.consent("agency:kitchen", "identity")
    needed = best(district).consent_needed
    assert needed is not None
    assert needed.categories == ("living",)

    district.consent("person:Lee", "living")
    assert best(district).consent_needed is None


def test_a_renewal_is_preferred_to_what_would_be_a_larger_change() -> None:
    district = between()
    district.agreement("direct", "agency:centre", "agency:kitchen", until=NOW - days(1))

    # Consent to tell the foundation is smaller (100) than renewing (300).
    assert [change.kind for change in path_finding(district).changes] == ["consent"]


def test_the_fewest_consents_are_asked_for_though_another_way_is_cheaper() -> None:
    district = two()
    for name in ("near", "far"):
        district.agency(name)
        district.worker(f"of-{name}", f"agency:{name}")
    # Cheaper, but two agencies stand between.
    district.edge("knows", "person:Kim", "person:of-near")
    district.edge("knows", "person:of-near", "person:of-far")
    # Dearer: the agreement names nobody, and somebody of the same agency has to be asked.
    district.agreement("pact", "agency:centre", "agency:far")
    district.edge("knows", "person:of-far", "person:Lee")

    finding = path_finding(district)

    assert [(change.kind, dict(change.args)["who"]) for change in finding.changes] == [("consent", "far")]
