"""An agency's own template on the case's page: brought, filled, handed back, and kept by nobody."""

from __future__ import annotations

from typing import Any

from httpx import Response

from resnet.messages import messages_for
from tests.drawing.forms.hwpx_template import click_here, paragraph, parts_of, run, section, template
from tests.web.town import CASE, MISSING, Town, token_of

ADDRESS = f"/cases/{CASE}/template"
GIVEN = template(section(paragraph(run("{{클라이언트}}")), paragraph(click_here("도장"))))


def bring(browser: Any, content: bytes = GIVEN, record: str = "intake", **more: str) -> Response:
    form = browser.get(ADDRESS)
    data = {"csrf": token_of(form), "record": record, **more}
    return browser.post(ADDRESS, data=data, files={"file": ("양식.hwpx", content)})  # type: ignore[no-any-return]


def test_a_template_comes_back_filled_and_its_name_tells_nobody(town: Town) -> None:
    with town.signed_in("manager") as browser:
        looked = bring(browser, look="yes").text
        filled = bring(browser)

    assert filled.headers["content-disposition"] == 'attachment; filename="intake.hwpx"'
    assert filled.headers["cache-control"] == "no-store"
    assert "이가람" in parts_of(filled.content)["Contents/section0.xml"].decode()
    assert "도장" in looked
    assert messages_for("ko").text("cli-template-filled", count=1) in looked


def test_what_is_no_template_is_refused_and_says_why(town: Town) -> None:
    wrong = template(section(paragraph(run("{{클라이엉트}}"))))
    with town.signed_in("manager") as browser:
        unknown, other = bring(browser, wrong), bring(browser, b"%PDF-1.7")
        nothing = bring(browser, record="diary")

    assert "클라이엉트" in unknown.text
    assert {unknown.status_code, other.status_code, nothing.status_code} <= {400, 409, 422}
    assert not unknown.content.startswith(b"PK")


def test_a_template_is_filled_for_who_works_on_the_case_alone(town: Town) -> None:
    for login in ("client", "outsider", "council"):
        with town.signed_in(login) as browser:
            data = {"csrf": token_of(browser.get("/")), "record": "intake"}
            sent = browser.post(ADDRESS, data=data, files={"file": ("양식.hwpx", GIVEN)})
            assert (sent.status_code, browser.get(ADDRESS).status_code) == (403, 403), login
    with town.signed_in("manager") as browser:
        assert browser.get(f"/cases/case:{MISSING}/template").status_code == 404
