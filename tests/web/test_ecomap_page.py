"""The eco-map gone over on its page: what is said is kept as one act, and nobody else's is overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from resnet.graph.elements import Edge, Node, NodeId, Put
from resnet.graph.reading import edges_out, find_all
from resnet.messages import messages_for
from resnet.ontology.category import Category
from tests.web.town import CASE, CLIENT, HOSTILE, MEALS, MISSING, OTHER, Town, post

ADDRESS = f"/cases/{CASE}/ecomap"
WORDS = messages_for("ko")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    prepare(made)
    yield made
    made.close()


def prepare(town: Town) -> None:
    """A neighbour who is near, and a centre of which nothing was asked."""
    neighbour = NodeId("person:neighbour")
    said = {"name": f"옆집 {HOSTILE}"}
    town.write(
        Put(Node(id=neighbour, kind="person", category=Category.RELATIONS, about=(CLIENT,), fields=said)),
        town.edge("relates_to", CLIENT, neighbour, fields={"nearness": 4, "nature": "weak"}),
        town.edge("relates_to", CLIENT, OTHER),
    )


def holds(town: Town) -> dict[str, Edge]:
    return {edge.end: edge for edge in edges_out(town.everything(), [CLIENT], "relates_to")}


def seen_of(page: Response) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page.text)
    return "" if found is None else found[1]


def send(town: Town, login: str = "manager", **given: Any) -> Response:
    """What the form sends: every row as it stands, but for what is ``given``."""
    with town.signed_in(login) as browser:
        page = browser.get(ADDRESS)
        rows = {f"nearness:{end}": str(edge.get("nearness") or "") for end, edge in holds(town).items()}
        rows |= {f"nature:{end}": edge.text("nature") for end, edge in holds(town).items()}
        return post(browser, ADDRESS, page, **{"seen": seen_of(page), "once": "1", **rows, **given})


def test_what_was_picked_is_kept_with_the_words_on_the_whole_and_the_rest_stays(town: Town) -> None:
    before = holds(town)

    answer = send(
        town,
        **{"nearness:person:neighbour": "5", "whole": "옆집이 제일 든든해요", "plan": "복지관과 가까이"},
    )

    after = holds(town)
    assert answer.url.path == ADDRESS
    assert WORDS.text("ecomap-kept") in answer.text
    assert dict(after["person:neighbour"].fields) == {"nearness": 5, "nature": "weak"}
    assert after[OTHER].id == before[OTHER].id
    assert "옆집이 제일 든든해요" in answer.text
    assert [each.text("plan") for each in find_all(town.everything(), "drawing_note")] == ["복지관과 가까이"]


def test_the_client_changes_the_own_map_too(town: Town) -> None:
    send(town, "client", **{f"nearness:{OTHER}": "1", "whole": "여기는 멀어요"})

    assert holds(town)[OTHER].get("nearness") == 1


def test_what_was_looked_at_before_somebody_else_changed_it_is_not_written_over(town: Town) -> None:
    with town.signed_in("manager") as browser:
        looked_at = seen_of(browser.get(ADDRESS))
    send(town, **{"nearness:person:neighbour": "5"})

    answer = send(town, seen=looked_at, once="2", whole="말", **{"nearness:person:neighbour": "1"})

    assert answer.status_code == 422
    assert WORDS.text("ecomap-changed-meanwhile") in answer.text
    assert ">\n말</textarea>" in answer.text
    assert holds(town)["person:neighbour"].get("nearness") == 5


def test_the_last_change_is_named_and_undone(town: Town) -> None:
    answer = send(town, **{"over:person:neighbour": "yes"})
    version = re.search(r'name="version" value="(\d+)"', answer.text)
    assert version is not None
    assert "옆집 &lt;script&gt;" in answer.text

    with town.signed_in("manager") as browser:
        undone = post(browser, f"{ADDRESS}/undo", browser.get(ADDRESS), version=version[1], once="3")

    assert WORDS.text("ecomap-undone") in undone.text
    assert dict(holds(town)["person:neighbour"].fields) == {"nearness": 4, "nature": "weak"}


@pytest.mark.parametrize(
    ("given", "name"),
    [
        pytest.param({"name": "나눔급식소", "kind": "agency"}, "나눔급식소", id="of the directory"),
        pytest.param({"name": "앞집 할머니", "kind": "person"}, "앞집 할머니", id="a new person"),
        pytest.param({"person": "person:mother"}, "박옥순", id="somebody of the file"),
    ],
)
def test_a_system_comes_as_not_asked(town: Town, given: dict[str, str], name: str) -> None:
    before = set(holds(town))

    with town.signed_in("manager") as browser:
        post(browser, f"{ADDRESS}/systems", browser.get(ADDRESS), once="1", **given)

    (added,) = set(holds(town)) - before
    assert town.everything().nodes([NodeId(added)])[NodeId(added)].text("name") == name
    assert dict(holds(town)[added].fields) == {}


@pytest.mark.parametrize(
    "given",
    [
        {"name": "", "kind": ""},
        {"name": MISSING, "kind": "agency"},
        {"name": "이름", "kind": "household"},
        {"person": "person:partner"},
        {"name": f"다솜센터 {HOSTILE}", "kind": "agency"},
    ],
    ids=["nothing", "unknown", "another kind", "not of the file", "there already"],
)
def test_what_cannot_be_added_is_said_and_nothing_is_kept(town: Town, given: dict[str, str]) -> None:
    before = holds(town)

    with town.signed_in("manager") as browser:
        answer = post(browser, f"{ADDRESS}/systems", browser.get(ADDRESS), once="1", **given)

    assert answer.status_code == 422
    assert holds(town) == before


def test_a_preview_draws_what_the_form_says_and_keeps_nothing(town: Town) -> None:
    before = holds(town)

    with town.signed_in("manager") as browser:
        page = browser.get(ADDRESS)
        given = {"seen": seen_of(page), "nearness:person:neighbour": "1", f"nature:{OTHER}": "strong"}
        drawn = post(browser, f"{ADDRESS}/preview", page, **given)

    assert drawn.status_code == 200
    assert "1/5" in drawn.text
    assert "<script" not in drawn.text
    assert holds(town) == before


@pytest.mark.parametrize("login", ["partner", "outsider", "council", "coordinator"])
def test_nobody_but_client_and_case_work_has_the_page(town: Town, login: str) -> None:
    with town.signed_in(login) as browser:
        answer = browser.get(ADDRESS)

    assert answer.status_code in {403, 404}
    assert "옆집" not in answer.text


def test_a_system_that_is_hidden_reads_as_one_that_never_was(tmp_path: Path) -> None:
    pages = []
    for name, is_there in (("with", True), ("without", False)):
        (tmp_path / name).mkdir()
        town = Town(tmp_path / name)
        if is_there:
            # Somebody of another client's file: this client's circle does not see them.
            hidden = Node(
                id=NodeId("person:x"), kind="person", category=Category.RELATIONS, about=(NodeId("person:x"),)
            )
            town.write(Put(hidden), town.edge("relates_to", CLIENT, "person:x", fields={"nearness": 5}))
        with town.signed_in("manager") as browser:
            pages.append(re.sub(r'value="[^"]*"', "", browser.get(ADDRESS).text))
        town.close()

    assert pages[0] == pages[1]


def test_points_off_the_scale_are_refused_and_the_row_comes_back(town: Town) -> None:
    answer = send(town, **{"nearness:person:neighbour": "9"})

    assert answer.status_code == 422
    assert holds(town)["person:neighbour"].get("nearness") == 4
    assert MEALS not in holds(town)
