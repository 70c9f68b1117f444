"""``POST /graphql``: one document, one scope, one view."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import strawberry
from fastapi import APIRouter
from graphql.error import GraphQLError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from resnet.access.scope import Scope
from resnet.errors import ForbiddenError, ResnetError
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.store import GraphStore
from resnet.graphql.body import read_body
from resnet.graphql.context import Context
from resnet.serving.identity import SignInError
from resnet.serving.threads import in_thread

Authenticate = Callable[[Request], Awaitable[Scope]]
_HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def make_router(
    store: GraphStore, follower: NetworkFollower, schema: strawberry.Schema, authenticate: Authenticate
) -> APIRouter:
    """The one route; ``authenticate`` turns a request into a scope or raises SignInError or ForbiddenError."""
    router = APIRouter()

    @router.post("/graphql", include_in_schema=False)
    async def answer(request: Request) -> Response:
        try:
            scope = await authenticate(request)
            asked = await read_body(request)
        except (ForbiddenError, SignInError) as error:
            return _refused(error, 401)
        except ResnetError as error:
            return _refused(error, 400)
        network = await in_thread(follower.network)
        context = Context(store=store, view=store.view(scope), network=network)
        result = await schema.execute(
            asked.query,
            variable_values=asked.variables,
            operation_name=asked.operation,
            context_value=context,
        )
        return JSONResponse(_written(result.data, result.errors), headers=_HEADERS)

    return router


def _written(data: dict[str, Any] | None, errors: list[GraphQLError] | None) -> dict[str, Any]:
    written: dict[str, Any] = {"data": data}
    if errors:
        written["errors"] = [error.formatted for error in errors]
    return written


def _refused(error: ResnetError, status: int) -> Response:
    body = {"data": None, "errors": [{"message": str(error), "extensions": {"code": error.code}}]}
    return JSONResponse(body, status_code=status, headers=_HEADERS)
