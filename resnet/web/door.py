"""The way in and out of every page: session, form token, language, errors, cookies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from resnet.access.attempts import Attempts
from resnet.access.role import Role
from resnet.drawing.network.kept import KeptMaps
from resnet.errors import ForbiddenError, NodeNotFoundError, ResnetError
from resnet.gaps.kept import KeptReports
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import NodeId
from resnet.graph.network.follow import NetworkFollower
from resnet.ingest.freshness.due_kept import KeptDue
from resnet.ingest.handed.work import ListDesk
from resnet.serving.identity import SignInError, signed_in
from resnet.serving.threads import in_thread
from resnet.web.desk import Asked, Desk, Visitor
from resnet.web.form import Form, FormExpiredError, HandedInFile, read_form, read_form_with_file
from resnet.web.problem import problem_page
from resnet.web.render import Onward
from resnet.web.session import NOTE_COOKIE, Session, Sessions, keep_language, language_of, new_session


class FaultError(ResnetError):
    """Something failed that nobody foresaw; what it was stands in the server's own log."""

    code: ClassVar[str] = "fault"

    def __init__(self) -> None:
        super().__init__("the program failed at this. Tell your administrator when it was and what you did.")


Page = Callable[[Asked], Response]
Endpoint = Callable[[Request], Awaitable[Response]]
ENTRY = "/sign-in"


@dataclass(frozen=True)
class House:
    """What all requests share."""

    store: AuditedStore
    follower: NetworkFollower
    reports: KeptReports
    due: KeptDue
    sessions: Sessions
    attempts: Attempts
    language: str
    is_demo: bool
    lists: ListDesk
    maps: KeptMaps


class Door:
    """Turns plain page functions into endpoints."""

    def __init__(self, house: House) -> None:
        self.house = house

    def to_files(self, address: str, page: Page, roles: frozenset[Role]) -> Endpoint:
        """The endpoint of a page to which people of these roles bring a file.

        Of anybody else nothing is read: a stranger must not fill this machine.
        """

        async def answer(request: Request) -> Response:
            session = self.house.sessions.read(request)
            form: Form | ResnetError = {}
            file: HandedInFile | None = None
            try:
                if await in_thread(self._may_bring, session, address, roles):
                    form, file = await read_form_with_file(request, self.house.lists.most_bytes)
                elif session.account is not None:
                    form = ForbiddenError("bring a file with your role")
            except ResnetError as error:
                form = error
            asking = _Asking(request, session, form, address, is_open=False, file=file)
            return await in_thread(self._answer, asking, page)

        return answer

    def _may_bring(self, session: Session, address: str, roles: frozenset[Role]) -> bool:
        try:
            visitor = self._visitor(session, address)
        except SignInError:
            return False
        return visitor is not None and bool(visitor.roles & roles)

    def to(self, address: str, page: Page, *, is_open: bool = False) -> Endpoint:
        """The endpoint of the page at ``address``; only an ``is_open`` one is for strangers."""

        async def answer(request: Request) -> Response:
            session = self.house.sessions.read(request)
            form: Form | ResnetError = {}
            if request.method == "POST":
                try:
                    form = await read_form(request)
                except ResnetError as error:
                    form = error
            asking = _Asking(request, session, form, address, is_open=is_open)
            return await in_thread(self._answer, asking, page)

        return answer

    def not_found(self, request: Request) -> Response:
        """What an address without a page answers: the same as a thing that is missing."""
        session = self.house.sessions.read(request)
        try:
            desk = self._desk(request, session, "/")
        except SignInError:
            # Whose session was ended is a stranger here.
            desk = self._desk(request, Session(None, ""), "/")
        return problem_page(desk, NodeNotFoundError())

    def failed(self, request: Request) -> Response:
        """What a fault of ours answers: a page that tells nothing, and whom to tell."""
        session = Session(None, "")
        return problem_page(self._desk(request, session, "/"), FaultError())

    def _answer(self, asking: _Asking, page: Page) -> Response:
        request, session = asking.request, asking.session
        try:
            desk = self._desk(request, session, asking.address)
        except SignInError:
            # Blocked or gone since the last page.
            session = new_session()
            response: Response = Onward(ENTRY)
            self.house.sessions.keep(request, response, session)
            return response
        response = self._guarded(desk, asking, page)
        self._keep_cookies(request, response, desk, session)
        return response

    def _keep_cookies(self, request: Request, response: Response, desk: Desk, session: Session) -> None:
        sessions = self.house.sessions
        if isinstance(response, Onward):
            if response.session is not None:
                sessions.keep(request, response, response.session)
            if response.language:
                keep_language(request, response, response.language)
            if response.notices:
                sessions.keep_notes(request, response, response.notices)
        elif desk.notices:
            response.delete_cookie(NOTE_COOKIE)
        if session.is_new and not (isinstance(response, Onward) and response.session):
            sessions.keep(request, response, session)

    def _guarded(self, desk: Desk, asking: _Asking, page: Page) -> Response:
        request = asking.request
        try:
            if isinstance(asking.form, ResnetError):
                raise asking.form
            token = asking.form.get("csrf", ("",))[-1]
            if request.method == "POST" and not self.house.sessions.is_own_form(asking.session, token):
                raise FormExpiredError
            if desk.visitor is None and not asking.is_open:
                return Onward(f"{ENTRY}?back={quote(request.url.path)}")
            asked = Asked(desk, request.path_params, dict(request.query_params), asking.form, asking.file)
            return page(asked)
        except ResnetError as error:
            return problem_page(desk, error)

    def _desk(self, request: Request, session: Session, address: str) -> Desk:
        house = self.house
        return Desk(
            store=house.store,
            follower=house.follower,
            reports=house.reports,
            due=house.due,
            visitor=self._visitor(session, address),
            attempts=house.attempts,
            address=request.client.host if request.client is not None else "",
            language=language_of(request, house.language),
            form_token=house.sessions.form_token(session),
            path=request.url.path,
            is_demo=house.is_demo,
            lists=house.lists,
            maps=house.maps,
            notices=house.sessions.read_notes(request),
        )

    def _visitor(self, session: Session, address: str) -> Visitor | None:
        if session.account is None:
            return None
        found = signed_in(self.house.store, NodeId(session.account), session.epoch)
        # The page without the ids in its address: those would be facts about somebody in the log.
        scope = found.scope(f"page {address}")
        return Visitor(found.account, found.actor, found.name, found.roles, scope)


@dataclass(frozen=True)
class _Asking:
    """A request with what was read of it before the thread."""

    request: Request
    session: Session
    form: Form | ResnetError
    address: str
    is_open: bool
    file: HandedInFile | None = None
