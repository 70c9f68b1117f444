"""Three partner agencies over a running server: each is given what the client agreed to, and nothing else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import uvicorn

from resnet.access.trail import looks_at, looks_by
from resnet.casework.withdrawal import Withdrawal, withdraw_consent
from resnet.graph.elements import NodeId
from resnet.ontology.category import Category
from tests.graphql.town import MISSING, Town

FILE = """
query File($client: ID!) {
  client(id: $client) {
    id name sex phone conditions areas { name } needs { text } receives { perWeek } referrals { id state }
  }
}
"""
LETTER = """
query Letter($referral: ID!) {
  referral(id: $referral) { id state summary need client { name phone } agreedNeed { text } sender { name } }
}
"""
NEED = "query Need($need: ID!) { need(id: $need) { id text } needMatches(need: $need) { need } }"
ACCEPT = """
mutation Accept($referral: ID!) {
  acceptReferral(answer: {referral: $referral, commit: "1"}) { state referral { id } }
}
"""
OWN = "{ clients { nodes { id name } next } referrals { nodes { id } next } }"


class Running:
    """A server on the loopback, and who asks it."""

    def __init__(self, town: Town, address: str) -> None:
        self.town, self.address = town, address

    def ask(self, who: NodeId, query: str, **variables: str) -> httpx.Response:
        return httpx.post(
            self.address,
            json={"query": query, "variables": variables},
            headers={"Authorization": f"Bearer {self.town.keys[who]}"},
            timeout=10,
        )

    def data(self, who: NodeId, query: str, **variables: str) -> Any:
        return self.ask(who, query, **variables).json()["data"]


@pytest.fixture
def running(town: Town) -> Iterator[Running]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(town.app(), log_level="warning", ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            assert thread.is_alive()
        port = listening.getsockname()[1]
        yield Running(town, f"http://127.0.0.1:{port}/graphql")
        server.should_exit = True
        thread.join(timeout=10)
    assert not thread.is_alive()


def told(response: httpx.Response) -> tuple[int, bytes, list[tuple[str, str]]]:
    """All that a caller can tell answers apart by."""
    headers = [(name, value) for name, value in response.headers.items() if name != "date"]
    return response.status_code, response.content, headers


def test_each_agency_is_given_what_the_client_agreed_to(running: Running) -> None:
    town = running.town

    files = {
        who: running.data(who, FILE, client=town.client)["client"] for who in (town.kitchen, town.clinic)
    }
    letter = running.data(town.kitchen, LETTER, referral=town.referral)["referral"]

    assert files[town.kitchen] | {"id": ""} == {
        "id": "",
        "name": "이가람",
        "sex": "female",
        "phone": None,
        "conditions": None,
        "areas": [],
        "needs": [{"text": "끼니를 거르지 않고 싶다"}],
        "receives": [],
        "referrals": [{"id": town.referral, "state": "requested"}],
    }
    assert files[town.clinic]["conditions"] == ["당뇨"]
    assert files[town.clinic]["phone"] is None
    assert files[town.clinic]["referrals"] == files[town.clinic]["needs"] == []
    assert letter["summary"] == "혼자 사는 어르신"
    assert letter["client"] == {"name": "이가람", "phone": None}
    assert letter["agreedNeed"] == {"text": "끼니를 거르지 않고 싶다"}
    assert letter["sender"] == {"name": "물빛복지관"}


@pytest.mark.parametrize("query", [FILE, LETTER, NEED, ACCEPT], ids=["client", "referral", "need", "answer"])
def test_what_is_hidden_answers_with_the_bytes_of_what_does_not_exist(running: Running, query: str) -> None:
    town = running.town
    real = {"client": town.client, "referral": town.referral, "need": town.need}
    none = {
        "client": MISSING["person"],
        "referral": MISSING["referral"],
        "need": MISSING["agreed_need"],
    }

    hidden = running.ask(town.stranger, query, **real)
    missing = running.ask(town.stranger, query, **none)

    assert told(hidden) == told(missing)


def test_an_agency_of_one_circle_sees_nothing_of_the_others(running: Running) -> None:
    town = running.town

    hidden = running.ask(town.clinic, LETTER, referral=town.referral)
    missing = running.ask(town.clinic, LETTER, referral=MISSING["referral"])

    assert told(hidden) == told(missing)
    assert running.data(town.clinic, OWN)["referrals"]["nodes"] == []
    assert running.data(town.stranger, OWN) == {
        "clients": {"nodes": [], "next": None},
        "referrals": {"nodes": [], "next": None},
    }


def test_a_withdrawal_works_at_the_next_question(running: Running) -> None:
    town = running.town
    assert running.data(town.clinic, FILE, client=town.client)["client"] is not None

    withdraw_consent(town.store, town.manager, Withdrawal(client=town.client, receiver=town.clinic))

    hidden = running.ask(town.clinic, FILE, client=town.client)
    assert told(hidden) == told(running.ask(town.clinic, FILE, client=MISSING["person"]))
    assert running.data(town.kitchen, FILE, client=town.client)["client"] is not None


def test_a_withdrawal_from_the_letters_reader_closes_the_letter(running: Running) -> None:
    town = running.town

    withdraw_consent(town.store, town.manager, Withdrawal(client=town.client, receiver=town.kitchen))

    assert running.data(town.kitchen, LETTER, referral=town.referral) == {"referral": None}
    assert running.data(town.kitchen, OWN)["referrals"]["nodes"] == []


def test_who_looked_at_what_is_in_the_access_log_and_who_found_nothing_is_not(running: Running) -> None:
    town = running.town
    for who in (town.kitchen, town.clinic, town.stranger):
        running.ask(who, FILE, client=town.client)

    rows = looks_at(town.log, town.client)
    by_clinic = looks_by(town.log, town.clinic)
    seen = {category for row in by_clinic for category in row.look.seen[town.client]}

    assert {town.kitchen, town.clinic} <= {row.look.actor for row in rows}
    assert all(row.look.why == "program /graphql" for row in by_clinic)
    assert all(row.look.path == (town.clinic,) for row in by_clinic)
    assert {Category.IDENTITY, Category.HEALTH} <= seen
    assert not seen & {Category.SERVICES, Category.LIVING, Category.CONTACT}
    assert looks_by(town.log, town.stranger) == []


def test_a_key_that_opens_nothing_is_refused_alike_whatever_is_wrong(running: Running) -> None:
    refused = [
        httpx.post(running.address, json={"query": OWN}, headers=headers, timeout=10)
        for headers in (
            {},
            {"Authorization": "Bearer resnet_" + "0" * 64},
            {"Authorization": "Basic eDp5"},
            {"Authorization": "Bearer " + "x" * 3000},
        )
    ]

    assert {told(each)[:2] for each in refused} == {told(refused[0])[:2]}
    assert refused[0].status_code == 401
    assert refused[0].json()["errors"][0]["extensions"]["code"] == "sign-in"
