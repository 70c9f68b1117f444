"""Areas and places."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import Kind, Label, number, text

AREA = Kind(
    name="area",
    label=Label("행정구역", "Area"),
    says="An administrative area: province (시도), district (시군구) or neighbourhood (읍면동).",
    categories=(Category.PUBLIC,),
    sort_by="code",
    source="administrative code list of the Ministry of the Interior and Safety; domain.md §15",
    fields=(
        text("name", "이름", "name", indexed=True),
        text("full_name", "전체 이름", "full name", indexed=True),
        text("code", "코드", "code", indexed=True),
        text("code_set", "코드 체계", "code set"),
        text("level", "단계", "level", vocabulary="area_levels"),
    ),
)

PLACE = Kind(
    name="place",
    label=Label("장소", "Place"),
    says="Where something is. A protected agency's place is protected by its kind, whatever a list says.",
    categories=(Category.PUBLIC, Category.PROTECTED, Category.CONTACT),
    folded=True,
    sort_by="address",
    source="domain.md §15, protected places",
    fields=(
        text("address", "주소", "address", indexed=True),
        text("detail", "상세주소", "floor and unit"),
        text("postcode", "우편번호", "postcode"),
        number("latitude", "위도", "latitude", "degree"),
        number("longitude", "경도", "longitude", "degree"),
    ),
)

KINDS = (AREA, PLACE)
