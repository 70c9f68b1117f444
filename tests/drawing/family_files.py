"""Families that other programs fail on, read from the shared folder: JSON, GEDCOM 5 and 7, pedigrees.

For tests and benchmarks only. Each becomes people and edges as the graph holds them, so that what is
measured goes the whole way through ``unions_of`` and the layout.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

from resnet.drawing.genogram.model import Feeling, Genogram, Person, Pregnancy, Sex, Twins
from resnet.drawing.genogram.unions import unions_of
from resnet.graph.elements import Edge, NodeId
from resnet.ontology.field import EdgeId, Value

FAMILIES = Path(__file__).parents[2].parent / "shared" / "data" / "family"
# A drawing of more people is a scope of them (``kin.MOST_PEOPLE``).
IN_SCOPE = 120
_SEXES = {"M": Sex.MALE, "1": Sex.MALE, "F": Sex.FEMALE, "0": Sex.FEMALE, "X": Sex.OTHER}
_UNKNOWN_PARENT = re.compile(r"^(na|0|unk(nown)?)?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})\b")
_STATES = {"pregnancy": Pregnancy.EXPECTED, **{each.value: each for each in Pregnancy}}
_FEELINGS = {
    "fused": "very-close",
    "fused-conflict": "close-conflict",
    "cutoff": "cut-off",
    "cutoff-repaired": "cut-off-repaired",
    "caregiver": "caregiving",
}
_PEDIGREES = {"adopted": "adoptive", "foster": "foster"}


@dataclass(slots=True)
class Told:
    """What a file tells: people, and edges of kinship between them."""

    name: str
    people: dict[str, Person] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    twins: list[Twins] = field(default_factory=list)
    feelings: list[Feeling] = field(default_factory=list)
    households: list[frozenset[str]] = field(default_factory=list)
    index: str = ""

    def join(self, kind: str, start: str, end: str, **fields: Value | None) -> None:
        """Add an edge; what is None is not said."""
        said = {name: value for name, value in fields.items() if value is not None}
        key = EdgeId(f"{kind}:{len(self.edges):05}")
        self.edges.append(Edge(id=key, kind=kind, start=NodeId(start), end=NodeId(end), fields=said))

    def family(self, index: str | None = None) -> Genogram:
        """Everybody as one genogram, around ``index`` or whoever the file names first."""
        home, *others = self.households or [frozenset()]
        return Genogram(
            index=index or self.index or next(iter(self.people)),
            people=tuple(self.people.values()),
            unions=unions_of(self.edges, self.people.keys()),
            feelings=tuple(self.feelings),
            twins=tuple(self.twins),
            household=home,
            households=tuple(others),
        )


def hard_families() -> Iterator[Told]:
    """Every family of the folder that is within scope as a whole."""
    for path in sorted((FAMILIES / "hard").glob("*.json")):
        yield _from_json(path)
    for path in sorted((FAMILIES / "ped").iterdir()):
        yield from _from_pedigree(path)
    for path in sorted((FAMILIES / "ged").glob("*.ged")):
        told = from_gedcom(path)
        if 1 < len(told.people) <= IN_SCOPE:
            yield told


def _from_json(path: Path) -> Told:
    given = json.loads(path.read_text(encoding="utf-8"))
    told = Told(path.stem, index=given.get("index", ""))
    for each in given["persons"]:
        person = _person(each["id"], each["name"], each["sex"], each["birth"], each["death"])
        state = _STATES.get(each.get("kind", ""))
        told.people[each["id"]] = replace(
            person, pregnancy=state, came_from="베트남" if each.get("immigrant") else ""
        )
    for twins in given.get("twins", ()):
        told.twins += [
            Twins(one, other, twins["kind"] in {"identical", "mz"})
            for one, other in combinations(twins["members"], 2)
        ]
    told.households = [frozenset(home["members"]) for home in given.get("households", ())]
    told.feelings = [
        Feeling(each["a"], each["b"], _FEELINGS.get(each["kind"], each["kind"]))
        for each in given.get("emotional", ())
    ]
    for union in given["unions"]:
        kind = union["type"] if union["type"] != "single" else None
        if kind and len(union["partners"]) == 2:
            years = {"from_year": union.get("from"), "to_year": union.get("to")}
            told.join("partner_of", *union["partners"], nature=kind, **years)
        for rank, child in enumerate(union["children"], 1):
            child_id, nature = (child, "") if isinstance(child, str) else (child["id"], child["kind"])
            for parent in union["partners"]:
                belongs = {"adopted": "adoptive", "foster": "foster"}.get(nature, "biological")
                told.join("parent_of", parent, child_id, nature=belongs, birth_order=rank)
    return told


def _from_pedigree(path: Path) -> Iterator[Told]:
    delimiter = " " if path.suffix == ".tab" else ","
    with path.open(encoding="utf-8") as lines:
        rows = list(csv.reader(lines, delimiter=delimiter))
    head = [each.lower() for each in rows[0]]
    body = rows[1:]
    # The R table has a column of row names without a heading.
    body = [row[1:] if len(row) == len(head) + 1 else row for row in body]
    columns = {
        "id": ("personid", "individual", "id"),
        "father": ("dadid", "father"),
        "mother": ("momid", "mother"),
        "sex": ("sex",),
        "family": ("famid", "ped"),
        "name": ("name",),
        "mate": ("spouseid",),
        "twin": ("twinid",),
        "zygosity": ("zygosity",),
    }
    at = {
        key: next((head.index(name) for name in names if name in head), None)
        for key, names in columns.items()
    }
    families: dict[str, list[dict[str, str]]] = {}
    for row in body:
        cells = {key: row[place] for key, place in at.items() if place is not None}
        families.setdefault(cells.get("family", ""), []).append(cells)
    for number, members in families.items():
        yield _pedigree(
            f"{path.name.split('.')[0]} {number}".strip(), members, has_r_sexes=path.suffix == ".tab"
        )


def _pedigree(name: str, members: list[dict[str, str]], *, has_r_sexes: bool) -> Told:
    told = Told(name)
    sexes = {"1": "M", "2": "F"} if has_r_sexes else {"1": "M", "0": "F"}
    for each in members:
        sex = sexes.get(each.get("sex", ""), "U")
        told.people[each["id"]] = _person(each["id"], each.get("name", each["id"]), sex, None, None)
    ranks: dict[tuple[str, str], int] = {}
    for each in members:
        parents = [each[key] for key in ("father", "mother") if not _UNKNOWN_PARENT.match(each[key])]
        pair = (parents[0], parents[-1]) if parents else ("", "")
        rank = ranks[pair] = ranks.get(pair, 0) + 1
        for parent in parents:
            if parent not in told.people:
                told.people[parent] = _person(parent, parent, "U", None, None)
            told.join("parent_of", parent, each["id"], nature="biological", birth_order=rank)
        twin = each.get("twin", "NA")
        if twin in told.people and twin < each["id"]:
            told.twins.append(Twins(twin, each["id"], each.get("zygosity") == "mz"))
        mate = each.get("mate", "NA")
        if mate in told.people and mate < each["id"]:
            told.join("partner_of", mate, each["id"], nature="married")
    return told


@dataclass(slots=True)
class _Line:
    tag: str
    value: str
    key: str = ""
    under: list[_Line] = field(default_factory=list)

    def all(self, tag: str) -> list[_Line]:
        return [each for each in self.under if each.tag == tag]

    def first(self, *tags: str) -> str:
        at: _Line | None = self
        for tag in tags:
            at = next(iter(at.all(tag)), None) if at else None
        return at.value if at else ""

    def year(self, tag: str) -> int | None:
        found = _YEAR.search(self.first(tag, "DATE"))
        return int(found[1]) if found else None


def from_gedcom(path: Path) -> Told:
    """People and edges of a GEDCOM file, 5.5 to 7."""
    records = _records(path.read_bytes())
    told = Told(path.stem)
    for each in records:
        if each.tag == "INDI":
            name = each.first("NAME").replace("/", " ").strip()
            person = _person(
                each.key, name or each.key, each.first("SEX"), each.year("BIRT"), each.year("DEAT")
            )
            told.people[each.key] = person
    natures = {
        (each.key, link.value): _PEDIGREES.get(link.first("PEDI").lower(), "biological")
        for each in records
        for link in each.all("FAMC")
    }
    for each in records:
        if each.tag == "FAM":
            _join_family(told, each, natures)
    return told


def _join_family(told: Told, record: _Line, natures: dict[tuple[str, str], str]) -> None:
    partners = [
        each.value for tag in ("HUSB", "WIFE") for each in record.all(tag) if each.value in told.people
    ]
    if len(partners) == 2:
        for tag, nature in (("MARR", "married"), ("DIV", "divorced")):
            for event in record.all(tag):
                found = _YEAR.search(event.first("DATE"))
                told.join("partner_of", *partners, nature=nature, from_year=int(found[1]) if found else None)
        if not record.all("MARR") and not record.all("DIV"):
            told.join("partner_of", *partners)
    children = [each.value for each in record.all("CHIL") if each.value in told.people]
    years = [told.people[child].birth_year for child in children]
    # The standard asks for the order of birth; files that break it still say the years.
    if all(year is not None for year in years):
        children.sort(key=lambda child: told.people[child].birth_year or 0)
    for rank, child in enumerate(children, 1):
        for parent in partners:
            nature = natures.get((child, record.key), "biological")
            told.join("parent_of", parent, child, nature=nature, birth_order=rank)


def _records(content: bytes) -> list[_Line]:
    text = _decoded(content)
    stack: list[_Line] = [_Line("", "")]
    for line in re.split(r"[\r\n]+", text):
        found = re.match(r"^\s*(\d+) (?:(@[^@]+@) )?(\w+)(?: (.*))?$", line)
        if not found:
            continue
        level, key, tag, value = int(found[1]), found[2] or "", found[3], found[4] or ""
        del stack[level + 1 :]
        stack[-1].under.append(_Line(tag, value, key))
        stack.append(stack[-1].under[-1])
    return stack[0].under


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeError:
        # ANSEL and others: only the letters of a name differ, never the structure.
        return content.decode("latin-1")


def _person(key: str, name: str, sex: str, born: int | None, died: int | None) -> Person:
    return Person(
        id=key,
        name=name,
        sex=_SEXES.get(sex, Sex.UNKNOWN),
        birth_year=born,
        death_year=died,
        is_dead=died is not None,
    )
