"""The scales of a record: the graph keeps none yet, so they are written in by hand."""

from __future__ import annotations

from resnet.drawing.forms.form import Table, table
from resnet.drawing.forms.papers import Papers

_HEADS = ("name", "day", "rater", "result", "comment")


def scales(papers: Papers) -> Table:
    """Room for three scales (domain.md §5)."""
    heads = (papers.say.text(f"form-scale-{each}") for each in _HEADS)
    return table(heads, (3, 2, 2, 2, 4), (), blank=3)
