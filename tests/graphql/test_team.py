"""A proposed team through GraphQL is that of the matching room, in words, for who may know of the client."""

from __future__ import annotations

from resnet.graph.elements import NodeId
from resnet.graph.network.follow import make_network
from resnet.matching.team.propose import propose_team
from resnet.matching.team.words import say_empty
from resnet.messages import messages_for
from resnet.ontology.vocabulary import load_vocabulary
from tests.graphql.town import MISSING, Town

TEAM = """
query($client: ID!, $language: Language!) {
  teamProposal(client: $client, language: $language) {
    client standard clientTypes seatsThatMayBeNeeded committeeFrom
    seats { seat name empty says considered candidates { person says phone steps cost notes } }
    leads { agency isLead says }
  }
}
"""


def test_the_team_is_that_of_the_matching_room(town: Town) -> None:
    key = town.key_of_person(NodeId(str(town.manager.actor)), "case_manager")

    for language in ("ko", "en"):
        answer = town.post(key, TEAM, client=town.client, language=language.upper()).json()
        told = answer["data"]["teamProposal"]

        found = propose_team(make_network(town.store), town.store.view(town.manager), town.client)
        say = messages_for(language)
        assert [each["seat"] for each in told["seats"]] == [each.seat.code for each in found.seats]
        assert [each["says"] for each in told["seats"]] == [
            None if each.empty is None else say_empty(each.empty, say) for each in found.seats
        ]
        assert [[one["person"] for one in each["candidates"]] for each in told["seats"]] == [
            [one.person for one in each.candidates] for each in found.seats
        ]
        assert [each["agency"] for each in told["leads"]] == [each.agency for each in found.leads]
        lead = load_vocabulary("team_seats").term("lead-case-manager").label.of(language)
        assert lead in [each["name"] for each in told["seats"] if each["candidates"]]
        assert told["committeeFrom"] == found.meets_from.isoformat()


def test_a_hidden_client_has_no_team_as_one_who_is_not_there(asked_town: Town) -> None:
    hidden = asked_town.ask(asked_town.stranger, TEAM, client=asked_town.client, language="KO")
    missing = asked_town.ask(asked_town.stranger, TEAM, client=MISSING["person"], language="KO")

    assert hidden.content == missing.content
    assert hidden.json() == {"data": {"teamProposal": None}}
