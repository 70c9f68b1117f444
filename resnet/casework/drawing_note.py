"""What is said of a genogram or eco-map as a whole: the client's words, the worker's, what to work on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.casework.open_case import OpenCase, work_in
from resnet.graph.elements import CommitId, Node, NodeId
from resnet.graph.reading import edges_in
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.category import Category

# Who may see what is said of a drawing: whoever may see what it draws.
_CATEGORIES: Final = {"genogram": Category.FAMILY, "ecomap": Category.RELATIONS}


@dataclass(frozen=True, kw_only=True)
class NoteGiven:
    """What is said of the ``drawing`` (a code of ``drawings``); ``plan`` is what is to be worked on."""

    drawing: str
    words: str = ""
    plan: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class NoteKept:
    """The note."""

    note: NodeId
    warnings: tuple[Notice, ...]


def note_drawing(
    store: GraphStore, scope: Scope, case: NodeId, given: NoteGiven, *, commit: CommitId | None = None
) -> NoteKept:
    """Keep what is said of a drawing; earlier notes stay.

    Raises:
        NodeNotFoundError: If the case is missing or hidden.
        ConsentMissingError: If what the drawing draws may not be recorded.
        RuleError: ``no-words`` or ``case-closed``.
    """
    act = Act(store, scope, commit)
    note = add_note(act, work_in(act, case), given)
    act.write("note on a drawing")
    return NoteKept(note, act.warnings)


def add_note(act: Act, case: OpenCase, given: NoteGiven) -> NodeId:
    """The note as part of ``act``.

    Raises:
        RuleError: ``no-words``.
    """
    if not given.words.strip() and not given.plan.strip():
        raise refuse("no-words")
    note = act.node(
        "drawing_note",
        {
            "drawing": given.drawing,
            "words": given.words.strip(),
            "plan": given.plan.strip(),
            "author": given.author.strip(),
            "said_at": act.now,
        },
        about=case.about,
        category=_CATEGORIES.get(given.drawing),
    )
    act.edge("in_case", note, case.id)
    return note


def notes_on(view: GraphView, cases: list[NodeId], drawing: str) -> tuple[Node, ...]:
    """What was said of a drawing in these cases, the last first."""
    found = view.nodes([edge.start for edge in edges_in(view, cases, "in_case")]).values()
    own = [each for each in found if each.kind == "drawing_note" and each.text("drawing") == drawing]
    return tuple(sorted(own, key=lambda each: (str(each.get("said_at")), each.version), reverse=True))
