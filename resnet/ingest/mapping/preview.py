"""How a list would be read, for people: each column, what it is taken for, why, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from resnet.ingest.bad_file import column_letters
from resnet.ingest.mapping.column import Column
from resnet.ingest.mapping.mapping import Mapping
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.synonym import Why
from resnet.messages import Messages

_LONGEST_SAMPLE = 30


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A column in words; ``key`` is what a `Correction` calls it by.

    ``role`` None: nothing is taken from it but the hours of a day, where it is of one, and its cells are kept
    in the rows' records all the same. ``samples`` are cells as they stand, for the eyes of whoever brought
    the file; none of columns that name people.
    ``look_label`` is what the cells of a column without a role look like, ``""`` where like nothing known.
    ``is_of_week``: the hours of some days are taken from it, beside other columns of the week.
    """

    number: int
    letters: str
    head: str
    key: str
    role: Role | None
    role_label: str
    why: Why
    why_label: str
    samples: tuple[str, ...]
    look_label: str = ""
    is_of_week: bool = False


@dataclass(frozen=True, slots=True)
class LinesLeftOut:
    """Lines of the sheet that are no rows of the list, for one reason."""

    why_label: str
    numbers: tuple[int, ...]


def preview_columns(mapping: Mapping, words: Messages) -> list[ColumnPreview]:
    """Every column of the list, in its order."""
    return [_preview(mapping, column, words) for column in mapping.columns]


def preview_lines(mapping: Mapping, words: Messages) -> list[LinesLeftOut]:
    """What stands in the sheet and is not taken for a row: titles, notes, totals, repeated heads."""
    dropped = sorted(mapping.dropped, key=lambda line: (line.why.value, line.number))
    return [
        LinesLeftOut(words.text(f"ingest-line-{why.value}"), tuple(line.number for line in lines))
        for why, lines in groupby(dropped, key=lambda line: line.why)
    ]


def role_label(role: Role, words: Messages) -> str:
    """What a column of that role says, in words."""
    return words.text(f"ingest-role-{role.value.replace('_', '-')}")


def role_choices(words: Messages) -> list[tuple[Role, str]]:
    """Every role that a person may give a column, with its words."""
    return [(role, role_label(role, words)) for role in Role]


def tell_columns(mapping: Mapping, words: Messages) -> Iterator[str]:
    """The preview in lines."""
    for column in preview_columns(mapping, words):
        if not column.head and not column.samples:
            continue
        samples = " | ".join(_short(sample) for sample in column.samples)
        yield words.text(
            "ingest-column",
            letters=column.letters,
            head=column.head or column.key,
            role=column.role_label,
            why=f"{column.why_label}; {column.look_label}" if column.look_label else column.why_label,
            samples=samples or "none",
        )
    for lines in preview_lines(mapping, words):
        yield words.text(
            "ingest-lines-left-out", why=lines.why_label, rows=", ".join(map(str, lines.numbers))
        )


def _preview(mapping: Mapping, column: Column, words: Messages) -> ColumnPreview:
    role, is_of_week = column.role, column.number in mapping.week.values()
    return ColumnPreview(
        number=column.number,
        letters=column_letters(column.number),
        head=column.head,
        key=mapping.key_of(column.number),
        role=role,
        role_label=role_label(role, words) if role else no_role_label(words, is_of_week=is_of_week),
        why=column.why,
        why_label=words.text(f"ingest-why-{column.why.value}"),
        samples=column.samples,
        look_label=words.text(f"ingest-look-{column.look.value}") if column.look else "",
        is_of_week=is_of_week,
    )


def no_role_label(words: Messages, *, is_of_week: bool) -> str:
    """What is said of a column without a role."""
    return words.text("ingest-role-hours-of-days" if is_of_week else "ingest-role-nothing")


def _short(sample: str) -> str:
    plain = " ".join(sample.split())
    return plain if len(plain) <= _LONGEST_SAMPLE else f"{plain[:_LONGEST_SAMPLE]}…"
