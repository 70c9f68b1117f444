"""Accounts: who signs in, in which roles. An administrator's act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from resnet.access.account import epoch_of, hash_password, make_key
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.access.upkeep import SIGN_IN
from resnet.errors import BadInputError
from resnet.graph.elements import CommitId, Edge, Node, NodeId, Patch, Put, Where
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore
from resnet.ontology.field import Value


class LoginTakenError(BadInputError):
    """Another account has that login."""

    code: ClassVar[str] = "login-taken"

    def __init__(self, login: str) -> None:
        self.login = login
        super().__init__(f"the login {login!r} belongs to an account already: choose another.")


@dataclass(frozen=True, kw_only=True)
class AccountGiven:
    """An account of ``owner``, a person. ``salt`` is for demos, whose bytes must come again."""

    owner: NodeId
    login: str
    password: str
    roles: frozenset[Role]
    language: str | None = None
    salt: bytes | None = None


@dataclass(frozen=True, slots=True)
class AccountKept:
    """The account; ``key`` is an agency's key, shown this once, or None."""

    account: NodeId
    key: str | None = None


def make_account(
    store: GraphStore, scope: Scope, given: AccountGiven, *, commit: CommitId | None = None
) -> AccountKept:
    """An account with a password for a person.

    Raises:
        LoginTakenError: If the login is another account's.
        WeakPasswordError: If the password is too easy to guess.
        ForbiddenError: If the scope is no administrator's.
        NodeNotFoundError: If there is no such person.
    """
    fields: dict[str, Value] = {
        "login": given.login,
        "password_hash": hash_password(given.password, salt=given.salt),
        "roles": tuple(sorted(given.roles)),
    }
    if given.language is not None:
        fields["language"] = given.language
    account = Node(id=store.ids.mint("account"), kind="account", fields=fields)
    _keep(store, scope, given.owner, account, commit)
    return AccountKept(account.id)


def make_agency_key(
    store: GraphStore, scope: Scope, agency: NodeId, login: str, *, material: bytes | None = None
) -> AccountKept:
    """A key with which an agency's own program asks; only its hash is kept.

    ``material`` (32 bytes) replaces chance, for demos.

    Raises:
        LoginTakenError, ForbiddenError, NodeNotFoundError: As ``make_account``.
    """
    key, kept = make_key(material)
    fields: dict[str, Value] = {"login": login, "token_hash": kept, "roles": (Role.PARTNER.value,)}
    account = Node(id=store.ids.mint("account"), kind="account", fields=fields)
    _keep(store, scope, agency, account, None)
    return AccountKept(account.id, key)


def block_account(store: GraphStore, scope: Scope, account: NodeId) -> None:
    """The account opens nothing from now on; what it did stays.

    Raises:
        NodeNotFoundError: If there is none, or the scope is no administrator's.
    """
    node = get_node(store.view(scope), account, "account")
    blocked: dict[str, Value | None] = {
        "blocked_at": store.now(),
        # Its sessions stay ended, should the block be lifted one day.
        "session_epoch": epoch_of(node.get("session_epoch")) + 1,
    }
    change = Patch(node.id, blocked, node.version)
    store.write([change], scope=scope, why="account blocked", commit=CommitId(store.ids.mint("commit")))


def change_password(store: GraphStore, scope: Scope, account: NodeId, password: str) -> None:
    """Another password; whoever was signed in with the old one is so no more, anywhere.

    Raises:
        WeakPasswordError: If the password is too easy to guess.
        NodeNotFoundError: If there is no such account, or the scope is no administrator's.
    """
    node = get_node(store.view(scope), account, "account")
    changed: dict[str, Value | None] = {
        "password_hash": hash_password(password),
        "session_epoch": epoch_of(node.get("session_epoch")) + 1,
    }
    commit = CommitId(store.ids.mint("commit"))
    store.write([Patch(node.id, changed, node.version)], scope=scope, why="password changed", commit=commit)


def _keep(store: GraphStore, scope: Scope, owner: NodeId, account: Node, commit: CommitId | None) -> None:
    # Asked of everything: a login that only another administrator sees is taken all the same.
    if store.view(SIGN_IN).find("account", Where(equals={"login": account.text("login")}), limit=1).nodes:
        raise LoginTakenError(account.text("login"))
    get_node(store.view(scope), owner, "person", "agency")
    edge = Edge(
        id=store.ids.edge_key("has_account", owner, account.id),
        kind="has_account",
        start=owner,
        end=account.id,
    )
    commit = commit or CommitId(store.ids.mint("commit"))
    store.write([Put(account), Put(edge)], scope=scope, why="account made", commit=commit)
