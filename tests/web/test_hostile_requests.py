"""Requests that no page of ours sends: they tell nothing of what is hidden, and lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Response

from resnet.graph.elements import Node, NodeId, Put
from resnet.ontology.category import Category
from tests.web.town import MISSING, SERVICE, Town, token_of

OURS, HIDDEN = NodeId("agreed_need:community"), NodeId("agreed_need:hidden")
CHOICES: list[dict[str, str]] = [
    {},
    {"chosen": "none", "decided_by": "client"},
    {"chosen": SERVICE, "option": SERVICE, "decided_by": "client"},
    {"chosen": SERVICE},
    {"chosen": "none", "option": SERVICE, "decided_by": "nobody"},
]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A need of the community, open to all, and one of a client that is hidden from everybody."""
    made = Town(Path(tmp_path_factory.mktemp("town")))
    hidden = NodeId("person:hidden")
    made.write(
        Put(Node(id=OURS, kind="agreed_need", category=Category.PUBLIC, fields={"text": "버스가 없다"})),
        Put(Node(id=hidden, kind="person", category=Category.IDENTITY, about=(hidden,))),
        Put(Node(id=HIDDEN, kind="agreed_need", category=Category.HEALTH, about=(hidden,))),
    )
    yield made
    made.close()


def said(answer: Response, need: str) -> tuple[int, str, str]:
    """All that an answer tells, but for the id that was asked and what differs from page to page."""
    text = re.sub(r'value="[^"]*"', "", answer.text)
    return answer.status_code, text, answer.headers.get("location", "").replace(need, "ID")


@pytest.mark.parametrize("given", CHOICES)
@pytest.mark.parametrize("login", ["manager", "supervisor", "client"])
@pytest.mark.parametrize("need", [OURS, HIDDEN])
def test_a_choice_for_a_need_without_a_page_is_answered_as_for_none(
    town: Town, login: str, need: str, given: dict[str, str]
) -> None:
    with town.signed_in(login) as browser:
        token = token_of(browser.get("/directory"))
        answers = [
            said(browser.post(f"/needs/{each}/choose", data={"csrf": token, **given}), each)
            for each in (need, f"agreed_need:{MISSING}")
        ]

    assert answers[0] == answers[1]
    assert answers[0][0] == 404


@pytest.mark.parametrize("address", ["/cases/", "/sign-in/", "/directory/", "/graphql/", "//evil.example/"])
def test_no_address_leads_to_the_host_that_a_request_names(town: Town, address: str) -> None:
    with town.browser() as browser:
        answer = browser.get(
            f"http://town{address}", headers={"host": "evil.example"}, follow_redirects=False
        )

    assert answer.status_code == 404
    assert "location" not in answer.headers
    assert "evil" not in answer.text


@pytest.mark.parametrize("login", [None, "manager"])
def test_a_form_of_another_site_cannot_end_a_session(town: Town, login: str | None) -> None:
    with town.browser() if login is None else town.signed_in(login) as browser:
        answer = browser.post(
            "/sign-out",
            data={"csrf": "0" * 64},
            headers={"origin": "http://evil.example"},
            follow_redirects=False,
        )

    assert answer.status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "..%2f..%2fapp.py",
        "%2e%2e/%2e%2e/app.py",
        "style.css%00.png",
        "....//x",
        "%c0%ae%c0%ae",
        "/etc/passwd",
    ],
)
def test_no_path_leads_out_of_the_static_files(town: Town, name: str) -> None:
    with town.browser() as browser:
        answer = browser.get(f"/static/{name}")

    assert answer.status_code == 404
    assert "import" not in answer.text
