"""Every address and every form, with what no browser of ours sends: refused, and never a fault of ours."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.web.routes import _FILES, _OPEN, _PAGES
from tests.web.pairs import pair
from tests.web.town import CASE, MEALS, REFERRAL, Town, token_of

ODD = [
    "\x00",
    "가" * 300,
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "\u202e\u200b\ufeff",
    "9" * 40,
    "2026-02-30",
    "person:client",
    "=cmd|' /C calc'!A0",
]
KNOWN = [CASE, REFERRAL, MEALS, "account:admin", "judgement:1"]
FIELDS = (
    *("act", "judgement", "later", "once", "sheet", "preset", "may_go", "saves", "words", "service_class"),
    *("start", "back", "language", "phone", "how", "chosen", "option", "decided_by", "reason", "policy"),
    *(
        "summary",
        "goal",
        "passes_on",
        "given_how",
        "given_as",
        "until",
        "state",
        "outcome",
        "domain",
        "level",
    ),
)
LOGINS = ["partner", "manager", "coordinator", "client"]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(Path(tmp_path_factory.mktemp("town")))
    pair(made)
    yield made
    made.close()


@pytest.mark.parametrize(
    "login",
    ["manager", *(pytest.param(login, marks=pytest.mark.long) for login in LOGINS if login != "manager")],
)
def test_no_address_and_no_field_brings_a_page_down(town: Town, login: str) -> None:
    wrong = []
    with town.signed_in(login) as browser:
        token = token_of(browser.get("/directory"))
        for method, address in [*_OPEN, *_PAGES]:
            if address in {"/sign-out", "/sign-in"}:
                continue
            for number, odd in enumerate([*ODD, *KNOWN]):
                place = address
                for name in ("id", "name", "form", "group"):
                    place = place.replace("{" + name + "}", _in_an_address(odd))
                if method == "GET":
                    asked = dict.fromkeys(FIELDS, odd[:100])
                    answer = browser.get(place, params=asked if number % 3 else {})
                else:
                    answer = browser.post(place, data={"csrf": token, **dict.fromkeys(FIELDS, odd)})
                if answer.status_code >= 500 or "<script>alert" in answer.text:
                    wrong.append((method, place[:60], odd[:20], answer.status_code))
    assert wrong == []


def _in_an_address(odd: str) -> str:
    return "".join(f"%{byte:02x}" for byte in odd.encode()[:600])


@pytest.mark.parametrize("address", [address for _, address in _FILES])
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"--x\r\n", id="half"),
        pytest.param(b"--x\r\nContent-Disposition: form-data\r\n\r\nx\r\n--x--\r\n", id="no name"),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a\r\nSet-Cookie: x=1"\r\n\r\n'
            b"x\r\n--x--\r\n",
            id="a header in the name",
        ),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n' + b"a" * 9000 + b"\r\n--x--\r\n",
            id="a long field",
        ),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n\xff\xfe\r\n--x--\r\n', id="no UTF-8"
        ),
        pytest.param(
            b"".join(
                b'--x\r\nContent-Disposition: form-data; name="a%d"\r\n\r\n1\r\n' % number
                for number in range(5000)
            )
            + b"--x--\r\n",
            id="many fields",
        ),
        pytest.param(
            b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nX: ' + b"y" * 100_000,
            id="a long header",
        ),
    ],
)
def test_a_broken_form_with_a_file_is_refused(town: Town, address: str, body: bytes) -> None:
    with town.signed_in("coordinator") as browser:
        answer = browser.post(
            address, content=body, headers={"content-type": "multipart/form-data; boundary=x"}
        )

    assert answer.status_code in {400, 403}
    assert "x=1" not in str(answer.headers)
