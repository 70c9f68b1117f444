"""A provider's own entry of the directory, confirmed or corrected by its program."""

from __future__ import annotations

from functools import partial
from typing import Final

import strawberry

from resnet.errors import BadInputError, NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.graph.reading import get_node
from resnet.graphql.acts import commit_of
from resnet.graphql.context import Context, id_of
from resnet.graphql.directory_types import Agency, Service
from resnet.ingest.typed_value import value_of
from resnet.ingest.verify import OWN_ANSWER, Said, say
from resnet.ontology.registry import FOLDED, node_field
from resnet.serving.threads import in_thread

_MOST_FIELDS: Final = 50


@strawberry.input(
    description="A field of the ontology and what it is: several texts only where it has several."
)
class EntryValue:
    """``field`` is the ontology's name, such as places_open."""

    field: str
    value: list[str]


@strawberry.input(description="What a provider says of its agency, or of a service of it.")
class EntryInput:
    """``commit``: see Mutation. ``how`` is a code of verification_ways, for who speaks of another agency."""

    thing: strawberry.ID
    commit: str
    values: list[EntryValue] = strawberry.field(default_factory=list)
    holds_no_longer: list[str] = strawberry.field(default_factory=list)
    confirms: list[str] = strawberry.field(default_factory=list)
    is_confirmed: bool = False
    how: str = OWN_ANSWER


@strawberry.type(description="How the word counts, and the entry as it stands now.")
class EntrySaid:
    """``standing`` is a code of standings."""

    standing: str
    agency: Agency | None
    service: Service | None


async def say_entry(context: Context, entry: EntryInput) -> EntrySaid:
    """Keep what was said; the same again with the same mark is kept once.

    Raises:
        BadInputError: If too many fields are said at once.
    """
    if len(entry.values) + len(entry.holds_no_longer) + len(entry.confirms) > _MOST_FIELDS:
        raise BadInputError(f"values: at most {_MOST_FIELDS} fields are said at once.")
    thing = id_of(entry.thing)
    commit = commit_of("entry", entry.thing, entry.commit)
    given = await in_thread(_said, context, thing, entry)
    kept = await in_thread(partial(say, context.store, context.scope, given, commit=commit))
    context.renew()
    node = await context.node(thing)
    return EntrySaid(
        standing=kept.standing,
        agency=Agency(node=node) if node is not None and node.kind == "agency" else None,
        service=Service(node=node) if node is not None and node.kind == "service" else None,
    )


def _said(context: Context, thing: NodeId, entry: EntryInput) -> Said:
    node = get_node(context.view, thing, *FOLDED)
    if node.about:
        # A household's address is a record too, and no entry of the directory.
        raise NodeNotFoundError
    values = {each.field: value_of(node_field(node.kind, each.field), each.value) for each in entry.values}
    return Said(
        thing=thing,
        how=entry.how,
        values=values,
        retracts=tuple(entry.holds_no_longer),
        confirms=tuple(entry.confirms),
        is_confirmed=entry.is_confirmed,
    )
