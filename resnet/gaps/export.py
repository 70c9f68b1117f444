"""The council's tables as CSV and as a chart."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Final

from resnet.drawing.geometry import Box, Point
from resnet.drawing.svg import Attribute, Canvas, Caption
from resnet.drawing.text import Style
from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.report import GapReport
from resnet.gaps.table import VOCABULARY, GapTable, Group
from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.ingest.export.cell import neutral
from resnet.messages import Messages
from resnet.ontology.words import say_code, say_day

Say = Callable[[str], str]


def area_namer(network: Network, words: Messages) -> Say:
    """What says the name of an area by its id; one that is not in the network is not known."""

    def say_area(key: str) -> str:
        if key not in network:
            return words.text("gaps-not-known")
        return network.text(NodeId(key), "full_name") or network.text(NodeId(key), "name")

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
    return say_code(VOCABULARY[group], key, words.language)


def notes(report: GapReport, words: Messages) -> list[tuple[str, str]]:
    """What a reader must know of the tables: of which day, what is counted, what is withheld and why."""
    total = report.tables[0].total if report.tables else 0
    counted = words.text("gaps-note-counted-says", count=total)
    if total == WITHHELD:
        counted = words.text("gaps-note-counted-withheld")
    if report.withdrawn:
        is_told = report.withdrawn != WITHHELD
        key = "gaps-note-withdrawn" if is_told else "gaps-note-withdrawn-withheld"
        counted = f"{counted} {words.text(key, count=max(report.withdrawn, 0))}"
    return [
        (words.text("gaps-note-day"), say_day(report.at, words.language)),
        (words.text("gaps-note-counted"), counted),
        (words.text("gaps-withheld"), words.text("gaps-note-withheld-says", least=report.least)),
    ]


def written_csv(report: GapReport, words: Messages, say_area: Say) -> bytes:
    """All tables as one CSV, UTF-8 with a mark so that spreadsheet programs show Korean right.

    Above them what they are, of which day, and what is withheld: a file goes on without its page.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([words.text("gaps-title")])
    writer.writerows(notes(report, words))
    for table in report.tables:
        writer.writerow([])
        for row in (heads(table, words), *cells(table, words, say_area)):
            writer.writerow([neutral(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


_BAR_HEIGHT: Final = 22.0
_ROW_HEIGHT: Final = 34.0
_NAME_WIDTH: Final = 190.0
_BAR_WIDTH: Final = 420.0
_TOP: Final = 44.0
_STRIPE: Final = 9.0
_FULL: Final = "#14507a"
_LIGHT: Final = "#cfe1ee"


def draw_chart(table: GapTable, words: Messages, say_area: Say) -> str:
    """One bar a group, as long as its total, with the part that is not met filled (SVG).

    Withheld totals are a dashed outline of no telling length; of a bar whose met part is withheld, no part is
    told: it is striped.
    """
    canvas = Canvas()
    title = chart_title(table, words)
    canvas.text(Point(12, 24), title, Style(15))
    longest = max((row.total for row in table.rows), default=1) or 1
    for number, row in enumerate(table.rows):
        top = _TOP + number * _ROW_HEIGHT
        canvas.text(Point(12, top + 16), row_name(table.group, row.key, words, say_area), Style(12))
        _draw_bar(canvas, top, row.total / longest, _met(table, row.cells), row.total)
        canvas.text(Point(_NAME_WIDTH + _BAR_WIDTH + 12, top + 16), _told(row.total, words), Style(12))
    box = Box(0, 0, _NAME_WIDTH + _BAR_WIDTH + 90, _TOP + len(table.rows) * _ROW_HEIGHT + 12)
    return canvas.written(box, Caption(title, words.text("gaps-chart-says"), words.language))


def chart_title(table: GapTable, words: Messages) -> str:
    """What the chart shows."""
    if table.group is Group.WHOLE:
        return words.text("gaps-chart-title-whole")
    return words.text("gaps-chart-title", group=heads(table, words)[0])


def _draw_bar(canvas: Canvas, top: float, share: float, met: int, total: int) -> None:
    if total == WITHHELD:
        outline: dict[str, Attribute] = {"fill": "none", "stroke": "#6b6b6b", "stroke_dasharray": "4 3"}
        canvas.shape("rect", x=_NAME_WIDTH, y=top, width=24.0, height=_BAR_HEIGHT, **outline)
        return
    width = _BAR_WIDTH * share
    if met == WITHHELD:
        _stripe(canvas, Box(_NAME_WIDTH, top, _NAME_WIDTH + width, top + _BAR_HEIGHT))
        return
    canvas.shape("rect", x=_NAME_WIDTH, y=top, width=width, height=_BAR_HEIGHT, fill=_FULL)
    if met > 0 and total:
        light: dict[str, Attribute] = {"fill": _LIGHT, "stroke": _FULL}
        canvas.shape("rect", x=_NAME_WIDTH, y=top, width=width * met / total, height=_BAR_HEIGHT, **light)


def _stripe(canvas: Canvas, bar: Box) -> None:
    canvas.shape("rect", x=bar.left, y=bar.top, width=bar.width, height=bar.height, fill=_LIGHT, stroke=_FULL)
    # Slanted, each ending where the bar does.
    for number in range(int((bar.width + bar.height) // _STRIPE) + 1):
        foot = bar.left + number * _STRIPE
        low = Point(min(foot, bar.right), bar.bottom - max(0.0, foot - bar.right))
        high = Point(max(foot - bar.height, bar.left), bar.top + max(0.0, bar.left - (foot - bar.height)))
        if low.y > high.y:
            canvas.line([low, high], stroke=_FULL, stroke_width=1.6)


def _met(table: GapTable, counts: Sequence[int]) -> int:
    return counts[table.columns.index("met")] if "met" in table.columns else 0


def _told(count: int, words: Messages) -> str:
    return words.text("gaps-withheld") if count == WITHHELD else str(count)


def _has_supply(table: GapTable) -> bool:
    return any(row.supply is not None for row in table.rows)
