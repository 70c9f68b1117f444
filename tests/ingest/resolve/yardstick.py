"""A public list of facilities with groups that somebody else's rules made: what identity is measured against.

The table of weights was frozen before it was scored here, and is never changed for it.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.coordinates import clean_point
from resnet.ingest.clean.kind import KindSaid, clean_kind, kind_of_name
from resnet.ingest.clean.name import clean_name
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.status import clean_status
from resnet.ingest.known_areas import house_of
from resnet.ingest.resolve.block import find_pairs
from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.profile import Profile, plain, unit_of
from resnet.ingest.resolve.weigh import groups_of, weigh
from resnet.ingest.resolve.weights import load_weights
from tests.ingest.lists import REAL

OBSERVATIONS = REAL / "stats" / "incheon_facility_observations.csv"
GROUPS = REAL / "stats" / "incheon_facility_dedup_groups.csv"
PROVINCE = "인천광역시"


@dataclass(frozen=True)
class Counted:
    """Pairs that were joined, that should have been, and that are in both."""

    right: int
    joined: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.joined

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True)
class Score(Counted):
    """How the pairs that the table joined compare with those of the groups.

    ``by_rule`` counts by the rule that the groups name (``exact_normalized_district_name_address``) as it is
    read here from the raw text alone: brackets, spaces and punctuation left out. Nothing of our cleaner is in
    it. ``by_house`` reads the address down to the number of the house, by our cleaner: then two spellings of
    one floor are no two facilities.
    """

    by_rule: Counted
    by_house: Counted
    wrong: list[tuple[Profile, Profile]]
    missed: list[tuple[Profile, Profile]]
    waiting: int
    right_waiting: int


def profile_of_row(row: dict[str, str]) -> Profile:
    """An observation, cleaned as a list's row is."""
    name = clean_name(row["facility_name"]).value
    address = clean_address(row["address"], PROVINCE, row["district"]).value
    kind = clean_kind(KindSaid(row["category_major"], row["category_detail"], row["facility_form"])).value
    kind = kind or kind_of_name(row["facility_name"]).value
    state = clean_status(row["status"]).value
    point = clean_point(row["latitude"], row["longitude"]).value
    return Profile(
        key=row["observation_id"],
        name=name.text if name else row["facility_name"],
        former=name.former if name else "",
        form=name.legal_form if name else "",
        phones=clean_phones(row["phone"], PROVINCE).value or (),
        site=house_of(address) if address else "",
        unit=unit_of(address.detail) if address else "",
        province=PROVINCE,
        district=(address.district if address else "") or row["district"],
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
        operator=row["operator_name"],
        kind=kind.type_code if kind else "",
        sources=(row["source_dataset"],),
        state=state.code if state else "",
        state_since=state.since if state else None,
        said_on=date.fromisoformat(row["source_as_of_date"]) if row["source_as_of_date"] else None,
    )


def read_rows() -> list[dict[str, str]]:
    """All observations as they stand in the file."""
    with OBSERVATIONS.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def bare(text: str) -> str:
    """A text without spaces and punctuation."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def without_brackets(address: str) -> str:
    """An address without the lot or the building that some writers add in brackets."""
    return re.sub(r"\([^)]*\)", "", address)


def pairs_by_rule(rows: Iterable[dict[str, str]]) -> set[tuple[str, str]]:
    """Every pair of observations with one district, name and address, each told by its bare text."""
    alike: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        if address := bare(without_brackets(row["address"])):
            key = (row["district"], bare(row["facility_name"]), address.removeprefix(PROVINCE))
            alike.setdefault(key, []).append(row["observation_id"])
    return pairs_of(alike.values())


def read_groups() -> list[list[str]]:
    """The observations of each facility that has several."""
    with GROUPS.open(encoding="utf-8-sig", newline="") as file:
        return [row["observation_ids"].split(" | ") for row in csv.DictReader(file)]


def pairs_of(groups: Iterable[Iterable[str]]) -> set[tuple[str, str]]:
    """Every pair within a group, the smaller first."""
    return {pair for group in groups for pair in combinations(sorted(group), 2)}


def score() -> Score:
    """The table against the groups."""
    rows = read_rows()
    profiles = [profile_of_row(row) for row in rows]
    entries, weights = Entries(profiles), load_weights()
    weighed = weigh(entries, find_pairs(entries), weights)
    joined = pairs_of([profiles[row].key for row in group] for group in groups_of(entries, weighed))
    wanted = pairs_of(read_groups())
    asked = {
        tuple(sorted((profiles[one].key, profiles[other].key)))
        for one, other in zip(weighed.one.tolist(), weighed.other.tolist(), strict=True)
    } - joined
    known = {each.key: each for each in profiles}
    return Score(
        right=len(joined & wanted),
        joined=len(joined),
        wanted=len(wanted),
        by_rule=_counted(joined, wanted | pairs_by_rule(rows)),
        by_house=_by_house(profiles, joined, wanted),
        wrong=list(_sides(joined - wanted, known)),
        missed=list(_sides(wanted - joined, known)),
        waiting=len(asked),
        right_waiting=len(asked & wanted),
    )


def _by_house(profiles: list[Profile], joined: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> Counted:
    houses: dict[tuple[str, str, str], list[str]] = {}
    for each in profiles:
        if each.site:
            houses.setdefault((plain(each.name), each.district, plain(each.site)), []).append(each.key)
    return _counted(joined, wanted | pairs_of(houses.values()))


def _counted(joined: set[tuple[str, str]], wanted: set[tuple[str, str]]) -> Counted:
    return Counted(len(joined & wanted), len(joined), len(wanted))


def _sides(pairs: set[tuple[str, str]], known: dict[str, Profile]) -> Iterator[tuple[Profile, Profile]]:
    for one, other in sorted(pairs):
        yield known[one], known[other]
