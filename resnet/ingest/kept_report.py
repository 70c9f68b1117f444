"""What the reading of a list told, counted, beside the file it stood in: the same file again is told by it.

Numbers and places only, and the words that the rules and the code list have no place for: a line each, the
number first, so that they are read by eye too. It goes with the file: withdrawn, it is taken back with it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from resnet.graph.elements import Edge
from resnet.ingest.bad_file import Where
from resnet.ingest.report import Refused, TableReport, Unread
from resnet.ontology.field import Value

# Beyond it the rows are understood again: what is kept is written with each file and read with its source.
_MOST_BYTES: Final = 60_000
_PLACED: Final = frozenset({"refused", "unread-cell"})


def way_of(fields: Mapping[str, Value]) -> str:
    """A fingerprint of all that is said of a list but when it was read: what was told holds for no other."""
    said = "\n".join(f"{name} {value}" for name, value in sorted(fields.items()) if name != "read_at")
    return hashlib.sha256(said.encode()).hexdigest()


def lines_of(report: TableReport) -> tuple[str, ...] | None:
    """What the rows told, line by line; None where it is too much to be kept."""
    lines: list[str] = []
    size = 0
    for line in _lines(report):
        lines.append(line)
        size += len(line.encode())
        if size > _MOST_BYTES:
            return None
    return tuple(lines)


def told_with(report: TableReport, fields: Mapping[str, Value]) -> dict[str, Value]:
    """What is kept with the file; ``fields`` are what is said of the list itself."""
    lines = lines_of(report)
    return {} if lines is None else {"read_as": way_of(fields), "told": lines}


def told_before(came: Edge | None, fields: Mapping[str, Value]) -> tuple[str, ...]:
    """What was kept with the file in which the list stood last; nothing where it was read in another way."""
    told = came.get("told") if came is not None and came.text("read_as") == way_of(fields) else None
    return told if isinstance(told, tuple) else ()


def tell_again(report: TableReport, lines: Iterable[str]) -> None:
    """Put what was told into the report of rows that all stand as they stood."""
    counted = {
        "described": report.described,
        "unread": report.unread,
        "unknown-area": report.unknown_areas,
    }
    for line in lines:
        what, number, *rest = line.split(" ", 2)
        words = rest[0] if rest else ""
        if what in counted:
            counted[what][words] = int(number)
        elif what in _PLACED:
            _tell_place(report, what, int(number), words)
        else:
            _tell_number(report, what, int(number), words)


def _tell_number(report: TableReport, what: str, number: int, words: str) -> None:
    match what:
        case "read":
            report.rows_read = number
        case "kept":
            report.unchanged = number
        case "protected":
            report.protected = number
        case "no-areas":
            report.has_no_areas = bool(number)
        case "rule":
            name, _, rule = words.partition(" ")
            report.rules[name, rule] = number


def _tell_place(report: TableReport, what: str, row: int, words: str) -> None:
    table = report.columns.table
    column, _, said = words.partition(" ")
    where = Where(table.file, table.sheet, row or None, int(column) or None)
    if what == "refused":
        report.refused.append(Refused(where, said))
    else:
        report.unread_cells.append(Unread(where, said))


def _lines(report: TableReport) -> Iterator[str]:
    yield f"read {report.rows_read}"
    yield f"kept {report.kept}"
    yield f"protected {report.protected}"
    yield f"no-areas {int(report.has_no_areas)}"
    yield from (f"described {number} {kind}" for kind, number in report.described.items())
    yield from (f"unread {number} {name}" for name, number in report.unread.items())
    yield from (f"rule {number} {name} {rule}" for (name, rule), number in report.rules.items())
    yield from (f"unknown-area {number} {name}" for name, number in report.unknown_areas.items())
    for each in report.refused:
        yield f"refused {_numbers(each.where)} {each.why}"
    for cell in report.unread_cells:
        yield f"unread-cell {_numbers(cell.where)} {cell.field}"


def _numbers(where: Where) -> str:
    return f"{where.row or 0} {where.column or 0}"
