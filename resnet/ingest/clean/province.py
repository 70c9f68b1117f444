"""Names of provinces (시도): as lists write them, as they are called, their area codes."""

from __future__ import annotations

from functools import cache, lru_cache

from resnet.ingest.clean.cleaned import ONE_LIST
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.shipped_table import shipped_table


@lru_cache(maxsize=ONE_LIST)
def province_of(text: str) -> str | None:
    """The full name of the province that ``text`` names, None when it names none.

    >>> province_of("대구 "), province_of("강원도"), province_of("중구")
    ('대구광역시', '강원특별자치도', None)
    """
    return _names().get(spaceless(text))


def area_code_of(province: str | None, district: str = "") -> str | None:
    """The telephone area code there, None when there is none or several.

    >>> area_code_of("경기", "과천시"), area_code_of("경기도", "수원시 장안구")
    ('02', '031')
    """
    full = province_of(province) if province else None
    if full is None:
        return None
    of_district = shipped_table("provinces")["district_area_codes"].get(f"{full} {district.split(' ')[0]}")
    return of_district or _area_codes().get(full)


def province_at_start(text: str) -> tuple[str, str]:
    """The province a text starts with (``""`` when with none) and the rest of the text.

    >>> province_at_start("인천 동구 솔빛로 22")
    ('인천광역시', '동구 솔빛로 22')
    """
    first, _, rest = text.strip().partition(" ")
    full = province_of(first)
    return (full, rest.strip()) if full else ("", text.strip())


@cache
def _names() -> dict[str, str]:
    return {
        written: each["name"]
        for each in shipped_table("provinces")["province"]
        for written in (each["name"], *each["as_written"])
    }


@cache
def _area_codes() -> dict[str, str]:
    return {
        each["name"]: each["area_code"]
        for each in shipped_table("provinces")["province"]
        if "area_code" in each
    }
