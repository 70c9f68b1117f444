"""The path of consent, as it stands inside every statement that reads: actor → receivers ← consent ← subject.

``receivers`` are nodes: the actor, the agencies it works for, the teams that it or they belong to, and the
open referrals addressed to any of these. ``given`` is, of one element, what its subjects let them see, as
[subject, category, the referral it was given to or null].
"""

from __future__ import annotations

from typing import Final

from resnet.graph.cypher.text import Cypher, holds, label_of

# The clauses that begin a statement and leave ``receivers``. Who works for or belongs to something is a
# person or an agency; an actor of another kind is no receiver.
RECEIVERS: Final = (
    f"OPTIONAL MATCH (me:{label_of('person')}|{label_of('agency')} {{id: $actor}}) "
    f"OPTIONAL MATCH (me)-[w:{label_of('works_for')}]->(a) WHERE {holds('w')} "
    "WITH collect(DISTINCT me) + collect(DISTINCT a) AS own "
    f"WITH own + COLLECT {{ UNWIND own AS o MATCH (o)-[b:{label_of('member_of')}]->(t) "
    f"WHERE {holds('b')} RETURN t }} "
    f"+ COLLECT {{ UNWIND own AS o MATCH (o)<-[s:{label_of('addressed_to')}]-(f:{label_of('referral')}) "
    f"WHERE f.state IN $open_states AND {holds('s')} RETURN f }} AS receivers "
)


def given(name: str) -> str:
    """What the subjects of an element let the receivers see."""
    return (
        f"COLLECT {{ UNWIND [{name}._about_1, {name}._about_2] AS subject "
        f"MATCH (:{label_of('person')} {{id: subject}})-[c:{label_of('consents_to')}]->(r) "
        f"WHERE r IN receivers AND {holds('c')} "
        f"RETURN [subject, c.category, CASE WHEN r:{label_of('referral')} THEN r.id END] }}"
    )


def is_open(name: str) -> str:
    """That an element is open to the actor, by its category or by what all its subjects let them see."""
    category = f"{name}._category"
    return (
        f"({category} IN $open OR ({name}._about_1 IS NOT NULL AND {_lets(f'{name}._about_1', category)} "
        f"AND ({name}._about_2 IS NULL OR {_lets(f'{name}._about_2', category)})))"
    )


def _lets(subject: str, category: str) -> str:
    return (
        f"(({subject} = $actor AND {category} IN $own) "
        f"OR any(g IN given WHERE g[0] = {subject} AND g[1] = {category}))"
    )


# The ids of all receivers but for the actor itself, which may be no node.
RECEIVER_IDS: Final = Cypher(f"{RECEIVERS}UNWIND receivers AS r RETURN DISTINCT r.id AS id")
# What these subjects let any of these receivers see; of a handful of subjects.
GRANTS: Final = Cypher(
    f"UNWIND $subjects AS subject "
    f"MATCH (:{label_of('person')} {{id: subject}})-[c:{label_of('consents_to')}]->(r) "
    f"WHERE r.id IN $receivers AND {holds('c')} "
    f"RETURN DISTINCT subject, c.category AS category, "
    f"CASE WHEN r:{label_of('referral')} THEN r.id END AS letter"
)
# By which receivers' consents these subjects' facts are open to the actor.
OPENED_BY: Final = Cypher(
    f"{RECEIVERS}UNWIND $subjects AS subject "
    f"MATCH (:{label_of('person')} {{id: subject}})-[c:{label_of('consents_to')}]->(r) "
    f"WHERE r IN receivers AND {holds('c')} "
    "RETURN DISTINCT CASE c.basis WHEN $emergency THEN c.basis ELSE r.id END AS path"
)
