"""Family files (GEDCOM 5.5, 5.5.1, 7): who is in them, whose child, whose partner; as three tables.

Only what a genogram asks for is read: names, sex, birth, death, couples and children. Notes, pictures,
addresses, religion, causes of death are never taken out of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from resnet.ingest.bad_file import (
    DamagedFileError,
    OversizedFileError,
    PersonNumberError,
    UndecodableFileError,
    UnsupportedFileError,
    Where,
)
from resnet.ingest.readers.ansel import decode_ansel
from resnet.ingest.readers.gedcom_day import Day, day_of
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.person_number import has_person_number
from resnet.ingest.readers.table import RawRow, RawTable, text_of

PEOPLE: Final = "people"
COUPLES: Final = "couples"
PARENTS: Final = "parents"
_LINE: Final = re.compile(
    r"\s*(\d{1,2})[ \t]+(?:@([^@\s][^@]*)@[ \t]+)?([A-Za-z0-9_]+)(?:[ \t](.*))?", re.DOTALL
)
_CHARSET: Final = re.compile(rb"[\r\n][ \t]*1[ \t]+CHAR[ \t]+([^\r\n]+)")
_VERSION: Final = re.compile(r"(5\.5(\.1|\.5|EL)?|7(\.\d+)*)")
_CODECS: Final = {"ASCII": "ascii", "UTF-8": "utf-8", "IBMPC": "cp437", "MACINTOSH": "mac-roman"}
_PAIRS: Final = re.compile(rb"[\x81-\xfe]+")
_VOID: Final = "VOID"
_SEXES: Final = {"M": "male", "F": "female", "X": "other"}
# How a child belongs to a family, in the words of the standard and of Family Tree Maker.
_NATURES: Final = {
    "adopted": "adoptive",
    "birth": "biological",
    "natural": "biological",
    "foster": "foster",
    "step": "step",
}


# What stands as the type of a marriage that is none before the law.
_UNMARRIED: Final = re.compile(
    r"unmarried|common.?law|partner|cohabit|living together|사실혼|동거", re.IGNORECASE
)


@dataclass
class _Item:
    """A line with what stands below it."""

    line: int
    tag: str
    value: str
    xref: str = ""
    below: list[_Item] = field(default_factory=list)

    def all(self, tag: str) -> Iterator[_Item]:
        return (each for each in self.below if each.tag == tag)

    def first(self, tag: str) -> _Item | None:
        return next(self.all(tag), None)

    def text(self, tag: str) -> str:
        found = self.first(tag)
        return found.value.strip() if found is not None else ""

    def pointer(self) -> str:
        """Whom the value points to; ``""`` for nobody."""
        target = self.value.strip()
        is_pointer = target.startswith("@") and target.endswith("@") and target != f"@{_VOID}@"
        return target.strip("@") if is_pointer else ""


def read_gedcom(content: bytes, where: Where, limits: Limits) -> list[RawTable]:
    """The tables ``people``, ``couples`` and ``parents``, each under a row of heads.

    Raises:
        BadFileError: If the letters, a line or the order of levels is broken, the end is missing, the version
            is another, a registration number stands anywhere, or it is above a limit.
    """
    text, encoding = _decode(content, where)
    records = _records(text, where, limits)
    _check(records, where)
    people = {each.xref: each for each in records if each.tag == "INDI" and each.xref}
    families = [each for each in records if each.tag == "FAM"]
    tables = {
        PEOPLE: [_person(xref, each) for xref, each in people.items()],
        COUPLES: [row for family in families for row in _couples(family, people)],
        PARENTS: [row for family in families for row in _parents(family, people)],
    }
    heads = {
        PEOPLE: ("key", "name", "sex", "born_on", "birth_year", "death_year"),
        COUPLES: ("one", "other", "nature", "from_year", "to_year"),
        PARENTS: ("parent", "child", "nature", "birth_order"),
    }
    return [
        RawTable(
            where.file,
            name,
            encoding,
            tuple(RawRow(n, tuple(map(text_of, row))) for n, row in enumerate([heads[name], *rows], start=1)),
        )
        for name, rows in tables.items()
    ]


def _decode(content: bytes, where: Where) -> tuple[str, str]:
    """By the byte-order mark, else by what the file says of itself, which for ANSI is not enough."""
    for mark, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _strict(content, name, where), name
    said = _CHARSET.search(content[:20_000])
    charset = said[1].decode("ascii", "replace").strip().upper() if said else "UTF-8"
    if charset == "ANSEL":
        text = decode_ansel(content)
        # Programs that write UTF-8 say ANSEL, since they copied a head.
        return (text, "ansel") if text is not None else (_strict(content, "utf-8", where), "utf-8")
    if charset in _CODECS:
        return _strict(content, _CODECS[charset], where), _CODECS[charset]
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Hangul comes in pairs of bytes, an accented letter of the West alone.
        is_korean = all(len(run) % 2 == 0 for run in _PAIRS.findall(content))
        name = "cp949" if is_korean else "cp1252"
        return _strict(content, name, where), name


def _strict(content: bytes, name: str, where: Where) -> str:
    try:
        return content.decode(name)
    except UnicodeDecodeError as error:
        raise UndecodableFileError(where, (name,)) from error


def _records(text: str, where: Where, limits: Limits) -> list[_Item]:
    records: list[_Item] = []
    path: list[_Item] = []
    for number, line in enumerate(re.split(r"\r\n|\n\r|\r|\n", text), start=1):
        if not line.strip(" \t\x1a\x00"):
            continue
        if number > limits.rows:
            raise OversizedFileError(where, "rows", number, limits.rows)
        here = Where(where.file, row=number)
        if has_person_number(line):
            raise PersonNumberError(here)
        found = _LINE.fullmatch(line)
        if found is None or int(found[1]) > len(path):
            raise DamagedFileError(here, "family-line")
        level, item = int(found[1]), _Item(number, found[3].upper(), found[4] or "", found[2] or "")
        del path[level:]
        if level and item.tag in {"CONC", "CONT"}:
            path[-1].value += ("\n" if item.tag == "CONT" else "") + item.value
        else:
            (path[-1].below if level else records).append(item)
        path.append(item)
    return records


def _check(records: Sequence[_Item], where: Where) -> None:
    if not records or records[-1].tag != "TRLR":
        raise DamagedFileError(where, "family-cut")
    head = records[0]
    gedcom = head.first("GEDC")
    version = gedcom.text("VERS") if gedcom is not None else ""
    # PAF 2 and other old programs say no version and write 5.5.
    if version and not _VERSION.fullmatch(version):
        raise UnsupportedFileError(where, "gedcom", "family-version")
    seen: set[str] = set()
    for each in records:
        if each.xref and each.xref in seen:
            raise DamagedFileError(Where(where.file, row=each.line), "family-twice")
        seen.add(each.xref)


def _person(xref: str, item: _Item) -> tuple[str, ...]:
    born = _day(item, "BIRT")
    died = item.first("DEAT")
    death = _day(item, "DEAT")
    year = str(death.year) if death.year is not None else ""
    return (
        xref,
        _name(item),
        _SEXES.get(item.text("SEX").upper()[:1], ""),
        born.on.isoformat() if born.on is not None else "",
        str(born.year) if born.year is not None else "",
        # Dead, and nobody says when.
        year or ("?" if died is not None and died.value.strip().upper() != "N" else ""),
    )


def _name(item: _Item) -> str:
    found = item.first("NAME")
    if found is None:
        return ""
    name = " ".join(found.value.replace("/", " ").split())
    if name:
        return name
    return " ".join(filter(None, (found.text("GIVN"), found.text("SURN"))))


def _day(item: _Item, tag: str) -> Day:
    event = item.first(tag)
    return day_of(event.text("DATE")) if event is not None else Day(None, None)


def _ends(family: _Item, people: dict[str, _Item]) -> list[str]:
    """The partners, men and women in the order of the file."""
    found = [each.pointer() for tag in ("HUSB", "WIFE") for each in family.all(tag)]
    return [xref for xref in dict.fromkeys(found) if xref in people]


def _couples(family: _Item, people: dict[str, _Item]) -> Iterator[tuple[str, ...]]:
    """A row for each marriage, with the divorce that ended it; without any, one row that says nothing."""
    ends = _ends(family, people)
    if len(ends) != 2:
        return
    events = [each for each in family.below if each.tag in {"MARR", "DIV", "ENGA"} and _happened(each)]
    began: list[str] | None = None
    rows: list[list[str]] = []
    for event in events:
        year = day_of(event.text("DATE")).year
        said = str(year) if year is not None else ""
        if event.tag == "DIV":
            if began is None:
                began = ["divorced", "", ""]
                rows.append(began)
            began[0], began[2] = "divorced", said
            began = None
        elif event.tag == "MARR" or not rows:
            began = [_kind_of(event), said, ""]
            # Of an engagement that became a marriage the marriage is told.
            rows = [row for row in rows if row[0] != "engaged"]
            rows.append(began)
    for row in rows or [["", "", ""]]:
        yield (*ends, *row)


def _happened(event: _Item) -> bool:
    """Whether the event took place: some programs say of a couple that it did not ("1 MARR N")."""
    return event.value.strip().upper() != "N"


def _kind_of(event: _Item) -> str:
    if event.tag != "MARR":
        return "engaged"
    return "cohabiting" if _UNMARRIED.search(event.text("TYPE")) else "married"


def _parents(family: _Item, people: dict[str, _Item]) -> Iterator[tuple[str, ...]]:
    parents = _ends(family, people)
    sexes = {each.pointer(): tag for tag in ("HUSB", "WIFE") for each in family.all(tag)}
    children = [each for each in family.all("CHIL") if each.pointer() in people]
    for order, child in enumerate(children, start=1):
        xref = child.pointer()
        for parent in parents:
            if parent == xref:
                continue
            nature = _nature(people[xref], child, family.xref, sexes[parent])
            yield (parent, xref, nature, str(order))


def _nature(person: _Item, child: _Item, family: str, side: str) -> str:
    """How the child belongs to this parent of this family; ``""`` where the file does not say."""
    told = _NATURES.get(child.text("_FREL" if side == "HUSB" else "_MREL").lower(), "")
    if told:
        return told
    for adoption in person.all("ADOP"):
        link = adoption.first("FAMC")
        if link is not None and link.pointer() == family:
            by = link.text("ADOP").upper() or "BOTH"
            return "adoptive" if by in {"BOTH", side} else ""
    for link in person.all("FAMC"):
        if link.pointer() == family:
            return _NATURES.get(link.text("PEDI").lower(), "")
    return ""
