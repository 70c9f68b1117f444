"""The authored pairs, as profiles."""

from __future__ import annotations

import tomllib
from pathlib import Path

from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.name import clean_name
from resnet.ingest.known_areas import house_of
from resnet.ingest.resolve.profile import Profile, unit_of

_FILE = Path(__file__).with_name("pairs.toml")


def profile_of(key: str, cells: list[str]) -> Profile:
    """The profile of a side of a pair."""
    written, phones, address, detail, kind = cells
    name, where = clean_name(written).value, clean_address(address).value
    assert name is not None
    return Profile(
        key=key,
        name=name.text,
        former=name.former,
        form=name.legal_form,
        phones=tuple(each for each in phones.split(", ") if each),
        site=house_of(where) if where is not None else "",
        unit=unit_of(detail),
        province=where.province if where is not None else "",
        district=where.district if where is not None else "",
        kind=kind,
    )


def authored_pairs() -> list[tuple[str, Profile, Profile]]:
    """What should come out, and the two sides."""
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))["pair"]
    return [(each["is"], profile_of("one", each["one"]), profile_of("other", each["other"])) for each in read]
