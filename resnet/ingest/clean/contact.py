"""Whom one calls at an agency: a name and a title, when the cell is about somebody at work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse, spaceless
from resnet.ingest.shipped_table import shipped_table

# 김가온, 남궁다솜, 정○○: family name and given name, masked letters as they are.
_NAME = re.compile(r"[가-힣][가-힣○〇◯*△□]{1,3}")
_MASKED = re.compile(r"[○〇◯*△□]{2,3}")
_BEFORE = re.compile(r"^담당(?:자)?\s*[:：]?\s*")
_SEVERAL = re.compile(r"[,/\n]|\s및\s")
_EDGES = " ,.:·/()[]"
# 복지과, 사례관리팀: where somebody works, not who.
_UNIT = re.compile(r"(?:과|팀|실|국|부|센터|구청|시청|군청|보건소|복지관|담당)$")


@dataclass(frozen=True, slots=True)
class Contact:
    """``title`` is ``""`` where none is said."""

    name: str
    title: str = ""


def clean_contact(text: str) -> Cleaned[Contact]:
    """The named contact; nothing where the cell names a department, a task or nobody.

    >>> clean_contact("사회복지사 정○○").value
    Contact(name='정○○', title='사회복지사')
    >>> clean_contact("복지정책과").value is None, clean_contact("담당자").value is None
    (True, True)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = _BEFORE.sub("", collapse(text)).strip(_EDGES)
    each = [part for part in map(collapse, _SEVERAL.split(text)) if part]
    if len(each) > 1 and all(part not in _titles() and clean_contact(part).value for part in each):
        # Of several people the first is asked for.
        return Cleaned(clean_contact(each[0]).value, text, Rule.PARTLY)
    name, title = _parted(plain)
    name = spaceless(name).removesuffix("님")
    if _is_name(name, has_title=bool(title)):
        return Cleaned(Contact(name, title), text, Rule.AS_SAID if name == plain else Rule.BY_WORD)
    return Cleaned(None, text, Rule.UNSURE)


def _is_name(text: str, *, has_title: bool) -> bool:
    if text in _no_names():
        return False
    if _MASKED.fullmatch(text):
        return has_title
    return bool(_NAME.fullmatch(text)) and (has_title or not _UNIT.search(text))


def _parted(plain: str) -> tuple[str, str]:
    """Name and title, whichever stands first: by a known title, else the last word behind what one does."""
    for title in _titles():
        if plain.endswith(title) and plain != title:
            return plain.removesuffix(title).strip(_EDGES), title
        if plain.startswith(title) and plain != title:
            return plain.removeprefix(title).strip(_EDGES), title
    task, _, last = plain.rpartition(" ")
    if task and _NAME.fullmatch(last) and not _UNIT.search(last):
        return last, task.strip(_EDGES)
    return plain, ""


@cache
def _titles() -> tuple[str, ...]:
    return tuple(sorted(shipped_table("name_parts")["contacts"]["titles"], key=len, reverse=True))


@cache
def _no_names() -> frozenset[str]:
    return frozenset(shipped_table("name_parts")["contacts"]["no_names"])
