"""A family file into a client's file: the near kin, as far as the client agrees, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.casework.circle import ConsentMissingError
from resnet.casework.family_from_file import FamilyGiven, FamilyReport, take_family_file
from resnet.casework.person_facts import PersonFacts
from resnet.errors import NodeNotFoundError, RuleError
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import edges_in, edges_out, find_all
from resnet.ontology.category import PERSONAL, Category
from tests.casework.world import KEEPER, World
from tests.ingest.readers.test_gedcom import END, FAMILY, HEAD


class File:
    """A client's file, and a family file that somebody handed over."""

    def __init__(self, world: World, folder: Path, categories: frozenset[Category] = PERSONAL) -> None:
        self.world = world
        agency = world.agency("물빛복지관")
        self.manager = world.case_manager("최온", agency)
        self.outsider = world.case_manager("딴 담당", world.agency("딴곳"))
        facts = PersonFacts(name="김가람", birth_year=1998)
        self.client = world.client(self.manager, agency, facts=facts, categories=categories).client
        self.path = folder / "family.ged"
        self.path.write_text(HEAD + FAMILY + END, encoding="utf-8")

    def take(self, who: str = "@P3@", **more: object) -> FamilyReport:
        given = FamilyGiven(path=self.path, client=self.client, who=who, **more)  # type: ignore[arg-type]
        return take_family_file(self.world.store, self.manager, given, commit=CommitId("file"))


@pytest.fixture
def file(world: World, tmp_path: Path) -> File:
    return File(world, tmp_path)


def kin(file: File, who: str = "manager") -> set[str]:
    view = file.world.view(getattr(file, who))
    people = find_all(view, "person")
    return {node.text("name") for node in people if node.category is Category.FAMILY}


def test_the_near_kin_become_relatives_of_the_client(file: File) -> None:
    report = file.take()

    view = file.world.view(file.manager)
    parents = edges_in(view, [file.client], "parent_of")
    assert kin(file) == {"한결 김", "누리 박", "다온 김"}
    assert {edge.text("nature") for edge in parents} == {"adoptive"}
    assert (report.people, report.taken, report.too_far, report.ties, report.undated) == (4, 3, 0, 6, 1)


def test_the_clients_own_facts_stay_as_they_are(file: File) -> None:
    before = file.world.view(file.manager).nodes([file.client])[file.client].fields

    file.take()

    assert file.world.view(file.manager).nodes([file.client])[file.client].fields == before


def test_nobody_of_the_file_is_said_to_live_in_the_household(file: File) -> None:
    file.take()

    view = file.world.view(file.manager)
    (home,) = [edge.end for edge in edges_out(view, [file.client], "lives_in")]
    assert [edge.start for edge in edges_in(view, [home], "lives_in")] == [file.client]


def test_who_stands_too_far_off_is_not_taken(file: File) -> None:
    report = file.take(steps=1)

    assert kin(file) == {"한결 김", "누리 박"}
    assert report.too_far == 1


def test_who_may_not_see_the_file_sees_nobody_of_it(file: File) -> None:
    file.take()

    assert kin(file, "outsider") == set()


def test_without_consent_to_the_family_nobody_is_written_down(world: World, tmp_path: Path) -> None:
    file = File(world, tmp_path, PERSONAL - {Category.FAMILY})

    with pytest.raises(ConsentMissingError):
        file.take()

    assert not [node for node in find_all(world.view(KEEPER), "person") if node.category is Category.FAMILY]


@pytest.mark.parametrize(
    ("who", "rule"),
    [("@P9@", "nobody-in-file"), ("모르는 사람", "nobody-in-file"), ("client", "nobody-in-file")],
)
def test_the_client_must_be_somebody_of_the_file(file: File, who: str, rule: str) -> None:
    with pytest.raises(RuleError) as refused:
        file.take(who)

    assert refused.value.rule == rule


def test_two_of_one_name_are_told_apart_by_the_files_key(file: File) -> None:
    text = file.path.read_text(encoding="utf-8")
    file.path.write_text(text.replace("다온 /김/", "가람 /김/"), encoding="utf-8")

    with pytest.raises(RuleError) as refused:
        file.take("가람 김")

    assert refused.value.rule == "several-in-file"


def test_a_second_family_is_not_laid_over_the_first(file: File) -> None:
    file.take()

    with pytest.raises(RuleError) as refused:
        file.take("P4")

    assert refused.value.rule == "family-stands"


def test_a_family_of_hundreds_is_no_clients_family(file: File) -> None:
    many = "".join(f"0 @C{n}@ INDI\n1 NAME x\n" for n in range(130))
    kids = "".join(f"1 CHIL @C{n}@\n" for n in range(130))
    file.path.write_text(HEAD + FAMILY + kids + many + END, encoding="utf-8")

    with pytest.raises(RuleError) as refused:
        file.take()

    assert refused.value.rule == "family-too-large"


def test_a_dry_run_writes_nobody_down(file: File) -> None:
    report = file.take(is_dry_run=True)

    assert (report.taken, kin(file)) == (3, set())


def test_a_hidden_client_reads_as_absent(file: File) -> None:
    for client in (file.client, NodeId("person:00000000-0000-4000-8000-000000000000")):
        given = FamilyGiven(path=file.path, client=client, who="P3")
        with pytest.raises(NodeNotFoundError):
            take_family_file(file.world.store, file.outsider, given)
