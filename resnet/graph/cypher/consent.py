"""The path of consent, as it stands inside every statement that reads: actor → receivers ← consent ← subject.

``receivers`` are nodes: the actor, the agencies it works for, the teams that it or they belong to, and the
open referrals addressed to any of these.

Where elements are read one after another (pages), ``given`` is, of one element, what its subjects let them
see, as [subject, category, the referral it was given to or null]. Where many are read at once they are in
groups of those about the same people, ``one`` and ``two``, whose consents are gone through once a group:
``open_one``, ``open_two`` and ``open_both`` are then the categories that are open about each and about both,
and ``lets_one`` and ``lets_two`` their consents to the receivers, each [category, receiver, basis].
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


def consents_of(subject: str) -> str:
    """The clause that finds each consent ``c`` of a subject, and ``r``, whom it was given to.

    The server is told the way: among few people it takes going through all of them for cheap, and keeps that
    plan while they become many.
    """
    person = label_of("person")
    return (
        f"MATCH (whose:{person} {{id: {subject}}})-[c:{label_of('consents_to')}]->(r) "
        f"USING INDEX SEEK whose:{person}(id) "
    )


def given(name: str) -> str:
    """What the subjects of an element let the receivers see."""
    return (
        f"COLLECT {{ UNWIND [{name}._about_1, {name}._about_2] AS subject "
        f"{consents_of('subject')}"
        f"WHERE r IN receivers AND {holds('c')} "
        f"RETURN [subject, c.category, CASE WHEN r:{label_of('referral')} THEN r.id END] }}"
    )


def is_open(name: str) -> str:
    """That an element is open to the actor, by its category or by what all its subjects let them see."""
    category = f"{name}._category"
    return (
        f"({category} IN $open OR ({name}._about_1 IS NOT NULL AND {_is_given(f'{name}._about_1', category)} "
        f"AND ({name}._about_2 IS NULL OR {_is_given(f'{name}._about_2', category)})))"
    )


def _is_given(subject: str, category: str) -> str:
    return (
        f"(({subject} = $actor AND {category} IN $own) "
        f"OR any(g IN given WHERE g[0] = {subject} AND g[1] = {category}))"
    )


# By whose consent a fact is open, for the access log: a receiver, or that there is danger to life.
_PATH: Final = "CASE c.basis WHEN $emergency THEN c.basis ELSE r.id END"


def _lets(subject: str) -> str:
    return (
        f"CALL (receivers, {subject}) {{ "
        f"{consents_of(subject)}"
        f"WHERE r IN receivers AND {holds('c')} "
        f"RETURN collect([c.category, r.id, c.basis]) AS lets_{subject} }} "
    )


def _open_about(subject: str) -> str:
    return (
        f"$open + [g IN lets_{subject} | g[0]] + CASE {subject} WHEN $actor THEN $own ELSE [] END "
        f"AS open_{subject}"
    )


# The clauses that follow a group (``one`` and ``two``, null where there is nobody): what is open in it.
GROUP: Final = (
    f"{_lets('one')}{_lets('two')}WITH *, {_open_about('one')}, {_open_about('two')} "
    "WITH *, CASE WHEN one IS NULL THEN $open WHEN two IS NULL THEN open_one "
    "ELSE [c IN open_one WHERE c IN open_two] END AS open_both "
)
# What of it the guard learns, and keeps for what is read next.
LEARNT: Final = "one, lets_one, two, lets_two"
UNLEARNT: Final = "null, null, null, null"


def is_open_in_group(name: str) -> str:
    """That an element about one of a group, about both or about nobody is open to the actor.

    About anybody else it is as closed as if nobody had consented.
    """
    return (
        f"{name}._category IN CASE WHEN {name}._about_1 IS NULL THEN $open "
        f"WHEN {name}._about_2 IS NOT NULL THEN "
        f"CASE WHEN {name}._about_1 = one AND {name}._about_2 = two THEN open_both ELSE $open END "
        f"WHEN {name}._about_1 = one THEN open_one WHEN {name}._about_1 = two THEN open_two ELSE $open END"
    )


# The ids of all receivers but for the actor itself, which may be no node.
RECEIVER_IDS: Final = Cypher(f"{RECEIVERS}UNWIND receivers AS r RETURN DISTINCT r.id AS id")
# What these subjects let any of these receivers see; of a handful of subjects.
GRANTS: Final = Cypher(
    f"UNWIND $subjects AS subject "
    f"{consents_of('subject')}"
    f"WHERE r.id IN $receivers AND {holds('c')} "
    f"RETURN DISTINCT subject, c.category AS category, "
    f"CASE WHEN r:{label_of('referral')} THEN r.id END AS letter"
)
# By which receivers' consents these subjects' facts are open to the actor.
OPENED_BY: Final = Cypher(
    f"{RECEIVERS}UNWIND $subjects AS subject "
    f"{consents_of('subject')}"
    f"WHERE r IN receivers AND {holds('c')} "
    f"RETURN DISTINCT {_PATH} AS path"
)
