"""What a person says of the columns of a list, against what the program found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import ClassVar

from resnet.errors import UsageError
from resnet.ingest.bad_file import BadFileError, Where
from resnet.ingest.mapping.preset import Subject
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.synonym import header_key, role_named

# What a person may write for "take nothing from this column".
NOTHING = "none"
_NOTHING = frozenset({NOTHING, "없음", "-", ""})


class UnknownRoleError(UsageError):
    """A correction gives a column a role that is none; ``column`` and ``role`` are as written."""

    code: ClassVar[str] = "unknown-role"

    def __init__(self, column: str, role: str) -> None:
        self.column, self.role = column, role
        self.known = ", ".join(each.value for each in Role)
        super().__init__(
            f"{column}={role}: write COLUMN=ROLE, the role one of {self.known}, or {NOTHING} to leave the "
            f"column out."
        )


class UnknownColumnError(BadFileError):
    """A correction names a column that no table of the file has."""

    code = "unknown-column"

    def __init__(self, where: Where, column: str, heads: Iterable[str]) -> None:
        self.column = column
        super().__init__(where, column=column, heads=", ".join(repr(head) for head in heads if head))


@dataclass(frozen=True, slots=True)
class Correction:
    """The roles that a person gives columns.

    ``roles`` by the head of the column, or by its number as ``#3`` where it has no head of its own; None
    takes nothing from it. ``subject`` is what a row is, None as found.
    """

    roles: Mapping[str, Role | None] = field(default_factory=lambda: MappingProxyType({}))
    subject: Subject | None = None

    def __bool__(self) -> bool:
        return bool(self.roles) or self.subject is not None

    def says_of(self, head: str) -> bool:
        """Whether it speaks of the column with that head."""
        return any(header_key(each) == header_key(head) for each in self.roles)

    def for_columns(self, heads: Iterable[str]) -> dict[int, Role | None]:
        """The roles by the number of the column, of those columns that are spoken of."""
        found: dict[int, Role | None] = {}
        for number, head in enumerate(heads, start=1):
            for said, role in self.roles.items():
                if said == f"#{number}" or (head and header_key(said) == header_key(head)):
                    found[number] = role
        return found

    def missing_in(self, heads: Iterable[str]) -> list[str]:
        """The columns it speaks of that are not among ``heads``."""
        keys = [header_key(head) for head in heads]
        numbers = {f"#{number}" for number in range(1, len(keys) + 1)}
        return [said for said in self.roles if said not in numbers and header_key(said) not in keys]


def read_correction(said: Iterable[str], subject: Subject | None = None) -> Correction:
    """A correction out of words such as ``연락=phone``, ``#3=주소`` or ``비고=none``.

    Raises:
        UnknownRoleError: If one is not of that form, or its role is none.

    >>> read_correction(["연락 =phone", "층=없음"]).roles["연락"].value
    'phone'
    """
    roles: dict[str, Role | None] = {}
    for each in said:
        column, _, word = each.rpartition("=")
        if not column.strip():
            raise UnknownRoleError(column, word)
        roles[column.strip()] = None if word.strip().lower() in _NOTHING else _role(column, word)
    return Correction(roles, subject)


def _role(column: str, word: str) -> Role:
    role = role_named(word)
    if role is None:
        raise UnknownRoleError(column.strip(), word.strip())
    return role
