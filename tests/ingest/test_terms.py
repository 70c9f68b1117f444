"""Vocabularies in the graph."""

from __future__ import annotations

from pathlib import Path

from resnet.access.scope import Scope
from resnet.graph.elements import Where
from resnet.graph.reading import edges_out, find_all
from resnet.ingest.terms import term_id, write_terms
from resnet.ontology.vocabulary import load_vocabulary
from tests.fresh_store import fresh_store

ALL = Scope.everything(reason="test")


def test_every_service_class_is_a_term_that_leads_to_a_need_domain(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)

    write_terms(store)

    view = store.view(ALL)
    classes = list(find_all(view, "term", Where(equals={"vocabulary": "service_classes"})))
    assert {each.text("code") for each in classes} == set(load_vocabulary("service_classes").codes)
    meals = term_id(store.ids, "service_classes", "3.2")
    ends = view.nodes(edge.end for edge in edges_out(view, [meals], "crosswalk"))
    assert {"need_domains_2026"} <= {end.text("vocabulary") for end in ends.values()}
    store.close()


def test_the_same_vocabularies_again_change_nothing(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    write_terms(store)

    again = write_terms(store)

    assert again.is_repeat
    store.close()
