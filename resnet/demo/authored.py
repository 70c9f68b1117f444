"""Reading the demo's authored tables: what the common reader has, and moments, times of day, numbers."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from resnet.ontology.authored import BadAuthoredError, Table, read_toml
from resnet.shipped import shipped


class BadDemoError(BadAuthoredError):
    """The demo's authored data breaks its form, or names what no list holds."""

    code: ClassVar[str] = "bad-demo"


def read_demo(path: str) -> Table:
    """The authored file at ``path`` below ``data/demo``.

    Raises:
        BadDemoError: If it is no TOML.
    """
    return read_toml(shipped(f"demo/{path}"), BadDemoError)


def read_stories() -> tuple[Table, ...]:
    """All stories, in the order of their files' names."""
    files = sorted(shipped("demo/stories").iterdir(), key=lambda file: file.name)
    return tuple(read_toml(file, BadDemoError) for file in files if file.name.endswith(".toml"))


def maybe_moment(table: Table, name: str) -> datetime | None:
    """A moment with its offset, None when absent.

    Raises:
        BadDemoError: If it is no moment, or has no offset.
    """
    value = table.values.get(name)
    if value is None:
        return None
    if not isinstance(value, datetime) or value.tzinfo is None:
        raise table.fail(name, "a moment such as 2026-11-02T09:00:00+09:00, without quotation marks")
    return value


def moment(table: Table, name: str) -> datetime:
    """A moment that must be there.

    Raises:
        BadDemoError: If it is not.
    """
    found = maybe_moment(table, name)
    if found is None:
        raise table.fail(name, "a moment")
    return found


def maybe_number(table: Table, name: str) -> float | None:
    """A number, None when absent.

    Raises:
        BadDemoError: If it is none.
    """
    value = table.values.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise table.fail(name, "a number")
    return float(value)


def maybe_minute(table: Table, name: str) -> int | None:
    """Minutes since midnight of a time such as ``"06:30"``, None when absent.

    Raises:
        BadDemoError: If it is no time.
    """
    text = table.maybe_text(name)
    if text is None:
        return None
    hour, _, minute = text.partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise table.fail(name, 'a time such as "06:30"')
    return int(hour) * 60 + int(minute)


def maybe_texts(table: Table, name: str) -> tuple[str, ...] | None:
    """Several texts; ``()`` is known to be none, None is not said."""
    return table.texts(name) if name in table.values else None
