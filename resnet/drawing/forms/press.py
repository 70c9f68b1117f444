"""A form as a PDF: PDF/A-2a and PDF/UA-1 by typst, with the shipped font and no other."""

from __future__ import annotations

import dataclasses
import json
import re
import unicodedata
from importlib.resources import files
from typing import Any

from resnet.drawing.font import missing_letters
from resnet.drawing.forms.form import Form, Part, Picture
from resnet.drawing.output import typeset, with_shapes
from resnet.ontology.words import say_day

_SIZE = re.compile(r'<svg [^>]*?width="([0-9.]+)" height="([0-9.]+)"')
_UNSEEN = {"Cf", "Cc", "Cs", "Co", "Cn"}


def pdf(form: Form) -> bytes:
    """The form as a tagged A4 document that reads in black and white; equal forms give equal bytes."""
    said = {"form": json.dumps(_data(form), ensure_ascii=False)}
    return typeset(files(__package__) / "form.typ", said, archived_at=form.at)


def printable(text: str) -> str:
    r"""``text`` with its line breaks, without direction marks; what the font lacks by its number.

    >>> printable("김\u202e민준 😀")
    '김민준 [U+1F600]'
    """
    kept = "".join(
        letter for letter in unicodedata.normalize("NFC", text) if letter == "\n" or _is_seen(letter)
    )
    lacking = set(missing_letters(kept))
    return "".join(f"[U+{ord(letter):04X}]" if letter in lacking else letter for letter in kept)


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def _data(form: Form) -> dict[str, Any]:
    return {
        "title": form.title,
        "language": form.language,
        "wide": form.is_wide,
        "note": printable(form.note),
        "foot": f"{form.title} · {say_day(form.at, form.language)}",
        "sections": [
            {"title": printable(section.title), "parts": [_part(part) for part in section.parts]}
            for section in form.sections
        ],
    }


def _part(part: Part) -> dict[str, Any]:
    """The part by its kind and fields, all text as it can be printed."""
    fields = {each.name: getattr(part, each.name) for each in dataclasses.fields(part)}
    kind = type(part).__name__.lower()
    if isinstance(part, Picture):
        fields["svg"] = with_shapes(part.svg)
        fields |= _size(part.svg)
    else:
        fields = {name: _printable(value) for name, value in fields.items()}
    return {"kind": kind, **fields}


def _size(svg: str) -> dict[str, float]:
    """Width and height of a drawing of ours, in its pixels."""
    found = _SIZE.match(svg)
    return {"width": float(found[1]), "height": float(found[2])} if found else {"width": 1.0, "height": 1.0}


def _printable(value: object) -> object:
    if isinstance(value, str):
        return printable(value)
    return [_printable(each) for each in value] if isinstance(value, tuple) else value
