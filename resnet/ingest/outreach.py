"""A list of persons handed over for outreach: read whole, with each person's consent, or refused whole.

The one lawful list of persons (domain.md §3): its giver obtained the consent of each person or their
representative, and every row says that and when. Nothing of a row is ever repeated in a refusal, only its
place. Columns that are not needed to find a person again are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import ClassVar, Final

from resnet.ingest.bad_file import BadFileError, NoHeaderError, Where
from resnet.ingest.clean.day import clean_day
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.spacing import collapse, spaceless
from resnet.ingest.clean.terms import clean_term
from resnet.ingest.mapping.shape import Shape, find_shape
from resnet.ingest.mapping.synonym import header_key, person_words, spellings
from resnet.ingest.readers.limits import DEFAULT_LIMITS, Limits
from resnet.ingest.readers.read import read_tables
from resnet.ingest.readers.table import RawRow, RawTable
from resnet.ingest.shipped_table import shipped_table

_MUST: Final = ("name", "consented", "consented_on")
# A person is found again by a number or a neighbourhood: a name alone reaches nobody.
_REACH: Final = ("phone", "area")
# One commit for the whole list, with room for what each row needs.
MOST_ROWS: Final = 3_000
_OLDEST_PERSON: Final = 120


class NotAnOutreachListError(BadFileError):
    """The table lacks a column that an outreach list must have."""

    code: ClassVar[str] = "not-an-outreach-list"


class OutreachRowError(BadFileError):
    """A row of an outreach list lacks what makes it lawful or of use; the whole list is refused."""

    code: ClassVar[str] = "outreach-row"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutreachRow:
    """One person, with the consent. ``place`` is only where it stands: nothing of it goes into a message."""

    row: int
    name: str
    born_on: date | None
    birth_year: int | None
    sex: str | None
    phone: str | None
    area: str
    consented_on: date
    consent_until: date
    consented_by: str
    consented_as: str
    consented_how: str


@dataclass(frozen=True, slots=True)
class OutreachList:
    """All rows of a list; ``not_taken`` are the heads of the columns that were not read."""

    table: RawTable
    rows: tuple[OutreachRow, ...]
    not_taken: tuple[str, ...]


def read_outreach(path: Path, today: date, *, limits: Limits = DEFAULT_LIMITS) -> OutreachList:
    """The outreach list in a file.

    Args:
        path: Any format that lists come in; its first table that has a header counts.
        today: The day on which it is handed over (Korean time).
        limits: How much the file may ask of this machine.

    Raises:
        BadFileError: If the file cannot be taken.
        NotAnOutreachListError: If a column that is needed is missing.
        OutreachRowError: If any row lacks its consent, its date, a name or a way to reach the person.
    """
    table, shape, columns = _find(read_tables(path, limits=limits))
    _check_columns(table, shape, columns)
    if len(shape.body) > MOST_ROWS:
        raise NotAnOutreachListError(table.where(), "too-long", limit=MOST_ROWS)
    rows = tuple(_Reading(table, columns, today).rows(shape))
    if not rows:
        raise NotAnOutreachListError(table.where(shape.header_rows[-1]), "empty")
    taken = set(columns.values())
    heads = enumerate(shape.heads, start=1)
    return OutreachList(table, rows, tuple(head for number, head in heads if head and number not in taken))


def _find(tables: list[RawTable]) -> tuple[RawTable, Shape, dict[str, int]]:
    missing: NoHeaderError | None = None
    for table in tables:
        try:
            shape = find_shape(table, _known_in)
        except NoHeaderError as error:
            missing = missing or error
            continue
        return table, shape, _columns(shape)
    raise missing or NoHeaderError(tables[0].where())


def _known_in(heads: tuple[str, ...]) -> float:
    return float(sum(_column_of(head) is not None for head in heads))


def _columns(shape: Shape) -> dict[str, int]:
    """Each column's number by what it is; of two the first."""
    found: dict[str, int] = {}
    for number, head in enumerate(shape.heads, start=1):
        name = _column_of(head)
        if name is not None:
            found.setdefault(name, number)
    return found


def _column_of(head: str) -> str | None:
    return next((name for key in spellings(head) if (name := _words("columns").get(key))), None)


@cache
def _words(table: str) -> Mapping[str, str]:
    """What a word means, by its key: from one of the file's tables of words."""
    given: dict[str, list[str]] = shipped_table("outreach")[table]
    return {header_key(word): name for name, words in given.items() for word in words}


def _check_columns(table: RawTable, shape: Shape, columns: Mapping[str, int]) -> None:
    head_row = shape.header_rows[-1]
    for number, head in enumerate(shape.heads, start=1):
        if person_words(head, "numbers"):
            raise NotAnOutreachListError(table.where(head_row, number), "person-numbers")
    for name in _MUST:
        if name not in columns:
            raise NotAnOutreachListError(table.where(head_row), f"no-{name.replace('_', '-')}")
    if not any(name in columns for name in _REACH):
        raise NotAnOutreachListError(table.where(head_row), "no-reach")


@dataclass(frozen=True, slots=True)
class _Reading:
    table: RawTable
    columns: Mapping[str, int]
    today: date

    def rows(self, shape: Shape) -> Iterator[OutreachRow]:
        seen: set[tuple[str, str, str]] = set()
        for row in shape.body:
            read = self._row(row)
            key = (spaceless(read.name), str(read.born_on or read.birth_year), read.phone or read.area)
            if key in seen:
                raise self._refuse(row, "name", "twice")
            seen.add(key)
            yield read

    def _row(self, row: RawRow) -> OutreachRow:
        name = collapse(self._text(row, "name"))
        if not name:
            raise self._refuse(row, "name", "no-name")
        if _words("answers").get(header_key(self._text(row, "consented"))) != "yes":
            raise self._refuse(row, "consented", "no-consent")
        consented_on = self._consented_on(row)
        phone = next(iter(clean_phones(self._text(row, "phone")).value or ()), None)
        area = collapse(self._text(row, "area"))
        if not phone and not area:
            raise self._refuse(row, "phone" if "phone" in self.columns else "area", "no-reach")
        by = collapse(self._text(row, "consented_by"))
        born_on, birth_year = self._birth(row)
        return OutreachRow(
            row=row.number,
            name=name,
            born_on=born_on,
            birth_year=birth_year,
            sex=clean_term(self._text(row, "sex"), "sexes").value,
            phone=phone,
            area=area,
            consented_on=consented_on,
            consent_until=self._until(row, consented_on),
            consented_by="" if spaceless(by) == spaceless(name) else by,
            consented_as=self._capacity(row, by, name),
            consented_how=clean_term(self._text(row, "consented_how"), "consent_ways").value or "signed",
        )

    def _consented_on(self, row: RawRow) -> date:
        found = clean_day(self._text(row, "consented_on")).value
        if found is None:
            raise self._refuse(row, "consented_on", "no-date")
        if found > self.today:
            raise self._refuse(row, "consented_on", "date-ahead")
        days = _number("consent_oldest_days")
        if self.today - found > timedelta(days=days):
            raise OutreachRowError(self._where(row, "consented_on"), "date-old", days=days)
        return found

    def _until(self, row: RawRow, consented_on: date) -> date:
        text = self._text(row, "consent_until")
        if not text.strip():
            until = consented_on + timedelta(days=_number("consent_holds_days"))
        else:
            found = clean_day(text).value
            if found is None:
                raise self._refuse(row, "consent_until", "no-end")
            until = found
        if until <= self.today:
            raise self._refuse(row, "consent_until", "ended")
        return until

    def _birth(self, row: RawRow) -> tuple[date | None, int | None]:
        """The day, else the year; a cell that says neither is refused: it tells people of one name apart."""
        text = self._text(row, "born_on")
        born_on = clean_day(text).value
        if text.strip() and born_on is None:
            raise self._refuse(row, "born_on", "no-birth")
        year = self._text(row, "birth_year").strip().removesuffix("년")
        is_year = year.isascii() and year.isdecimal() and 0 <= self.today.year - int(year) <= _OLDEST_PERSON
        if year and not is_year:
            raise self._refuse(row, "birth_year", "no-birth")
        return born_on, int(year) if year else None

    def _capacity(self, row: RawRow, by: str, name: str) -> str:
        """As what the consent was given; whoever signs for another says as what."""
        text = self._text(row, "consented_as")
        found = _words("capacities").get(header_key(text)) if text.strip() else None
        is_another = (
            bool(by) and spaceless(by) != spaceless(name) and header_key(by) not in _words("capacities")
        )
        if text.strip() and found is None:
            raise self._refuse(row, "consented_as", "no-capacity")
        if found is None and is_another:
            raise self._refuse(row, "consented_by", "no-capacity")
        if found not in {None, "self"} and not by:
            raise self._refuse(row, "consented_as", "no-signer")
        return found or "self"

    def _text(self, row: RawRow, name: str) -> str:
        column = self.columns.get(name)
        return row.text(column) if column is not None else ""

    def _where(self, row: RawRow, name: str) -> Where:
        return self.table.where(row.number, self.columns.get(name))

    def _refuse(self, row: RawRow, name: str, variant: str) -> OutreachRowError:
        return OutreachRowError(self._where(row, name), variant)


def _number(name: str) -> int:
    return int(shipped_table("outreach")[name])
