"""Signing in, the session, and the token on every form."""

from __future__ import annotations

import pytest

from resnet.messages import messages_for
from tests.web.town import CASE, NEED, PASSWORD, REFERRAL, Town, post, token_of

FORMS = [
    "/language",
    "/sign-out",
    "/sign-in",
    "/directory/agency:meals/confirm",
    "/directory/agency:meals/entry",
    f"/needs/{NEED}/choose",
    "/choices/choice:1/letter",
    f"/referrals/{REFERRAL}/answer",
    f"/referrals/{REFERRAL}/feedback",
]


@pytest.mark.parametrize("address", FORMS)
@pytest.mark.parametrize("token", ["", "0" * 64, "토큰"], ids=["none", "forged", "korean"])
def test_a_form_without_this_sessions_token_is_refused(town: Town, address: str, token: str) -> None:
    with town.signed_in("manager") as browser:
        answer = browser.post(address, data={"csrf": token, "state": "cancelled"})

    assert answer.status_code == 403
    assert messages_for("ko").text("web-problem-form-expired.mend") in answer.text


def test_a_token_of_another_session_is_refused(town: Town) -> None:
    with town.signed_in("supervisor") as other:
        token = token_of(other.get("/cases"))
    with town.signed_in("manager") as browser:
        answer = browser.post("/sign-out", data={"csrf": token})

    assert answer.status_code == 403


def test_signing_in_gives_a_new_session_that_nobody_knew(town: Town) -> None:
    tokens = set()
    for _ in range(2):
        with town.browser() as browser:
            form = browser.get("/sign-in")
            tokens.add(token_of(form))
            tokens.add(token_of(post(browser, "/sign-in", form, login="manager", password=PASSWORD)))

    assert len(tokens) == 4


@pytest.mark.parametrize(
    ("login", "password"), [("manager", "wrong"), ("nobody", PASSWORD), ("", ""), ("manager\x00", PASSWORD)]
)
def test_a_wrong_name_and_a_wrong_password_read_alike(town: Town, login: str, password: str) -> None:
    with town.browser() as browser:
        answer = post(browser, "/sign-in", browser.get("/sign-in"), login=login, password=password)

    assert answer.status_code == 401
    assert messages_for("ko").text("web-wrong-password") in answer.text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x"]
)
def test_signing_in_never_leads_to_another_site(town: Town, back: str) -> None:
    with town.browser() as browser:
        form = browser.get("/sign-in", params={"back": back})
        asked = {"csrf": token_of(form), "login": "manager", "password": PASSWORD, "back": back}
        answer = browser.post("/sign-in", data=asked, follow_redirects=False)

    assert answer.headers["location"] == "/cases"


def test_after_signing_in_one_is_where_one_wanted_to_be(town: Town) -> None:
    with town.browser() as browser:
        form = browser.get(f"/cases/{CASE}")
        back = form.text.split('name="back" value="')[2].split('"')[0]
        answer = post(browser, "/sign-in", form, login="manager", password=PASSWORD, back=back)

    assert answer.url.path == f"/cases/{CASE}"


def test_the_cookie_cannot_be_read_by_script_nor_sent_by_another_site(town: Town) -> None:
    with town.browser() as browser:
        kept = browser.get("/sign-in").headers["set-cookie"].lower()

    assert "httponly" in kept
    assert "samesite=lax" in kept


def test_a_cookie_that_was_changed_is_a_stranger(town: Town) -> None:
    with town.signed_in("manager") as browser:
        value = browser.cookies.get("resnet", domain="town.local")
        browser.cookies.clear()
        browser.cookies.set("resnet", f"{value}x", domain="town.local")

        assert browser.get("/cases", follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"csrf=" + b"x" * 70_000, "application/x-www-form-urlencoded", id="too large"),
        pytest.param(b"csrf=%ff%fe", "application/x-www-form-urlencoded", id="no UTF-8"),
        pytest.param(b"&".join([b"a=1"] * 601), "application/x-www-form-urlencoded", id="too many fields"),
        pytest.param(b'{"csrf":"x"}', "application/json", id="no form"),
    ],
)
def test_a_form_that_cannot_be_read_is_an_error_page(town: Town, body: bytes, kind: str) -> None:
    with town.signed_in("manager") as browser:
        answer = browser.post("/sign-out", content=body, headers={"content-type": kind})

    assert answer.status_code == 400
    assert "bad-form" in answer.text
