"""Tables that are read well and are no list of resources: statistics, persons, other codes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resnet.ingest.bad_file import NotAResourceListError
from resnet.ingest.clean.kind import KindSaid, clean_kind, kind_of_name
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.mapping.column import Column
from resnet.ingest.mapping.look import are_mobile, cells_across
from resnet.ingest.mapping.preset import Preset
from resnet.ingest.mapping.role import NAMES, Role
from resnet.ingest.mapping.shape import Shape
from resnet.ingest.mapping.synonym import is_statistic, names_anything, person_words
from resnet.ingest.readers.table import RawTable

_NUMBER = re.compile(r"[-–]?|[-+]?\d{1,3}(,\d{3})*(\.\d+)?%?|[-+]?\d+(\.\d+)?%?")
_MOSTLY = 0.6
# Family names of nine in ten, and a name of two syllables; some shops are called so, most are not.
_PERSON = re.compile(
    r"(?:[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국]"
    r"|남궁|황보|제갈|선우)[가-힣○*]{2}(?:님|씨)?"
)
_KINDS = frozenset({Role.KIND, Role.KIND_DETAIL})
_OF_AGENCIES = (NAMES - {Role.FACILITY_NAME}) | {
    *(Role.PHONE, Role.PHONE_AND_CONTACT, Role.EMAIL, Role.HOMEPAGE, Role.LINKS),
    *(Role.HEAD, Role.CONTACT_PERSON, Role.CAPACITY, Role.LEGAL_BASIS),
    *(Role.ADDRESS, Role.ADDRESS_LOT, Role.LATITUDE, Role.PROVINCE, Role.DISTRICT, Role.TOWN),
    *(Role.TARGET, Role.WEEKDAYS, Role.HOURS, Role.SERVICE_CLASS, Role.SERVICE_CLASS_LARGE),
}
_LOOKED_AT = 200
_FEWEST_COUNTS = 2


def refuse_persons(table: RawTable, shape: Shape) -> None:
    """Returns when the columns are not those of a list of persons.

    Raises:
        NotAResourceListError: If they are; lists of persons have a door of their own, with consents.
    """
    named = any(person_words(head, "names") for head in shape.heads)
    facts = sum(person_words(head, "facts") for head in shape.heads)
    numbered = any(person_words(head, "numbers") for head in shape.heads)
    # Beside the name of somebody a mobile number is their own: members, volunteers, committees.
    if numbered or (named and (facts or _tells_mobiles(shape))):
        raise NotAResourceListError(table.where(shape.head_row), "persons")


def refuse_statistics(table: RawTable, shape: Shape) -> None:
    """Returns when the table does not count things.

    Raises:
        NotAResourceListError: If most columns are counts, or most cells numbers.
    """
    heads = [head for head in shape.heads if head]
    counting = sum(is_statistic(head) for head in heads)
    if counting >= _MOSTLY * len(heads) or (counting and _is_numeric(shape)):
        raise NotAResourceListError(table.where(shape.head_row), "statistics")


def refuse_without_names(table: RawTable, shape: Shape) -> None:
    """Always refuses: no column names an agency or a service; one may name persons.

    Raises:
        NotAResourceListError: Always.
    """
    if any(person_words(head, "names") for head in shape.heads):
        raise NotAResourceListError(table.where(shape.head_row), "persons")
    heads = ", ".join(repr(head) for head in shape.heads[:8] if head)
    raise NotAResourceListError(table.where(shape.head_row), "no-names", heads=heads)


def refuse_counted_names(table: RawTable, shape: Shape, roles: frozenset[Role]) -> None:
    """Returns when the list says of its names anything but counts.

    Raises:
        NotAResourceListError: If all other columns count things, by month or by kind.
    """
    heads = [head for head in shape.heads if head]
    counting = sum(is_statistic(head) for head in heads)
    others = roles - NAMES - {Role.ROW_NUMBER}
    if (
        not others
        and counting >= _FEWEST_COUNTS
        and counting >= len(heads) - len(roles)
        and _is_numeric(shape)
    ):
        raise NotAResourceListError(table.where(shape.head_row), "statistics")


def refuse_bare_names(table: RawTable, columns: Sequence[Column]) -> None:
    """Returns when the list says of its names something that only agencies and services have.

    Raises:
        NotAResourceListError: If the names stand under a head for anything, and no column tells where one is,
            how one is reached or what kind of facility one is.
    """
    named = next((column for column in columns if column.role is Role.FACILITY_NAME), None)
    roles = {column.role for column in columns}
    if named is None or not names_anything(named.head) or roles & _OF_AGENCIES:
        return
    kinds = [cell for column in columns if column.role in _KINDS for cell in column.samples]
    if not any(clean_kind(KindSaid(cell)).value for cell in kinds):
        heads = ", ".join(repr(column.head) for column in columns[:8] if column.head)
        raise NotAResourceListError(table.where(), "bare-names", heads=heads)


def refuse_people(table: RawTable, shape: Shape, columns: Sequence[Column]) -> None:
    """Returns unless the names are those of people and the numbers are mobile ones: members under any head.

    Raises:
        NotAResourceListError: If they are.
    """
    numbers = {column.role: column.number for column in columns if column.role is not None}
    named, phone = numbers.get(Role.FACILITY_NAME), numbers.get(Role.PHONE)
    if named is None or phone is None or not are_mobile(cells_across(shape.body, phone)):
        return
    names = [spaceless(cell) for cell in cells_across(shape.body, named)]
    like = sum(bool(_PERSON.fullmatch(name)) and kind_of_name(name).value is None for name in names)
    if names and like >= _MOSTLY * len(names):
        raise NotAResourceListError(table.where(shape.head_row), "persons")


def refuse_without_provider(table: RawTable, shape: Shape) -> None:
    """Always refuses: services are named, and nobody who offers them.

    Raises:
        NotAResourceListError: Always.
    """
    raise NotAResourceListError(table.where(shape.head_row), "no-provider")


def refuse_without_rows(table: RawTable, shape: Shape) -> None:
    """Returns when anything stands under the heads.

    Raises:
        NotAResourceListError: If they are the head of an empty form.
    """
    if not shape.body:
        raise NotAResourceListError(table.where(shape.head_row), "no-rows")


def refuse_preset(table: RawTable, shape: Shape, preset: Preset) -> None:
    """Returns unless the layout is one that is known to be no list.

    Raises:
        NotAResourceListError: With the layout's own words.
    """
    if preset.refuse is not None:
        raise NotAResourceListError(
            table.where(shape.head_row),
            preset.name,
            "known-layout",
            says=preset.refuse,
        )


def _tells_mobiles(shape: Shape) -> bool:
    columns = range(1, len(shape.heads) + 1)
    return any(are_mobile(cells_across(shape.body, column)) for column in columns)


def _is_numeric(shape: Shape) -> bool:
    cells: Sequence[str] = [
        spaceless(cell) for row in shape.body[:_LOOKED_AT] for cell in row.cells[1:] if cell.strip()
    ]
    return bool(cells) and sum(bool(_NUMBER.fullmatch(cell)) for cell in cells) >= _MOSTLY * len(cells)
