"""The schema: queries, mutations, and its text, which ``make derived`` writes into ``schema.graphql``."""

from __future__ import annotations

from collections.abc import Iterator

import strawberry
from graphql import GraphQLError, GraphQLSchema
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionContext

from resnet.graphql.mutation import Mutation
from resnet.graphql.query import Query
from resnet.graphql.told import note


class Prepared(SchemaExtension):
    """Runs the document that was parsed, weighed and validated before; made anew for every request."""

    def on_parse(self) -> Iterator[None]:
        """Nothing is parsed twice."""
        self.execution_context.graphql_document = self.execution_context.context.document
        yield

    def on_validate(self) -> Iterator[None]:
        """Nor validated twice."""
        self.execution_context.pre_execution_errors = []
        yield


class Schema(strawberry.Schema):
    """A schema that keeps what is personal out of the server's log.

    ``is_production``: it is told to nobody who asks (introspection); ``schema.graphql`` is its text.
    """

    is_production: bool = True

    @property
    def core(self) -> GraphQLSchema:
        """The same as graphql-core's own."""
        return self._schema

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Notes them by type and place; Strawberry's own log line would hold the values."""
        del execution_context
        for error in errors:
            note(error)


def make_schema(*, is_production: bool) -> Schema:
    """The schema; introspection only outside production."""
    schema = Schema(query=Query, mutation=Mutation, extensions=[Prepared])
    schema.is_production = is_production
    return schema


def exported_schema() -> str:
    """The schema as text, the same for the same ontology."""
    return make_schema(is_production=True).as_str() + "\n"
