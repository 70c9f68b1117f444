"""What the command says when it refuses: in the language of the person who typed it."""

from __future__ import annotations

import socket
from pathlib import Path

from tests.cli.command import resnet

KOREAN = {"RESNET_LANGUAGE": "ko"}


def test_a_refusal_is_korean_where_nothing_else_is_set_and_names_its_page(tmp_path: Path) -> None:
    ran = resnet(tmp_path, "search", "급식", "--json", **KOREAN)

    assert "여기에는 저장소가 없습니다" in ran.facts["message"]
    assert ran.facts["page"] == "docs/errors/store-missing.md"
    assert "docs/errors/store-missing.md" in ran.err
    assert "there is no store" not in ran.out + ran.err


def test_english_is_said_where_it_is_chosen(tmp_path: Path) -> None:
    ran = resnet(tmp_path, "search", "meals", "--json")

    assert "there is no store here" in ran.facts["message"]


def test_a_file_that_is_refused_tells_the_place_in_korean(tmp_path: Path) -> None:
    resnet(tmp_path, "init")
    persons = tmp_path / "명단.csv"
    persons.write_text("성명,생년월일\n○○○,1985\n", encoding="utf-8")

    ran = resnet(tmp_path, "ingest", str(persons), **KOREAN)

    assert ran.code == 1
    assert "명단.csv, 1행: 사람의 명단입니다." in ran.out
    assert "docs/errors/not-a-resource-list.md" in ran.out


def test_a_wrong_port_is_called_what_was_typed(tmp_path: Path) -> None:
    typed = resnet(tmp_path, "serve", "--port", "99999", "--json", **KOREAN)
    set_ = resnet(tmp_path, "serve", "--json", RESNET_PORT="99999")

    assert typed.facts["message"].startswith("--port “99999”")
    assert set_.facts["message"].startswith("RESNET_PORT “99999”")


def test_a_taken_port_is_called_what_was_typed(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        typed = resnet(tmp_path, "serve", "--port", port, "--json")
        set_ = resnet(tmp_path, "serve", "--json", RESNET_PORT=port, **KOREAN)

    assert typed.facts["message"].startswith("--port: port " + port)
    assert set_.facts["message"].startswith("RESNET_PORT: 127.0.0.1의 " + port)


def test_words_the_command_does_not_know_are_answered_in_korean(tmp_path: Path) -> None:
    ran = resnet(tmp_path, "nothing", **KOREAN)

    assert ran.code == 2
    assert "명령을 알아듣지 못했습니다" in ran.err
