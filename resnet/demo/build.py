"""The whole demo, from the first list to today."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from resnet.casework.notice import Notice
from resnet.demo.around import around_events
from resnet.demo.authored import moment, read_demo, read_stories
from resnet.demo.clock import DemoClock, Event, play_all
from resnet.demo.community import community_events
from resnet.demo.district import district_events, make_accounts
from resnet.demo.letters import letter_events
from resnet.demo.lists import list_events
from resnet.demo.needs import need_events
from resnet.demo.people import people_events
from resnet.demo.stage import Stage
from resnet.demo.story import Story
from resnet.demo.work import work_events
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphStore
from resnet.ontology.authored import Table


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the demo."""

    login: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DemoBuilt:
    """What was played: ``now`` is where the clock stands, ``clients`` are the families by story."""

    now: datetime
    events: int
    clients: Mapping[str, NodeId]
    logins: tuple[Login, ...]
    password: str
    notices: tuple[Notice, ...]


def demo_clock() -> DemoClock:
    """A clock at the first moment of the demo: make the store with it, then build."""
    lists = read_demo("district.toml").tables("list")
    return DemoClock(min(moment(each, "read_at") for each in lists))


def build_demo(store: GraphStore, clock: DemoClock) -> DemoBuilt:
    """Play everything into an empty store whose clock is ``clock``; it ends at the demo's today.

    Raises:
        BadDemoError: If the authored data breaks its form, or names what no list holds.
        RuleError, ForbiddenError: If a story breaks a rule of the field: the demo has no way round them.
    """
    district, stage = read_demo("district.toml"), Stage(store, clock)
    events = list(_events(stage, district))
    played = play_all(events, clock)
    clock.move_to(moment(district, "today"))
    make_accounts(stage, district)
    return DemoBuilt(
        now=store.now(),
        events=played,
        clients=dict(stage.clients),
        logins=tuple(_logins(district)),
        password=district.text("password"),
        notices=tuple(stage.notices),
    )


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
