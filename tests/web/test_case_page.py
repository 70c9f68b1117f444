"""A case's page, as who works with it reads it: needs in their order, kin by what they are to the client."""

from __future__ import annotations

import re
from typing import Any

import pytest

from resnet.graph.elements import Node, NodeId, Put
from resnet.messages import messages_for
from resnet.ontology.category import Category
from resnet.web import routes
from resnet.web.pages.look_words import say_look
from tests.web.town import CASE, CLIENT, NEED, Town

KO = messages_for("ko")


def _ascii(name: str) -> str:
    return name.encode().hex()


def _person(town: Town, key: str, **fields: Any) -> NodeId:
    person = NodeId(f"person:{_ascii(key)}")
    said = {"name": key, **fields}
    town.write(Put(Node(id=person, kind="person", category=Category.FAMILY, about=(CLIENT,), fields=said)))
    return person


def _need(town: Town, key: str, state: str, priority: int) -> None:
    need = NodeId(f"agreed_need:{_ascii(key)}")
    said: dict[str, Any] = {"text": key, "domain": "2000000", "state": state, "priority": priority}
    town.write(
        Put(Node(id=need, kind="agreed_need", category=Category.LIVING, about=(CLIENT,), fields=said)),
        town.edge("in_case", need, CASE),
    )


@pytest.fixture(scope="module")
def page(town: Town) -> str:
    parent, partner = "parent_of", "partner_of"
    mother = "person:mother"
    grandmother = _person(town, "외할머니", sex="female", birth_year=1910, death_year=1990)
    stepmother = _person(town, "새어머니", sex="female", birth_year=1932)
    her_father = _person(town, "새외할아버지", sex="male", birth_year=1905)
    brother = _person(town, "남동생", sex="male", birth_year=1955)
    was_wife = _person(town, "전처", sex="female", birth_year=1952)
    son = _person(town, "양아들", sex="male", birth_year=1980)
    lodger = _person(town, "하숙인")
    town.write(
        town.edge(parent, grandmother, mother, fields={"nature": "biological"}),
        town.edge(parent, stepmother, CLIENT, fields={"nature": "step"}),
        town.edge(parent, her_father, stepmother, fields={"nature": "biological"}),
        town.edge(parent, mother, brother, fields={"nature": "biological"}),
        town.edge(partner, CLIENT, was_wife, fields={"nature": "divorced", "from_year": 1999}),
        town.edge(partner, CLIENT, was_wife, fields={"nature": "married", "from_year": 1975}),
        town.edge(parent, CLIENT, son, fields={"nature": "adoptive"}),
        town.edge("lives_in", lodger, "household:1"),
    )
    _need(town, "나중에", "open", 2)
    _need(town, "이미 이룬 것", "met", 1)
    with town.signed_in("manager") as browser:
        return str(browser.get(f"/cases/{CASE}").text)


def _rows(page: str, caption: str) -> dict[str, tuple[str, str]]:
    """Name → (what they are, years) of the table with this caption."""
    table = page.split(f"<caption>{caption}</caption>")[1].split("</table>")[0]
    row = r'<th scope="row">(.*?)</th><td[^>]*>(.*?)</td><td[^>]*>(.*?)</td>'
    return {name: (tie, years) for name, tie, years in re.findall(row, table)}


def test_who_lives_with_the_client_is_a_table_of_its_own(page: str) -> None:
    assert _rows(page, KO.text("web-residents")) == {
        "박옥순": (KO.text("casework-kin-parent", sex="other"), ""),
        "하숙인": (KO.text("casework-kin-none"), ""),
    }


def test_near_kin_are_called_what_they_are_with_years_of_birth_and_death(page: str) -> None:
    assert _rows(page, KO.text("web-elsewhere")) == {
        "외할머니": ("할머니", "1910–1990 (사망)"),
        "새어머니": ("어머니 (의붓)", "1932"),
        "새외할아버지": ("외할아버지", "1905"),
        "남동생": ("남자 형제", "1955"),
        "전처": ("배우자·동반자 (혼인 1975, 이혼 1999)", "1952"),
        "양아들": ("아들 (입양)", "1980"),
    }


def test_needs_being_worked_on_stand_before_those_that_are_met(page: str) -> None:
    first, _, second = page.partition(f"<h3>{KO.text('web-needs-closed')}</h3>")

    assert "나중에" in first
    assert NEED in first
    assert "이미 이룬 것" not in first
    assert "이미 이룬 것" in second
    # What is met asks for no paths.
    assert KO.text("web-find-paths") not in second


def test_an_outsiders_page_names_no_kin_of_a_client_whose_family_is_closed_to_them(
    town: Town, page: str
) -> None:
    assert "외할머니" in page
    with town.signed_in("partner") as browser:
        answer = browser.get(f"/cases/{CASE}")

    assert "외할머니" not in answer.text


@pytest.mark.parametrize("language", ["ko", "en"])
def test_who_looked_is_told_by_the_name_of_the_page_and_never_by_its_address(language: str) -> None:
    words = messages_for(language)
    addresses = [address for method, address in routes._PAGES if not address.startswith("/lists")]

    said = {address: say_look(f"page {address}", words) for address in addresses}

    unnamed = words.text("web-look-page")
    assert [address for address, name in said.items() if "/" in name or name == unnamed] == []
    assert say_look("page /something/new", words) == unnamed
    assert "command" not in say_look("command line: ecomap", messages_for("ko"))
