"""A file that was handed in: how far it is, how it would be read, what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from starlette.responses import JSONResponse, Response

from resnet.ingest.handed.kept import BUSY, Handed, Step, Wishes
from resnet.ingest.mapping.correction import NOTHING
from resnet.ingest.mapping.preset import presets
from resnet.ingest.mapping.preview import no_role_label, role_choices, role_label
from resnet.ingest.mapping.role import Role
from resnet.messages import Messages
from resnet.ontology.words import KOREA
from resnet.web.desk import Asked, Desk
from resnet.web.entry import BadEntryError, day_of
from resnet.web.pages.lists.overview import say_step
from resnet.web.render import LIST_ROLES, SECURITY, Onward, page

# A form of ours has two hundred fields at most.
_MOST_ASKED: Final = 150
_TEMPLATES: Final = {
    Step.SEEN: "lists/seen.html",
    Step.TAKEN: "lists/report.html",
    Step.REFUSED: "lists/refused.html",
    Step.WITHDRAWN: "lists/withdrawn.html",
}


def show_file(asked: Asked) -> Response:
    """The page of the file, as far as the work on it is."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    handed = desk.lists.state(desk.scope, asked.place["id"])
    if handed.step in BUSY:
        return page(
            desk, "lists/working.html", has_script=True, file=handed, says=_progress(handed, desk.words)
        )
    given = _seen(desk, handed) if handed.step is Step.SEEN else {}
    layouts = [(name, each.title.of(desk.language)) for name, each in presets().items() if not each.refuse]
    return page(desk, _TEMPLATES[handed.step], file=handed, layouts=layouts, **given)


def tell_state(asked: Asked) -> Response:
    """How far it is, for the script of its page."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    handed = desk.lists.state(desk.scope, asked.place["id"])
    told = {
        "busy": handed.step in BUSY and not handed.code,
        "done": handed.done,
        "total": handed.total,
        "says": _progress(handed, desk.words),
    }
    return JSONResponse(told, headers=SECURITY)


def take_wishes(asked: Asked) -> Response:
    """Look again, as the person says the columns are to be read."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    handed = desk.lists.state(desk.scope, asked.place["id"])
    desk.lists.look_again(desk.scope, handed.id, _wishes(asked, handed))
    return Onward(f"/lists/files/{handed.id}")


def take_in(asked: Asked) -> Response:
    """Read the file into the directory, as it was looked at."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    handed = desk.lists.state(desk.scope, asked.place["id"])
    is_remembered = asked.is_ticked("saves") or handed.wishes.is_remembered
    desk.lists.take(desk.scope, handed.id, replace(handed.wishes, is_remembered=is_remembered))
    return Onward(f"/lists/files/{handed.id}")


def throw_away(asked: Asked) -> Response:
    """Let the file go."""
    desk = asked.desk
    desk.require(*LIST_ROLES)
    if not desk.lists.throw_away(desk.scope, asked.place["id"]):
        return Onward(f"/lists/files/{asked.place['id']}", [desk.words.text("lists-at-work")])
    return Onward("/lists", [desk.words.text("lists-thrown-away")])


def _progress(handed: Handed, words: Messages) -> str:
    step = say_step(handed, words)
    if not handed.total:
        return step
    return words.text("lists-progress", step=step, done=handed.done, total=handed.total)


def _wishes(asked: Asked, handed: Handed) -> Wishes:
    """What was wished before, and every column that was given another role on the page."""
    roles = dict(each.rpartition("=")[::2] for each in handed.wishes.roles)
    for one in handed.seen.get("lists", ()):
        for column in one["columns"]:
            chosen = asked.line(f"role-{column['key']}")
            if chosen and chosen != _shown(column):
                roles[column["key"]] = chosen
    return replace(
        handed.wishes,
        roles=tuple(f"{key}={role}" for key, role in roles.items()),
        sheet=asked.line("sheet") if "sheet" in asked.form else handed.wishes.sheet,
        preset=asked.line("preset") if "preset" in asked.form else handed.wishes.preset,
        as_of=_day(asked) if "as_of" in asked.form else handed.wishes.as_of,
        may_go=asked.is_ticked("may_go") or handed.wishes.may_go,
    )


def _shown(column: dict[str, Any]) -> str:
    """The choice that the page shows for the column: none of its own where it is of a week."""
    return column["role"] or ("" if column.get("is_of_week") else NOTHING)


def _day(asked: Asked) -> str:
    day = day_of(asked.line("as_of"), "as_of")
    if day is not None and day > asked.desk.store.now().astimezone(KOREA).date():
        # It would outrank all that is said until then.
        raise BadEntryError("as_of")
    return day.isoformat() if day is not None else ""


def _seen(desk: Desk, handed: Handed) -> dict[str, Any]:
    words, language = desk.words, desk.language
    asked = 0
    lists = []
    for one in handed.seen["lists"]:
        asked += len(one["columns"])
        lists.append(
            {
                **one,
                "title": words.text(f"ingest-subject-{one['subject']}"),
                "layout": one["preset_title"][language],
                "is_asked": asked <= _MOST_ASKED,
                "columns": [_column(each, words) for each in one["columns"]],
                "left_out": [{**each, "why": each["why"][language]} for each in one["left_out"]],
                "unread": [{**each, "field": each["field"][language]} for each in one["unread"]],
                "refused": [
                    {**each, "says": words.text(f"ingest-refused-{each['why']}")} for each in one["refused"]
                ],
            }
        )
    return {
        "lists": lists,
        "choices": [(role.value, says) for role, says in role_choices(words)],
        "nothing": NOTHING,
        "lines": handed.seen["lines"][language],
        "skipped": [each[language] for each in handed.seen["skipped"]],
        "is_corrected": bool(handed.wishes.roles),
    }


def _column(column: dict[str, Any], words: Messages) -> dict[str, Any]:
    role = column["role"]
    return {
        **column,
        "role_says": (
            role_label(Role(role), words)
            if role
            else no_role_label(words, is_of_week=bool(column.get("is_of_week")))
        ),
        "why_says": words.text(f"ingest-why-{column['why']}"),
    }
