"""The sheets of the family: what a case manager writes down there is what the genogram draws."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.graph.elements import NodeId
from resnet.graph.reading import find_all
from resnet.messages import messages_for
from tests.web.test_sheets import edges, send
from tests.web.town import CASE, CLIENT, HOSTILE, Town

MOTHER = "person:mother"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def named(town: Town, name: str) -> str:
    (found,) = [each for each in find_all(town.everything(), "person") if each.text("name") == name]
    return str(found.id)


def picture(town: Town, login: str = "manager") -> str:
    with town.signed_in(login) as browser:
        return str(browser.get(f"/cases/{CASE}/genogram.svg").text)


def test_a_twin_with_signs_of_health_is_written_down_and_drawn(town: Town) -> None:
    sent = send(
        town,
        "relative",
        name=f"이나래 {HOSTILE}",
        sex="female",
        birth_year="1950",
        occupation="간호사",
        health_signs=["physical-recovering"],
        role="twin",
        of=CLIENT,
        twin_nature="identical",
        is_resident="yes",
    )

    twin = named(town, f"이나래 {HOSTILE}")
    drawn = picture(town)
    (tie,) = edges(town, twin, "twin_of")
    assert messages_for("ko").text("sheet-relative-kept") in sent.answer.text
    assert (tie.end, tie.text("nature")) == (CLIENT, "identical")
    assert edges(town, twin, "lives_in")
    for said in ("쌍생아 (일란성)", "신체 질환 회복 중", "간호사", "이나래 &lt;script&gt;"):
        assert said in drawn


def test_a_child_has_both_its_parents_with_birth_order_and_nature(town: Town) -> None:
    send(
        town,
        "relative",
        name="이다온",
        role="child",
        of=CLIENT,
        other_parent=MOTHER,
        parent_nature="foster",
        birth_order="2",
    )

    child = named(town, "이다온")
    ties = edges(town, child, "parent_of")
    assert {tie.start for tie in ties} == {CLIENT, MOTHER}
    assert {(tie.text("nature"), tie.get("birth_order")) for tie in ties} == {("foster", 2)}


def test_a_tie_takes_what_fits_its_kind_and_nothing_else(town: Town) -> None:
    send(
        town,
        "tie",
        kind="feels_about",
        start=CLIENT,
        end=MOTHER,
        feeling="conflict",
        partner_nature="married",
        from_year="1970",
    )

    (tie,) = edges(town, MOTHER, "feels_about")
    assert dict(tie.fields) == {"nature": "conflict"}
    assert "갈등" in picture(town)


def test_what_was_learnt_changes_and_what_was_left_empty_stays(town: Town) -> None:
    send(town, "person", person=MOTHER, death_year="2015", health_signs=["physical"])

    mother = town.everything().nodes([NodeId(MOTHER)])[NodeId(MOTHER)]
    assert mother.text("name") == "박옥순"
    assert (mother.get("death_year"), mother.texts("health_signs")) == (2015, ("physical",))


def test_what_the_worker_writes_on_the_family_stands_beside_it_and_the_last_word_counts(town: Town) -> None:
    bare = picture(town)
    send(town, "genogram-note", words="처음 본 것")
    send(town, "genogram-note", words=f"세 세대가\n함께 산다 {HOSTILE}", plan="형제와 다시 만난다", once="2")

    beside = picture(town)

    assert "manager-이름" in beside
    assert "형제와 다시 만난다" in beside
    assert "&lt;script&gt;" in beside
    assert "사례관리자의 평가" in beside
    assert "사례관리자의 평가" not in bare


def test_an_emotional_triangle_is_written_down_with_its_relations_and_drawn(town: Town) -> None:
    send(town, "relative", name="이한결", role="child", of=CLIENT)
    child = named(town, "이한결")
    send(town, "tie", kind="feels_about", start=CLIENT, end=MOTHER, feeling="conflict")
    three = {"first": CLIENT, "second": MOTHER, "third": child}

    refused = send(town, "triangle", **three, second_third="close")
    kept = send(
        town, "triangle", **three, second_third="close", first_third="distant", words=f"둘 사이 {HOSTILE}"
    )

    assert refused.amiss("first_second")
    assert messages_for("ko").text("sheet-triangle-kept") in kept.answer.text
    drawn = picture(town)
    assert "정서적 삼각관계 1:" in drawn
    assert "둘 사이 &lt;script&gt;" in drawn
    assert drawn.count('class="triangle"') == 1

    triangle = " ".join(("triangle", *sorted(three.values())))
    to_come = send(town, "emotion-ended", what=triangle, last_day="2999-01-01")
    assert to_come.amiss("last_day")
    # Told again, it would come back where only the last telling ended.
    send(town, "triangle", **three, words="아직도", once="2")
    ended = send(town, "emotion-ended", what=triangle, once="3")
    send(town, "emotion-ended", what=f"{CLIENT} {MOTHER} conflict", once="4")

    assert messages_for("ko").text("sheet-emotion-ended-kept") in ended.answer.text
    drawn = picture(town)
    assert "삼각관계" not in drawn
    assert [tie.text("nature") for tie in edges(town, MOTHER, "feels_about")] == ["close"]


@pytest.mark.parametrize(
    ("sheet", "given", "at"),
    [
        pytest.param("relative", {}, "name", id="nobody"),
        pytest.param("relative", {"name": "누구", "role": "child"}, "of", id="whose child"),
        pytest.param("tie", {"kind": "twin_of", "start": MOTHER, "end": MOTHER}, "end", id="of oneself"),
        pytest.param(
            "tie", {"kind": "twin_of", "start": MOTHER, "end": "person:partner"}, "end", id="a worker"
        ),
        pytest.param("triangle", {"first": CLIENT, "second": MOTHER, "third": MOTHER}, "third", id="of two"),
        pytest.param("genogram-note", {"words": " "}, "words", id="no words"),
        pytest.param("person", {"person": MOTHER}, "person", id="nothing said"),
        pytest.param("person", {"person": MOTHER, "death_year": "작년"}, "death_year", id="no year"),
    ],
)
def test_what_is_amiss_is_told_where_and_nothing_is_kept(
    town: Town, sheet: str, given: dict[str, str], at: str
) -> None:
    before = len(list(town.everything().feed()))

    sent = send(town, sheet, **given)

    assert sent.answer.status_code == 422
    assert sent.amiss(at)
    assert len(list(town.everything().feed())) == before


@pytest.mark.parametrize("login", ["client", "partner", "outsider", "council"])
@pytest.mark.parametrize("sheet", ["relative", "tie", "person", "triangle", "emotion-ended", "genogram-note"])
def test_the_family_is_written_by_case_work_alone(town: Town, login: str, sheet: str) -> None:
    with town.signed_in(login) as browser:
        answer = browser.get(f"/cases/{CASE}/{sheet}")

    assert answer.status_code in {403, 404}
    assert not re.search("박옥순", answer.text)
