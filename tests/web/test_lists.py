"""Lists on the page: handed in, looked at, corrected, taken, taken back, judged, exported."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from resnet.graph.elements import EVERYWHERE, NodeId, Where
from resnet.graph.reading import find_all
from resnet.graph.store import EVERY_MOMENT
from resnet.ingest.handed.kept import Handed, HandedFiles, Step
from tests.ingest.lists import book_bytes, registration_number
from tests.web.handing_in import FACILITIES, done, hand_in, take, withdraw, words_of
from tests.web.pairs import pair
from tests.web.town import CENTRE, MISSING, Town, post, token_of

CLOSED = ["manager", "supervisor", "partner", "council", "client"]
PAGES = ["/lists", "/lists/review", "/lists/due", "/lists/export/directory.csv", f"/lists/files/{MISSING}"]
ODD = book_bytes(
    [
        ["시설명", "주소", "비상망"],
        ["하늘빛지역아동센터", "가람도 나래구 해오름로 12", "032-555-0141"],
        ["별빛지역아동센터", "가람도 나래구 해오름로 14", "032-555-0142"],
    ]
)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    """A town of this test's own: files that are taken change it."""
    made = Town(tmp_path)
    yield made
    made.close()


def names(town: Town) -> list[str]:
    with town.signed_in("coordinator") as browser:
        body = browser.get("/lists/export/directory.csv").content.decode("utf-8-sig")
    return [row[0] for row in csv.reader(io.StringIO(body))][1:]


@pytest.mark.parametrize("login", CLOSED)
@pytest.mark.parametrize("address", PAGES)
def test_lists_are_for_those_who_keep_the_directory(town: Town, login: str, address: str) -> None:
    with town.signed_in(login) as browser:
        answer = browser.get(address)

        assert answer.status_code == 403
        assert "/lists" not in browser.get("/directory").text


@pytest.mark.parametrize("login", [*CLOSED, None])
def test_nobody_else_brings_a_file(town: Town, login: str | None, tmp_path: Path) -> None:
    with town.browser() if login is None else town.signed_in(login) as browser:
        token = token_of(browser.get("/directory"))
        answer = browser.post("/lists", data={"csrf": token}, files={"file": ("a.csv", FACILITIES)})

    assert answer.status_code in {403, 200}
    assert "/lists" not in str(answer.url) or answer.status_code == 403
    assert not list(tmp_path.glob("*.lists/*"))


def test_a_file_is_looked_at_taken_and_taken_back(town: Town) -> None:
    before = names(town)
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser)
        assert names(town) == before

        report = take(browser, seen)
        taken = names(town)
        after = withdraw(browser)

    assert "아직 아무것도 바뀌지 않았습니다" in words_of(seen)
    assert "확실히 읽지 못한 칸" in words_of(seen)
    assert "H열: 전화" in words_of(seen)
    assert "7개 읽음" in words_of(report)
    assert len(taken) == len(before) + 6
    assert "7행을 거두었고" in words_of(after)
    assert names(town) == before


def test_a_form_of_another_site_hands_in_nothing(town: Town, tmp_path: Path) -> None:
    with town.signed_in("coordinator") as browser:
        answer = browser.post("/lists", data={"csrf": "0" * 64}, files={"file": ("a.csv", FACILITIES)})

    assert answer.status_code == 403
    assert not list(tmp_path.glob("*.lists/*"))


def test_a_form_without_a_file_says_so(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        token = token_of(browser.get("/lists"))
        answer = browser.post("/lists", data={"csrf": token}, files={"file": ("", b"")})

    assert answer.status_code == 400
    assert "고른 파일이 없습니다" in words_of(answer)


def test_a_file_above_the_limit_is_not_read_to_its_end(town: Town, tmp_path: Path) -> None:
    with town.signed_in("coordinator") as browser:
        token = token_of(browser.get("/lists"))
        big = b"x" * (65 * 1024 * 1024)
        answer = browser.post("/lists", data={"csrf": token}, files={"file": ("a.csv", big)})

    assert answer.status_code == 400
    assert "64 MB" in words_of(answer)
    assert not list(tmp_path.glob("*.lists/*"))


def test_a_list_of_persons_is_refused_and_its_numbers_are_kept_nowhere(town: Town, tmp_path: Path) -> None:
    number = registration_number("900101", "1")
    content = f"시설명,비고\n가온복지관,{number}\n".encode()
    with town.signed_in("coordinator") as browser:
        refused = hand_in(browser, "list.csv", content)

    assert "주민등록번호" in words_of(refused)
    assert "아무것도 저장하지 않았습니다" in words_of(refused)
    assert number not in refused.text
    assert not list(tmp_path.glob("*.lists/*.list"))


def test_a_number_in_the_name_of_a_file_is_kept_nowhere(town: Town, tmp_path: Path) -> None:
    number = registration_number("900101", "1")
    with town.signed_in("coordinator") as browser:
        refused = hand_in(browser, f"{number}.csv")

    assert refused.status_code == 400
    assert number not in refused.text
    assert not list(tmp_path.glob("*.lists/*"))


def test_another_sheet_and_another_layout_can_be_asked_for(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser, "odd_20250101.xlsx", ODD)
        missing = done(browser, post(browser, f"{seen.url.path}/look", seen, sheet="없는 시트"))
        other = done(
            browser,
            post(browser, f"{missing.url.path}/look", missing, sheet="#1", preset="handbook_resource_list"),
        )
        back = done(browser, post(browser, f"{other.url.path}/look", other, sheet="", preset=""))

    assert "받지 않았습니다" in words_of(missing)
    assert "자원목록(교재 표 7) 서식이 아닙니다" in words_of(other)
    assert "아직 아무것도 바뀌지 않았습니다" in words_of(back)


def test_a_list_whose_name_tells_no_day_is_given_one(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser, "odd.xlsx", ODD)
        dated = done(browser, post(browser, f"{seen.url.path}/look", seen, as_of="2025-03-31"))
        refused = [
            post(browser, f"{seen.url.path}/look", dated, as_of=day)
            for day in ("2199-01-01", "내일", "1-1-1")
        ]
        report = take(browser, browser.get(seen.url.path))

    assert "기준일 2025-03-31" not in words_of(seen)
    assert "기준일 2025-03-31" in words_of(dated)
    assert [answer.status_code for answer in refused] == [400, 400, 400]
    assert "기준일 2025-03-31" in words_of(report)


def test_what_lies_in_the_folder_is_sealed(town: Town, tmp_path: Path) -> None:
    with town.signed_in("coordinator") as browser:
        hand_in(browser, content="시설명,연락처\n누구나아는복지관,032-555-0199\n".encode())

    kept = [path.read_bytes() for path in tmp_path.glob("*.lists/*")]
    assert kept
    assert not any("누구나아는".encode() in each or b"coordinator" in each for each in kept)


def test_what_one_person_handed_in_is_absent_for_another(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        own = hand_in(browser).url.path
    with town.signed_in("admin") as other:
        theirs = other.get(own)
        missing = other.get(f"/lists/files/{MISSING}")

        assert (theirs.status_code, missing.status_code) == (404, 404)
        assert own not in other.get("/lists").text
        assert theirs.text == missing.text


def test_a_corrected_column_is_read_so_and_remembered(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser, "odd_20250101.xlsx", ODD)
        again = done(
            browser,
            post(
                browser,
                f"{seen.url.path}/look",
                seen,
                **{"role-비상망": "phone"},
            ),
        )
        report = done(browser, post(browser, f"{again.url.path}/take", again, saves="yes"))
        later = hand_in(browser, "odd_20260101.xlsx", ODD)

    assert "사람이 정함" not in words_of(seen)
    assert "사람이 정함" in words_of(again)
    assert "사람이 정함" in words_of(later)
    assert "고친 열을 기억해 두었습니다" in words_of(report)
    assert "하늘빛지역아동센터" in names(town)
    assert "2개 읽음" in words_of(later)


def test_work_that_ended_with_its_process_is_gone_on_with(town: Town, tmp_path: Path) -> None:
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser)
        files = town.lists.files
        (handed,) = files.of("person:coordinator")
        files.set(Handed(**{**vars(handed), "step": Step.TAKING}))
        broken = browser.get(seen.url.path)

        report = take(browser, broken)

    assert "중단되었습니다" in words_of(broken)
    assert "7개 읽음" in words_of(report)


def test_a_file_that_is_thrown_away_leaves_nothing(town: Town, tmp_path: Path) -> None:
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser)
        post(browser, f"{seen.url.path}/drop", seen)

        assert browser.get(seen.url.path).status_code == 404
    assert not list(tmp_path.glob("*.lists/*"))


def test_another_key_opens_no_file_of_the_folder(tmp_path: Path) -> None:
    files = HandedFiles(tmp_path / "lists", bytes(32))
    handed = files.keep("a.csv", b"words", "person:a")

    assert HandedFiles(tmp_path / "lists", bytes(31) + b"1").of("person:a") == []
    assert files.content(files.get(handed.id, "person:a")) == b"words"


def test_an_export_opens_in_korean_and_runs_nothing(town: Town) -> None:
    town.write(*town.folded(NodeId("agency:odd"), name="=HYPERLINK(1)", phone="+82-2-555"))
    with town.signed_in("coordinator") as browser:
        as_csv = browser.get("/lists/export/directory.csv")
        book = load_workbook(io.BytesIO(browser.get("/lists/export/directory.xlsx").content))
        form = load_workbook(io.BytesIO(browser.get("/lists/export/resource-list.xlsx").content))

    assert as_csv.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    assert "나눔급식소" in [row[0] for row in rows]
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    cells = [cell for each in (book, form) for row in each.worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert "=HYPERLINK(1)" in [cell.value for cell in cells]
    assert [cell.value for cell in next(form.worksheets[0].iter_rows())][2:4] == [
        "기관명(기관장)",
        "연락처(담당자)",
    ]


@pytest.mark.parametrize("name", ["=1+1", "＝1+1", " =1+1", "\u3000@SUM(1)", "－1", "+1"])
def test_no_exported_cell_begins_a_formula(town: Town, name: str) -> None:
    town.write(*town.folded(NodeId("agency:odd"), name="이상한 곳", remarks=name))
    with town.signed_in("coordinator") as browser:
        text = browser.get("/lists/export/directory.csv").content.decode("utf-8-sig")

    starts = {cell.strip()[:1] for row in csv.reader(io.StringIO(text)) for cell in row}
    assert not starts & set("=+-@＝＋－＠")


def test_the_exported_resource_list_is_read_again_by_its_own_layout(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        exported = browser.get("/lists/export/resource-list.xlsx").content
        seen = hand_in(browser, "resources_20260101.xlsx", exported)

    assert "자원목록(교재 표 7)" in words_of(seen)
    assert "3개 읽음" in words_of(seen)


def test_no_export_tells_where_a_shelter_is(town: Town) -> None:
    with town.signed_in("admin") as browser:
        take(browser, hand_in(browser))
        everything = b"".join(
            browser.get(f"/lists/export/{form}").content for form in ("directory.csv", "directory.csv")
        ).decode()

    assert "도담" in everything
    assert "달빛로 5" not in everything


def test_who_took_and_withdrew_a_file_stands_beside_it(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        take(browser, hand_in(browser))
        withdraw(browser)
        shown = words_of(browser.get("/lists"))

    view = town.everything(EVERY_MOMENT)
    (file,) = find_all(view, "taken_file", EVERYWHERE)
    assert file.get("taken_by") == file.get("withdrawn_by") == "person:coordinator"
    assert "coordinator-이름" in shown
    assert "철회함" in shown


def test_what_cannot_be_taken_back_says_why(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        take(browser, hand_in(browser))
        take(browser, hand_in(browser, "facilities_20260131.csv", FACILITIES.replace(b"0117", b"0199")))
        newest, first = dict.fromkeys(re.findall(r'href="(/lists/taken/[^"]+)"', browser.get("/lists").text))
        shown = browser.get(first)
        refused = post(browser, f"{first}/withdraw", shown, csrf=token_of(browser.get(newest)))

    assert "나중 파일을 먼저 철회한 뒤" in words_of(shown)
    assert refused.status_code == 409
    assert "나중 파일을 먼저 철회한 뒤" in words_of(refused)


def test_a_code_table_of_areas_is_taken_by_administrators_only(town: Town) -> None:
    areas = (FACILITIES, (Path(__file__).parents[1] / "ingest/fixtures/areas.csv").read_bytes())[1]
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser, "areas.csv", areas)
        refused = post(browser, f"{seen.url.path}/take", seen)
    with town.signed_in("admin") as browser:
        report = take(browser, hand_in(browser, "areas.csv", areas))

    assert refused.status_code == 403
    assert report.status_code == 200
    assert list(find_all(town.everything(), "area"))


def test_two_entries_are_judged_and_the_judgement_is_undone(town: Town) -> None:
    pair(town)
    with town.signed_in("coordinator") as browser:
        asked = browser.get("/lists/review")
        once = {"judgement": "judgement:1", "act": "accept", "once": "a"}
        accepted = post(browser, "/lists/review", asked, **once)
        joined = names(town)
        undo = _judgement_of(accepted.text)
        undone = post(browser, "/lists/review", accepted, judgement=undo, act="undo", once="b")

    assert "마루종합사회복지관" in words_of(asked)
    assert "032-555-0155" in words_of(asked)
    assert "같은 곳으로 합쳤습니다" in words_of(accepted)
    assert len([each for each in joined if each.startswith("마루")]) == 1
    assert "판단을 취소했습니다" in words_of(undone)
    assert len([each for each in names(town) if each.startswith("마루")]) == 2


def _judgement_of(text: str) -> str:
    decided = text.partition('id="decided"')[2]
    return decided.partition('name="judgement" value="')[2].partition('"')[0]


def test_a_pair_left_for_later_waits_on_and_a_rejected_one_does_not(town: Town) -> None:
    pair(town)
    with town.signed_in("coordinator") as browser:
        later = browser.get("/lists/review?later=1")
        asked = browser.get("/lists/review")
        rejected = post(browser, "/lists/review", asked, judgement="judgement:1", act="reject", once="a")

    assert "미룬 짝만 남았습니다" in words_of(later)
    assert "판단을 기다리는 짝이 1개" in words_of(asked)
    assert "다른 곳으로 두었습니다" in words_of(rejected)
    assert "판단을 기다리는 짝이 0개" in words_of(rejected)


def test_what_a_partner_corrected_is_shown_beside_what_stood(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        page = browser.get(f"/directory/{CENTRE}")
        post(browser, f"/directory/{CENTRE}/confirm", page, phone="032-100-7777", how="phone", once="a")

        shown = words_of(browser.get("/lists/due"))

    assert "032-100-0001" in shown
    assert "032-100-7777" in shown
    answers = shown.partition("최근에 확인하거나 고친 것")[2]
    assert answers.index("032-100-0001") < answers.index("032-100-7777")


@pytest.mark.parametrize("address", ["/lists", "/lists/review", "/lists/due"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_page_says_something_when_there_is_nothing(town: Town, address: str, language: str) -> None:
    with town.signed_in("coordinator", language) as browser:
        shown = browser.get(address)

    assert shown.status_code == 200
    assert 'class="empty"' in shown.text
    assert town.store.view(town.scope("coordinator")).find("agency", Where(), limit=1).nodes
