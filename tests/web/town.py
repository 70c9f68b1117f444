"""A small town behind real pages: an encrypted store in the test's folder, and browsers of its people."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from httpx import Response

from resnet.access.account import hash_password
from resnet.access.attempts import Attempts
from resnet.access.audit import make_access_log
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.store import GraphView, Moment
from resnet.ingest.handed.work import open_lists
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import Value
from resnet.web.routes import make_pages
from tests.fresh_store import NOW, fresh_store, settings_at

with warnings.catch_warnings():
    # Starlette points to a successor of httpx that is not out yet for all our Pythons.
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

PASSWORD = "a sentence for the test"
HOSTILE = "<script>alert('x')</script>"
CLIENT, CASE, NEED = NodeId("person:client"), NodeId("case:1"), NodeId("agreed_need:1")
CENTRE, MEALS, OTHER = NodeId("agency:centre"), NodeId("agency:meals"), NodeId("agency:other")
SERVICE = NodeId("service:meals")
REFERRAL = NodeId("referral:1")
MISSING = "zzzzzzzz"
# Who signs in: login → role, where they work.
PEOPLE: dict[str, tuple[Role, NodeId | None]] = {
    "manager": (Role.CASE_MANAGER, CENTRE),
    "supervisor": (Role.SUPERVISOR, CENTRE),
    "partner": (Role.PARTNER, MEALS),
    "outsider": (Role.PARTNER, OTHER),
    "coordinator": (Role.COORDINATOR, CENTRE),
    "council": (Role.COUNCIL, None),
    "admin": (Role.ADMINISTRATOR, None),
}
# Signing in is slow on purpose, and all towns have the same accounts and secret: once is enough.
_SESSIONS: dict[str, str] = {}
_EVERYTHING = Scope.everything(reason="test")


class Clock:
    """A clock that is moved by hand; only sign-in's pauses ask it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def move(self, **span: float) -> None:
        """On by so many minutes, seconds."""
        self.now += timedelta(**span)


class Town:
    """The application, its store, and the people who look at it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        inner = fresh_store(folder)
        log = make_access_log(folder / "log", bytes(32), lambda: NOW)
        self.store = AuditedStore(inner, log)
        self._edges, self._commits = 0, 0
        self._write(self._directory() + self._people() + self._file() + self._accounts())
        self.app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
        self.clock = Clock(NOW)
        self.lists = open_lists(self.store, settings_at(folder), bytes(32))
        make_pages(
            self.app,
            self.store,
            NetworkFollower(self.store),
            bytes(32),
            settings_at(folder),
            attempts=Attempts(folder / "attempts", bytes(32), self.clock),
            is_demo=False,
        )

    def close(self) -> None:
        self.store.close()

    def browser(self, *, is_strict: bool = True) -> TestClient:
        """A browser that has not signed in; a strict one lets faults of the program fail the test."""
        return TestClient(
            self.app, base_url="http://town", follow_redirects=True, raise_server_exceptions=is_strict
        )

    @contextmanager
    def signed_in(self, login: str, language: str = "ko") -> Iterator[TestClient]:
        """The browser of somebody who has."""
        with self.browser() as browser:
            if login not in _SESSIONS:
                form = browser.get("/sign-in")
                answer = post(browser, "/sign-in", form, login=login, password=PASSWORD)
                assert answer.status_code == 200, answer.text
                _SESSIONS[login] = str(browser.cookies.get("resnet", domain="town.local"))
            browser.cookies.clear()
            browser.cookies.set("resnet", _SESSIONS[login], domain="town.local")
            browser.cookies.set("language", language, domain="town.local")
            yield browser

    def send(self, login: str, address: str, **fields: Any) -> Response:
        """Open a form as somebody and send it, once."""
        with self.signed_in(login) as browser:
            form = browser.get(address)
            return post(browser, address, form, **{"once": "1", **fields})

    def write(self, *changes: Change) -> None:
        self._write(list(changes))

    def everything(self, moment: Moment = None) -> GraphView:
        """All that stands in the store."""
        return self.store.view(_EVERYTHING, as_of=moment)

    def scope(self, login: str) -> Scope:
        """The scope of somebody who signs in."""
        return Scope.of(NodeId(f"person:{login}"), frozenset({PEOPLE[login][0]}), reason="test")

    def edge(self, kind: str, start: str, end: str, **given: Any) -> Put:
        self._edges += 1
        return Put(
            Edge(
                id=EdgeId(f"{kind}:{self._edges:04d}"),
                kind=kind,
                start=NodeId(start),
                end=NodeId(end),
                **given,
            )
        )

    def consents(self, receiver: str, *categories: Category) -> list[Change]:
        return [
            self.edge(
                "consents_to",
                CLIENT,
                receiver,
                fields={"category": str(each), "purpose": "case-management", "basis": "consent"},
                until=NOW + timedelta(days=300),
            )
            for each in categories
        ]

    def _write(self, changes: list[Change]) -> None:
        self._commits += 1
        commit = CommitId(f"town-{self._commits}")
        self.store.write(changes, scope=_EVERYTHING, why="test", commit=commit)

    def folded(self, node_id: NodeId, **fields: Any) -> list[Change]:
        said = {"standing": "own-word", "said_at": NOW - timedelta(days=10), **fields}
        record = NodeId(f"record:{node_id.replace(':', '-')}")
        return [
            Put(Node(id=node_id, kind=node_id.partition(":")[0])),
            Put(Node(id=record, kind="record")),
            self.edge("describes", record, node_id, fields=said),
        ]

    def _directory(self) -> list[Change]:
        agreement = NodeId("agreement:1")
        return [
            *self.folded(CENTRE, name="가온종합사회복지관", type="welfare-centre", phone="032-100-0001"),
            *self.folded(MEALS, name="나눔급식소", type="welfare-centre", phone="032-100-0002"),
            *self.folded(OTHER, name=f"다솜센터 {HOSTILE}", type="welfare-centre"),
            *self.folded(SERVICE, name="밑반찬 배달", service_class="3.2", status="open", age_from=60),
            self.edge("offers", MEALS, SERVICE),
            Put(Node(id=agreement, kind="agreement", fields={"name": "먹거리 협약"})),
            self.edge("party_to", CENTRE, agreement),
            self.edge("party_to", MEALS, agreement, fields={"named_worker": "person:partner"}),
        ]

    def _people(self) -> list[Change]:
        changes: list[Change] = []
        for login, (_, agency) in PEOPLE.items():
            worker = NodeId(f"person:{login}")
            said: dict[str, Value] = {"name": f"{login}-이름", "work_phone": "032-100-1000"}
            changes.append(Put(Node(id=worker, kind="person", category=Category.PUBLIC, fields=said)))
            if agency is not None:
                is_contact = {"is_contact": login == "partner"}
                changes.append(self.edge("works_for", worker, agency, fields=is_contact))
        client: dict[str, Value] = {"name": f"이가람 {HOSTILE}", "birth_year": 1950, "sex": "female"}
        changes.append(
            Put(Node(id=CLIENT, kind="person", category=Category.IDENTITY, about=(CLIENT,), fields=client))
        )
        return changes + self.consents(CENTRE, *sorted(PERSONAL))

    def _file(self) -> list[Change]:
        about = (CLIENT,)
        mother, household = NodeId("person:mother"), NodeId("household:1")
        case: dict[str, Value] = {"code": "2026-01-001", "state": "action", "opened_at": _ago(30)}
        words = f"밥을 못 해 먹겠어요 {HOSTILE}"
        statement: dict[str, Value] = {"words": words, "domain": "2000000", "said_at": _ago(28)}
        need: dict[str, Value] = {
            "text": "끼니를 거르지 않는다",
            "domain": "2000000",
            "level": "individual",
            "service_classes": ("3.2",),
            "agreed_at": _ago(20),
            "state": "open",
        }
        living = Category.LIVING
        return [
            Put(
                Node(
                    id=mother, kind="person", category=Category.FAMILY, about=about, fields={"name": "박옥순"}
                )
            ),
            Put(Node(id=household, kind="household", about=about, fields={"code": "2026-01"})),
            self.edge("parent_of", mother, CLIENT, fields={"nature": "biological"}),
            self.edge("lives_in", CLIENT, household),
            self.edge("lives_in", mother, household),
            Put(Node(id=CASE, kind="case", about=about, fields=case)),
            self.edge("concerns", CASE, CLIENT),
            self.edge("assigned_to", CASE, "person:manager", fields={"role": "case-manager"}),
            self.edge("leads", CENTRE, CASE),
            Put(
                Node(
                    id=NodeId("statement:1"), kind="statement", category=living, about=about, fields=statement
                )
            ),
            self.edge("in_case", "statement:1", CASE),
            Put(Node(id=NEED, kind="agreed_need", category=living, about=about, fields=need)),
            self.edge("in_case", NEED, CASE),
            *self._referral(),
        ]

    def _referral(self) -> list[Change]:
        told = (Category.IDENTITY, Category.SERVICES)
        said: dict[str, Value] = {
            "state": "requested",
            "summary": "혼자 지내심",
            "goal": "하루 두 끼",
            "service_asked": "밑반찬 배달",
            "passes_on": tuple(sorted(told)),
            "sent_at": _ago(2),
        }
        return [
            Put(Node(id=REFERRAL, kind="referral", about=(CLIENT,), fields=said)),
            self.edge("in_case", REFERRAL, CASE),
            self.edge("for_need", REFERRAL, NEED),
            self.edge("asks_for", REFERRAL, SERVICE),
            self.edge("about_client", REFERRAL, CLIENT),
            self.edge("sent_by", REFERRAL, CENTRE),
            self.edge("addressed_to", REFERRAL, MEALS),
            *self.consents(REFERRAL, *told),
        ]

    def _accounts(self) -> list[Change]:
        owners = {login: (NodeId(f"person:{login}"), role) for login, (role, _) in PEOPLE.items()}
        owners["client"] = (CLIENT, Role.CLIENT)
        changes: list[Change] = []
        for login, (owner, role) in owners.items():
            account = NodeId(f"account:{login}")
            said: dict[str, Value] = {"login": login, "password_hash": _hash(), "roles": (role.value,)}
            changes.append(Put(Node(id=account, kind="account", fields=said)))
            changes.append(self.edge("has_account", owner, account))
        return changes


@cache
def _hash() -> str:
    return hash_password(PASSWORD)


def _ago(days: float) -> datetime:
    return (NOW - timedelta(days=days)).astimezone(UTC)


def token_of(page: Response) -> str:
    """The form token that a page carries."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', page.text)
    assert found is not None, page.text[:500]
    return found.group(1)


def post(browser: TestClient, address: str, page: Response, **fields: Any) -> Response:
    """Send a form that ``page`` showed."""
    answer: Response = browser.post(address, data={"csrf": token_of(page), **fields})
    return answer
