"""The compose file starts pinned servers, for this machine only, never without a password, and is valid."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from resnet.settings import Settings
from tests.house.checkout import ROOT

PATH = ROOT / "docker-compose.yml"
TEXT = PATH.read_text(encoding="utf-8")
FILE: dict[str, Any] = YAML(typ="safe").load(TEXT)
SERVICES = FILE["services"]
VARIABLES = sorted(set(re.findall(r"(?<!\$)\$\{([A-Z0-9_]+)", TEXT)))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
EXAMPLE = (ROOT / ".env.example").read_text(encoding="utf-8")
SECRETS = ("NEO4J_PASSWORD", "RESNET_KEY")


def is_valid(path: Path) -> bool:
    """Whether the file keeps to the published schema of compose files, which check-jsonschema carries."""
    asked = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.returncode == 0


def test_the_file_keeps_to_the_compose_schema() -> None:
    assert is_valid(PATH)


def test_the_schema_refuses_a_word_it_does_not_know(tmp_path: Path) -> None:
    broken = tmp_path / "docker-compose.yml"
    broken.write_text(TEXT.replace("healthcheck:", "healthchek:"), encoding="utf-8")

    assert not is_valid(broken)


def test_every_image_is_pinned_to_a_patch_release() -> None:
    taken = [service["image"] for service in SERVICES.values() if "build" not in service]
    built_on = re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.MULTILINE)

    assert taken
    assert built_on
    assert [image for image in (*taken, *built_on) if not re.search(r":\d+\.\d+\.\d+-[a-z]", image)] == []


def test_every_port_is_bound_to_this_machine() -> None:
    ports = [port for service in SERVICES.values() for port in service["ports"]]

    assert ports
    assert [port for port in ports if not port.startswith("127.0.0.1:")] == []


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_starts_without_a_password_and_a_key(secret: str) -> None:
    assert f"${{{secret}:?" in TEXT
    assert re.findall(rf"\$\{{{secret}[^:]*(?::-|-|\}})", TEXT) == []
    assert f"\n{secret}=\n" in EXAMPLE, "an example value would be somebody's password"


@pytest.mark.parametrize("name", VARIABLES)
def test_every_variable_is_documented_and_in_the_example(name: str) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")

    assert re.search(rf"^\| `{name}` \|", page, flags=re.MULTILINE)
    assert re.search(rf"^{name}=", EXAMPLE, flags=re.MULTILINE)


def test_the_application_is_given_settings_that_exist() -> None:
    given = {name for name in SERVICES["app"]["environment"] if name.startswith("RESNET_")}

    assert given <= {f"RESNET_{name.upper()}" for name in Settings.__dataclass_fields__}


def test_both_services_say_when_they_are_well_and_the_application_waits() -> None:
    assert SERVICES["app"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert "cypher-shell" in SERVICES["neo4j"]["healthcheck"]["test"][1]
    assert "HEALTHCHECK" in DOCKERFILE


def test_the_application_may_write_nowhere_but_in_its_volume() -> None:
    app = SERVICES["app"]

    assert app["read_only"]
    assert app["user"] == "10001:10001"
    assert app["cap_drop"] == ["ALL"]
    assert app["volumes"] == ["resnet-data:/var/lib/resnet"]
    assert "\nUSER 10001:10001\n" in DOCKERFILE


def test_what_the_image_installs_is_what_the_tests_ran_on() -> None:
    pins, tested = (
        set(re.findall(r"^(\S+==\S+)", (ROOT / "requirements" / name).read_text("utf-8"), flags=re.MULTILINE))
        for name in ("runtime.txt", "constraints.txt")
    )

    assert pins
    assert pins <= tested, "make constraints"


def test_the_page_on_growing_shows_the_same_commands_in_both_languages() -> None:
    pages = [(ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("growing.md", "growing.ko.md")]
    english, korean = (re.findall(r"^```\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE) for page in pages)

    assert english
    assert english == korean
