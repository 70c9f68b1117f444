"""Consent: the signed document; what it opens are ``consents_to`` edges, one a receiver and category."""

from __future__ import annotations

from resnet.ontology.category import Category
from resnet.ontology.field import Kind, Label, code, codes, flag, long_text, moment, text

CONSENT = Kind(
    name="consent",
    label=Label("동의", "Consent"),
    says="What the client agreed to: purpose, items, receiver, period, and how it was given.",
    # To whom else somebody's facts are open says much of them: it is of the case, as the circle's edges are.
    categories=(Category.CASE,),
    source="domain.md §13, §15; PIPA arts. 15, 17, 22, 23",
    fields=(
        code("purpose", "목적", "purpose", "consent_purposes"),
        codes("categories", "항목", "items", "categories"),
        code("given_how", "동의 방법", "given how", "consent_ways"),
        text("given_by", "동의한 사람", "given by"),
        text("obtained_by", "동의를 받아 넘긴 기관", "obtained by (agency id)"),
        code("given_as", "동의 자격", "given as", "consent_capacities"),
        moment("given_at", "동의 일시", "given at"),
        moment("withdrawn_at", "철회 일시", "withdrawn at"),
        flag("told_right_to_refuse", "거부권 고지", "right to refuse was told"),
        long_text("remarks", "비고", "remarks"),
    ),
)

KINDS = (CONSENT,)
