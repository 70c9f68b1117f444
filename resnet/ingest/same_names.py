"""Rows of one name in a list: they are told apart by each other, and numbered one after the other."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

import numpy as np

from resnet.ingest.clean.name import clean_name, name_key, without_state
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.said.provider import provider_name
from resnet.ontology.field import Value


def of_the_same_names(columns: Columns, numbers: Collection[Value | None]) -> list[int]:
    """The places of the rows with these numbers, and of all that have the name of any of them.

    As it is cleaned, or as it is written: by either rows are told apart, or numbered.
    """
    cleaned, written, found = array("q"), array("q"), list[int]()
    for place, row in enumerate(columns.rows if numbers else ()):
        said = provider_name(columns.cells(row), columns.subject)
        name = clean_name(said).value
        cleaned.append(hash(name_key(name.text)) if name is not None else place)
        written.append(hash(spaceless(without_state(said))))
        if row.number in numbers:
            found.append(place)
    return widened(found, cleaned, written)


def widened(found: Sequence[int], *columns: array[int]) -> list[int]:
    """These rows and all that share a value of a column with any of them, in the order of the list."""
    values = [np.frombuffer(each, dtype=np.int64) for each in columns]
    rows = np.array(found, dtype=np.int64)
    while len(rows):
        wider = np.flatnonzero(np.logical_or.reduce([np.isin(each, each[rows]) for each in values]))
        if len(wider) == len(rows):
            break
        rows = wider
    return [int(each) for each in rows]
