"""Broken files: a sound one of each format that is read, and what becomes of it when it is damaged."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from resnet.ingest.bad_file import BadFileError, Where
from resnet.ingest.readers import guarded
from resnet.ingest.readers.guarded import parse_guarded
from resnet.ingest.readers.limits import Limits
from tests.ingest import formats
from tests.ingest.lists import book_bytes

FAMILY = "gedcom"
HERE = Where("list.bin")
SEEDS: dict[str, Callable[[], bytes]] = {
    "csv": lambda: "\n".join(",".join(row) for row in formats.ROWS).encode("cp949"),
    "xlsx": lambda: book_bytes(formats.ROWS),
    "xls": formats.xls,
    "ods": formats.ods,
    "hwpx": formats.hwpx,
    "hwp": formats.hwp,
    "docx": formats.docx,
    "html": formats.html,
    "pdf": formats.pdf,
    "json": formats.hsds_page,
    "icarol": formats.icarol_page,
    "xml": formats.answer,
    "package": lambda: formats.zipped(formats.hsds_package()),
    FAMILY: formats.family,
}
# Pieces that parsers have stumbled over, put in anywhere.
_PIECES = (
    b"\x00",
    b"\xff\xfe",
    b"\r\r\n",
    b'"',
    b"[" * 3000,
    b"<a>" * 3000,
    b"9" * 400,
    b"&amp;&x;",
    b"\xe2" * 50,
    b"1e999",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]>",
)


@dataclass(frozen=True)
class Mutant:
    """A damaged file, and of which format it was."""

    format: str
    content: bytes


def mutant_of(name: str, chance: random.Random, whole: bytes | None = None) -> Mutant:
    """The next mutant of a format's seed, or of a file ``whole`` of that format."""
    content = SEEDS[name]() if whole is None else whole
    return Mutant(name, _damaged(content, chance) if chance.random() < 0.5 else _inside(content, chance))


def outcome_of(mutant: Mutant, limits: Limits) -> str:
    """``read``, or the code of the refusal; anything else that is raised is a fault of ours."""
    try:
        tables = parse_guarded(mutant.content, HERE, limits, is_family=mutant.format == FAMILY)
    except BadFileError as error:
        return error.code
    assert all(table.rows for table in tables), "a table without rows"
    return "read"


def end_parser() -> None:
    """The parsing process ends, so that what it used at most can be asked."""
    guarded._CHILD.close()


def _damaged(whole: bytes, chance: random.Random) -> bytes:
    """Bits flipped, cut off, a piece cut out, doubled, or something odd put in."""
    mutant = bytearray(whole)
    act = chance.randrange(5)
    if act == 0:
        for _ in range(chance.randrange(1, 12)):
            mutant[chance.randrange(len(mutant))] ^= 1 << chance.randrange(8)
    elif act == 1:
        return bytes(mutant[: chance.randrange(1, len(mutant))])
    else:
        start = chance.randrange(len(mutant))
        end = min(len(mutant), start + chance.randrange(1, 400))
        put = {2: b"", 3: bytes(mutant[start:end]) * 3, 4: chance.choice(_PIECES)}[act]
        mutant[start : start if act == 4 else end] = put
    return bytes(mutant)


def _inside(whole: bytes, chance: random.Random) -> bytes:
    """A container that is sound, with one of its members damaged: that reaches the parsers behind it."""
    if not whole.startswith(b"PK"):
        return _damaged(whole, chance)
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        members: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    victim = chance.choice([name for name, content in members.items() if len(content) > 1])
    members[victim] = _damaged(bytes(members[victim]), chance)  # type: ignore[arg-type]
    return formats.zipped(members)
