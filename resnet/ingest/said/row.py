"""Everything one row says, before anybody asks whether it is known already."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import ClassVar, NamedTuple

from resnet.errors import BadInputError
from resnet.ingest.clean.area import AreaEntry, AreaIndex
from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.contact import Contact
from resnet.ingest.clean.day import clean_day
from resnet.ingest.clean.kind import (
    Kind,
    KindSaid,
    clean_kind,
    is_protected,
    kind_of_name,
    meanings_of_type,
    meanings_of_words,
    meant_by_people,
    narrowed_by_name,
)
from resnet.ingest.clean.name import clean_name, without_state
from resnet.ingest.clean.spacing import collapse, spaceless
from resnet.ingest.clean.terms import clean_term
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.role import Role
from resnet.ingest.readers.table import RawRow
from resnet.ingest.said.contact import contact_said
from resnet.ingest.said.place_of_list import kind_of_list, names_of_list, place_of_list
from resnet.ingest.said.provider import ProviderSaid, provider_name, provider_said
from resnet.ingest.said.saying import Cells, Saying
from resnet.ingest.said.service_cells import say_of_service
from resnet.ingest.said.state import ended_licences, say_state
from resnet.ingest.said.whereabouts import Ground, Whereabouts, areas_covered, whereabouts
from resnet.ontology.vocabulary import load_vocabulary

Key = tuple[str, ...]
_BY_NAME_AND_DISTRICT = ("provider", "district")
# What tells two agencies and two services of a list apart where its layout does not say.
_KEYS: Mapping[Subject, Mapping[str, tuple[str, ...]]] = {
    Subject.FACILITY: {"agency": _BY_NAME_AND_DISTRICT, "service": ("provider", "district", "kind")},
    Subject.OFFER: {"agency": ("provider", "address_district"), "service": ("facility_name", "address")},
    Subject.PROGRAMME: {"agency": _BY_NAME_AND_DISTRICT, "service": ("provider", "district", "service_name")},
    Subject.RESOURCE: {
        "agency": _BY_NAME_AND_DISTRICT,
        "service": ("provider", "district", "service_class", "service_kind"),
    },
}
# Parts of keys that are the name of who offers.
_NAMES = frozenset({"provider", "name_and_head"})
_OF_SERVICES = (
    *(Role.HOURS, Role.WEEKDAYS, Role.OPENS, Role.TARGET, Role.TARGET_AGE, Role.COST),
    *(Role.CAPACITY, Role.OPEN_PLACES, Role.WAITING, Role.CAPACITY_STATE),
)
_ROLES = {role.value: role for role in Role}
_LAST_BRACKETS = re.compile(r"\([^()]*\)$")
# The store's limit for text that is searched by.
_LONGEST_NAME_BYTES = 2000


class RefusedRowError(BadInputError):
    """The row cannot be kept; ``why`` is a stable word. The run counts it and tells its place."""

    code: ClassVar[str] = "row-refused"

    def __init__(self, row: int, why: str, role: Role | None = None) -> None:
        self.row, self.why, self.role = row, why, role
        super().__init__(f"row {row} cannot be kept: {why}. Mend it in the list and read the list again.")


class ServiceSaid(NamedTuple):
    """A service; ``key`` tells it from the list's others, ``own_key`` from the provider's others."""

    key: Key
    own_key: Key
    saying: Saying


class Verified(NamedTuple):
    """Somebody checked the service on a day."""

    on: date
    by: str
    how: str | None


class RowSaid(NamedTuple):
    """A row, understood. ``unread`` names what a cell said and nobody could read.

    ``rules`` are the fields that are not simply as said, with the rule that each came by.
    """

    row: RawRow
    cells: Cells
    provider: ProviderSaid
    provider_key: Key
    service: ServiceSaid | None
    where: Whereabouts
    covers: tuple[AreaEntry, ...]
    is_protected: bool
    said_on: date | None
    verified: Verified | None
    contact: Contact | None
    unread: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Reading:
    """What every row of a list is read with; ``on`` is the list's day."""

    columns: Columns
    areas: AreaIndex
    on: date | None

    @cached_property
    def ground(self) -> Ground:
        """What the whereabouts of the rows are read by."""
        return Ground(self.areas, self.on, self.columns.grid, place_of_list(self.columns))

    @cached_property
    def of_kind(self) -> Cleaned[Kind]:
        """The kind of facility that the list's name tells of all its rows."""
        return kind_of_list(self.columns)

    @cached_property
    def ended(self) -> dict[int, str]:
        """Licences that ended beside one of the same name, by the row, with what tells each."""
        return ended_licences(self.columns)

    def row(self, row: RawRow) -> RowSaid:
        """What the row says.

        Raises:
            RefusedRowError: If it names nothing, has more cells than the header, or a name beyond all length.
        """
        cells = self.columns.cells(row)
        self._refuse_misshapen(row)
        subject = self.columns.subject
        where = whereabouts(cells, self.ground)
        kind = self._kind(cells)
        # A welfare centre in a list of care providers stays one, and what it offers there is care.
        offered = self.of_kind.value or kind.value
        if kind.value is None:
            kind = self.of_kind
        provider = provider_said(cells, subject, kind, where, self.on)
        if provider is None:
            why = "provider-unsure" if Role.NAME_AND_PHONE in cells else "name-missing"
            raise RefusedRowError(row.number, why, _name_role(cells))
        ended = self.ended.get(row.number)
        if ended is not None:
            provider = provider._replace(key=f"{provider.key} {ended}")
        _refuse_long(row, provider, where)
        covers, unknown = areas_covered(cells, self.areas, self.on)
        keys = _Keys(cells, where, subject)
        service = self._service(offered, provider, keys)
        if service is not None and ended is not None:
            service = service._replace(key=(*service.key, ended))
        contact = contact_said(cells)
        sayings = [provider.saying, where.saying, *([service.saying] if service else [])]
        unread = [name for saying in sayings for name in saying.unsure]
        if unknown:
            unread.append("covers")
        if contact.rule is Rule.UNSURE:
            unread.append("contact")
        is_agency = provider.kind == "agency"
        if service is None and is_agency and any(cells.get(role, "").strip() for role in _OF_SERVICES):
            # Nothing names what they do, so there is nothing that the hours and places could be said of.
            unread.append("service")
        return RowSaid(
            row=row,
            cells=cells,
            provider=provider,
            provider_key=keys.of(self._key_parts["agency"]) + ((ended,) if ended is not None else ()),
            service=service,
            where=where,
            covers=tuple(covers),
            is_protected=self._is_protected(kind, cells, provider.name.text),
            said_on=clean_day(cells.get(Role.SAID_ON, "")).value,
            verified=_verified(cells),
            contact=contact.value,
            unread=tuple(dict.fromkeys(unread)),
            rules=tuple(dict.fromkeys(chain.from_iterable(saying.rules.items() for saying in sayings))),
        )

    def is_protected(self, row: RawRow) -> bool:
        """Whether the row tells that who offers is protected, whatever else it says."""
        cells = self.columns.cells(row)
        kind = self._kind(cells)
        name = clean_name(provider_name(cells, self.columns.subject)).value
        kind = self.of_kind if kind.value is None else kind
        return name is not None and self._is_protected(kind, cells, name.text)

    def _is_protected(self, kind: Cleaned[Kind], cells: Cells, name: str) -> bool:
        # What stands in brackets, or beside who runs it, is no part of the name and is told all the same.
        words = cells.get(Role.KIND, ""), name, cells.get(Role.FACILITY_NAME, "")
        is_told = is_protected(kind.value, *words)
        return is_told or is_protected(self.of_kind.value)

    def _kind(self, cells: Cells) -> Cleaned[Kind]:
        """The kind that the row tells, read by its list where the word alone says too little."""
        kind, subject = _kind(cells, self.columns.subject), self.columns.subject
        meanings = meanings_of_type(kind.value) if kind.value is not None else None
        if subject is not Subject.FACILITY or meanings == {}:
            return kind
        words = (cells.get(Role.KIND_DETAIL, ""), cells.get(Role.KIND, ""), _plain_name(cells, subject))
        if meanings is None:
            meanings = meanings_of_words(*words)
        return meant_by_people(meanings, " ".join(words), self._list_names) or kind

    @cached_property
    def _list_names(self) -> str:
        return " ".join(names_of_list(self.columns))

    @property
    def tells_by_name(self) -> bool:
        """Whether rows of two names are of two agencies, and their records numbered each by itself."""
        is_numbered = self.columns.column_of(Role.EXTERNAL_ID) is not None
        return not is_numbered and not _NAMES.isdisjoint(self._key_parts["agency"])

    def _refuse_misshapen(self, row: RawRow) -> None:
        count = len(self.columns.shape.heads)
        if len(row.cells) > count and any(cell.strip() for cell in row.cells[count:]):
            # A comma inside a name that nobody quoted shifts every cell behind it.
            raise RefusedRowError(row.number, "more-cells-than-heads")

    def _service(self, kind: Kind | None, provider: ProviderSaid, keys: _Keys) -> ServiceSaid | None:
        cells = keys.cells
        # What a neighbour does is no facility's.
        name = _service_name(cells, self.columns.subject, kind if provider.kind == "agency" else None)
        if not name:
            return None
        saying = Saying()
        cleaned = clean_name(name)
        saying.take("name", cleaned, lambda each: each.text)
        has_own_name = bool(cells.get(Role.SERVICE_NAME, "").strip())
        is_by_kind = not has_own_name and _is_by_kind(cells, self.columns.subject)
        # An agency's programme is not of the agency's kind: a welfare centre teaches cooking.
        say_of_service(saying, cells, kind if is_by_kind else None, keys.where)
        say_state(saying, cells, cleaned.value or provider.name, self.on)
        is_the_kinds = is_by_kind and self.columns.subject is not Subject.OFFER
        own = (kind.type_code,) if is_the_kinds and kind else (spaceless(name),)
        key = keys.of(self._key_parts["service"])
        is_one_of_several = has_own_name and self.columns.subject is not Subject.PROGRAMME
        return ServiceSaid((*key, spaceless(name)) if is_one_of_several else key, own, saying)

    @cached_property
    def _key_parts(self) -> Mapping[str, tuple[str, ...]]:
        """Of what the keys of an agency and of a service are made in this list."""
        own = self.columns.preset.keys if self.columns.preset else {}
        return {of: own.get(of) or parts for of, parts in _KEYS[self.columns.subject].items()}


class _Keys:
    """Parts of the keys of one row: what tells an agency apart tells its services too."""

    def __init__(self, cells: Cells, where: Whereabouts, subject: Subject) -> None:
        self.cells, self.where, self._subject = cells, where, subject
        self._parts: dict[str, str] = {}

    def of(self, said: tuple[str, ...]) -> Key:
        """The key of these parts."""
        parts = self._parts
        for each in said:
            if each not in parts:
                parts[each] = self._part(each)
        return tuple([parts[each] for each in said])

    def _part(self, said: str) -> str:
        cells = self.cells
        if said in ("provider", "name_and_head", "facility_name"):
            is_facility = said == "facility_name"
            name = cells.get(Role.FACILITY_NAME, "") if is_facility else provider_name(cells, self._subject)
            return spaceless(without_state(name))
        if said == "address_district":
            return " ".join(_address(cells).split()[:2])
        if said == "address":
            return spaceless(_address(cells))
        if said == "district" and Role.DISTRICT not in cells:
            return self.where.district
        return spaceless(cells.get(_ROLES[said], ""))


def _address(cells: Cells) -> str:
    return cells.get(Role.ADDRESS, "").strip() or cells.get(Role.ADDRESS_LOT, "").strip()


def _kind(cells: Cells, subject: Subject) -> Cleaned[Kind]:
    said = KindSaid(
        cells.get(Role.KIND, ""), cells.get(Role.KIND_DETAIL, ""), cells.get(Role.FACILITY_FORM, "")
    )
    kind = clean_kind(said)
    if kind.value is None and subject is not Subject.OFFER:
        by_name = kind_of_name(_plain_name(cells, subject))
        if by_name.value is not None:
            return by_name
    if kind.value is not None and subject is Subject.FACILITY:
        return narrowed_by_name(kind.value, _plain_name(cells, subject))
    # A resource list's kinds are the handbook's (복지자원, 교육자원), no types of agency.
    return Cleaned(None, kind.raw, Rule.EMPTY) if kind.value is None and subject is Subject.RESOURCE else kind


def _plain_name(cells: Cells, subject: Subject) -> str:
    name = clean_name(provider_name(cells, subject)).value
    if name is None:
        return ""
    return _LAST_BRACKETS.sub("", name.text) if name.text.endswith(")") else name.text


def _is_by_kind(cells: Cells, subject: Subject) -> bool:
    """Whether the row's service is what its kind of facility does: no column says another."""
    if subject is Subject.RESOURCE:
        return not any(cells.get(role, "").strip() for role in (Role.SERVICE_CLASS, Role.SERVICE_CLASS_LARGE))
    return subject in (Subject.FACILITY, Subject.OFFER)


def _service_name(cells: Cells, subject: Subject, kind: Kind | None) -> str:
    if subject is Subject.OFFER:
        return collapse(cells.get(Role.FACILITY_NAME, ""))
    own = collapse(cells.get(Role.SERVICE_NAME, ""))
    if own or subject is Subject.PROGRAMME:
        return own
    if subject is Subject.RESOURCE:
        classed = collapse(cells.get(Role.SERVICE_CLASS, "") or cells.get(Role.SERVICE_CLASS_LARGE, ""))
        # The handbook's list tells what each contributes, in words: nothing is offered by its kind there.
        own_kind = kind if Role.NAME_AND_HEAD not in cells else None
        return classed or (load_vocabulary("agency_types").term(own_kind.type_code).ko if own_kind else "")
    said = collapse(cells.get(Role.KIND_DETAIL, "")) or collapse(cells.get(Role.KIND, ""))
    return said or (load_vocabulary("agency_types").term(kind.type_code).ko if kind else "")


def _verified(cells: Cells) -> Verified | None:
    on = clean_day(cells[Role.VERIFIED_ON]).value if Role.VERIFIED_ON in cells else None
    if on is None:
        return None
    how = clean_term(cells.get(Role.VERIFIED_HOW, ""), "verification_ways").value
    return Verified(on, collapse(cells.get(Role.VERIFIED_BY, "")), how)


def _name_role(cells: Cells) -> Role:
    names = (
        Role.NAME_AND_PHONE,
        Role.FACILITY_NAME,
        Role.NAME_AND_HEAD,
        Role.OPERATOR_NAME,
        Role.SERVICE_NAME,
    )
    return next((role for role in names if role in cells), Role.FACILITY_NAME)


def _refuse_long(row: RawRow, provider: ProviderSaid, where: Whereabouts) -> None:
    address = where.address.value
    if _is_long(provider.name.text):
        raise RefusedRowError(row.number, "name-too-long", Role.FACILITY_NAME)
    if address is not None and _is_long(address.text):
        raise RefusedRowError(row.number, "address-too-long", Role.ADDRESS)


def _is_long(text: str) -> bool:
    # A letter is four bytes at most: hardly any text has to be counted.
    return len(text) * 4 > _LONGEST_NAME_BYTES and len(text.encode()) > _LONGEST_NAME_BYTES
