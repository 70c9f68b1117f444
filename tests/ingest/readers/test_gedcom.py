"""Family files: who is in them and how they belong together, whatever program wrote them."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.ingest.bad_file import (
    BadFileError,
    DamagedFileError,
    PersonNumberError,
    UndecodableFileError,
    UnsupportedFileError,
)
from resnet.ingest.family_file import FamilyFile, read_family
from resnet.ingest.readers.read import read_tables
from tests.ingest.lists import REAL, registration_number

GED = REAL.parent / "family" / "ged"
# File → people, couples, ties of parent and child: what this reader found, kept so that a change shows.
COUNTS = {
    "gedcom4j_Harry_Potter.ged": (23, 7, 30),
    "gedcom4j_RelationshipTest.ged": (43, 13, 53),
    "gedcom4j_RelationshipTestExtended.ged": (70, 26, 81),
    "gedcom4j_TGC551.ged": (15, 4, 17),
    "gedcom4j_TGC551LF.ged": (15, 4, 17),
    "gedcom4j_allged.ged": (8, 3, 8),
    "gedcom7_maximal70.ged": (4, 2, 2),
    "gedcom7_remarriage1.ged": (3, 3, 0),
    "gedcom7_remarriage2.ged": (3, 3, 0),
    "gedcom7_same-sex-marriage.ged": (2, 1, 0),
    "royal92.ged": (3010, 1194, 3724),
    "topola_family.ged": (26, 10, 30),
}
HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n1 CHAR UTF-8\n"
FAMILY = """0 @P1@ INDI
1 NAME 한결 /김/
1 SEX M
1 BIRT
2 DATE 3 MAY 1970
1 FAMS @F1@
0 @P2@ INDI
1 NAME 누리 /박/
1 SEX F
1 BIRT
2 DATE ABT 1972
1 DEAT Y
1 NOTE 여기 적힌 말은
2 CONT 가져오지 않는다
0 @P3@ INDI
1 NAME
2 GIVN 가람
2 SURN 김
1 SEX U
1 FAMC @F1@
2 PEDI adopted
0 @P4@ INDI
1 NAME 다온 /김/
1 BIRT
2 DATE BET 1999 AND 2001
1 FAMC @F1@
0 @F1@ FAM
1 HUSB @P1@
1 WIFE @P2@
1 CHIL @P4@
1 CHIL @P3@
1 CHIL @VOID@
1 MARR
2 DATE 1 APR 1995
1 DIV
2 DATE 2001
1 MARR
2 DATE 2004
"""
END = "0 TRLR\n"


def ged(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "family.ged"
    path.write_bytes(text.encode(encoding))
    return path


def read(folder: Path, text: str, encoding: str = "utf-8") -> FamilyFile:
    return read_family(ged(folder, text, encoding))


def test_people_couples_and_children_are_read(tmp_path: Path) -> None:
    family = read(tmp_path, HEAD + FAMILY + END)

    names = {key: person.name for key, person in family.people.items()}
    assert names == {"P1": "한결 김", "P2": "누리 박", "P3": "가람 김", "P4": "다온 김"}
    assert (str(family.people["P1"].born_on), family.people["P2"].birth_year) == ("1970-05-03", 1972)
    assert [person.sex for person in family.people.values()] == ["male", "female", None, None]
    assert [(each.parent, each.child, each.nature, each.birth_order) for each in family.parents] == [
        ("P1", "P4", None, 1),
        ("P2", "P4", None, 1),
        ("P1", "P3", "adoptive", 2),
        ("P2", "P3", "adoptive", 2),
    ]


def test_who_married_twice_has_two_periods(tmp_path: Path) -> None:
    family = read(tmp_path, HEAD + FAMILY + END)

    assert [(each.nature, each.from_year, each.to_year) for each in family.couples] == [
        ("divorced", 1995, 2001),
        ("married", 2004, None),
    ]


@pytest.mark.parametrize(
    ("events", "kind"),
    [
        ("1 MARR N\n", None),
        ("1 NO MARR\n", None),
        ("1 MARR\n2 TYPE Common Law\n", "cohabiting"),
        ("1 MARR\n2 TYPE 사실혼\n", "cohabiting"),
        ("1 MARR Y\n2 TYPE religious\n", "married"),
        ("1 DIV N\n1 MARR\n2 DATE 10 FEB 1840\n", "married"),
    ],
)
def test_a_couple_that_did_not_marry_is_not_married(tmp_path: Path, events: str, kind: str | None) -> None:
    couple = "0 @F1@ FAM\n1 WIFE @P1@\n1 WIFE @P2@\n" + events
    people = "0 @P1@ INDI\n1 NAME 가온 /김/\n0 @P2@ INDI\n1 NAME 누리 /박/\n"
    (found,) = read(tmp_path, HEAD + people + couple + END).couples

    assert found.nature == kind


def test_dead_without_a_year_is_dead_and_a_range_is_no_year(tmp_path: Path) -> None:
    people = read(tmp_path, HEAD + FAMILY + END).people

    assert (people["P2"].is_dead, people["P2"].death_year) == (True, None)
    assert (people["P4"].is_dead, people["P4"].birth_year) == (False, None)


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("UTF-8", "utf-8-sig"),
        ("UNICODE", "utf-16"),
        ("ANSI", "cp949"),
        ("ANSEL", "utf-8"),
        ("UTF-8", "utf-8"),
    ],
)
def test_hangul_is_read_in_the_letters_that_programs_write(
    tmp_path: Path, charset: str, encoding: str
) -> None:
    text = (HEAD + FAMILY + END).replace("CHAR UTF-8", f"CHAR {charset}")

    assert read(tmp_path, text, encoding).people["P1"].name == "한결 김"


def test_accented_letters_of_ansel_and_of_the_west_are_read(tmp_path: Path) -> None:
    text = "0 HEAD\n1 CHAR {}\n0 @I@ INDI\n1 NAME Andr{}\n0 TRLR\n"
    (tmp_path / "a.ged").write_bytes(text.format("ANSEL", "|").encode().replace(b"|", b"\xe2e"))
    (tmp_path / "b.ged").write_bytes(text.format("ANSI", "é").encode("cp1252"))

    names = [read_family(tmp_path / name).people["I"].name for name in ("a.ged", "b.ged")]

    assert names == ["André", "André"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n\r", "\n\n"])
def test_every_end_of_line_is_one(tmp_path: Path, end: str) -> None:
    assert len(read(tmp_path, (HEAD + FAMILY + END).replace("\n", end)).people) == 4


@pytest.mark.parametrize(
    ("text", "error", "row"),
    [
        pytest.param(HEAD + FAMILY, DamagedFileError, None, id="cut off"),
        pytest.param(HEAD + "3 NAME x\n" + END, DamagedFileError, 5, id="a level is skipped"),
        pytest.param(HEAD + "what is this\n" + END, DamagedFileError, 5, id="no line of a family file"),
        pytest.param(HEAD + "0 @A@ INDI\n0 @A@ INDI\n" + END, DamagedFileError, 6, id="a key twice"),
        pytest.param(HEAD.replace("5.5.1", "4.0") + END, UnsupportedFileError, None, id="an old version"),
        pytest.param(
            "시설명,전화\n나루,032-111-2222\n", UnsupportedFileError, None, id="a list of resources"
        ),
    ],
)
def test_what_is_no_whole_family_file_is_refused_with_its_place(
    tmp_path: Path, text: str, error: type[BadFileError], row: int | None
) -> None:
    with pytest.raises(error) as refused:
        read(tmp_path, text)

    assert refused.value.where.row == row


def test_letters_that_the_file_does_not_keep_to_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UndecodableFileError):
        read(tmp_path, HEAD + FAMILY + END, "cp949")


def test_a_registration_number_in_a_note_refuses_the_file_and_no_digit_is_told(tmp_path: Path) -> None:
    number = registration_number("700503", "1")

    with pytest.raises(PersonNumberError) as refused:
        read(tmp_path, HEAD + f"0 @P1@ INDI\n1 NOTE {number[:6]}-{number[6:]}\n" + END)

    assert refused.value.where.row == 6
    assert number[6:] not in str(refused.value)


def test_a_family_file_is_no_list_of_resources(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFileError):
        read_tables(ged(tmp_path, HEAD + FAMILY + END))


def test_nothing_but_what_a_genogram_asks_for_leaves_the_file(tmp_path: Path) -> None:
    tables = read_tables(ged(tmp_path, HEAD + FAMILY + END), is_family=True)

    assert "가져오지" not in "".join(cell for table in tables for row in table.rows for cell in row.cells)


def test_kin_is_reached_step_by_step(tmp_path: Path) -> None:
    family = read(tmp_path, HEAD + FAMILY + END)

    assert family.around("P3", 0) == {"P3": 0}
    assert family.around("P3", 1) == {"P3": 0, "P1": 1, "P2": 1}
    assert family.around("P3", 9) == {"P3": 0, "P1": 1, "P2": 1, "P4": 2}


@pytest.mark.skipif(not GED.is_dir(), reason=f"the real family files are not here: {GED}")
@pytest.mark.parametrize("name", sorted(COUNTS))
def test_a_real_family_file_is_read_whole(name: str) -> None:
    family = read_family(GED / name)

    assert (len(family.people), len(family.couples), len(family.parents)) == COUNTS[name]


@pytest.mark.skipif(not GED.is_dir(), reason=f"the real family files are not here: {GED}")
def test_every_real_family_file_is_counted() -> None:
    assert {path.name for path in GED.iterdir()} == COUNTS.keys()
