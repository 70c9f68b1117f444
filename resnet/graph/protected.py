"""Whether a place is a refuge: it is while anybody says so to whom no keeper of the directory answered.

No precedence and no day decides it, unlike any other value: what one list knows another only does not know.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from typing import Final

from resnet.graph.elements import Edge, Node
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary

IS_PROTECTED: Final = "is_protected"
_NAMES: Final = frozenset({"name", "former_name"})
# A road or a lot with its number, in whatever text: of a refuge a remark too many is better left out.
_WHERE: Final = re.compile(
    r"[가-힣](?:로|길)\s*(?:지하\s*)?\d|[가-힣\d](?:동|리|가)\s*(?:산\s*)?\d+(?:-\d|번지)"
)


@cache
def protected_types() -> frozenset[str]:
    """Agency types whose address, point and area are secret, whatever a list says (domain.md §15)."""
    terms = load_vocabulary("agency_types").terms
    return frozenset(term.code for term in terms if term.flag("protected"))


def is_protected(node: Node) -> bool:
    """Whether nobody is told where the agency, group or service is."""
    return says_protected(node.kind, node.fields)


def says_protected(kind: str, fields: Mapping[str, Value]) -> bool:
    """Whether these fields of a thing call it a refuge: in so many words, else by the type of an agency."""
    said = fields.get(IS_PROTECTED)
    if said is not None:
        return said is True
    return kind == "agency" and fields.get("type") in protected_types()


def fold_protected(kind: str, describing: Collection[Edge]) -> bool | None:
    """What all that is said of a thing comes to; None where nobody says anything of it.

    A keeper's word that it is no refuge answers the words that it names, and none that came after it.
    """
    answered = {each for edge in describing for each in denied_by(edge)}
    calling = [edge.id for edge in describing if says_protected(kind, edge.fields)]
    if calling:
        return not answered.issuperset(calling)
    return False if any(edge.get(IS_PROTECTED) is False for edge in describing) else None


def without_whereabouts(said: Mapping[str, Value]) -> dict[str, Value]:
    """What is said of a refuge, without the texts that tell where it is; what it is called stays.

    >>> without_whereabouts({"remarks": "달빛로 5, 2층", "hours_said": "09:00~18:00, 주 3회"})
    {'hours_said': '09:00~18:00, 주 3회'}
    """
    kept: dict[str, Value] = {}
    for name, value in said.items():
        if name in _NAMES:
            kept[name] = value
        elif isinstance(value, tuple):
            kept[name] = tuple(each for each in value if not _WHERE.search(each))
        elif not (isinstance(value, str) and _WHERE.search(value)):
            kept[name] = value
    return kept


def denied_by(edge: Edge) -> tuple[str, ...]:
    """The words (ids of ``describes`` edges) that this one answers: it is no refuge."""
    denies = edge.get("denies")
    is_answer = edge.get(IS_PROTECTED) is False and edge.text("standing") == "verification"
    return denies if is_answer and isinstance(denies, tuple) else ()
