"""What the council asks: unmet need by group and reason, supply beside it, nobody identified."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from resnet.errors import NodeNotFoundError
from resnet.gaps.disclosure import WITHHELD
from resnet.gaps.export import cells, draw_chart, heads, written_csv
from resnet.gaps.report import GapReport, read_gaps
from resnet.gaps.table import GapTable
from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.web.desk import Asked, Desk
from resnet.web.render import GAP_ROLES, SECURITY, page, svg_response


def show_gaps(asked: Asked) -> Response:
    """All tables, each with its chart, and the needs of the community in people's words."""
    desk = asked.desk
    report, say_area = _read(desk)
    return page(
        desk,
        "gaps.html",
        tables=[
            {
                "group": table.group.value,
                "heads": heads(table, desk.words),
                "rows": cells(table, desk.words, say_area),
                "is_withheld": table.total == WITHHELD,
                "total": table.total,
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
    body = written_csv(report.tables, asked.desk.words, say_area)
    return Response(body, media_type="text/csv; charset=utf-8", headers=headers)


def _read(desk: Desk) -> tuple[GapReport, Callable[[str], str]]:
    desk.require(*GAP_ROLES)
    network = desk.network()
    return read_gaps(desk.store, desk.scope, network), _namer(network)


def _namer(network: Network) -> Callable[[str], str]:
    def say_area(key: str) -> str:
        area = NodeId(key)
        return (network.text(area, "full_name") or network.text(area, "name")) if area in network else key

    return say_area


def _table(report: GapReport, group: str) -> GapTable:
    for table in report.tables:
        if table.group.value == group:
            return table
    raise NodeNotFoundError
