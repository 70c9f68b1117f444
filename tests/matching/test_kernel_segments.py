"""What was kept of needs is right after a change, whenever it is asked for again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from benchmarks.district import NOW
from resnet.graph.elements import Edge
from resnet.matching.facts import Facts
from resnet.matching.kernel.ask import Asker
from resnet.matching.kernel.catalogue import Catalogue, make_catalogue
from resnet.matching.kernel.changed import catalogue_after
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.consider import consider, segment_for
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.segments import Segment
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.policy import load_policy
from tests.matching.history import History
from tests.matching.test_kernel_changed import best_of


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    load(SEARCH, ONE)


@pytest.mark.parametrize("seed", range(2))
def test_what_was_kept_of_needs_is_right_after_every_change(seed: int) -> None:
    history, policy = History(200 + seed), load_policy()
    needs = list(history.district.needs())[:5]
    followed, count = make_catalogue(history.network(), NOW, policy), 0
    for step in range(10):
        # Not every need each time: what was not asked for is brought after several changes at once.
        asked = needs[:: 1 + step % 3]
        for _ in range(history.random.choice((1, 1, 2))):
            history.change()
        before = [answers_of(followed, need) for need in asked]
        after = catalogue_after(followed, history.network(), NOW)
        assert after is not None
        anew = make_catalogue(history.network_anew(), NOW, policy)

        assert [answers_of(after, need) for need in asked] == [answers_of(anew, need) for need in asked]
        assert [answers_of(followed, need) for need in asked] == before
        count += bool(after.segments is followed.segments)
        followed = after
    assert 0 < count < 10


@pytest.mark.parametrize("later", [False, True], ids=["asked at once", "asked after another change"])
def test_who_is_full_or_has_room_again_is_seen_in_what_was_kept(later: bool) -> None:
    history, policy = History(5), load_policy()
    needs, known = list(history.district.needs()), {each.id for each in history.of("service")}
    first = make_catalogue(history.network(), NOW, policy)
    need, best = next((need, said[0]) for need in needs if (said := best_of(first, need)) and said[0])
    service = first.offers.ids[best[0]]
    other = next(history.elements[each] for each in sorted(known) if each != service)
    found, catalogue = list[tuple[object, ...]](), first
    for places in (0, 3, 0, 3):
        before = segment_of(catalogue, need)
        history.set(history.elements[service], places_open=places, capacity_state=None, said_at=NOW)
        followed = catalogue_after(catalogue, history.network(), NOW)
        assert followed is not None
        if later:
            history.set(other, places_open=50 + len(found))
            followed = catalogue_after(followed, history.network(), NOW)
            assert followed is not None
        found.append(answers_of(followed, need))

        assert found[-1] == answers_of(make_catalogue(history.network_anew(), NOW, policy), need)
        assert segment_of(followed, need).rows is before.rows
        catalogue = followed
    assert found[0] == found[2] != found[1] == found[3]


def test_what_another_kind_of_help_changes_in_the_numbers_of_profiles_is_seen_in_what_was_kept() -> None:
    history, policy = History(5), load_policy()
    catalogue = make_catalogue(history.network(), NOW, policy)
    kept: dict[int, list[Facts]] = {}
    for need in history.district.needs():
        kept.setdefault(id(segment_of(catalogue, need)), []).append(need)
    # Of the kind that is asked for most, one need is answered before.
    needs = max(kept.values(), key=len)
    before = segment_of(catalogue, needs[0])
    answers_of(catalogue, needs[0])
    others = np.setdiff1d(np.arange(len(catalogue.offers)), before.rows)
    # A service before most others has what nobody had: their numbers are one more.
    early = history.elements[catalogue.offers.ids[int(others[0])]]
    history.set(early, age_from=17, cost_won=1_234, places_open=9, weekdays=("sun",))

    after = catalogue_after(catalogue, history.network(), NOW)

    assert after is not None
    assert segment_of(after, needs[0]).rows is before.rows
    anew = make_catalogue(history.network_anew(), NOW, policy)
    assert [answers_of(after, need) for need in needs] == [answers_of(anew, need) for need in needs]


@pytest.mark.parametrize("change", ["of another kind", "run by others"])
def test_a_kind_of_help_is_looked_for_anew_where_other_services_or_providers_may_be_in_it(
    change: str,
) -> None:
    history, policy = History(6), load_policy()
    needs = list(history.district.needs())
    catalogue = make_catalogue(history.network(), NOW, policy)
    need, best = next((need, said[0]) for need in needs if (said := best_of(catalogue, need)) and said[0])
    before, service = answers_of(catalogue, need), history.elements[catalogue.offers.ids[best[0]]]
    if change == "of another kind":
        classes = {each.fields.get("service_class") for each in history.of("service")}
        other = min(str(each) for each in classes if each and each != service.fields.get("service_class"))
        history.set(service, service_class=other)
    else:
        for each in [
            each for each in history.of("offers") if isinstance(each, Edge) and each.end == service.id
        ]:
            del history.elements[each.id]

    after = catalogue_after(catalogue, history.network(), NOW)

    assert after is not None
    found = answers_of(after, need)
    assert found == answers_of(make_catalogue(history.network_anew(), NOW, policy), need)
    assert found != before


@pytest.mark.parametrize("instead", ["nobody", "somebody gone"])
def test_a_service_that_a_closed_agency_gives_up_is_informal_where_its_kind_of_help_is_kept(
    instead: str,
) -> None:
    history, policy = History(2), load_policy()
    need = next(history.district.needs())
    ids = history.network().ids_of("service")
    last = best_of(make_catalogue(history.network(), NOW, policy), need)[0][-1]
    service = history.elements[ids[last]]
    # Whoever works for the agency runs it from now on, beside an agency that is closed.
    edge = next(each for each in history.of("offers") if isinstance(each, Edge) and each.end == service.id)
    works = next(
        each for each in history.of("works_for") if isinstance(each, Edge) and each.end == edge.start
    )
    del history.elements[edge.id]
    closed = next(each for each in history.of("agency") if each.id != edge.start)
    person = next(each for each in history.of("person") if each.id != works.start)
    history.set(closed, status="closed")
    history.elements[person.id] = replace(person, until=NOW - timedelta(days=1))
    history.join("offers", history.elements[works.start], service)
    history.join("offers", closed, service)
    catalogue = make_catalogue(history.network(), NOW, policy)
    before, found = segment_of(catalogue, need), best_of(catalogue, need)
    del history.elements["offers:new-0002"]
    if instead == "somebody gone":
        history.join("offers", person, service)

    after = catalogue_after(catalogue, history.network(), NOW)

    assert after is not None
    assert segment_of(after, need).rows is before.rows
    assert answers_of(after, need) == answers_of(make_catalogue(history.network_anew(), NOW, policy), need)
    assert best_of(after, need)[0] == [last, *(each for each in found[0] if each != last)]


def segment_of(catalogue: Catalogue, need: Facts) -> Segment:
    return segment_for(Asker(catalogue, catalogue.question(need)))


def answers_of(catalogue: Catalogue, need: Facts) -> tuple[object, ...]:
    """What is found at a glance, and what every rule says of every service; codes by their words."""
    found = consider(catalogue, catalogue.question(need))
    codes = [*catalogue.scale.codes.keys, ""]
    return (
        best_of(catalogue, need),
        found.segment.rows.tolist(),
        found.points.tolist(),
        found.size.tolist(),
        [codes[number] for number in found.first.tolist()],
        {codes[number]: count for number, count in found.counts().items()},
    )
