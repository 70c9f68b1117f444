"""Rows that tell several services of one agency: a row for each.

Offices write them in one cell as numbered lines, as columns of marks (○), in rows under a name that stands
once, merged or not. What is certain is parted; prose with commas stays one text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from resnet.ingest.clean.spacing import collapse, spaceless
from resnet.ingest.mapping.column import Column
from resnet.ingest.mapping.marks import NO, YES
from resnet.ingest.mapping.role import PROVIDERS, Role
from resnet.ingest.mapping.shape import Shape
from resnet.ingest.mapping.synonym import Why
from resnet.ingest.mapping.week import names_a_day
from resnet.ingest.readers.long_rows import kept_rows
from resnet.ingest.readers.table import RawRow

_FEWEST_MARKED = 2
# Partly, on some days, while there is money: what it says stands in a legend, if anywhere.
_UNCLEAR = frozenset("△▲")
_LOOKED_AT = 1000
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,2}\s*[.)](?!\d)|[①-⑳]|[-·•▪◦○●※*]\s?|[가나다라마바사아자차]\.)\s*")
_CIRCLED = re.compile(r"(?=[①-⑳])")
_LONGEST_NAME = 40
_SIGN = re.compile(r"[,;\n]")
_INNER_SIGN = re.compile(r"[/·ㆍ]")
_BRACKETS = re.compile(r"[()\[\]]")
_AND_SO_ON = re.compile(r"\s+등$")
# Digits, and endings of words that go on into the next: prose, and no name.
_NO_NAME = re.compile(r"\d|[^가-힣A-Za-z\s&·/]|(?:며|하고|에게|에서|으로|및|위한|통한)$")
_LONGEST_OF_SEVERAL, _MOST_OF_SEVERAL, _SHORTEST_INNER = 15, 12, 3
# What a row says of its agency, not of one service of it.
_OF_AGENCY = PROVIDERS | {
    *(Role.KIND, Role.KIND_DETAIL, Role.SECTOR, Role.HEAD, Role.CONTACT_PERSON, Role.EXTERNAL_ID),
    *(Role.PHONE, Role.PHONE_AND_CONTACT, Role.FAX, Role.EMAIL, Role.HOMEPAGE, Role.LINKS),
    *(Role.ADDRESS, Role.ADDRESS_LOT, Role.ADDRESS_DETAIL, Role.POSTCODE, Role.PROVINCE, Role.DISTRICT),
    *(Role.TOWN, Role.LATITUDE, Role.LONGITUDE),
}
_OF_SERVICE = (Role.SERVICE_NAME, Role.SERVICE_CONTENT)


@dataclass(frozen=True, slots=True)
class Parted:
    """The list with a row for each service.

    ``carried`` are rows that stand under the name above them; ``of_several`` counts lines of the sheet that
    are more rows than one; ``unclear`` are rows with marks that say neither yes nor no of a service.
    """

    shape: Shape
    columns: tuple[Column, ...]
    carried: tuple[int, ...] = ()
    of_several: int = 0
    unclear: tuple[int, ...] = ()


def part_services(shape: Shape, columns: tuple[Column, ...], filled: frozenset[tuple[int, int]]) -> Parted:
    """The list with each service in a row of its own; as it was where every row tells one.

    ``filled`` are the places that a merged range covers beyond its first cell.
    """
    numbers = {column.role: column.number for column in columns if column.role is not None}
    marked = [] if Role.SERVICE_NAME in numbers else _marked(shape, columns)
    if not PROVIDERS & numbers.keys() or not (marked or numbers.keys() & set(_OF_SERVICE)):
        return Parted(shape, columns)
    body, carried = _carried_down(shape.body, numbers)
    shape = replace(shape, body=kept_rows(body))
    if Role.SERVICE_NAME in numbers:
        name = next(numbers[role] for role in numbers if role in PROVIDERS)
        is_of_all = _has_one_row_each(body, name)
        rows = [
            each for row in body for each in _by_lines(row, numbers[Role.SERVICE_NAME], is_of_all=is_of_all)
        ]
        return Parted(replace(shape, body=kept_rows(rows)), columns, carried, _of_several(rows))
    if marked:
        heads = _own_words([each.head for each in marked])
        told = [
            (row, [head for each, head in zip(marked, heads, strict=True) if _is_yes(row.text(each.number))])
            for row in body
        ]
    else:
        told = _by_blocks(body, numbers, filled, frozenset(carried))
    if not any(names for _, names in told):
        return Parted(shape, columns, carried)
    shape, columns = _with_names(shape, columns, told)
    unclear = [
        row.number for row in body if any(row.text(each.number).strip() in _UNCLEAR for each in marked)
    ]
    return Parted(shape, columns, carried, _of_several(shape.body), tuple(unclear))


def _of_several(rows: Sequence[RawRow]) -> int:
    return sum(count > 1 for count in Counter(row.number for row in rows).values())


def _carried_down(rows: Sequence[RawRow], numbers: dict[Role, int]) -> tuple[list[RawRow], tuple[int, ...]]:
    """Rows that say nothing but of a service belong to the agency in the row above them."""
    of_agency = [number for role, number in numbers.items() if role in _OF_AGENCY or role is Role.ROW_NUMBER]
    of_service = [numbers[role] for role in _OF_SERVICE if role in numbers]
    body: list[RawRow] = []
    carried = []
    for each in rows:
        row = each
        is_under = bool(body) and row.number == body[-1].number + 1
        is_bare = not any(row.text(number).strip() for number in of_agency)
        if is_under and is_bare and any(row.text(number).strip() for number in of_service):
            cells = list(row.cells) + [""] * (max(of_agency) - len(row.cells))
            for number in of_agency:
                cells[number - 1] = body[-1].text(number)
            row = RawRow(row.number, tuple(cells))
            carried.append(row.number)
        body.append(row)
    return body, tuple(carried)


def _marked(shape: Shape, columns: Sequence[Column]) -> list[Column]:
    """Columns without a role whose cells are marks and nothing else, where there are several."""
    found: list[tuple[Column, bool]] = []
    for column in columns:
        if column.role is not None or column.why is Why.TOLD or not column.head or names_a_day(column.head):
            continue
        cells = [cell for row in shape.body[:_LOOKED_AT] if (cell := spaceless(row.text(column.number)))]
        if cells and all(_is_yes(cell) or cell in NO for cell in cells):
            found.append((column, any(map(_is_yes, cells))))
    is_marked = len(found) >= _FEWEST_MARKED and any(has_yes for _, has_yes in found)
    return [column for column, _ in found] if is_marked else []


def _own_words(heads: Sequence[str]) -> list[str]:
    """The heads without the words that all of them begin with: those of the merged head above them."""
    words = [head.split() for head in heads]
    shared = 0
    while all(len(each) > shared + 1 for each in words) and len({each[shared] for each in words}) == 1:
        shared += 1
    return [" ".join(each[shared:]) for each in words]


def _is_yes(cell: str) -> bool:
    plain = spaceless(cell)
    return len(plain) == 1 and plain in YES


def _lines(text: str) -> list[str]:
    """The numbered or bulleted lines of a cell; none where not every line is one, or one is prose."""
    lines = [line for whole in text.splitlines() for line in _CIRCLED.split(whole) if line.strip()]
    named = [collapse(_NUMBERED.sub("", line, count=1)) for line in lines if _NUMBERED.match(line)]
    is_list = len(named) == len(lines) > 1 and all(0 < len(name) <= _LONGEST_NAME for name in named)
    return list(dict.fromkeys(named)) if is_list else []


def _has_one_row_each(body: Sequence[RawRow], name: int) -> bool:
    """Whether each agency has one row: then the cell of services names all of its services."""
    if len(body) > _LOOKED_AT:
        return False
    named = [spaceless(row.text(name)) for row in body]
    return len(set(named)) == len(named)


def _by_signs(text: str) -> list[str]:
    """The services that stand one behind the other; none where a part may be no service of its own."""
    if _BRACKETS.search(text):
        return []
    names: list[str] = []
    for part in filter(None, map(collapse, _SIGN.split(text))):
        inner = [each.strip() for each in _INNER_SIGN.split(part)]
        # 건강·의료지원 is one thing, 언어치료·놀이치료 are two.
        is_several = all(len(each) >= _SHORTEST_INNER and " " not in each for each in inner)
        names += inner if is_several else [part]
    names = [_AND_SO_ON.sub("", name) for name in names]
    are_names = all(2 <= len(name) <= _LONGEST_OF_SEVERAL and not _NO_NAME.search(name) for name in names)
    return list(dict.fromkeys(names)) if are_names and 1 < len(names) <= _MOST_OF_SEVERAL else []


def _by_lines(row: RawRow, column: int, *, is_of_all: bool) -> Iterator[RawRow]:
    text = row.text(column)
    names = _lines(text) or (_by_signs(text) if is_of_all else [])
    if not names:
        yield row
    for name in names:
        yield RawRow(row.number, (*row.cells[: column - 1], name, *row.cells[column:]))


def _by_blocks(
    body: Sequence[RawRow],
    numbers: dict[Role, int],
    filled: frozenset[tuple[int, int]],
    carried: frozenset[int],
) -> list[tuple[RawRow, list[str]]]:
    """Each row with the services that its content names: by its lines, or by its place under one name."""
    content = numbers[Role.SERVICE_CONTENT]
    name = next(numbers[role] for role in numbers if role in PROVIDERS)
    told: list[tuple[RawRow, list[str]]] = []
    for block in _blocks(body, name, filled, carried):
        said = [row.text(content).strip() for row in block]
        whole = "\n".join(dict.fromkeys(filter(None, said)))
        is_short = all("\n" not in text and len(text) <= _LONGEST_NAME for text in said)
        for row, text in zip(block, said, strict=True):
            names = _lines(text) or ([collapse(text)] if len(block) > 1 and text and is_short else [])
            cells = list(row.cells) + [""] * (content - len(row.cells))
            cells[content - 1] = whole
            told.append((RawRow(row.number, tuple(cells)), names))
    return told


def _blocks(
    body: Sequence[RawRow], name: int, filled: frozenset[tuple[int, int]], carried: frozenset[int]
) -> Iterator[list[RawRow]]:
    block: list[RawRow] = []
    for row in body:
        if block and row.number not in carried and (row.number, name) not in filled:
            yield block
            block = []
        block.append(row)
    if block:
        yield block


def _with_names(
    shape: Shape, columns: tuple[Column, ...], told: Sequence[tuple[RawRow, list[str]]]
) -> tuple[Shape, tuple[Column, ...]]:
    """The list with one more column, of the services' names, and a row for each of them."""
    width = len(shape.heads)
    rows = []
    for row, names in told:
        cells = row.cells + ("",) * (width - len(row.cells))
        rows += [RawRow(row.number, (*cells[:width], name, *cells[width:])) for name in names or [""]]
    named = tuple(dict.fromkeys(name for _, names in told for name in names))
    column = Column(width + 1, "", Role.SERVICE_NAME, Why.PARTED, named[:3])
    return replace(shape, heads=(*shape.heads, ""), body=kept_rows(rows)), (*columns, column)
