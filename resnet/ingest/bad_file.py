"""What can be wrong with a file somebody hands us.

BadFileError
├── FileMissingError           no such file, or a folder, or not readable
├── EmptyFileError             nothing in it
├── UnsupportedFileError       a known format that is not read (says which)
├── LockedFileError            a password, or a lock of the program that wrote it
├── UndecodableFileError       text in no encoding we know
├── DamagedFileError           cut off or broken
├── OversizedFileError         above a limit that protects this machine
├── NoHeaderError              no row of column names found
├── NotAResourceListError      statistics, a list of persons, another code table
└── PersonNumberError          holds a resident or alien registration number

Every one says where (file, sheet, row, column, as the spreadsheet counts them) and how to mend it.
No cell's content is ever repeated: it may be about a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from resnet.errors import BadInputError
from resnet.messages import Word, messages_for, say_error


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a list; rows and columns count from 1, as a spreadsheet shows them."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    def of(self, language: str) -> str:
        """The place in words, from the file down to the cell."""
        words = messages_for(language)
        parts = [self.file]
        if self.sheet is not None:
            parts.append(words.text("ingest-where-sheet", sheet=self.sheet))
        if self.row is not None:
            parts.append(words.text("ingest-where-row", row=str(self.row)))
        if self.column is not None:
            parts.append(words.text("ingest-where-column", column=column_letters(self.column)))
        return ", ".join(parts)

    def __str__(self) -> str:
        return self.of("en")


class BadFileError(BadInputError):
    """The file cannot be taken; nothing of it was kept.

    ``facts`` are what the words of ``error-<code>`` need; the message is the English one.
    """

    code: ClassVar[str] = "bad-file"

    def __init__(self, where: Where, variant: str = "", /, **facts: object) -> None:
        self.where, self.variant, self.facts = where, variant, facts
        super().__init__(say_error(self, "en"))


class FileMissingError(BadFileError):
    """There is no file to read at that path: ``missing``, ``folder`` or ``closed``."""

    code = "file-missing"


class EmptyFileError(BadFileError):
    """There is nothing in the file."""

    code = "file-empty"


class UnsupportedFileError(BadFileError):
    """A format that is recognised by its content but not read; ``format_name`` is its stable word."""

    code = "file-unsupported"

    def __init__(self, where: Where, format_name: str, variant: str = "") -> None:
        self.format_name = format_name
        super().__init__(where, variant, format=Word(f"ingest-format-{format_name}"))


class LockedFileError(BadFileError):
    """Only somebody with its password, or the program that locked it, can open the file."""

    code = "file-locked"


class UndecodableFileError(BadFileError):
    """The bytes are text in no encoding that Korean lists come in."""

    code = "file-undecodable"

    def __init__(self, where: Where, tried: tuple[str, ...]) -> None:
        self.tried = tried
        super().__init__(where, tried=", ".join(tried))


class DamagedFileError(BadFileError):
    """The file is cut off or broken; ``variant`` says how."""

    code = "file-damaged"


class OversizedFileError(BadFileError):
    """The file is above a limit that protects this machine; ``what`` is the limit's stable word."""

    code = "file-oversized"

    def __init__(self, where: Where, what: str, found: int, limit: int) -> None:
        self.what, self.found, self.limit = what, found, limit
        super().__init__(where, what=Word(f"ingest-limit-{what}"), found=found, limit=limit)


class NoHeaderError(BadFileError):
    """No row was found that names the columns."""

    code = "no-header"


class NotAResourceListError(BadFileError):
    """The table is read well, but it is no list of agencies or services; ``reason`` is a stable word."""

    code = "not-a-resource-list"

    def __init__(self, where: Where, reason: str, variant: str = "", /, **facts: object) -> None:
        self.reason = reason
        super().__init__(where, variant or reason, **facts)


class PersonNumberError(BadFileError):
    """A resident or alien registration number stands in the file; the digits are not repeated.

    Source: Personal Information Protection Act, art. 24-2.
    """

    code = "person-number"


def column_letters(column: int) -> str:
    """The letters a spreadsheet shows for a column counted from 1.

    >>> column_letters(1), column_letters(28)
    ('A', 'AB')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
