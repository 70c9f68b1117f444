"""Programs that ask: an agency's key in the request becomes a scope."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request

from resnet.access.scope import Scope
from resnet.graph.store import GraphStore
from resnet.serving.identity import SignInError, scope_for_token
from resnet.serving.threads import in_thread

_SCHEME = "bearer"


def scope_of_request(store: GraphStore) -> Callable[[Request], Awaitable[Scope]]:
    """What turns a request with ``Authorization: Bearer KEY`` into a scope.

    A browser's cookie opens nothing here: a form of another site cannot ask in somebody's name.

    Raises (when asked):
        SignInError: If there is no key, or it opens nothing.
        ForbiddenError: If its account has no role.
    """

    async def authenticate(request: Request) -> Scope:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() != _SCHEME or not key.strip():
            raise SignInError
        reason = f"program {request.url.path}"
        return await in_thread(scope_for_token, store, key.strip(), reason=reason)

    return authenticate
