"""A catalogue that followed changes is the one made anew, array by array."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import timedelta

import numpy as np
import pytest

from benchmarks.district import NOW
from resnet.graph.elements import Edge, EdgeId, NodeId
from resnet.matching.facts import Facts
from resnet.matching.kernel.catalogue import Catalogue, brought_to, make_catalogue
from resnet.matching.kernel.changed import catalogue_after, catalogue_later
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher
from resnet.matching.kernel.verdict import Table, Verdict
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.match import match_need
from resnet.matching.policy import load_policy
from tests.matching.history import History


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    load(SEARCH, ONE)


def told(catalogue: Catalogue) -> dict[str, object]:
    """Everything that is read of a catalogue, to be compared."""
    ways, arrays = catalogue.ways, catalogue.ways.arrays
    return {
        "network": catalogue.network.made_at,
        "since": catalogue.since,
        "until": catalogue.until,
        "moments": {kind: (each.last, each.next) for kind, each in catalogue.moments.items()},
        "offers": [
            [getattr(each, name.name) for name in fields(each) if name.name != "_sources"]
            for each in catalogue.offers
        ],
        "columns": {
            name: (column.profile.tobytes(), column.examples.tobytes(), column.keys)
            for name, column in catalogue.columns.items()
        },
        "arrays": [
            (array.dtype.str, array.tobytes())
            for array in (catalogue.tiers, catalogue.points, catalogue.turns, catalogue.turning)
        ],
        "rows": (dict(catalogue.row_of), [catalogue.run_by(each) for each in catalogue.network.ids]),
        "ties": (arrays.ties, dict(ways.ties.starting), dict(ways.ties.contacts_of), dict(ways.ties.named)),
        "loads": (dict(ways.ties.load_of), dict(ways.ties.staff_of), dict(ways.ties.teams_of)),
        "lines": [each.tobytes() for each in (*arrays.columns, *arrays.told_by)],
        "kinds": [each.dtype.str for each in (*arrays.columns, *arrays.told_by)],
        "providers": (list(arrays.providers.items()), ways.provided_by),
    }


def tied(catalogue: Catalogue) -> Catalogue:
    """The catalogue with all of its ties, so that they are followed and not read anew."""
    catalogue.ways.wait()
    return catalogue


def test_ties_that_nobody_asked_for_are_those_of_the_network_after_a_change() -> None:
    history, policy = History(7), load_policy()
    followed = make_catalogue(history.network(), NOW, policy)
    for _ in range(12):
        history.change()
        network = history.network()
        followed = catalogue_after(followed, network, NOW) or make_catalogue(network, NOW, policy)
        assert not followed.ways.is_tied

    assert told(followed) == told(make_catalogue(history.network_anew(), NOW, policy))


@pytest.mark.parametrize("is_tied", [True, False])
@pytest.mark.parametrize("seed", range(2))
def test_a_catalogue_that_time_passes_over_is_the_one_made_anew(seed: int, is_tied: bool) -> None:
    history, policy, count = History(30 + seed), load_policy(), 0
    for kind in ("knows", "party_to", "agreement", "offers", "covers", "service", "agency"):
        for _ in range(3):
            history.end(kind)
    network = history.network()
    followed = make_catalogue(network, NOW, policy)
    for hours in (5, 30, 100, 215, 216, 217, 900, 9_000, 20_000):
        at = NOW + timedelta(hours=hours)
        if is_tied:
            followed.ways.wait()
        after = catalogue_later(followed, at)
        count += after is not None
        followed = after or make_catalogue(network, at, policy)
        assert told(followed) == told(make_catalogue(network, at, policy))
    assert count > 5
    assert catalogue_later(followed, NOW) is None


@pytest.mark.parametrize("seed", range(1, 3))
def test_a_catalogue_that_follows_changes_is_the_one_made_anew(seed: int) -> None:
    history, policy = History(seed), load_policy()
    followed, count = tied(make_catalogue(history.network(), NOW, policy)), 0
    for step in range(15):
        for _ in range(history.random.choice((1, 1, 3))):
            history.change()
        network, at = history.network(), NOW + timedelta(hours=step)
        anew = make_catalogue(history.network_anew(), at, policy)
        if followed.holds_at(at):
            after = catalogue_after(brought_to(followed, at), network, at)
            assert after is not None
            assert told(after) == told(anew)
            followed, count = after, count + 1
        else:
            followed = anew
    assert count > 8


SEQUENCES: dict[str, Callable[[History], None]] = {
    "a tie between the same two": History.meet_again,
    "a tie of the first and the last": History.meet_at_the_edge,
    "a contact of a tie": lambda history: history.set(history.one("knows"), last_contact_at=history.moment()),
    "a tie that ends": lambda history: history.end("knows"),
    "a party": History.agree,
    "an agreement that ends": lambda history: history.end("agreement"),
    "a party that goes": lambda history: history.part("party_to"),
    "who works where": History.move,
    "who is called": lambda history: history.set(
        history.one("works_for"), is_contact=history.random.random() < 0.5
    ),
    "a capacity": lambda history: history.set(
        history.one("service"), places_open=history.random.choice((None, 0, 2)), said_at=history.moment()
    ),
    "who offers": lambda history: history.join("offers"),
    "where somebody is": History.settle,
}


@pytest.mark.parametrize("act", SEQUENCES.values(), ids=SEQUENCES.keys())
def test_a_sequence_of_changes_of_one_kind_is_followed(act: Callable[[History], None]) -> None:
    history, policy = History(7), load_policy()
    followed = tied(make_catalogue(history.network(), NOW, policy))
    for _ in range(3):
        act(history)
        network = history.network()
        # None where somebody came or went with it: a person who works nowhere is not in the network.
        followed = catalogue_after(followed, network, NOW) or make_catalogue(network, NOW, policy)

        assert followed.network is network
        assert told(followed) == told(make_catalogue(history.network_anew(), NOW, policy))


def test_whoever_has_no_tie_any_more_is_as_one_who_never_had_any() -> None:
    history, policy = History(9), load_policy()
    person = history.one("person")
    for each in [*history.of("works_for"), *history.of("knows")]:
        if isinstance(each, Edge) and person.id in (each.start, each.end):
            del history.elements[each.id]
    history.join("offers", person)
    history.join("knows", person)
    old = tied(make_catalogue(history.network(), NOW, policy))
    del history.elements[EdgeId("knows:new-0002")]

    after = catalogue_after(old, history.network(), NOW)

    assert after is not None
    assert told(after) == told(make_catalogue(history.network_anew(), NOW, policy))


def test_what_a_change_leaves_as_it_is_is_shared() -> None:
    history, policy = History(8), load_policy()
    old = tied(make_catalogue(history.network(), NOW, policy))
    tie, service = history.one("knows"), history.one("service")

    history.set(tie, last_contact_at=NOW - timedelta(days=3_000))
    known = catalogue_after(old, history.network(), NOW)
    history.set(tie, last_contact_at=NOW - timedelta(days=2_999))
    touched = catalogue_after(known or old, history.network(), NOW)
    history.set(service, places_open=5)
    opened = catalogue_after(touched or old, history.network(), NOW)

    assert known is not None
    assert touched is not None
    assert opened is not None
    assert known.ways.arrays is not old.ways.arrays
    shared = [
        (known.segments, old.segments),
        (known.tables, old.tables),
        (known.turns, old.turns),
        (touched.ways.arrays, known.ways.arrays),
        (touched.circles, known.circles),
        (opened.ways.arrays, touched.ways.arrays),
        (opened.circles, touched.circles),
    ]
    assert all(one is other for one, other in shared)
    assert opened.segments is not touched.segments
    changed = {name for name, column in opened.columns.items() if column is not touched.columns[name]}
    assert changed == {"capacity"}


@pytest.mark.parametrize("seed", range(1, 4))
def test_a_matcher_that_followed_changes_answers_as_the_plain_one(seed: int) -> None:
    history, policy = History(100 + seed), load_policy()
    needs = list(history.district.needs())[:5]
    matcher = Matcher(history.network(), policy)
    for need in needs:
        matcher.match(need)
    for _ in range(6):
        history.change()
        network = history.network()
        before, matcher = matcher, Matcher(network, policy, matcher)
        known = before.catalogue(NOW)

        for need in needs:
            assert matcher.match(need) == match_need(network, need)
        assert before.catalogue(NOW) is known


def test_where_nodes_come_the_catalogue_is_made_anew() -> None:
    history = History(1)
    old = make_catalogue(history.network(), NOW, load_policy())
    service = history.one("service")
    history.elements["service:new"] = replace(service, id=NodeId("service:new"))  # type: ignore[arg-type]

    assert catalogue_after(old, history.network(), NOW) is None


def test_nothing_of_the_old_catalogue_moves() -> None:
    history, policy = History(2), load_policy()
    old = make_catalogue(history.network(), NOW, policy)
    before = told(old)
    for _ in range(20):
        history.change()
        catalogue_after(old, history.network(), NOW)

    assert told(old) == before
    assert not any(np.shares_memory(old.points, each) for each in (old.turns, old.tiers))


def test_whoever_is_called_at_an_agency_is_another_once_its_agreement_ends() -> None:
    history, policy = History(3), load_policy()
    _, agency = next(iter(history.successes))
    works = [each for each in history.of("works_for") if isinstance(each, Edge) and each.end == agency]
    for each in works:
        history.set(each, is_contact=False)
    for party in history.of("party_to"):
        if isinstance(party, Edge) and party.start == agency:
            del history.elements[party.id]
    history.join("party_to", history.elements[agency], named_worker=works[0].start)
    old = make_catalogue(history.network(), NOW, policy)
    del history.elements[EdgeId("party_to:new-0001")]

    after = catalogue_after(old, history.network(), NOW)

    assert after is not None
    assert told(after) == told(make_catalogue(history.network(), NOW, policy))


def test_ways_that_were_asked_for_before_ties_went_are_found_anew() -> None:
    history = History(3)
    needs = list(history.district.needs())
    before = make_catalogue(history.network(), NOW, load_policy())
    asked = [best_of(before, need) for need in needs]
    for tie in history.of("knows"):
        del history.elements[tie.id]

    after = catalogue_after(before, history.network(), NOW)

    assert after is not None
    anew = make_catalogue(history.network(), NOW, load_policy())
    found = [best_of(after, need) for need in needs]
    assert found == [best_of(anew, need) for need in needs]
    assert found != asked


def test_what_a_rule_was_not_asked_yet_is_not_known_by_another_number_either() -> None:
    table = Table(3)
    table.put(np.array([0, 2]), Verdict(points=7, hurdle=2, code=1, is_yes=True, asks=0))

    found = table.renumbered(np.array([2, 1, -1, 0], dtype=np.int32))

    # A cell of zeros would be a yes to everybody.
    assert found.known.tolist() == [True, False, False, True]
    assert found.cells[found.known].tolist() == [[7, 2, 1, 0]] * 2
    assert found.is_yes.tolist() == found.known.tolist()
    assert not found.is_whole
    assert found.renumbered(np.array([3, 0], dtype=np.int32)).is_whole


def best_of(catalogue: Catalogue, need: Facts) -> list[list[int]]:
    found = find_best(catalogue, catalogue.asked(need))
    return [] if found is None else [found.services.tolist(), found.scores.tolist()]
