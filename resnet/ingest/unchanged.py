"""A file that was read before, with nothing written since that could make it say anything else.

Such a list is understood once more, so that the report is whole, and neither looked up nor compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_out
from resnet.graph.store import GraphView
from resnet.graph.touched import Touch, touched_after
from resnet.graph.values import kind_of
from resnet.ingest.known import PROVIDERS, RELATIONS
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.resolve.moves import JUDGED_WHY
from resnet.ingest.taken_file import last_came_in
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.shipped import shipped

# What lists are read against. Of people only the workers of agencies are; a client's file is none of theirs.
_READ_AGAINST: Final = frozenset(
    {*PROVIDERS, *RELATIONS, "area", "became", "term", "service", "place", "source", "record", "describes"}
    | {"from_source", "works_for", "person"}
)
_RULES: Final = ("ingest", "ontology")
_WORDS: Final = ("presets", "vocabularies")
_OF_EVERY_ROW: Final = frozenset({"area", "became", "term"})
_SHARED: Final = frozenset({"area", "term", "source"})


def way_of_reading(columns: Columns) -> str:
    """A fingerprint of what decides how a file's rows are understood: our rules and words, its columns."""
    preset = columns.preset
    parts = (
        _rules(),
        columns.subject.value,
        *(f"{column.number} {column.role}" for column in columns.columns),
        *(f"{role} {word}" for role, word in sorted(preset.fixed.items() if preset else ())),
        *(f"{of} {tokens}" for of, tokens in sorted(preset.keys.items() if preset else ())),
        *(f"{number} {words}" for number, words in sorted(columns.shape.sections.items())),
        *map(str, columns.shape.header_rows),
        *(row.number for row in columns.rows[:1]),
        len(columns.rows),
    )
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def touched_since(
    view: GraphView, source: Node, wanted: Mapping[str, Value], *, most: int
) -> frozenset[str] | None:
    """What changed since the list was read, as far as a row of it may be read otherwise for it.

    Nodes, and the ends of edges; none where nothing was. None where the list itself is read otherwise, or has
    to be compared as a whole: after more than ``most`` changes, or where what every row is read by changed.

    Args:
        view: Everything at every moment, each entry by itself.
        source: The list as it was read last.
        wanted: What would be said of the source now.
        most: How many changes are looked through.
    """
    # When it was read is all that may differ.
    if {**source.fields, "read_at": None} != {**wanted, "read_at": None}:
        return None
    came = last_came_in(view, source.id)
    if came is None:
        return None
    touched: set[str] = set()
    for number, touch in enumerate(touched_after(view, came.version), start=1):
        if not _is_read_against(touch):
            if number > most:
                return None
            continue
        ends = _touched_by(touch)
        if ends is None or number > most or source.id in ends:
            return None
        touched |= ends
    return frozenset(touched)


def _touched_by(touch: Touch) -> set[str] | None:
    """The nodes that a change is about; None where every row may be read otherwise, or nobody can say."""
    if kind_of(touch.id) in _OF_EVERY_ROW or not touch.category:
        return None
    # What a record is of or where something lies is at the one end, in all of them at the other.
    return {each for each in touch.ends if kind_of(each) not in _SHARED} if touch.ends else {touch.id}


def read_described(view: GraphView, records: Iterable[NodeId]) -> list[Edge]:
    """What these records of a list say now."""
    return [
        edge
        for edge in edges_out(view, records, "describes")
        if edge.until is None and edge.get("is_listed") is not False
    ]


def _is_read_against(touch: Touch) -> bool:
    kind = kind_of(touch.id)
    # Lists are read as though nobody had judged, but for what is one with a refuge or was.
    is_judged = touch.why.startswith(JUDGED_WHY) and touch.category is not Category.PROTECTED
    if kind not in _READ_AGAINST or is_judged:
        return False
    # An erased person may have been a worker.
    return kind != "person" or touch.category in ("", Category.PUBLIC)


@cache
def _rules() -> str:
    """A fingerprint of the code and the tables by which rows are understood."""
    told = hashlib.sha256()
    roots = [resources.files("resnet").joinpath(each) for each in _RULES] + [shipped(each) for each in _WORDS]
    for root in roots:
        for file in _files(root):
            told.update(hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()


def _files(folder: Traversable) -> Iterator[Traversable]:
    for each in sorted(folder.iterdir(), key=lambda one: one.name):
        if each.is_dir():
            yield from _files(each)
        elif each.name.endswith((".py", ".toml", ".csv", ".json")):
            yield each
