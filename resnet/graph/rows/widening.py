"""Nobody opens clients to themselves by joining those whom the clients trust."""

from __future__ import annotations

from typing import Final

from resnet.errors import ForbiddenError
from resnet.graph.rows.draft import Draft
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import START
from resnet.graph.values import kind_of

_SENT_TO: Final = "addressed_to"
_REFERRAL: Final = "referral"


def check_widening(draft: Draft, after: Guard) -> None:
    """Refuse a write after which consents reach the writer that did not before.

    Working for an agency, a seat in a team and a referral's address are paths of access: somebody else
    writes them. Joining what this very commit makes is no widening, since nobody consented to it yet.
    ``draft.guard`` must have been asked for its receivers before anything was written.

    Raises:
        ForbiddenError: If the writer's own access would grow.
    """
    grown = set(after.receivers) - set(draft.guard.receivers)
    if any(kind_of(each) != _REFERRAL and _was_there(draft, each) for each in grown):
        raise ForbiddenError("widen your own access")
    for element_id, new in draft.after.items():
        is_new = new is not None and draft.before.get(element_id) is None
        if (
            is_new
            and new is not None
            and kind_of(element_id) == _SENT_TO
            and _was_there(draft, str(new[START]))
        ):
            raise ForbiddenError("address a referral that is there already")


def _was_there(draft: Draft, node: str) -> bool:
    # What this commit makes stands in ``before`` as None; what it does not even name was there.
    return node not in draft.before or draft.before[node] is not None
