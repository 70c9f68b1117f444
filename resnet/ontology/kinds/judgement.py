"""Judgements on identity: whether two entries of the directory are one thing."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import Kind, Label, code, count, moment, text

JUDGEMENT = Kind(
    name="judgement",
    label=Label("동일성 판단", "Judgement on identity"),
    says="Whether two entries of the directory are the same thing. Never changed: taken back by another.",
    categories=(Category.INTERNAL,),
    source="design.md §4: state follows records, and judgements say which records describe the same thing",
    fields=(
        code("verdict", "판단", "verdict", "identity_verdicts", indexed=True),
        code("how", "판단 방법", "how", "judgement_ways"),
        text("decided_by", "판단한 사람", "decided by"),
        moment("decided_at", "판단 일시", "decided at"),
        count("weight_millibits", "근거의 무게", "weight of the evidence", "millibit"),
        text("weights", "비교표", "table of weights"),
    ),
)

KINDS = (JUDGEMENT,)
