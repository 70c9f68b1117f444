"""The document of a request: parsed, weighed, then checked against the schema, in this order.

What the libraries' own limits cost grows with what is asked: fragments that spread each other doubled the
work of a depth limiter with every fragment. So the weight is taken first, each fragment once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    parse,
    specified_rules,
    validate,
)
from graphql.validation import NoSchemaIntrospectionCustomRule

from resnet.graphql.body import Asked, BadRequestError
from resnet.graphql.limits import (
    ALIAS_LIMIT,
    COSTS,
    DEPTH_LIMIT,
    DIRECTIVE_LIMIT,
    FIELD_LIMIT,
    TOKEN_LIMIT,
    TooMuchAskedError,
)
from resnet.graphql.told import without_suggestion

_KEPT_DOCUMENTS: Final = 64


@dataclass(frozen=True, slots=True)
class Weight:
    """What a selection comes to with its fragments spread: fields, of them aliased, directives, levels."""

    fields: int = 0
    aliases: int = 0
    directives: int = 0
    depth: int = 0

    def beside(self, other: Weight) -> Weight:
        """Both, one after the other."""
        return Weight(
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            max(self.depth, other.depth),
        )


@dataclass(frozen=True, slots=True)
class Document:
    """A document that may run, and what each of its operations costs."""

    node: DocumentNode
    costs: dict[str | None, int]

    def cost(self, operation: str | None) -> int:
        """What the operation takes out of the caller's bucket.

        Raises:
            BadRequestError: If the document has no such operation, or several and none is named.
        """
        if operation is None and len(self.costs) == 1:
            return next(iter(self.costs.values()))
        if operation not in self.costs:
            raise BadRequestError("operationName names none of its operations")
        return self.costs[operation]


class Documents:
    """Reads documents for one schema; the last ones are kept."""

    def __init__(self, schema: GraphQLSchema, *, is_production: bool) -> None:
        self._schema, self._is_production = schema, is_production
        self._read = lru_cache(maxsize=_KEPT_DOCUMENTS)(self._read_anew)

    def read(self, asked: Asked) -> Document:
        """The document that is asked to run.

        Raises:
            BadRequestError: If it is no document, or does not fit the schema.
            TooMuchAskedError: If it asks for more than one request may.
        """
        return self._read(asked.query)

    def _read_anew(self, text: str) -> Document:
        node = _parse(text)
        costs = _weigh(node)
        rules = [*specified_rules, *([NoSchemaIntrospectionCustomRule] if self._is_production else [])]
        errors = validate(self._schema, node, rules, max_errors=1)
        if errors:
            said = errors[0].message
            raise BadRequestError((without_suggestion(said) if self._is_production else said).rstrip("."))
        return Document(node, costs)


def _parse(text: str) -> DocumentNode:
    try:
        return parse(text, max_tokens=TOKEN_LIMIT)
    except RecursionError as error:
        raise BadRequestError("it is nested too deep") from error
    except GraphQLError as error:
        raise BadRequestError(without_suggestion(error.message).rstrip(".")) from error


def _weigh(document: DocumentNode) -> dict[str | None, int]:
    operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    fragments = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    if not operations:
        raise BadRequestError("it has no operation")
    if any(each.operation is OperationType.SUBSCRIPTION for each in operations):
        raise BadRequestError("there are no subscriptions here")
    scale, costs = _Scale(fragments), {}
    for each in operations:
        weight = scale.weigh(each.selection_set, 1)
        _refuse_heavy(weight.beside(Weight(directives=len(each.directives or ()))))
        costs[each.name.value if each.name else None] = scale.cost(each.selection_set)
    # A fragment that nothing spreads is validated all the same.
    for each_fragment in fragments:
        _refuse_heavy(scale.weigh_fragment(each_fragment))
    return costs


def _refuse_heavy(weight: Weight) -> None:
    limits = (
        (weight.depth, DEPTH_LIMIT, "levels"),
        (weight.aliases, ALIAS_LIMIT, "aliases"),
        (weight.fields, FIELD_LIMIT, "fields"),
        (weight.directives, DIRECTIVE_LIMIT, "directives"),
    )
    for count, limit, what in limits:
        if count > limit:
            raise TooMuchAskedError(what, limit)


@dataclass
class _Scale:
    """Weighs selections, each fragment once."""

    fragments: dict[str, FragmentDefinitionNode]
    known: dict[str, Weight] = field(default_factory=dict)
    costs: dict[str, int] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)

    def weigh(self, selected: SelectionSetNode | None, depth: int) -> Weight:
        total = Weight()
        if depth > DEPTH_LIMIT * 2:
            # Inline fragments make levels that are no fields; those end here too.
            raise TooMuchAskedError("levels", DEPTH_LIMIT)
        for each in selected.selections if selected else ():
            total = total.beside(self._one(each, depth)).beside(Weight(directives=len(each.directives or ())))
            _refuse_heavy(total)
        return total

    def weigh_fragment(self, name: str) -> Weight:
        """A fragment's own weight; one that spreads itself is left to the schema's rules."""
        if name not in self.known:
            if name not in self.fragments or name in self.open:
                return Weight()
            self.open.add(name)
            if len(self.open) > DEPTH_LIMIT:
                raise TooMuchAskedError("fragments inside each other", DEPTH_LIMIT)
            self.known[name] = self.weigh(self.fragments[name].selection_set, 1)
            self.open.remove(name)
        return self.known[name]

    def cost(self, selected: SelectionSetNode | None) -> int:
        """What the top-level fields cost; aliases of one field cost each."""
        total = 0
        for each in selected.selections if selected else ():
            match each:
                case FieldNode():
                    total += COSTS.get(each.name.value, 1)
                case InlineFragmentNode():
                    total += self.cost(each.selection_set)
                case FragmentSpreadNode() if each.name.value in self.fragments:
                    total += self._fragment_cost(each.name.value)
        return total

    def _fragment_cost(self, name: str) -> int:
        if name not in self.costs:
            # A fragment that spreads itself costs nothing there, and is refused by the schema's rules.
            self.costs[name] = 0
            self.costs[name] = self.cost(self.fragments[name].selection_set)
        return self.costs[name]

    def _one(self, each: object, depth: int) -> Weight:
        match each:
            case FieldNode() if each.name.value.startswith("__"):
                # Of the schema itself: few fields, and none in production.
                return Weight(fields=1, aliases=int(each.alias is not None), depth=1)
            case FieldNode():
                inner = self.weigh(each.selection_set, depth + 1)
                return Weight(
                    1 + inner.fields,
                    int(each.alias is not None) + inner.aliases,
                    inner.directives,
                    1 + inner.depth,
                )
            case InlineFragmentNode():
                return self.weigh(each.selection_set, depth + 1)
            case FragmentSpreadNode():
                return self.weigh_fragment(each.name.value)
            case _:
                return Weight()
