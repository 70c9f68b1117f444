"""What ends a session ends every copy of its cookie; and guessing at passwords is braked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response

from resnet.access.scope import Scope
from resnet.casework.account import block_account, change_password
from resnet.graph.elements import NodeId, Where
from resnet.messages import messages_for
from tests.web.town import PASSWORD, Town, post

EVERYTHING = Scope.everything(reason="test")
OTHER_PASSWORD = "another sentence for the test"
STRANGER = (303, "/sign-in")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town of this test alone: its sessions are ended here."""
    made = Town(tmp_path)
    yield made
    made.close()


def account_of(town: Town, login: str) -> NodeId:
    return town.store.view(EVERYTHING).find("account", Where(equals={"login": login})).nodes[0].id


def replayed(town: Town, cookie: str, address: str = "/directory") -> Response:
    """What a copy of a cookie opens, in another browser."""
    with town.browser() as thief:
        thief.cookies.set("resnet", cookie, domain="town.local")
        answer: Response = thief.get(address, follow_redirects=False)
        return answer


def where(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.headers.get("location", "")


def test_after_signing_out_no_copy_of_the_cookie_opens_anything(town: Town) -> None:
    with town.signed_in("manager") as browser:
        copy = str(browser.cookies.get("resnet", domain="town.local"))
        assert replayed(town, copy).status_code == 200
        page = browser.get("/cases")

        post(browser, "/sign-out", page)

        assert browser.get("/cases", follow_redirects=False).status_code == 303
        assert where(replayed(town, copy)) == STRANGER


def test_a_form_of_a_session_that_was_ended_does_nothing(town: Town) -> None:
    with town.signed_in("manager") as browser:
        copy = str(browser.cookies.get("resnet", domain="town.local"))
        page = browser.get("/cases")
        post(browser, "/sign-out", page)
    with town.browser() as thief:
        thief.cookies.set("resnet", copy, domain="town.local")
        token = re.findall(r'name="csrf" value="([0-9a-f]+)"', page.text)[0]

        answer = thief.post("/referrals/referral:1/answer", data={"csrf": token}, follow_redirects=False)

    assert where(answer) == STRANGER


def test_signing_out_leaves_everybody_else_signed_in_and_one_signs_in_again(town: Town) -> None:
    with town.signed_in("supervisor") as other, town.signed_in("manager") as browser:
        post(browser, "/sign-out", browser.get("/cases"))

        assert other.get("/cases", follow_redirects=False).status_code == 200
        again = post(browser, "/sign-in", browser.get("/sign-in"), login="manager", password=PASSWORD)
        assert again.url.path == "/cases"


def test_another_password_ends_the_sessions_opened_with_the_old_one(town: Town) -> None:
    with town.signed_in("manager") as browser:
        copy = str(browser.cookies.get("resnet", domain="town.local"))

    change_password(town.store, EVERYTHING, account_of(town, "manager"), OTHER_PASSWORD)

    assert where(replayed(town, copy)) == STRANGER
    with town.browser() as browser:
        old = post(browser, "/sign-in", browser.get("/sign-in"), login="manager", password=PASSWORD)
        assert old.status_code == 401
        new = post(browser, "/sign-in", browser.get("/sign-in"), login="manager", password=OTHER_PASSWORD)
        assert new.url.path == "/cases"


def test_a_blocked_account_is_out_at_once(town: Town) -> None:
    with town.signed_in("admin") as browser:
        assert browser.get("/directory").status_code == 200

        block_account(town.store, EVERYTHING, account_of(town, "admin"))

        assert where(browser.get("/directory", follow_redirects=False)) == STRANGER
        assert browser.get("/sign-in").status_code == 200


def test_where_there_is_no_page_an_ended_session_reads_what_a_stranger_reads(town: Town) -> None:
    with town.signed_in("admin") as browser:
        copy = str(browser.cookies.get("resnet", domain="town.local"))
    block_account(town.store, EVERYTHING, account_of(town, "admin"))

    answer = replayed(town, copy, "/nothing")

    assert answer.status_code == 404
    assert messages_for("ko").text("web-not-found-says") in answer.text


def tried(town: Town, login: str, password: str = "wrong", times: int = 1) -> Response:
    with town.browser() as browser:
        form: Response = browser.get("/sign-in")
        answer = form
        for _ in range(times):
            answer = post(browser, "/sign-in", form, login=login, password=password)
    return answer


def test_after_five_wrong_passwords_even_the_right_one_waits_and_then_opens(town: Town) -> None:
    assert tried(town, "manager", times=5).status_code == 401

    paused = tried(town, "manager", PASSWORD)
    assert paused.status_code == 429
    assert messages_for("ko").text("web-sign-in-paused", minutes=1) in paused.text
    town.clock.move(seconds=31)
    assert tried(town, "manager", PASSWORD).status_code == 200


def test_each_further_failure_doubles_the_pause_up_to_a_quarter_of_an_hour(town: Town) -> None:
    tried(town, "manager", times=5)
    for seconds in (30, 60, 120, 240, 480, 900, 900):
        town.clock.move(seconds=seconds - 1)
        assert tried(town, "manager").status_code == 429
        town.clock.move(seconds=2)
        assert tried(town, "manager").status_code == 401


def test_a_name_that_nobody_has_is_braked_in_the_same_words(town: Town) -> None:
    answers = {}
    for login in ("manager", "nobody"):
        tried(town, login, times=5)
        answers[login] = re.sub(r'value="[^"]*"', "", tried(town, login).text)

    assert answers["manager"] == answers["nobody"]


def test_an_address_that_guesses_at_many_names_is_braked(town: Town) -> None:
    for number in range(20):
        assert tried(town, f"nobody{number}").status_code == 401

    assert tried(town, "coordinator", PASSWORD).status_code == 429


def test_an_own_account_does_not_loosen_the_brake_of_an_address(town: Town) -> None:
    for number in range(19):
        tried(town, f"nobody{number}")
    assert tried(town, "coordinator", PASSWORD).status_code == 200

    tried(town, "nobody19")

    assert tried(town, "nobody20").status_code == 429


def test_whoever_signs_in_has_a_clean_sheet(town: Town) -> None:
    for _ in range(3):
        tried(town, "manager", times=4)
        assert tried(town, "manager", PASSWORD).status_code == 200
