"""A list handed over for outreach: everybody in it consented, or nobody of it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.handing_over import HandingOver, take_outreach_file
from resnet.casework.intake import IntakeGiven, take_in
from resnet.casework.potential_client import potential_clients
from resnet.errors import ForbiddenError, NodeNotFoundError, RuleError
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_out, find_all, get_node
from resnet.ingest.bad_file import PersonNumberError
from resnet.ingest.outreach import NotAnOutreachListError, OutreachRowError
from resnet.ontology.category import PERSONAL
from tests.casework.world import KEEPER, World, scope_of
from tests.ingest.lists import registration_number

HEADS = ("연번", "성명", "생년월일", "연락처", "행정동", "동의여부", "동의일", "동의자", "동의자격", "비고")
ONE = ("1", "이가람", "1948-03-02", "032-111-2222", "", "동의함", "2026-10-20", "", "", "급여 중지")
TWO = ("2", "박누리", "2016.5.1", "010-1234-5678", "", "○", "26.10.25", "박하늘", "모", "")


class Office:
    """Who gives the list, who goes to see the people, and an agency that has no part in it."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.giver, self.hub = world.agency("물빛구청"), world.agency("나루복지관")
        self.manager = world.case_manager("최온", self.hub)
        self.outsider = world.case_manager("딴 담당", world.agency("딴곳"))

    def file(self, *rows: Sequence[str], heads: Sequence[str] = HEADS) -> Path:
        path = self.folder / "발굴명단.csv"
        lines = [",".join(row) for row in (("2026년 10월 급여 중지자 명단",), heads, *rows)]
        path.write_bytes("\n".join(lines).encode("cp949"))
        return path

    def take(self, path: Path, scope: Scope | None = None, **more: object) -> object:
        given = HandingOver(path=path, giver=str(more.pop("giver", "물빛구청")), **more)  # type: ignore[arg-type]
        return take_outreach_file(self.world.store, scope or self.manager, given)

    def people(self, scope: Scope) -> list[str]:
        return [each.person.text("name") for each in potential_clients(self.world.view(scope))]


@pytest.fixture
def office(world: World, tmp_path: Path) -> Office:
    return Office(world, tmp_path)


def commits(office: Office) -> int:
    return len(list(office.world.view(KEEPER).feed()))


def test_who_consented_becomes_a_potential_client_of_the_agency_that_goes_to_see_them(
    office: Office,
) -> None:
    office.take(office.file(ONE, TWO))

    assert office.people(office.manager) == ["박누리", "이가람"]
    assert office.people(office.outsider) == []


def test_giver_consent_and_its_day_are_kept_with_each_person(office: Office) -> None:
    office.take(office.file(ONE, TWO))

    view = office.world.view(office.manager)
    (child,) = [each.person for each in potential_clients(view) if each.person.text("name") == "박누리"]
    edges = edges_out(view, [child.id], "consents_to")
    consent = get_node(view, NodeId(edges[0].text("consent")), "consent")
    assert {edge.text("purpose") for edge in edges} == {"outreach"}
    assert {edge.end for edge in edges} == {office.hub}
    assert consent.text("obtained_by") == office.giver
    assert (consent.text("given_as"), consent.text("given_by")) == ("parent", "박하늘")
    assert str(consent.get("given_at"))[:10] == "2026-10-24"  # the beginning of the 25th in Korea


def test_what_is_not_needed_to_find_somebody_is_not_read_and_told(office: Office) -> None:
    report = office.take(office.file(ONE))

    told = " ".join(
        str(value) for node in find_all(office.world.view(KEEPER), "person") for value in node.fields.values()
    )
    assert report.not_taken == ("연번", "비고")  # type: ignore[attr-defined]
    assert "급여 중지" not in told


def test_the_consent_ends_and_with_it_what_it_opened(office: Office) -> None:
    office.take(office.file(ONE))

    office.world.clock.move(days=200)

    assert office.people(office.manager) == []


def test_the_same_list_again_changes_nothing_and_what_was_learnt_stands(office: Office) -> None:
    path = office.file(ONE, TWO)
    office.take(path)
    before = commits(office)

    same = office.take(path)
    longer = office.take(
        office.file(ONE, TWO, ("3", "한결", "", "032-333-4444", "", "동의", "2026-10-25", "", "", ""))
    )

    assert (same.taken, same.known) == (0, 2)  # type: ignore[attr-defined]
    assert (longer.taken, longer.known) == (1, 2)  # type: ignore[attr-defined]
    assert commits(office) == before + 1


def test_a_potential_client_is_taken_in_as_anybody_and_is_no_longer_potential(office: Office) -> None:
    office.take(office.file(ONE))
    (known,) = potential_clients(office.world.view(office.manager))

    take_in(
        office.world.store,
        office.manager,
        IntakeGiven(
            client=known.person.id,
            consents=office.world.consents(office.hub, PERSONAL),
            way_in="list",
            referred_by="물빛구청",
            verdict="case-management",
        ),
    )

    assert office.people(office.manager) == []


def test_a_dry_run_reads_all_and_writes_nothing(office: Office) -> None:
    before = commits(office)

    report = office.take(office.file(ONE, TWO), is_dry_run=True)

    assert (report.rows, commits(office)) == (2, before)  # type: ignore[attr-defined]


def changed(row: Sequence[str], **cells: str) -> tuple[str, ...]:
    return tuple(cells.get(head, cell) for head, cell in zip(HEADS, row, strict=True))


@pytest.mark.parametrize(
    ("row", "variant", "column"),
    [
        pytest.param(changed(ONE, 동의여부="미동의"), "no-consent", 6, id="refused"),
        pytest.param(changed(ONE, 동의여부=""), "no-consent", 6, id="consent is not said"),
        pytest.param(changed(ONE, 동의여부="동의안함"), "no-consent", 6, id="did not agree"),
        pytest.param(changed(ONE, 동의일=""), "no-date", 7, id="no day"),
        pytest.param(changed(ONE, 동의일="가을"), "no-date", 7, id="no day in words"),
        pytest.param(changed(ONE, 동의일="2027-01-01"), "date-ahead", 7, id="a day ahead"),
        pytest.param(changed(ONE, 동의일="2020-01-01"), "date-old", 7, id="long ago"),
        pytest.param(changed(ONE, 동의일="2026-01-02"), "ended", None, id="ended by now"),
        pytest.param(changed(ONE, 성명=""), "no-name", 2, id="nobody"),
        pytest.param(changed(ONE, 연락처="", 행정동=""), "no-reach", 4, id="not to be found"),
        pytest.param(changed(ONE, 연락처="", 행정동="모르는동"), "no-area", None, id="an unknown place"),
        pytest.param(changed(ONE, 생년월일="노인"), "no-birth", 3, id="no day of birth"),
        pytest.param(changed(ONE, 동의자="박하늘"), "no-capacity", 8, id="as what did they sign"),
        pytest.param(changed(ONE, 동의자격="모"), "no-signer", 9, id="who signed"),
        pytest.param(
            changed(ONE, 동의자격="이웃", 동의자="박하늘"), "no-capacity", 9, id="a neighbour signed"
        ),
        pytest.param(changed(TWO, 연번="3"), "twice", 2, id="twice"),
    ],
)
def test_one_row_that_is_amiss_refuses_the_whole_list_with_its_place_and_none_of_its_words(
    office: Office, row: tuple[str, ...], variant: str, column: int | None
) -> None:
    before = commits(office)

    with pytest.raises(OutreachRowError) as refused:
        office.take(office.file(TWO, row))

    assert refused.value.variant == variant
    assert (refused.value.where.row, refused.value.where.column) == (4, column)
    assert not any(cell in str(refused.value) for cell in row if len(cell) > 2 and cell != "2026-01-02")
    assert commits(office) == before


@pytest.mark.parametrize(
    ("left_out", "variant"),
    [("성명", "no-name"), ("동의여부", "no-consented"), ("동의일", "no-consented-on")],
)
def test_a_list_without_a_column_it_needs_is_refused(office: Office, left_out: str, variant: str) -> None:
    kept = [number for number, head in enumerate(HEADS) if head != left_out]

    with pytest.raises(NotAnOutreachListError) as refused:
        office.take(office.file([ONE[n] for n in kept], heads=[HEADS[n] for n in kept]))

    assert refused.value.variant == variant


def test_a_child_does_not_consent_alone(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        office.take(office.file(changed(TWO, 동의자="", 동의자격="")))

    assert refused.value.rule == "under-age"


@pytest.mark.parametrize(
    "heads", [HEADS, tuple("주민등록번호" if head == "비고" else head for head in HEADS)]
)
def test_a_registration_number_stops_the_list(office: Office, heads: tuple[str, ...]) -> None:
    cell = registration_number("480302", "2") if heads is HEADS else ""

    with pytest.raises((PersonNumberError, NotAnOutreachListError)) as refused:
        office.take(office.file(changed(ONE, 비고=cell), heads=heads))

    assert not cell or cell not in str(refused.value)


def test_only_who_works_with_clients_takes_a_list_over(office: Office) -> None:
    partner = scope_of(office.world.worker("협력 담당", office.hub), Role.PARTNER)
    for scope in (partner, KEEPER):
        with pytest.raises(ForbiddenError):
            office.take(office.file(ONE), scope)


def test_the_giver_is_an_agency_that_is_there_and_another_one(office: Office) -> None:
    with pytest.raises(NodeNotFoundError):
        office.take(office.file(ONE), giver="없는 기관")
    with pytest.raises(RuleError) as refused:
        office.take(office.file(ONE), giver="나루복지관")

    assert refused.value.rule == "own-list"


def test_the_clock_of_a_consent_begins_on_its_own_day(office: Office) -> None:
    office.take(office.file(ONE))
    view = office.world.view(office.manager)
    (known,) = potential_clients(view)

    edge = edges_out(view, [known.person.id], "consents_to")[0]

    assert edge.since is not None
    assert edge.until is not None
    assert edge.until - edge.since == timedelta(days=180)
    assert (known.until, known.giver) == (edge.until, office.giver)
