"""Search of the directory: every word must be found, however it is spaced or wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from resnet.graph.elements import NodeId
from resnet.graph.network.columns import Rows, rows
from resnet.graph.network.snapshot import Network
from resnet.ontology.term import fold_name
from resnet.ontology.vocabulary import load_vocabulary

SEARCHED = ("agency", "group", "service")
# Fields whose words are searched beside the name; the codes of two are searched by their labels.
_FIELDS = ("offers_said", "description", "target_said", "operator", "phone", "remarks", "particulars")
_CODED = {
    "agency": ("type", "agency_types"),
    "service": ("service_class", "service_classes"),
    "group": ("type", "group_types"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found; ``is_by_name`` says that its name alone holds every word."""

    id: NodeId
    kind: str
    name: str
    is_by_name: bool


@dataclass(frozen=True, slots=True, eq=False)
class DirectoryIndex:
    """Folded texts of the directory, and for each pair of neighbouring letters the documents that have it."""

    ids: tuple[NodeId, ...]
    names: tuple[str, ...]
    texts: tuple[str, ...]
    holders: dict[str, Rows]


def search_directory(
    network: Network, words: str, *, kinds: Collection[str] = SEARCHED, limit: int = 50
) -> list[Hit]:
    """Agencies, groups and services that hold every one of ``words``.

    Width, case, spaces and middle dots make no difference. Found by name first, then by anything else;
    within that by name and id. Nothing for empty words.
    """
    wanted = [folded for word in words.split() if (folded := fold_name(word))]
    if not wanted:
        return []
    index = directory_index(network)
    found = [_hit(network, index, place, wanted) for place in _holding_all(index, wanted)]
    ranked = sorted(
        (hit for hit in found if hit.kind in kinds),
        key=lambda hit: (not hit.is_by_name, hit.name, hit.id),
    )
    return ranked[:limit]


def _holding_all(index: DirectoryIndex, wanted: Iterable[str]) -> Iterator[int]:
    places: Rows | None = None
    words = list(wanted)
    for gram in sorted({gram for word in words for gram in _grams(word)}):
        holders = index.holders.get(gram, rows([]))
        places = holders if places is None else np.intersect1d(places, holders, assume_unique=True)
    for place in [] if places is None else places.tolist():
        # Its bigrams may stand apart: the word itself must be there.
        if all(word in index.texts[place] for word in words):
            yield place


def _hit(network: Network, index: DirectoryIndex, place: int, wanted: list[str]) -> Hit:
    node_id = index.ids[place]
    is_by_name = all(word in index.names[place] for word in wanted)
    return Hit(node_id, network.kind_of(node_id), network.text(node_id, "name"), is_by_name)


@lru_cache(maxsize=2)
def directory_index(network: Network) -> DirectoryIndex:
    """The index of a network, made once for each."""
    ids = tuple(node_id for kind in SEARCHED for node_id in network.ids_of(kind))
    names = tuple(fold_name(network.text(node_id, "name")) for node_id in ids)
    # A separator that folding removes keeps two fields from making a word together.
    texts = tuple(" ".join(map(fold_name, _said_of(network, node_id))) for node_id in ids)
    holders: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        for gram in {gram for field in text.split(" ") for gram in (*_grams(field), *field)}:
            holders.setdefault(gram, []).append(place)
    return DirectoryIndex(ids, names, texts, {gram: rows(places) for gram, places in holders.items()})


def _said_of(network: Network, node_id: NodeId) -> Iterator[str]:
    yield network.text(node_id, "name")
    for name in _FIELDS:
        yield network.text(node_id, name)
    yield _digits(network.text(node_id, "phone"))
    yield from _labels(network, node_id)
    for place in network.edges_out(node_id, "located_at"):
        yield network.text(place.end, "address")
        yield from _areas(network, place.end)
    yield from _areas(network, node_id)


def _labels(network: Network, node_id: NodeId) -> Iterator[str]:
    field, name = _CODED[network.kind_of(node_id)]
    code = network.text(node_id, field)
    vocabulary = load_vocabulary(name)
    if code in vocabulary:
        yield from (vocabulary.term(code).ko, vocabulary.term(code).en)


def _areas(network: Network, node_id: NodeId) -> Iterator[str]:
    for edge in network.edges_out(node_id, "in_area"):
        yield network.text(edge.end, "full_name")


def _digits(phone: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKC", phone) if letter.isdecimal())


def _grams(word: str) -> Iterator[str]:
    if len(word) == 1:
        yield word
    for start in range(len(word) - 1):
        yield word[start : start + 2]
