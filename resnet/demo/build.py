"""The whole demo, from the first list to today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.notice import Notice
from resnet.demo.around import around_events
from resnet.demo.authored import moment, read_demo, read_stories
from resnet.demo.clock import DemoClock, Event, play_all
from resnet.demo.community import community_events
from resnet.demo.district import district_events, make_accounts, make_keys
from resnet.demo.letters import letter_events
from resnet.demo.lists import list_events
from resnet.demo.needs import need_events
from resnet.demo.people import people_events
from resnet.demo.stage import Stage
from resnet.demo.story import Story
from resnet.demo.work import work_events
from resnet.graph.elements import NodeId
from resnet.graph.reading import find_all
from resnet.graph.store import GraphStore
from resnet.ingest.report import FileReport
from resnet.ontology.authored import Table

COUNTED: Final = ("agency", "group", "service", "agreement", "team", "case", "agreed_need", "referral")


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demo."""

    login: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoBuilt:
    """What was played, and where the clock stands.

    ``counts`` are things in the store by kind, ``clients`` the families by story, ``keys`` the agencies'
    keys by their login, ``notices`` what the acts warned of.
    """

    now: datetime
    events: int
    counts: Mapping[str, int]
    clients: Mapping[str, NodeId]
    logins: tuple[Login, ...]
    password: str
    keys: Mapping[str, str]
    reports: tuple[FileReport, ...]
    notices: tuple[Notice, ...]


def demo_clock() -> DemoClock:
    """A clock at the first moment of the demo: make the store with it, then build."""
    lists = read_demo("district.toml").tables("list")
    return DemoClock(min(moment(each, "read_at") for each in lists))


def build_demo(store: GraphStore, clock: DemoClock, scope: Scope) -> DemoBuilt:
    """Play everything into an empty store whose clock is ``clock``; it ends at the demo's today.

    ``scope`` sees everything: it reads the lists and sets the district up. The stories are played by their
    workers, each in their own scope.

    Raises:
        BadDemoError: If the authored data breaks its form, or names what no list holds.
        RuleError, ForbiddenError: If a story breaks a rule of the field: the demo has no way round them.
    """
    district, stage = read_demo("district.toml"), Stage(store, clock, scope)
    events = list(_events(stage, district))
    played = play_all(events, clock)
    clock.move_to(moment(district, "today"))
    make_accounts(stage, district)
    keys = make_keys(stage, district)
    return DemoBuilt(
        now=store.now(),
        events=played,
        counts=_counts(stage),
        clients=dict(stage.clients),
        logins=tuple(_logins(district)),
        password=district.text("password"),
        keys=keys,
        reports=tuple(stage.reports),
        notices=tuple(stage.notices),
    )


def _counts(stage: Stage) -> dict[str, int]:
    view = stage.store.view(stage.scope)
    return {kind: sum(1 for _ in find_all(view, kind)) for kind in COUNTED}


def _events(stage: Stage, district: Table) -> Iterator[Event]:
    yield from list_events(stage, district)
    yield from district_events(stage, district)
    for table in read_stories():
        story = Story(stage, table)
        # Of one moment, in this order: who it is, what was said and agreed, what surrounds, what is done.
        yield from people_events(story)
        yield from need_events(story)
        yield from around_events(story)
        yield from work_events(story)
        yield from letter_events(story)
    yield from community_events(stage, read_demo("community.toml"))


def _logins(district: Table) -> Iterator[Login]:
    names = {each.text("key"): each.text("name") for each in district.tables("worker")}
    clients = {
        story.text("key"): next(
            each.text("name") for each in story.tables("person") if each.text("key") == story.text("client")
        )
        for story in read_stories()
    }
    for account in district.tables("account"):
        worker, story = account.maybe_text("worker"), account.maybe_text("story")
        name = names[worker] if worker else clients[story or ""]
        yield Login(account.text("login"), name, account.texts("roles"))
