"""A need is answered over a catalogue that was saved and opened again as over one that was made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from benchmarks.district import NOW
from resnet.graph.network.follow import NetworkFollower, make_network
from resnet.graph.network.saved.kept import SavedNetwork
from resnet.graph.network.saved.pack import Facts, Packer, pack
from resnet.graph.network.saved.sealed import Sealing, open_sealed, write_sealed
from resnet.graph.network.saved.unpack import Unpacker, unpack_network
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore
from resnet.matching.kernel import consider, match, saved, ways
from resnet.matching.kernel.catalogue import Catalogue, make_catalogue
from resnet.matching.kernel.changed import catalogue_after
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import Matcher, known_catalogue, match_need
from resnet.matching.kernel.once import Once
from resnet.matching.kernel.saved import SavedMatching, pack_catalogue, unpack_catalogue
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.policy import load_policy
from tests.fresh_store import fresh_store
from tests.matching.district import NEED, District
from tests.matching.history import History
from tests.matching.random_district import Chance
from tests.matching.test_kernel_changed import told

KEY = bytes(range(32))


@pytest.fixture(params=["compiled", "plain"])
def loops(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With compiled loops, and as it is before they are there."""
    load(SEARCH, ONE)
    if request.param == "plain":
        for each in (ways, consider):
            monkeypatch.setattr(each, "ready", lambda _name: None)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    made = fresh_store(tmp_path)
    yield made
    made.close()


def in_another_process(store: GraphStore, folder: Path) -> NetworkFollower:
    """A follower where nothing is known but what was saved."""
    match._lately.clear()
    match.matcher_for.cache_clear()
    return NetworkFollower(store, saved_at(folder))


def saved_at(folder: Path) -> SavedNetwork:
    return SavedNetwork(folder / "network", KEY, fewest=0, beside=SavedMatching())


def reopened(history: History, catalogue: Catalogue, path: Path) -> Catalogue:
    """The catalogue once it and its network were saved and opened."""
    network, tables = catalogue.network, history._tables

    def fill(sealing: Sealing) -> Facts:
        return pack(network, tables, sealing) | {"matching": pack_catalogue(catalogue, Packer(sealing))}

    write_sealed(path, KEY, fill)
    opened = open_sealed(path, KEY)
    found = unpack_network(opened, network.version, network.made_at)
    return unpack_catalogue(found, load_policy(), opened.facts["matching"], Unpacker(opened))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("loops")
def test_a_catalogue_comes_back_as_it_was_and_answers_as_it_did(seed: int, tmp_path: Path) -> None:
    history, policy = History(seed), load_policy()
    for _ in range(10):
        history.change()
    network = history.network()
    made = make_catalogue(network, NOW, policy)
    found = reopened(history, made, tmp_path / "network")
    one, other = Matcher(network, policy, begun=made), Matcher(found.network, policy, begun=found)

    for need in list(history.district.needs())[:8]:
        for days in (0, 40):
            asked = replace(need, at=NOW + timedelta(days=days))
            assert other.match(asked) == one.match(asked)
    assert told(found) == told(made)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.usefixtures("loops")
def test_it_follows_changes_as_one_that_was_made(seed: int, tmp_path: Path) -> None:
    history, policy, count = History(20 + seed), load_policy(), 0
    followed = reopened(history, make_catalogue(history.network(), NOW, policy), tmp_path / "network")
    needs = list(history.district.needs())[:3]
    for _ in range(8):
        history.change()
        network = history.network()
        after = catalogue_after(followed, network, NOW)
        count += after is not None
        followed = after or make_catalogue(network, NOW, policy)
        matcher = Matcher(network, policy, begun=followed)

        for need in needs:
            assert matcher.match(need) == Matcher(network, policy).match(need)
        assert told(followed) == told(make_catalogue(history.network_anew(), NOW, policy))
    assert count > 4


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.usefixtures("loops")
def test_a_process_begins_with_it_and_goes_on_with_the_feed(
    seed: int, store: GraphStore, tmp_path: Path
) -> None:
    district = Chance(seed, store).make()
    facts = district.facts(NEED)
    first = NetworkFollower(store, saved_at(tmp_path))
    match_need(first.network(), facts)
    assert first.save()

    second = in_another_process(store, tmp_path)
    network = second.network()
    assert is_begun(network, district)
    assert match_need(network, facts) == Matcher(make_network(store), load_policy()).match(facts)
    district.say(network.ids_of("service")[0], places_open=3)
    district.commit()
    after = second.network()

    assert after is not network
    late, anew = in_another_process(store, tmp_path).network(), make_network(store)
    for passed in (0, 100, 400):
        asked = replace(facts, at=facts.at + timedelta(days=passed))
        answer = Matcher(anew, load_policy()).match(asked)
        assert [match_need(each, asked) for each in (after, late)] == [answer, answer]


def is_begun(network: Network, district: District) -> bool:
    return known_catalogue(network, load_policy(), district.facts(NEED).at) is not None


def test_it_is_saved_once_somebody_matched_and_not_again(store: GraphStore, tmp_path: Path) -> None:
    district = Chance(1, store).make()
    follower = NetworkFollower(store, saved_at(tmp_path))
    follower.network()
    assert follower.save()
    assert not follower.save()

    match_need(follower.network(), district.facts(NEED))

    assert follower.save()
    assert not follower.save()
    again = in_another_process(store, tmp_path)
    match_need(again.network(), district.facts(NEED))
    assert not again.save()


def test_of_another_form_it_is_made_anew_without_a_word(
    store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    district = Chance(2, store).make()
    facts = district.facts(NEED)
    first = NetworkFollower(store, saved_at(tmp_path))
    answer = match_need(first.network(), facts)
    first.save()
    monkeypatch.setattr(saved, "FORMAT", saved.FORMAT + 1)

    second = in_another_process(store, tmp_path)
    network = second.network()

    assert second.is_from_saved
    assert not is_begun(network, district)
    assert match_need(network, facts) == answer
    assert not caplog.records


def test_of_a_large_network_nobody_waits_for_all_ties(monkeypatch: pytest.MonkeyPatch) -> None:
    load(SEARCH, ONE)
    monkeypatch.setattr(ways, "_MADE_BEHIND", 1)
    begun: list[str] = []
    monkeypatch.setattr(Once, "begin", lambda _: begun.append("asked"))
    history, policy = History(5), load_policy()
    network, need = history.network(), next(history.district.needs())
    matcher = Matcher(network, policy)

    plain = matcher.match(need)

    found = matcher.catalogue(NOW).ways
    assert begun
    assert not found.is_tied
    found.wait()
    assert Matcher(network, policy, begun=matcher.catalogue(NOW)).match(need) == plain
    assert found.found(need.circle) is not None
