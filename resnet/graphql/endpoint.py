"""``POST /graphql``: one document, one scope, one view."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Final

from fastapi import APIRouter
from graphql.error import GraphQLError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from resnet.access.scope import Scope
from resnet.errors import ResnetError
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.store import GraphStore
from resnet.graphql.body import read_body
from resnet.graphql.context import Context
from resnet.graphql.document import Documents
from resnet.graphql.rate import RateLimit, TooOftenError
from resnet.graphql.schema import Schema
from resnet.graphql.told import told
from resnet.serving.status import status_of
from resnet.serving.threads import in_thread

Authenticate = Callable[[Request], Awaitable[Scope]]
_HEADERS: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def make_router(
    store: GraphStore,
    follower: NetworkFollower,
    schema: Schema,
    authenticate: Authenticate,
    rate: RateLimit | None = None,
) -> APIRouter:
    """The one route; ``authenticate`` turns a request into a scope or raises."""
    router = APIRouter()
    limit = rate or RateLimit()
    documents = Documents(schema.core, is_production=schema.is_production)

    @router.post("/graphql", include_in_schema=False)
    async def answer(request: Request) -> Response:
        try:
            scope = await authenticate(request)
            # Before it is read, since reading costs too.
            limit.take(str(scope.actor), 1)
            asked = await read_body(request)
            document = await in_thread(documents.read, asked)
            limit.take(str(scope.actor), document.cost(asked.operation) - 1)
        except ResnetError as error:
            return _refused(error)
        context = Context(store, store.view(scope), follower, document.node)
        result = await schema.execute(
            asked.query,
            variable_values=asked.variables,
            operation_name=asked.operation,
            context_value=context,
        )
        limit.charge(str(scope.actor), context.budget.cost)
        return JSONResponse(_written(result.data, result.errors), headers=_HEADERS)

    return router


def _written(data: dict[str, Any] | None, errors: list[GraphQLError] | None) -> dict[str, Any]:
    return {"data": data} | ({"errors": [told(error) for error in errors]} if errors else {})


def _refused(error: ResnetError) -> Response:
    is_often = isinstance(error, TooOftenError)
    said = told(GraphQLError("", original_error=error))
    return JSONResponse(
        {"data": None, "errors": [said]},
        status_code=429 if is_often else status_of(error),
        headers=_HEADERS | ({"Retry-After": str(error.wait_s)} if isinstance(error, TooOftenError) else {}),
    )
