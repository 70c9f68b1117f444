"""E-mail addresses and homepages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from resnet.ingest.clean.cleaned import Cleaned, Rule
from resnet.ingest.clean.spacing import blank_of, collapse

_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_HOMEPAGE = re.compile(
    r"(?:https?://)?(?:[A-Za-z0-9-]+\.)+(?:kr|com|net|org|info|go|or|io|me|co|site|page|link)(?::\d+)?(?:/[^\s,()]*)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Links:
    """What one cell said; ``""`` where it said none."""

    homepage: str = ""
    email: str = ""

    def __str__(self) -> str:
        return " / ".join(filter(None, (self.homepage, self.email)))


def clean_links(text: str) -> Cleaned[Links]:
    """The homepage and the e-mail address in the cell; a homepage gets its ``https://`` when it has none.

    >>> clean_links("www.example.or.kr / office@example.or.kr").value
    Links(homepage='https://www.example.or.kr', email='office@example.or.kr')
    """
    blank = blank_of(text)
    if blank is not None:
        return Cleaned(None, text, blank)
    plain = collapse(text)
    emails = _EMAIL.findall(plain)
    pages = _HOMEPAGE.findall(_EMAIL.sub(" ", plain))
    if not emails and not pages:
        return Cleaned(None, text, Rule.UNSURE)
    email = emails[0] if emails else ""
    page = pages[0] if pages else ""
    if page and "://" not in page:
        page = f"https://{page}"
    links = Links(page, email)
    more = len(emails) > 1 or len(pages) > 1
    return Cleaned(
        links, text, Rule.PARTLY if more else Rule.AS_SAID if plain == str(links) else Rule.REFORMATTED
    )
