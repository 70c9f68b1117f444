"""The graph is read once a level, however many nodes stand on it."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from dataclasses import replace
from typing import Any

import httpx
import pytest

from resnet.casework.person_facts import PersonFacts
from resnet.graph.elements import NodeId
from tests.graphql.counted import CountedStore
from tests.graphql.town import Town, post

DIRECTORY = """
{ agencies(first: 100) { nodes {
    name services { name covers { name } locations { address areas { name } } groups { name } }
    locations { address } agreements { name parties { name services { name } } }
} } }
"""
PEOPLE = """
{ clients(first: 100) { nodes {
    name areas { name } needs { text } receives { perWeek service { name } }
    referrals {
      state service { name agencies { name } } sender { name } receivers { name } client { name }
      agreedNeed { text }
    }
} } }
"""
INBOX = "{ referrals(first: 100) { nodes { state client { name } sender { name } service { name } } } }"


def grow(town: Town, count: int) -> None:
    """More of everything."""
    for number in range(count):
        agency = town.world.agency(f"새 기관 {number}")
        town.world.service(f"새 서비스 {number}", agency, "3.1")
        town.world.service(f"둘째 서비스 {number}", agency, "3.2")
        town.world.client(town.manager, town.hub, facts=PersonFacts(name=f"김{number}", birth_year=1950))


def counted(town: Town, query: str, who: NodeId) -> tuple[Counter[str], Any]:
    """How the views were called to answer, the sign-in left out, and the answer."""
    store = CountedStore(town.store)
    app = replace(town, store=store).app()
    post(app, town.keys[who], {"query": "{ __typename }"})
    signing_in = Counter(store.calls)
    store.calls.clear()
    response = post(app, town.keys[who], {"query": query})
    return store.calls - signing_in, response.json()["data"]


@pytest.mark.parametrize("query", [DIRECTORY, PEOPLE, INBOX], ids=["directory", "people", "inbox"])
def test_the_number_of_reads_does_not_grow_with_the_number_of_nodes(town: Town, query: str) -> None:
    grow(town, 2)
    few, _ = counted(town, query, town.hub)
    grow(town, 12)

    many, data = counted(town, query, town.hub)

    assert data is not None
    assert many == few
    assert 0 < many.total() < 45


def test_a_nodes_own_reads_are_those_of_one(town: Town) -> None:
    grow(town, 3)

    calls, data = counted(town, "{ agencies(first: 100) { nodes { services { name } } } }", town.hub)

    assert len(data["agencies"]["nodes"]) == 7
    assert calls == {"find": 1, "edges": 1, "nodes": 1}


def test_requests_at_the_same_time_do_not_mix(town: Town) -> None:
    grow(town, 2)
    app = town.app()
    asked = {
        town.kitchen: {"query": "{ clients { nodes { name } } }"},
        town.stranger: {"query": "{ clients { nodes { name } } nothing }"},
        town.clinic: {
            "query": "query($i: ID!) { client(id: $i) { conditions } }",
            "variables": {"i": town.client},
        },
        town.hub: {"query": DIRECTORY},
    }

    async def send(client: httpx.AsyncClient, who: NodeId) -> tuple[NodeId, int, bytes]:
        headers = {"Authorization": f"Bearer {town.keys[who]}", "Content-Type": "application/json"}
        answer = await client.post("/graphql", headers=headers, content=json.dumps(asked[who]))
        return who, answer.status_code, answer.content

    async def send_all() -> list[tuple[NodeId, int, bytes]]:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://town") as client:
            return await asyncio.gather(*(send(client, who) for _ in range(15) for who in asked))

    answers = asyncio.run(send_all())

    assert len(set(answers)) == len(asked)
    by = {who: (status, content) for who, status, content in answers}
    assert json.loads(by[town.kitchen][1])["data"]["clients"]["nodes"] == [{"name": "이가람"}]
    assert by[town.stranger][0] == 400
    assert json.loads(by[town.clinic][1])["data"]["client"] == {"conditions": ["당뇨"]}
