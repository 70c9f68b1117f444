"""Which row of a table names its columns: by the words that are known, or by what stands under them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from resnet.ingest.bad_file import NoHeaderError
from resnet.ingest.mapping.correction import Correction
from resnet.ingest.mapping.look import CERTAIN, Look, cells_across, look_of, looks
from resnet.ingest.mapping.preset import Preset, presets
from resnet.ingest.mapping.shape import Shape, find_shape, shape_without_heads
from resnet.ingest.mapping.synonym import (
    Why,
    guess_role,
    header_key,
    is_statistic,
    names_a_kind,
    person_words,
)
from resnet.ingest.mapping.week import names_a_day
from resnet.ingest.readers.long_rows import kept_rows
from resnet.ingest.readers.table import RawTable


class Words(NamedTuple):
    """What heads are known by beside the synonyms: a layout asked for, saved ones, a person's words."""

    asked: Preset | None
    saved: Sequence[Preset]
    correction: Correction


def shape_by_words_or_values(table: RawTable, words: Words, *, is_looked_at: bool) -> Shape:
    """The list by the words at the head of its columns; where none is known, by the values under them.

    Where nothing stands above the rows, they alone tell it once somebody looks at it (``is_looked_at``).

    Raises:
        NoHeaderError: If no row names columns.
    """
    try:
        return find_shape(table, lambda heads: sum(_weight(head, words) for head in _distinct(heads)))
    except NoHeaderError:
        # A first row that were no header would leave none above it.
        below = kept_rows(islice(table.rows, 1, None))
        like = [look_of(cells_across(below, number)) for number in range(1, table.width + 1)]
        try:
            return find_shape(table, lambda heads: _heads_over(heads, like))
        except NoHeaderError:
            if not _is_list_by_values(table):
                raise
            if not is_looked_at:
                raise NoHeaderError(table.where(), "by-values") from None
            return shape_without_heads(table)


def _is_list_by_values(table: RawTable) -> bool:
    """Whether the values alone tell a list of agencies: their names, and where or how each is reached."""
    looks_like = {look_of(cells_across(table.rows, number)) for number in range(1, table.width + 1)}
    return Look.NAME in looks_like and bool({Look.PHONE, Look.ADDRESS} & looks_like)


def _distinct(heads: tuple[str, ...]) -> list[str]:
    """Each head once: five columns under one word are one head, known or not."""
    return list({header_key(head): head for head in heads if head}.values())


def _heads_over(heads: tuple[str, ...], like: Sequence[Look | None]) -> float:
    """How many of the words stand over cells that all look like one thing, and do not look so themselves."""
    paired = zip(heads, like, strict=False)
    pairs = [(head, look) for head, look in paired if head and look is not None and look in CERTAIN]
    if any(looks(head, look) for head, look in pairs):
        return 0.0
    return float(len(pairs))


def _weight(head: str, words: Words) -> float:
    preset = words.asked
    if words.correction.says_of(head) or any(header_key(head) in each.heads for each in words.saved):
        return 1.0
    if preset and (header_key(head) in preset.signature or preset.role_of(head)):
        return 1.0
    guess = guess_role(head)
    if guess:
        return 1.0 if guess.why is Why.SYNONYM else 0.6
    if any(person_words(head, group) for group in ("names", "facts", "numbers")):
        return 1.0
    if any(header_key(head) in each.signature for each in presets().values()):
        return 0.8
    return 0.5 if is_statistic(head) else 0.4 * (names_a_kind(head) or names_a_day(head))
