"""Random writes by several people, over a handful of ids so that they meet."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from resnet.access.role import Role
from resnet.graph.elements import (
    Change,
    Edge,
    EdgeId,
    ElementId,
    End,
    Erase,
    Node,
    NodeId,
    Patch,
    Put,
    Version,
)
from resnet.ontology.field import Value
from resnet.ontology.registry import EDGE_KINDS, KINDS
from tests.store.town import (
    AS_ADMINISTRATOR,
    AS_COORDINATOR,
    AS_DURI,
    AS_HANA,
    AS_MEMBER,
    AS_PARTNER,
    AS_STRANGER,
    BEGIN,
    DURI,
    HANA,
    KEEPER,
    MEMBER,
    scope_of,
)

BOTH_ROLES = scope_of(HANA, Role.CLIENT, Role.CASE_MANAGER)
SCOPES = (
    KEEPER,
    AS_MEMBER,
    AS_STRANGER,
    AS_PARTNER,
    AS_HANA,
    AS_DURI,
    BOTH_ROLES,
    AS_COORDINATOR,
    AS_ADMINISTRATOR,
    scope_of(MEMBER, Role.SUPERVISOR),
)
KIN = NodeId("person:kin")
SUBJECTS = (HANA, DURI, KIN)

_TEXT = st.sampled_from(["가", "나", "다라", "x", ""])
# Per kind of node: how many ids there are, and what may be said of them.
_SAID: dict[str, dict[str, st.SearchStrategy[Value]]] = {
    "person": {
        "name": _TEXT,
        "phone": _TEXT,
        "conditions": st.sampled_from([(), ("당뇨",), ("당뇨", "낙상")]),
        "birth_year": st.sampled_from([1940, 1985]),
    },
    "agency": {},
    "service": {},
    "place": {},
    "area": {"name": _TEXT, "code": st.sampled_from(["2", "10"])},
    "team": {"name": _TEXT, "is_standing": st.booleans()},
    "agreed_need": {
        "text": _TEXT,
        "reach_km": st.sampled_from([0.5, 3]),
        "priority": st.sampled_from([1, 2]),
    },
    "contact": {"plan": _TEXT, "at": st.just(BEGIN)},
    "referral": {
        "state": st.sampled_from(["draft", "requested", "accepted", "rejected"]),
        "sent_at": st.sampled_from([BEGIN, BEGIN - timedelta(days=1)]),
    },
    "household": {"code": _TEXT, "income_won": st.sampled_from([0, 900_000])},
    "account": {"login": _TEXT},
    "record": {"said_by": _TEXT},
}
_IDS: dict[str, tuple[str, ...]] = {
    "person": ("person:member", "person:stranger", "person:hana", "person:duri", "person:kin"),
    "agency": ("agency:centre", "agency:clinic"),
    "record": ("record:1", "record:2", "record:3"),
    "agreed_need": ("agreed_need:1", "agreed_need:2"),
}
NODE_IDS = {kind: tuple(map(NodeId, _IDS.get(kind, (f"{kind}:1",)))) for kind in _SAID}
_EDGES: dict[str, dict[str, st.SearchStrategy[Value]]] = {
    "works_for": {"is_contact": st.booleans()},
    "member_of": {},
    "knows": {},
    "partner_of": {"from_year": st.sampled_from([1990, 2000])},
    "supports": {"gives": _TEXT},
    "lives_in": {},
    "resides_in": {},
    "feels_about": {},
    "needed_in": {},
    "addressed_to": {},
    "about_client": {},
    "located_at": {},
    "in_area": {},
    "offers": {},
    "has_account": {},
    "consents_to": {
        "category": st.sampled_from(
            ["identity", "family", "case", "contact", "health", "work_notes", "services"]
        ),
        "basis": st.sampled_from(["consent", "danger-to-life"]),
        "reason": _TEXT,
        "reviewer": st.just(str(MEMBER)),
    },
    "describes": {
        "standing": st.sampled_from(["list", "official-list", "own-word", "verification"]),
        "said_at": st.sampled_from([BEGIN, BEGIN + timedelta(hours=1)]),
        "retracts": st.sampled_from([("phone",), ("name", "address")]),
        "is_listed": st.booleans(),
        "name": _TEXT,
        "phone": _TEXT,
        "address": _TEXT,
    },
}
_MANY = {"consents_to": 6, "describes": 4}
EDGE_IDS = {kind: tuple(EdgeId(f"{kind}:{n}") for n in range(_MANY.get(kind, 2))) for kind in _EDGES}
# The first edge of each kind is there from the beginning: the first start and end that its kind allows.
FIRST_EDGES = tuple(
    Edge(
        id=EDGE_IDS[kind][0],
        kind=kind,
        start=next(each for start in EDGE_KINDS[kind].starts for each in NODE_IDS.get(start, ())[-1:]),
        end=next(each for end in EDGE_KINDS[kind].ends for each in NODE_IDS.get(end, ())[:1]),
    )
    for kind in _EDGES
)
# Consents, membership and records decide most, so most is written of them.
_EDGE_KINDS = [*_EDGES, *["consents_to"] * 5, *["describes"] * 3, "works_for", "addressed_to"]
ELEMENTS: tuple[ElementId, ...] = (
    *(each for ids in NODE_IDS.values() for each in ids),
    *(each for ids in EDGE_IDS.values() for each in ids),
)
_MOMENTS = st.sampled_from([None, None, None, *(BEGIN + timedelta(hours=hours) for hours in (-2, 1, 20, 30))])


@st.composite
def nodes(draw: st.DrawFn) -> Node:
    """A node, new or put again."""
    kind = draw(st.sampled_from(sorted(_SAID)))
    node_id = draw(st.sampled_from(NODE_IDS[kind]))
    category = draw(st.sampled_from((None, *KINDS[kind].categories)))
    about = draw(st.lists(st.sampled_from(SUBJECTS), max_size=2, unique=True))
    if kind == "person" and node_id in SUBJECTS:
        about = draw(st.sampled_from([[node_id], [node_id], about]))
    elif kind in {"agency", "service", "place", "area", "team", "record", "account"} and draw(st.booleans()):
        about = []
    return Node(
        id=node_id,
        kind=kind,
        fields=draw(st.fixed_dictionaries({}, optional=_SAID[kind])),
        category=category,
        about=tuple(about),
        since=draw(_MOMENTS),
        until=draw(_MOMENTS),
    )


@st.composite
def edges(draw: st.DrawFn) -> Edge:
    """An edge, new, put again or moved to other ends."""
    kind = draw(st.sampled_from(_EDGE_KINDS))
    known = EDGE_KINDS[kind]
    starts = [each for start in known.starts for each in NODE_IDS.get(start, ())]
    ends = [each for end in known.ends for each in NODE_IDS.get(end, ())]
    end = draw(st.sampled_from(ends))
    fields = draw(st.fixed_dictionaries({}, optional=_EDGES[kind]))
    if kind == "describes":
        there = {field.name for field in (*known.fields, *KINDS[end.partition(":")[0]].fields)}
        fields = {name: value for name, value in fields.items() if name in there}
    return Edge(
        id=draw(st.sampled_from(EDGE_IDS[kind])),
        kind=kind,
        start=draw(st.sampled_from(starts)),
        end=end,
        fields=fields,
        category=draw(st.sampled_from((None, None, *known.categories))),
        since=draw(_MOMENTS),
        until=draw(_MOMENTS),
    )


@st.composite
def patches(draw: st.DrawFn) -> Patch:
    """Some fields of something, with or without what was seen of it."""
    kind = draw(st.sampled_from([each for each in (*_SAID, *_EDGES) if each != "describes"]))
    said = _SAID.get(kind, _EDGES.get(kind, {}))
    ids: tuple[ElementId, ...] = NODE_IDS[kind] if kind in NODE_IDS else EDGE_IDS[kind]
    given = {name: st.one_of(st.none(), values) for name, values in said.items()}
    return Patch(
        draw(st.sampled_from(ids)),
        draw(st.fixed_dictionaries({}, optional=given)),
        draw(st.sampled_from([None, *map(Version, (0, 2, 4, 8))])),
    )


_ENDS = st.builds(End, st.sampled_from(ELEMENTS), _MOMENTS.map(lambda moment: moment or BEGIN))
_ERASURES = st.builds(Erase, st.sampled_from(ELEMENTS))
_COMMON: tuple[st.SearchStrategy[Change], ...] = (nodes().map(Put), edges().map(Put), patches())
CHANGES: st.SearchStrategy[Change] = st.one_of(*_COMMON, *_COMMON, *_COMMON, _ENDS, _ENDS, _ERASURES)
# Most of what others write is refused: half of the writes are the keeper's, so that there is much to see.
_CASEWORKERS = (AS_MEMBER, AS_MEMBER, BOTH_ROLES, scope_of(MEMBER, Role.SUPERVISOR))
WRITERS = st.sampled_from((*[KEEPER] * 10, *_CASEWORKERS, *SCOPES))
READERS = st.sampled_from(SCOPES)
