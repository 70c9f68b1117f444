"""A made-up district of clients and those who work for them, of any size."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Fields, Node, NodeId, Put
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category

NOW = datetime(2026, 11, 2, tzinfo=UTC)
# As many people as the promise about a 1-hop read names.
CASELOAD = 50
GIVEN = (
    Category.IDENTITY,
    Category.CONTACT,
    Category.FAMILY,
    Category.RELATIONS,
    Category.ECONOMY,
    Category.HEALTH,
    Category.CASE,
)
_COMMIT = 20_000


def client(number: int) -> NodeId:
    """The id of a client; the first ``CASELOAD`` are those of worker 0."""
    return NodeId(f"person:client-{number}")


def worker_scope(number: int = 0) -> Scope:
    """A case manager who sees ``CASELOAD`` clients by their consents to the agency."""
    worker = NodeId(f"person:worker-{number}")
    return Scope.of(worker, frozenset({Role.CASE_MANAGER}), reason="benchmark")


def stranger_scope() -> Scope:
    """A case manager whom nobody has consented to."""
    return Scope.of(NodeId("person:stranger"), frozenset({Role.CASE_MANAGER}), reason="benchmark")


def fill(store: GraphStore, clients: int) -> None:
    """Write a district of so many clients, an agency with one worker for each ``CASELOAD`` of them."""
    changes = chain(
        (_node("person", "stranger", Category.PUBLIC), _node("area", "1", name="한결동")),
        chain.from_iterable(_agency(each) for each in range(clients // CASELOAD)),
        chain.from_iterable(_client(each) for each in range(clients)),
    )
    scope = Scope.everything(reason="benchmark")
    commit = 0
    while part := list(islice(changes, _COMMIT)):
        commit += 1
        store.write(part, scope=scope, why="", commit=CommitId(f"fill-{commit}"))


def listed(commit: int, count: int) -> list[Change]:
    """``count`` changes as an import of lists makes them: agencies, their records, what these say."""
    changes: list[Change] = []
    for number in range(count // 3):
        name = f"listed-{commit}-{number}"
        agency, record = NodeId(f"agency:{name}"), NodeId(f"record:{name}")
        said = {"standing": "list", "said_at": NOW, "is_listed": True, "name": f"한결기관 {name}"}
        changes += [_node("agency", name), _node("record", name, row=number, cells=(name, "한결로 1"))]
        changes.append(_edge("describes", name, record, agency, **said))
    return changes


def _agency(number: int) -> Iterator[Change]:
    agency, worker = NodeId(f"agency:{number}"), NodeId(f"person:worker-{number}")
    yield _node("agency", str(number))
    yield _node("person", f"worker-{number}", Category.PUBLIC, name=f"담당자 {number:06d}")
    yield _edge("works_for", str(number), worker, agency)


def _client(number: int) -> Iterator[Change]:
    person, case = client(number), NodeId(f"case:{number}")
    agency, worker = NodeId(f"agency:{number // CASELOAD}"), NodeId(f"person:worker-{number // CASELOAD}")
    own = {"name": f"한결 {number:06d}", "phone": "032-000-0000", "sex": "female", "conditions": ("고혈압",)}
    yield _node("person", f"client-{number}", Category.IDENTITY, person, **own)
    yield _node("household", str(number), None, person, code=f"2026-{number:06d}")
    yield _edge("lives_in", str(number), person, NodeId(f"household:{number}"))
    yield _edge("resides_in", str(number), person, NodeId("area:1"))
    for each, kind in enumerate(("parent_of", "parent_of", "partner_of", "supports")):
        name = f"near-{number}-{each}"
        category = Category.RELATIONS if kind == "supports" else Category.FAMILY
        near = NodeId(f"person:{name}")
        start, end = (near, person) if kind == "supports" else (person, near)
        yield _node("person", name, category, person, name=f"가족 {number:06d}")
        yield _edge(kind, name, start, end)
    yield _node("case", str(number), None, person, code=f"2026-{number:06d}-001", state="intake")
    yield _edge("concerns", str(number), case, person)
    yield _edge("assigned_to", str(number), case, worker)
    need = {"text": f"식사 도움 {number}", "domain": "0000000", "state": "open"}
    yield _node("agreed_need", str(number), Category.CASE, person, **need)
    yield _edge("in_case", str(number), NodeId(f"agreed_need:{number}"), case)
    for category in GIVEN:
        yield _edge(
            "consents_to", f"{number}-{category}", person, agency, category=str(category), basis="consent"
        )


def _node(
    kind: str, key: str, category: Category | None = None, about: NodeId | None = None, **fields: object
) -> Change:
    subjects = () if about is None else (about,)
    node = Node(
        id=NodeId(f"{kind}:{key}"), kind=kind, fields=_fields(fields), category=category, about=subjects
    )
    return Put(node)


def _edge(kind: str, key: str, start: NodeId, end: NodeId, **fields: object) -> Change:
    return Put(Edge(id=EdgeId(f"{kind}:{key}"), kind=kind, start=start, end=end, fields=_fields(fields)))


def _fields(given: dict[str, object]) -> Fields:
    return given  # type: ignore[return-value]
