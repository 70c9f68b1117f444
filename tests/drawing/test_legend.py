"""The words of a legend keep clear of each other, also where they take two lines."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from resnet.drawing.geometry import Box
from resnet.drawing.legend import Entry, draw_legend, legend_height
from resnet.drawing.svg import Canvas, Caption

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Size and number: importance (1–5), the larger the more it matters"


def test_two_lines_of_words_stand_clear_of_the_rows_around_them() -> None:
    entries = [Entry(words, lambda canvas, box: None) for words in (LONG, LONG, "Strong", LONG)]
    canvas, width = Canvas(), 250.0
    room = Box(0, 0, width, legend_height(entries, width))

    draw_legend(canvas, entries, "Legend", room)

    drawn = ET.fromstring(canvas.written(room, Caption("", "", "en")))
    heading, *lines = sorted(float(each.get("y", "0")) for each in drawn.iter(f"{SVG}text"))
    (one, two), (three, four), (five,), (six, seven) = lines[:2], lines[2:4], lines[4:5], lines[5:]
    within = two - one
    assert min(three - two, five - four, six - five) >= within + 4
    assert one > heading
    assert seven < room.bottom
