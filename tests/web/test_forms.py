"""Records to print: for whom the case is for, blank for who works, and on the record of who looked."""

from __future__ import annotations

import pytest

from resnet.drawing.forms.make import FORMS
from resnet.messages import messages_for
from tests.web.town import CASE, MISSING, Town


@pytest.mark.parametrize("name", FORMS)
def test_a_record_opens_for_whom_the_case_is_for_and_looks_missing_to_others(town: Town, name: str) -> None:
    address = f"/cases/{CASE}/forms/{name}.pdf"
    for login, status in (("manager", 200), ("client", 200), ("outsider", 404), ("council", 403)):
        with town.signed_in(login) as browser:
            answer = browser.get(address)

        assert answer.status_code == status, login
        if status == 200:
            assert answer.headers["content-type"] == "application/pdf"
            assert answer.headers["content-disposition"] == f'inline; filename="{name}.pdf"'
            assert answer.headers["cache-control"] == "no-store"
            assert answer.content.startswith(b"%PDF-")


def test_a_hidden_cases_record_and_a_missing_ones_give_the_same_bytes(town: Town) -> None:
    with town.signed_in("outsider") as browser:
        hidden = browser.get(f"/cases/{CASE}/forms/intake.pdf")
        missing = browser.get(f"/cases/case:{MISSING}/forms/intake.pdf")

    assert hidden.content == missing.content


@pytest.mark.parametrize("name", ["diary.pdf", "intake", "intake.docx", "..%2fintake.pdf"])
def test_a_record_that_is_none_is_not_found(town: Town, name: str) -> None:
    with town.signed_in("manager") as browser:
        assert browser.get(f"/cases/{CASE}/forms/{name}").status_code == 404
        assert browser.get(f"/forms/{name}").status_code == 404


def test_a_blank_record_is_for_who_writes_on_it(town: Town) -> None:
    for login, status in (("manager", 200), ("supervisor", 200), ("council", 403)):
        with town.signed_in(login) as browser:
            assert browser.get("/forms/consent.pdf").status_code == status, login


def test_the_case_page_leads_to_every_record(town: Town) -> None:
    with town.signed_in("manager") as browser:
        page = browser.get(f"/cases/{CASE}").text

    say = messages_for("ko").text
    for name in FORMS:
        assert f'href="/cases/{CASE}/forms/{name}.pdf"' in page
        assert f'href="/forms/{name}.pdf"' in page
        assert say(f"form-{name}") in page


def test_printing_a_record_is_in_the_clients_own_trail(town: Town) -> None:
    with town.signed_in("supervisor") as browser:
        browser.get(f"/cases/{CASE}/forms/closing.pdf")
    with town.signed_in("client") as browser:
        page = browser.get(f"/cases/{CASE}").text

    looks = page.split('id="looks"')[1]
    assert messages_for("ko").text("web-forms") in looks
