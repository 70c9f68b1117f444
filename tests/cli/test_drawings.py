"""Drawings from the command line: as many generations as asked for, and what the drawing says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.open import open_store
from tests.cli.command import Ran, resnet
from tests.drawing.forms.hwpx_template import click_here, paragraph, parts_of, run, section, template
from tests.drawing.test_drawn_from_the_graph import Family
from tests.drawing.test_genogram_from_the_graph import add_person
from tests.fresh_store import KEY, NOW, settings_at


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("drawn")


@pytest.fixture(scope="module")
def client(folder: Path) -> str:
    assert resnet(folder, "init", RESNET_KEY=KEY).code == 0
    store = open_store(settings_at(folder), clock=lambda: NOW)
    family = Family(store)
    below = "mother"
    for name in ("외조모", "증조모"):
        family.ids[name], changes = add_person(family, name)
        family.write(
            [*changes, family.edge("parent_of", family.ids[name], family.ids[below], nature="biological")]
        )
        below = name
    store.close()
    return family.ids["client"]


def genogram(folder: Path, client: str, *more: str) -> Ran:
    picture = str(folder / "family.svg")
    return resnet(folder, "genogram", client, "-o", picture, "--json", *more, RESNET_KEY=KEY)


def test_a_genogram_says_what_was_drawn_and_how_well(folder: Path, client: str) -> None:
    facts = genogram(folder, client).facts

    assert (facts["people"], facts["left_out"]) == (5, 2)
    assert (facts["crossings"], facts["order_errors"], facts["is_proven"], facts["gap"]) == (0, 0, True, 0)
    assert 0 < facts["seconds"] < 60
    assert "가온" in (folder / "family.svg").read_text(encoding="utf-8")


def test_more_generations_are_drawn_when_asked_for(folder: Path, client: str) -> None:
    facts = genogram(folder, client, "--generations", "5").facts

    assert (facts["people"], facts["left_out"]) == (7, 0)


def test_no_generation_at_all_is_no_request(folder: Path, client: str) -> None:
    assert genogram(folder, client, "--generations", "0").code != 0


def test_an_eco_map_says_what_was_drawn(folder: Path, client: str) -> None:
    picture = str(folder / "around.svg")

    facts = resnet(folder, "ecomap", client, "-o", picture, "--json", RESNET_KEY=KEY).facts

    assert (facts["systems_now"], facts["systems_then"], facts["proposed"], facts["crossings"]) == (
        1,
        None,
        0,
        0,
    )


def form(folder: Path, *more: str) -> Ran:
    return resnet(folder, "form", "intake", *more, RESNET_KEY=KEY)


def test_a_record_in_a_template_says_what_was_filled_and_what_was_not(folder: Path, client: str) -> None:
    given, written = folder / "template.hwpx", folder / "intake.hwpx"
    body = section(paragraph(run("{{Client}}")), paragraph(click_here("Stamp")))
    given.write_bytes(template(body))

    ran = form(folder, client, "--template", str(given), "-o", str(written), "--json")

    assert (ran.code, ran.facts["places"]) == (0, 1)
    assert [(each["name"], each["paragraph"]) for each in ran.facts["left"]] == [("Stamp", 2)]
    assert "Case/Date" in ran.facts["unasked"]
    assert "가온" in parts_of(written.read_bytes())["Contents/section0.xml"].decode()


def test_a_template_is_written_as_a_document_and_never_half(folder: Path, client: str) -> None:
    given, written = folder / "wrong.hwpx", folder / "wrong-filled.hwpx"
    given.write_bytes(template(section(paragraph(run("{{Cliemt}}")))))

    refused = form(folder, client, "--template", str(given), "-o", str(written))
    as_pdf = form(folder, client, "--template", str(given), "-o", str(folder / "a.pdf"))
    missing = form(folder, client, "--template", str(folder / "none.hwpx"), "-o", str(written))

    assert (refused.code, as_pdf.code, missing.code) == (1, 1, 1)
    assert "“Cliemt” (section0, paragraph 1). Near ones: Client" in refused.err
    assert ".hwpx" in as_pdf.err
    assert "none.hwpx" in missing.err
    assert not written.exists()
