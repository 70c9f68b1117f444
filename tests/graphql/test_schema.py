"""The schema is the ontology's: every field of its kinds, with its words, and no other."""

from __future__ import annotations

import graphql
import pytest
import strawberry
from graphql import GraphQLObjectType, build_schema
from strawberry.extensions import SchemaExtension
from strawberry.utils.str_converters import to_camel_case

from resnet.graph.elements import Node
from resnet.graphql.derive import from_kind
from resnet.graphql.schema import Prepared, exported_schema, make_schema
from resnet.ontology.field import EdgeKind, Kind
from resnet.ontology.registry import edge_kind_named, kind_named
from tests.house.checkout import ROOT

TYPES: dict[str, Kind | EdgeKind] = {
    "Agency": kind_named("agency"),
    "AgreedNeed": kind_named("agreed_need"),
    "Agreement": kind_named("agreement"),
    "Area": kind_named("area"),
    "Client": kind_named("person"),
    "Group": kind_named("group"),
    "Place": kind_named("place"),
    "Received": edge_kind_named("receives"),
    "Referral": kind_named("referral"),
    "Service": kind_named("service"),
}
EXPORTED = build_schema(exported_schema())


@pytest.mark.parametrize("name", sorted(TYPES))
def test_a_type_has_every_field_of_its_kind(name: str) -> None:
    shown = EXPORTED.type_map[name]
    assert isinstance(shown, GraphQLObjectType)

    for field in TYPES[name].fields:
        assert field.label.en in str(shown.fields[to_camel_case(field.name)].description)


def test_every_type_with_a_node_is_derived() -> None:
    with_id = {
        name
        for name, each in EXPORTED.type_map.items()
        if isinstance(each, GraphQLObjectType) and "id" in each.fields
    }

    assert with_id <= TYPES.keys()


def test_a_field_that_can_be_hidden_can_be_null() -> None:
    for name, kind in TYPES.items():
        shown = EXPORTED.type_map[name]
        assert isinstance(shown, GraphQLObjectType)
        for field in kind.fields:
            assert not isinstance(shown.fields[to_camel_case(field.name)].type, graphql.GraphQLNonNull)


def test_no_account_is_in_the_schema() -> None:
    text = exported_schema().lower()

    assert "password" not in text
    assert "token" not in text


def test_a_resolver_of_the_name_of_a_field_is_refused() -> None:
    class Twice:
        node: strawberry.Private[Node]

        def name(self) -> str:
            return ""

    with pytest.raises(TypeError, match="name the resolver apart"):
        from_kind("agency")(Twice)


def test_the_exported_schema_is_fresh() -> None:
    kept = (ROOT / "schema.graphql").read_text(encoding="utf-8")

    assert kept == exported_schema(), "stale: run `make derived`"


def test_every_field_of_query_and_mutation_says_what_it_is() -> None:
    for name in ("Query", "Mutation"):
        shown = EXPORTED.type_map[name]
        assert isinstance(shown, GraphQLObjectType)
        assert [field for field, each in shown.fields.items() if not each.description] == []


def test_every_request_has_extensions_of_its_own() -> None:
    schema = make_schema(is_production=True)

    first, second = schema.get_extensions(), schema.get_extensions()

    assert [type(each) for each in first] == [Prepared]
    assert not any(isinstance(each, SchemaExtension) for each in schema.extensions)
    assert not {id(each) for each in first} & {id(each) for each in second}


def test_graphql_is_the_library_and_not_a_folder_of_ours() -> None:
    assert "site-packages" in str(graphql.__file__)
