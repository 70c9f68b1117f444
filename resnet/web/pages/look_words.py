"""What the reason of a look is called on screen: nobody is told of an address."""

from __future__ import annotations

from typing import Final

from resnet.messages import Messages

# Pages whose name is not that of a sheet: address → its words.
_PAGES: Final = {
    "/": "web-home",
    "/cases": "web-menu-cases",
    "/cases/{id}": "web-page-case",
    "/cases/{id}/team": "team-title",
    "/cases/{id}/together": "together-title",
    "/cases/{id}/forms/{name}": "web-forms",
    "/cases/{id}/genogram.svg": "web-genogram",
    "/cases/{id}/genogram.html": "web-genogram",
    "/cases/{id}/template": "template-page",
    "/cases/{id}/withdraw": "sheet-withdrawal",
    "/referrals/{id}/send": "sheet-draft",
    "/needs/{id}": "web-paths",
    "/needs/{id}/choose": "web-choose-title",
    "/needs/{id}/why/{reason}": "why-not-title",
    "/needs/{id}/wider": "wider-title",
    "/choices/{id}": "web-referral-letter",
    "/choices/{id}/letter": "web-referral-letter",
    "/referrals": "web-menu-referrals",
    "/referrals/{id}": "web-referral",
    "/referrals/{id}/answer": "web-referral-answer",
    "/referrals/{id}/feedback": "web-referral-feedback",
}
# Whatever is below these is one thing to the person it is about.
_BELOW: Final = {
    "/cases/{id}/ecomap": "web-ecomap",
    "/allocation": "allot-page",
    "/forms": "web-forms",
    "/gaps": "web-menu-gaps",
    "/directory": "web-menu-directory",
    "/network": "web-menu-network",
    "/lists": "web-menu-lists",
}
_OTHERS: Final = (
    ("program ", "web-look-program"),
    ("command line", "web-look-command"),
    ("page ", "web-look-page"),
)


def say_look(why: str, words: Messages) -> str:
    """The reason of a look in words; one of another room is shown as it stands."""
    address = why.removeprefix("page ")
    if address != why:
        sheet = f"sheet-{address.rpartition('/')[2]}"
        if address in _PAGES:
            return words.text(_PAGES[address])
        for stem, key in _BELOW.items():
            if address.startswith(stem):
                return words.text(key)
        if words.has(sheet):
            return words.text(sheet)
    return next((words.text(key) for start, key in _OTHERS if why.startswith(start)), why)
