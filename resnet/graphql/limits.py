"""How much one request may ask, so that no document can stop the server for the others."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graphql.error import GraphQLError
from strawberry.extensions import (
    DisableIntrospection,
    MaskErrors,
    MaxAliasesLimiter,
    MaxTokensLimiter,
    ParserCache,
    QueryDepthLimiter,
    SchemaExtension,
    ValidationCache,
)

from resnet.errors import ResnetError

# A 1.8 MB document was seen to cost 12.9 s; these leave room for any screen we know and little else.
BODY_LIMIT_BYTES: Final = 64 * 1024
TOKEN_LIMIT: Final = 2_000
DEPTH_LIMIT: Final = 8
ALIAS_LIMIT: Final = 15
PAGE_LIMIT: Final = 100
_CACHED_DOCUMENTS: Final = 256


def is_ours(error: GraphQLError) -> bool:
    """Whether an error says something a caller may read; everything else is masked."""
    return error.original_error is None or isinstance(error.original_error, ResnetError)


class StableCodes(SchemaExtension):
    """Puts the code of our own errors into ``extensions.code``."""

    def on_operation(self) -> Iterator[None]:
        """Marks the errors after everything else has run."""
        yield
        result = self.execution_context.result
        for error in getattr(result, "errors", None) or ():
            if isinstance(error.original_error, ResnetError):
                error.extensions = {**(error.extensions or {}), "code": error.original_error.code}


def extensions(*, is_production: bool) -> list[type[SchemaExtension] | SchemaExtension]:
    """What every request passes, in order. Introspection is for development only."""
    found: list[type[SchemaExtension] | SchemaExtension] = [
        StableCodes,
        MaskErrors(should_mask_error=lambda error: not is_ours(error), error_message="internal error"),
        QueryDepthLimiter(max_depth=DEPTH_LIMIT),
        MaxAliasesLimiter(max_alias_count=ALIAS_LIMIT),
        MaxTokensLimiter(max_token_count=TOKEN_LIMIT),
        ParserCache(maxsize=_CACHED_DOCUMENTS),
        ValidationCache(maxsize=_CACHED_DOCUMENTS),
    ]
    return [*found, DisableIntrospection()] if is_production else found
