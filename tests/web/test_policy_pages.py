"""Equity and two policies compared, for the council: counts by group, nobody identified."""

from __future__ import annotations

import pytest

from tests.web.town import CLIENT, NEED, Town


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "address", ["/gaps/equity", "/gaps/policies", "/gaps/policies?one=even-1&other=standard-1"]
)
def test_the_council_reads_them_and_finds_no_client(town: Town, address: str, language: str) -> None:
    with town.signed_in("council", language) as browser:
        answer = browser.get(address)

    assert answer.status_code == 200
    assert NEED not in answer.text
    assert CLIENT not in answer.text
    assert "이가람" not in answer.text


@pytest.mark.parametrize("address", ["/gaps/equity?policy=none", "/gaps/policies?other=network"])
def test_a_policy_that_is_not_there_is_refused(town: Town, address: str) -> None:
    with town.signed_in("council") as browser:
        assert browser.get(address).status_code == 400


@pytest.mark.parametrize("login", ["manager", "partner", "client"])
def test_nobody_else_reads_them(town: Town, login: str) -> None:
    with town.signed_in(login) as browser:
        assert browser.get("/gaps/equity").status_code == 403
        assert browser.get("/gaps/policies").status_code == 403
