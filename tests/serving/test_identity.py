"""Signing in: unknown, wrong and blocked read alike, and take as long."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from functools import cache
from statistics import median

import pytest

from resnet.access.account import hash_key, hash_password, is_key, is_password, make_key
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.elements import CommitId, Edge, EdgeId, Node, NodeId, Patch, Put
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.serving.identity import SignInError, scope_for_token, sign_in, signed_in
from tests.model_store import ModelStore

NOW = datetime(2026, 11, 2, tzinfo=UTC)
KEEPER = Scope.everything(reason="test")
PASSWORD = "산수유 마을의 긴 비밀 문장입니다"
WORKER, ACCOUNT = NodeId("person:worker"), NodeId("account:worker")
KEY, KEPT = make_key(bytes(range(32)))


@pytest.fixture
def store() -> ModelStore:
    return store_with({"password_hash": kept_hash(), "roles": ("case_manager", "supervisor")})


@cache
def kept_hash() -> str:
    """Hashed once: it is slow on purpose."""
    return hash_password(PASSWORD)


def store_with(fields: dict[str, Value], owner: NodeId = WORKER) -> ModelStore:
    made = ModelStore(lambda: NOW)
    login: dict[str, Value] = {"login": "choi", "language": "ko"}
    changes = [
        Put(Node(id=owner, kind="person", category=Category.PUBLIC, fields={"name": "최온"})),
        Put(Node(id=ACCOUNT, kind="account", fields=login | fields)),
        Put(Edge(id=EdgeId("has_account:1"), kind="has_account", start=owner, end=ACCOUNT)),
    ]
    made.write(changes, scope=KEEPER, why="test", commit=CommitId("1"))
    return made


def block(store: ModelStore) -> None:
    store.write([Patch(ACCOUNT, {"blocked_at": NOW})], scope=KEEPER, why="block", commit=CommitId("2"))


def test_the_right_password_gives_person_roles_and_language(store: ModelStore) -> None:
    found = sign_in(store, "choi", PASSWORD)

    assert (found.account, found.actor, found.name) == (ACCOUNT, WORKER, "최온")
    assert found.roles == {Role.CASE_MANAGER, Role.SUPERVISOR}
    assert found.language == "ko"
    assert found.scope("directory").reason == "directory"


@pytest.mark.parametrize(
    ("login", "password"),
    [
        pytest.param("choi", "다른 문장입니다 다른 문장입니다", id="wrong password"),
        pytest.param("nobody", PASSWORD, id="unknown name"),
        pytest.param("", PASSWORD, id="no name"),
        pytest.param("choi", "", id="no password"),
        pytest.param("choi\n", PASSWORD, id="a name with a control character"),
        pytest.param("x" * 5000, PASSWORD, id="a name of enormous length"),
        pytest.param("choi", "x" * 100_000, id="a password of enormous length"),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(store: ModelStore, login: str, password: str) -> None:
    with pytest.raises(SignInError) as refused:
        sign_in(store, login, password)

    assert str(refused.value) == str(SignInError())


def test_a_blocked_account_says_no_more_than_an_unknown_one(store: ModelStore) -> None:
    block(store)

    for password in (PASSWORD, "다른 문장입니다 다른 문장입니다"):
        with pytest.raises(SignInError):
            sign_in(store, "choi", password)


def test_a_session_ends_with_the_block(store: ModelStore) -> None:
    assert signed_in(store, ACCOUNT).actor == WORKER

    block(store)

    with pytest.raises(SignInError):
        signed_in(store, ACCOUNT)
    with pytest.raises(SignInError):
        signed_in(store, NodeId("account:none"))


def test_an_unknown_name_takes_as_long_as_a_wrong_password(store: ModelStore) -> None:
    def seconds(login: str) -> float:
        begun = time.perf_counter()
        with pytest.raises(SignInError):
            sign_in(store, login, "다른 문장입니다 다른 문장입니다")
        return time.perf_counter() - begun

    seconds("warm up")
    wrong = median(seconds("choi") for _ in range(5))
    unknown = median(seconds("nobody") for _ in range(5))

    assert 0.5 < unknown / wrong < 2, (unknown, wrong)


def test_an_account_without_a_password_opens_with_none(store: ModelStore) -> None:
    keyed = store_with({"token_hash": KEPT, "roles": ("partner_worker",)})

    for password in ("", KEY, "x" * 20):
        with pytest.raises(SignInError):
            sign_in(keyed, "choi", password)


def test_a_key_gives_the_scope_of_its_account(store: ModelStore) -> None:
    keyed = store_with({"token_hash": KEPT, "roles": ("partner_worker",)})

    scope = scope_for_token(keyed, KEY, reason="graphql")

    assert (scope.actor, scope.roles, scope.reason) == (WORKER, frozenset({Role.PARTNER}), "graphql")
    for wrong in ("", KEY[:-1], KEY + "0", KEPT, make_key()[0]):
        with pytest.raises(SignInError):
            scope_for_token(keyed, wrong, reason="graphql")


def test_a_blocked_key_opens_nothing() -> None:
    keyed = store_with({"token_hash": KEPT, "roles": ("partner_worker",), "blocked_at": NOW})

    with pytest.raises(SignInError):
        scope_for_token(keyed, KEY, reason="graphql")


def test_an_account_without_a_role_has_no_scope() -> None:
    bare = store_with({"password_hash": kept_hash()})

    found = sign_in(bare, "choi", PASSWORD)

    with pytest.raises(ForbiddenError):
        found.scope("directory")


def test_only_hashes_are_kept_and_they_differ_for_the_same_password() -> None:
    first, second = hash_password(PASSWORD), hash_password(PASSWORD)

    assert first != second
    assert PASSWORD not in first
    assert first.startswith("$argon2id$")
    assert is_password(first, PASSWORD)
    assert not is_password(first, PASSWORD + " ")
    assert KEY not in KEPT
    assert is_key(KEPT, KEY)
    assert hash_key(KEY) == KEPT


def test_the_same_salt_gives_the_same_hash_for_a_demo_that_must_come_again() -> None:
    assert hash_password(PASSWORD, salt=b"sixteen bytes ok") == hash_password(
        PASSWORD, salt=b"sixteen bytes ok"
    )


def test_two_keys_are_never_the_same() -> None:
    assert len({make_key()[0] for _ in range(100)}) == 100
