"""Names of agencies, services and operators."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache
from typing import NamedTuple

from resnet.ingest.clean.cleaned import ONE_ROW, Cleaned, Rule
from resnet.ingest.clean.day import DAY_TEXT
from resnet.ingest.clean.spacing import blank_of, collapse, spaceless
from resnet.ingest.clean.status import State, clean_status
from resnet.ingest.shipped_table import shipped_table

# "1) 가온센터", "② 나온센터": what counts the rows is no part of the name.
_NUMBERED = re.compile(r"(?:(?:\(?\d{1,3}\)|[①-⑳]|\d{1,3}\.(?=\s))\s*)+(?=[^\d\s])")
_REMARKED = re.compile(r"\s*[※*]\s*([^※*]+)$")
_HANGUL, _LATIN = re.compile("[가-힣]"), re.compile("[A-Za-z]{2}")
_COMPOSED = {"㈜": "(주)", "㈔": "(사)"}
_UNSAID = State("")
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
# (구 ○○), (舊 ○○), (구명칭: ○○), (명칭변경: 구 ○○), (○○에서 명칭변경), (변경전: ○○)
_RENAMED = r"(?:기관\s*)?(?:명칭|시설명|상호)\s*변경"
_FORMER = re.compile(
    rf"(?:{_RENAMED}\s*[:,]?\s*)?(?:구|舊|전|옛)(?:[\s.:)]+|\s*(?:명칭|이름|시설명)\s*[:.]?\s*)(?P<after>.+)"
    rf"|(?:변경\s*전|종전|이전\s*명칭)\s*[:.]?\s*(?P<before>.+)|(?P<from>.+?)\s*(?:에서|→|->)\s*{_RENAMED}"
)
_RENAMED_ONLY = re.compile(rf"{_RENAMED}|{_RENAMED}\s*[:,]?\s*{DAY_TEXT}|{DAY_TEXT}\s*{_RENAMED}")


class Name(NamedTuple):
    """``text`` is the name for people; legal form, former name and operating state stand apart.

    ``legal_form`` is written out (사회복지법인); ``state`` is a code of ``operating_states``; ``""`` where
    not said. ``since`` is the day of the state.
    """

    text: str
    legal_form: str = ""
    former: str = ""
    state: str = ""
    since: date | None = None

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=ONE_ROW)
def clean_name(text: str) -> Cleaned[Name]:
    """The name without legal form and status brackets; branch, sex and number in it stay.

    >>> clean_name("(사)함께하는한숲").value
    Name(text='함께하는한숲', legal_form='사단법인', former='', state='', since=None)
    >>> clean_name("햇살 요양원 (폐지)").value.state, clean_name("카리타스(구 갈산복지관)").value.former
    ('closed', '갈산복지관')
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain, former, state = _composed(text), "", _UNSAID
    if _is_bare(plain):
        return Cleaned(Name(plain), text, Rule.AS_SAID if plain == text else Rule.REFORMATTED)
    forms: list[str] = []
    while True:
        # Each taken off may lay the next one bare: "(사)○○(폐지)".
        stripped, told, earlier = _brackets(plain)
        stripped, found = _legal_form(stripped)
        state, former, forms = state if state.code else told, former or earlier, forms + found
        if stripped == plain:
            break
        plain = stripped
    if blank_of(plain) is not None:
        # Nothing but a legal form or a state: it is all that was said.
        return Cleaned(Name(collapse(text)), text, Rule.UNSURE)
    # Lists write two: "사회복지법인 (사)…". The first is the legal form.
    name = Name(plain, forms[0] if forms else "", former, state.code, state.since)
    return Cleaned(name, text, Rule.AS_SAID if plain == text else Rule.REFORMATTED)


def name_key(text: str) -> str:
    """How two spellings of a name are compared: NFC, no spaces, nothing else left out.

    >>> name_key("계양구  노인복지관") == name_key("계양구노인복지관 ")
    True
    """
    return spaceless(text)


def _is_bare(plain: str) -> bool:
    """Whether nothing stands in brackets, and no legal form at an end of it: so in nine of ten names."""
    if _has_brackets(plain):
        return False
    written_out = _patterns()[2]
    return not plain.startswith(written_out) and not plain.endswith(written_out)


def _has_brackets(text: str) -> bool:
    # One that only opens tells nothing; one that only closes may stand behind a legal form: "사)…".
    return ")" in text or "]" in text


def _composed(text: str) -> str:
    """The text with its spaces in order, and legal forms of one sign written out."""
    plain = collapse(_korean_line(text) if "\n" in text else text)
    if not plain[:1].isalpha() and (counted := _NUMBERED.match(plain)):
        plain = plain[counted.end() :]
    if ("※" in plain or "*" in plain) and (told := _REMARKED.search(plain)) and clean_status(told[1]).value:
        # 가온상담소 ※휴업
        plain = f"{plain[: told.start()]}({told[1]})"
    for sign, written in _COMPOSED.items():
        if sign in plain:
            plain = plain.replace(sign, written)
    return plain


def _korean_line(text: str) -> str:
    """The first line where all others are the name in Latin letters; else the text."""
    first, *others = (line for line in text.splitlines() if line.strip())
    is_twice = _HANGUL.search(first) and all(
        _LATIN.search(each) and not _HANGUL.search(each) for each in others
    )
    return first if is_twice else text


@lru_cache(maxsize=ONE_ROW)
def without_state(text: str) -> str:
    """The name as written, but without what tells its state or former name: the same before and after.

    >>> without_state("(사)햇살 요양원 (2024. 3. 1. 폐업)")
    '(사)햇살 요양원'
    """
    return _brackets(_composed(text))[0]


def _brackets(text: str) -> tuple[str, State, str]:
    """The text, its spaces in order, without brackets that tell a state or a former name; and these two."""
    state, former = _UNSAID, ""
    if not _has_brackets(text):
        return text, state, former
    for found in list(_BRACKET.finditer(text)):
        inside = found[1].strip()
        told = clean_status(inside).value
        earlier = _FORMER.fullmatch(inside)
        if told:
            state, text = state if state.code else told, text.replace(found[0], " ")
        elif earlier:
            said = next(filter(None, earlier.groups()))
            former, text = former or said.strip(), text.replace(found[0], " ")
        elif _RENAMED_ONLY.fullmatch(inside):
            text = text.replace(found[0], " ")
    return collapse(text), state, former


def _legal_form(text: str) -> tuple[str, list[str]]:
    before, behind, endings = _patterns()
    found = before.match(text)
    if found is None and text.endswith(endings):
        found = behind.search(text)
    if not found:
        return text, []
    word = next(filter(None, found.groups()))
    rest = collapse(text[: found.start()] + text[found.end() :])
    return rest, [shipped_table("name_parts")["legal_forms"][word]]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """What tells a legal form before a name and behind it; how a text with one behind it ends."""
    words = sorted(shipped_table("name_parts")["legal_forms"], key=len, reverse=True)
    written_out = [word for word in words if len(word) > 2]
    long = "|".join(map(re.escape, written_out))
    every = "|".join(map(re.escape, words))
    # A short form only in brackets, or with the closing one alone as in "사)…".
    before = re.compile(rf"(?:[(\[]\s*({every})\s*[)\]]|({every})\s*[)\]]|({long})(?=\s|\S))\s*")
    behind = re.compile(rf"\s*(?:[(\[]\s*({every})\s*[)\]]|\s({long}))$")
    return before, behind, (")", "]", *written_out)
