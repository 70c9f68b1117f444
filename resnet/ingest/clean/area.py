"""Names of areas to the official codes, by a dated code list; never by name alone when two fit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.province import province_of
from resnet.ingest.clean.spacing import collapse, spaceless

_CODE = re.compile(r"\d{10}")
_MOST_FOUND = 50_000
# 만수1,2,3동 · 구월1~3동
_NUMBERED = re.compile(
    r"(?P<name>[가-힣]+)(?P<numbers>\d{1,2}(?:\s*[,·ㆍ/]\s*\d{1,2})+|\d{1,2}\s*[~∼～-]\s*\d{1,2})(?P<last>동|가)"
)
# "나래구 전역": all of it, as its name alone means.
_WHOLE = re.compile(r"\s*(?:전\s*지역|전역|전체|일원|일대|관내)\s*$")
_UP_TO = re.compile(r"[∼～-]")
_DIGITS = re.compile(r"\d+")
_MOST_NUMBERED = 30


class Level(StrEnum):
    """The levels of administrative areas; codes of the vocabulary ``area_levels``."""

    PROVINCE = "province"
    DISTRICT = "district"
    NEIGHBOURHOOD = "neighbourhood"


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """A row of the code list; ``since`` included, ``until`` excluded, None open.

    Source: administrative code list (행정표준코드), ten digits: two province, three district, five below.
    """

    code: str
    province: str
    district: str = ""
    town: str = ""
    since: date | None = None
    until: date | None = None

    @property
    def level(self) -> Level:
        """By the code: a city without districts (Sejong) has its own code on two levels."""
        if self.code[2:] == "00000000":
            return Level.PROVINCE
        return Level.DISTRICT if self.code[5:] == "00000" else Level.NEIGHBOURHOOD

    @property
    def name(self) -> str:
        """The area's own name."""
        return self.town or self.district or self.province

    @property
    def full_name(self) -> str:
        """The name with those it lies in."""
        return " ".join(filter(None, (self.province, self.district, self.town)))

    @property
    def parent_code(self) -> str | None:
        """The code of the area it lies in, None for a province."""
        if self.level is Level.PROVINCE:
            return None
        return self.code[:2] + "00000000" if self.level is Level.DISTRICT else self.code[:5] + "00000"

    def holds_on(self, day: date | None) -> bool:
        """Whether the code is valid on that day; None asks no day."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


@dataclass(frozen=True)
class AreaIndex:
    """The code list, looked up by name."""

    entries: tuple[AreaEntry, ...]
    _by_name: dict[tuple[Level, str], list[AreaEntry]] = field(
        default_factory=lambda: defaultdict(list), repr=False
    )
    # Rows of a list ask for the same names again and again.
    _found: dict[tuple[str, str, str, date | None], Cleaned[AreaEntry]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        for entry in self.entries:
            self._by_name[entry.level, spaceless(entry.name)].append(entry)

    @classmethod
    def of(cls, entries: Iterable[AreaEntry]) -> AreaIndex:
        """An index of these entries."""
        return cls(tuple(entries))

    def find(
        self, province: str, district: str, town: str = "", *, on: date | None = None
    ) -> Cleaned[AreaEntry]:
        """The smallest area that the names tell for certain.

        A town that the list lacks (a legal dong, mostly) leaves its district, by the rule
        ``district-only``; names that fit none or several leave nothing.

        Args:
            province: May be short (``인천``) or empty.
            district: May be empty.
            town: 읍, 면 or administrative dong; may be empty.
            on: The day the codes must be valid on; None takes any.
        """
        asked = (province, district, town, on)
        found = self._found.get(asked)
        if found is None:
            if len(self._found) >= _MOST_FOUND:
                self._found.clear()
            found = self._found[asked] = self._find(province, district, town, on)
        return found

    def _find(self, province: str, district: str, town: str, on: date | None) -> Cleaned[AreaEntry]:
        raw = " ".join(filter(None, (province, district, town)))
        wide = self._district(province, district, on) if district else self._province(province, on)
        if wide is None:
            return Cleaned(None, raw, Rule.UNSURE if raw else Rule.EMPTY)
        if not town:
            return Cleaned(wide, raw, Rule.AS_SAID)
        inside = [
            entry
            for entry in self._by_name.get((Level.NEIGHBOURHOOD, spaceless(town)), ())
            if entry.code.startswith(wide.code[:5].removesuffix("000")) and entry.holds_on(on)
        ]
        if len(inside) == 1:
            return Cleaned(inside[0], raw, Rule.AS_SAID)
        return Cleaned(wide, raw, Rule.DISTRICT_ONLY)

    def named(self, name: str, *, on: date | None = None) -> AreaEntry | None:
        """The one area of that name on any level, None when there is none or there are several.

        A neighbourhood may stand behind its district (나래구 물결동); of 나래구 전역 the district is meant.
        """
        name = collapse(_WHOLE.sub("", name))
        found = [
            entry
            for level in Level
            for entry in self._by_name.get((level, spaceless(name)), ())
            if entry.holds_on(on)
        ]
        if found or " " not in name:
            return found[0] if len(found) == 1 else None
        *wide, district, last = ["", *name.split(" ")]
        inside = self.find(" ".join(wide).strip(), district, last, on=on)
        if inside.rule is not Rule.AS_SAID:
            inside = self.find(district, last, on=on)
        return inside.value if inside.rule is Rule.AS_SAID else None

    def _province(self, province: str, on: date | None) -> AreaEntry | None:
        full = province_of(province) or collapse(province)
        found = [entry for entry in self._by_name.get((Level.PROVINCE, full), ()) if entry.holds_on(on)]
        return found[0] if len(found) == 1 else None

    def _district(self, province: str, district: str, on: date | None) -> AreaEntry | None:
        full = province_of(province) or collapse(province)
        found = [
            entry
            for entry in self._by_name.get((Level.DISTRICT, spaceless(district)), ())
            if entry.holds_on(on) and (not full or entry.province == full)
        ]
        return found[0] if len(found) == 1 else None


def spread_numbered(text: str) -> str:
    """Names that share their first and last part, each written out.

    >>> spread_numbered("만수1,2,3동"), spread_numbered("구월1~3동, 간석동"), spread_numbered("1,2동")
    ('만수1동,만수2동,만수3동', '구월1동,구월2동,구월3동, 간석동', '1,2동')
    """
    return _NUMBERED.sub(_each_numbered, text)


def _each_numbered(found: re.Match[str]) -> str:
    name, numbers, last = found.group("name", "numbers", "last")
    first, _, end = (part.strip() for part in _UP_TO.sub("~", numbers).partition("~"))
    wanted = range(int(first), int(end) + 1) if end else [int(each) for each in _DIGITS.findall(numbers)]
    if not 1 < len(wanted) <= _MOST_NUMBERED:
        return found[0]
    return ",".join(f"{name}{number}{last}" for number in wanted)


def entry_of(
    code: str, names: tuple[str, str, str], since: date | None, until: date | None
) -> AreaEntry | None:
    """A row of the code list, None when the code is not ten digits or there is no province.

    >>> entry_of("2800000000", ("인천광역시", "", ""), None, None).level.value
    'province'
    """
    digits = spaceless(code)
    province, district, town = map(collapse, names)
    if not _CODE.fullmatch(digits) or not province:
        return None
    return AreaEntry(digits, province, district, town, since, until)
