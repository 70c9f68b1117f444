"""A small SVG writer: everything escaped, no script, no outside reference, the font inside.

>>> canvas = Canvas()
>>> canvas.text(Point(0, 10), "<script>", Style(10))
>>> "&lt;script&gt;" in canvas.written(Box(0, 0, 100, 20), Caption("t", "d", "en"))
True
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from resnet.drawing.font import FAMILY, Weight, font_faces
from resnet.drawing.geometry import Box, Point, Polyline
from resnet.drawing.text import Label, Style

INK = "#1a1a1a"
PALE = "#6b6b6b"
PAPER = "#ffffff"
Attribute = str | float
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Caption:
    """What a drawing is, for people who hear it: short name, description, language."""

    title: str
    description: str
    language: str


class Canvas:
    """Collects shapes in the order they are drawn."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._letters: dict[Weight, set[str]] = {weight: set() for weight in Weight}

    @contextmanager
    def group(self, name: str, title: str = "") -> Iterator[None]:
        """A group of shapes; ``name`` becomes its class, ``title`` what a pointer shows."""
        self._parts.append(f'<g class="{escaped(name)}">')
        if title:
            self._parts.append(f"<title>{escaped(title)}</title>")
        yield
        self._parts.append("</g>")

    def shape(self, tag: str, /, **attributes: Attribute) -> None:
        """One shape; ``_`` in an attribute's name stands for ``-``."""
        self._parts.append(f"<{tag}{written_attributes(attributes)}/>")

    def line(self, points: Polyline, **attributes: Attribute) -> None:
        """An open polyline in ink unless told otherwise."""
        given: dict[str, Attribute] = {"fill": "none", "stroke": INK, "stroke_width": 1.5, **attributes}
        self.shape("path", d=path(points), **given)

    def text(self, at: Point, text: str, style: Style, **attributes: Attribute) -> None:
        """One line of text, ``at`` being the start (or ``text_anchor``) of its baseline."""
        if not text:
            return
        self._letters[style.weight].update(text)
        given: dict[str, Attribute] = {
            "x": at.x,
            "y": at.y,
            "font_size": style.size,
            "fill": INK,
            **attributes,
        }
        if style.weight is Weight.BOLD:
            given["font_weight"] = style.weight.css
        self._parts.append(f"<text{written_attributes(given)}>{escaped(text)}</text>")

    def label(self, at: Point, label: Label, **attributes: Attribute) -> None:
        """Wrapped lines, ``at`` being the middle of their top unless ``text_anchor`` says otherwise."""
        given: dict[str, Attribute] = {"text_anchor": "middle", **attributes}
        for number, line in enumerate(label.lines):
            self.text(Point(at.x, label.baseline(at.y, number)), line, label.style, **given)

    def written(self, box: Box, caption: Caption, *, has_font: bool = True) -> str:
        """The whole SVG document showing ``box``; the same shapes give the same bytes.

        Without its font it stands in a page that has it, under a policy that allows no sheet of its own.
        """
        body = "".join(self._parts)
        # Several drawings may stand in one page: their ids must differ.
        mark = hashlib.sha256((caption.title + caption.description + body).encode()).hexdigest()[:10]
        size = f"{number(box.width)} {number(box.height)}".split()
        faces = ""
        if has_font:
            rules = font_faces({weight: "".join(letters) for weight, letters in self._letters.items()})
            faces = f"<style>{rules}</style>"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{size[0]}" height="{size[1]}"'
            f' viewBox="{number(box.left)} {number(box.top)} {size[0]} {size[1]}" role="img"'
            f' lang="{escaped(caption.language)}" aria-labelledby="t{mark} d{mark}"'
            f' font-family="{escaped(FAMILY)}">'
            f'<title id="t{mark}">{escaped(caption.title)}</title>'
            f'<desc id="d{mark}">{escaped(caption.description)}</desc>'
            f"{faces}{_paper(box)}{body}</svg>\n"
        )


def escaped(text: str) -> str:
    """``text`` for use in an element or a double-quoted attribute, without what XML cannot hold."""
    text = _NO_XML.sub("", text)
    for letter, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(letter, entity)
    return text


def number(value: float) -> str:
    """A coordinate with at most two decimals, never ``-0``.

    >>> number(-0.001), number(12.50)
    ('0', '12.5')
    """
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown


def path(points: Polyline, *, is_closed: bool = False) -> str:
    """Path data of a polyline."""
    steps = "L".join(f"{number(point.x)} {number(point.y)}" for point in points)
    return f"M{steps}{'Z' if is_closed else ''}"


def written_attributes(attributes: dict[str, Attribute]) -> str:
    """Attributes as they stand in a tag, in the order given."""
    return "".join(
        f' {name.replace("_", "-")}="{number(value) if isinstance(value, int | float) else escaped(value)}"'
        for name, value in attributes.items()
    )


def _paper(box: Box) -> str:
    sides: dict[str, Attribute] = {"x": box.left, "y": box.top, "width": box.width, "height": box.height}
    return f"<rect{written_attributes({**sides, 'fill': PAPER})}/>"
