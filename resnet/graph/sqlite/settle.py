"""What follows from a write's changes by itself: subjects of edges, edges of erased nodes, folded states."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from resnet.errors import BadValueError, NodeNotFoundError
from resnet.graph.elements import Edge
from resnet.graph.fold import fold
from resnet.graph.sqlite.allowed import CONSENT, check_emergency, may_break_glass
from resnet.graph.sqlite.draft import Draft
from resnet.graph.sqlite.encode import decode_element, encode_fields, set_sort
from resnet.graph.sqlite.fetch import fetch_edges
from resnet.graph.sqlite.layout import (
    ABOUT_1,
    ABOUT_2,
    CATEGORY,
    END,
    FOREVER,
    ID,
    START,
    UNTIL,
    Cell,
    Row,
    edge_kinds_at,
    tables,
)
from resnet.graph.values import kind_of
from resnet.ontology.registry import FOLDED

DESCRIBES = "describes"


def settle(draft: Draft) -> None:
    """Bring everything after the changes that depends on them.

    Raises:
        NodeNotFoundError: If an edge that is put has a missing or hidden end, or a subject is missing.
        BadValueError: If an edge would be about more than two people.
    """
    _check_subjects(draft)
    _cascade(draft)
    for element_id, row in list(draft.after.items()):
        if row is not None and not tables()[kind_of(element_id)].is_node:
            draft.after[element_id] = _with_subjects(draft, row)
    _fold(draft)


def _check_subjects(draft: Draft) -> None:
    """Whoever a node is newly said to be about must be there, and be seen by the caller."""
    for element_id in draft.prepared.targets:
        row = draft.after.get(element_id)
        if row is None or not tables()[kind_of(element_id)].is_node:
            continue
        old = draft.before.get(element_id)
        known = set() if old is None else {old[ABOUT_1], old[ABOUT_2]}
        for subject in {row[ABOUT_1], row[ABOUT_2]} - known - {None}:
            draft.existing(str(subject))


def _cascade(draft: Draft) -> None:
    """An erased node takes its edges along, hidden ones too; a node about others makes its edges so."""
    moved = {
        each
        for each, row in draft.after.items()
        if (old := draft.before.get(each)) is not None
        and tables()[kind_of(each)].is_node
        and (row is None or row[CATEGORY : ABOUT_2 + 1] != old[CATEGORY : ABOUT_2 + 1])
    }
    for row in _edges_at(draft, moved):
        edge_id = str(row[ID])
        if edge_id in draft.after:
            continue
        draft.before[edge_id] = row
        if draft.erased & {row[START], row[END]}:
            draft.after[edge_id] = None
            draft.erased.add(edge_id)
        else:
            draft.load({str(row[START]), str(row[END])})
            draft.after[edge_id] = _about(row, (draft.current(str(row[START])), draft.current(str(row[END]))))


def _edges_at(draft: Draft, nodes: set[str]) -> Iterable[Row]:
    probes: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for node in sorted(nodes):
        for is_start in (True, False):
            for kind in edge_kinds_at(kind_of(node), is_start=is_start):
                probes[kind, is_start].append(node)
    for (kind, is_start), group in probes.items():
        yield from fetch_edges(draft.db, tables()[kind], group, is_start=is_start)


def _with_subjects(draft: Draft, row: Row) -> Row:
    edge_id = str(row[ID])
    if edge_id not in draft.prepared.targets:
        return row
    old = draft.before.get(edge_id)
    if old is not None and (old[START], old[END]) == (row[START], row[END]) and not _touched_ends(draft, row):
        return row
    draft.load({str(row[START]), str(row[END])})
    if kind_of(edge_id) == CONSENT and not draft.guard.is_open_to_all:
        check_emergency(row, draft.guard.now)
        if may_break_glass(draft.guard, row):
            subject = draft.current(str(row[START]))
            if subject is None:
                raise NodeNotFoundError
            return _about(row, (subject, draft.existing(str(row[END]))))
    return _about(row, draft.ends_of(row))


def _touched_ends(draft: Draft, row: Row) -> bool:
    return row[START] in draft.after or row[END] in draft.after


def _about(row: Row, ends: Iterable[Row | None]) -> Row:
    subjects = sorted({str(end[p]) for end in ends if end for p in (ABOUT_1, ABOUT_2) if end[p] is not None})
    if len(subjects) > 2:
        raise BadValueError(f"{kind_of(row[ID])}.about", tuple(subjects), "at most two data subjects")
    first, second = (*subjects, None, None)[:2]
    if (first, second) == (row[ABOUT_1], row[ABOUT_2]):
        return row
    return (*row[:ABOUT_1], first, second, *row[ABOUT_2 + 1 :])


def _fold(draft: Draft) -> None:
    """The state of every described thing follows the records that hold."""
    described = {
        str(row[END]): None
        for element_id, row_after in list(draft.after.items())
        if kind_of(element_id) == DESCRIBES
        for row in (draft.before.get(element_id), row_after)
        if row is not None
    }
    targets = [each for each in described if each not in draft.erased]
    draft.load(set(targets))
    saying = _saying(draft, targets)
    for target in targets:
        node = draft.current(target)
        if node is not None:
            draft.after[target] = _folded(node, saying[target])


def _saying(draft: Draft, targets: list[str]) -> dict[str, list[Row]]:
    """The rows of the records' edges that hold, by what they describe."""
    old = [each for each in targets if draft.before[each] is not None]
    edges: dict[str, Row | None] = {}
    if old:
        kept = fetch_edges(draft.db, tables()[DESCRIBES], old, is_start=False)
        edges = {str(row[ID]): row for row in kept}
    edges |= {each: row for each, row in draft.after.items() if kind_of(each) == DESCRIBES}
    found: dict[str, list[Row]] = defaultdict(list)
    for row in edges.values():
        if row is not None and row[UNTIL] == FOREVER:
            found[str(row[END])].append(row)
    return found


def fold_rows(node: Row, describing: Iterable[Row]) -> Row:
    """The node's row as its records make it."""
    kind = kind_of(node[ID])
    table = tables()[kind]
    edges = [edge for row in describing if isinstance(edge := decode_element(row, DESCRIBES), Edge)]
    row: list[Cell] = [*node[: table.first_field], *(None for _ in table.fields)]
    encode_fields(row, table, fold(kind, edges))
    set_sort(row, table)
    return tuple(row)


def _folded(node: Row, describing: list[Row]) -> Row:
    if kind_of(node[ID]) not in FOLDED:
        raise NodeNotFoundError
    return fold_rows(node, describing)
