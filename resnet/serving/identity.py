"""Who signs in, and the scope that follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from resnet.access.account import epoch_of, hash_key, is_key, is_password
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.access.upkeep import SIGN_IN, SIGN_OUT
from resnet.errors import ResnetError
from resnet.graph.elements import CommitId, Node, NodeId, Patch, Where
from resnet.graph.reading import edges_in
from resnet.graph.store import GraphStore, GraphView


class SignInError(ResnetError):
    """The name and password, or the key, open nothing: unknown, wrong and blocked read alike."""

    code: ClassVar[str] = "sign-in"

    def __init__(self) -> None:
        super().__init__(
            "this name and password, or this key, do not open an account. Check them; if they are right, "
            "ask your administrator whether the account is blocked."
        )


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account that was opened: the person (or agency) behind it, its roles, the language it reads.

    ``epoch`` is the generation of sessions it was opened in. ``name`` was read through the own scope, since a
    client's own name is a fact about a person.
    """

    account: NodeId
    actor: NodeId
    login: str
    name: str
    roles: frozenset[Role]
    language: str | None
    epoch: int

    def scope(self, reason: str) -> Scope:
        """The scope of one request; ``reason`` goes into the access log.

        Raises:
            ForbiddenError: If the account has no role.
        """
        return Scope.of(self.actor, self.roles, reason=reason)


def sign_in(store: GraphStore, login: str, password: str) -> SignedIn:
    """The account of that name and password.

    An unknown name takes as long as a wrong password, and says the same.

    Raises:
        SignInError: If they open nothing, or the account is blocked.
    """
    view = store.view(SIGN_IN)
    account = _find(view, "login", login)
    kept = account.text("password_hash") if account is not None else ""
    # The check comes first for everyone: a blocked account must not answer sooner.
    is_right = is_password(kept or None, password)
    if account is None or not is_right:
        raise SignInError
    return _signed_in(store, view, account)


def sign_in_with_key(store: GraphStore, key: str) -> SignedIn:
    """The account of an agency's program, by its key.

    Raises:
        SignInError: If the key opens nothing, or the account is blocked.
    """
    view = store.view(SIGN_IN)
    account = _find(view, "token_hash", hash_key(key))
    if account is None or not is_key(account.text("token_hash"), key):
        raise SignInError
    return _signed_in(store, view, account)


def signed_in(store: GraphStore, account: NodeId, epoch: int | None = None) -> SignedIn:
    """The account of a session that goes on; asked for every request, so that a block works at once.

    ``epoch`` is that of the session; None where there is none, on the machine itself.

    Raises:
        SignInError: If the account is gone or blocked, or its sessions of that generation were ended.
    """
    view = store.view(SIGN_IN)
    found = view.nodes([account]).get(account)
    if found is None or found.kind != "account" or epoch not in {None, _epoch(found)}:
        raise SignInError
    return _signed_in(store, view, found)


def sign_out(store: GraphStore, account: NodeId) -> None:
    """End every session of the account: no copy of its cookies, wherever it lies, opens anything any more."""
    node = store.view(SIGN_OUT).nodes([account]).get(account)
    if node is None or node.kind != "account":
        return
    commit = CommitId(store.ids.mint("commit"))
    ended = Patch(account, {"session_epoch": _epoch(node) + 1})
    store.write([ended], scope=SIGN_OUT, why="signed out", commit=commit)


def scope_for_token(store: GraphStore, key: str, *, reason: str) -> Scope:
    """The scope of one request that carries an agency's key.

    Raises:
        SignInError: If the key opens nothing, or the account is blocked.
    """
    return sign_in_with_key(store, key).scope(reason)


def _find(view: GraphView, field: str, value: str) -> Node | None:
    # A name nobody could have been given is no question for the store.
    if not value or len(value.encode()) > 200 or not value.isprintable():
        return None
    nodes = view.find("account", Where(equals={field: value}), limit=2).nodes
    return nodes[0] if len(nodes) == 1 else None


def _epoch(account: Node) -> int:
    return epoch_of(account.get("session_epoch"))


def _signed_in(store: GraphStore, view: GraphView, account: Node) -> SignedIn:
    owners = edges_in(view, [account.id], "has_account")
    if account.get("blocked_at") is not None or len(owners) != 1:
        raise SignInError
    actor, roles = owners[0].start, frozenset(Role(role) for role in account.texts("roles") or ())
    own = store.view(Scope.of(actor, roles, reason="sign in")).nodes([actor]) if roles else {}
    return SignedIn(
        account=account.id,
        actor=actor,
        login=account.text("login"),
        name=own[actor].text("name") if actor in own else "",
        roles=roles,
        language=account.text("language") or None,
        epoch=_epoch(account),
    )
