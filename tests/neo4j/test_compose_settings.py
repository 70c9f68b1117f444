"""The server takes the settings of docker-compose.yml as the image hands them to it."""

from __future__ import annotations

import re

import pytest
from ruamel.yaml import YAML

from scripts.neo4j.lines import LONG_TERM, UnavailableError
from scripts.neo4j.server import Neo4jServer, StartError
from tests.house.checkout import ROOT
from tests.neo4j.kit import lacking

pytestmark = pytest.mark.neo4j


def settings_of_the_container() -> dict[str, str]:
    """What the image writes into neo4j.conf: ``NEO4J_a_b__c`` is ``a.b_c``; a variable has its default."""
    file = YAML(typ="safe").load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    found = {}
    for name, value in file["services"]["neo4j"]["environment"].items():
        if name != "NEO4J_AUTH":
            setting = name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
            found[setting] = re.sub(r"\$\{\w+:-([^}]*)\}", r"\1", value)
    return found


def start(settings: dict[str, str]) -> Neo4jServer:
    try:
        return Neo4jServer.start(line=LONG_TERM, settings=settings)
    except UnavailableError as error:
        lacking(str(error))


def test_the_server_starts_with_the_settings_of_the_container() -> None:
    settings = settings_of_the_container()

    with start(settings) as server:
        asked = "SHOW SETTINGS YIELD name, value WHERE name IN $names RETURN name, value"
        rows = server.driver.execute_query(asked, names=list(settings), database_="neo4j").records

    assert {row["name"] for row in rows} == set(settings)


def test_the_server_refuses_a_setting_it_does_not_know() -> None:
    with pytest.raises(StartError, match=r"db\.lock\.acquisition\.timeoutt"):
        start({"db.lock.acquisition.timeoutt": "15s"})
