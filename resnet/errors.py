"""Every error the product raises on purpose, as one tree.

ResnetError
├── UsageError                 wrong use of a verb or setting (exit code 2)
│   └── SettingError
├── BadInputError              something given to us cannot be taken (exit code 1)
│   ├── BadValueError          a value breaks the ontology or the value rules
│   ├── UnknownKindError       a kind, edge kind or field the ontology lacks
│   ├── BadCursorError         a page cursor that this scope did not get
│   └── TooLargeError          a commit above the atomic limit
├── NodeNotFoundError          missing or hidden: the two read alike
├── ForbiddenError             this actor may not do this
├── RuleError                  a rule of the field refuses the act
├── ConflictError              somebody changed the same fields meanwhile
└── StoreError                 the store itself
    ├── StoreMissingError      no store at that path
    ├── StoreExistsError       ``init`` on a path that holds something
    ├── WrongKeyError          the key does not open it
    ├── NotAStoreError         the file is no store of ours
    ├── NewerStoreError        written by a newer version
    ├── StoreFullError         no room on the disk
    └── StoreDamagedError      ``check`` or a read found damage

Rooms add their own leaves beside the code that raises them. An error carries facts as
attributes, a stable ``code`` (its page is ``docs/errors/<code>.md``, its words for people
``error-<code>`` in ``data/messages/*/errors.ftl``) and one English message that says what was
wrong, where, and how to mend it. No HTTP status here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class ResnetError(Exception):
    """Anything this product refuses or fails at, with a stable ``code``.

    ``variant`` is which of the code's several sentences fits, where it has several: a stable word too.
    """

    code: ClassVar[str] = "error"
    variant: str = ""


class UsageError(ResnetError):
    """The command or a setting was used in a way that has no meaning; ``facts`` are what its words need."""

    code = "usage"

    def __init__(self, says: str, variant: str = "", facts: Mapping[str, object] | None = None) -> None:
        self.variant, self.facts = variant, facts or {}
        super().__init__(says)


class SettingError(UsageError):
    """A setting has a value that cannot be used."""

    code = "setting"

    def __init__(self, name: str, value: str, expected: str, variant: str = "") -> None:
        self.name, self.value, self.expected = name, value, expected
        super().__init__(f"setting {name}={value!r} cannot be used: expected {expected}.", variant)


class BadInputError(ResnetError):
    """Something given to us cannot be taken."""

    code = "bad-input"


class BadValueError(BadInputError):
    """A value breaks the ontology or the value rules of the store."""

    code = "bad-value"

    def __init__(self, where: str, value: object, expected: str) -> None:
        # The value itself may be personal: the message names its type and place only.
        self.where, self.value, self.expected = where, value, expected
        super().__init__(f"{where}: this {type(value).__name__} cannot be kept: expected {expected}.")


class UnknownKindError(BadInputError):
    """A kind, edge kind or field that the ontology does not have."""

    code = "unknown-kind"

    def __init__(self, what: str, name: str) -> None:
        self.what, self.name = what, name
        super().__init__(f"the ontology has no {what} {name!r}: see docs/ontology.md for the names.")


class BadCursorError(BadInputError):
    """A page cursor that was not given out for this question and scope."""

    code = "bad-cursor"

    def __init__(self) -> None:
        super().__init__("this page mark does not belong to this question: start again from the first page.")


class TooLargeError(BadInputError):
    """A single commit above the atomic limit."""

    code = "too-large"

    def __init__(self, count: int, limit: int) -> None:
        self.count, self.limit = count, limit
        super().__init__(f"{count} changes in one commit, at most {limit} are atomic: write them as a run.")


class NodeNotFoundError(ResnetError):
    """The thing is missing, or hidden from the one who asks: the two read alike."""

    code = "not-found"

    def __init__(self) -> None:
        # The id is not repeated: an id in an error text would be personal data in a log.
        super().__init__("there is no such thing here. Check the address or code you followed.")


class ForbiddenError(ResnetError):
    """The actor may not do this."""

    code = "forbidden"

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(f"you may not do this: {act}. Ask your administrator if it belongs to your work.")


class RuleError(ResnetError):
    """A rule of the field refuses the act; ``rule`` is its stable name, ``facts`` what its words need."""

    code = "rule"

    def __init__(self, rule: str, says: str, facts: Mapping[str, object] | None = None) -> None:
        self.rule, self.says, self.facts = rule, says, facts or {}
        super().__init__(f"{says} ({rule})")


class ConflictError(ResnetError):
    """Somebody changed the same fields after they were read.

    ``mine`` and ``theirs`` hold only fields that the caller may read.
    """

    code = "conflict"

    def __init__(self, mine: dict[str, object], theirs: dict[str, object]) -> None:
        self.mine, self.theirs = mine, theirs
        fields = ", ".join(sorted(mine)) or "a field"
        super().__init__(f"changed by someone else meanwhile: {fields}. Read it again and decide.")


class StoreError(ResnetError):
    """The store itself cannot do it."""

    code = "store"


class _AtPathError(StoreError):
    """A store error about one path."""

    says: ClassVar[str] = ""

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: {self.says}")


class StoreMissingError(_AtPathError):
    """There is no store at that path."""

    code = "store-missing"
    says = "there is no store here. Make one with `resnet init --store PATH`."


class StoreExistsError(_AtPathError):
    """``init`` was asked for a path that already holds something."""

    code = "store-exists"
    says = "something is here already, and init never overwrites. Choose another path."


class WrongKeyError(_AtPathError):
    """The key does not open this store."""

    code = "wrong-key"
    says = "the key does not open this store. Check RESNET_KEY or the key file beside the store."


class NotAStoreError(_AtPathError):
    """The file is not a store of this product."""

    code = "not-a-store"
    says = "this file is not a resnet store. Check the path."


class NewerStoreError(_AtPathError):
    """The store was written by a newer version of this product."""

    code = "newer-store"
    says = "this store was written by a newer version. Upgrade resnet to open it."


class StoreFullError(_AtPathError):
    """No room was left on the disk; nothing of the commit was kept."""

    code = "store-full"
    says = "no room is left on the disk. Free some and repeat: nothing was half-written."


class StoreDamagedError(StoreError):
    """The store's content is damaged."""

    code = "store-damaged"

    def __init__(self, path: str, finding: str) -> None:
        self.path, self.finding = path, finding
        super().__init__(f"{path}: damaged: {finding}. Restore the last backup with `resnet restore`.")
