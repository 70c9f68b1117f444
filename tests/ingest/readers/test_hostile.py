"""Files made to hurt, and files that are broken: one class of error, nothing half-read, limits held."""

from __future__ import annotations

import io
import random
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.ingest.bad_file import BadFileError, DamagedFileError, OversizedFileError, Where
from resnet.ingest.readers import guarded
from resnet.ingest.readers.guarded import ReadingLimitError, parse_guarded
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.ingest.readers.read import read_tables
from resnet.ingest.run import ingest_file
from resnet.ingest.terms import write_terms
from tests.fresh_store import fresh_store
from tests.ingest import formats
from tests.ingest.lists import book_bytes
from tests.ingest.mutants import SEEDS, Mutant, mutant_of, outcome_of

HERE = Where("list.bin")
EVERYTHING = Scope.everything(reason="test")
# Fourteen formats: more than two thousand in all. `make fuzz` goes on for as long as it is let.
MUTANTS_EACH = 170


@pytest.mark.parametrize("name", SEEDS)
def test_a_mutant_is_read_or_is_a_bad_file_and_nothing_else(name: str) -> None:
    chance = random.Random(name)
    limits = replace(DEFAULT_LIMITS, cpu_s=5)

    outcomes = {outcome_of(mutant_of(name, chance), limits) for _ in range(MUTANTS_EACH)}

    assert len(outcomes) > 1


@pytest.mark.parametrize("name", SEEDS)
def test_a_seed_is_read_whole(name: str) -> None:
    assert outcome_of(Mutant(name, SEEDS[name]()), DEFAULT_LIMITS) == "read"


def test_a_mutant_that_is_refused_leaves_nothing_in_the_store(tmp_path: Path) -> None:
    chance = random.Random("store")
    store = fresh_store(tmp_path)
    write_terms(store)
    for number in range(60):
        name = chance.choice([each for each in SEEDS if each != "gedcom"])
        path = tmp_path / f"list-{number}"
        path.write_bytes(mutant_of(name, chance).content)
        before = len(list(store.view(EVERYTHING).feed()))
        try:
            ingest_file(store, path, scope=EVERYTHING)
        except BadFileError:
            assert len(list(store.view(EVERYTHING).feed())) == before
    store.close()


def _swelling(name: str) -> bytes:
    members = {
        "ods": "content.xml",
        "hwpx": "Contents/section0.xml",
        "docx": "word/document.xml",
        "package": "organizations.csv",
    }
    with zipfile.ZipFile(io.BytesIO(SEEDS[name]())) as archive:
        whole: dict[str, bytes | str] = {each: archive.read(each) for each in archive.namelist()}
    whole[members[name]] = bytes(whole[members[name]]) + b" " * 60_000_000  # type: ignore[arg-type]
    return formats.zipped(whole)


@pytest.mark.parametrize("name", ["ods", "hwpx", "docx", "package"])
def test_an_archive_that_swells_is_refused_in_every_zipped_format(name: str) -> None:
    with pytest.raises(OversizedFileError) as caught:
        parse_guarded(_swelling(name), HERE, DEFAULT_LIMITS)

    assert caught.value.what == "ratio"


def test_an_hwp_body_that_swells_is_refused() -> None:
    cells = [(0, 0, "가" * 2000, 1, 1), *((row, 0, "가" * 2000, 1, 1) for row in range(1, 400))]

    with pytest.raises(OversizedFileError) as caught:
        parse_guarded(formats.hwp(cells), HERE, replace(DEFAULT_LIMITS, unpacked_bytes=100_000))

    assert caught.value.what == "unpacked"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE a [<!ENTITY b "1"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_entities_are_never_expanded(doctype: str) -> None:
    cell = "<tr><tc><subList><p><t>&b;</t></p></subList></tc></tr>"
    section = f'<?xml version="1.0"?>{doctype}<sec><tbl>{cell}</tbl></sec>'
    content = formats.zipped({"mimetype": "application/hwp+zip", "Contents/section0.xml": section})

    with pytest.raises(DamagedFileError) as caught:
        parse_guarded(content, HERE, DEFAULT_LIMITS)

    # Refused by the parser and told as ours, not died of it.
    assert caught.value.variant == "inside"


def test_a_cell_that_spans_everything_is_refused() -> None:
    rows = b"".join(b"<tr><td rowspan=9999 colspan=9999>a</td></tr>" for _ in range(50))

    with pytest.raises(OversizedFileError):
        parse_guarded(b"<table>" + rows + b"</table>", HERE, DEFAULT_LIMITS)


def test_too_little_memory_is_said_and_the_next_file_is_read() -> None:
    many = book_bytes([["가나다라" * 50] * 20] * 4000)

    with pytest.raises(ReadingLimitError) as caught:
        parse_guarded(many, HERE, replace(DEFAULT_LIMITS, memory_mb=90))

    assert caught.value.variant == "memory"
    assert parse_guarded(SEEDS["xlsx"](), HERE, DEFAULT_LIMITS)


def test_too_little_time_is_said_and_the_next_file_is_read() -> None:
    # Thirty thousand ruled cells keep a PDF's reader busy for minutes.
    slow = formats.pdf([[[f"{row}"] * 4 for row in range(3000)]] * 3)
    began = time.monotonic()

    with pytest.raises(ReadingLimitError) as caught:
        parse_guarded(slow, HERE, replace(DEFAULT_LIMITS, cpu_s=1))

    assert caught.value.variant == "time"
    assert time.monotonic() - began < 20
    assert parse_guarded(SEEDS["csv"](), HERE, DEFAULT_LIMITS)


def test_a_parser_that_dies_is_a_damaged_file_and_the_next_one_is_read() -> None:
    parse_guarded(SEEDS["csv"](), HERE, DEFAULT_LIMITS)
    process = guarded._CHILD._process
    assert process is not None
    process.kill()
    process.wait()

    assert parse_guarded(SEEDS["csv"](), HERE, DEFAULT_LIMITS)


def test_the_parsing_process_is_told_no_key_and_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RESNET_KEY", "ab" * 32)
    guarded._CHILD.close()
    parse_guarded(SEEDS["csv"](), HERE, DEFAULT_LIMITS)
    process = guarded._CHILD._process
    assert process is not None

    environ = Path(f"/proc/{process.pid}/environ")
    told = environ.read_bytes() if environ.exists() else b""

    assert b"RESNET_KEY" not in told
    guarded._CHILD.close()


def test_a_formula_stays_words(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("시설명,주소\n=HYPERLINK(1),나래구\n", encoding="utf-8")

    (table,) = read_tables(path)

    assert table.rows[1].cells == ("=HYPERLINK(1)", "나래구")
