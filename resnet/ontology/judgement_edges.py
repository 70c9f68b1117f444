"""The kinds of edge that judgements on identity make."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import EdgeKind, Label, flag

JUDGED = ("agency", "group", "service")

EDGES = (
    EdgeKind(
        name="judges",
        starts=("judgement",),
        ends=JUDGED,
        label=Label("판단 대상", "judges"),
        says="One of the two entries that were judged, as it stood by itself.",
        fields=(flag("is_anchor", "사람의 일이 걸려 있음", "people's work hung on it"),),
        categories=(Category.INTERNAL,),
    ),
    EdgeKind(
        name="takes_back",
        starts=("judgement",),
        ends=("judgement",),
        label=Label("취소한다", "takes back"),
        says="The judgement at the end holds no longer.",
        categories=(Category.INTERNAL,),
    ),
    EdgeKind(
        name="follows_from",
        starts=("judgement",),
        ends=("judgement",),
        label=Label("따른다", "follows from"),
        says="Two services are one because their providers are; taken back together.",
        categories=(Category.INTERNAL,),
    ),
    EdgeKind(
        name="same_as",
        starts=JUDGED,
        ends=JUDGED,
        label=Label("같은 곳이다", "the same as"),
        says="The entry is kept at the end of this edge while the judgements hold.",
    ),
)
