"""The same two lists linked by Splink, as well as its manual teaches: what identity is raced against.

It is given the columns ready made (letters of the names, brands, codes), and the threshold at which it does
best is looked up afterwards, which nobody could in earnest. It is no dependency: without it (and pandas) the
race is left out.
"""

from __future__ import annotations

import logging
import time
import unicodedata
import warnings
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from benchmarks.listed_twice import ListedTwice
from resnet.ingest.resolve.profile import Profile, brand_of, numbers_in, plain


@dataclass(frozen=True)
class Raced:
    """Seconds of linking, and the best F1 over all thresholds."""

    seconds: float
    f1: float
    threshold: float


def is_there() -> bool:
    """Whether Splink is installed beside us."""
    return find_spec("splink") is not None and find_spec("pandas") is not None


def link(listed: ListedTwice) -> Raced:
    """Both lists, linked and scored."""
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    import pandas as pd

    first, second = (pd.DataFrame(list(map(_row, each))) for each in (listed.first, listed.second))
    begin = time.perf_counter()
    predicted = _predict(first, second)
    seconds = time.perf_counter() - begin
    pairs = [
        (float(row.match_probability), listed.places[row.unique_id_l] == listed.places[row.unique_id_r])
        for row in predicted.itertuples()
    ]
    shared = len(
        set(map(listed.places.get, (each.key for each in listed.first)))
        & set(map(listed.places.get, (each.key for each in listed.second)))
    )
    f1, threshold = _best(pairs, shared)
    return Raced(seconds, f1, threshold)


def _row(each: Profile) -> dict[str, Any]:
    name = plain(each.name)
    brand = brand_of(name)
    return {
        "unique_id": each.key,
        "name": name,
        "letters": unicodedata.normalize("NFD", name),
        "brand": brand,
        "begins": brand[:2],
        "ends": brand[-2:],
        "numbers": " ".join(numbers_in(name)),
        "phone": each.phones[0] if each.phones else None,
        "site": each.site or None,
        "unit": each.unit or None,
        "district": each.district,
        "latitude": each.latitude,
        "longitude": each.longitude,
        "operator": each.operator or None,
        "kind": each.kind or None,
    }


def _predict(first: Any, second: Any) -> Any:  # noqa: ANN401  # frames of a library that is not here
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("letters", [0.96, 0.9]).configure(term_frequency_adjustments=True),
            cl.ExactMatch("numbers"),
            cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
            cl.ExactMatch("site").configure(term_frequency_adjustments=True),
            cl.DistanceInKMAtThresholds("latitude", "longitude", [0.1, 1.0]),
            cl.ExactMatch("operator"),
            cl.ExactMatch("kind"),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("phone"),
            block_on("name"),
            block_on("site"),
            block_on("brand", "district"),
            block_on("begins", "district"),
            block_on("ends", "district"),
        ],
    )
    api = DuckDBAPI()
    tables = [
        api.register(first, dataset_display_name="first"),
        api.register(second, dataset_display_name="second"),
    ]
    linker = Linker(tables, settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("phone"), block_on("site", "name")], recall=0.8
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("phone"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("site"))
    return linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()


def _best(pairs: list[tuple[float, bool]], shared: int) -> tuple[float, float]:
    right = 0
    best = (0.0, 1.0)
    for joined, (probability, is_right) in enumerate(sorted(pairs, reverse=True), start=1):
        right += is_right
        best = max(best, (2 * right / (joined + shared), probability))
    return best
