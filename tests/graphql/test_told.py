"""Errors: a stable code, our own words, and nothing of the server or of anybody's data."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace

import pytest
from graphql import GraphQLError

from resnet.access.audit import AccessLogError
from resnet.access.scope import Scope
from resnet.errors import BadValueError, ConflictError, NodeNotFoundError, ResnetError, StoreDamagedError
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphView, Moment
from resnet.graphql.told import told
from tests.graphql.counted import CountedStore, CountedView
from tests.graphql.town import Town, post

SECRET = "이가람 032-111-2222"
CLIENT = "query($id: ID!) { client(id: $id) { name } }"


class BrokenStore(CountedStore):
    """A store whose people cannot be read; all else works."""

    def __init__(self, town: Town, failure: Callable[[], Exception]) -> None:
        super().__init__(town.store)
        self.failure = failure

    def view(self, scope: Scope, *, as_of: Moment = None) -> GraphView:
        return BrokenView(self, self.inner.view(scope, as_of=as_of))


class BrokenView(CountedView):
    def __init__(self, store: BrokenStore, inner: GraphView) -> None:
        super().__init__(inner, store.calls)
        self.store = store

    def nodes(self, ids: Iterable[NodeId]) -> dict:  # type: ignore[type-arg]
        listed = list(ids)
        if not self.scope.sees_everything and any("person:" in each for each in listed):
            raise self.store.failure()
        return super().nodes(listed)


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        pytest.param(lambda: ValueError(SECRET), "internal", id="a bug"),
        pytest.param(lambda: RecursionError(SECRET), "internal", id="a bug that recurses"),
        pytest.param(lambda: StoreDamagedError("/srv/secret.db", SECRET), "store-damaged", id="the store"),
        pytest.param(lambda: AccessLogError("/srv/secret.db", SECRET), "access-log", id="the access log"),
        pytest.param(NodeNotFoundError, "not-found", id="ours"),
    ],
)
def test_nobody_reads_the_words_of_a_failure_inside(
    asked_town: Town, caplog: pytest.LogCaptureFixture, failure: Callable[[], Exception], code: str
) -> None:
    app = replace(asked_town, store=BrokenStore(asked_town, failure)).app()
    body = {"query": CLIENT, "variables": {"id": asked_town.client}}

    with caplog.at_level(logging.DEBUG):
        response = post(app, asked_town.keys[asked_town.hub], body)

    (error,) = response.json()["errors"]
    assert error["extensions"] == {"code": code}
    assert error["path"] == ["client"]
    assert response.json()["data"] == {"client": None}
    for told_somewhere in (response.text, caplog.text):
        assert SECRET not in told_somewhere
        assert "secret.db" not in told_somewhere
    assert ("GraphQL: " in caplog.text) is (code == "internal")


def test_an_error_of_ours_is_told_in_its_words() -> None:
    conflict = ConflictError({"state": SECRET}, {"state": "accepted"})

    said = told(GraphQLError("x", original_error=conflict))

    assert said == {"message": str(conflict), "extensions": {"code": "conflict"}}
    assert SECRET not in said["message"]


@pytest.mark.parametrize("error", [BadValueError("referral.reason", SECRET, "text"), NodeNotFoundError()])
def test_no_value_stands_in_a_message(error: ResnetError) -> None:
    assert SECRET not in told(GraphQLError("x", original_error=error))["message"]


def test_an_answer_is_kept_by_no_cache(asked_town: Town) -> None:
    answer = asked_town.ask(asked_town.hub, CLIENT, id=asked_town.client)

    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
