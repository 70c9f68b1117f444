"""Accounts are made by administrators, and open what their roles say."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.account import (
    AccountGiven,
    LoginTakenError,
    block_account,
    make_account,
    make_agency_key,
)
from resnet.errors import ForbiddenError
from resnet.graph.elements import CommitId, Node, NodeId, Put
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.serving.identity import SignInError, sign_in, sign_in_with_key
from tests.fresh_store import fresh_store

KEEPER = Scope.everything(reason="test")
PASSWORD = "a long enough pass phrase"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    opened = fresh_store(tmp_path)
    yield opened
    opened.close()


def worker(store: GraphStore) -> NodeId:
    person = store.ids.mint("person")
    node = Node(id=person, kind="person", category=Category.PUBLIC, fields={"name": "가람"})
    store.write([Put(node)], scope=KEEPER, why="test", commit=CommitId(f"w:{person}"))
    return person


def given(owner: NodeId, login: str = "garam") -> AccountGiven:
    roles = frozenset({Role.CASE_MANAGER})
    return AccountGiven(owner=owner, login=login, password=PASSWORD, roles=roles)


def test_a_new_account_opens_with_its_password_and_its_roles(store: GraphStore) -> None:
    owner = worker(store)

    make_account(store, KEEPER, given(owner))

    found = sign_in(store, "garam", PASSWORD)
    assert (found.actor, found.roles) == (owner, frozenset({Role.CASE_MANAGER}))


def test_a_login_belongs_to_one_account(store: GraphStore) -> None:
    make_account(store, KEEPER, given(worker(store)))

    with pytest.raises(LoginTakenError):
        make_account(store, KEEPER, given(worker(store)))


def test_a_blocked_account_opens_nothing(store: GraphStore) -> None:
    kept = make_account(store, KEEPER, given(worker(store)))

    block_account(store, KEEPER, kept.account)

    with pytest.raises(SignInError):
        sign_in(store, "garam", PASSWORD)


def test_a_case_manager_makes_no_accounts(store: GraphStore) -> None:
    owner = worker(store)
    scope = Scope.of(owner, frozenset({Role.CASE_MANAGER}), reason="test")

    with pytest.raises(ForbiddenError):
        make_account(store, scope, given(owner))


def test_an_agency_key_is_shown_once_and_opens_as_the_agency(store: GraphStore) -> None:
    agency = store.ids.mint("agency")
    store.write([Put(Node(id=agency, kind="agency"))], scope=KEEPER, why="t", commit=CommitId("a"))

    kept = make_agency_key(store, KEEPER, agency, "program")

    assert kept.key is not None
    assert sign_in_with_key(store, kept.key).actor == agency
    account = store.view(KEEPER).nodes([kept.account])[kept.account]
    assert kept.key not in str(account)
