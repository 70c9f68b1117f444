"""Real lists joined with the demonstration's ties: of 200 needs every line of an answer is in the graph."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest

from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.network.follow import make_network
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphStore
from resnet.matching.explain import explain
from resnet.matching.kernel.match import match_all
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.demo.conftest import EVERYTHING, Demo
from tests.ingest.lists import NO_REAL, REAL
from tests.ingest.run.reading import ingest_whole
from tests.matching.lines import Lines, check_lines

LISTS = ("incheon_programs.csv", "incheon_welfare_facilities_20250131.csv")
NEEDS, AGREEMENTS = 200, 80

pytestmark = pytest.mark.skipif(not (REAL / "lists").is_dir(), reason=NO_REAL)


def join(store: GraphStore, random: Random) -> None:
    """Agreements of agencies that manage cases with agencies of the real lists; half name nobody."""
    view = store.view(EVERYTHING)
    offering = sorted(
        {
            edge.start
            for service in find_all(view, "service")
            for edge in view.edges([service.id], ("offers",))
            if edge.start.startswith("agency:")
        }
    )
    cases = [case.id for case in find_all(view, "case")]
    leads = sorted({edge.start for edge in view.edges(cases, ("leads",))})
    changes: list[Change] = []
    for number in range(AGREEMENTS):
        one, other = random.choice(leads), random.choice(offering)
        agreement, worker = NodeId(f"agreement:joined-{number}"), NodeId(f"person:joined-{number}")
        contact = {"name": f"담당 {number}", "work_phone": "032-000-0000"}
        changes += [
            Put(Node(id=worker, kind="person", category=Category.PUBLIC, fields=contact)),
            edge("works_for", worker, other),
            Put(Node(id=agreement, kind="agreement", fields={"name": f"연계 협약 {number}"})),
            edge("party_to", one, agreement),
            edge("party_to", other, agreement, **({"named_worker": worker} if number % 2 else {})),
        ]
    store.write(changes, scope=EVERYTHING, why="test", commit=CommitId("joined"))


def edge(kind: str, start: str, end: str, **fields: str) -> Put:
    return Put(
        Edge(
            id=EdgeId(f"{kind}:joined-{start}-{end}"[:190]),
            kind=kind,
            start=NodeId(start),
            end=NodeId(end),
            fields=fields,
        )
    )


def ask(store: GraphStore, random: Random) -> list[NodeId]:
    """Needs of the demonstration's clients for kinds of help that the lists offer."""
    view = store.view(EVERYTHING)
    classes = sorted({each.text("service_class") for each in find_all(view, "service")} - {""})
    cases = [each for each in find_all(view, "case") if each.text("state") not in {"closed", "not-selected"}]
    changes: list[Change] = []
    needs = []
    for number in range(NEEDS):
        case = random.choice(cases)
        (concerned,) = edges_out(view, [case.id], "concerns")
        need = NodeId(f"agreed_need:joined-{number:03d}")
        fields: dict[str, Value] = {
            "text": f"욕구 {number}",
            "domain": "2000000",
            "level": "individual",
            "service_classes": (random.choice(classes),),
            "agreed_at": view.now - timedelta(days=random.randrange(60)),
            "state": "open",
        }
        if random.random() < 0.3:
            fields["reach_km"] = 3.0
        about = (concerned.end,)
        node = Node(id=need, kind="agreed_need", category=Category.LIVING, about=about, fields=fields)
        changes += [Put(node), edge("in_case", need, case.id)]
        needs.append(need)
    store.write(changes, scope=EVERYTHING, why="test", commit=CommitId("asked"))
    return needs


@pytest.fixture(scope="module")
def joined(demo: Demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[GraphStore, list[NodeId]]]:
    store = demo.copy_to(tmp_path_factory.mktemp("joined") / "demo")
    for name in LISTS:
        ingest_whole(store, REAL / "lists" / name)
    random = Random(6)
    join(store, random)
    yield store, ask(store, random)
    store.close()


def test_every_line_of_two_hundred_answers_is_in_the_graph(joined: tuple[GraphStore, list[NodeId]]) -> None:
    store, needs = joined
    found = list(match_all(make_network(store), store.view(EVERYTHING), needs))
    graph = Lines(store)

    checked = [check_lines(graph, each) for each in found]

    assert len(found) == NEEDS
    assert sum(1 for each in found if each.matches) > NEEDS // 10
    assert sum(checked) > 20 * NEEDS
    for each in found[:20]:
        for language in ("ko", "en"):
            assert explain(each, language)
