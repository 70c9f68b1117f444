"""What follows from a write by itself: subjects of edges, edges of erased nodes, folded states, secrecy."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

from resnet.errors import BadValueError, NodeNotFoundError
from resnet.graph.rows.allowed import CONSENT, check_emergency, may_break_glass
from resnet.graph.rows.draft import Draft
from resnet.graph.rows.encode import about_of
from resnet.graph.rows.folding import DESCRIBES, fold_rows
from resnet.graph.rows.layout import (
    ABOUT_1,
    ABOUT_2,
    END,
    FOREVER,
    ID,
    START,
    UNTIL,
    Row,
    access_of,
    edge_kinds_at,
    tables,
)
from resnet.graph.rows.secrecy import keep_secret
from resnet.graph.values import kind_of


def settle(draft: Draft) -> None:
    """Bring everything after the changes that depends on them.

    Raises:
        NodeNotFoundError: If an edge that is put has a missing or hidden end, or a subject is missing.
        BadValueError: If an edge would be about more than two people.
    """
    groups: dict[str, list[str]] = defaultdict(list)
    for each in draft.after:
        groups[kind_of(each)].append(each)
    nodes = [each for kind, group in groups.items() if tables()[kind].is_node for each in group]
    _check_subjects(draft, nodes)
    for kind, group in groups.items():
        if not tables()[kind].is_node:
            _say_subjects(draft, kind, group)
    groups[DESCRIBES] += (each for each in _cascade(draft, nodes) if kind_of(each) == DESCRIBES)
    if groups[DESCRIBES]:
        _fold(draft, groups[DESCRIBES])
    keep_secret(draft)


def _check_subjects(draft: Draft, nodes: list[str]) -> None:
    """Whoever a node is newly said to be about must be there, and be seen by the caller."""
    for node in nodes:
        row = draft.after[node]
        if row is not None and row[ABOUT_1] is not None:
            old = draft.before[node]
            known = () if old is None else about_of(old)
            for subject in about_of(row):
                if subject not in known:
                    draft.existing(subject)


def _say_subjects(draft: Draft, kind: str, edges: list[str]) -> None:
    """An edge is about whom its ends are about."""
    is_consent = kind == CONSENT and not draft.guard.is_open_to_all
    for edge_id in edges:
        row = draft.after[edge_id]
        if row is None or (draft.before[edge_id] is not None and _keeps_its_ends(draft, edge_id, row)):
            continue
        if is_consent:
            _say_giver(draft, row)
            continue
        ends = draft.existing(row[START]), draft.existing(row[END])
        if ends[0][ABOUT_1] is not None or ends[1][ABOUT_1] is not None or row[ABOUT_1] is not None:
            _set_about(row, ends)


def _keeps_its_ends(draft: Draft, edge_id: str, row: list[Any]) -> bool:
    """Whether nothing changed about the ends of an edge that was there; else they are made known."""
    start, end, old = row[START], row[END], draft.before[edge_id]
    is_same = old is not None and old[START] == start and old[END] == end
    if is_same and start not in draft.after and end not in draft.after:
        return True
    draft.load((start, end))
    return False


def _say_giver(draft: Draft, row: list[Any]) -> None:
    """A consent's subject may be hidden from one who opens the file in an emergency."""
    check_emergency(row, draft.guard.now)
    subject = draft.current(row[START]) if may_break_glass(draft.guard, row) else draft.existing(row[START])
    if subject is None:
        raise NodeNotFoundError
    _set_about(row, (subject, draft.existing(row[END])))


def _set_about(row: list[Any], ends: tuple[Row, Row]) -> None:
    subjects = sorted({*about_of(ends[0]), *about_of(ends[1])})
    if len(subjects) > 2:
        raise BadValueError(f"{kind_of(row[ID])}.about", tuple(subjects), "at most two data subjects")
    row[ABOUT_1], row[ABOUT_2] = (*subjects, None, None)[:2]


def _cascade(draft: Draft, nodes: list[str]) -> list[str]:
    """An erased node takes its edges along, hidden ones too; a node about others makes its edges so.

    Returns:
        The edges that were so touched.
    """
    touched: list[str] = []
    moved = [
        node
        for node in nodes
        if (old := draft.before[node]) is not None
        and ((row := draft.after[node]) is None or access_of(row) != access_of(old))
    ]
    for kept in _edges_at(draft, moved) if moved else ():
        edge_id = kept[ID]
        if edge_id in draft.after:
            continue
        draft.before[edge_id] = kept
        touched.append(edge_id)
        if kept[START] in draft.erased or kept[END] in draft.erased:
            draft.after[edge_id] = None
            draft.erased.add(edge_id)
            continue
        draft.load((kept[START], kept[END]))
        row, start, end = list(kept), draft.current(kept[START]), draft.current(kept[END])
        if start is not None and end is not None:
            _set_about(row, (start, end))
            draft.after[edge_id] = row
    return touched


def _edges_at(draft: Draft, nodes: list[str]) -> Iterator[Row]:
    probes: dict[tuple[str, bool], list[str]] = defaultdict(list)
    for node in sorted(nodes):
        for is_start in (True, False):
            for kind in edge_kinds_at(kind_of(node), is_start=is_start):
                probes[kind, is_start].append(node)
    for (kind, is_start), group in probes.items():
        # Stores find them in orders of their own, and what goes along is logged in the order it is met.
        yield from sorted(draft.reader.edges(kind, group, is_start=is_start), key=itemgetter(ID))


def _fold(draft: Draft, edges: list[str]) -> None:
    """The state of every described thing follows the records that hold."""
    said: dict[str, Row | None] = {each: draft.after[each] for each in edges if each in draft.after}
    rows = (row for each in said for row in (draft.before[each], said[each]) if row is not None)
    described = dict.fromkeys(row[END] for row in rows)
    targets = [each for each in described if each not in draft.erased]
    draft.load(targets)
    saying = _saying(draft, targets, said)
    for target in targets:
        node = draft.current(target)
        if node is not None:
            draft.after[target] = fold_rows(node, saying[target])


def _saying(draft: Draft, targets: list[str], said: dict[str, Row | None]) -> dict[str, list[Row]]:
    """The rows of the records' edges that hold, by what they describe."""
    old = [each for each in targets if draft.before[each] is not None]
    kept = draft.reader.edges(DESCRIBES, old, is_start=False) if old else ()
    edges: dict[str, Row | None] = {row[ID]: row for row in kept}
    edges |= said
    found: dict[str, list[Row]] = defaultdict(list)
    for row in edges.values():
        if row is not None and row[UNTIL] == FOREVER:
            found[row[END]].append(row)
    return found
