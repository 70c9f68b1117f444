"""The path of consent, as it stands inside every statement that reads: actor → receivers ← consent ← subject.

``receivers`` are nodes: the actor, the agencies it works for, the teams that it or they belong to, and the
open referrals addressed to any of these. ``given`` is, of one element, what its subjects let them see, as
[subject, category, the referral it was given to or null].
"""

from __future__ import annotations

from resnet.graph.cypher.text import Cypher, holds, label_of
from resnet.graph.values import kind_of

# Who can work for or belong to something; an actor of another kind is a receiver by itself at most.
_ACTORS = ("person", "agency")


def receivers(actor: str) -> str:
    """The clauses that begin a statement and leave ``receivers``; ``actor`` gives its kind, never its id."""
    kind = kind_of(actor)
    label = label_of(kind if kind in _ACTORS else _ACTORS[0])
    return (
        f"OPTIONAL MATCH (me:{label} {{id: $actor}}) "
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


def receiver_ids(actor: str) -> Cypher:
    """The ids of all receivers but for the actor itself, which may be no node."""
    return Cypher(receivers(actor) + "UNWIND receivers AS r RETURN DISTINCT r.id AS id")


def grants() -> Cypher:
    """What these subjects let any of these receivers see; of a handful of subjects."""
    return Cypher(
        f"UNWIND $subjects AS subject "
        f"MATCH (:{label_of('person')} {{id: subject}})-[c:{label_of('consents_to')}]->(r) "
        f"WHERE r.id IN $receivers AND {holds('c')} "
        f"RETURN DISTINCT subject, c.category AS category, "
        f"CASE WHEN r:{label_of('referral')} THEN r.id END AS letter"
    )


def opened_by(actor: str) -> Cypher:
    """By which receivers' consents these subjects' facts are open to the actor."""
    return Cypher(
        receivers(actor) + f"UNWIND $subjects AS subject "
        f"MATCH (:{label_of('person')} {{id: subject}})-[c:{label_of('consents_to')}]->(r) "
        f"WHERE r IN receivers AND {holds('c')} "
        "RETURN DISTINCT CASE c.basis WHEN $emergency THEN c.basis ELSE r.id END AS path"
    )
