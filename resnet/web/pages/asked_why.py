"""What a case manager asks of a need's answer: why not this one, and what if the consent were wider."""

from __future__ import annotations

from starlette.responses import Response

from resnet.errors import NodeNotFoundError
from resnet.matching.policy import REASONS
from resnet.matching.read import read_facts
from resnet.matching.what_if import opened_by_consent
from resnet.matching.why_not import SHOWN, find_left_out
from resnet.matching.words import finding_words, reason_words
from resnet.web.desk import Asked
from resnet.web.pages.need import read_need, say_match
from resnet.web.render import CASE_ROLES, page


def show_left_out(asked: Asked) -> Response:
    """The services that one reason leaves out, each with what was found against it.

    Raises:
        NodeNotFoundError: If the need is missing or hidden, or there is no such reason.
    """
    desk = asked.desk
    desk.require(*CASE_ROLES)
    view, reason = desk.view(), asked.place["reason"]
    need = read_need(view, asked.node())
    if reason not in REASONS:
        raise NodeNotFoundError
    found = find_left_out(desk.network(), read_facts(view, need.id), reason)
    return page(
        desk,
        "left_out.html",
        need=need,
        reason=reason_words(reason, desk.language),
        most=SHOWN,
        services=[
            {
                "name": each.name,
                "providers": [
                    (f"/directory/{provider}", name)
                    for provider, name in zip(each.providers, each.provider_names, strict=True)
                ],
                "against": [finding_words(finding, desk.language) for finding in each.against],
            }
            for each in found
        ],
    )


def show_wider(asked: Asked) -> Response:
    """What a wider consent would open; nothing is written, and the client decides."""
    desk = asked.desk
    desk.require(*CASE_ROLES)
    view = desk.view()
    need = read_need(view, asked.node())
    found = opened_by_consent(desk.network(), read_facts(view, need.id))
    return page(
        desk,
        "wider.html",
        need=need,
        opened=[(say_match(each.match, desk), ", ".join(name for _, name in each.told)) for each in found],
    )
