"""Layouts that people saved are listed among the lists, and forgotten there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.ingest.mapping.mapping import find_mapping
from tests.ingest.lists import plain_table
from tests.web.handing_in import words_of
from tests.web.town import Town, post, token_of


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def test_a_saved_layout_is_listed_and_forgotten(town: Town) -> None:
    mapping = find_mapping(plain_table([["시설명", "주소", "비상망"], ["가온관", "나래구 해오름로 1", "1"]]))
    saved = town.lists.layouts.save(mapping, "비상 연락망 목록")
    with town.signed_in("coordinator") as browser:
        listed = browser.get("/lists")
        after = post(browser, "/lists/layouts", listed, layout=saved.name)
        again = post(browser, "/lists/layouts", after, layout="../" + saved.name)
    with town.signed_in("manager") as browser:
        refused = browser.post(
            "/lists/layouts", data={"csrf": token_of(browser.get("/directory")), "layout": saved.name}
        )

    assert "비상 연락망 목록" in words_of(listed)
    assert "시설명, 주소, 비상망" in words_of(listed)
    assert "서식을 지웠습니다" in words_of(after)
    assert "비상 연락망 목록" not in words_of(after)
    assert "이미 없습니다" in words_of(again)
    assert refused.status_code == 403
    assert town.lists.layouts.read() == ()


def test_a_layout_that_nobody_can_read_is_said_and_the_page_stands(town: Town) -> None:
    folder = town.lists.layouts.folder
    folder.mkdir(parents=True)
    (folder / "broken.toml").write_text("= nothing", encoding="utf-8")
    with town.signed_in("coordinator") as browser:
        answer = browser.get("/lists")

    assert answer.status_code == 200
    assert "broken.toml" in words_of(answer)
