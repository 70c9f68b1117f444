"""Stores from the command line: made once, opened with the right key, refused with the reason."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.command import resnet


def test_init_makes_a_store_that_only_its_owner_reads(tmp_path: Path) -> None:
    ran = resnet(tmp_path, "init", "--json")

    assert ran.code == 0
    assert ran.facts["terms"] > 0
    for name in ("resnet.db", "resnet.db.key", "resnet.db.access"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_init_never_overwrites(tmp_path: Path) -> None:
    resnet(tmp_path, "init")
    before = (tmp_path / "resnet.db").read_bytes()

    ran = resnet(tmp_path, "init", "--json")

    assert ran.code == 1
    assert ran.facts["error"] == "store-exists"
    assert (tmp_path / "resnet.db").read_bytes() == before


def _junk(folder: Path) -> None:
    (folder / "resnet.db").write_bytes(b"no store at all" * 400)


def _other_key(folder: Path) -> None:
    resnet(folder, "init")
    (folder / "resnet.db.key").chmod(0o600)
    (folder / "resnet.db.key").write_text("ab" * 32 + "\n")


def _no_key(folder: Path) -> None:
    resnet(folder, "init")
    (folder / "resnet.db.key").unlink()


def _nothing(folder: Path) -> None:
    del folder


@pytest.mark.parametrize(
    ("prepare", "code"),
    [
        pytest.param(_nothing, "store-missing", id="nothing there"),
        pytest.param(_junk, "not-a-store", id="a file of something else"),
        pytest.param(_other_key, "wrong-key", id="another key"),
        pytest.param(_no_key, "key-missing", id="no key"),
    ],
)
def test_a_store_that_cannot_be_opened_says_why_and_makes_nothing(
    prepare: object, code: str, tmp_path: Path
) -> None:
    assert callable(prepare)
    prepare(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())

    ran = resnet(tmp_path, "search", "meals", "--json")

    assert (ran.code, ran.facts["error"]) == (1, code)
    assert "Traceback" not in ran.err
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "setting",
    [
        pytest.param({"RESNET_PORT": "eighty"}, id="port no number"),
        pytest.param({"RESNET_PORT": "99999"}, id="port too large"),
        pytest.param({"RESNET_KEY": "abc"}, id="key too short"),
        pytest.param({"RESNET_READING_MB": "12"}, id="no memory to read with"),
        pytest.param({"RESNET_READING_S": "ten"}, id="seconds no number"),
    ],
)
def test_a_wrong_setting_is_wrong_use(setting: dict[str, str], tmp_path: Path) -> None:
    ran = resnet(tmp_path, "search", "x", "--json", **setting)

    assert (ran.code, ran.facts["error"]) == (2, "setting")
    assert "abc" not in ran.out + ran.err


def test_an_unknown_verb_or_language_of_help_never_fails_strangely(tmp_path: Path) -> None:
    assert resnet(tmp_path, "nothing").code == 2
    assert "make a new store" in resnet(tmp_path, "--help").out
    assert "새 저장소" in resnet(tmp_path, "--help", RESNET_LANGUAGE="ko").out


def test_a_store_is_carried_to_another_place_and_on_from_where_it_was(tmp_path: Path) -> None:
    resnet(tmp_path, "init")

    places = str(tmp_path / "resnet.db"), str(tmp_path / "other.db")
    first = resnet(tmp_path, "copy", *places, "--json")
    again = resnet(tmp_path, "copy", *places, "--json")

    assert (first.code, again.code) == (0, 0)
    assert first.facts["digest"] == again.facts["digest"]
    assert (tmp_path / "other.db.key").read_text() != (tmp_path / "resnet.db.key").read_text()
    # That everything was read is on the record, at both places.
    assert first.facts["access_log"] != again.facts["access_log"]
    assert resnet(tmp_path, "check", "--store", places[1], "--json").facts == {"findings": []}


def test_nothing_is_copied_over_another_store(tmp_path: Path) -> None:
    resnet(tmp_path, "init")
    (tmp_path / "elsewhere").mkdir()
    resnet(tmp_path / "elsewhere", "init")
    before = (tmp_path / "elsewhere" / "resnet.db").read_bytes()

    places = str(tmp_path / "resnet.db"), str(tmp_path / "elsewhere" / "resnet.db")
    ran = resnet(tmp_path, "copy", *places, "--json")

    assert (ran.code, ran.facts["error"]) == (1, "not-this-store")
    assert (tmp_path / "elsewhere" / "resnet.db").read_bytes() == before


def test_a_public_copy_is_a_store_like_any_other(tmp_path: Path) -> None:
    resnet(tmp_path, "init")
    places = str(tmp_path / "resnet.db"), str(tmp_path / "public.db")

    ran = resnet(tmp_path, "copy", *places, "--public", "--json")
    again = resnet(tmp_path, "copy", *places, "--public", "--json")

    assert ran.code == 0
    assert ran.facts["public"] > 0
    assert resnet(tmp_path, "check", "--store", places[1], "--json").facts == {"findings": []}
    assert (again.code, again.facts["error"]) == (1, "store-exists")
