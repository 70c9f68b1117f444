"""Whether something runs, where a cell says so in so many words."""

from __future__ import annotations

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, spaceless
from resnet.ingest.shipped_table import shipped_table


def clean_status(text: str) -> Cleaned[str]:
    """The code of ``operating_states`` that the whole cell names; any other text is unsure.

    >>> clean_status("휴지 중").value, clean_status("접수마감").value
    ('suspended', None)
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    code = shipped_table("name_parts")["states"].get(spaceless(text).strip("()[]."))
    return Cleaned(code, text, Rule.BY_WORD if code else Rule.UNSURE)
