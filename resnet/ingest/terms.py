"""Vocabularies go into the graph as terms, so that services, needs and crosswalks are one graph."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Final

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Edge, Node, NodeId, Put, Receipt
from resnet.graph.store import GraphStore, Ids
from resnet.ontology.crosswalk import Crosswalk, load_crosswalks
from resnet.ontology.vocabulary import Vocabulary, load_vocabulary

# Those that services meet and needs fall in; codes of other fields need no node of their own.
IN_GRAPH: Final = (
    "need_domains_2010",
    "need_domains_2026",
    "moxley_12",
    "public_service_kinds_8",
    "service_classes",
    "open_eligibility",
)


def write_terms(store: GraphStore) -> Receipt:
    """Put the shipped vocabularies and crosswalks into the graph; the same again changes nothing."""
    changes = list(_changes(store.ids))
    print_of = sha256(repr(changes).encode()).hexdigest()[:16]
    scope = Scope.everything(reason="put the shipped vocabularies into the graph")
    return store.write(changes, scope=scope, why="vocabularies", commit=CommitId(f"terms:{print_of}"))


def term_id(ids: Ids, vocabulary: str, code: str) -> NodeId:
    """The id of a vocabulary's term in this store."""
    return ids.key("term", vocabulary, code)


def _changes(ids: Ids) -> Iterator[Change]:
    for name in IN_GRAPH:
        yield from _terms(ids, load_vocabulary(name))
    for crosswalk in load_crosswalks():
        if {crosswalk.from_vocabulary, crosswalk.to_vocabulary} <= set(IN_GRAPH):
            yield from _rows(ids, crosswalk)


def _terms(ids: Ids, vocabulary: Vocabulary) -> Iterator[Change]:
    for term in vocabulary.terms:
        own = term_id(ids, vocabulary.id, term.code)
        fields = {
            "vocabulary": vocabulary.id,
            "code": term.code,
            "name_ko": term.ko,
            "name_en": term.en,
            "version": vocabulary.version,
        }
        yield Put(Node(id=own, kind="term", fields=fields))
        if term.broader is not None:
            above = term_id(ids, vocabulary.id, term.broader)
            yield Put(Edge(id=ids.edge_key("broader", own, above), kind="broader", start=own, end=above))


def _rows(ids: Ids, crosswalk: Crosswalk) -> Iterator[Change]:
    for row in crosswalk.rows:
        start = term_id(ids, crosswalk.from_vocabulary, row.from_code)
        end = term_id(ids, crosswalk.to_vocabulary, row.to_code)
        edge = ids.edge_key("crosswalk", start, end)
        yield Put(Edge(id=edge, kind="crosswalk", start=start, end=end, fields={"relation": row.relation}))
