"""An HTML table: what a drawing says, for those who read or hear it. Everything is escaped."""

from __future__ import annotations

from collections.abc import Sequence

from resnet.drawing.svg import escaped


def html_table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table fragment; the first cell of each row names it.

    >>> html_table("c", ["a", "b"], [["<x>", "1"]]).count("&lt;x&gt;")
    1
    """
    heads = "".join(f'<th scope="col">{escaped(each)}</th>' for each in head)
    return (
        f"<table><caption>{escaped(caption)}</caption><thead><tr>{heads}</tr></thead>"
        f"<tbody>{''.join(map(_row, rows))}</tbody></table>\n"
    )


def _row(cells: Sequence[str]) -> str:
    first, *others = cells
    rest = "".join(f"<td>{escaped(each)}</td>" for each in others)
    return f'<tr><th scope="row">{escaped(first)}</th>{rest}</tr>'
