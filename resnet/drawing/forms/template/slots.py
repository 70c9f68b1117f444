"""Where a template asks for something, found in the bytes of a part so that nothing else is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.parsers import expat

from resnet.drawing.forms.template.package import TemplateError
from resnet.ingest.bad_file import Where

LINE_BREAK = "\n"
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_MARK = re.compile(r"\{\{\s*([^{}\n]{1,200}?)\s*\}\}")
_CLICK_HERE = "CLICK_HERE"
_BEHIND_PAGES = "masterpage"
# What a page on its side says of itself: its width and height stay those of the upright one.
_ON_SIDE = "NARROWLY"
# Between the margins of a new document, in units of 1/7200 inch.
_USUAL_WIDTH = 42_520


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a template, counted from 1 as somebody who reads it counts."""

    part: str
    paragraph: int
    table: int | None = None
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """The bytes from ``start`` to ``end`` become ``text``; None is where the answer goes."""

    start: int
    end: int
    text: bytes | None = b""
    before: bytes = b""
    after: bytes = b""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that asks: a ``mark`` ({{name}}), a ``field`` (누름틀), a named ``cell``.

    ``edits`` fill it; a ``field`` without any ends in another paragraph than it begins, and cannot be filled.
    ``drawing`` puts a drawing there; empty where none can stand: in a field, among words, behind every page.
    ``width`` is what the place has from side to side, in units of 1/7200 inch. ``prefix`` stands before the
    names of the part's elements.
    """

    name: str
    how: str
    place: Place
    edits: tuple[Edit, ...]
    drawing: tuple[Edit, ...]
    width: int
    prefix: str


@dataclass(slots=True)
class _Letter:
    text: str
    start: int
    end: int
    run: _Run
    text_at: int


@dataclass(slots=True)
class _Run:
    start: int
    end: int
    look: str | None
    is_empty: bool


@dataclass(slots=True)
class _Field:
    name: str
    key: str
    start: int
    end: int
    run: _Run
    first: int
    last: int | None = None
    behind: int = 0


@dataclass(slots=True)
class _Cell:
    table: int
    row: int
    column: int
    name: str
    is_open: bool = True
    width: int = 0


@dataclass(slots=True)
class _Paragraph:
    number: int
    start: int
    cell: _Cell | None
    named: str
    letters: list[_Letter] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    text_depth: int = 0
    text_at: int = 0
    width: int = 0


class _Reader:
    """Goes through a part once."""

    def __init__(self, part: str, source: bytes, where: Where) -> None:
        self._part, self._source, self._where = part, source, where
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartCdataSectionHandler = self._refuse
        self._open: list[_Paragraph] = []
        self._tables: list[tuple[int, int, int]] = []
        self._cells: list[_Cell] = []
        self._counted = {"p": 0, "tbl": 0}
        self._awaiting: _Field | None = None
        self._prefix = ""
        self._page_width = _USUAL_WIDTH
        self._waiting: list[tuple[_Paragraph, str, str, tuple[list[Edit], list[Edit]]]] = []

    def slots(self) -> Iterator[Slot]:
        self._parser.Parse(self._source, True)  # noqa: FBT003 (expat's own)
        # A paragraph around a table ends after those in it.
        for here, name, how, (edits, drawing) in sorted(self._waiting, key=lambda each: each[0].start):
            width = here.width or (here.cell.width if here.cell else 0) or self._page_width
            yield Slot(name, how, self._place(here), tuple(edits), tuple(drawing), width, self._prefix)

    def _refuse(self) -> None:
        # The word processor writes none; what stands in one is not escaped as the rest.
        raise TemplateError(replace(self._where, sheet=self._part), "unreadable")

    def _start(self, name: str, said: dict[str, str]) -> None:
        prefix, local = _split(name)
        at = self._parser.CurrentByteIndex
        match local:
            case "p":
                self._begin_paragraph(prefix)
            case "tbl":
                self._counted["tbl"] += 1
                self._tables.append((self._counted["tbl"], 0, 0))
            case "tr" if self._tables:
                number, row, _ = self._tables[-1]
                self._tables[-1] = (number, row + 1, 0)
            case "tc" if self._tables:
                number, row, column = self._tables[-1]
                self._tables[-1] = (number, row, column + 1)
                self._cells.append(_Cell(number, row, column + 1, said.get("name", "").strip()))
            case "cellAddr" | "cellSz" | "cellMargin" if self._cells:
                _tell_cell(self._cells[-1], local, said)
            case "pagePr":
                self._page_width = _number(
                    said.get("height" if said.get("landscape") == _ON_SIDE else "width")
                )
            case "margin" if "gutter" in said:
                self._page_width -= sum(_number(said.get(each)) for each in ("left", "right", "gutter"))
            case _ if self._open:
                self._start_inside(self._open[-1], local, at, said)
            case _:
                pass

    def _begin_paragraph(self, prefix: str) -> None:
        if not self._open:
            self._counted["p"] += 1
        self._prefix = prefix
        cell = self._cells[-1] if self._cells else None
        named = cell.name if cell is not None and cell.is_open else ""
        if cell is not None:
            cell.is_open = False
        self._open.append(_Paragraph(self._counted["p"], self._parser.CurrentByteIndex, cell, named))

    def _start_inside(self, here: _Paragraph, local: str, at: int, said: dict[str, str]) -> None:
        end = self._tag_end(at)
        match local:
            case "run":
                is_empty = self._source[end - 2 : end] == b"/>"
                here.runs.append(_Run(at, end, said.get("charPrIDRef"), is_empty))
            case "t":
                here.text_depth += 1
                here.text_at = at
            case "lineBreak" | "tab" if here.text_depth and here.runs:
                here.letters.append(_Letter(LINE_BREAK, at, end, here.runs[-1], here.text_at))
            case "linesegarray":
                here.lines.append((at, end))
            case "lineseg":
                here.width = max(here.width, _number(said.get("horzsize")))
            case "fieldBegin" if said.get("type") == _CLICK_HERE and here.runs:
                name, key = said.get("name", "").strip(), said.get("id", "")
                self._awaiting = _Field(name, key, at, end, here.runs[-1], len(here.letters))
                here.fields.append(self._awaiting)
            case "fieldEnd":
                for each in here.fields:
                    if each.last is None and each.key == said.get("beginIDRef"):
                        each.last = len(here.letters)
            case _:
                pass

    def _end(self, name: str) -> None:
        _, local = _split(name)
        at = self._parser.CurrentByteIndex
        match local:
            case "p" if self._open:
                self._finish(self._open.pop())
            case "tbl" if self._tables:
                self._tables.pop()
            case "tc" if self._cells:
                self._cells.pop()
            case "t" if self._open:
                self._open[-1].text_depth -= 1
            case "ctrl" if self._awaiting is not None:
                self._awaiting.behind, self._awaiting = self._tag_end(at), None
            case "linesegarray" if self._open and self._open[-1].lines:
                start, end = self._open[-1].lines[-1]
                self._open[-1].lines[-1] = start, max(end, self._tag_end(at))
            case _:
                pass

    def _text(self, text: str) -> None:
        here = self._open[-1] if self._open else None
        if here is None or not here.text_depth or not here.runs:
            return
        at, run = self._parser.CurrentByteIndex, here.runs[-1]
        if self._source[at : at + 1] == b"&":
            end = self._source.index(b";", at) + 1
            here.letters.append(_Letter(text, at, end, run, here.text_at))
            return
        for letter in text:
            end = at + len(letter.encode())
            here.letters.append(_Letter(letter, at, end, run, here.text_at))
            at = end

    def _finish(self, here: _Paragraph) -> None:
        taken: list[tuple[str, str, list[Edit], list[Edit]]] = []
        covered = [False] * len(here.letters)
        for each in here.fields:
            edits = [] if each.last is None else self._field_edits(here, each)
            taken.append((each.name, "field", edits, []))
            for place in range(each.first, each.last or each.first):
                covered[place] = True
        said = "".join(
            LINE_BREAK if is_covered else letter.text[:1]
            for letter, is_covered in zip(here.letters, covered, strict=True)
        )
        for found in _MARK.finditer(said):
            letters = here.letters[found.start() : found.end()]
            is_alone = not here.fields and not (said[: found.start()] + said[found.end() :]).strip()
            drawing = self._drawing_edits(here, letters) if is_alone else []
            taken.append((found[1], "mark", _replaced(letters), drawing))
        if here.named and not taken:
            drawing = self._drawing_edits(here, here.letters)
            taken.append((here.named, "cell", self._cell_edits(here), drawing))
        # The lines as they were broken before: the word processor breaks them anew when they are gone.
        stale = [Edit(start, end) for start, end in here.lines]
        for name, how, edits, drawing in taken:
            both = ((edits + stale) if edits else [], (drawing + stale) if drawing else [])
            self._waiting.append((here, name, how, both))

    def _drawing_edits(self, here: _Paragraph, letters: list[_Letter]) -> list[Edit]:
        """Edits that put something in place of the letters that is no text; none behind every page."""
        if _BEHIND_PAGES in self._part or not here.runs:
            return []
        if letters:
            gone = [Edit(each.start, each.end) for each in letters]
            return [Edit(letters[0].text_at, letters[0].text_at, None), *gone]
        run = here.runs[0]
        if not run.is_empty:
            return [Edit(run.end, run.end, None)]
        return [self._opened(run), Edit(run.end, run.end, None, b"", self._close_run())]

    def _field_edits(self, here: _Paragraph, found: _Field) -> list[Edit]:
        letters = here.letters[found.first : found.last]
        begun = self._source[found.start : found.end]
        edits = []
        if b'dirty="0"' in begun:
            at = found.start + begun.index(b'dirty="0"')
            edits.append(Edit(at, at + len(b'dirty="0"'), b'dirty="1"'))
        if not letters:
            return [*edits, self._new_text(found.behind)]
        look = letters[0].run
        if look is not found.run and look.look != found.run.look and found.run.look is not None:
            others = {id(each) for each in here.letters if each.run is look} - set(map(id, letters))
            tag = self._source[look.start : look.end]
            old = b'charPrIDRef="%s"' % (look.look or "").encode()
            if not others and old in tag:
                at = look.start + tag.index(old)
                new = b'charPrIDRef="%s"' % found.run.look.encode()
                edits.append(Edit(at, at + len(old), new))
        return edits + _replaced(letters)

    def _cell_edits(self, here: _Paragraph) -> list[Edit]:
        if here.letters:
            return _replaced(here.letters)
        if not here.runs:
            return []
        run = here.runs[0]
        if not run.is_empty:
            return [self._new_text(run.end)]
        opened = self._new_text(run.end)
        return [
            self._opened(run),
            Edit(run.end, run.end, None, opened.before, opened.after + self._close_run()),
        ]

    @staticmethod
    def _opened(run: _Run) -> Edit:
        return Edit(run.end - 2, run.end, b">")

    def _close_run(self) -> bytes:
        return f"</{self._prefix}run>".encode()

    def _new_text(self, at: int) -> Edit:
        tag = f"{self._prefix}t".encode()
        return Edit(at, at, None, b"<" + tag + b">", b"</" + tag + b">")

    def _tag_end(self, at: int) -> int:
        found = _TAG.match(self._source, at)
        return found.end() if found else at

    def _place(self, here: _Paragraph) -> Place:
        if here.cell is None:
            return Place(self._part, here.number)
        return Place(self._part, here.number, here.cell.table, here.cell.row, here.cell.column)


def _tell_cell(cell: _Cell, local: str, said: dict[str, str]) -> None:
    """What stands of a cell behind its words: where it is, and how wide."""
    match local:
        case "cellAddr":
            cell.row = _count(said.get("rowAddr"), cell.row)
            cell.column = _count(said.get("colAddr"), cell.column)
        case "cellSz":
            cell.width = _number(said.get("width"))
        case _:
            cell.width -= _number(said.get("left")) + _number(said.get("right"))


def _replaced(letters: list[_Letter]) -> list[Edit]:
    first, *rest = letters
    return [Edit(first.start, first.end, None), *(Edit(each.start, each.end) for each in rest)]


def _split(name: str) -> tuple[str, str]:
    prefix, colon, local = name.rpartition(":")
    return prefix + colon, local


def _number(said: str | None) -> int:
    return int(said) if said is not None and said.isdecimal() else 0


def _count(said: str | None, otherwise: int) -> int:
    return int(said) + 1 if said is not None and said.isdecimal() else otherwise


def find_slots(part: str, source: bytes, where: Where) -> list[Slot]:
    """The slots of a part that ``open_template`` took, in the order of the file.

    Raises:
        TemplateError: If its text is written in a way whose places cannot be told.
    """
    return list(_Reader(part, source, where).slots())
