"""A provider confirms or corrects its own entry in a minute; who keeps the directory sees what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.graph.elements import Node, NodeId, Put
from resnet.graph.reading import edges_in, get_node
from resnet.ingest.freshness.due import read_due
from resnet.messages import messages_for
from tests.fresh_store import NOW
from tests.web.town import MEALS, MISSING, SERVICE, Town, post

EVERYTHING = Scope.everything(reason="test")
KO = messages_for("ko")
ENTRY = f"/directory/{MEALS}/entry"


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def typed(text: str) -> dict[str, str]:
    """What the form holds before anybody touches it."""
    found = dict(re.findall(r'<input type="text"[^>]*? name="([^"]+)" value="([^"]*)"', text))
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        picked = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = picked[1] if picked else ""
    found |= dict(re.findall(r'<input type="hidden" name="(shown[^"]+)" value="([^"]*)"', text))
    found |= dict(re.findall(r'<textarea[^>]*? name="([^"]+)"[^>]*>\n(.*?)</textarea>', text, re.DOTALL))
    return {name: unescape(value) for name, value in found.items() if not name.startswith(("words", "csrf"))}


def test_a_provider_sends_its_entry_as_it_is_and_all_of_it_is_confirmed_today(town: Town) -> None:
    before = get_node(town.store.view(EVERYTHING), MEALS).fields
    with town.signed_in("partner") as browser:
        form = browser.get(ENTRY)
        sent = post(browser, ENTRY, form, **typed(form.text))

    now = get_node(town.store.view(EVERYTHING), MEALS)
    assert KO.text("web-entry-kept") in sent.text
    assert now.text("phone") == before.get("phone", "")
    assert (now.get("verified_at"), now.text("verified_how")) == (NOW, "own-answer")
    assert get_node(town.store.view(EVERYTHING), SERVICE).get("verified_at") == NOW


def test_a_correction_is_the_providers_own_word_and_the_coordinator_sees_before_and_after(
    town: Town,
) -> None:
    with town.signed_in("partner") as browser:
        form = browser.get(ENTRY)
        fields = typed(form.text) | {
            f"{MEALS}.phone": "032) 555-0177",
            f"{SERVICE}.places_open": "3",
            f"{SERVICE}.capacity_state": "capacity",
        }
        sent = post(browser, ENTRY, form, **fields)

    view = town.store.view(EVERYTHING)
    standings = {
        edge.text("standing") for edge in edges_in(view, [SERVICE], "describes") if "said_how" in edge.fields
    }
    changed = {
        (change.field, change.after)
        for answer in read_due(town.store, EVERYTHING).answers
        for change in answer.changes
    }
    assert sent.status_code == 200
    assert get_node(view, MEALS).text("phone") == "032-555-0177"
    assert get_node(view, SERVICE).get("places_open") == 3
    assert standings == {"own-word"}
    assert {("phone", "032-555-0177"), ("places_open", 3), ("capacity_state", "capacity")} <= changed


def test_an_emptied_field_holds_no_longer(town: Town) -> None:
    with town.signed_in("partner") as browser:
        form = browser.get(ENTRY)
        before = typed(form.text)
        post(browser, ENTRY, form, **before | {f"{MEALS}.phone": ""})

    assert before[f"{MEALS}.phone"]
    assert "phone" not in get_node(town.store.view(EVERYTHING), MEALS).fields


def test_what_is_no_number_is_told_at_its_field_and_nothing_is_kept(town: Town) -> None:
    before = len(list(town.store.view(EVERYTHING).feed()))
    with town.signed_in("partner") as browser:
        form = browser.get(ENTRY)
        fields = typed(form.text) | {f"{SERVICE}.places_open": "많음", f"{MEALS}.phone": "032-555-0177"}
        refused = post(browser, ENTRY, form, **fields)

    assert refused.status_code == 422
    assert f'id="{SERVICE}.places_open-amiss"' in refused.text
    assert typed(refused.text)[f"{MEALS}.phone"] == "032-555-0177"
    assert len(list(town.store.view(EVERYTHING).feed())) == before


def test_who_calls_says_how_it_was_found_out(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        form = browser.get(ENTRY)
        unsaid = post(browser, ENTRY, form, **typed(form.text))
        said = post(browser, ENTRY, form, **typed(form.text) | {"how": "visit"})

    assert unsaid.status_code == 422
    assert said.status_code == 200
    assert get_node(town.store.view(EVERYTHING), MEALS).text("verified_how") == "visit"


@pytest.mark.parametrize("login", ["outsider", "council"])
def test_another_agencys_entry_is_not_ones_own(town: Town, login: str) -> None:
    with town.signed_in(login) as browser:
        shown = browser.get(ENTRY)
        page = browser.get(f"/directory/{MEALS}")
        sent = post(browser, ENTRY, page, **{f"{MEALS}.phone": "032-555-0177"})

    assert (shown.status_code, sent.status_code) == (403, 403)
    assert ENTRY not in page.text
    assert get_node(town.store.view(EVERYTHING), MEALS).text("phone") != "032-555-0177"


def test_an_entry_that_is_not_there_is_not_found(town: Town) -> None:
    with town.signed_in("partner") as browser:
        assert browser.get(f"/directory/agency:{MISSING}/entry").status_code == 404


def test_who_keeps_the_directory_sees_when_each_value_was_last_confirmed(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        seen = browser.get(f"/directory/{MEALS}").text
    with town.signed_in("partner") as browser:
        unseen = browser.get(f"/directory/{MEALS}").text

    assert KO.text("web-worn-chance") in seen
    assert KO.text("web-worn-chance") not in unseen


def test_what_somebody_else_corrected_meanwhile_is_not_put_back(town: Town) -> None:
    with town.signed_in("partner") as browser:
        form = browser.get(ENTRY)
        corrected(town, "032-555-0188")

        post(browser, ENTRY, form, **typed(form.text) | {f"{SERVICE}.places_open": "3"})

    view = town.store.view(EVERYTHING)
    assert get_node(view, MEALS).text("phone") == "032-555-0188"
    assert get_node(view, SERVICE).get("places_open") == 3


def test_what_two_correct_at_once_is_told_with_what_stands_and_kept_when_sent_again(town: Town) -> None:
    with town.signed_in("partner") as browser:
        form = browser.get(ENTRY)
        corrected(town, "032-555-0188")
        given = typed(form.text) | {f"{MEALS}.phone": "032-555-0199", f"{SERVICE}.places_open": "3"}

        told = post(browser, ENTRY, form, **given)
        meanwhile = get_node(town.store.view(EVERYTHING), MEALS).text("phone")
        again = post(browser, ENTRY, told, **typed(told.text))

    assert told.status_code == 422
    assert "032-555-0188" in told.text
    assert typed(told.text)[f"{MEALS}.phone"] == "032-555-0199"
    assert meanwhile == "032-555-0188"
    assert KO.text("web-entry-kept") in again.text
    assert get_node(town.store.view(EVERYTHING), MEALS).text("phone") == "032-555-0199"


def test_a_service_that_came_after_the_form_was_shown_loses_nothing(town: Town) -> None:
    later = NodeId("service:later")
    with town.signed_in("partner") as browser:
        form = browser.get(ENTRY)
        town.write(
            *town.folded(later, name="도시락", status="open", phone="032-555-0111"),
            town.edge("offers", MEALS, later),
        )
        post(browser, ENTRY, form, **typed(form.text))

    now = get_node(town.store.view(EVERYTHING), later)
    assert (now.text("phone"), now.text("status")) == ("032-555-0111", "open")
    assert "verified_at" not in now.fields


def test_a_provider_of_many_services_sends_them_all(town: Town) -> None:
    for number in range(40):
        service = NodeId(f"service:many-{number}")
        town.write(*town.folded(service, name=f"교실 {number}"), town.edge("offers", MEALS, service))
    with town.signed_in("partner") as browser:
        form = browser.get(ENTRY)
        sent = post(browser, ENTRY, form, **typed(form.text))

    assert KO.text("web-entry-kept") in sent.text


def corrected(town: Town, phone: str) -> None:
    """A colleague wrote another number down."""
    said = {"standing": "own-word", "said_at": NOW - timedelta(days=1), "phone": phone}
    record = NodeId("record:colleague")
    town.write(Put(Node(id=record, kind="record")), town.edge("describes", record, MEALS, fields=said))
