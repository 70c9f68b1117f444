"""The reference page of the ontology, derived: ``python -m resnet.ontology.reference`` writes it anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from resnet.ontology.field import EdgeKind, Field, Kind
from resnet.ontology.registry import EDGE_KINDS, KINDS

PAGE = Path("docs/ontology.md")


def reference_page() -> str:
    """The whole page as Markdown, the same for the same ontology."""
    lines = [
        "# Ontology",
        "",
        "Derived from `resnet/ontology`: edit the code, then run `python -m resnet.ontology.reference`.",
        "",
        "Every element also has id, category, data subjects (`about`) and valid time (`since`, `until`).",
        "",
        "## Nodes",
    ]
    for kind in KINDS.values():
        lines += _kind(kind)
    lines += ["", "## Edges"]
    for edge in EDGE_KINDS.values():
        lines += _edge(edge)
    return "\n".join(lines) + "\n"


def _kind(kind: Kind) -> Iterator[str]:
    yield ""
    yield f"### {kind.name} · {kind.label.ko} · {kind.label.en}"
    yield ""
    yield kind.says
    yield ""
    yield f"Category: {', '.join(kind.categories)}." + (
        " State is folded from records." if kind.folded else ""
    )
    if kind.source:
        yield f"Source: {kind.source}."
    yield from _fields(kind.fields)


def _edge(edge: EdgeKind) -> Iterator[str]:
    yield ""
    yield f"### {edge.name} · {edge.label.ko} · {edge.label.en}"
    yield ""
    yield f"{', '.join(edge.starts)} → {', '.join(edge.ends)}. {edge.says}"
    yield ""
    yield f"Category: {', '.join(edge.categories)}."
    if edge.source:
        yield f"Source: {edge.source}."
    yield from _fields(edge.fields)


def _fields(fields: Iterable[Field]) -> Iterator[str]:
    rows = [
        f"| {field.name} | {field.label.ko} | {field.label.en} | {field.type} | {field.unit or ''} "
        f"| {field.vocabulary or ''} | {field.category or ''} |"
        for field in fields
    ]
    if rows:
        yield ""
        yield "| field | ko | en | type | unit | vocabulary | category of its own |"
        yield "|---|---|---|---|---|---|---|"
        yield from rows


if __name__ == "__main__":
    PAGE.write_text(reference_page(), encoding="utf-8")
