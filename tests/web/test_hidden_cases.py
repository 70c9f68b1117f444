"""A case that somebody may not see is absent on every page that is made of one: same bytes, same status."""

from __future__ import annotations

import re
from typing import Any

import pytest

from resnet.drawing.forms.make import FORMS
from resnet.web.routes import _FILES, _PAGES
from tests.web.town import CASE, CLIENT, MISSING, NEED, REFERRAL, Town, token_of

PAGES = [
    "/cases/{case}",
    "/cases/{case}/team",
    "/cases/{case}/together",
    "/cases/{case}/acts",
    "/cases/{case}/genogram.svg",
    "/cases/{case}/genogram.html?then=2026-01-01",
    "/cases/{case}/ecomap.svg",
    "/cases/{case}/ecomap.svg?then=2026-01-01",
    *(f"/cases/{{case}}/forms/{name}.pdf" for name in sorted(FORMS)),
    "/cases/{case}/forms/none.pdf",
]


@pytest.mark.parametrize("login", ["outsider", "coordinator", "council", "admin"])
@pytest.mark.parametrize("page", PAGES)
def test_a_case_that_is_hidden_reads_as_one_that_is_not_there(town: Town, login: str, page: str) -> None:
    with town.signed_in(login) as browser:
        hidden, absent = (browser.get(page.replace("{case}", each)) for each in (CASE, f"case:{MISSING}"))

    assert hidden.status_code == absent.status_code
    assert hidden.status_code in {403, 404}
    assert _told(hidden.text) == _told(absent.text)


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_partner_prints_no_more_of_a_case_than_its_letter_tells(town: Town, name: str) -> None:
    with town.signed_in("partner") as browser:
        answer = browser.get(f"/cases/{CASE}/forms/{name}.pdf")

    assert answer.status_code in {200, 403, 404}
    if answer.status_code == 200:
        text = _text_of(answer.content)
        assert "박옥순" not in text
        assert "밥을 못 해 먹겠어요" not in text


@pytest.mark.parametrize("page", ["team", "together"])
def test_a_partners_proposal_says_nothing_that_its_letter_does_not(town: Town, page: str) -> None:
    with town.signed_in("partner") as browser:
        shown = browser.get(f"/cases/{CASE}/{page}")

    assert not re.search("박옥순|밥을 못|끼니를 거르지", shown.text)


@pytest.mark.parametrize("address", [f"/cases/{CASE}", f"/needs/{NEED}", f"/referrals/{REFERRAL}"])
def test_no_id_of_another_kind_opens_a_page(town: Town, address: str) -> None:
    stem = address.rpartition("/")[0]
    with town.signed_in("outsider") as browser:
        answers = {
            (found.status_code, _told(found.text))
            for each in (CASE, NEED, REFERRAL, CLIENT, "account:admin", f"case:{MISSING}")
            for found in [browser.get(f"{stem}/{each}")]
        }

    assert len(answers) == 1


@pytest.fixture
def left(own_town: Town) -> Town:
    """A town whose client has taken every consent back."""
    own_town.send("client", f"/cases/{CASE}/withdraw", receiver="all")
    return own_town


def test_nothing_done_in_a_case_that_is_hidden_is_answered_otherwise_than_in_none(left: Town) -> None:
    before = sum(1 for _ in left.everything().feed())

    with left.signed_in("manager") as browser:
        token = token_of(browser.get("/emergency"))
        told = {}
        for method, address in {**_PAGES, **_FILES}:
            room = address.split("/")[1]
            there = {"cases": CASE, "needs": NEED, "allocation": NEED}.get(room)
            if there is None or "{id}" not in address:
                continue
            said: dict[str, Any] = {"data": {"csrf": token, "once": "1"}} if method == "POST" else {}
            path = re.sub(r"\{(name|reason)\}", "x", address)
            answers = (
                browser.request(method, path.replace("{id}", each), **said)
                for each in (there, f"{there.partition(':')[0]}:{MISSING}")
            )
            told[method, address] = [(each.status_code, _told(each.text)) for each in answers]

    assert len(told) > 60
    assert [at for at, (hidden, absent) in told.items() if hidden != absent] == []
    assert {hidden[0] for hidden, _ in told.values()} <= {400, 404}
    assert sum(1 for _ in left.everything().feed()) == before


def _told(text: str) -> str:
    return re.sub(r'value="[^"]*"', "", text)


def _text_of(content: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    return "".join(each.get_textpage().get_text_range() for each in document)
