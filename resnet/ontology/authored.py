"""Typed reading of authored TOML: each value is checked, each error says file, item and field."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources.abc import Traversable
from typing import ClassVar

from resnet.errors import BadInputError
from resnet.ontology.field import Label


class BadAuthoredError(BadInputError):
    """An authored data file breaks its form.

    ``file`` is its name, ``item`` the term, row or clock (``""`` for the file itself), ``field`` the field.
    """

    code: ClassVar[str] = "bad-authored"

    def __init__(self, file: str, item: str, field: str, expected: str) -> None:
        self.file, self.item, self.field, self.expected = file, item, field, expected
        where = f"{file}, {item}" if item else file
        super().__init__(
            f"{where}: {field}: expected {expected}. Mend the file; docs/vocabularies.md has the form."
        )


@dataclass(frozen=True, slots=True)
class Table:
    """One TOML table with the place it stands in; ``error`` is what its readers raise."""

    file: str
    item: str
    values: Mapping[str, object]
    error: type[BadAuthoredError]

    def fail(self, field: str, expected: str) -> BadAuthoredError:
        """The error to raise for ``field`` of this table."""
        return self.error(self.file, self.item, field, expected)

    def only(self, allowed: Collection[str]) -> None:
        """Raises for a field that is not ``allowed``: a misspelt field would else be silently lost."""
        for name in self.values:
            if name not in allowed:
                raise self.fail(name, f"one of the known fields ({', '.join(sorted(allowed))})")

    def text(self, name: str) -> str:
        """A text that must be there."""
        found = self.maybe_text(name)
        if found is None:
            raise self.fail(name, "a text")
        return found

    def maybe_text(self, name: str) -> str | None:
        """A text, None when absent."""
        value = self.values.get(name)
        if value is None:
            return None
        if not _is_text(value):
            raise self.fail(name, "a text in NFC, not empty, without spaces at its ends")
        return str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """Several texts, ``()`` when absent."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(_is_text(each) for each in value):
            raise self.fail(name, "a list of texts")
        return tuple(value)

    def maybe_whole(self, name: str) -> int | None:
        """A whole number of zero or more, None when absent."""
        value = self.values.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise self.fail(name, "a whole number")
        return value

    def whole(self, name: str) -> int:
        """A whole number that must be there."""
        found = self.maybe_whole(name)
        if found is None:
            raise self.fail(name, "a whole number")
        return found

    def flag(self, name: str) -> bool:
        """A yes or no; absent is no."""
        value = self.values.get(name, False)
        if not isinstance(value, bool):
            raise self.fail(name, "true or false")
        return value

    def maybe_day(self, name: str) -> date | None:
        """A calendar day, None when absent."""
        value = self.values.get(name)
        if value is not None and type(value) is not date:
            raise self.fail(name, "a day such as 2026-03-27, without quotation marks")
        return value

    def label(self) -> Label:
        """The words ``ko`` and ``en``."""
        return Label(self.text("ko"), self.text("en"))

    def table(self, name: str) -> Table:
        """A table inside; empty when absent."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self.fail(name, "a table")
        return Table(self.file, f"{self.item} {name}".strip(), value, self.error)

    def tables(self, name: str) -> tuple[Table, ...]:
        """The tables of a list, each called by its code, else by its place; none when absent."""
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise self.fail(name, "a list of tables")
        return tuple(
            Table(self.file, f"{self.item} {name} {each.get('code', number)}".strip(), each, self.error)
            for number, each in enumerate(value, start=1)
        )


def read_toml(file: Traversable, error: type[BadAuthoredError]) -> Table:
    """The whole file as a table.

    Raises:
        BadAuthoredError: Of type ``error``, if it is no TOML in UTF-8.
    """
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise error(file.name, "", "the file", f"TOML in UTF-8 ({problem})") from problem
    return Table(file.name, "", values, error)


def _is_text(value: object) -> bool:
    return (
        isinstance(value, str)
        and value != ""
        and value == value.strip()
        and unicodedata.is_normalized("NFC", value)
    )
