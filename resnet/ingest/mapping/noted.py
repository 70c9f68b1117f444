"""What people noted at the cells of a column, as one more column beside the list's own."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from resnet.ingest.mapping.look import Look, are_mobile, looks
from resnet.ingest.mapping.shape import Shape
from resnet.ingest.readers.table import RawTable

_NOTED = "메모"


def with_comments(shape: Shape, table: RawTable) -> Shape:
    """The list with a column for each whose cells people commented on, behind all others.

    Where all comments are telephone numbers, and no mobile ones, the column is one of numbers. Else nothing
    is taken from it until a person says what it is: a note at a cell may be about anybody.
    """
    if table.is_of_cards or not table.comments:
        return shape
    rows = {row.number for row in shape.body}
    noted: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for number, column, words in table.comments:
        row, own = (column, number) if table.is_turned else (number, column)
        if row in rows and own <= len(shape.heads) and words.strip():
            noted[own][row] = words
    if not noted:
        return shape
    heads = [_head(shape.heads[column - 1], list(noted[column].values())) for column in sorted(noted)]
    width = len(shape.heads)
    body = tuple(
        replace(
            row,
            cells=(
                *row.cells[:width],
                *[""] * (width - len(row.cells)),
                *(noted[column].get(row.number, "") for column in sorted(noted)),
                *row.cells[width:],
            ),
        )
        for row in shape.body
    )
    return replace(shape, heads=(*shape.heads, *heads), body=body)


def _head(head: str, comments: list[str]) -> str:
    is_phone = all(looks(words, Look.PHONE) for words in comments) and not are_mobile(comments)
    # The last word of a head may tell its role; one word with another before it tells none.
    return f"{head} {_NOTED} 전화번호".strip() if is_phone else f"{head}{_NOTED}"
