"""Tables and refusals as lines of JSON, between the process that parses and the one that asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from resnet.ingest.bad_file import BadFileError, DamagedFileError, Where
from resnet.ingest.readers.long_rows import kept_rows
from resnet.ingest.readers.table import RawRow, RawTable
from resnet.messages import Word

_OWN = ("where", "variant", "facts")
_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump_tables(tables: Iterable[tuple[RawTable, Iterable[RawRow]]]) -> Iterator[str]:
    """A line for each table, then one for each of its rows."""
    for table, rows in tables:
        yield _line(
            {
                "file": table.file,
                "sheet": table.sheet,
                "encoding": table.encoding,
                "filled": sorted(table.filled),
                "hidden_rows": table.hidden_rows,
                "is_hidden": table.is_hidden,
                "hidden_columns": table.hidden_columns,
                "uncounted": table.uncounted,
                "comments": table.comments,
                "struck": table.struck,
                "shaded": table.shaded,
            }
        )
        for row in rows:
            yield _line([row.number, *row.cells])


def dump_error(error: BadFileError) -> str:
    """The refusal with its place and facts."""
    where = error.where
    return _line(
        {
            "error": error.code,
            "where": [where.file, where.sheet, where.row, where.column],
            "variant": error.variant,
            "facts": {name: _plain(fact) for name, fact in error.facts.items()},
            "more": {name: fact for name, fact in vars(error).items() if name not in _OWN},
        }
    )


def load_tables(lines: Iterable[str]) -> list[RawTable]:
    """The tables of the lines.

    Raises:
        BadFileError: If the lines are a refusal.
    """
    tables: list[RawTable] = []
    said_all = map(json.loads, lines)
    said = next(said_all, None)
    while said is not None:
        if "error" in said:
            raise _error(said)
        rows = _Rows(said_all)
        tables.append(_table(said).with_rows(kept_rows(rows)))
        said = rows.after
    return tables


class _Rows:
    """The rows of one table; what comes after them is kept back."""

    def __init__(self, said: Iterator[Any]) -> None:
        self._said = said
        self.after: Any = None

    def __iter__(self) -> Iterator[RawRow]:
        for each in self._said:
            if not isinstance(each, list):
                self.after = each
                return
            yield RawRow(each[0], tuple(each[1:]))


def _table(said: dict[str, Any]) -> RawTable:
    return RawTable(
        said["file"],
        said["sheet"],
        said["encoding"],
        (),
        frozenset(map(tuple, said["filled"])),
        tuple(said["hidden_rows"]),
        said["is_hidden"],
        hidden_columns=tuple(said["hidden_columns"]),
        uncounted=tuple(said["uncounted"]),
        comments=tuple((row, column, words) for row, column, words in said["comments"]),
        struck=tuple(said["struck"]),
        shaded=tuple(said["shaded"]),
    )


def _error(said: dict[str, Any]) -> BadFileError:
    classes = {kind.code: kind for kind in _below(BadFileError)}
    kind = classes.get(said["error"], DamagedFileError)
    error = kind.__new__(kind)
    facts = {name: _fact(value) for name, value in said["facts"].items()}
    BadFileError.__init__(error, Where(*said["where"]), said["variant"], **facts)
    vars(error).update({name: tuple(v) if isinstance(v, list) else v for name, v in said["more"].items()})
    return error


def _below(kind: type[BadFileError]) -> Iterator[type[BadFileError]]:
    yield kind
    for each in kind.__subclasses__():
        yield from _below(each)


def _plain(fact: object) -> object:
    return {"word": fact.key} if isinstance(fact, Word) else fact


def _fact(said: object) -> object:
    return Word(said["word"]) if isinstance(said, dict) else said
