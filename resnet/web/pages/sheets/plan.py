"""The sheet of a plan item: what is done for which need, where, by whom, how often, until when."""

from __future__ import annotations

from starlette.responses import Response

from resnet.casework.plan import PlanItemGiven, plan_item
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.web.desk import Asked
from resnet.web.pages.sheets.around import CaseDesk, case_desk, field_ask, find_by_name, named
from resnet.web.render import Onward, onward
from resnet.web.sheet import Ask, Filled, Group, Options, Sheet, Way, show_sheet, take_sheet


def show_plan_item(asked: Asked) -> Response:
    """The empty sheet."""
    at = case_desk(asked)
    return show_sheet(at.desk, _sheet(at))


def take_plan_item(asked: Asked) -> Response:
    """Add the item to the plan."""
    at = case_desk(asked)

    def act(filled: Filled) -> Onward:
        other = find_by_name(at.desk, at.view, "service", filled.text("other_service"), "other_service")
        uses = dict.fromkeys([*(NodeId(each) for each in filled.codes("uses")), *([other] if other else [])])
        given = PlanItemGiven(
            case=at.case.id,
            needs=tuple(NodeId(each) for each in filled.codes("needs")),
            action=filled.text("action"),
            short_goal=filled.text("short_goal"),
            long_goal=filled.text("long_goal"),
            uses=tuple(uses),
            place=filled.text("place"),
            per_week=filled.number("per_week"),
            responsible=filled.text("responsible"),
            begins_on=filled.day("begins_on"),
            ends_on=filled.day("ends_on"),
        )
        kept = plan_item(at.desk.store, at.desk.scope, given, commit=asked.commit("plan"))
        return onward(at.desk, f"{at.href}#file", "sheet-plan-kept", kept.warnings)

    return take_sheet(asked, _sheet(at), act)


def _resources(at: CaseDesk) -> Options:
    """What the client has or chose already: services, and people and groups who help."""
    client = [at.case.client.id]
    used = [edge.end for edge in edges_out(at.view, client, "receives")]
    choices = [node.id for node in at.file("choice")]
    used += [edge.end for edge in edges_out(at.view, choices, "chose")]
    helpers = [edge.start for edge in edges_in(at.view, client, "supports")]
    return (
        *named(at.view, used, "service"),
        *named(at.view, [*helpers, *used], "person"),
        *named(at.view, [*helpers, *used], "group"),
    )


def _sheet(at: CaseDesk) -> Sheet:
    desk, words = at.desk, at.desk.words
    needs = tuple((node.id, node.text("text")) for node in at.file("agreed_need"))

    def ask(name: str, way: Way, **more: bool | str) -> Ask:
        return field_ask(desk, "plan_item", name, way, **more)

    return Sheet(
        title=words.text("sheet-plan"),
        address=f"{at.href}/plan",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        at={"no-words": "action", "no-need": "needs", "period": "ends_on"},
        groups=(
            Group(
                "",
                (
                    Ask(
                        name="needs",
                        label=words.text("sheet-for-needs"),
                        way=Way.PICKS,
                        options=needs,
                        is_required=True,
                    ),
                    ask("long_goal", Way.TEXT),
                    ask("short_goal", Way.TEXT, is_required=True),
                    ask("action", Way.TEXT, is_required=True),
                ),
            ),
            Group(
                words.text("sheet-with-what"),
                (
                    Ask(name="uses", label=words.text("sheet-uses"), way=Way.PICKS, options=_resources(at)),
                    Ask(
                        name="other_service",
                        label=words.text("sheet-other-service"),
                        hint=words.text("sheet-by-name-hint"),
                    ),
                    ask("place", Way.LINE),
                    ask("per_week", Way.NUMBER),
                    ask("responsible", Way.LINE, hint=words.text("sheet-responsible-hint")),
                ),
            ),
            Group(words.text("sheet-period"), (ask("begins_on", Way.DAY), ask("ends_on", Way.DAY))),
        ),
    )
