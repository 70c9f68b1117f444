"""A made-up list as ingest would write it: 100,000 nodes and 200,000 edges, records counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from resnet.graph.elements import Change, Edge, EdgeId, Fields, Node, NodeId, Put
from resnet.ontology.category import Category

SAID_AT = datetime(2026, 10, 1, tzinfo=UTC)
AREAS, TERMS, AGENCIES, SERVICES, WORKERS = 500, 100, 20_000, 15_000, 9_399
MORE_TIES = 1_202


def list_changes() -> list[Change]:
    """The changes in the order ingest makes them: each thing with what is said of it."""
    return list(_changes())


def _changes() -> Iterator[Change]:
    yield _node("source", 0, name="시설 목록")
    for number in range(AREAS):
        yield _node("area", number, name=f"한결{number}동", code=f"99{number:08d}")
    for number in range(TERMS):
        yield _node("term", number, vocabulary="made_up", code=str(number), name_ko=f"서비스 {number}")
    for number in range(AGENCIES):
        yield from _agency(number)
    for number in range(SERVICES):
        yield from _service(number)
    for number in range(WORKERS):
        yield _node("person", number, Category.PUBLIC, name=f"담당자 {number}", work_phone="032-000-0000")
        yield _edge("works_for", number, ("person", number), ("agency", number), title="사회복지사")
        yield _edge("knows", number, ("person", number), ("person", number * 7 % WORKERS))
    for number in range(MORE_TIES):
        yield _edge("knows", number + WORKERS, ("person", number), ("person", number * 11 % WORKERS))


def _agency(number: int) -> Iterator[Change]:
    area = ("area", number % AREAS)
    yield _node("agency", number)
    yield _node("place", number)
    yield _node(
        "record", number, row=number, digest=f"{number:032x}", cells=(f"한결 {number} 센터", "99구 한결동")
    )
    record = ("record", number)
    name = f"한결 {number % 997} 종합사회복지관 {number}"
    yield _said(number, record, ("agency", number), name=name, phone=f"032-{number:07d}", status="open")
    yield _said(
        number + 10**6, record, ("place", number), address=f"가온시 한결구 한결로 {number}", postcode="00000"
    )
    yield _edge("from_source", number, record, ("source", 0))
    yield _edge("located_at", number, ("agency", number), ("place", number))
    yield _edge("in_area", number, ("place", number), area)
    yield _edge("covers", number, ("agency", number), area)


def _service(number: int) -> Iterator[Change]:
    yield _node("service", number)
    yield _node(
        "record", number + 10**6, row=number, digest=f"{number:032x}", cells=(f"급식 {number}", "무료")
    )
    record, service = ("record", number + 10**6), ("service", number)
    yield _said(number + 2 * 10**6, record, service, name=f"무료급식 {number}", cost_won=0, age_from=60)
    yield _edge("from_source", number + 10**6, record, ("source", 0))
    yield _edge("offers", number, ("agency", number), service)
    yield _edge("meets", number, service, ("term", number % TERMS))


def _node(kind: str, number: int, category: Category | None = None, **fields: object) -> Change:
    return Put(Node(id=NodeId(f"{kind}:{number:032x}"), kind=kind, fields=_fields(fields), category=category))


def _said(number: int, record: tuple[str, int], thing: tuple[str, int], **fields: object) -> Change:
    return _edge(
        "describes", number, record, thing, standing="list", said_at=SAID_AT, is_listed=True, **fields
    )


def _edge(kind: str, number: int, start: tuple[str, int], end: tuple[str, int], **fields: object) -> Change:
    return Put(
        Edge(
            id=EdgeId(f"{kind}:{number:032x}"),
            kind=kind,
            start=NodeId(f"{start[0]}:{start[1]:032x}"),
            end=NodeId(f"{end[0]}:{end[1]:032x}"),
            fields=_fields(fields),
        )
    )


def _fields(given: dict[str, object]) -> Fields:
    return given  # type: ignore[return-value]
