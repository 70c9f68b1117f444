"""What may be done: which role writes which kind. Whose it is, consent decides in the store."""

from __future__ import annotations

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.ontology.registry import EDGE_KINDS, KINDS

_CASEWORK = frozenset({Role.CASE_MANAGER, Role.SUPERVISOR})
_DIRECTORY = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
# A partner and a coordinator say things of the directory by records; nobody edits folded fields.
_SAYING = _DIRECTORY | {Role.PARTNER, Role.CASE_MANAGER, Role.SUPERVISOR}
_REFERRAL = _CASEWORK | {Role.PARTNER}
_CONSENT = _CASEWORK | {Role.CLIENT}
_UPKEEP = frozenset({Role.ADMINISTRATOR})

WRITERS: dict[str, frozenset[Role]] = {
    **dict.fromkeys([*KINDS, *EDGE_KINDS], _CASEWORK),
    **dict.fromkeys(
        ("area", "term", "account", "has_account", "part_of", "became", "crosswalk", "broader"), _UPKEEP
    ),
    **dict.fromkeys(("agency", "service", "agreement", "neighbour_of"), _DIRECTORY),
    # A case manager writes down where a household lives; whose it is, consent decides.
    **dict.fromkeys(("place", "in_area", "located_at", "covers", "offers", "meets"), _DIRECTORY | _CASEWORK),
    # A coordinator keeps workers as contacts; of clients they see nobody, so there is nobody to write of.
    **dict.fromkeys(("person", "works_for", "party_to", "source", "group"), _DIRECTORY | _CASEWORK),
    **dict.fromkeys(("team", "member_of", "knows"), _DIRECTORY | _CASEWORK),
    **dict.fromkeys(("record", "describes", "from_source"), _SAYING),
    **dict.fromkeys(("taken_file", "came_in"), _DIRECTORY),
    # Written by the act of judging alone, which moves what was said along with it (ingest/resolve).
    **dict.fromkeys(("judgement", "judges", "takes_back", "follows_from", "same_as"), frozenset[Role]()),
    "referral": _REFERRAL,
    **dict.fromkeys(("consent", "consents_to"), _CONSENT),
    # The client chooses (domain.md §7.1), on paper or on the own page.
    **dict.fromkeys(("choice", "chose", "chose_for", "in_case"), _CASEWORK | {Role.CLIENT}),
    # The client comments on the own eco-map (domain.md §5).
    **dict.fromkeys(("relates_to", "drawing_note"), _CASEWORK | {Role.CLIENT}),
}


def may_write(scope: Scope, kind: str) -> bool:
    """Whether this scope's roles may write elements of ``kind`` (a node or an edge kind) at all."""
    return scope.sees_everything or bool(scope.roles & WRITERS[kind])


def may_keep_up(scope: Scope) -> bool:
    """Whether this scope may do what is upkeep alone: erase, and move an edge to other ends.

    Erasing blanks the change log, so whoever could erase what they may write could take back what they are
    to answer for, such as an emergency access before its review. Who must have something erased asks for it;
    the erasing itself is upkeep, with its reason on the record.
    """
    return scope.sees_everything
