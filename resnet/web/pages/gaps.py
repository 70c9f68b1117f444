"""What the council asks: unmet need by group and reason, supply beside it, nobody identified."""

from __future__ import annotations

from starlette.responses import Response

from resnet.errors import NodeNotFoundError
from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.export import Say, area_namer, cells, chart_title, draw_chart, heads, notes, written_csv
from resnet.gaps.report import GapReport
from resnet.gaps.table import GapTable
from resnet.web.desk import Asked, Desk
from resnet.web.render import GAP_ROLES, SECURITY, page, svg_response


def show_gaps(asked: Asked) -> Response:
    """All tables, each with its chart, and the needs of the community in people's words."""
    desk = asked.desk
    report, say_area = _read(desk)
    return page(
        desk,
        "gaps.html",
        notes=notes(report, desk.words),
        tables=[
            {
                "group": table.group.value,
                "heads": heads(table, desk.words),
                "rows": cells(table, desk.words, say_area),
                "is_withheld": table.total == WITHHELD,
                "title": chart_title(table, desk.words),
            }
            for table in report.tables
        ],
        community=report.community,
    )


def show_chart(asked: Asked) -> Response:
    """The chart of one table."""
    report, say_area = _read(asked.desk)
    table = _table(report, asked.place["group"])
    return svg_response(draw_chart(table, asked.desk.words, say_area))


def send_csv(asked: Asked) -> Response:
    """All tables for a spreadsheet program."""
    report, say_area = _read(asked.desk)
    headers = SECURITY | {"Content-Disposition": 'attachment; filename="gaps.csv"'}
    body = written_csv(report, asked.desk.words, say_area)
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


def _read(desk: Desk) -> tuple[GapReport, Say]:
    desk.require(*GAP_ROLES)
    report, network = desk.gaps()
    return report, area_namer(network, desk.words)


def _table(report: GapReport, group: str) -> GapTable:
    for table in report.tables:
        if table.group.value == group:
            return table
    raise NodeNotFoundError
