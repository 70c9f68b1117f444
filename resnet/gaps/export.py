"""The council's tables as CSV and as a chart."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Final

from resnet.drawing.geometry import Box, Point
from resnet.drawing.svg import Canvas, Caption
from resnet.drawing.text import Style
from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.table import GapTable, Group
from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.messages import Messages
from resnet.ontology.words import say_code

# A cell that begins so would be run as a formula by a spreadsheet program.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
_VOCABULARY: Final = {
    Group.DOMAIN: "need_domains_2026",
    Group.HOUSEHOLD_TYPE: "household_types",
    Group.LEVEL: "levels",
}
Say = Callable[[str], str]


def area_namer(network: Network, words: Messages) -> Say:
    """What says the name of an area by its id; one that is not in the network is not known."""

    def say_area(key: str) -> str:
        return network.text(NodeId(key), "name") if key in network else words.text("gaps-not-known")

    return say_area


def heads(table: GapTable, words: Messages) -> tuple[str, ...]:
    """The heads of the columns in words, first the group's."""
    columns = [words.text(f"gaps-column-{column}") for column in table.columns]
    ends = [words.text("gaps-total"), *([words.text("gaps-supply")] if _has_supply(table) else [])]
    return (words.text(f"gaps-group-{table.group.value.replace('_', '-')}"), *columns, *ends)


def cells(table: GapTable, words: Messages, say_area: Say) -> list[tuple[str, ...]]:
    """The rows in words: the group's name, each count, the total, and supply where it has a meaning."""
    return [
        (
            row_name(table.group, row.key, words, say_area),
            *(_told(count, words) for count in (*row.cells, row.total)),
            *([str(row.supply)] if row.supply is not None else []),
        )
        for row in table.rows
    ]


def row_name(group: Group, key: str, words: Messages, say_area: Say) -> str:
    """The name of a group; what nobody recorded is said so."""
    if group is Group.WHOLE:
        return words.text("gaps-whole")
    if key in {"", "unknown"}:
        return words.text("gaps-not-known")
    if group is Group.AREA:
        return say_area(key)
    return say_code(_VOCABULARY[group], key, words.language)


def written_csv(tables: Sequence[GapTable], words: Messages, say_area: Say) -> bytes:
    """All tables as one CSV, UTF-8 with a mark so that spreadsheet programs show Korean right."""
    out = io.StringIO()
    writer = csv.writer(out)
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        for row in (heads(table, words), *cells(table, words, say_area)):
            writer.writerow([neutral(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def neutral(cell: str) -> str:
    """The cell's text, never a formula.

    >>> neutral("=1+1")
    "'=1+1"
    """
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


_BAR_HEIGHT: Final = 22.0
_ROW_HEIGHT: Final = 34.0
_NAME_WIDTH: Final = 190.0
_BAR_WIDTH: Final = 420.0
_TOP: Final = 44.0


def draw_chart(table: GapTable, words: Messages, say_area: Say) -> str:
    """One bar a group, as long as its total, with the part that is not met filled (SVG).

    Withheld totals are a dashed outline of no telling length.
    """
    canvas = Canvas()
    title = words.text("gaps-chart-title", group=heads(table, words)[0])
    canvas.text(Point(12, 24), title, Style(15))
    longest = max((row.total for row in table.rows), default=1) or 1
    for number, row in enumerate(table.rows):
        top = _TOP + number * _ROW_HEIGHT
        canvas.text(Point(12, top + 16), row_name(table.group, row.key, words, say_area), Style(12))
        _draw_bar(canvas, top, row.total / longest, _met(table, row.cells), row.total)
        canvas.text(Point(_NAME_WIDTH + _BAR_WIDTH + 12, top + 16), _told(row.total, words), Style(12))
    box = Box(0, 0, _NAME_WIDTH + _BAR_WIDTH + 90, _TOP + len(table.rows) * _ROW_HEIGHT + 12)
    return canvas.written(box, Caption(title, words.text("gaps-chart-says"), words.language))


def _draw_bar(canvas: Canvas, top: float, share: float, met: int, total: int) -> None:
    if total == WITHHELD:
        canvas.shape(
            "rect",
            x=_NAME_WIDTH,
            y=top,
            width=24.0,
            height=_BAR_HEIGHT,
            fill="none",
            stroke="#6b6b6b",
            stroke_dasharray="4 3",
        )
        return
    width = _BAR_WIDTH * share
    canvas.shape("rect", x=_NAME_WIDTH, y=top, width=width, height=_BAR_HEIGHT, fill="#14507a")
    if met > 0 and total:
        canvas.shape(
            "rect",
            x=_NAME_WIDTH,
            y=top,
            width=width * met / total,
            height=_BAR_HEIGHT,
            fill="#cfe1ee",
            stroke="#14507a",
        )


def _met(table: GapTable, counts: Sequence[int]) -> int:
    return counts[table.columns.index("met")] if "met" in table.columns else 0


def _told(count: int, words: Messages) -> str:
    return words.text("gaps-withheld") if count == WITHHELD else str(count)


def _has_supply(table: GapTable) -> bool:
    return any(row.supply is not None for row in table.rows)
