"""Which page answers at which address."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from resnet.access.attempts import Attempts
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.drawing.network.kept import KeptMaps
from resnet.errors import ResnetError
from resnet.gaps.kept import KeptReports
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import NodeId
from resnet.graph.network.follow import NetworkFollower
from resnet.ingest.freshness.due_kept import KeptDue
from resnet.ingest.handed.work import open_lists
from resnet.serving.status import status_of
from resnet.serving.threads import in_thread
from resnet.settings import Settings
from resnet.web.door import Door, Endpoint, House, Page
from resnet.web.pages import (
    allocation,
    asked_why,
    case,
    cases,
    directory,
    drawings,
    ecomap,
    forms,
    gaps,
    letter,
    need,
    network,
    own_entry,
    policies,
    referral,
    referrals,
    sign_in,
    team,
    template,
    together,
)
from resnet.web.pages.lists import due, export, hand_in, handed, overview, review, taken
from resnet.web.pages.sheets import (
    acts,
    advocacy,
    agreement,
    allotment,
    assessed,
    closing,
    conference,
    consent,
    contact,
    draft,
    emergency,
    emotion_ended,
    evaluation,
    family,
    genogram_note,
    intake,
    judgement,
    plan,
    statement,
    support,
    triangle,
    worker,
)
from resnet.web.pages.sheets import need as agreed_need
from resnet.web.pages.sheets import team as team_sheets
from resnet.web.render import LIST_ROLES, WORKERS
from resnet.web.session import Sessions
from resnet.web.static_files import send_static

_OPEN: dict[tuple[str, str], Page] = {
    ("GET", "/sign-in"): sign_in.show_sign_in,
    ("POST", "/sign-in"): sign_in.take_sign_in,
    ("POST", "/sign-out"): sign_in.take_sign_out,
    ("POST", "/language"): sign_in.take_language,
}
# Pages to which a file is brought.
_FILES: dict[tuple[str, str], tuple[Page, frozenset[Role]]] = {
    ("POST", "/lists"): (hand_in.take_file, LIST_ROLES),
    ("POST", "/cases/{id}/template"): (template.take_template, frozenset(WORKERS)),
}
_PAGES: dict[tuple[str, str], Page] = {
    ("GET", "/"): sign_in.show_home,
    ("GET", "/lists"): overview.show_lists,
    ("POST", "/lists/layouts"): overview.forget_layout,
    ("GET", "/lists/files/{id}"): handed.show_file,
    ("GET", "/lists/files/{id}/state"): handed.tell_state,
    ("POST", "/lists/files/{id}/look"): handed.take_wishes,
    ("POST", "/lists/files/{id}/take"): handed.take_in,
    ("POST", "/lists/files/{id}/drop"): handed.throw_away,
    ("GET", "/lists/taken/{id}"): taken.show_taken,
    ("POST", "/lists/taken/{id}/withdraw"): taken.take_back,
    ("GET", "/lists/export/{form}"): export.send_export,
    ("GET", "/lists/review"): review.show_review,
    ("POST", "/lists/review"): review.take_judgement,
    ("GET", "/lists/due"): due.show_due,
    ("GET", "/directory"): directory.show_directory,
    ("GET", "/directory/{id}"): directory.show_agency,
    ("POST", "/directory/{id}/confirm"): directory.take_confirmation,
    ("POST", "/directory/{id}/refuge"): directory.take_refuge,
    ("GET", "/directory/{id}/entry"): own_entry.show_own_entry,
    ("POST", "/directory/{id}/entry"): own_entry.take_own_entry,
    ("GET", "/directory/{id}/worker"): worker.show_worker,
    ("POST", "/directory/{id}/worker"): worker.take_worker,
    ("GET", "/directory/{id}/acquainted"): worker.show_acquainted,
    ("POST", "/directory/{id}/acquainted"): worker.take_acquainted,
    ("GET", "/network"): network.show_network,
    ("GET", "/network/map"): network.send_map,
    ("GET", "/network/spot"): network.send_spot,
    ("GET", "/network/picture"): network.show_picture,
    ("GET", "/network/file/{form}"): network.send_file,
    ("GET", "/cases"): cases.show_cases,
    ("GET", "/cases/{id}"): case.show_case,
    ("GET", "/cases/{id}/team"): team.show_team,
    ("GET", "/cases/{id}/together"): together.show_together,
    ("GET", "/cases/{id}/forms/{name}"): forms.send_form,
    ("GET", "/forms/{name}"): forms.send_blank,
    ("GET", "/cases/{id}/template"): template.show_template,
    ("GET", "/cases/{id}/genogram.svg"): drawings.show_genogram,
    ("GET", "/cases/{id}/ecomap.svg"): drawings.show_ecomap,
    ("GET", "/cases/{id}/genogram.html"): drawings.show_genogram_page,
    ("GET", "/cases/{id}/ecomap.html"): drawings.show_ecomap_file,
    ("GET", "/cases/{id}/ecomap"): ecomap.show_ecomap_page,
    ("POST", "/cases/{id}/ecomap"): ecomap.take_ecomap,
    ("POST", "/cases/{id}/ecomap/preview"): ecomap.show_preview,
    ("POST", "/cases/{id}/ecomap/systems"): ecomap.take_new_system,
    ("POST", "/cases/{id}/ecomap/undo"): ecomap.take_undo,
    ("GET", "/intake"): intake.show_intake,
    ("POST", "/intake"): intake.take_intake,
    ("GET", "/cases/{id}/acts"): acts.show_acts,
    ("GET", "/cases/{id}/statement"): statement.show_statement,
    ("POST", "/cases/{id}/statement"): statement.take_statement_sheet,
    ("GET", "/cases/{id}/need"): agreed_need.show_agreed_need,
    ("POST", "/cases/{id}/need"): agreed_need.take_agreed_need,
    ("GET", "/cases/{id}/relative"): family.show_relative,
    ("POST", "/cases/{id}/relative"): family.take_relative,
    ("GET", "/cases/{id}/tie"): family.show_tie,
    ("POST", "/cases/{id}/tie"): family.take_tie,
    ("GET", "/cases/{id}/person"): family.show_person,
    ("POST", "/cases/{id}/person"): family.take_person,
    ("GET", "/cases/{id}/triangle"): triangle.show_triangle,
    ("POST", "/cases/{id}/triangle"): triangle.take_triangle,
    ("GET", "/cases/{id}/emotion-ended"): emotion_ended.show_emotion_ended,
    ("POST", "/cases/{id}/emotion-ended"): emotion_ended.take_emotion_ended,
    ("GET", "/cases/{id}/genogram-note"): genogram_note.show_genogram_note,
    ("POST", "/cases/{id}/genogram-note"): genogram_note.take_genogram_note,
    ("GET", "/cases/{id}/consent"): consent.show_consent,
    ("POST", "/cases/{id}/consent"): consent.take_consent,
    ("GET", "/cases/{id}/withdraw"): consent.show_withdrawal,
    ("POST", "/cases/{id}/withdraw"): consent.take_withdrawal,
    ("GET", "/cases/{id}/team-form"): team_sheets.show_forming,
    ("POST", "/cases/{id}/team-form"): team_sheets.take_forming,
    ("GET", "/cases/{id}/seat"): team_sheets.show_seat,
    ("POST", "/cases/{id}/seat"): team_sheets.take_seat,
    ("GET", "/cases/{id}/seat-left"): team_sheets.show_leaving,
    ("POST", "/cases/{id}/seat-left"): team_sheets.take_leaving,
    ("GET", "/agreement"): agreement.show_agreement,
    ("POST", "/agreement"): agreement.take_agreement,
    ("GET", "/emergency"): emergency.show_emergency_by_number,
    ("POST", "/emergency"): emergency.take_emergency_by_number,
    ("GET", "/cases/{id}/emergency"): emergency.show_emergency,
    ("POST", "/cases/{id}/emergency"): emergency.take_emergency,
    ("GET", "/cases/{id}/emergency-review"): emergency.show_review,
    ("POST", "/cases/{id}/emergency-review"): emergency.take_review,
    ("GET", "/cases/{id}/strength"): assessed.show_strength,
    ("POST", "/cases/{id}/strength"): assessed.take_strength,
    ("GET", "/cases/{id}/obstacle"): assessed.show_obstacle,
    ("POST", "/cases/{id}/obstacle"): assessed.take_obstacle,
    ("GET", "/cases/{id}/judgement"): judgement.show_judgement,
    ("POST", "/cases/{id}/judgement"): judgement.take_judgement,
    ("GET", "/cases/{id}/assignment"): judgement.show_assignment,
    ("POST", "/cases/{id}/assignment"): judgement.take_assignment,
    ("GET", "/cases/{id}/contact"): contact.show_contact,
    ("POST", "/cases/{id}/contact"): contact.take_contact,
    ("GET", "/cases/{id}/evaluation"): evaluation.show_evaluation,
    ("POST", "/cases/{id}/evaluation"): evaluation.take_evaluation,
    ("GET", "/cases/{id}/supporter"): support.show_supporter,
    ("POST", "/cases/{id}/supporter"): support.take_supporter,
    ("GET", "/cases/{id}/received"): support.show_received,
    ("POST", "/cases/{id}/received"): support.take_received,
    ("GET", "/cases/{id}/ended"): support.show_ended,
    ("POST", "/cases/{id}/ended"): support.take_ended,
    ("GET", "/cases/{id}/advocacy"): advocacy.show_advocacy,
    ("POST", "/cases/{id}/advocacy"): advocacy.take_advocacy,
    ("GET", "/cases/{id}/advocacy-result"): advocacy.show_result,
    ("POST", "/cases/{id}/advocacy-result"): advocacy.take_result,
    ("GET", "/cases/{id}/plan"): plan.show_plan_item,
    ("POST", "/cases/{id}/plan"): plan.take_plan_item,
    ("GET", "/cases/{id}/conference"): conference.show_conference,
    ("POST", "/cases/{id}/conference"): conference.take_conference,
    ("GET", "/cases/{id}/closing"): closing.show_closing,
    ("POST", "/cases/{id}/closing"): closing.take_closing,
    ("GET", "/needs/{id}"): need.show_need,
    ("POST", "/needs/{id}/choose"): need.take_choice,
    ("GET", "/needs/{id}/why/{reason}"): asked_why.show_left_out,
    ("GET", "/needs/{id}/wider"): asked_why.show_wider,
    ("GET", "/choices/{id}"): letter.show_letter,
    ("POST", "/choices/{id}/letter"): letter.take_letter,
    ("GET", "/allocation"): allocation.show_allocation,
    ("GET", "/allocation/{id}"): allocation.show_allotted,
    ("GET", "/allocation/{id}/confirm"): allotment.show_confirming,
    ("POST", "/allocation/{id}/confirm"): allotment.take_confirming,
    ("POST", "/allocation/{id}/undo"): allocation.take_undo,
    ("GET", "/referrals"): referrals.show_referrals,
    ("GET", "/referrals/{id}"): referral.show_referral,
    ("GET", "/referrals/{id}/send"): draft.show_draft,
    ("POST", "/referrals/{id}/send"): draft.take_draft,
    ("POST", "/referrals/{id}/answer"): referral.take_answer,
    ("POST", "/referrals/{id}/feedback"): referral.take_client_feedback,
    ("GET", "/gaps"): gaps.show_gaps,
    ("GET", "/gaps.csv"): gaps.send_csv,
    ("GET", "/gaps/equity"): policies.show_equity,
    ("GET", "/gaps/policies"): policies.show_comparison,
    ("GET", "/gaps/{group}.svg"): gaps.show_chart,
}


def make_pages(  # noqa: PLR0913 - what the whole application hands over, once
    app: FastAPI,
    store: AuditedStore,
    follower: NetworkFollower,
    secret: bytes,
    settings: Settings,
    *,
    attempts: Attempts,
    is_demo: bool,
) -> None:
    """Add every page to the application."""
    reports, due = KeptReports(store), KeptDue(store)
    lists = open_lists(store, settings, secret)
    sessions, maps = Sessions(secret), KeptMaps(settings.map_path)
    house = House(store, follower, reports, due, sessions, attempts, settings.language, is_demo, lists, maps)
    door = Door(house)
    # The framework would lead from "/cases/" to whatever host the request names.
    app.router.redirect_slashes = False
    for (method, address), (page, roles) in _FILES.items():
        app.router.routes.append(Route(address, door.to_files(address, page, roles), methods=[method]))
    for pages, is_open in ((_OPEN, True), (_PAGES, False)):
        for (method, address), page in pages.items():
            app.router.routes.append(
                Route(address, door.to(address, page, is_open=is_open), methods=[method])
            )
    app.router.routes.append(Route("/static/{name}", send_static, methods=["GET"]))
    app.router.routes.append(Route("/health", _health_of(store), methods=["GET"]))

    async def no_page(request: Request, error: Exception) -> Response:
        del error
        return await in_thread(door.not_found, request)

    async def fault(request: Request, error: Exception) -> Response:
        del error
        return await in_thread(door.failed, request)

    app.add_exception_handler(Exception, fault)
    for status in (404, 405):
        app.add_exception_handler(status, no_page)
    app.add_exception_handler(HTTPException, no_page)


def _health_of(store: AuditedStore) -> Endpoint:
    async def say_health(request: Request) -> Response:
        del request
        try:
            await in_thread(_read_something, store)
        except ResnetError as error:
            return JSONResponse({"status": "failing", "code": error.code}, status_code=status_of(error))
        return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})

    return say_health


def _read_something(store: AuditedStore) -> None:
    # Somebody who may see nothing of anybody: a question of health opens no door.
    nobody = Scope.of(NodeId("person:health"), frozenset({Role.COUNCIL}), reason="health of the service")
    store.view(nobody).find("agency", limit=1)
