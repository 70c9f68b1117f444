"""Drawings as pictures of a template: the picture itself, its entry in the document's list, its place."""

from __future__ import annotations

import re
import struct
from itertools import count
from xml.sax.saxutils import escape

from resnet.drawing.forms.template.package import PACKAGE, Package, TemplateError
from resnet.drawing.forms.template.slots import Slot
from resnet.drawing.output import png
from resnet.drawing.text import plain
from resnet.ingest.bad_file import Where

_CORE = 'xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core"'
_END_OF_LIST = re.compile(rb"</((?:\w+:)?)manifest>")
# Of the drawing's pixels, 96 to an inch; two of the picture to one of them are as fine as paper shows.
_UNITS_OF_PIXEL = 75
_ZOOM = 2.0
# A page has no more between its margins: about 21 cm.
_TALLEST = 60_000
# Above what a word processor numbers by itself.
_FIRST_NUMBER = 1_900_000_000
_PICTURE = (
    '<{p}pic id="{number}" zOrder="{order}" numberingType="PICTURE" textWrap="TOP_AND_BOTTOM" '
    'textFlow="BOTH_SIDES" lock="0" dropcapstyle="None" href="" groupLevel="0" instid="{number}" '
    'reverse="0"{core}>'
    '<{p}offset x="0" y="0"/><{p}orgSz width="{w}" height="{h}"/><{p}curSz width="{w}" height="{h}"/>'
    '<{p}flip horizontal="0" vertical="0"/>'
    '<{p}rotationInfo angle="0" centerX="{x}" centerY="{y}" rotateimage="1"/>'
    '<{p}renderingInfo><hc:transMatrix e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"/>'
    '<hc:scaMatrix e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"/>'
    '<hc:rotMatrix e1="1" e2="0" e3="0" e4="0" e5="1" e6="0"/></{p}renderingInfo>'
    '<{p}imgRect><hc:pt0 x="0" y="0"/><hc:pt1 x="{w}" y="0"/><hc:pt2 x="{w}" y="{h}"/>'
    '<hc:pt3 x="0" y="{h}"/></{p}imgRect><{p}imgClip left="0" right="{w}" top="0" bottom="{h}"/>'
    '<{p}inMargin left="0" right="0" top="0" bottom="0"/><{p}imgDim dimwidth="{w}" dimheight="{h}"/>'
    '<hc:img binaryItemIDRef="{item}" bright="0" contrast="0" effect="REAL_PIC" alpha="0"/><{p}effects/>'
    '<{p}sz width="{w}" widthRelTo="ABSOLUTE" height="{h}" heightRelTo="ABSOLUTE" protect="0"/>'
    '<{p}pos treatAsChar="1" affectLSpacing="0" flowWithText="1" allowOverlap="0" holdAnchorAndSO="0" '
    'vertRelTo="PARA" horzRelTo="PARA" vertAlign="TOP" horzAlign="LEFT" vertOffset="0" horzOffset="0"/>'
    '<{p}outMargin left="0" right="0" top="0" bottom="0"/><{p}shapeComment>{says}</{p}shapeComment></{p}pic>'
)


class Embedded:
    """The pictures that come into one template; ``added`` are their parts, by their names."""

    def __init__(self, package: Package, where: Where) -> None:
        self._package, self._where = package, where
        self.added: dict[str, bytes] = {}
        self._items: dict[str, str] = {}
        self._placed = count()

    def picture(self, svg: str, says: str, slot: Slot) -> bytes:
        """The element that shows the drawing in its place, as wide as it is and no wider than the place."""
        item = self._items.get(svg) or self._add(svg)
        across, down = struct.unpack(">II", self.added[f"BinData/{item}.png"][16:24])
        width = min(slot.width, round(across / _ZOOM * _UNITS_OF_PIXEL), round(_TALLEST * across / down))
        height = round(width * down / across)
        order = next(self._placed)
        source = self._part(slot.place.part)
        return _PICTURE.format(
            p=slot.prefix,
            number=_FIRST_NUMBER + order,
            order=order,
            core="" if _CORE.encode() in source else f" {_CORE}",
            w=width,
            h=height,
            x=width // 2,
            y=height // 2,
            item=item,
            says=escape(plain(says)),
        ).encode()

    def list_of_parts(self) -> dict[str, bytes]:
        """The document's list of its parts with the pictures in it; nothing where none came in.

        Raises:
            TemplateError: If the document has no such list.
        """
        if not self.added:
            return {}
        listed = self._part(PACKAGE)
        end = _END_OF_LIST.search(listed)
        if end is None:
            raise TemplateError(self._where, "unreadable")
        entry = '<{p}item id="{item}" href="BinData/{item}.png" media-type="image/png" isEmbeded="1"/>'
        items = "".join(entry.format(p=end[1].decode(), item=item) for item in self._items.values())
        return {PACKAGE: listed[: end.start()] + items.encode() + listed[end.start() :]}

    def _add(self, svg: str) -> str:
        names = b"\n".join(
            [self._part(PACKAGE), *(info.filename.encode() for info, _ in self._package.members)]
        )
        taken = {int(number) for number in re.findall(rb"image(\d{1,9})\b", names)}
        item = f"image{max(taken, default=0) + len(self._items) + 1}"
        self._items[svg] = item
        self.added[f"BinData/{item}.png"] = png(svg, zoom=_ZOOM)
        return item

    def _part(self, name: str) -> bytes:
        return next((part for info, part in self._package.members if info.filename == name), b"")
