"""The drawn genogram: readable, self-contained, inert, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
import xml.etree.ElementTree as ET

import pytest

from resnet.drawing.genogram.layout import lay_out
from resnet.drawing.genogram.svg import write_svg
from resnet.drawing.genogram.table import write_table
from resnet.drawing.output import png
from resnet.messages import messages_for
from tests.drawing.families import AUTHORED, HOSTILE_NAMES

SVG = "{http://www.w3.org/2000/svg}"
KOREAN, ENGLISH = messages_for("ko"), messages_for("en")


def drawn(name: str, language: str = "ko") -> str:
    messages = messages_for(language)
    return write_svg(lay_out(AUTHORED[name](), messages), messages)


def people_of(svg: str) -> list[ET.Element]:
    return [each for each in ET.fromstring(svg).iter(f"{SVG}g") if each.get("class") == "person"]


@pytest.mark.parametrize("name", AUTHORED)
def test_everybody_is_drawn_once(name: str) -> None:
    assert len(people_of(drawn(name))) == len(AUTHORED[name]().people)


def test_the_same_families_give_the_same_bytes_in_another_process() -> None:
    program = (
        "import sys\n"
        "from tests.drawing.families import AUTHORED\n"
        "from tests.drawing.test_genogram_svg import drawn\n"
        "sys.stdout.buffer.write(''.join(map(drawn, AUTHORED)).encode())"
    )
    # Another order of sets and dictionaries must not show.
    given = {**os.environ, "PYTHONHASHSEED": "7"}
    other = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=given)

    assert other.stdout.decode() == "".join(map(drawn, AUTHORED))


def test_a_drawing_names_and_describes_itself_for_those_who_hear_it() -> None:
    root = ET.fromstring(drawn("three_generations"))

    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert title is not None
    assert description is not None
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "가계도 · 나"
    assert "아버지 – 어머니: 혼인 1992, 이혼 2003. 자녀: 나, 남동생." in str(description.text)


def test_hostile_names_stay_text() -> None:
    svg = drawn("hostile")
    root = ET.fromstring(svg)

    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "g", "path", "circle", "text"),
    }
    attributes = {name for each in root.iter() for name in each.attrib}
    assert not [name for name in attributes if name.startswith("on") or "href" in name]
    assert "\u202e" not in svg
    assert "\x00" not in svg
    assert "url(http" not in svg
    assert "가" * 300 in svg, "the whole name is there for those who hear it"


def test_the_table_holds_everybody_and_no_markup_of_theirs() -> None:
    layout = lay_out(AUTHORED["hostile"](), KOREAN)

    root = ET.fromstring(write_table(layout, KOREAN))

    assert len(root.findall("./tbody/tr")) == len(HOSTILE_NAMES)
    assert {each.tag for each in root.iter()} == {"table", "caption", "thead", "tbody", "tr", "th", "td"}


def test_the_table_says_how_each_child_belongs_to_each_parent() -> None:
    layout = lay_out(AUTHORED["step_mother_adopts"](), ENGLISH)

    rows = {cells[0]: cells for cells in _cells(write_table(layout, ENGLISH))}

    assert rows["first (index person)"][4] == "m, f, s (Adoptive)"
    assert rows["f"][6] == "first, second"


def _cells(table: str) -> list[list[str]]:
    return [[cell.text or "" for cell in row] for row in ET.fromstring(table).findall("./tbody/tr")]


def test_the_legend_shows_what_occurs_and_nothing_else() -> None:
    words = _legend_of(drawn("half_siblings", "en"))

    assert words == ["Legend", "Male", "Female", "Index person", "Dead", "Married"]


def test_the_legend_names_every_line_that_occurs() -> None:
    words = _legend_of(drawn("three_generations", "en"))

    for word in (
        "Cohabiting",
        "Divorced",
        "Child: Adoptive",
        "Child: Foster",
        "Conflict",
        "Abuse",
        "Cut off",
    ):
        assert word in words


def _legend_of(svg: str) -> list[str]:
    legend = next(each for each in ET.fromstring(svg).iter(f"{SVG}g") if each.get("class") == "legend")
    return [each.text or "" for each in legend.iter(f"{SVG}text")]


def test_a_dead_person_is_crossed_and_the_index_person_has_two_outlines() -> None:
    shapes = {}
    for group in people_of(drawn("half_siblings")):
        title = group.find(f"{SVG}title")
        assert title is not None
        shapes[title.text] = [each.tag.removeprefix(SVG) for each in group]

    assert shapes["a 1950–1980"].count("path") == 2
    assert shapes["bc 1985–"].count("circle") == 2
    assert shapes["b 1952–"].count("circle") == 1


def test_a_png_is_made_with_the_shipped_font_alone() -> None:
    picture = png(drawn("three_generations"), zoom=1.0)

    assert picture.startswith(b"\x89PNG")
    assert picture == png(drawn("three_generations"), zoom=1.0)
