"""An export of a helpline: its own heads, and cells of which it says that nobody may be told."""

from __future__ import annotations

import pytest

from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.mapping.role import Role
from tests.ingest.lists import plain_table

HEADS = [
    "ResourceAgencyNum",
    "PublicName",
    "PhysicalAddress1",
    "PhysicalCity",
    "PhysicalAddressIsPrivate",
    "Phone1Number",
    "Phone1IsPrivate",
    "TaxonomyTerms",
    "AgencyStatus",
]


@pytest.mark.parametrize("word", ["Yes", "TRUE", "1"])
def test_what_an_export_calls_private_is_nowhere(word: str) -> None:
    shelter = ["1", "Elm House", "12 Elm Rd", "Springfield", word, "032-555-0101", "No", "Shelter", "Active"]
    pantry = ["2", "Oak House", "1 Oak St", "Springfield", "No", "032-555-0102", word, "Pantry", "Inactive"]
    mapping = find_mapping(plain_table([HEADS, shelter, pantry]))

    one, other = map(mapping.cells, mapping.rows)
    assert (one[Role.ADDRESS], one[Role.PHONE]) == ("", "032-555-0101")
    assert (other[Role.ADDRESS], other[Role.PHONE]) == ("1 Oak St", "")
    assert mapping.rows[0].cells[2:4] == ("", "")
    assert [each[Role.SERVICE_NAME] for each in (one, other)] == ["Shelter", "Pantry"]
