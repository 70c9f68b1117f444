"""The sheet by which a person confirms one place of the sharing, after the client was asked."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.responses import Response

from resnet.casework.allotment import AllotmentGiven, confirm_allotment
from resnet.casework.circle import granted
from resnet.errors import NodeNotFoundError
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, get_node
from resnet.matching.allocation.plan import Allotted
from resnet.matching.policy import STANDARD
from resnet.ontology.category import PERSONAL, Category
from resnet.web.desk import Asked, Desk
from resnet.web.pages.allocation import allotted_in, read_allocation
from resnet.web.pages.sheets.around import field_ask
from resnet.web.render import WORKERS, Onward, category_choices, choices, onward
from resnet.web.sheet import Ask, Filled, Group, Options, Sheet, Way, show_sheet, take_sheet


@dataclass(frozen=True)
class _Confirming:
    allotted: Allotted
    service: NodeId
    policy: str
    receivers: Options
    items: Options


def show_confirming(asked: Asked) -> Response:
    """The sheet; nothing is ticked before the client says so."""
    return show_sheet(asked.desk, _sheet(asked, _confirming(asked)))


def take_confirming(asked: Asked) -> Response:
    """Keep the choice and the draft; the letter is sent from its own page."""
    desk = asked.desk
    desk.require(*WORKERS)
    try:
        confirming = _confirming(asked)
    except NodeNotFoundError:
        # A form that comes twice finds its need settled: the act knows it by its commit.
        return _confirm(asked, Filled({}))
    return take_sheet(asked, _sheet(asked, confirming), lambda filled: _confirm(asked, filled))


def _confirm(asked: Asked, filled: Filled) -> Onward:
    desk = asked.desk
    given = AllotmentGiven(
        need=asked.node(),
        service=NodeId(asked.query.get("service", "")),
        policy=asked.query.get("policy", STANDARD),
        decided_by=filled.text("decided_by"),
        reason=filled.text("reason"),
        override_ground=filled.text("override_ground") or None,
        passes_on=frozenset(Category(each) for each in filled.codes("passes_on")),
        goal=filled.text("goal"),
        summary=filled.text("summary"),
        receiver=NodeId(filled.text("receiver")) if filled.text("receiver") else None,
    )
    kept = confirm_allotment(desk.store, desk.scope, desk.network(), given, commit=asked.commit("allot"))
    return onward(desk, f"/referrals/{kept.referral}", "allot-confirmed", kept.warnings)


def _confirming(asked: Asked) -> _Confirming:
    desk = asked.desk
    desk.require(*WORKERS)
    found = read_allocation(asked)
    allotted = allotted_in(found, asked.node())
    if allotted.service is None:
        raise NodeNotFoundError
    view = desk.view()
    need = get_node(view, allotted.need, "agreed_need")
    known = granted(view, need.about[0]) & PERSONAL - {Category.WORK_NOTES}
    providers = view.nodes(edge.start for edge in edges_in(view, [allotted.service], "offers"))
    return _Confirming(
        allotted=allotted,
        service=allotted.service,
        policy=found.policy,
        receivers=tuple((each.id, each.text("name")) for each in providers.values()),
        items=category_choices(known, desk.language),
    )


def _sheet(asked: Asked, confirming: _Confirming) -> Sheet:
    desk, words = asked.desk, asked.desk.words
    # What was shown is what is confirmed: if it is shared otherwise meanwhile, the act refuses.
    proposed = {"policy": confirming.policy, "service": confirming.service}
    return Sheet(
        title=words.text("allot-confirm-title", text=confirming.allotted.text, name=confirming.allotted.name),
        address=f"/allocation/{confirming.allotted.need}/confirm?{urlencode(proposed)}",
        back=f"/allocation?policy={confirming.policy}",
        back_words=words.text("allot-page"),
        send=words.text("allot-do-confirm"),
        says=words.text("allot-confirm-says"),
        at={
            "override-ground": "override_ground",
            "no-override": "override_ground",
            "which-receiver": "receiver",
            "not-the-provider": "receiver",
            "nothing-passed": "passes_on",
            "passes-own-notes": "passes_on",
        },
        groups=(_decided(desk), _letter(desk, confirming)),
    )


def _decided(desk: Desk) -> Group:
    words = desk.words
    deciders = tuple(choices("deciders", desk.language))
    grounds = tuple(choices("override_grounds", desk.language))
    by = words.text("web-decided-by")
    return Group(
        by,
        (
            Ask(name="decided_by", label=by, way=Way.PICK, options=deciders, is_required=True),
            Ask(name="reason", label=words.text("web-choose-why"), way=Way.TEXT),
            Ask(name="override_ground", label=words.text("web-override"), way=Way.PICK, options=grounds),
        ),
    )


def _letter(desk: Desk, confirming: _Confirming) -> Group:
    words = desk.words
    receiver = Ask(
        name="receiver", label=words.text("web-receiver"), way=Way.PICK, options=confirming.receivers
    )
    return Group(
        words.text("web-referral-letter"),
        (
            *((receiver,) if len(confirming.receivers) > 1 else ()),
            field_ask(desk, "referral", "summary", Way.TEXT),
            field_ask(desk, "referral", "goal", Way.TEXT),
            Ask(
                name="passes_on",
                label=words.text("web-passes-on"),
                way=Way.PICKS,
                options=confirming.items,
                is_required=True,
                hint=words.text("web-passes-on-says"),
            ),
        ),
    )
