"""Every page, for a stranger, for a member of the case, for an outsider; in both languages."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Route

from resnet.messages import messages_for
from tests.web.town import CASE, HOSTILE, MEALS, MISSING, NEED, OTHER, REFERRAL, Town

# Address → who may open it (200); everybody else who is signed in gets the status beside it.
STAFF = {"manager", "supervisor"}
EVERYBODY = {*STAFF, "partner", "outsider", "coordinator", "council", "admin", "client"}
PAGES = [
    pytest.param("/directory", EVERYBODY, 403, id="directory"),
    pytest.param(f"/directory/{MEALS}", EVERYBODY, 403, id="agency"),
    pytest.param("/network", EVERYBODY, 403, id="network"),
    pytest.param("/network/map", EVERYBODY, 403, id="map"),
    pytest.param("/cases", {*STAFF, "partner", "outsider", "client"}, 403, id="cases"),
    pytest.param("/referrals", {*STAFF, "partner", "outsider"}, 403, id="referrals"),
    pytest.param("/gaps", {"council", "coordinator", "supervisor", "admin"}, 403, id="gaps"),
    pytest.param("/gaps/equity", {"council", "coordinator", "supervisor", "admin"}, 403, id="equity"),
    pytest.param("/gaps/policies", {"council", "coordinator", "supervisor", "admin"}, 403, id="policies"),
    pytest.param("/allocation", {*STAFF, "coordinator"}, 403, id="allocation"),
    pytest.param("/gaps.csv", {"council", "coordinator", "supervisor", "admin"}, 403, id="csv"),
    pytest.param("/gaps/domain.svg", {"council", "coordinator", "supervisor", "admin"}, 403, id="chart"),
]
PERSONAL = [
    pytest.param(f"/cases/{CASE}", {*STAFF, "client"}, id="case"),
    pytest.param(f"/needs/{NEED}/wider", {*STAFF, "client"}, id="wider consent"),
    pytest.param(f"/needs/{NEED}/why/no-service", {*STAFF, "client"}, id="why not"),
    pytest.param(f"/cases/{CASE}/team", {*STAFF, "client"}, id="team"),
    pytest.param(f"/cases/{CASE}/together", {*STAFF, "client"}, id="together"),
    pytest.param(f"/needs/{NEED}", {*STAFF, "client"}, id="need"),
    pytest.param(f"/referrals/{REFERRAL}", {*STAFF, "partner", "client"}, id="referral"),
]


@pytest.mark.parametrize(("address", "allowed", "otherwise"), PAGES)
def test_a_page_opens_for_its_roles_and_refuses_others_with_how_to_mend(
    town: Town, address: str, allowed: set[str], otherwise: int
) -> None:
    for login in sorted(EVERYBODY):
        with town.signed_in(login) as browser:
            answer = browser.get(address)

            assert answer.status_code == (200 if login in allowed else otherwise), (login, answer.text)
            if login not in allowed:
                assert messages_for("ko").text("web-problem-forbidden.mend") in answer.text


@pytest.mark.parametrize(("address", "members"), PERSONAL)
def test_a_personal_page_opens_for_members_and_looks_missing_to_outsiders(
    town: Town, address: str, members: set[str]
) -> None:
    for login in sorted({*STAFF, "partner", "outsider", "client"}):
        with town.signed_in(login) as browser:
            answer = browser.get(address)

            is_member = login in members
            assert answer.status_code == 200 if is_member else answer.status_code in {403, 404}, login
            assert ("이가람" in answer.text or "끼니" in answer.text) == is_member


@pytest.mark.parametrize(("address", "members"), PERSONAL)
def test_a_hidden_thing_and_a_missing_one_give_the_same_bytes(
    town: Town, address: str, members: set[str]
) -> None:
    kind = address.rpartition(":")[0]
    with town.signed_in("outsider") as browser:
        hidden, missing = browser.get(address), browser.get(f"{kind}:{MISSING}")

    assert (hidden.status_code, hidden.content) == (404, missing.content)
    assert _headers(hidden.headers) == _headers(missing.headers)


@pytest.mark.parametrize("address", [param.values[0] for param in (*PAGES, *PERSONAL)] + ["/"])
def test_a_stranger_is_asked_to_sign_in_whatever_the_address(town: Town, address: str) -> None:
    with town.browser() as browser:
        answer = browser.get(str(address), follow_redirects=False)

    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?back=")


def test_a_hidden_thing_cannot_be_written_to_either(town: Town) -> None:
    with town.signed_in("outsider") as browser:
        form = browser.get("/referrals")
        token = form.text.split('name="csrf" value="')[1].split('"')[0]
        asked = {"csrf": token, "state": "accepted"}
        hidden = browser.post(f"/referrals/{REFERRAL}/answer", data=asked)
        missing = browser.post(f"/referrals/referral:{MISSING}/answer", data=asked)

    assert (hidden.status_code, hidden.content) == (404, missing.content)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    ("login", "address"),
    [
        ("manager", "/cases"),
        ("manager", f"/cases/{CASE}"),
        ("manager", f"/needs/{NEED}"),
        ("partner", f"/referrals/{REFERRAL}"),
        ("manager", f"/directory/{OTHER}"),
        ("manager", "/directory"),
        ("manager", "/network"),
        ("council", "/gaps"),
    ],
)
def test_hostile_names_are_words_and_nothing_else(
    town: Town, login: str, address: str, language: str
) -> None:
    with town.signed_in(login, language) as browser:
        answer = browser.get(address)

    assert answer.status_code == 200
    assert HOSTILE not in answer.text
    assert "<script>alert" not in answer.text
    assert f'lang="{language}"' in answer.text


def test_the_menu_speaks_the_language_that_was_switched_to(town: Town) -> None:
    with town.signed_in("manager") as browser:
        page = browser.get("/cases")
        token = page.text.split('name="csrf" value="')[1].split('"')[0]
        english = browser.post("/language", data={"csrf": token, "language": "en", "back": "/cases"})

    assert messages_for("en").text("web-menu-directory") in english.text
    assert english.url.path == "/cases"


def test_pages_run_no_script_keep_no_copy_and_ask_no_stranger(town: Town) -> None:
    with town.signed_in("manager") as browser:
        for address in ("/cases", f"/cases/{CASE}", "/directory"):
            answer = browser.get(address)

            policy = answer.headers["content-security-policy"]
            assert "script-src" not in policy
            assert "default-src 'none'" in policy
            assert answer.headers["cache-control"] == "no-store"
            assert "<script" not in answer.text
            assert "http://" not in answer.text.replace("http://town", "")
            assert "https://" not in answer.text


def test_the_map_runs_only_scripts_of_this_server(town: Town) -> None:
    with town.signed_in("manager") as browser:
        answer = browser.get("/network")

    assert "script-src 'self';" in answer.headers["content-security-policy"]
    assert "//" not in answer.text.replace("</", "").replace("<!doctype html>", "")
    assert "data-query" in answer.text


def test_what_the_map_is_drawn_from_holds_names_as_words_only(town: Town) -> None:
    with town.signed_in("manager") as browser:
        answer = browser.get("/network/map?loners=1&tie_offer=1")
        told = browser.get(f"/network/spot?loners=1&spot={OTHER}")

    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<" not in answer.text + told.text
    assert HOSTILE in str(answer.json()["spots"]["name"])
    assert told.json()["name"].endswith(HOSTILE)


def test_reading_a_case_is_in_the_clients_own_trail(town: Town) -> None:
    with town.signed_in("supervisor") as browser:
        browser.get(f"/cases/{CASE}")
    with town.signed_in("client") as browser:
        page = browser.get(f"/cases/{CASE}")

    assert "supervisor-이름" in page.text
    assert messages_for("ko").text("web-page-case") in page.text


def test_an_unknown_address_is_a_page_too(town: Town) -> None:
    with town.signed_in("manager") as browser:
        answer = browser.get("/no/such/page")

    assert answer.status_code == 404
    assert messages_for("ko").text("web-problem-not-found.mend") in answer.text


def test_health_says_whether_the_store_can_be_read(town: Town) -> None:
    with town.browser() as browser:
        assert browser.get("/health").json() == {"status": "ok"}


def _headers(headers: object) -> list[tuple[str, str]]:
    return sorted((name, value) for name, value in dict(headers).items() if name != "date")  # type: ignore[call-overload]


@pytest.mark.parametrize("address", [f"/cases/{CASE}/genogram.svg", f"/cases/{CASE}/ecomap.svg"])
def test_a_drawing_is_for_whom_the_case_is_for(town: Town, address: str) -> None:
    for login, status in (("manager", 200), ("client", 200), ("outsider", 404), ("council", 403)):
        with town.signed_in(login) as browser:
            answer = browser.get(address)

        assert answer.status_code == status, login
        if status == 200:
            assert answer.headers["content-type"] == "image/svg+xml"
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            assert "<script" not in answer.text


def test_a_hidden_cases_drawing_and_a_missing_ones_give_the_same_bytes(town: Town) -> None:
    with town.signed_in("outsider") as browser:
        hidden = browser.get(f"/cases/{CASE}/ecomap.svg?then=2026-01-01")
        missing = browser.get(f"/cases/case:{MISSING}/ecomap.svg?then=2026-01-01")

    assert hidden.content == missing.content


@pytest.mark.parametrize("then", ["2026-13-01", "yesterday", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_is_said_so(town: Town, then: str) -> None:
    with town.signed_in("manager") as browser:
        answer = browser.get(f"/cases/{CASE}", params={"then": then})

    assert answer.status_code == 400
    assert "bad-entry" in answer.text


def test_the_drawings_are_compared_with_the_day_that_was_asked_for(town: Town) -> None:
    with town.signed_in("manager") as browser:
        page = browser.get(f"/cases/{CASE}", params={"then": "2026-09-01"})
        family = browser.get(f"/cases/{CASE}/genogram.svg", params={"then": "2026-09-01"})

    assert f"/cases/{CASE}/ecomap.svg?then=2026-09-01" in page.text
    assert f"/cases/{CASE}/genogram.html?then=2026-09-01" in page.text
    assert "2026. 9. 1.의 가족" in family.text
    assert "<table>" in page.text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        pytest.param("밑반찬", True, id="a service's name"),
        pytest.param("밑 반찬", True, id="spaced otherwise"),
        pytest.param("나눔 급식소", True, id="the agency's name"),
        pytest.param("없는말", False, id="nothing"),
        pytest.param("<script>", False, id="hostile"),
    ],
)
def test_the_directory_finds_providers_by_any_word_of_theirs(town: Town, words: str, found: bool) -> None:
    with town.signed_in("partner") as browser:
        answer = browser.get("/directory", params={"words": words})

    assert ("/directory/agency:meals" in answer.text) == found
    # An empty answer says so, and how to widen it.
    if words == "없는말":
        assert messages_for("ko").text("web-nothing-found") in answer.text


def test_the_class_filter_keeps_providers_of_the_large_and_the_middle_class(town: Town) -> None:
    with town.signed_in("partner") as browser:
        for code, is_there in (("3", True), ("3.2", True), ("1", False)):
            answer = browser.get("/directory", params={"service_class": code})

            assert ("/directory/agency:meals" in answer.text) == is_there


def test_a_fault_of_ours_is_a_page_that_tells_nothing(town: Town) -> None:
    async def fail(request: object) -> None:
        raise ZeroDivisionError(HOSTILE)

    town.app.router.routes.append(Route("/fault", fail))
    with town.browser(is_strict=False) as browser:
        answer = browser.get("/fault")

    assert answer.status_code == 500
    assert messages_for("ko").text("web-problem-fault.mend") in answer.text
    assert "ZeroDivision" not in answer.text
    assert "alert(" not in answer.text


def test_no_page_leads_a_client_to_one_that_is_closed_to_them(town: Town) -> None:
    with town.signed_in("client") as browser:
        page = browser.get(f"/referrals/{REFERRAL}")
        found = {
            each for each in re.findall(r'href="(/[^"#]*)"', page.text) if not each.startswith("/static")
        }

        assert {each: browser.get(each).status_code for each in found} == dict.fromkeys(found, 200)
