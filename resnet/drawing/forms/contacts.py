"""How often the manager acted and how often a resource did, by the need domain it was for."""

from __future__ import annotations

from dataclasses import dataclass

from resnet.drawing.forms.form import Table, table
from resnet.drawing.forms.papers import Papers


@dataclass(slots=True)
class _Sum:
    direct: int = 0
    minutes: int = 0
    resource: int = 0


def contact_sums(papers: Papers) -> Table:
    """Sum of D (with minutes) and R contacts by need domain; a contact for several needs counts for each.

    Source: domain.md §9, closing: sum of D and R contacts (minutes for D) by type of service need.
    """
    sums: dict[str, _Sum] = {}
    for contact in papers.of("contact"):
        domains = {need.text("domain") for need in papers.ends_of(contact, "pursues")} or {""}
        minutes = contact.get("minutes")
        for domain in domains:
            found = sums.setdefault(domain, _Sum())
            if contact.text("directness") == "direct":
                found.direct += 1
                found.minutes += minutes if isinstance(minutes, int) else 0
            elif contact.text("directness"):
                found.resource += 1
    say = papers.say
    heads = (say.text(f"form-sums-{each}") for each in ("domain", "direct", "minutes", "resource"))
    rows = (
        (
            papers.code("need_domains_2026", domain) or say.text("form-sums-other"),
            str(found.direct),
            str(found.minutes),
            str(found.resource),
        )
        for domain, found in sorted(sums.items(), key=lambda pair: (not pair[0], pair[0]))
    )
    return table(heads, (5, 2, 2, 2), rows, blank=4)
