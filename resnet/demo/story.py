"""A story while it is played: its authored table, the ids it has made, and the scope it is played in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.demo.authored import maybe_moment, moment
from resnet.demo.stage import Stage, commit
from resnet.graph.elements import CommitId, NodeId
from resnet.ontology.authored import Table


@dataclass
class Story:
    """One family. Ids are by the keys of the story's tables; people include informal supporters."""

    stage: Stage
    table: Table
    case: NodeId | None = None
    people: dict[str, NodeId] = field(default_factory=dict)
    consents: dict[str, NodeId] = field(default_factory=dict)
    statements: dict[str, NodeId] = field(default_factory=dict)
    needs: dict[str, NodeId] = field(default_factory=dict)
    items: dict[int, NodeId] = field(default_factory=dict)
    conferences: dict[str, NodeId] = field(default_factory=dict)
    choices: dict[str, NodeId] = field(default_factory=dict)
    referrals: dict[str, NodeId] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The story's own key."""
        return self.table.text("key")

    @property
    def scope(self) -> Scope:
        """Of the case manager."""
        manager = self.stage.worker(self.table, "manager", self.table.text("manager"))
        return self.stage.scope_of(manager, Role.CASE_MANAGER)

    @property
    def client(self) -> NodeId:
        """The client's id."""
        return self.people[self.table.text("client")]

    @property
    def open_case(self) -> NodeId:
        """The case's id.

        Raises:
            BadDemoError: If something of the case stands before the intake.
        """
        if self.case is None:
            raise self.table.fail("intake", "a moment before everything of the case")
        return self.case

    @property
    def intake_at(self) -> datetime:
        """When the family was taken in."""
        return moment(self.table.table("intake"), "at")

    @property
    def assessed_at(self) -> datetime:
        """When the first need was agreed: what the assessment found is written down then."""
        return min(moment(need, "agreed_at") for need in self.table.tables("need"))

    def commit(self, *parts: str) -> CommitId:
        """The name of one act of this story."""
        return commit(self.key, *parts)

    def need(self, table: Table, called: str) -> NodeId:
        """The need of that key.

        Raises:
            BadDemoError: If it was not agreed yet.
        """
        found = self.needs.get(called)
        if found is None:
            raise table.fail("need", f"a need agreed before this moment, not {called!r}")
        return found

    def person(self, table: Table, called: str) -> NodeId:
        """The person of that key.

        Raises:
            BadDemoError: If the story has none yet.
        """
        found = self.people.get(called)
        if found is None:
            raise table.fail("person", f"a person known by this moment, not {called!r}")
        return found

    def resource(self, table: Table) -> NodeId:
        """The service, person, group or agency that the table names, whichever it is.

        Raises:
            BadDemoError: If it names none.
        """
        if called := table.maybe_text("service"):
            return self.stage.service(table, "service", called)
        if called := table.maybe_text("person"):
            return self.person(table, called)
        if called := table.maybe_text("need"):
            return self.need(table, called)
        return self.stage.provider(table, "group" if table.maybe_text("group") else "agency")

    def known_from(self, table: Table, least: datetime) -> datetime:
        """When what holds ``since`` some moment could be written down: not before ``least``."""
        since = maybe_moment(table, "since")
        return max(least, since) if since else least


def soon_after(at: datetime, minutes: int = 1) -> datetime:
    """A little later: what follows from an act of ``at``."""
    return at + timedelta(minutes=minutes)


def numbered(table: Table, name: str) -> Iterator[tuple[int, Table]]:
    """The tables of a list with their places."""
    return enumerate(table.tables(name))
