"""Where a list begins and ends in its sheet: titles, the header, the rows, what is not a row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import chain, islice, pairwise

from resnet.ingest.bad_file import NoHeaderError
from resnet.ingest.clean.kind import KindSaid, clean_kind
from resnet.ingest.clean.spacing import collapse, spaceless
from resnet.ingest.clean.status import state_of_heading
from resnet.ingest.mapping.synonym import header_key
from resnet.ingest.readers.long_rows import kept_rows
from resnet.ingest.readers.table import RawRow, RawTable

_SEARCHED_ROWS = 30
_DEEPEST = 3
# Two known heads at least, or one in a list of one or two columns.
_FEWEST = 2
_DATA_LIKE = re.compile(r"\d{4,}|\d+\.\d+|\d{2,}-\d{2,}|^-?\d+$|@|://")
_LONGEST_HEAD = 40
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)\s*년?")
_NOTE = re.compile(
    r"\s*(?:(?:작성|확인|조사|담당|결재|검토|정리)(?:자|일|일자|부서|기관)\s*$|[※*○●■□▶☞◎▷·]|주\s*[):]|자료\s*[:)]|출처\s*[:)]|비고\s*:|참고\s*[:)]|문의\s*:|(?:작성|확인|조사|담당)(?:자|일|일자|부서)?\s*[:：])"
)
_DISTRICT = re.compile(r"[가-힣]{1,4}[시군구]")
_COUNT = re.compile(r"[(\[:]?\s*(?:총\s*)?\d+\s*(?:개소|개|곳|건|명)?\s*[)\]]?$")
# How names of neighbourhoods end.
TOWN = re.compile(r"[가-힣]{1,5}\d{0,2}(?:읍|면|동)")
_NUMBERING = re.compile(r"^(?:\(?\d{1,2}\s*[.)]|[가나다라마바사]\s*\.|[①-⑳]|제?\d{1,2}\s*권역)\s*")
# "2. 의료", "나. 주거", "Ⅲ 고용", "[보건]", and no "1.5" and no "365일".
_COUNTED = re.compile(
    r"\(?\d{1,2}\s*[.)](?!\d)|[가나다라마바사]\s*[.)]|[Ⅰ-Ⅻ]|[IVX]{1,4}\.\s|[\[<【〈][^\[\]<>【】〈〉]+[\]>】〉]$"
)
_NO_ROW = RawRow(0, ())
_UNIT = re.compile(r"\(\s*(?:단위\s*:)?\s*[가-힣A-Za-z%㎡/·,\s]{1,12}\)")
_SIGNS = " \t※*○●■□◆◇▶▷☞◎·-<>[]【】〈〉"
_IN_ALL = re.compile(r"[(\[<]?\s*총\s*:?\s*[\d,]+\s*(?:개소|개|곳|건|명|개\s*기관)?\s*[)\]>]?")
_OF_GROUP = ("소계", "합계", "총계")
_FIGURE = re.compile(r"[-–]|[\d,]+(?:\.\d+)?\s*(?:%|명|개소|개|곳|건)?")
_TOTALS = frozenset({"합계", "소계", "계", "총계", "총합계", "total", "subtotal"})
# Of the cells of a row that repeats its header.
_MOSTLY_HEADS = 0.8
# A row that says more is no heading and no note: hardly any cell of it has to be put in order.
_FEW_CELLS = 2


class NotARow(StrEnum):
    """Why a line of the sheet is no row of the list."""

    TITLE = "title"
    REPEATED_HEADER = "repeated-header"
    NOTE = "note"
    TOTAL = "total"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is no row of the list, and why."""

    number: int
    why: NotARow


@dataclass(frozen=True, slots=True)
class Shape:
    """A list in its sheet; ``heads`` are the joined words of the header rows, one a column, ``""`` for none.

    ``sections`` are the words of the sub-heading that a row stands under, by the row's number.
    """

    header_rows: tuple[int, ...]
    heads: tuple[str, ...]
    body: Sequence[RawRow]
    dropped: tuple[Dropped, ...]
    sections: Mapping[int, str] = field(default_factory=dict)

    @property
    def head_row(self) -> int | None:
        """The last row of the header, None where the list has none."""
        return self.header_rows[-1] if self.header_rows else None


def find_shape(table: RawTable, known_in: Callable[[tuple[str, ...]], float]) -> Shape:
    """The list in the table.

    Args:
        table: As read.
        known_in: How many of the words, one a column, are heads of columns, each by how sure that is.

    Raises:
        NoHeaderError: If no row among the first thirty names columns.
    """
    best: tuple[float, int, int, tuple[str, ...]] | None = None
    for start in range(min(len(table.rows), _SEARCHED_ROWS)):
        if start and _is_merged_down(table.rows[start - 1], table.rows[start], table):
            continue
        for depth in range(1, _depth_at(table, start) + 1):
            heads = _joined(table, start, depth)
            if sum(map(bool, heads)) == 1 and _is_wider(table, start + depth):
                # "우리 동네 기관" over a list is its title, whatever its last word is.
                continue
            score = _score(heads, known_in(heads)) - _over_several(table, start, heads)
            if score > 0 and (best is None or score > best[0]):
                best = (score, start, depth, heads)
    if best is None:
        raise NoHeaderError(table.where(table.rows[0].number if table.rows else None))
    _, start, depth, _ = best
    return _shape_from(table, start, _whole_depth(table, start, depth))


def _is_wider(table: RawTable, start: int) -> bool:
    """Whether most of the rows from ``start`` on say more than two things."""
    rows = table.rows[start : start + _SEARCHED_ROWS]
    return 2 * sum(sum(map(bool, map(str.strip, row.cells))) > _FEWEST for row in rows) > len(rows)


def shape_without_heads(table: RawTable) -> Shape:
    """The list of a table whose rows begin at once, or below titles: its columns have no heads."""
    several = (number for number, row in enumerate(table.rows) if not _first_said(row, table)[1])
    start = next(several, 0)
    dropped = [Dropped(row.number, NotARow.TITLE) for row in table.rows[:start]]
    sections: dict[int, str] = {}
    below = islice(table.rows, start, None)
    body = kept_rows(_body(below, table, (frozenset(), table.width), dropped, sections))
    return Shape((), ("",) * table.width, body, tuple(dropped), sections)


def _shape_from(table: RawTable, start: int, depth: int) -> Shape:
    """The list whose header is so many rows from ``start`` on."""
    heads = _joined(table, start, depth)
    dropped = [Dropped(row.number, NotARow.TITLE) for row in table.rows[:start]]
    words = [*heads, *(cell for row in table.rows[start : start + depth] for cell in row.cells)]
    keys = frozenset(header_key(word) for word in words if word.strip())
    sections: dict[int, str] = {}
    below = islice(table.rows, start + depth, None)
    body = kept_rows(_body(below, table, (keys, len(heads)), dropped, sections))
    numbers = tuple(row.number for row in table.rows[start : start + depth])
    return _folded(Shape(numbers, heads, body, tuple(dropped), sections))


def _body(
    rows: Iterable[RawRow],
    table: RawTable,
    heads: tuple[frozenset[str], int],
    dropped: list[Dropped],
    sections: dict[int, str],
) -> Iterator[RawRow]:
    """The rows of the list; what is none, and the words that rows stand under, are noted on the way.

    ``heads`` are the words of the header, and how many columns it has.
    """
    section, is_counted = "", False
    told = pairwise(chain(((row, _not_a_row(row, table, *heads)) for row in rows), [(_NO_ROW, None)]))
    for (row, said_why), (_, below) in told:
        why = said_why
        if why is None:
            first, is_alone = _first_said(row, table)
            is_alone, is_numbered = is_alone and heads[1] > _FEW_CELLS, _COUNTED.match(first) is not None
            if is_alone and (below is NotARow.REPEATED_HEADER or (is_numbered and not is_counted)):
                # "2. 의료" between the rows, or any word above the heads once more.
                why = NotARow.SECTION
            else:
                is_counted = is_numbered
                if section:
                    sections[row.number] = section
                yield row
                continue
        dropped.append(Dropped(row.number, why))
        if why is NotARow.SECTION:
            section = _heading(next(filter(None, map(collapse, _own_cells(row, table))), ""))


def _first_said(row: RawRow, table: RawTable) -> tuple[str, bool]:
    """The first cell that says something, and whether no other does."""
    said = (cell for cell in _own_cells(row, table) if cell and not cell.isspace())
    return next(said, "").strip(), next(said, None) is None


def _folded(shape: Shape) -> Shape:
    """A list that goes on beside itself, under the same heads again, as one under the other."""
    keys = [header_key(head) for head in shape.heads]
    width = _width_of_one(keys)
    if width is None:
        return shape
    starts = [start for start in range(len(keys)) if keys[start : start + width] == keys[:width]]
    parts = (
        RawRow(row.number, row.cells[start : start + width])
        for start in starts
        for row in shape.body
        if len({cell for cell in row.cells[start : start + width] if cell.strip()}) > 1
    )
    body = kept_rows(row for row in parts if spaceless(row.text(1)).lower() not in _TOTALS)
    return replace(shape, heads=shape.heads[:width], body=body)


def _width_of_one(keys: list[str]) -> int | None:
    """How many heads come again and again, blank columns between them left out; None where none do."""
    for width in range(_FEWEST, len(keys) // 2 + 1):
        own, place, times = keys[:width], 0, 0
        if not all(own) or len(set(own)) < width:
            continue
        while place < len(keys):
            if keys[place : place + width] == own:
                place, times = place + width, times + 1
            elif keys[place]:
                break
            else:
                place += 1
        if place >= len(keys) and times > 1:
            return width
    return None


def _whole_depth(table: RawTable, start: int, depth: int) -> int:
    """How many rows the header has, those that name nothing new included."""
    while start + depth < len(table.rows) and _is_more_of_head(table, start + depth):
        depth += 1
    return depth


def _is_more_of_head(table: RawTable, index: int) -> bool:
    """Whether a cell of the header reaches into the row, or it only tells in what the columns are: (명)."""
    upper, row = table.rows[index - 1], table.rows[index]
    said = [cell.strip() for cell in row.cells if cell.strip()]
    return bool(said) and (_is_merged_down(upper, row, table) or all(map(_UNIT.fullmatch, said)))


def _score(heads: tuple[str, ...], known: float) -> float:
    said = [head for head in heads if head]
    if known < min(_FEWEST, len(said)) or not said:
        return 0.0
    data_like = sum(_is_data(head) for head in said)
    repeated = len(said) - len({header_key(head) for head in said})
    # Among equally known headers the fuller wins; depth alone gains nothing.
    return 2 * known - 2 * data_like - repeated + 0.1 * min(len(said), 30)


def _is_data(head: str) -> bool:
    """Whether the words are no head: a number or address, or too long. Years stand over columns of counts."""
    return len(head) > _LONGEST_HEAD or bool(_DATA_LIKE.search(_YEAR.sub("", head)))


def _over_several(table: RawTable, start: int, heads: tuple[str, ...]) -> int:
    """How many columns stand under a merged head and have no other: theirs are in the row below."""
    number = table.rows[start].number
    same = (column for column in range(2, len(heads) + 1) if heads[column - 1] == heads[column - 2] != "")
    return sum((number, column) in table.filled for column in same)


def _depth_at(table: RawTable, start: int) -> int:
    """How many rows from ``start`` on may be one header, by merged or blank cells."""
    depth = 1
    if start + 1 < len(table.rows) and _is_title(table.rows[start], table.rows[start + 1], table):
        return depth
    while depth < _DEEPEST and start + depth < len(table.rows) and _goes_on(table, start + depth - 1):
        depth += 1
    return depth


def _is_title(upper: RawRow, lower: RawRow, table: RawTable) -> bool:
    """Whether the row says one thing only, and the next has other words in the same column."""
    said = [column for column, cell in enumerate(_own_cells(upper, table), start=1) if cell.strip()]
    if len(said) != 1:
        return False
    below = lower.text(said[0]).strip()
    return bool(below) and below != upper.text(said[0]).strip()


def _goes_on(table: RawTable, index: int) -> bool:
    upper, lower = table.rows[index], table.rows[index + 1]
    if any(_DATA_LIKE.search(cell) for cell in lower.cells):
        return False
    columns = range(1, table.width + 1)
    if table.filled:
        is_across = any((upper.number, column) in table.filled for column in columns)
        return is_across or _is_merged_down(upper, lower, table)
    # Without merges: the lower row has words just where the upper is blank.
    gaps = [column for column in columns if not upper.text(column).strip() and lower.text(column).strip()]
    return bool(gaps) and all(gap > 1 for gap in gaps) and len(lower.cells) <= table.width


def _is_merged_down(upper: RawRow, lower: RawRow, table: RawTable) -> bool:
    """Whether a cell of the upper row reaches into the lower one."""
    return any(
        (lower.number, column) in table.filled and upper.text(column) == lower.text(column) != ""
        for column in range(1, table.width + 1)
    )


def _joined(table: RawTable, start: int, depth: int) -> tuple[str, ...]:
    rows = table.rows[start : start + depth]
    heads = []
    carried = ""
    for column in range(1, table.width + 1):
        parts = [collapse(row.text(column)) for row in rows]
        if depth > 1 and not table.filled:
            # A merged head that lost its merge stands over its first column only.
            carried = parts[0] or carried
            if not parts[0] and any(parts[1:]):
                parts[0] = carried
        heads.append(" ".join(dict.fromkeys(part for part in parts if part)))
    while heads and not heads[-1]:
        heads.pop()
    return tuple(heads)


def _not_a_row(row: RawRow, table: RawTable, keys: frozenset[str], width: int) -> NotARow | None:
    """``keys`` are the heads and the words of the header's rows, ``width`` the number of columns."""
    said = [cell for cell in _own_cells(row, table) if cell and not cell.isspace()]
    if len(said) <= _FEW_CELLS:
        said = list(map(collapse, said))
    if len(said) == 1 and _is_total(said):
        return NotARow.TOTAL
    if not said or (width > 2 and len(said) == 1 and _is_heading(row, said[0])):
        return NotARow.SECTION
    if len(said) > 1 and _repeats_header(said, keys):
        return NotARow.REPEATED_HEADER
    if len(said) <= _FEW_CELLS < width and _NOTE.match(said[0]):
        return NotARow.NOTE
    return NotARow.TOTAL if _is_total(said) else None


def _repeats_header(said: Sequence[str], keys: frozenset[str]) -> bool:
    """Whether four of five cells are words of the header; a row's first few are asked, and no more."""
    left, fewest = len(said), _MOSTLY_HEADS * len(said)
    for cell in said:
        if header_key(cell) not in keys:
            left -= 1
            if left < fewest:
                return False
    return True


def _is_total(said: Sequence[str]) -> bool:
    """Whether the cells count the rows above or below: 합계, 노인복지관 소계 and figures, 총 12개소."""
    # 소계(2개소) too: how many there are may stand behind.
    if _COUNT.sub("", spaceless(said[0]).lower()) in _TOTALS or (
        len(said) == 1 and _IN_ALL.fullmatch(said[0])
    ):
        return True
    is_of_group = spaceless(said[0]).endswith(_OF_GROUP) and len(said) > 1
    return is_of_group and all(_FIGURE.fullmatch(collapse(cell)) for cell in said[1:])


def _is_heading(row: RawRow, text: str) -> bool:
    """Whether the only words of a row are a district, or stand across the row and are no note."""
    is_across = sum(1 for cell in row.cells if cell.strip()) > 2
    is_other = bool(_NOTE.match(text)) or _is_total([text])
    heading = _heading(text)
    is_area = bool(_DISTRICT.fullmatch(heading) or TOWN.fullmatch(heading))
    is_told = clean_kind(KindSaid(heading)).value is not None or state_of_heading(heading) is not None
    return is_area or is_told or (is_across and not is_other)


def _heading(text: str) -> str:
    """A sub-heading without its sign or number and the count behind it: "□ 나래구 (12개소)", "1. 경로당"."""
    return _COUNT.sub("", _NUMBERING.sub("", text.strip(_SIGNS))).strip(_SIGNS)


def _own_cells(row: RawRow, table: RawTable) -> Iterator[str]:
    """The cells of the row as they are, those that a merge across only repeats left out."""
    if not table.filled:
        yield from row.cells
        return
    for column, cell in enumerate(row.cells, start=1):
        is_repeat = (row.number, column) in table.filled and column > 1 and cell == row.cells[column - 2]
        if not is_repeat:
            yield cell
