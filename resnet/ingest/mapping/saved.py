"""Layouts that people saved: a correction is made once, and found again by the next list with these heads."""

from __future__ import annotations

import hashlib
import os
import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar
from unicodedata import normalize

import tomli_w

from resnet.errors import BadInputError
from resnet.ingest.mapping.correction import Correction
from resnet.ingest.mapping.mapping import Mapping
from resnet.ingest.mapping.preset import Preset, preset_of
from resnet.ingest.mapping.synonym import Why, header_key

_PREFACE = """\
# A layout of lists, saved by a person who corrected how its columns were read.
# It is found again by the next list with just these heads, in this order. Change it as you like:
# `columns` gives each column its role (or #3, a column by its number), `not_taken` names those that
# nothing is taken from. To forget it, delete this file.
"""
_NOT_OF_A_NAME = re.compile(r"[^0-9A-Za-z가-힣]+")
_LONGEST = 40


class BadSavedPresetError(BadInputError):
    """A saved layout cannot be read; ``file`` is its name, ``problem`` what is wrong with it."""

    code: ClassVar[str] = "bad-saved-preset"

    def __init__(self, file: str, problem: str) -> None:
        self.file, self.problem = file, problem
        super().__init__(f"the saved layout {file} cannot be read: {problem}. Mend the file, or delete it.")


@dataclass(frozen=True)
class SavedPresets:
    """The folder in which the store's owner keeps them; it need not be there yet."""

    folder: Path

    def read(self) -> tuple[Preset, ...]:
        """All of them, by their names.

        Raises:
            BadSavedPresetError: If one is none. None is left out in silence: its list would be read another
                way than a person said.
        """
        if not self.folder.is_dir():
            return ()
        return tuple(_read(path) for path in sorted(self.folder.glob("*.toml")))

    def forget(self, name: str) -> bool:
        """Whether there was one of that name; it is gone, and its lists are read as found again."""
        if not any(each.name == name for each in self.read()):
            return False
        (self.folder / f"{name}.toml").unlink(missing_ok=True)
        return True

    def save_corrected(self, correction: Correction, lists: Iterable[tuple[Mapping, str]]) -> list[Preset]:
        """Those of ``lists`` (each with what it is called) that the correction spoke of, saved."""
        return [
            self.save(mapping, title)
            for mapping, title in lists
            # Without heads nothing would find it again.
            if _heads(mapping) and (correction.subject or correction.for_columns(mapping.shape.heads))
        ]

    def save(self, mapping: Mapping, title: str) -> Preset:
        """The layout of the list as it was understood, written down; one with the same heads is replaced.

        ``title`` is what the list is called.
        """
        heads = _heads(mapping)
        same = next((each for each in self.read() if each.fits(heads)), None)
        name = same.name if same else _name(title, heads)
        table = _table(mapping, normalize("NFC", title))
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{name}.toml"
        unfinished = path.with_suffix(f".{os.getpid()}.part")
        unfinished.write_text(_PREFACE + "\n" + tomli_w.dumps(table), encoding="utf-8")
        unfinished.replace(path)
        return preset_of(name, table)


def _read(path: Path) -> Preset:
    try:
        return preset_of(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadSavedPresetError(path.name, type(error).__name__) from error
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise BadSavedPresetError(path.name, str(error)) from error


def _name(title: str, heads: list[str]) -> str:
    words = _NOT_OF_A_NAME.sub("-", normalize("NFC", title)).strip("-")[:_LONGEST].strip("-")
    digest = hashlib.sha256("\x1f".join(map(header_key, heads)).encode()).hexdigest()[:8]
    return f"{words}-{digest}" if words else digest


def _table(mapping: Mapping, title: str) -> dict[str, Any]:
    layout = mapping.preset
    heads = _heads(mapping)
    given = [each for each in mapping.columns if each.number <= len(heads)]
    mapped = [(each.number, each.role) for each in given if each.role is not None]
    left_out = [each.number for each in mapping.columns if each.why is Why.TOLD and each.role is None]
    table: dict[str, Any] = {
        "subject": mapping.subject.value,
        "standing": layout.standing if layout else "list",
        "heads": heads,
        "not_taken": [mapping.key_of(number) for number in left_out],
        "title": {"ko": title, "en": title},
        "columns": {mapping.key_of(number): role.value for number, role in mapped},
    }
    if layout is not None:
        table |= _kept({role.value: said for role, said in layout.fixed.items()}, "fixed")
        table |= _kept({kind: list(roles) for kind, roles in layout.keys.items()}, "keys")
    return table


def _heads(mapping: Mapping) -> list[str]:
    """The heads as the sheet has them: a column that was made of the others has none."""
    heads = list(mapping.shape.heads)
    while heads and not heads[-1]:
        heads.pop()
    return heads


def _kept(values: MappingOf[str, Any], name: str) -> dict[str, Any]:
    return {name: dict(values)} if values else {}
