"""A small town behind GraphQL: a case, its letters, and three partner agencies with different consents.

Everything of people is done through casework's doors, on the real store, with the access log before it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from resnet.access.account import make_key
from resnet.access.audit import AccessLog, make_access_log, open_access_log
from resnet.access.scope import Scope
from resnet.casework.account import make_agency_key
from resnet.casework.agreed_need import NeedGiven, settle_need
from resnet.casework.choice import ChoiceGiven, choose
from resnet.casework.consent import ConsentGiven, give_consent
from resnet.casework.cooperation import AgreementGiven, Party, conclude_agreement
from resnet.casework.person_facts import PersonFacts
from resnet.casework.referral import ReferralGiven, prepare_referral, send_referral
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import CommitId, Node, NodeId, Put
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.open import open_store
from resnet.graph.store import GraphStore
from resnet.graphql.endpoint import make_router
from resnet.graphql.rate import RateLimit
from resnet.graphql.schema import Schema, make_schema
from resnet.ontology.category import SENSITIVE, Category
from resnet.serving.visitors import scope_of_request
from tests.casework.world import KEEPER, Clock, World
from tests.fresh_store import fresh_store, settings_at

MISSING = {
    kind: f"{kind}:00000000-0000-4000-8000-000000000000" for kind in ("person", "agreed_need", "referral")
}
# What the letter to the meals provider tells.
PASSED = frozenset({Category.IDENTITY, Category.SERVICES, Category.LIVING})


@dataclass(frozen=True, kw_only=True)
class Town:
    """The store and log, the ids, and each agency's key."""

    store: GraphStore
    log: AccessLog
    world: World
    manager: Scope
    client: NodeId
    case: NodeId
    need: NodeId
    referral: NodeId
    meals: NodeId
    hub: NodeId
    kitchen: NodeId
    clinic: NodeId
    stranger: NodeId
    keys: dict[NodeId, str]

    def app(self, *, is_production: bool = True, rate: RateLimit | None = None) -> FastAPI:
        """The route over the town's store."""
        app = FastAPI(openapi_url=None)
        schema = _schema(is_production=is_production)
        follower, authenticate = NetworkFollower(self.store), scope_of_request(self.store)
        app.include_router(make_router(self.store, follower, schema, authenticate, rate))
        return app

    @cached_property
    def usual(self) -> FastAPI:
        """The route that the questions of a test share; nobody asks it too often."""
        return self.app(rate=RateLimit(1_000_000))

    def ask(self, who: NodeId, query: str, **variables: Any) -> httpx.Response:
        """What the agency is answered."""
        return post(self.usual, self.keys[who], {"query": query, "variables": variables})

    def post(self, key: str, query: str, **variables: Any) -> httpx.Response:
        """What the holder of a key is answered."""
        return post(self.usual, key, {"query": query, "variables": variables})

    def key_of_person(self, person: NodeId, *roles: str) -> str:
        """A key for a person, as the program of a case-management office would hold."""
        key, kept = make_key()
        account = Node(
            id=self.store.ids.mint("account"),
            kind="account",
            fields={"login": f"key of {person}", "token_hash": kept, "roles": roles},
        )
        self.world.write(Put(account))
        self.world.join("has_account", person, account.id)
        return key

    def data(self, who: NodeId, query: str, **variables: Any) -> Any:
        """The data of an answer that has no error."""
        answer = self.ask(who, query, **variables).json()
        assert "errors" not in answer, answer
        return answer["data"]

    def code(self, who: NodeId, query: str, **variables: Any) -> str:
        """The code of the one error of an answer."""
        (error,) = self.ask(who, query, **variables).json()["errors"]
        return str(error["extensions"]["code"])


@cache
def _schema(*, is_production: bool) -> Schema:
    return make_schema(is_production=is_production)


def post(
    app: FastAPI,
    key: str | None,
    body: Any,
    *,
    content: bytes | None = None,
    type_: str = "application/json",
) -> httpx.Response:
    """One request, without a server between."""
    headers = {"Content-Type": type_} | ({"Authorization": f"Bearer {key}"} if key else {})
    given: dict[str, Any] = {"json": body} if content is None else {"content": content}

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://town") as client:
            return await client.post("/graphql", headers=headers, **given)

    return asyncio.run(send())


def open_town(folder: Path, built: Town) -> Town:
    """A copy of the files of a built town, opened with a clock of its own."""
    clock = Clock()
    log = open_access_log(folder / "log", bytes(32), clock)
    store = AuditedStore(open_store(settings_at(folder), clock=clock), log)
    return replace(built, store=store, log=log, world=World(store, clock))


def build_town(folder: Path) -> Town:
    """The town, its letters sent and nothing answered yet."""
    clock = Clock()
    log = make_access_log(folder / "log", bytes(32), clock)
    store = AuditedStore(fresh_store(folder, clock), log)
    world = World(store, clock)
    hub, kitchen = world.agency("물빛복지관"), world.agency("한솥나눔터")
    clinic, stranger = world.agency("늘봄의원", "hospital"), world.agency("먼별복지관")
    meals = world.service("도시락 배달", kitchen, "3.2")
    world.service("방문간호", clinic, "4.1")
    worker = world.worker("정다온", kitchen)
    given = AgreementGiven(
        name="식사지원 협약",
        purpose="식사",
        parties=(Party(agency=hub), Party(agency=kitchen, named_worker=worker)),
    )
    conclude_agreement(store, KEEPER, given, commit=CommitId("agreement"))
    manager = world.case_manager("최온", hub)
    facts = PersonFacts(
        name="이가람", sex="female", birth_year=1948, phone="032-111-2222", conditions=("당뇨",)
    )
    taken = world.client(manager, hub, facts=facts)
    need = settle_need(store, manager, _meals_wanted(taken.case)).need
    referral = _refer(store, world, manager, need, meals)
    give_consent(store, manager, taken.client, _for_the_clinic(world, clinic))
    keys = {
        agency: str(make_agency_key(store, KEEPER, agency, f"program-{number}").key)
        for number, agency in enumerate((hub, kitchen, clinic, stranger))
    }
    return Town(
        store=store,
        log=log,
        world=world,
        manager=manager,
        client=taken.client,
        case=taken.case,
        need=need,
        referral=referral,
        meals=meals,
        hub=hub,
        kitchen=kitchen,
        clinic=clinic,
        stranger=stranger,
        keys=keys,
    )


def _meals_wanted(case: NodeId) -> NeedGiven:
    return NeedGiven(
        text="끼니를 거르지 않고 싶다",
        domain="2000000",
        level="individual",
        case=case,
        priority=1,
        service_classes=("3.2",),
    )


def _refer(store: GraphStore, world: World, manager: Scope, need: NodeId, service: NodeId) -> NodeId:
    shown = ChoiceGiven(need=need, options=(service,), chosen=service, decided_by="client")
    choice = choose(store, manager, shown).choice
    letter = ReferralGiven(choice=choice, passes_on=PASSED, summary="혼자 사는 어르신", goal="하루 두 끼")
    referral = prepare_referral(store, manager, letter).referral
    (receiver,) = [edge.end for edge in store.view(KEEPER).edges([referral], ("addressed_to",))]
    consents = world.consents(receiver, PASSED, purpose="referral")
    send_referral(store, manager, referral, consents)
    return referral


def _for_the_clinic(world: World, clinic: NodeId) -> tuple[ConsentGiven, ...]:
    known = frozenset({Category.IDENTITY, Category.HEALTH})
    assert known & SENSITIVE
    return tuple(
        ConsentGiven(
            purpose="referral",
            categories=group,
            receiver=clinic,
            until=world.clock.now + timedelta(days=30),
            given_how="signed",
            given_as="self",
            is_right_to_refuse_told=True,
        )
        for group in (known - SENSITIVE, known & SENSITIVE)
    )
