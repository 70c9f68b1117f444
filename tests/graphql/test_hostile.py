"""No request stops the server, tells the schema in production, or is answered with a server's error."""

from __future__ import annotations

import asyncio
import json
from time import process_time
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from resnet.graphql.body import Asked
from resnet.graphql.document import Documents
from resnet.graphql.limits import ALIAS_LIMIT, BODY_LIMIT_BYTES, DEPTH_LIMIT, FIELD_LIMIT
from resnet.graphql.rate import RateLimit, TooOftenError
from resnet.graphql.schema import make_schema
from tests.graphql.town import Town, post


@pytest.fixture(scope="module")
def app(asked_town: Town) -> FastAPI:
    return asked_town.app(rate=RateLimit(100_000))


def send(app: FastAPI, town: Town, content: bytes) -> httpx.Response:
    return post(app, town.keys[town.kitchen], None, content=content)


def code_of(response: httpx.Response) -> str:
    (error,) = response.json()["errors"]
    return str(error["extensions"]["code"])


def doubling(count: int) -> str:
    """Fragments that spread the next one twice: 2^count fields if each spread is walked."""
    parts = [
        f"fragment F{number} on Query {{ ...F{number + 1} ...F{number + 1} }}" for number in range(count)
    ]
    last = f"fragment F{count} on Query {{ agencies {{ next }} }}"
    return "{ ...F0 } " + " ".join(parts) + last


def around(levels: int) -> str:
    inner = "agency(id: 1) { id }" if levels == 0 else "id"
    for level in range(levels):
        inner = f"services {{ {inner} }}" if level % 2 else f"agencies {{ {inner} }}"
    return f"{{ service(id: 1) {{ {inner} }} }}"


START = b'{"query": "{__typename}", "variables": '
BODIES = [
    pytest.param(b"null", id="null"),
    pytest.param(b"[]", id="a list"),
    pytest.param(b'"query"', id="a string"),
    pytest.param(b"", id="nothing"),
    pytest.param(b"{", id="half of JSON"),
    pytest.param(b'{"query": "\xff\xfe"}', id="no UTF-8"),
    pytest.param(b'{"query": "\\ud800"}', id="half a surrogate pair"),
    pytest.param(START + b'{"a": "\\udfff"}}', id="half a pair in a variable"),
    pytest.param(b"[" * 60_000, id="deep JSON"),
    pytest.param(
        START + b'{"a":' * 5_000 + b"1" + b"}" * 5_001,
        id="deep variables",
    ),
    pytest.param(b'{"query": "{__typename}", "variables": {"a": 1e999}}', id="infinity"),
    pytest.param(START + b'{"a": ' + b"9" * 20_000 + b"}}", id="a number without end"),
    pytest.param(b'{"query": 1}', id="a number for a query"),
    pytest.param(b'{"query": "{__typename}", "variables": []}', id="variables as a list"),
    pytest.param(b'{"query": "{__typename}", "operationName": 1}', id="a number for a name"),
    pytest.param(b'{"query": "{__typename}"}' + b" " * BODY_LIMIT_BYTES, id="too large"),
]


@pytest.mark.parametrize("content", BODIES)
def test_a_body_that_is_no_request_is_a_clean_400(app: FastAPI, asked_town: Town, content: bytes) -> None:
    response = send(app, asked_town, content)

    assert response.status_code == 400
    assert code_of(response) == "bad-request"
    assert response.json()["data"] is None


ONE = "{ agencies { next } }"
MANY = "@skip(if: false) " * 21
DOCUMENTS = [
    pytest.param("", "bad-request", id="empty"),
    pytest.param("{", "bad-request", id="half"),
    pytest.param("{ nothing }", "bad-request", id="a field that is not there"),
    pytest.param("subscription { agencies { next } }", "bad-request", id="a subscription"),
    pytest.param("fragment F on Query { agencies { next } }", "bad-request", id="fragments only"),
    pytest.param("{ agencies { next } } { agencies { next } }", "bad-request", id="two without a name"),
    pytest.param(
        "query A { agencies { next } } query B { agencies { next } }", "bad-request", id="which of two"
    ),
    pytest.param("type Query { a: Int }", "bad-request", id="a schema"),
    pytest.param("{ agencies { ...F } } fragment F on AgencyPage { ...F }", "bad-request", id="a circle"),
    pytest.param("{ " + "a " * 2_001 + "}", "bad-request", id="too many tokens"),
    pytest.param("{ " * 900 + "}" * 900, "bad-request", id="deep without names"),
    pytest.param("{" + "a{" * 900 + "a" + "}" * 901, "bad-request", id="deep fields"),
    pytest.param("{ agencies(first: " + "[" * 900 + ") { next } }", "bad-request", id="deep list"),
    pytest.param("#" + "x" * 60_000 + "\n{ nothing }", "bad-request", id="a long remark"),
    pytest.param(around(DEPTH_LIMIT), "too-much-asked", id="round and round"),
    pytest.param("{" + "...on Query{" * 50 + "a" + "}" * 51, "too-much-asked", id="inline fragments"),
    pytest.param(doubling(9), "too-much-asked", id="fragments that double"),
    pytest.param(doubling(60), "too-much-asked", id="many fragments that double"),
    pytest.param(
        "{" + " ".join(f"a{n}: agencies {{ next }}" for n in range(ALIAS_LIMIT + 1)) + "}",
        "too-much-asked",
        id="aliases",
    ),
    pytest.param(
        "{ ...F ...F } fragment F on Query {"
        + " ".join(f"a{n}: agencies {{ next }}" for n in range(ALIAS_LIMIT // 2 + 1))
        + "}",
        "too-much-asked",
        id="aliases in a fragment, twice",
    ),
    pytest.param("{ agencies {" + "next " * FIELD_LIMIT + "}}", "too-much-asked", id="often"),
    pytest.param("{ agencies " + MANY + "{ next } }", "too-much-asked", id="directives"),
    pytest.param("query A " + MANY + ONE, "too-much-asked", id="directives at the top"),
    pytest.param("query($a: Int, $a: Int) { agencies(first: $a) { next } }", "bad-request", id="twice"),
]


@pytest.mark.parametrize(("document", "code"), DOCUMENTS)
def test_a_hostile_document_is_refused_before_it_runs_and_soon(
    app: FastAPI, asked_town: Town, document: str, code: str
) -> None:
    started = process_time()

    response = send(app, asked_town, json.dumps({"query": document}).encode())

    assert response.status_code == 400, response.text
    assert code_of(response) == code
    # Generous, for a busy machine: what doubles sixty times would never come to an end.
    assert process_time() - started < 10


def test_the_widest_document_that_may_run_is_validated_soon(app: FastAPI, asked_town: Town) -> None:
    fields = "id name " * (FIELD_LIMIT // 2 - 5)
    started = process_time()

    response = send(
        app, asked_town, json.dumps({"query": f"{{ agencies {{ nodes {{ {fields} }} }} }}"}).encode()
    )

    assert response.status_code == 200
    assert process_time() - started < 3


def test_an_answer_that_multiplies_is_cut_off(town: Town) -> None:
    # One shelf holds 80 things of two neighbours: there and back again is 80 × 2 × 80 and more.
    neighbours = [town.world.agency(name) for name in ("윗집", "아랫집")]
    for number in range(80):
        service = town.world.service(f"꾸러미 {number}", neighbours[0], "3.5")
        town.world.join("offers", neighbours[1], service)
    one_way = "{ agencies { nodes { services { agencies { name } } } } }"
    round_about = "{ agencies { nodes { services { agencies { services { agencies { id } } } } } } }"

    assert town.ask(town.kitchen, one_way).json()["data"]["agencies"]["nodes"]
    response = town.ask(town.kitchen, round_about)

    assert {each["extensions"]["code"] for each in response.json()["errors"]} == {"too-much-asked"}
    assert response.json()["data"] is None


def test_a_large_answer_is_paid_for_afterwards(town: Town) -> None:
    for number in range(60):
        town.world.service(f"꾸러미 {number}", town.stranger, "3.5")
    app = town.app(rate=RateLimit(3))
    large = json.dumps({"query": "{ agencies { nodes { services { agencies { id } } } } }"}).encode()

    statuses = [send(app, town, large).status_code for _ in range(3)]

    # Two points a request, one of them for its more than hundred nodes.
    assert statuses == [200, 200, 429]


@pytest.mark.parametrize("query", ["{ __schema { types { name } } }", '{ __type(name: "Agency") { name } }'])
def test_the_schema_is_told_to_nobody_in_production(app: FastAPI, asked_town: Town, query: str) -> None:
    assert code_of(send(app, asked_town, json.dumps({"query": query}).encode())) == "bad-request"

    open_app = asked_town.app(is_production=False)
    assert send(open_app, asked_town, json.dumps({"query": query}).encode()).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "{ agencie { next } }",
        "{ agencies(firs: 1) { next } }",
        "{ agencies { nodes { nam } } }",
        "{ ... on Agenc { id } }",
        '{ needMatches(need: "1", language: KOR) { at } }',
        'mutation { acceptReferral(answer: {referral: "1", commit: "1", languag: KO}) { state } }',
        "query($a: Strin) { agencies(after: $a) { next } }",
    ],
)
def test_no_name_of_the_schema_is_suggested_in_production(app: FastAPI, asked_town: Town, query: str) -> None:
    refused = send(app, asked_town, json.dumps({"query": query}).encode())
    open_app = asked_town.app(is_production=False)

    assert refused.status_code == 400
    assert "Did you mean" not in refused.text
    assert "Did you mean" in send(open_app, asked_town, json.dumps({"query": query}).encode()).text


def test_a_wrong_variable_suggests_nothing_either(app: FastAPI, asked_town: Town) -> None:
    body: dict[str, Any] = {
        "query": 'query($l: Language!) { needMatches(need: "1", language: $l) { at } }',
        "variables": {"l": "KOR"},
    }

    answer = send(app, asked_town, json.dumps(body).encode())

    assert code_of(answer) == "bad-request"
    assert "Did you mean" not in answer.text


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_only_post_is_answered(app: FastAPI, asked_town: Town, method: str) -> None:
    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://town") as client:
            return await client.request(method, "/graphql?query={agencies{next}}")

    assert asyncio.run(ask()).status_code == 405


def test_a_form_of_a_foreign_page_asks_nothing(asked_town: Town, app: FastAPI) -> None:
    response = post(
        app,
        asked_town.keys[asked_town.kitchen],
        None,
        content=b'{"query": "{__typename}"}',
        type_="text/plain",
    )

    assert response.status_code == 400
    assert code_of(response) == "bad-request"


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        pytest.param("query($v: String!) { search(words: $v) { agencies { id } } }", "\x00", id="search"),
        pytest.param("query($v: String) { agencies(after: $v) { next } }", "\x00", id="page mark"),
        pytest.param("query($v: String) { agencies(after: $v) { next } }", "가" * 9_000, id="long mark"),
        pytest.param("query($v: String) { referrals(after: $v) { next } }", "\x00", id="inbox mark"),
        pytest.param("query($v: String) { referrals(state: $v) { next } }", "\x00", id="state"),
        pytest.param("query($v: String) { search(serviceClass: $v) { agencies { id }}}", "\x00", id="class"),
        pytest.param("query($v: ID!) { client(id: $v) { id } }", "person:\x00", id="client"),
        pytest.param("query($v: ID!) { needMatches(need: $v) { at } }", "agreed_need:\n", id="need"),
        pytest.param("query($v: ID!) { agency(id: $v) { id } }", "agency:" + "a" * 9_000, id="long id"),
        pytest.param("query($v: ID!) { agency(id: $v) { id } }", "", id="no id"),
    ],
)
def test_no_value_makes_the_server_fail(app: FastAPI, asked_town: Town, query: str, variables: str) -> None:
    answer = send(app, asked_town, json.dumps({"query": query, "variables": {"v": variables}}).encode())

    codes = [each["extensions"]["code"] for each in answer.json().get("errors", [])]
    assert answer.status_code == 200
    assert set(codes) <= {"bad-input", "bad-cursor", "unknown-term", "bad-value"}


def test_asking_too_often_is_refused_and_says_how_long_to_wait(asked_town: Town) -> None:
    app = asked_town.app(rate=RateLimit(2))
    body = json.dumps({"query": "{ a: agencies { next } b: agencies { next } }"}).encode()

    assert send(app, asked_town, body).status_code == 200
    refused = send(app, asked_town, body)

    assert refused.status_code == 429
    assert code_of(refused) == "too-often"
    assert int(refused.headers["Retry-After"]) > 0
    other = post(app, asked_town.keys[asked_town.clinic], None, content=body)
    assert other.status_code == 200


def test_a_document_that_is_refused_costs_too(asked_town: Town) -> None:
    app = asked_town.app(rate=RateLimit(2))

    statuses = [send(app, asked_town, b"{}").status_code for _ in range(3)]

    assert statuses == [400, 400, 429]


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ("{ agencies { next nodes { id name } } }", 1),
        ("{ a: agencies { next } b: agencies { next } }", 2),
        ('{ needMatches(need: "1") { at } search { groups { id } } }', 12),
        ('{ factsToAsk(need: "1") { whom } teamProposal(client: "1") { seats { seat } } }', 20),
        ('{ needsTogether(client: "1") { minutes } }', 30),
        ("{ allocation { policy } equity { policy } }", 200),
        ('{ policyComparison(other: "even-1") { one } }', 200),
        ("{ ...F ...F } fragment F on Query { a: agencies { next } ... on Query { clients { next } } }", 4),
    ],
)
def test_a_document_costs_what_its_top_level_fields_cost(document: str, cost: int) -> None:
    documents = Documents(make_schema(is_production=True).core, is_production=True)

    assert documents.read(Asked(document)).cost(None) == cost


def test_what_looks_at_all_needs_is_refused_before_it_is_reckoned(asked_town: Town) -> None:
    app = asked_town.app(rate=RateLimit(150))
    asked = json.dumps({"query": "{ allocation { policy } }"}).encode()

    statuses = [send(app, asked_town, asked).status_code for _ in range(2)]

    assert statuses == [200, 429]


def test_a_bucket_fills_at_its_pace() -> None:
    now = [0.0]
    rate = RateLimit(60, clock=lambda: now[0])
    rate.take("a", 60)
    with pytest.raises(TooOftenError) as refused:
        rate.take("a", 5)

    now[0] += refused.value.wait_s
    rate.take("a", 5)
    rate.take("b", 1_000)
