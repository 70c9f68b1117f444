"""The schema, and its exported text: ``python -m resnet.graphql.schema`` writes ``schema.graphql`` anew."""

from __future__ import annotations

from pathlib import Path

import strawberry

from resnet.graphql.limits import extensions
from resnet.graphql.mutation import Mutation
from resnet.graphql.query import Query

EXPORTED = Path("schema.graphql")


def make_schema(*, is_production: bool) -> strawberry.Schema:
    """The schema with its limits; introspection only outside production."""
    return strawberry.Schema(
        query=Query, mutation=Mutation, extensions=extensions(is_production=is_production)
    )


def exported_schema() -> str:
    """The schema as text, the same for the same ontology."""
    return make_schema(is_production=False).as_str() + "\n"


if __name__ == "__main__":
    EXPORTED.write_text(exported_schema(), encoding="utf-8")
