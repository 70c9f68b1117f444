"""What one request works with: who asks, in which language, over which store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from resnet.access.attempts import Attempts
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.drawing.network.kept import KeptMaps
from resnet.errors import ForbiddenError
from resnet.gaps.kept import KeptReports
from resnet.gaps.report import GapReport
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphView, Moment
from resnet.ingest.freshness.due_kept import KeptDue
from resnet.ingest.handed.work import ListDesk
from resnet.messages import Messages, messages_for
from resnet.web.form import HandedInFile


@dataclass(frozen=True)
class Visitor:
    """A signed-in person: the account it came by, the graph's person, the words on the page, the roles."""

    account: NodeId
    person: NodeId
    name: str
    roles: frozenset[Role]
    scope: Scope


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One request's place of work; ``visitor`` is None before signing in.

    ``address`` is where the request came from; ``notices`` are what the act before this page has to say.
    """

    store: AuditedStore
    follower: NetworkFollower
    reports: KeptReports
    due: KeptDue
    attempts: Attempts
    address: str
    visitor: Visitor | None
    language: str
    form_token: str
    path: str
    is_demo: bool
    lists: ListDesk
    maps: KeptMaps
    notices: tuple[str, ...] = ()

    @property
    def words(self) -> Messages:
        """The catalogue of the visitor's language."""
        return messages_for(self.language)

    @property
    def scope(self) -> Scope:
        """The visitor's scope.

        Raises:
            ForbiddenError: If nobody has signed in.
        """
        if self.visitor is None:
            raise ForbiddenError("read without signing in")
        return self.visitor.scope

    def view(self, as_of: Moment = None) -> GraphView:
        """The graph as the visitor may see it."""
        return self.store.view(self.scope, as_of=as_of)

    def network(self) -> Network:
        """The public network as it is now."""
        return self.follower.network()

    def gaps(self) -> tuple[GapReport, Network]:
        """The council's report, as far as the visitor may have it, and the network that it was made with."""
        network, version = self.follower.followed()
        return self.reports.read(self.scope, network, version), network

    def has_role(self, *roles: Role) -> bool:
        """Whether the visitor has one of ``roles``."""
        return bool(self.scope.roles & set(roles))

    def require(self, *roles: Role) -> None:
        """Refuse a page that is not of this visitor's work.

        Raises:
            ForbiddenError: If the visitor has none of ``roles``.
        """
        if not self.has_role(*roles):
            raise ForbiddenError("open this page with your role")


@dataclass(frozen=True)
class Asked:
    """One request of a signed-in visitor, or of a stranger where that is allowed.

    ``place`` are the parts of the path, ``query`` and ``form`` what was typed, ``file`` what a form brought:
    all of it from outside.
    """

    desk: Desk
    place: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    file: HandedInFile | None = None

    def node(self, name: str = "id") -> NodeId:
        """The id in the path."""
        return NodeId(self.place[name])

    def line(self, name: str) -> str:
        """A typed line, without line breaks and spaces around; ``""`` when nothing was typed."""
        return " ".join(self.text(name).split())

    def text(self, name: str) -> str:
        """A typed text of several lines; the last one when the field was sent twice."""
        typed = self.form.get(name, ("",))[-1]
        return typed.replace("\r\n", "\n").replace("\r", "\n").strip()

    def lines(self, name: str) -> tuple[str, ...]:
        """All values of a field, such as ticked boxes."""
        return self.form.get(name, ())

    def is_ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.form.get(name))

    def commit(self, part: str) -> CommitId:
        """The commit of one act of this form: sent twice, it is done once."""
        return CommitId(f"page-{part}-{self.line('once') or self.desk.store.ids.mint('commit')}")
