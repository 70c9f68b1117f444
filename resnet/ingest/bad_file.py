"""What can be wrong with a file somebody hands us.

BadFileError
├── FileMissingError           no such file, or a folder, or not readable
├── EmptyFileError             nothing in it
├── UnsupportedFileError       a known format that is not read (says which)
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


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a list; rows and columns count from 1, as a spreadsheet shows them."""

    file: str
    sheet: str | None = None
    row: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet {self.sheet!r}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {column_letters(self.column)}")
        return ", ".join(parts)


class BadFileError(BadInputError):
    """The file cannot be taken; nothing of it was kept."""

    code: ClassVar[str] = "bad-file"

    def __init__(self, where: Where, says: str, mend: str) -> None:
        self.where, self.says, self.mend = where, says, mend
        super().__init__(f"{where}: {says}. {mend}")


class FileMissingError(BadFileError):
    """There is no file to read at that path."""

    code = "file-missing"


class EmptyFileError(BadFileError):
    """There is nothing in the file."""

    code = "file-empty"

    def __init__(self, where: Where) -> None:
        super().__init__(where, "there is nothing in it", "Export the list again and check that it opens.")


class UnsupportedFileError(BadFileError):
    """A format that is recognised by its content but not read."""

    code = "file-unsupported"

    def __init__(self, where: Where, format_name: str, mend: str) -> None:
        self.format_name = format_name
        super().__init__(where, f"this is {format_name}, which is not read", mend)


class UndecodableFileError(BadFileError):
    """The bytes are text in no encoding that Korean lists come in."""

    code = "file-undecodable"

    def __init__(self, where: Where, tried: tuple[str, ...]) -> None:
        self.tried = tried
        super().__init__(
            where,
            f"the text fits none of {', '.join(tried)}",
            "Save it again as CSV UTF-8 from your spreadsheet.",
        )


class DamagedFileError(BadFileError):
    """The file is cut off or broken."""

    code = "file-damaged"

    def __init__(self, where: Where, says: str) -> None:
        super().__init__(where, says, "Get the file again from where it came, or open it and save it anew.")


class OversizedFileError(BadFileError):
    """The file is above a limit that protects this machine."""

    code = "file-oversized"

    def __init__(self, where: Where, what: str, found: int, limit: int) -> None:
        self.what, self.found, self.limit = what, found, limit
        super().__init__(
            where,
            f"{what}: {found:,}, at most {limit:,}",
            "Remove empty rows and columns, or split the list.",
        )


class NoHeaderError(BadFileError):
    """No row was found that names the columns."""

    code = "no-header"

    def __init__(self, where: Where) -> None:
        super().__init__(
            where,
            "no row names the columns",
            "Put one row above the list with names such as 시설명, 주소, 전화번호.",
        )


class NotAResourceListError(BadFileError):
    """The table is read well, but it is no list of agencies or services; ``reason`` is a stable word."""

    code = "not-a-resource-list"

    def __init__(self, where: Where, reason: str, says: str, mend: str) -> None:
        self.reason = reason
        super().__init__(where, says, mend)


class PersonNumberError(BadFileError):
    """A resident or alien registration number stands in the file; the digits are not repeated.

    Source: Personal Information Protection Act, art. 24-2.
    """

    code = "person-number"

    def __init__(self, where: Where) -> None:
        super().__init__(
            where,
            "a resident or alien registration number stands here",
            "The whole file is refused: delete the number from the list and, if you can, at its source.",
        )


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
