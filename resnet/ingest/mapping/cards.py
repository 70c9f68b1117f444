"""Cards: an agency a block of labels and what is said, block under block down a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST
from resnet.ingest.mapping.role import NAMES
from resnet.ingest.mapping.synonym import Guess, Why, guess_role, header_key
from resnet.ingest.readers.table import RawRow, RawTable

_MOSTLY = 0.6
# A card tells at least so many things, or is no card.
_FEWEST_LABELS = 3
_LONGEST_LABEL = 40
# Nobody fills in more of them by hand, and a long list is not to be gone over once more.
_MOST_LINES = 5000


def cards_in(table: RawTable) -> RawTable | None:
    """The cards as the rows of one list, each with the number of its first line; None where there are none.

    Labels stand in columns of their own, the words to their right. One card alone is one where labels stand
    beside each other too: of two columns it is a list that is turned.
    """
    if len(table.rows) > _MOST_LINES:
        return None
    columns = _columns_of_labels(table)
    if not columns or columns[0] != 1:
        return None
    starts = _starts(table, columns)
    if len(starts) < 2 and (not starts or len(columns) < 2):
        return None
    ends = [*starts[1:], len(table.rows)]
    cards = [_card(table, table.rows[start:end], columns) for start, end in zip(starts, ends, strict=True)]
    labels = list(dict.fromkeys(label for card in cards for label in card))
    if sum(_is_label(label) for label in labels) < _FEWEST_LABELS:
        return None
    first = table.rows[starts[0]].number
    rows = [
        RawRow(first, tuple(labels)),
        *(
            RawRow(table.rows[start].number, tuple(card.get(label, "") for label in labels))
            for start, card in zip(starts, cards, strict=True)
        ),
    ]
    return replace(table, rows=tuple(rows), filled=frozenset(), hidden_rows=(), is_of_cards=True)


def _columns_of_labels(table: RawTable) -> list[int]:
    """The columns in which most of what is said are labels, each with room for words to its right."""
    found: list[int] = []
    for column in range(1, table.width):
        said = [
            text
            for row in table.rows
            if (text := row.text(column).strip()) and not _is_alone(table, row, column)
        ]
        labels = sum(map(_is_label, said))
        if labels >= 2 and labels >= _MOSTLY * len(said) and (not found or found[-1] < column - 1):
            found.append(column)
        if not found:
            # Cards begin at the left, and most lists have no labels there.
            break
    return found


def _is_alone(table: RawTable, row: RawRow, column: int) -> bool:
    """Whether the row says one thing only, as a title does, or the cell repeats the one before it."""
    is_repeat = (row.number, column) in table.filled
    return is_repeat or len({cell.strip() for cell in row.cells if cell.strip()}) < 2


def _starts(table: RawTable, columns: Sequence[int]) -> list[int]:
    """Where each card begins: at the label of the name, which every card has."""
    names = [
        (number, header_key(row.text(column)))
        for number, row in enumerate(table.rows)
        for column in columns
        if (guess := _guess(row.text(column))) is not None and guess.role in NAMES
    ]
    if not names:
        return []
    first = [number for number, key in names if key == names[0][1]]
    # One row of heads over others is the header of a list.
    return first if len(first) == len(set(first)) else []


def _card(table: RawTable, rows: Sequence[RawRow], columns: Sequence[int]) -> dict[str, str]:
    said: dict[str, str] = {}
    for row in rows:
        for column, end in zip(columns, [*columns[1:], table.width + 1], strict=True):
            label = row.text(column).strip()
            if not label or _is_alone(table, row, column):
                continue
            words = (row.text(each).strip() for each in range(column + 1, end))
            said.setdefault(label, next(filter(None, words), ""))
    return said


def _is_label(text: str) -> bool:
    return _guess(text) is not None


@lru_cache(maxsize=ONE_LIST)
def _guess(text: str) -> Guess | None:
    guess = guess_role(text) if 0 < len(text) <= _LONGEST_LABEL else None
    return guess if guess is not None and guess.why is Why.SYNONYM else None
