"""The queries that analysts are shown: each runs as it is printed, and answers what it says."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from resnet.graph.elements import Node, NodeId
from resnet.ontology.category import Category
from scripts.neo4j.server import Neo4jServer
from tests.store import on_server
from tests.store.town import BEGIN, CENTRE, CLINIC, HANA, Clock, Town, consent, edge, node

pytestmark = pytest.mark.neo4j
PAGE = Path(__file__).parents[2] / "docs" / "analysts.md"
QUERIES = dict(
    re.findall(
        r"^### (.+?)\n.*?^```cypher\n(.*?)^```", PAGE.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
    )
)
DAY = timedelta(days=1)
BRIDGE, SCHOOL = NodeId("agency:bridge"), NodeId("agency:school")


@pytest.fixture
def server(neo4j_server: Neo4jServer) -> Neo4jServer:
    """A small district whose answers can be told by hand."""
    store = on_server.fresh_server_store(neo4j_server, Clock())
    town = Town(store, Clock())
    _directory(town)
    _needs(town)
    store.close()
    return neo4j_server


def _directory(town: Town) -> None:
    for number, code in enumerate(("11", "22")):
        place, area = f"place:{number}", f"area:{code}"
        town.put(node(area, name=f"구{code}", code=code), node(place))
        town.put(edge("in_area", place, area), edge("located_at", (CENTRE, CLINIC)[number], place))
    town.put(node(BRIDGE), node(SCHOOL), *(node(f"record:{number}") for number in range(3)))
    for number, (agency, name) in enumerate(((BRIDGE, "다리센터"), (SCHOOL, "배움학교"))):
        town.put(edge("describes", f"record:{number}", agency, standing="list", name=name, said_at=BEGIN))
    town.put(
        edge(
            "describes",
            "record:2",
            BRIDGE,
            standing="verification",
            phone="032-700-0000",
            said_by="김코디",
            said_at=BEGIN + DAY,
        )
    )
    for number, other in enumerate((CENTRE, CLINIC, SCHOOL)):
        deal = NodeId(f"agreement:{number}")
        until = BEGIN + (30 + 100 * number) * DAY
        town.put(Node(id=deal, kind="agreement", fields={"name": f"협약{number}"}, since=BEGIN, until=until))
        town.put(edge("party_to", BRIDGE, deal), edge("party_to", other, deal))
    town.put(node("term:meal", vocabulary="service_classes", code="5", name_ko="식사"))
    town.put(
        node("service:open"),
        edge("meets", "service:open", "term:meal"),
        edge("covers", "service:open", "area:11"),
    )
    town.put(node("record:9"), edge("describes", "record:9", "service:open", standing="list", places_open=4))


def _needs(town: Town) -> None:
    town.put(node("case:1", HANA), edge("concerns", "case:1", HANA), edge("resides_in", HANA, "area:11"))
    for number in range(6):
        town.put(node(f"agreed_need:{number}", HANA, domain="0000000", state="open" if number < 5 else "met"))
        town.put(edge("in_case", f"agreed_need:{number}", "case:1"))
    town.put(
        node("referral:done", HANA, state="accepted"), edge("for_need", "referral:done", "agreed_need:5")
    )
    town.put(edge("addressed_to", "referral:done", CLINIC))
    town.put(consent(HANA, CENTRE, Category.CASE), consent(HANA, "referral:done", Category.SERVICES))


def asked(server: Neo4jServer, heading: str, **values: Any) -> list[list[Any]]:
    return on_server.asked(server, QUERIES[heading], **{"now": BEGIN + DAY, **values})


def test_who_said_a_phone_number_and_when(server: Neo4jServer) -> None:
    found = asked(server, "Who said this phone number, and when", name="다리센터")

    assert [row[:3] for row in found] == [["032-700-0000", "verification", "김코디"]]
    assert found[0][3].to_native() == BEGIN + DAY


def test_which_agreement_joins_two(server: Neo4jServer) -> None:
    found = asked(server, "Which agreement joins these two", one="다리센터", other="배움학교")

    assert [row[0] for row in found] == ["협약2"]


def test_which_agreements_end_soon(server: Neo4jServer) -> None:
    found = asked(server, "Which agreements end within ninety days")

    assert [(row[0], row[1].to_native()) for row in found] == [("협약0", (BEGIN + 30 * DAY).date())]


def test_which_agencies_bridge_two_districts(server: Neo4jServer) -> None:
    heading = "Which agencies bridge two districts"

    assert asked(server, heading, districts=["11", "22"]) == [["다리센터"]]
    assert asked(server, heading, districts=["11", "22"], now=BEGIN + 60 * DAY) == []


def test_services_open_to_referrals(server: Neo4jServer) -> None:
    assert asked(server, "Services open to referrals, by class and area") == [["식사", "구11", 1, 4]]


def test_how_many_steps_apart(server: Neo4jServer) -> None:
    found = asked(server, "How many steps apart two agencies are", one="다리센터", other="배움학교")

    assert found == [[["다리센터", "협약2", "배움학교"]]]


def test_unmet_needs_by_neighbourhood_withhold_what_is_below_five(server: Neo4jServer) -> None:
    heading = "Unmet needs by neighbourhood"
    assert asked(server, heading) == [["구11", "0000000", 5]]

    server.driver.execute_query("MATCH (n:agreed_need {id: 'agreed_need:0'}) SET n.state = 'withdrawn'")

    assert asked(server, heading) == []


def test_which_consent_lets_an_agency_see(server: Neo4jServer) -> None:
    heading = "Which consent lets this agency see"

    mine = asked(server, heading, client=HANA, agency=CENTRE)
    theirs = asked(server, heading, client=HANA, agency=CLINIC)

    assert [row[0] for row in mine] == ["case"]
    assert [(row[0], row[2]) for row in theirs] == [("services", "referral:done")]


def test_every_query_of_the_page_is_run() -> None:
    text = Path(__file__).read_text(encoding="utf-8")

    assert sorted(heading for heading in QUERIES if f'"{heading}"' not in text) == []
    assert len(QUERIES) == PAGE.read_text(encoding="utf-8").count("```cypher")
