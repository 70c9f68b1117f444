"""An invented city's facilities as two lists tell of them, and which rows are one place: for identity alone.

Names, roads and numbers are drawn from invented parts. What goes wrong between the two lists is what goes
wrong between real ones: spaces, signs, slips of the pen, words for the kind, the district before the name,
a former name, floors left out, phones that changed or are missing, places that moved. And what must not be
taken for one: branches with numbers, districts, several facilities of one operator in one house.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from resnet.ingest.resolve.profile import Profile

_FIRST = (
    "가나다라마바사아자차하고노도로모보소오조호구누두루무부수우주후그느드르므브스으즈흐기니디리미비시이지히"
)
_SECOND = "온솔빛람울샘결찬별들꽃늘봄담안은한누미라나래윤슬하랑"
_KINDS = (
    ("elder-home", "요양원", ("노인요양원", "요양센터", "노인전문요양원")),
    ("elder-day-care", "주간보호센터", ("주야간보호센터", "데이케어센터")),
    ("elder-home-care", "재가노인복지센터", ("노인복지센터", "방문요양센터", "재가복지센터")),
    ("child-centre", "지역아동센터", ("아동센터",)),
    ("nursery", "어린이집", ()),
    ("welfare-centre", "종합사회복지관", ("사회복지관", "복지관")),
)
_DISTRICTS = tuple(
    f"{name}구" for name in ("가람", "나루", "남", "동", "마루", "북", "서", "새벽", "중", "해뜰")
)
_CITY = "온새광역시"


@dataclass(frozen=True)
class ListedTwice:
    """The rows of both lists; ``place`` tells for each row of which place it is."""

    first: list[Profile]
    second: list[Profile]
    places: dict[str, int]


def make_lists(rows: int, *, seed: int = 20261128, shared: float = 0.6) -> ListedTwice:
    """Two lists of so many rows, of which ``shared`` (0..1) of the places stand in both."""
    draw = random.Random(seed)
    in_both = int(rows * shared)
    places = _places(draw, 2 * rows - in_both)
    draw.shuffle(places)
    first = [replace(each, key=f"a{number}") for number, each in enumerate(places[:rows])]
    copied = list(range(in_both)) + list(range(rows, len(places)))
    second = [replace(_again(draw, places[each]), key=f"b{each}") for each in copied]
    draw.shuffle(second)
    known = {f"a{each}": each for each in range(rows)} | {f"b{each}": each for each in copied}
    return ListedTwice(first, second, known)


def _places(draw: random.Random, count: int) -> list[Profile]:
    found: list[Profile] = []
    while len(found) < count:
        found += _some(draw)
    return found[:count]


def _some(draw: random.Random) -> list[Profile]:
    """One facility, or several that look alike and are not one."""
    kind, word, _ = draw.choice(_KINDS)
    brand = _brand(draw)
    one = _facility(draw, f"{brand}{word}", kind, draw.choice(_DISTRICTS))
    chance = draw.random()
    if chance < 0.04:
        # Branches: the same operator, often the same phone or house.
        other = _facility(draw, f"{brand}2차{word}", kind, one.district)
        same = replace(other, phones=one.phones, site=one.site, operator=one.operator)
        return [replace(one, name=f"{brand}1차{word}"), draw.choice([other, same])]
    if chance < 0.06:
        districts = draw.sample(_DISTRICTS, 2)
        return [_facility(draw, f"{each}{word}", kind, each) for each in districts]
    if chance < 0.12:
        # Several facilities of one operator in one house, with one switchboard.
        other_kind, other_word, _ = draw.choice([each for each in _KINDS if each[0] != kind])
        other = replace(one, name=f"{brand}{other_word}", kind=other_kind, unit=f"{draw.randint(4, 9)}층")
        return [one, other]
    return [one]


def _brand(draw: random.Random) -> str:
    if draw.random() < 0.25:
        return draw.choice(
            ("사랑", "행복", "효", "한마음", "은혜", "소망", "늘푸른", "우리집", "햇살", "참좋은")
        )
    return "".join(draw.choice(_FIRST) + draw.choice(_SECOND) for _ in range(draw.choice((1, 1, 2))))


def _facility(draw: random.Random, name: str, kind: str, district: str) -> Profile:
    road = f"{draw.choice(_FIRST)}{draw.choice(_SECOND)}{draw.choice(('로', '길', '대로'))}"
    number = _DISTRICTS.index(district)
    return Profile(
        key="",
        name=name,
        form=draw.choice(("", "", "", "사회복지법인", "사단법인")),
        phones=(f"099-{draw.randint(200, 999)}-{draw.randint(1000, 9999)}",),
        site=f"{district} {road} {draw.randint(1, 300)}",
        unit=draw.choice(("", f"{draw.randint(1, 9)}층", f"{draw.randint(101, 999)}호")),
        province=_CITY,
        district=district,
        latitude=36.0 + number * 0.1 + draw.random() * 0.08,
        longitude=127.0 + draw.random() * 0.08,
        operator=f"{_brand(draw)}{draw.choice(('복지재단', '법인', ''))}" if draw.random() < 0.5 else "",
        kind=kind,
    )


def _again(draw: random.Random, each: Profile) -> Profile:
    """The same place as another list tells of it."""
    found = replace(each, name=_name_again(draw, each))
    if draw.random() < 0.25:
        found = replace(found, phones=())
    elif draw.random() < 0.12:
        found = replace(found, phones=(f"099-{draw.randint(200, 999)}-{draw.randint(1000, 9999)}",))
    if draw.random() < 0.3:
        found = replace(found, unit="")
    if draw.random() < 0.12:
        found = replace(found, site="", unit="")
    elif draw.random() < 0.05:
        moved = _facility(draw, each.name, each.kind, each.district)
        found = replace(found, site=moved.site, unit=moved.unit, latitude=None, longitude=None)
    if draw.random() < 0.4:
        found = replace(found, latitude=None, longitude=None)
    elif found.latitude is not None and found.longitude is not None:
        found = replace(
            found,
            latitude=found.latitude + draw.gauss(0, 2e-4),
            longitude=found.longitude + draw.gauss(0, 2e-4),
        )
    if draw.random() < 0.3:
        found = replace(found, operator="")
    if draw.random() < 0.15:
        found = replace(found, kind="")
    return replace(found, form=each.form if draw.random() < 0.7 else "")


def _name_again(draw: random.Random, each: Profile) -> str:
    name, chance = each.name, draw.random()
    if chance < 0.55:
        return name
    if chance < 0.70:
        place = draw.randrange(1, len(name))
        return f"{name[:place]} {name[place:]}"
    if chance < 0.80:
        return _slip(draw, name)
    if chance < 0.88:
        return f"{each.district}{name}" if "구" not in name else name
    word, others = next(((word, more) for code, word, more in _KINDS if code == each.kind), ("", ()))
    return name.replace(word, draw.choice(others)) if others and word in name else name


def _slip(draw: random.Random, name: str) -> str:
    """One letter of one syllable is another."""
    place = draw.randrange(len(name))
    code = ord(name[place]) - 0xAC00
    if not 0 <= code < 11172:
        return name
    lead, rest = divmod(code, 588)
    vowel, tail = divmod(rest, 28)
    if draw.random() < 0.5:
        vowel = (vowel + draw.randint(1, 20)) % 21
    else:
        tail = (tail + draw.randint(1, 27)) % 28
    return name[:place] + chr(0xAC00 + lead * 588 + vowel * 28 + tail) + name[place + 1 :]
