"""What the head of a column adds to its cells: 운영여부 to a mark, 이용료(월, 천원) to a bare number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from resnet.ingest.clean.spacing import collapse
from resnet.ingest.mapping.marks import NO, YES
from resnet.ingest.mapping.synonym import header_key

_RUNS = re.compile(r"(?:정상)?(?:운영|영업|이용|개방|가동)(?:중)?(?:여부|유무)")
_ENDED = re.compile(r"(?:폐업|폐지|폐쇄|폐원)(?:여부|유무)")
_RESTS_OR_ENDED = re.compile(r"휴폐업(?:여부|유무)")
# A dash fills an empty cell, and a triangle is neither yes nor no.
_NO = NO - frozenset("-–△▲")
_MONTHLY = re.compile(
    r"[(\[/,]\s*(?:매월|월)\s*[)\],/]|/\s*월|^월|[\s(]월\s*(?:이용|사용|수강|보육|교육|본인)|매월|1\s*개월"
)
_YEARLY = re.compile(r"[(\[/,]\s*연\s*[)\],/]|/\s*(?:연|년)|^연\s*(?:회비|이용)|연간")
_UNIT = re.compile(r"(천|만)\s*원")
_AMOUNT = re.compile(r"(\d[\d,]*)(?:\.0+)?\s*((?:만|천)?\s*원?)")


def words_of_marks(header: str) -> Mapping[str, str]:
    """What each mark under the head says of the state, in words; nothing where a mark may say either.

    >>> words_of_marks("운영여부")["O"], words_of_marks("휴폐업여부").get("Y")
    ('운영', None)
    """
    key = header_key(header)
    if _RUNS.fullmatch(key):
        return MappingProxyType(dict.fromkeys(YES, "운영") | dict.fromkeys(_NO, "미운영"))
    if _ENDED.fullmatch(key):
        return MappingProxyType(dict.fromkeys(YES, "폐업") | dict.fromkeys(_NO, "운영"))
    if _RESTS_OR_ENDED.fullmatch(key):
        return MappingProxyType(dict.fromkeys(_NO, "운영"))
    return MappingProxyType({})


def amount_under(header: str, cell: str) -> str:
    """The cell of a column of costs with what its head says of each amount: by the month, in thousands.

    >>> amount_under("이용료(월)", "10만원"), amount_under("이용료(천원)", "50")
    ('월 10만원', '50천원')
    """
    plain = unicodedata.normalize("NFKC", header)
    per = "월" if _MONTHLY.search(plain) else "연" if _YEARLY.search(plain) else ""
    unit = _UNIT.search(plain)
    found = _AMOUNT.fullmatch(collapse(cell)) if per or unit else None
    if found is None:
        return cell
    amount = f"{found[1]}{unit[0]}" if unit and not found[2] else f"{found[1]}{found[2]}"
    return f"{per} {amount}".strip()
