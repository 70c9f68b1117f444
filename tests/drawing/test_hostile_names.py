"""Names that would do harm, in every output of genogram and eco-map: inert, and still to be read."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import pypdfium2
import pytest

from resnet.drawing.drawing import Drawing
from resnet.drawing.ecomap.layout import lay_out as lay_out_map
from resnet.drawing.ecomap.model import EcoMap, Relation, Sector, System
from resnet.drawing.ecomap.svg import draw_map
from resnet.drawing.ecomap.table import written_items, written_table
from resnet.drawing.font import Weight
from resnet.drawing.genogram.branches import Branch
from resnet.drawing.genogram.layout import lay_out
from resnet.drawing.genogram.svg import write_svg
from resnet.drawing.genogram.table import write_items, write_table
from resnet.drawing.output import drawing_file, with_shapes
from resnet.drawing.text import Style, plain
from resnet.graph.elements import NodeId
from resnet.messages import messages_for
from tests.drawing.families import AUTHORED
from tests.drawing.test_ecomap import NOW, THEN

WORDS = messages_for("ko")
NAMES = {
    "script": "<script>alert(1)</script>",
    "closes-the-page": '</script></title></style></svg><img src=x onerror="alert(1)">',
    "right-to-left": "김\u202e민\u2067준\u200f",
    "three-hundred": "가" * 300,
    "emoji": "👩‍👩‍👧‍👦 가족",
    "entities": "&lt;b&gt; &amp; &#60;i&#62;",
    "template": "{{ 7*7 }} {% raw %} ${1}",
    "url": "javascript:alert(1)",
}


def genogram(name: str) -> Drawing[None]:
    """A family of whom two bear the name, one of them the client."""
    family = AUTHORED["three_generations"]()
    people = tuple(replace(each, name=name) if each.id in {"나", "고모"} else each for each in family.people)
    family = replace(family, people=people)
    layout = lay_out(family, WORDS)
    return Drawing(write_svg(layout, WORDS), write_table(layout, WORDS), write_items(family, WORDS), None)


def ecomap(name: str) -> Drawing[None]:
    """A client of that name, with a system of it then and now."""
    relation = Relation(nature="strong", nearness=4, words=name, known=name)
    system = System(id=NodeId("person:a"), name=name, sector=Sector.PEOPLE, now=relation, then=Relation())
    given = EcoMap(
        client=NodeId("person:c"),
        name=name,
        systems=(system,),
        now_at=NOW,
        since=THEN,
        then_at=THEN,
        household=(name,),
    )
    layout = lay_out_map(given)
    items = written_items(given, [(system, Relation()), (system, relation)], WORDS)
    return Drawing(draw_map(given, layout, WORDS), written_table(given, WORDS), items, None)


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


EVERY = pytest.mark.parametrize("draw", [genogram, ecomap], ids=["genogram", "ecomap"])
EACH = pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)


@EVERY
@EACH
def test_a_picture_has_no_tag_but_its_own_and_says_the_whole_name(draw: object, name: str) -> None:
    assert callable(draw)
    svg = ET.fromstring(draw(name).svg)

    tags = {each.tag.rpartition("}")[2] for each in svg.iter()}
    titles = [each.text or "" for each in svg.iter() if each.tag.endswith("title")]
    assert tags <= {"svg", "g", "title", "desc", "style", "rect", "circle", "path", "text"}
    assert any(plain(name) in each for each in titles)


@EVERY
@EACH
def test_a_page_runs_one_script_asks_nobody_and_says_the_whole_name(draw: object, name: str) -> None:
    assert callable(draw)
    page = drawing_file(draw(name), "drawing.html", "가계도", "ko").decode()
    tags = Tags()

    tags.feed(page)

    given = re.search(r'<script type="application/json" id="given">(.*?)</script>', page, re.DOTALL)
    assert given is not None
    told = json.loads(given[1])
    assert tags.tags.count("script") == 2
    assert {"img", "iframe", "link", "a", "object"} & set(tags.tags) == set()
    assert not any(attribute.startswith("on") for attribute, _ in tags.attributes)
    assert not any(attribute in {"src", "href"} for attribute, _ in tags.attributes)
    assert any(each["name"].startswith(plain(name)) for each in told)
    assert unescape(page).count(plain(name)) >= 2


@EVERY
@EACH
def test_print_and_pixels_can_be_made_of_it(draw: object, name: str) -> None:
    assert callable(draw)
    drawing = draw(name)

    pdf = pypdfium2.PdfDocument(drawing_file(drawing, "drawing.pdf", "가계도", "ko"))
    pixels = drawing_file(drawing, "drawing.png", "가계도", "ko")

    text = pdf[0].get_textpage().get_text_bounded()
    assert len(pdf) == 1
    assert with_shapes(plain(name))[:4] in text
    assert pixels.startswith(b"\x89PNG")


def words_outside(svg: str) -> list[str]:
    """Words that begin or end outside the sheet."""
    root = ET.fromstring(svg)
    left, _, width, _ = map(float, str(root.get("viewBox")).split())
    outside = []
    for each in root.iter("{http://www.w3.org/2000/svg}text"):
        weight = Weight.BOLD if each.get("font-weight") else Weight.REGULAR
        wide = Style(float(str(each.get("font-size"))), weight).width(str(each.text))
        start = float(str(each.get("x"))) - (wide / 2 if each.get("text-anchor") == "middle" else 0.0)
        if start < left - 0.5 or start + wide > left + width + 0.5:
            outside.append(str(each.text))
    return outside


@EVERY
def test_a_very_long_name_stays_on_the_sheet(draw: object) -> None:
    assert callable(draw)

    assert words_outside(draw(NAMES["three-hundred"]).svg) == []


def test_what_is_said_above_a_narrow_genogram_stays_on_the_sheet() -> None:
    family = replace(
        AUTHORED["alone"](),
        drawn_on=NOW.date(),
        author="김하늘별",
        left_out=60,
        left_out_of=tuple((branch, 10) for branch in Branch),
    )

    svg = write_svg(lay_out(family, WORDS), WORDS)

    assert "함께 사는 사람 쪽 10명" in svg.replace("</text>", "")
    assert words_outside(svg) == []
