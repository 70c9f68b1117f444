"""Two things at once on the pages of lists: sent twice, from two windows, by two processes, out of turn."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from httpx import Response

from resnet.graph.reading import find_all
from resnet.graph.store import EVERY_MOMENT
from resnet.ingest.handed.kept import Handed, Step
from resnet.ingest.handed.work import open_lists, plain_name
from resnet.ingest.turn import turn_at_lists
from tests.fresh_store import settings_at
from tests.ingest.lists import FIXTURES
from tests.web.handing_in import done, hand_in, take, words_of
from tests.web.town import Town, post, token_of

AREAS = (FIXTURES / "areas.csv").read_bytes()
ODD_NAMES = [
    "가" * 300,
    "a" * 300 + ".csv",
    "a." + "b" * 300,
    "." * 300,
    "..",
    "../../etc/passwd",
    "C:\\목록\\..\\..\\x.csv",
    "\u202evsc.exe",
    "a\x00b.csv",
    "<img src=x onerror=alert(1)>.csv",
    "'; DROP TABLE--.csv",
    " ",
]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def kept(town: Town, login: str = "coordinator") -> Handed:
    return town.lists.files.of(f"person:{login}")[0]


def files_taken(town: Town) -> list[Any]:
    return list(find_all(town.everything(EVERY_MOMENT), "taken_file"))


@pytest.mark.parametrize("act", ["look", "take", "drop"])
def test_a_file_that_another_process_works_on_is_left_to_it(town: Town, act: str) -> None:
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser)
        handed = replace(kept(town), step=Step.TAKING)
        with town.lists.files.working_on(handed):
            town.lists.files.set(handed)

            answer = post(browser, f"{seen.url.path}/{act}", seen)

            assert answer.url.path == seen.url.path
            assert kept(town) == handed
            assert town.lists.files.content(handed)


@pytest.mark.parametrize("act", ["look", "take"])
def test_a_page_that_was_left_open_changes_nothing_of_a_file_that_was_taken(town: Town, act: str) -> None:
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser)
        report = take(browser, seen)

        answer = done(browser, post(browser, f"{seen.url.path}/{act}", seen))

    assert words_of(answer) == words_of(report)
    assert len(files_taken(town)) == 1


def test_what_another_process_did_meanwhile_is_not_done_again(town: Town, tmp_path: Path) -> None:
    other = open_lists(town.store, settings_at(tmp_path), bytes(32))
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser)
        waiting = replace(kept(town), step=Step.TAKING)
        report = take(browser, seen)

        other._do(waiting, other._take)
        after = browser.get(seen.url.path)

    assert words_of(after) == words_of(report)
    assert len(files_taken(town)) == 1


def test_a_file_that_was_thrown_away_before_its_turn_does_not_come_back(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        hand_in(browser)
    handed = kept(town)
    town.lists.files.let_go(handed)

    town.lists._do(handed, town.lists._look)

    assert town.lists.files.of("person:coordinator") == []


def test_a_file_is_withdrawn_once_however_often_the_button_is_pressed(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        take(browser, hand_in(browser))
        address = re.findall(r'href="(/lists/taken/[^"]+)"', browser.get("/lists").text)[0]
        shown = browser.get(address)

        answers = [post(browser, f"{address}/withdraw", shown) for _ in range(2)]
        last = [done(browser, each) for each in answers if "/lists/files/" in each.url.path]

    assert "7행을 거두었고" in words_of(last[0])
    assert not any("저장하지 않았습니다" in words_of(each) for each in [*answers, *last])


def test_a_withdrawal_that_came_second_says_that_the_file_is_withdrawn(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        take(browser, hand_in(browser))
        (file,) = files_taken(town)
        first = town.lists.withdraw(town.scope("coordinator"), file.id)
        second = replace(first, id="0" * 32)
        done(browser, browser.get(f"/lists/files/{first.id}"))
        town.lists.files.set(second)
        town.lists._do(second, town.lists._withdraw)

        shown = browser.get(f"/lists/files/{second.id}")

    assert "이미 철회된 파일" in words_of(shown)
    assert "저장하지 않았습니다" not in words_of(shown)
    assert "/look" not in shown.text


def test_areas_are_no_coordinators_to_take_before_anybody_looked_at_them(town: Town) -> None:
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser, "areas.csv", AREAS)
        # As after a server that ended while it looked.
        town.lists.files.set(replace(kept(town), step=Step.LOOKING, seen={}))

        looked = done(browser, post(browser, f"{seen.url.path}/take", seen))
        refused = post(browser, f"{seen.url.path}/take", looked)

    assert refused.status_code == 403
    assert not list(find_all(town.everything(), "area"))


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_file_may_be_called_anything(town: Town, name: str) -> None:
    with town.signed_in("coordinator") as browser:
        form = browser.get("/lists")
        sent: Response = browser.post(
            "/lists", data={"csrf": token_of(form)}, files={"file": (name, b"\xff\xfe\x00")}
        )
        refused = done(browser, sent) if "/lists/files/" in sent.url.path else sent

    assert refused.status_code in {200, 400}
    assert "프로그램에 문제" not in refused.text
    assert "<img" not in refused.text
    assert not list(town.folder.parent.glob("passwd*"))


@pytest.mark.parametrize("name", ODD_NAMES)
def test_a_plain_name_is_one_that_a_file_may_have(tmp_path: Path, name: str) -> None:
    plain = plain_name(name)

    assert plain == plain.strip(" .")
    assert "/" not in plain
    (tmp_path / plain).write_bytes(b"")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_ours_does_not_keep_the_next_file_waiting(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted: list[str] = []
    monkeypatch.setattr(threading, "excepthook", lambda failed: noted.append(str(failed.exc_value)))

    def fails(handed: Handed) -> Handed:
        raise ZeroDivisionError(handed.name)

    with town.signed_in("coordinator") as browser:
        hand_in(browser, "몰래.csv")
        for _ in range(2):
            town.lists._begin(replace(kept(town), step=Step.LOOKING), fails)
        broken = done(browser, browser.get(f"/lists/files/{kept(town).id}"))
        seen = hand_in(browser)

    assert "관리자에게 알려 주세요" in words_of(broken)
    assert "아직 아무것도 바뀌지 않았습니다" in words_of(seen)
    assert "ZeroDivisionError at " in noted[0]
    assert "몰래" not in noted[0]


def test_a_file_is_taken_once_it_is_its_turn(town: Town) -> None:
    """A command may read a list in at the same moment: one waits for the other, whichever came first."""
    with town.signed_in("coordinator") as browser:
        seen = hand_in(browser)
        with turn_at_lists(town.lists.turn):
            post(browser, f"{seen.url.path}/take", seen)
            waiting = browser.get(f"{seen.url.path}/state").json()["busy"]
            time.sleep(0.3)
            taken = files_taken(town)

        done(browser, seen)

    assert (waiting, taken) == (True, [])
    assert len(files_taken(town)) == 1


def test_who_waits_for_the_turn_is_told_once_and_goes_on(tmp_path: Path) -> None:
    waited: list[str] = []
    lock = tmp_path / "lists.turn"
    with ThreadPoolExecutor() as pool:
        with turn_at_lists(lock):
            other = pool.submit(_at_turn, lock, waited)
            time.sleep(0.1)
            assert (waited, other.done()) == (["told"], False)
        other.result(timeout=5)

    assert waited == ["told", "ours"]


def _at_turn(lock: Path, waited: list[str]) -> None:
    with turn_at_lists(lock, lambda: waited.append("told")):
        waited.append("ours")
