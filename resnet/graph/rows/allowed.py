"""May this scope leave the graph like that? Judged on the state a write made, before it is committed."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from resnet.access.may import WRITERS
from resnet.access.role import Role
from resnet.errors import ForbiddenError, NodeNotFoundError
from resnet.graph.rows.draft import Draft
from resnet.graph.rows.encode import category_of_field, field_categories
from resnet.graph.rows.guard import EMERGENCY, Guard
from resnet.graph.rows.layout import ABOUT_1, ABOUT_2, CATEGORY, END, START, UNTIL, Row, access_of, tables
from resnet.graph.rows.widening import check_widening
from resnet.graph.values import kind_of
from resnet.ontology.category import PERSONAL

CONSENT: Final = "consents_to"
# An emergency's access ends by itself after at most a day (design.md §5, break-glass).
EMERGENCY_MICROS: Final = timedelta(hours=24) // timedelta(microseconds=1)
_MAY_BREAK_GLASS: Final = frozenset({Role.CASE_MANAGER, Role.SUPERVISOR})
_PERSONAL: Final = frozenset(category.value for category in PERSONAL)


def check_allowed(draft: Draft, after: Guard) -> None:
    """Refuse what the caller may not write; ``after`` judges by the consents as this write leaves them.

    Raises:
        NodeNotFoundError: If somebody it is about is hidden.
        ForbiddenError: If a subject's consent is missing, it is not theirs to say, or it would open more to
            the caller.
    """
    if after.is_open_to_all:
        return
    check_widening(draft, after)
    changed = [each for each in draft.after if each in draft.prepared.targets]
    after.learn([row for each in changed if (row := draft.after[each]) is not None])
    for element_id in changed:
        old, new = draft.before.get(element_id), draft.after[element_id]
        kept: Row | None = new if new is not None else old
        if kept is None:
            continue
        kind = kind_of(element_id)
        _check_own_words(after, kind, kept)
        if new is not None:
            _check_one(draft, after, element_id, new)


def _check_own_words(after: Guard, kind: str, row: Row) -> None:
    """A client writes of nobody but themselves."""
    able = after.scope.roles & WRITERS[kind]
    if able == {Role.CLIENT} and {row[ABOUT_1], row[ABOUT_2]} - {None, after.scope.actor}:
        raise ForbiddenError(f"write {kind} of somebody else")


def _check_one(draft: Draft, after: Guard, element_id: str, new: Row) -> None:
    old, kind = draft.before.get(element_id), kind_of(element_id)
    if kind == CONSENT:
        check_emergency(new, after.now)
        if old is None:
            _check_new_consent(draft, new)
            return
        _check_kept_emergency(old, new)
    if old is None:
        for subject in {new[ABOUT_1], new[ABOUT_2]} - {None}:
            draft.load({str(subject)})
            draft.existing(str(subject))
    # What stays about the same people in the same category was judged when it was found to be visible. And a
    # consent that this commit ends still counts for it: who records a withdrawal may record all of it.
    if old is not None and old[ABOUT_1] is not None and new[ABOUT_1] is None:
        raise ForbiddenError(f"make {kind} a fact about nobody")
    if old is None or access_of(old) != access_of(new):
        _check_category(draft.guard, after, kind, new)
    _check_fields(draft, after, element_id, new)


def _check_fields(draft: Draft, after: Guard, element_id: str, new: Row) -> None:
    old, kind = draft.before.get(element_id), kind_of(element_id)
    given = draft.given.get(element_id)
    if not given or not field_categories(kind):
        return
    closed = after.hidden(new, kind) & draft.guard.hidden(new if old is None else old, kind)
    for name in sorted(given):
        if category_of_field(kind, name) in closed:
            raise ForbiddenError(f"write {kind}.{name} without consent")


def _check_category(before: Guard, after: Guard, kind: str, row: Row) -> None:
    category = str(row[CATEGORY])
    if row[ABOUT_1] is None and category not in _PERSONAL:
        # What one says of the directory may be more than one may read of it (records are internal).
        if category not in after.open and category != tables()[kind].default_category.value:
            raise ForbiddenError(f"write {kind} of category {category}")
    elif not (after.sees(row) or before.sees(row)):
        raise ForbiddenError(f"write {kind} without consent")


def is_emergency(consent: Row) -> bool:
    """Whether a ``consents_to`` row opens a file because of danger to life."""
    return bool(consent[tables()[CONSENT].places["basis"]] == EMERGENCY)


def check_emergency(consent: Row, now: int) -> None:
    """Refuse an emergency access that is not complete, before anything else is looked at.

    Raises:
        ForbiddenError: If it has no reason, no reviewer, or no end within 24 hours.
    """
    places = tables()[CONSENT].places
    if not is_emergency(consent):
        return
    is_complete = consent[places["reason"]] and consent[places["reviewer"]]
    if not is_complete or consent[UNTIL] > now + EMERGENCY_MICROS:
        raise ForbiddenError(
            "open a file in an emergency without reason, reviewer and an end within 24 hours"
        )


def _check_kept_emergency(old: Row, new: Row) -> None:
    """An emergency access stays one and only gets shorter: who needs it again declares it again.

    Else it would outlast its day step by step, or be called a consent and miss its review.
    """
    if is_emergency(old) and (not is_emergency(new) or new[UNTIL] > old[UNTIL]):
        raise ForbiddenError("make an emergency access longer, or something else")


def may_break_glass(before: Guard, consent: Row) -> bool:
    """Whether the caller may open a hidden file by this row: to the one who declares it, and nobody else."""
    return (
        is_emergency(consent)
        and bool(before.scope.roles & _MAY_BREAK_GLASS)
        and str(consent[END]) in before.receivers
    )


def _check_new_consent(draft: Draft, row: Row) -> None:
    subject = str(row[START])
    is_known = (
        draft.before.get(subject) is None or subject == draft.guard.scope.actor or subject in draft.visible
    )
    if not is_known and not may_break_glass(draft.guard, row):
        raise NodeNotFoundError
