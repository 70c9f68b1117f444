"""Whom the row says one calls at the agency: a work contact in public office, never a private person."""

from __future__ import annotations

from collections.abc import Iterable

from resnet.graph.elements import Node, NodeId
from resnet.graph.store import Ids
from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.contact import Contact, clean_contact
from resnet.ingest.clean.phone_and_contact import part_contact
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.synonym import guess_role
from resnet.ingest.said.saying import Cells

# Hardly any telephone cell names whom to ask for.
_ASKED = "담당"
_NOBODY: Cleaned[Contact] = Cleaned(None, "", Rule.EMPTY)


def contact_said(cells: Cells) -> Cleaned[Contact]:
    """The contact in the row's own column, or beside the phone number.

    In a column of phones alone only one whom the cell says to ask for (담당).
    """
    if cells.get(Role.CONTACT_PERSON, "").strip():
        return clean_contact(cells[Role.CONTACT_PERSON])
    if Role.PHONE_AND_CONTACT in cells:
        return clean_contact(part_contact(cells[Role.PHONE_AND_CONTACT]).words)
    phone = cells.get(Role.PHONE, "")
    if _ASKED not in phone:
        return _NOBODY
    beside = part_contact(phone)
    named = clean_contact(beside.words) if beside.is_asked_for else _NOBODY
    return named if named.value is not None else _NOBODY


def contact_id(ids: Ids, agency: NodeId, contact: Contact) -> NodeId:
    """The worker's id: one name at one agency is one worker, whichever list says it."""
    return ids.key("person", "contact", agency, spaceless(contact.name))


def contact_before(record: Node) -> Contact | None:
    """The contact that a record's raw cells name."""
    cells: dict[Role, str] = {}
    for head, cell in _raw(record):
        guess = guess_role(head)
        if guess is not None and guess.role in (Role.CONTACT_PERSON, Role.PHONE_AND_CONTACT, Role.PHONE):
            cells[guess.role] = cell
    return contact_said(cells).value


def _raw(record: Node) -> Iterable[tuple[str, str]]:
    return zip(record.texts("columns") or (), record.texts("cells") or (), strict=False)
