"""A page that consents open is found in several ways, which must come to the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.graph.elements import Edge, Node, NodeId, Where
from resnet.graph.open import create_store
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import ID, tables
from resnet.graph.rows.question import Question
from resnet.graph.sqlite import granted
from resnet.graph.sqlite.reader import SqliteReader
from resnet.graph.sqlite.store import SqliteStore
from resnet.graph.values import to_micros
from resnet.ontology.category import Category
from tests.fresh_store import settings_at
from tests.store.town import (
    AS_HANA,
    AS_MEMBER,
    AS_STRANGER,
    BEGIN,
    CENTRE,
    CLINIC,
    Clock,
    Town,
    client,
    consent,
    node,
)

CLIENTS = [NodeId(f"person:client{number:02d}") for number in range(40)]
CATEGORIES = {"person": ["identity", "family", "relations"], "agreed_need": ["case", "health", "work_notes"]}
SCOPES = {"member": AS_MEMBER, "stranger": AS_STRANGER, "a client": AS_HANA}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    clock = Clock()
    opened = create_store(settings_at(tmp_path), clock=clock)
    assert isinstance(opened, SqliteStore)
    Town(opened, clock).put(*_people(), *_needs(), *_consents())
    yield opened
    opened.close()


def _people() -> Iterator[Node]:
    for number, person in enumerate(CLIENTS):
        yield client(person, name=f"김{number % 7}")
        yield node(f"person:kin{number:02d}", person, category=Category.FAMILY, name="친척")


def _needs() -> Iterator[Node]:
    draw = random.Random(1)
    for number in range(200):
        subjects = draw.sample(CLIENTS, draw.choice([1, 1, 2]))
        category = draw.choice([Category.CASE, Category.HEALTH, Category.WORK_NOTES])
        text = "한 가지" if number % 20 == 0 else f"욕구 {number % 90}"
        yield node(f"agreed_need:{number:03d}", *subjects, category=category, text=text, state="open")


def _consents() -> Iterator[Edge]:
    draw = random.Random(2)
    given = ("identity", "family", "case", "health", "work_notes")
    for person in CLIENTS:
        for receiver in (CENTRE, CLINIC):
            for category in draw.sample(given, draw.randrange(len(given))):
                until = BEGIN + timedelta(days=1) if draw.random() < 0.7 else BEGIN
                yield consent(person, receiver, Category(category), until=until)


def _pages(store: SqliteStore, scope: Scope, question: Question) -> dict[str, list[str]]:
    """The ids that each way finds, in page order."""
    categories = CATEGORIES[question.table.kind]
    with store.pool.reading() as db:
        guard = Guard(SqliteReader(db), scope, to_micros(store.now()))
        past = [
            row for category in categories for row in granted._past_consents(db, guard, question, category)
        ]
        found = {
            "from consents": granted._from_consents(db, guard, question, categories),
            "past consents": past,
        }
        few = granted._few(db, guard, question, categories)
    if few is not None:
        found["one by one"] = few
    place = question.table.places["_sort"]
    return {
        way: [row[ID] for row in sorted(rows, key=lambda row: (row[place], row[ID]))][: question.limit]
        for way, rows in found.items()
    }


@pytest.mark.parametrize("who", SCOPES)
@pytest.mark.parametrize("kind", CATEGORIES)
@pytest.mark.parametrize("after", [None, ("", ""), ("ea", "")], ids=["first", "from the start", "later"])
def test_all_ways_find_the_same_page(
    store: SqliteStore, who: str, kind: str, after: tuple[str, str] | None
) -> None:
    moment = to_micros(store.now())
    question = Question(tables()[kind], after=after, limit=15, moment=moment)

    pages = _pages(store, SCOPES[who], question)

    assert pages["from consents"] == pages["past consents"]
    if who == "member":
        assert pages["from consents"]


@pytest.mark.parametrize("who", SCOPES)
def test_a_value_of_few_is_looked_at_one_by_one_and_the_same_is_found(store: SqliteStore, who: str) -> None:
    values = {"state": "open"}
    question = Question(tables()["agreed_need"], dict(values), limit=100)
    rare = Question(tables()["person"], {"name": "김3"}, limit=100)

    common_pages, rare_pages = _pages(store, SCOPES[who], question), _pages(store, SCOPES[who], rare)

    assert "one by one" not in common_pages
    assert common_pages["from consents"] == common_pages["past consents"]
    assert rare_pages["one by one"] == rare_pages["from consents"] == rare_pages["past consents"]


def test_many_consents_are_walked_past_and_few_are_gone_through(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = Question(tables()["person"], limit=1)
    whole = store.view(AS_MEMBER).find("person", limit=100)
    with store.pool.reading() as db:
        guard = Guard(SqliteReader(db), AS_MEMBER, to_micros(store.now()))
        asked = (db, guard, question, CATEGORIES["person"])

        assert not granted._is_shorter_past_consents(*asked)
        monkeypatch.setattr(granted, "MANY", 5)
        assert granted._is_shorter_past_consents(*asked)

    assert store.view(AS_MEMBER).find("person", limit=100) == whole
    assert store.view(AS_MEMBER).find("person", Where(), limit=1).nodes == whole.nodes[:1]
