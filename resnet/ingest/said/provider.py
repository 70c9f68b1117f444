"""What a row says of the agency or informal resource."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from resnet.ingest.clean.cleaned import ONE_LIST, Cleaned, Rule
from resnet.ingest.clean.kind import Kind
from resnet.ingest.clean.link import clean_links
from resnet.ingest.clean.name import Name, clean_name, without_state
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.phone_and_contact import part_contact
from resnet.ingest.clean.spacing import collapse, spaceless
from resnet.ingest.clean.terms import clean_term
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.role import Role
from resnet.ingest.said.saying import Cells, Saying, by_cells
from resnet.ingest.said.state import say_state
from resnet.ingest.said.whereabouts import Whereabouts
from resnet.ingest.shipped_table import shipped_table
from resnet.ontology.vocabulary import load_vocabulary

# 물빛종합사회복지관(관장 여수진): the last brackets of a cell that holds name and head.
_LAST_BRACKET = re.compile(r"(?P<before>.+?)\s*[(\[](?P<inside>[^()\[\]]+)[)\]]\s*", re.DOTALL)
_INFORMAL = re.compile(r"비공식\s*자원\s*(?:[:,]\s*(?P<type>.+))?")


class InOneCell(NamedTuple):
    """A cell that holds two things: what stands before its last brackets, and inside them."""

    before: str
    inside: str


class ProviderSaid(NamedTuple):
    """An agency, or a group when the row marks informal help; ``key`` compares names within the list."""

    kind: str
    name: Name
    key: str
    saying: Saying


def in_one_cell(text: str) -> InOneCell:
    """The two parts of the cell; nothing inside when there are no brackets at its end.

    >>> in_one_cell("물빛종합사회복지관(관장 ○○○)").inside
    '관장 ○○○'
    """
    found = _LAST_BRACKET.fullmatch(text.strip())
    return InOneCell(found["before"], found["inside"]) if found else InOneCell(text.strip(), "")


def provider_said(
    cells: Cells, subject: Subject, kind: Cleaned[Kind], where: Whereabouts, on: date | None
) -> ProviderSaid | None:
    """Who offers, None when no cell names it; ``on`` is the list's day."""
    raw = provider_name(cells, subject)
    cleaned = clean_name(raw)
    if cleaned.value is None:
        return None
    name = cleaned.value
    group = _group_type(cells.get(Role.REMARKS, ""), cells.get(Role.KIND, ""))
    saying = Saying()
    saying.take("name", cleaned, lambda each: each.text)
    saying.take("phone", _phones(cells, subject, where), ", ".join)
    if group is not None:
        saying.take("type", group)
        _say_of_group(saying, cells)
        say_state(saying, cells, None, on)
        return ProviderSaid("group", name, raw, saying)
    saying.say("former_name", name.former)
    if subject is not Subject.OFFER:
        _say_of_agency(saying, cells, kind)
        if subject is not Subject.PROGRAMME:
            say_state(saying, cells, name, on)
    return ProviderSaid("agency", name, without_state(raw), saying)


def provider_name(cells: Cells, subject: Subject) -> str:
    """The cell that names who offers, as written."""
    if subject is Subject.OFFER and collapse(cells.get(Role.OPERATOR_NAME, "")):
        return cells[Role.OPERATOR_NAME]
    if Role.NAME_AND_HEAD in cells:
        return in_one_cell(cells[Role.NAME_AND_HEAD]).before
    return cells.get(Role.FACILITY_NAME, "") or cells.get(Role.OPERATOR_NAME, "")


def _phones(cells: Cells, subject: Subject, where: Whereabouts) -> Cleaned[tuple[str, ...]]:
    asked = cells.get(Role.PHONE_AND_CONTACT, "")
    if asked.strip() and not cells.get(Role.PHONE, "").strip():
        own = part_contact(asked)
        if own.has_mobile and own.words:
            # Beside somebody's name a mobile number is that person's.
            return Cleaned(None, asked, Rule.UNSURE)
        return clean_phones(asked, where.province, where.district)
    if subject in (Subject.OFFER, Subject.PROGRAMME):
        # The number is the service's: who runs it may answer elsewhere.
        return Cleaned(None, "", Rule.EMPTY)
    return phones_said(cells, where)


def phones_said(cells: Cells, where: Whereabouts) -> Cleaned[tuple[str, ...]]:
    """The numbers in the row's own column; of one for phone and fax the first, which is the one answered."""
    if cells.get(Role.PHONE, "").strip() or Role.PHONE_AND_FAX not in cells:
        return clean_phones(cells.get(Role.PHONE, ""), where.province, where.district)
    both = clean_phones(cells[Role.PHONE_AND_FAX], where.province, where.district)
    return Cleaned(both.value[:1], both.raw, Rule.PARTLY) if both.value and len(both.value) > 1 else both


@lru_cache(maxsize=ONE_LIST)
def _group_type(remarks: str, kind: str) -> Cleaned[str] | None:
    """The type of informal help, None for an agency; a word that no type fits is of the other type."""
    found = _INFORMAL.match(collapse(remarks)) or _INFORMAL.match(collapse(kind))
    if not found:
        return None
    type_ = clean_term(found["type"] or "", "group_types")
    return type_ if type_.value else Cleaned("other", found[0], Rule.BY_WORD)


def _say_of_group(saying: Saying, cells: Cells) -> None:
    saying.words("offers_said", cells, Role.SERVICE_CONTENT)
    saying.words("remarks", cells, Role.PARTICULARS)


@by_cells(Role.SECTOR)
def _type_said(saying: Saying, cells: Cells, told: tuple[Kind | None, Rule]) -> None:
    kind = Cleaned(told[0], "", told[1])
    saying.take("type", kind, lambda each: each.type_code)
    if Role.SECTOR in cells:
        saying.take("sector", clean_term(cells[Role.SECTOR], "sectors"))
    if kind.value is not None:
        sector = load_vocabulary("agency_types").term(kind.value.type_code).text("sector")
        saying.say("sector", sector if sector != "either" else None, Rule.BY_KIND)


def _say_of_agency(saying: Saying, cells: Cells, kind: Cleaned[Kind]) -> None:
    saying.join(_type_said(cells, (kind.value, kind.rule)))
    if Role.OPERATOR_NAME in cells and spaceless(cells[Role.OPERATOR_NAME]) not in _no_operators():
        saying.take("operator", clean_name(cells[Role.OPERATOR_NAME]), lambda each: each.text)
    saying.text("head", cells, Role.HEAD)
    if Role.NAME_AND_HEAD in cells:
        saying.say("head", collapse(in_one_cell(cells[Role.NAME_AND_HEAD]).inside))
    for role in (Role.LINKS, Role.HOMEPAGE, Role.EMAIL):
        links = clean_links(cells[role]).value if role in cells else None
        if links is not None:
            saying.say("homepage", links.homepage)
            saying.say("email", links.email)
    saying.words("offers_said", cells, Role.SERVICE_CONTENT)
    saying.words("particulars", cells, Role.PARTICULARS)
    saying.words("remarks", cells, Role.REMARKS)
    saying.text("legal_basis", cells, Role.LEGAL_BASIS)


@cache
def _no_operators() -> frozenset[str]:
    return frozenset(shipped_table("name_parts")["operators"]["no_names"])
